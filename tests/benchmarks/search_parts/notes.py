"""Puts the tables and the plot into packaging/benchmarks.md, between marks, so that another run renews them."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from engines import IN_WORDS

from search_parts.plot import Line, Plot, draw
from search_parts.tables import (
    Table,
    asked_table,
    comparison_tables,
    growth_measures,
    growth_table,
    middle,
    totals_that_differ,
)
from search_parts.targets import target_table

Facts = dict[str, Any]
PLOT_NAME = "benchmarks-growth.svg"
BENDS_AT = 0.5  # the power of the number of articles from which we say that something grows with the library
BUILD_BENDS_AT = 1.15  # a build reads every article


def site_parts(site: Facts) -> list[Table | str]:
    """Everything there is to say of one corpus, in the order it is shown in."""
    parts: list[Table | str] = [asked_table(site), *comparison_tables(site)]
    targets = target_table(site)
    parts += [targets] if targets else []
    parts += [f"Not there: {IN_WORDS[name]}, {why}." for name, why in site["missing"].items()]
    differing = totals_that_differ(site)
    parts += [f"Counts that differ: {'; '.join(differing)}."] if differing else []
    remarks = [f"{IN_WORDS[name]}: {facts['remark']}" for name, facts in site["engines"].items() if facts["remark"]]
    names = "with its names" if site["names"] else "without names"
    return [*parts, f"Read Also's library was indexed {names}. {'. '.join(remarks)}."]


def renew(notes: Path, section: str, parts: Sequence[Table | str]) -> None:
    """Put these parts between the marks of a section.

    Raises:
        ValueError: the file has no such section.
    """
    words = "\n\n".join(part.as_markdown() if isinstance(part, Table) else part for part in parts)
    begin, end = f"<!-- begin {section} -->", f"<!-- end {section} -->"
    old = notes.read_text("utf-8")
    new, found = re.subn(f"{begin}.*?{end}", lambda _match: f"{begin}\n{words}\n{end}", old, flags=re.DOTALL)
    if not found:
        raise ValueError(f"{notes} has no section {section}")
    notes.write_text(new, "utf-8")


def renew_comparison(notes: Path, result: Facts) -> None:
    machine = ", ".join(f"{what} {value}" for what, value in result["machine"].items())
    parts: list[Table | str] = [f"Measured {result['day']} on: {machine}. {result['runs']} runs of each query."]
    for site in result["sites"]:
        parts += site_parts(site)
    renew(notes, "comparison", parts)


def renew_growth(notes: Path, result: Facts) -> None:
    sites = result["sites"]
    (notes.parent / PLOT_NAME).write_text(growth_picture(sites), "utf-8")
    picture = f"![How time and memory grow with the library]({PLOT_NAME})"
    renew(notes, "growth", [f"Measured {result['day']}.", growth_table(sites), picture, growth_words(sites)])


def growth_picture(sites: Sequence[Facts]) -> str:
    plots = []
    for title, values in growth_measures():
        lines = []
        for name in ("ours", "fts5", "tantivy", "whoosh"):
            there = [(site["articles"], values(site["engines"][name])) for site in sites if name in site["engines"]]
            points = tuple((articles, middle(found)) for articles, found in there if found and middle(found) > 0)
            lines.append(Line(IN_WORDS[name], points))
        plots.append(Plot(title, tuple(lines)))
    return draw(plots, description="How time and memory of search grow with the number of articles")


def growth_words(sites: Sequence[Facts]) -> str:
    """Where ours begins to grow with the library, in a sentence for each figure."""
    sentences = []
    for what, values in growth_measures():
        there = [
            (site["articles"], found)
            for site in sites
            if "ours" in site["engines"] and (found := values(site["engines"]["ours"]))
        ]
        steps = [
            (before, after, middle(later) / middle(earlier))
            for (before, earlier), (after, later) in pairwise(there)
            if middle(earlier) > 0
        ]
        at = BUILD_BENDS_AT if what.startswith("build") else BENDS_AT
        factors = ", ".join(f"× {factor:.1f} to {after:,}" for _before, after, factor in steps)
        if factors:
            sentences.append(f"- {what}: from {steps[0][0]:,} articles {factors}; {_bend(steps, at)}.")
    return "How ours grows from size to size:\n\n" + "\n".join(sentences)


def _bend(steps: Sequence[tuple[int, int, float]], power: float) -> str:
    for before, after, factor in steps:
        if factor > 0 and math.log(factor) / math.log(after / before) > power:
            return f"it bends upwards at {before:,}"
    return "no bend"
