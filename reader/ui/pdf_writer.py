"""Articles as pages of a PDF: contents with page numbers, then each article from the top of a page."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from reader.errors import ReaderError
from reader.exporting.paper import article_html, contents_html, entry_of, style
from reader.exporting.values import About, ExportedArticle
from reader.ui.fonts import reading_family

DOTS_PER_INCH = 300
MARGIN_MM = 22.0
FOOTER_MM = 9.0  # below the text, for the page's number
TEXT_POINTS = 11.0
FOOTER_POINTS = 8.5


def write_pdf(articles: Iterable[ExportedArticle], path: Path, about: About) -> None:
    """Write the pages to this file. The articles are gone through twice: to number the pages, and to paint them.

    Raises:
        ReaderError: the file cannot be written.
    """
    kept_alive = _qt()
    pages = _Pages(path, about)
    entries = []
    page = 1
    for each in articles:
        entries.append(entry_of(each, page))
        page += pages.count(article_html(each))
    before = pages.count(contents_html(entries, about))
    pages.begin()
    pages.add(contents_html([entry._replace(page=entry.page + before) for entry in entries], about))
    for each in articles:
        pages.add(article_html(each))
    pages.end()
    del kept_alive


class _Pages:
    """A PDF while it is written. Threads: one, the GUI thread."""

    def __init__(self, path: Path, about: About) -> None:
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(DOTS_PER_INCH)
        self._writer.setTitle(about.title)
        self._writer.setCreator("Read Also")
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                margins,
                QPageLayout.Unit.Millimeter,
            )
        )
        self._size = QSizeF(self._writer.width(), self._writer.height() - FOOTER_MM / 25.4 * DOTS_PER_INCH)
        self._painter = QPainter()
        self._number = 0

    def count(self, html: str) -> int:
        """How many pages this takes."""
        return max(1, self._laid_out(html).pageCount())

    def begin(self) -> None:
        if not self._painter.begin(self._writer):
            raise ReaderError(
                "The PDF could not be written.", remedy="Check that the folder can be written to and the disk has room."
            )

    def add(self, html: str) -> None:
        """Paint this, from the top of a new page."""
        document = self._laid_out(html)
        for page in range(max(1, document.pageCount())):
            if self._number:
                self._writer.newPage()
            self._number += 1
            self._paint(document, page)

    def end(self) -> None:
        if not self._painter.end():
            raise ReaderError("The PDF could not be written.", remedy="Check that the disk has room, and try again.")

    def _laid_out(self, html: str) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._writer)
        font = QFont([reading_family(), "serif"])
        font.setPointSizeF(TEXT_POINTS)
        document.setDefaultFont(font)
        document.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeading))
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(False)
        document.setDefaultStyleSheet(style())
        document.setHtml(html)
        document.setPageSize(self._size)
        return document

    def _paint(self, document: QTextDocument, page: int) -> None:
        painter, size = self._painter, self._size
        painter.save()
        painter.translate(0, -page * size.height())
        view = QRectF(QPointF(0, page * size.height()), size)
        painter.setClipRect(view)
        context = document.documentLayout().PaintContext()
        context.clip = view
        context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        document.documentLayout().draw(painter, context)
        painter.restore()
        footer = QFont(document.defaultFont())
        footer.setPointSizeF(FOOTER_POINTS)
        painter.setFont(footer)
        below = QRectF(0, size.height(), size.width(), self._writer.height() - size.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, str(self._number))


def _qt() -> QGuiApplication | None:
    """What fonts need; nothing is shown."""
    if QGuiApplication.instance() is not None:
        return None
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # there need be no display
    return QGuiApplication(["readalso"])
