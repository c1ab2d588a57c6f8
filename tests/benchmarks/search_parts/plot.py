"""Draws how figures grow with the library: small plots side by side as one SVG, both axes logarithmic."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 300, 220  # of one plot, with its words
LEFT, TOP, RIGHT, BOTTOM = 44, 34, 14, 34
COLUMNS = 3
LEGEND = 34
STYLES = ("ours", "first", "second", "third")
# It has a paper of its own: the page around it need not follow the same choice of light or dark.
SHEET = """
text { font: 11px system-ui, sans-serif; fill: #4a4f57 } .title { font-weight: 600; fill: #1d2127 }
.grid { stroke: #d9dce1 } .ours { stroke: #b4442e; fill: #b4442e } .first { stroke: #2d6a9f; fill: #2d6a9f }
.second { stroke: #3f7d4e; fill: #3f7d4e } .third { stroke: #7a5ba6; fill: #7a5ba6 }
.line { fill: none; stroke-width: 1.6 } .paper { fill: #ffffff }
@media (prefers-color-scheme: dark) {
text { fill: #b3b9c2 } .title { fill: #eceff3 } .grid { stroke: #3c424b } .ours { stroke: #f08a70; fill: #f08a70 }
.first { stroke: #7db4e6; fill: #7db4e6 } .second { stroke: #86c795; fill: #86c795 }
.third { stroke: #bda0ea; fill: #bda0ea }
.line { fill: none } .paper { fill: #1b1e23 } }
"""


class Line(NamedTuple):
    """One engine in one plot."""

    name: str
    points: tuple[tuple[float, float], ...]  # articles, value; all greater than nothing


class Plot(NamedTuple):
    title: str
    lines: tuple[Line, ...]


def draw(plots: Sequence[Plot], *, description: str) -> str:
    """The picture as SVG, which follows the reader's choice of light or dark.

    A line keeps its colour and shape in all plots. Plots without points are left out.
    """
    shown = [plot for plot in plots if any(line.points for line in plot.lines)]
    names = list(dict.fromkeys(line.name for plot in shown for line in plot.lines if line.points))
    style_of = dict(zip(names, STYLES, strict=False))
    rows = math.ceil(len(shown) / COLUMNS)
    width, height = WIDTH * COLUMNS, HEIGHT * rows + LEGEND
    parts = [_legend(names, style_of)]
    for number, plot in enumerate(shown):
        x, y = WIDTH * (number % COLUMNS), LEGEND + HEIGHT * (number // COLUMNS)
        parts.append(f'<g transform="translate({x} {y})">{_plot(plot, style_of)}</g>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="{escape(description)}"><style>{SHEET}</style>\n'
        + f'<rect class="paper" width="{width}" height="{height}" rx="6"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _legend(names: Sequence[str], style_of: dict[str, str]) -> str:
    parts = []
    for number, name in enumerate(names):
        x = LEFT + number * 150
        parts.append(_point(x, 16, style_of[name]) + f'<text x="{x + 10}" y="20">{escape(name)}</text>')
    return "".join(parts)


def _plot(plot: Plot, style_of: dict[str, str]) -> str:
    points = [point for line in plot.lines for point in line.points]
    across = _Scale([x for x, _y in points], LEFT, WIDTH - RIGHT)
    upwards = _Scale([y for _x, y in points], HEIGHT - BOTTOM, TOP)
    parts = [f'<text class="title" x="{LEFT}" y="{TOP - 14}">{escape(plot.title)}</text>']
    for value in across.marks():
        x = across(value)
        parts.append(f'<path class="grid" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{_short(value)}</text>')
    for value in upwards.marks():
        y = upwards(value)
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_short(value)}</text>')
    for line in plot.lines:
        if line.points:
            placed = [(across(x), upwards(y)) for x, y in line.points]
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
            style = style_of[line.name]
            parts.append(f'<path class="{style} line" d="M{path}"/>' + "".join(_point(x, y, style) for x, y in placed))
    return "".join(parts)


def _point(x: float, y: float, style: str) -> str:
    match style:
        case "ours":
            return f'<circle class="{style}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
        case "first":
            return f'<rect class="{style}" x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"/>'
        case "second":
            return f'<path class="{style}" d="M{x - 4:.1f} {y + 3:.1f}h8l-4 -7z"/>'
    return f'<path class="{style}" d="M{x - 4:.1f} {y:.1f}l4 -4l4 4l-4 4z"/>'


class _Scale:
    """From a value to its place: logarithmic, from the power of ten below all values to the one above."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low = math.floor(math.log10(min(values)))
        self._high = max(self._low + 1, math.ceil(math.log10(max(values))))
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)

    def marks(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]


def _short(value: float) -> str:
    """1000 as "1k", 0.01 as it is."""
    if value >= 1_000_000:
        return f"{value / 1e6:g}M"
    return f"{value / 1000:g}k" if value >= 1000 else f"{value:g}"
