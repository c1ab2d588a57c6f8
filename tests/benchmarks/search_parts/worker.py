"""One measurement in a process of its own: python -m search_parts.worker TASK '{"engine": …}'. Prints JSON.

What is measured starts when the libraries are imported and ends before anything is printed.
"""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

from engines import Engine, EngineMissingError, engine_class
from engines.base import Question, Record, read_records

PASSAGES_FOR = ("common word", "two words", "phrase")  # kinds of questions for which snippets are timed, too
ADDED = 100  # articles in the larger of the additions
FIRST_ADDED = 10_000_000  # numbers no library has


def main() -> None:
    task, options = sys.argv[1], json.loads(sys.argv[2])
    if task in ("make", "describe"):
        # Deferred: it loads Read Also's library, which no other engine needs.
        from search_parts import library

        folder = Path(options["library"])
        if task == "make":
            library.make_library(Path(options["corpus"]), folder, names=options["names"])
        else:
            tell(library.describe_library(folder))
        return
    folders = {name: Path(options[name]) for name in ("library", "corpus", "place")}
    if task == "there":
        tell({name: whether_there(engine_class(name)(**folders)) for name in options["engines"]})
        return
    engine = engine_class(options["engine"])(**folders)
    engine.load()
    tasks: dict[str, Callable[[], Any]] = {
        "build": lambda: build(engine),
        "open": lambda: first_answer(engine, questions(options)[2]),
        "memory": lambda: memory(engine, questions(options)),
        "add": lambda: add(engine, options["runs"]),
        "serve": lambda: serve(engine),
        "suggest": lambda: suggest(engine, questions(options), options["runs"]),
    }
    found = tasks[task]()
    if found is not None:
        tell(found)
    engine.close()


def whether_there(engine: Engine) -> dict[str, Any]:
    """What is to be known of an engine, or why it cannot be measured here."""
    try:
        engine.load()
    except EngineMissingError as error:
        return {"missing": str(error)}
    engine.close()
    return {"remark": engine.remark, "sorts": engine.sorts}


def tell(value: object) -> None:
    print(json.dumps(value), flush=True)


def questions(options: dict[str, Any]) -> list[Question]:
    return [as_question(one) for one in options["questions"]]


def as_question(stored: list[Any]) -> Question:
    kind, shape, words, order = stored
    return Question(kind, shape, tuple(words), order)


@dataclass
class Stopwatch:
    ms: float = 0.0


@contextmanager
def timing() -> Iterator[Stopwatch]:
    watch = Stopwatch()
    started = time.perf_counter()
    yield watch
    watch.ms = 1000 * (time.perf_counter() - started)


def build(engine: Engine) -> dict[str, float]:
    """CPU seconds with those of child processes, wall seconds, the peak of memory in MB, bytes on disk."""
    engine.prepare()
    at_rest = _peak_mb()
    cpu = _cpu_seconds()
    with timing() as watch:
        engine.build()
    cpu = _cpu_seconds() - cpu
    return {
        "cpu_s": cpu,
        "wall_s": watch.ms / 1000,
        "peak_mb": _peak_mb(),
        "at_rest_mb": at_rest,
        "bytes": engine.size(),
    }


def first_answer(engine: Engine, rare: Question) -> float:
    """Milliseconds until an index that nobody opened in this process has answered once."""
    with timing() as watch:
        engine.open()
        engine.query(rare)
    return watch.ms


def memory(engine: Engine, asked: list[Question]) -> dict[str, float]:
    """MB that opening the index and every question have added: all of it, and without pages of mapped files."""
    gc.collect()
    before = _resident_mb()
    engine.open()
    for question in asked:
        if engine.sorts or not question.order:
            engine.query(question)
            engine.snippets()
    gc.collect()
    after = _resident_mb()
    return {name: after[name] - before[name] for name in before}


def add(engine: Engine, runs: int) -> dict[str, list[float]]:
    """Milliseconds for adding one article, and a hundred, each committed."""
    new = _new_records(engine.library)
    times: dict[str, list[float]] = {"1": [], str(ADDED): []}
    engine.start_adding()
    for _run in range(runs):
        for size, measured in times.items():
            records = list(islice(new, int(size)))
            engine.prepare_adding(records)
            with timing() as watch:
                engine.add(records)
            measured.append(watch.ms)
    return times


def serve(engine: Engine) -> None:
    """Answer questions from standard input, one JSON line each, until it ends."""
    engine.open()
    tell({"ready": True})
    for line in sys.stdin:
        question = as_question(json.loads(line))
        with timing() as watch:
            total = engine.query(question)
        answer: dict[str, float] = {"ms": watch.ms, "total": total}
        if question.kind in PASSAGES_FOR:
            with timing() as watch:
                engine.snippets()
            answer["snippets_ms"] = watch.ms
        tell(answer)


def suggest(engine: Engine, asked: list[Question], runs: int) -> dict[str, list[float] | None]:
    """What only Read Also's index offers, in milliseconds: completions, facets, counts. None: not there."""
    engine.open()
    offers: dict[str, Callable[[], object]] = engine.suggestions(asked)
    return {name: _times(ask, runs) for name, ask in offers.items()}


def _times(ask: Callable[[], object], runs: int) -> list[float] | None:
    times = []
    for _run in range(runs + 2):  # the first two warm up
        with timing() as watch:
            try:
                ask()
            except NotImplementedError:
                return None
        times.append(watch.ms)
    return times[2:]


def _new_records(library: Path) -> Iterator[Record]:
    """Articles that are not in the library: known texts with other titles and an own word each."""
    numbers = count(FIRST_ADDED)
    while True:
        for record in islice(read_records(library), 1_000):
            number = next(numbers)
            text = f"{record.text}\n\nnew{number}"
            yield Record(number, f"{record.title} {number}", record.lead, text, record.published)


def _cpu_seconds() -> float:
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak_mb() -> float:
    """The most memory this process or one of its children ever had."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:  # not on this system
        return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    # Not ru_maxrss: that begins with what the process had which started this one.
    own = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return max(children, int(own.split()[1]) / 1024)


def _resident_mb() -> dict[str, float]:
    """Memory now: `rss` with the pages of mapped files, `anonymous` without."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # not on this system
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return {"rss": pages * os.sysconf("SC_PAGE_SIZE") / 2**20}
    facts = {line.partition(":")[0]: line.split()[1] for line in lines[1:]}
    return {"rss": int(facts["Rss"]) / 1024, "anonymous": int(facts["Anonymous"]) / 1024}


if __name__ == "__main__":
    main()
