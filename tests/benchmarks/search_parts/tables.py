"""From what was measured to tables, for the terminal and for the notes."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from engines import IN_WORDS

Facts = dict[str, Any]
NOTHING = "–"


class Table(NamedTuple):
    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def as_text(self) -> str:
        """Columns one below the other; the first to the left, the others to the right."""
        lines = [self.header, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.header))]
        placed = [
            "  ".join(
                [
                    line[0].ljust(widths[0]),
                    *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
                ]
            )
            for line in lines
        ]
        return "\n".join([self.title, placed[0], "-" * len(placed[0]), *placed[1:]])

    def as_markdown(self) -> str:
        rule = "|---" + "|---:" * (len(self.header) - 1) + "|"
        lines = [f"| {' | '.join(line)} |" for line in (self.header, *self.rows)]
        return "\n".join([f"**{self.title}**", "", lines[0], rule, *lines[1:]])


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ranked = sorted(values)
    return ranked[round(share * (len(ranked) - 1))]


def middle(values: Sequence[float]) -> float:
    return statistics.median(values)


def figure(value: float) -> str:
    """Three digits that count, or the whole number."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(values: Sequence[float]) -> str:
    """Median, and the range of the middle nine tenths where there are several."""
    if not values:
        return NOTHING
    low, high = percentile(values, 0.05), percentile(values, 0.95)
    return f"{figure(middle(values))} ({figure(low)}–{figure(high)})" if len(values) > 1 else figure(values[0])


def build_values(facts: Facts, name: str) -> list[float]:
    return [build[name] for build in facts["build"]]


def memory_values(facts: Facts, name: str) -> list[float]:
    return [run[name] for run in facts["memory"] if name in run]


def query_values(facts: Facts, kind: str) -> list[float]:
    return list(facts["queries"].get(kind, {}).get("ms", []))


def snippet_values(facts: Facts, kind: str) -> list[float]:
    return list(facts["snippets"].get(kind, []))


