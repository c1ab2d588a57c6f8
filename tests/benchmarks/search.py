"""Measures search: ours beside stock Whoosh, SQLite FTS5, tantivy and Recoll. See README.md beside this file."""

import argparse
import importlib.metadata
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from engines import NAMES  # noqa: E402
from make_articles import make_articles  # noqa: E402
from search_parts.measure import Site, Times, measure_site  # noqa: E402
from search_parts.notes import growth_words, renew_comparison, renew_growth, site_parts  # noqa: E402
from search_parts.tables import Table, growth_table  # noqa: E402

NOTES = HERE.parent.parent / "packaging" / "benchmarks.md"
SIZES = (13_013, 100_000)
GROWTH_SIZES = (1_000, 10_000, 100_000, 300_000)
GROWTH_ENGINES = ("ours", "fts5", "tantivy", "whoosh")
MOST_FOR_WHOOSH = 15_000  # articles, while growth is measured: beyond, stock Whoosh takes many minutes
RUNS = 21

Facts = dict[str, Any]


def main() -> None:
    options = read_options()
    if options.stored:
        result: Facts = json.loads(options.stored.read_text("utf-8"))
    elif options.keep:
        result = measure(options, options.keep)
    else:
        with tempfile.TemporaryDirectory(prefix="search-benchmark-") as scratch:
            result = measure(options, Path(scratch))
    show(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    if options.notes:
        (renew_growth if result["growth"] else renew_comparison)(NOTES, result)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--articles", type=int, nargs="+", help=f"how many are made up ({SIZES}; growing {GROWTH_SIZES})"
    )
    parser.add_argument("--corpus", type=Path, nargs="+", help="folders of articles to use instead, smallest first")
    parser.add_argument("--engines", nargs="+", choices=NAMES, help="which ones; what is not installed is left out")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"of every query, after two that do not count ({RUNS})")
    parser.add_argument("--names", action="store_true", help="recognise names first, as the window does; takes long")
    parser.add_argument("--growth", action="store_true", help="how ours grows from 1,000 to 300,000 articles")
    parser.add_argument("--keep", type=Path, help="keep corpus, library and indexes here for another run")
    parser.add_argument("--reuse", nargs="+", choices=NAMES, default=(), help="do not build these anew if kept")
    parser.add_argument("--quick", action="store_true", help="build, open and add once: to try it out")
    parser.add_argument("--json", type=Path, help="write everything that was measured here")
    parser.add_argument("--stored", type=Path, help="measure nothing, show such a file")
    parser.add_argument("--notes", action="store_true", help="renew the tables in packaging/benchmarks.md")
    return parser.parse_args()


def measure(options: argparse.Namespace, folder: Path) -> Facts:
    engines = options.engines or (GROWTH_ENGINES if options.growth else NAMES)
    times = Times(options.runs, 1, 1, 1, 1, 1) if options.quick else Times(options.runs)
    measured = []
    for site in sites(options, folder):
        measured.append(
            measure_site(
                site,
                engines,
                times=times,
                names=options.names,
                reused=options.reuse,
                most_articles={"whoosh": MOST_FOR_WHOOSH} if options.growth else {},
                say=say,
            )
        )
    return {
        "growth": options.growth,
        "day": datetime.now(UTC).date().isoformat(),
        "machine": machine(engines),
        "runs": options.runs,
        "sites": measured,
    }


def sites(options: argparse.Namespace, folder: Path) -> list[Site]:
    """The corpora, made if they are made-up ones, each with a folder of its own."""
    if options.corpus:
        return [Site(corpus, folder / corpus.name) for corpus in options.corpus]
    found = []
    for articles in options.articles or (GROWTH_SIZES if options.growth else SIZES):
        site = Site(folder / f"{articles}" / "corpus", folder / f"{articles}")
        if not site.corpus.exists():
            say(f"making {articles:,} articles")
            make_articles(site.corpus, articles)
        found.append(site)
    return found


def machine(engines: Sequence[str]) -> dict[str, str]:
    facts = {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "Python": platform.python_version(),
    }
    packages = {"ours": "numpy", "whoosh": "whoosh3", "tantivy": "tantivy"}
    for package in [packages[name] for name in engines if name in packages]:
        try:
            facts[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {**facts, "SQLite": sqlite3.sqlite_version}


def show(result: Facts) -> None:
    for site in result["sites"]:
        for part in site_parts(site):
            print("\n" + (part.as_text() if isinstance(part, Table) else part))
    if result["growth"]:
        print("\n" + growth_table(result["sites"]).as_text())
        print("\n" + growth_words(result["sites"]))


def say(words: str) -> None:
    """What is going on, beside the tables."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
