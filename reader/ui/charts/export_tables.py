"""The numbers of a chart as a table for other programs. Names come from articles, so no cell may act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from reader.tasks.views import Network, Timeline, TimeUnit
from reader.ui.charts.words import KIND_WORDS

ENCODING = "utf-8-sig"  # the mark at the beginning is how Excel knows that it is not the computer's old code page
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
HEADS = {TimeUnit.DAY: "Day", TimeUnit.MONTH: "Month", TimeUnit.YEAR: "Year"}
NETWORK_HEADS = (
    *("Name", "Kind", "Articles"),
    *("Other name", "Kind of other", "Articles of other"),
    *("Shared articles", "Log-likelihood ratio"),
)


def safe_cell(words: str) -> str:
    """Words on one line that a spreadsheet takes for words: an apostrophe goes before what could be a formula."""
    words = " ".join(words.split())
    return f"'{words}" if words.startswith(FORMULA_BEGINNINGS) else words


def timeline_table(timeline: Timeline) -> bytes:
    """A row for each day, month or year, a column for each name."""
    heads = [HEADS[timeline.unit], *(safe_cell(series.entity.name) for series in timeline.series)]
    rows: list[list[str | int]] = [
        [_time(day, timeline.unit), *(series.counts[place] for series in timeline.series)]
        for place, day in enumerate(timeline.buckets)
    ]
    return _written(heads, rows)


def network_table(network: Network) -> bytes:
    """A row for each pair of names, the strongest first, those of the centre before the others."""
    nodes = {node.entity.id: node for node in network.nodes}
    edges = [edge for edge in network.edges if edge.first in nodes and edge.second in nodes]
    edges.sort(key=lambda edge: (network.centre not in (edge.first, edge.second), -edge.strength))
    rows = []
    for edge in edges:
        ends = (edge.second, edge.first) if edge.second == network.centre else (edge.first, edge.second)
        row: list[str | int] = []
        for node in (nodes[end] for end in ends):
            row += [safe_cell(node.entity.name), KIND_WORDS[node.entity.kind], node.articles]
        rows.append([*row, edge.articles, f"{edge.strength:.2f}"])
    return _written(NETWORK_HEADS, rows)


def _time(day: date, unit: TimeUnit) -> str:
    """By hand, because `strftime` leaves out the zeros before early years on some systems."""
    year, month = f"{day.year:04}", f"{day.month:02}"
    return {TimeUnit.DAY: f"{year}-{month}-{day.day:02}", TimeUnit.MONTH: f"{year}-{month}"}.get(unit, year)


def _written(heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)  # ends lines as RFC 4180 wants it
    writer.writerow(heads)
    writer.writerows(rows)
    return written.getvalue().encode(ENCODING)
