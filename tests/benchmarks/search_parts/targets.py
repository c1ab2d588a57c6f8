"""What the search is to reach, and whether it did."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from engines import IN_WORDS

from search_parts.tables import (
    NOTHING,
    Table,
    build_values,
    figure,
    memory_values,
    middle,
    query_values,
    ratios,
)

Facts = dict[str, Any]
QUERY_KINDS = ("common word", "frequent word", "two words", "phrase")
FULL, SMALLER = 100_000, 13_013  # the sizes targets are set for
TOLERANCE = 0.05  # files that say the same twice make a library a little smaller than its folder


class Target(NamedTuple):
    """One figure and its bounds; `stretch` is what would be better still, None where that was not set."""

    what: str
    value: float | None  # None: not measured
    most: float | None  # None: only the stretch was set
    stretch: float | None = None
    least: bool = False  # the bounds are lower ones


def targets_of(site: Facts) -> list[Target]:
    """The targets for a corpus of this size; none for a size that none were set for."""
    articles = site["articles"]
    if "ours" not in site["engines"]:
        return []
    if abs(articles - FULL) <= TOLERANCE * FULL:
        return [*_build_targets(site), *_query_targets(site), *_index_targets(site)]
    if abs(articles - SMALLER) <= TOLERANCE * SMALLER:
        return list(_build_targets(site))
    return []


def target_table(site: Facts) -> Table | None:
    rows = [row_of(target) for target in targets_of(site)]
    header = ("", "measured", "target", "reached", "stretch", "reached")
    return Table(f"{site['articles']:,} articles: targets", header, rows) if rows else None


def row_of(target: Target) -> tuple[str, ...]:
    sign = "≥" if target.least else "≤"
    return (
        target.what,
        NOTHING if target.value is None else figure(target.value),
        NOTHING if target.most is None else f"{sign} {target.most:g}",
        _reached(target, target.most),
        NOTHING if target.stretch is None else f"{sign} {target.stretch:g}",
        _reached(target, target.stretch),
    )


def _reached(target: Target, bound: float | None) -> str:
    if target.value is None or bound is None:
        return NOTHING
    return "yes" if (target.value >= bound if target.least else target.value <= bound) else "no"


def _build_targets(site: Facts) -> Iterator[Target]:
    ours = site["engines"]["ours"]
    times = [1 / ratio for ratio in _ratio(site, "whoosh", partial(build_values, name="cpu_s"))]
    yield Target("stock Whoosh's CPU for a build, to ours", middle(times) if times else None, 12, least=True)
    to_fts5 = _ratio(site, "fts5", partial(build_values, name="cpu_s"))
    if to_fts5:
        yield Target("CPU for a build, to SQLite FTS5's", middle(to_fts5), None, 1.5)
    if site["articles"] > FULL / 2:
        yield Target("peak memory of a build, MB", max(build_values(ours, "peak_mb")), 300, 200)


def _query_targets(site: Facts) -> Iterator[Target]:
    ours = site["engines"]["ours"]
    for kind in QUERY_KINDS:
        yield Target(f"{kind}, ms", _middle_or_none(query_values(ours, kind)), 10)
        for other in ("recoll", "fts5"):
            yield Target(f"{kind}, to {IN_WORDS[other]}'s", _query_ratio(site, other, kind), 1)
        yield Target(f"{kind}, to tantivy's", _query_ratio(site, "tantivy", kind), None, 2)
    yield Target("rare word, ms", _middle_or_none(query_values(ours, "rare word")), 2, 1)
    yield Target("prefix of three letters, ms", _middle_or_none(query_values(ours, "prefix of three letters")), 20, 8)
    for kind, times in ours["snippets"].items():
        yield Target(f"snippets of 20 rows, {kind}, ms", _middle_or_none(times), 8, 4)


def _index_targets(site: Facts) -> Iterator[Target]:
    ours = site["engines"]["ours"]
    yield Target("open and answer once, ms", _middle_or_none(ours["open_ms"]), 30, 15)
    yield Target("memory added by queries, MB", _middle_or_none(memory_values(ours, "rss")), 80, 40)
    yield Target("add 1 article and commit, ms", _middle_or_none(ours["add"]["1"]), 15, 8)
    yield Target("add 100 articles and commit, ms", _middle_or_none(ours["add"]["100"]), 200, 120)
    yield Target("index to text, bytes", ours["build"][-1]["bytes"] / site["text_bytes"], 1.0, 0.6)


def _ratio(site: Facts, other: str, values: Callable[[Facts], list[float]]) -> list[float]:
    engines = site["engines"]
    return ratios(values(engines["ours"]), values(engines[other])) if other in engines else []


def _query_ratio(site: Facts, other: str, kind: str) -> float | None:
    return _middle_or_none(_ratio(site, other, partial(query_values, kind=kind)))


def _middle_or_none(values: list[float]) -> float | None:
    return middle(values) if values else None
