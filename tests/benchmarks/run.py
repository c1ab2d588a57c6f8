"""Measures what a reader would notice, and prints one table. See README.md beside this file."""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_articles import make_articles  # noqa: E402

from reader.locations import locate  # noqa: E402
from reader.tasks.find_articles import find_articles, passages_for  # noqa: E402
from reader.wiring import Services, build_services  # noqa: E402

PARTS = ("start", "import", "query", "stall", "typing")
START_RUNS = 9
QUERY_RUNS = 40
STALL_ARTICLES = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of articles; else articles are made up")
    parser.add_argument("--articles", type=int, default=13_000, help="how many are made up (13000)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--library", type=Path, help="keep the large library here and use it again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        corpus = options.corpus or scratch / "corpus"
        if options.corpus is None:
            make_articles(corpus, options.articles)
        large = options.library or scratch / "large"
        print(f"{'what':58} {'median':>10} {'p95':>10}")
        imported = list(import_large(corpus, large))  # now: the other parts need the library
        if "import" in options.only:
            show(imported)
        if "start" in options.only:
            show(measure_start(scratch, large))
        if "query" in options.only:
            show(measure_queries(large))
        if "stall" in options.only:
            show(measure_stall(scratch, corpus))
        if "typing" in options.only:
            show(measure_typing(scratch, large))


Row = tuple[str, str, str]
Rows = Iterator[Row]


def show(rows: Iterable[Row]) -> None:
    for what, median, p95 in rows:
        print(f"{what:58} {median:>10} {p95:>10}", flush=True)


def import_large(corpus: Path, library: Path) -> Rows:
    """Import the corpus into the large library unless it is there already."""
    if (library / "library.sqlite").exists():
        yield ("import: skipped, the library is there already", "", "")
        return
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    report = run_command("import", str(corpus), "--json", "--library", str(library))
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    added = json.loads(report)["added"]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield (f"import, index and names of {added:,} articles: articles/s", f"{added / seconds:,.0f}", "")
    yield ("  CPU seconds in all", f"{cpu:.1f}", "")
    yield ("  peak memory of the importing process, MB", f"{after.ru_maxrss / 1024:,.0f}", "")


def measure_start(scratch: Path, large: Path) -> Rows:
    seeds = scratch / "seeds"
    run_command("index", "--bundled", "--library", str(seeds))
    commands = {
        "bare PySide6 window": [str(HERE / "bare_window.py")],
        "seeds library": [str(HERE / "start_window.py"), str(seeds)],
        "large library": [str(HERE / "start_window.py"), str(large)],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(START_RUNS + 1):
        for name, command in commands.items():
            seconds = time_to_paint(command)
            if run:  # the first round warms the disk
                times[name].append(seconds)
    bare = times["bare PySide6 window"]
    for name, seconds in times.items():
        yield (f"start to first painted article, {name}, ms", *spread([1000 * one for one in seconds]))
        if seconds is not bare:
            ratios = [ours / theirs for ours, theirs in zip(seconds, bare, strict=True)]
            yield ("  ratio to the bare window", f"{statistics.median(ratios):.2f}", f"{percentile(ratios):.2f}")


def time_to_paint(command: list[str]) -> float:
    started = time.time()
    # Compiled modules are kept, as they are where the program is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    finished = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, env=environment)
    if finished.returncode:
        sys.exit(f"{command} failed:\n{finished.stderr}")
    return float(finished.stdout.split()[0]) - started


def measure_queries(library: Path) -> Rows:
    with closing(build_services(locate(library))) as services:
        words = telling_queries(services)
        services.search_index.warm()
        for name, query in words.items():
            total, times = 0, []
            for _ in range(QUERY_RUNS):
                started = time.perf_counter()
                total = search_once(services, query)
                times.append(1000 * (time.perf_counter() - started))
            yield (f"query, {name} ({query}: {total:,} articles), ms", *spread(times))


def search_once(services: Services, query: str) -> int:
    """What the window does for a query: the best 50, their passages for 20 rows."""
    results = find_articles(
        query,
        shelf=services.shelf,
        names=services.names,
        bookmarks=services.bookmarks,
        read_state=services.read_state,
        annotations=services.annotations,
        search_index=services.search_index,
    )
    numbers = [hit.number for hit in results.hits[:20]]
    passages_for(numbers, highlighter=results.highlighter, shelf=services.shelf)
    return results.total


def telling_queries(services: Services) -> dict[str, str]:
    """A query of each kind, with words that this library has."""
    counts: dict[str, int] = {}
    texts = [found.text for found in services.shelf.texts(list(range(1, 1500))).values()]
    for text in texts:
        for word in {word.strip(".,;:()\"'").lower() for word in text.split()}:
            if len(word) > 3 and word.isalpha():
                counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    common, frequent = ranked[0], ranked[min(40, len(ranked) - 1)]
    rare = next(word for word in reversed(ranked) if counts[word] == 1)
    words = texts[0].split()
    phrase = " ".join(words[5:7])
    return {
        "common word": common,
        "rare word": rare,
        "two words": f"{common} {frequent}",
        "phrase": f'"{phrase}"',
        "prefix": f"{frequent[:3]}*",
    }


def measure_stall(scratch: Path, corpus: Path) -> Rows:
    """The window over a new library, while a child imports ten thousand articles."""
    some = scratch / "some"
    some.mkdir()
    files = sorted(path for path in corpus.rglob("*") if path.is_file())[:STALL_ARTICLES]
    for number, path in enumerate(files):
        (some / f"{number:06d}{path.suffix}").symlink_to(path.resolve())
    command = [sys.executable, str(HERE / "stall.py"), str(scratch / "stalled"), str(some)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(f"stall.py failed:\n{finished.stderr}")
    for line in finished.stdout.splitlines():
        what, value = line.rsplit(":", 1)
        yield (what, value.strip(), "")


def measure_typing(scratch: Path, library: Path) -> Rows:
    """Somebody types in the window over the large library; alone it says more: keystrokes.py."""
    stored = scratch / "keystrokes.json"
    command = [sys.executable, str(HERE / "keystrokes.py"), "--library", str(library), "--json", str(stored)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(f"keystrokes.py failed:\n{finished.stderr}")
    for name, phase in json.loads(stored.read_text("utf-8"))["phases"].items():
        if phase["waits_ms"]:
            yield (f"{name}: from a key to its rows on the screen, ms", *spread(phase["waits_ms"]))
        late = sum(gap > 16 for gap in phase["gaps_ms"])
        beats = len(phase["gaps_ms"])
        yield (
            f"  {name}: stalls over 16 ms, of {beats:,} heartbeats; longest",
            f"{late}",
            f"{max(phase['gaps_ms']):.0f}",
        )


def run_command(*arguments: str) -> str:
    command = [sys.executable, "-m", "reader", *arguments]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(f"{command} failed:\n{finished.stderr}")
    return finished.stdout


def spread(values: list[float]) -> tuple[str, str]:
    return f"{statistics.median(values):.1f}", f"{percentile(values):.1f}"


def percentile(values: list[float], share: float = 0.95) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, round(share * len(ranked)))]


if __name__ == "__main__":
    main()
