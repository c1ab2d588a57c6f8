"""A chart on a sheet of its own: title, legend, chart, and below when and by what it was made."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from reader.tasks.views import Network, Timeline
from reader.ui.charts.layout import Placement
from reader.ui.charts.legend import ITEM_GAP, LINE, name_width, paint_name
from reader.ui.charts.look import ChartLook, series_meanings
from reader.ui.charts.network_geometry import NetworkGeometry
from reader.ui.charts.network_painter import key_width, paint_key, paint_network
from reader.ui.charts.timeline_axis import Width
from reader.ui.charts.timeline_layout import TimelineLayout
from reader.ui.charts.timeline_painter import paint_timeline
from reader.ui.charts.words import NO_DATES, NO_NEIGHBOURS, timeline_title
from reader.ui.dates import long_date
from reader.ui.painting import fill

MARGIN, TITLE_LINE, FOOT_LINE, GAP = 24.0, 30.0, 22.0, 10.0  # pixels
WIDTH, TIMELINE_HEIGHT, NETWORK_HEIGHT = 960.0, 260.0, 600.0
WIDTH_MOST = 8000.0  # a sheet of very many bars is wider than usual, but no larger than what pictures can be
MAKER = "Read Also"


class Sheet(NamedTuple):
    """What stands on a sheet, and where."""

    title: str
    foot: str
    size: QSizeF
    chart: QRectF
    lines: tuple[tuple[tuple[str, str], ...], ...]  # of the legend: names with the meanings of their colours


def in_pixels(look: ChartLook) -> ChartLook:
    """The same look with fonts sized in pixels, so that a file does not depend on the screen it was made at."""
    return look._replace(
        small=_pixel_font(look.small),
        names=_pixel_font(look.names),
        centre=_pixel_font(look.centre),
        title=_pixel_font(look.title),
    )


def _pixel_font(font: QFont) -> QFont:
    told = QFontInfo(font)
    sized = QFont(font)
    sized.setFamilies([told.family()])  # the one there is, because other programs do not know "Sans Serif"
    sized.setPixelSize(told.pixelSize())
    return sized


def timeline_sheet(timeline: Timeline, look: ChartLook, *, today: date) -> Sheet:
    names = [series.entity.name for series in timeline.series]
    title = f"{names[0]}: {_lower_first(timeline_title(timeline.unit))}" if names else timeline_title(timeline.unit)
    least = WIDTH - 2 * MARGIN
    probe = TimelineLayout.fit(QRectF(0, 0, least, 100), timeline, width_of=_width_of(look))
    width = min(WIDTH_MOST, max(least, least - probe.plot.width() + probe.content_width))
    meanings = series_meanings(timeline.series)
    lines = _flow(tuple(zip(names, meanings, strict=True)), width, look)
    return _sheet(title, width, TIMELINE_HEIGHT, lines, today=today)


def paint_timeline_sheet(painter: QPainter, sheet: Sheet, timeline: Timeline, look: ChartLook) -> None:
    _paint_frame(painter, sheet, look)
    if not timeline.buckets or not timeline.series:
        _paint_words(painter, sheet.chart, NO_DATES, look)
        return
    layout = TimelineLayout.fit(sheet.chart, timeline, width_of=_width_of(look))
    paint_timeline(painter, layout, series_meanings(timeline.series), look)


def network_sheet(network: Network, *, today: date) -> Sheet:
    name = network.nodes[0].entity.name if network.nodes else ""
    title = f"{name}: named together with" if name else "Neighbours"
    return _sheet(title, WIDTH - 2 * MARGIN, NETWORK_HEIGHT, (), today=today)


def paint_network_sheet(
    painter: QPainter, sheet: Sheet, network: Network, placement: Placement, look: ChartLook
) -> None:
    _paint_frame(painter, sheet, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("line"), 1))
    painter.setBrush(look.color("panel"))
    painter.drawRoundedRect(sheet.chart, 10, 10)
    if len(network.nodes) < 2:
        _paint_words(painter, sheet.chart, NO_NEIGHBOURS, look)
        return
    geometry = NetworkGeometry(network, placement, sheet.chart, look)
    painter.save()
    painter.translate(sheet.chart.center())
    paint_network(painter, geometry, look)
    painter.restore()
    right = sheet.size.width() - MARGIN
    paint_key(painter, network, right - key_width(network, look), sheet.size.height() - MARGIN - FOOT_LINE / 2, look)


def _sheet(
    title: str, width: float, height: float, lines: tuple[tuple[tuple[str, str], ...], ...], *, today: date
) -> Sheet:
    top = MARGIN + TITLE_LINE + len(lines) * LINE + GAP
    size = QSizeF(width + 2 * MARGIN, top + height + GAP + FOOT_LINE + MARGIN)
    return Sheet(title, f"{MAKER}, {long_date(today)}", size, QRectF(MARGIN, top, width, height), lines)


def _flow(names: tuple[tuple[str, str], ...], width: float, look: ChartLook) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Names into lines."""
    lines: list[list[tuple[str, str]]] = []
    x = width
    for name, meaning in names:
        wanted = name_width(name, look) + ITEM_GAP
        if not lines or x + wanted > width:
            lines.append([])
            x = 0.0
        lines[-1].append((name, meaning))
        x += wanted
    return tuple(map(tuple, lines))


def _paint_frame(painter: QPainter, sheet: Sheet, look: ChartLook) -> None:
    """Everything but the chart."""
    fill(painter, QRectF(0, 0, sheet.size.width(), sheet.size.height()), look.color("page"))
    width = sheet.size.width() - 2 * MARGIN
    painter.setPen(look.color("text"))
    painter.setFont(look.title)
    title = QFontMetricsF(look.title).elidedText(sheet.title, Qt.TextElideMode.ElideMiddle, width)
    painter.drawText(QRectF(MARGIN, MARGIN, width, TITLE_LINE), _AT_LEFT, title)
    for number, line in enumerate(sheet.lines):
        x, y = MARGIN, MARGIN + TITLE_LINE + number * LINE
        for name, meaning in line:
            area = QRectF(x, y, min(width, name_width(name, look)), LINE)
            paint_name(painter, area, name, look.color(meaning), look)
            x = area.right() + ITEM_GAP
    painter.setPen(look.color("muted"))
    painter.setFont(look.small)
    foot = QRectF(MARGIN, sheet.size.height() - MARGIN - FOOT_LINE, width, FOOT_LINE)
    painter.drawText(foot, _AT_LEFT, sheet.foot)


def _paint_words(painter: QPainter, area: QRectF, words: str, look: ChartLook) -> None:
    painter.setFont(look.names)
    painter.setPen(look.color("muted"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _width_of(look: ChartLook) -> Width:
    metrics = QFontMetricsF(look.small)
    return lambda words: metrics.horizontalAdvance(words)


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


_AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