def adding_values(facts: Facts, count: str) -> list[float]:
    return list(facts["add"][count])


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Ours to theirs, run by run; the runs that both have."""
    return [one / other for one, other in zip(ours, theirs, strict=False) if other]


def comparison_tables(site: Facts) -> list[Table]:
    """All of one corpus: the figures of every engine, ours beside them, and what only ours has."""
    names = list(site["engines"])
    header = ("", *(IN_WORDS[name] for name in names))
    size = f"{site['articles']:,} articles"
    kinds = [question[0] for question in site["questions"]]
    tables = [
        Table(f"{size}: building, opening, adding", header, list(_index_rows(site, names))),
        Table(f"{size}: milliseconds for a query", header, list(_query_rows(site, names, kinds))),
    ]
    others = [name for name in names if name != "ours"]
    if "ours" in names and others:
        header = ("ours to theirs", *(IN_WORDS[name] for name in others))
        tables.append(
            Table(f"{size}: ratios, run by run; below 1 ours is quicker", header, _ratio_rows(site, others, kinds))
        )
    suggested = site["engines"].get("ours", {}).get("suggest")
    if suggested:
        rows = [(what, spread(times) if times else "not there") for what, times in suggested.items()]
        tables.append(Table(f"{size}: what only ours has, milliseconds", ("", "ours"), rows))
    return tables


def _index_rows(site: Facts, names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    def row(what: str, values: Callable[[Facts], list[float]]) -> tuple[str, ...]:
        return (what, *(spread(values(site["engines"][name])) for name in names))

    text = site["text_bytes"]
    yield row("build, CPU s", partial(build_values, name="cpu_s"))
    yield row("build, wall s", partial(build_values, name="wall_s"))
    yield row("peak memory of the build, MB", partial(build_values, name="peak_mb"))
    yield row("index to text, bytes", lambda facts: [facts["build"][-1]["bytes"] / text])
    yield row("open and answer once, ms", lambda facts: list(facts["open_ms"]))
    yield row("memory added by queries, MB", partial(memory_values, name="rss"))
    yield row("without mapped pages, MB", partial(memory_values, name="anonymous"))
    for count in ("1", "100"):
        yield row(f"add {count} and commit, ms", partial(adding_values, count=count))


def _query_rows(site: Facts, names: Sequence[str], kinds: Sequence[str]) -> Iterable[tuple[str, ...]]:
    engines = site["engines"]
    for kind in kinds:
        totals = [engines[name]["queries"][kind]["total"] for name in names if kind in engines[name]["queries"]]
        if totals:
            what = f"{kind}: {totals[0]:,} found"
            yield (what, *(spread(query_values(engines[name], kind)) for name in names))
    for kind in dict.fromkeys(kind for name in names for kind in engines[name]["snippets"]):
        cells = [spread(snippet_values(engines[name], kind)) for name in names]
        yield (f"snippets of 20 rows, {kind}", *cells)


def _ratio_rows(site: Facts, others: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, ...]]:
    ours, engines = site["engines"]["ours"], site["engines"]
    measures: list[tuple[str, Callable[[Facts], list[float]]]] = [
        ("build, CPU", partial(build_values, name="cpu_s")),
        ("peak memory of the build", partial(build_values, name="peak_mb")),
        ("open and answer once", lambda facts: list(facts["open_ms"])),
        ("memory added by queries", partial(memory_values, name="rss")),
    ]
    measures += [(kind, partial(query_values, kind=kind)) for kind in kinds]
    measures += [(f"snippets, {kind}", partial(snippet_values, kind=kind)) for kind in ours["snippets"]]
    rows = []
    for what, values in measures:
        row = tuple(spread(ratios(values(ours), values(engines[name]))) for name in others)
        if set(row) != {NOTHING}:
            rows.append((what, *row))
    return rows


def asked_table(site: Facts) -> Table:
    """What was asked, and in how many articles each word stands."""
    rows = []
    for kind, shape, words, order in site["questions"]:
        if not order:
            asked = {"words": " ".join(words), "phrase": f"“{' '.join(words)}”", "prefix": f"{words[0]}*"}[shape]
            within = ", ".join(f"{site['articles_with'][word]:,}" for word in words if shape != "prefix")
            rows.append((kind, asked, within))
    return Table(f"{site['articles']:,} articles: what was asked", ("kind", "query", "articles with the words"), rows)


def totals_that_differ(site: Facts) -> list[str]:
    """Engines that count other matches than ours by more than a twentieth, and do not merely estimate: in words."""
    found = []
    engines = site["engines"]
    for kind, query in engines.get("ours", {}).get("queries", {}).items():
        for name, facts in engines.items():
            total = facts["queries"].get(kind, {}).get("total")
            if total is not None and abs(total - query["total"]) > max(2, query["total"] / 20):
                found.append(f"{kind}: {IN_WORDS[name]} finds {total:,}, ours {query['total']:,}")
    return found


def growth_table(sites: Sequence[Facts]) -> Table:
    """Ours over corpora of growing size, with the others' common word and build beside it."""
    names = [name for name in ("ours", "fts5", "tantivy", "whoosh") if any(name in site["engines"] for site in sites)]
    header = ("", *(f"{site['articles']:,}" for site in sites))
    rows = [
        ("different words", *(f"{site['different_words']:,}" for site in sites)),
        ("text, MB", *(figure(site["text_bytes"] / 1e6) for site in sites)),
    ]
    for what, values in growth_measures():
        for name in names:
            cells = tuple(_growth_cell(site, name, values) for site in sites)
            if set(cells) != {NOTHING}:
                rows.append((f"{what}: {IN_WORDS[name]}", *cells))
    return Table("medians at these numbers of articles", header, rows)


def growth_measures() -> list[tuple[str, Callable[[Facts], list[float]]]]:
    """What is followed as the library grows."""
    kinds = ("common word", "two words", "phrase", "prefix of three letters")
    return [
        ("build, CPU s", partial(build_values, name="cpu_s")),
        ("peak memory of the build, MB", partial(build_values, name="peak_mb")),
        *((f"{kind}, ms", partial(query_values, kind=kind)) for kind in kinds),
        ("snippets of 20 rows, ms", partial(snippet_values, kind="common word")),
        ("open and answer once, ms", lambda facts: list(facts["open_ms"])),
        ("memory added by queries, MB", partial(memory_values, name="rss")),
        ("add 1 and commit, ms", partial(adding_values, count="1")),
        ("add 100 and commit, ms", partial(adding_values, count="100")),
    ]


def _growth_cell(site: Facts, name: str, values: Callable[[Facts], list[float]]) -> str:
    found = values(site["engines"][name]) if name in site["engines"] else []
    return figure(middle(found)) if found else NOTHING
