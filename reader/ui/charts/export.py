"""Saves a chart as a picture, as a drawing or as a table of its numbers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from reader.errors import ReaderError
from reader.files import write_bytes_atomically
from reader.tasks.views import Network, Timeline
from reader.ui.charts.export_format import ExportFormat
from reader.ui.charts.export_sheet import (
    Sheet,
    in_pixels,
    network_sheet,
    paint_network_sheet,
    paint_timeline_sheet,
    timeline_sheet,
)
from reader.ui.charts.export_tables import network_table, timeline_table
from reader.ui.charts.layout import Placement, lay_out
from reader.ui.charts.look import ChartLook
from reader.ui.charts.network_geometry import node_boxes

PIXELS = 2  # of a picture for each pixel of the chart
DOTS_PER_INCH = 96
NOT_IN_NAMES = '\\/:*?"<>|'
LONGEST_NAME = 80  # characters of a suggested file name

__all__ = ["ExportFormat", "export_network", "export_timeline", "suggested_name"]


def suggested_name(chart: str, name: str, export_format: ExportFormat) -> str:
    """A file name that every system takes: "timeline Gen Nakatani.png"."""
    kept = "".join(" " if letter in NOT_IN_NAMES or not letter.isprintable() else letter for letter in name)
    words = " ".join(f"{chart} {kept}".split())[:LONGEST_NAME].rstrip(" .")
    return f"{words}.{export_format}"


def export_timeline(
    timeline: Timeline, path: Path, export_format: ExportFormat, *, look: ChartLook, today: date
) -> None:
    """Save a timeline; a file of that name is replaced, or left as it was if saving fails.

    Threads: any; `look` was made on the GUI thread.

    Raises:
        ReaderError: the file cannot be written.
    """
    if export_format is ExportFormat.CSV:
        _write(path, timeline_table(timeline))
        return
    look = in_pixels(look)
    sheet = timeline_sheet(timeline, look, today=today)
    _draw(path, export_format, sheet, lambda painter: paint_timeline_sheet(painter, sheet, timeline, look))


def export_network(
    network: Network,
    path: Path,
    export_format: ExportFormat,
    *,
    look: ChartLook,
    today: date,
    placement: Placement | None = None,
) -> None:
    """Save a network, its nodes where `placement` has them; else as `export_timeline`.

    Raises:
        ReaderError: the file cannot be written.
    """
    if export_format is ExportFormat.CSV:
        _write(path, network_table(network))
        return
    look = in_pixels(look)
    sheet = network_sheet(network, today=today)
    aspect = sheet.chart.width() / sheet.chart.height()
    placed = placement or lay_out(network, node_boxes(network, look), aspect=aspect)
    _draw(path, export_format, sheet, lambda painter: paint_network_sheet(painter, sheet, network, placed, look))


def _draw(path: Path, export_format: ExportFormat, sheet: Sheet, paint: Callable[[QPainter], None]) -> None:
    drawn = _drawing(sheet, paint) if export_format is ExportFormat.SVG else _picture(sheet, paint)
    _write(path, drawn)


def _picture(sheet: Sheet, paint: Callable[[QPainter], None]) -> bytes:
    """A PNG, sharp on screens with fine pixels and in print."""
    size = sheet.size.toSize()
    image = QImage(size * PIXELS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PIXELS)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return _saved(lambda buffer: QImageWriter(buffer, QByteArray(b"png")).write(image))


def _drawing(sheet: Sheet, paint: Callable[[QPainter], None]) -> bytes:
    """An SVG whose words are words."""
    size: QSize = sheet.size.toSize()

    def draw(buffer: QBuffer) -> bool:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(DOTS_PER_INCH)
        generator.setSize(size)
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(sheet.title)
        generator.setDescription(sheet.foot)
        painter = QPainter(generator)
        paint(painter)
        return painter.end()

    return _saved(draw)


def _saved(save: Callable[[QBuffer], bool]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not save(buffer):
        raise ReaderError("The picture could not be drawn.", remedy="Save the chart as a table (CSV) instead.")
    buffer.close()
    return bytes(buffer.data().data())


def _write(path: Path, content: bytes) -> None:
    try:
        write_bytes_atomically(path, content)
    except OSError as error:
        raise ReaderError(
            f"{path.name} could not be saved: {error.strerror or error}.",
            remedy="Choose another folder, or make room on the disk, and save again.",
        ) from error
