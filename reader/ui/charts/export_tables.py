"""The numbers of a chart as a table for other programs. Names come from articles and stand in one line each."""

from datetime import date

from reader.exporting.cells import ENCODING, table_text
from reader.tasks.views import Network, Timeline, TimeUnit
from reader.ui.charts.words import KIND_WORDS

HEADS = {TimeUnit.DAY: "Day", TimeUnit.MONTH: "Month", TimeUnit.YEAR: "Year"}
NETWORK_HEADS = (
    *("Name", "Kind", "Articles"),
    *("Other name", "Kind of other", "Articles of other"),
    *("Shared articles", "Log-likelihood ratio"),
)


def timeline_table(timeline: Timeline) -> bytes:
    """A row for each day, month or year, a column for each name."""
    heads = [HEADS[timeline.unit], *(_in_one_line(series.entity.name) for series in timeline.series)]
    rows: list[list[str | int]] = [
        [_time(day, timeline.unit), *(series.counts[place] for series in timeline.series)]
        for place, day in enumerate(timeline.buckets)
    ]
    return table_text(heads, rows).encode(ENCODING)


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
            row += [_in_one_line(node.entity.name), KIND_WORDS[node.entity.kind], node.articles]
        rows.append([*row, edge.articles, f"{edge.strength:.2f}"])
    return table_text(NETWORK_HEADS, rows).encode(ENCODING)


def _time(day: date, unit: TimeUnit) -> str:
    """By hand, because `strftime` leaves out the zeros before early years on some systems."""
    year, month = f"{day.year:04}", f"{day.month:02}"
    return {TimeUnit.DAY: f"{year}-{month}-{day.day:02}", TimeUnit.MONTH: f"{year}-{month}"}.get(unit, year)


def _in_one_line(words: str) -> str:
    return " ".join(words.split())
