"""Brings a page into a document bit by bit, so that an article as long as a book never makes the window wait."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from reader.ui.reading_pane.render import Page

FIRST_SLICE = 9_000  # characters set at once: more than any screen shows
SLICE = 1_600  # characters of one append
TURN_MS = 5  # how long one turn of the event loop may take; one append more may follow
SCHEME = "entity:"


class PageFiller(QObject):
    """Appends what `first_html` left out, and makes links of names that are known late. GUI thread only."""

    grew = Signal()  # the document got longer; `is_filled` tells whether it is whole

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._page: Page | None = None
        self._filled = 0  # blocks of the page that are in the document
        self._dressed = 0  # blocks whose links are those of the page
        self._append_timer = self._timer(self._on_append_timer_timeout)
        self._dress_timer = self._timer(self._on_dress_timer_timeout)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=0)
        timer.timeout.connect(slot)
        return timer

    @property
    def filled(self) -> int:
        return self._filled

    @property
    def is_filled(self) -> bool:
        return self._page is None or self._filled == len(self._page.blocks)

    def first_html(self, page: Page | None) -> str:
        """The beginning of another page, to be set now; the rest follows by itself. None: nothing follows."""
        self._append_timer.stop()
        self._dress_timer.stop()
        self._page = page
        self._filled = self._slice_end(0, FIRST_SLICE)
        if page is None:
            return ""
        if not self.is_filled:
            self._append_timer.start()
        return page.html(0, self._filled)

    def dress(self, page: Page) -> None:
        """Make links of the names of `page`, whose text is in the document already; the text stays where it is."""
        self._page = page
        self._dressed = 0
        self._on_dress_timer_timeout()

    def _slice_end(self, first: int, characters: int) -> int:
        blocks = self._page.blocks if self._page is not None else ()
        while first < len(blocks) and characters > 0:
            characters -= len(blocks[first].text)
            first += 1
        return first

    def _on_append_timer_timeout(self) -> None:
        if self._page is None:
            return
        clock = QElapsedTimer()
        clock.start()
        cursor = QTextCursor(self._document)
        while not self.is_filled and clock.elapsed() < TURN_MS:
            end = self._slice_end(self._filled, SLICE)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.beginEditBlock()
            cursor.insertBlock()
            cursor.insertHtml(self._page.html(self._filled, end))
            cursor.endEditBlock()
            self._filled = end
        if not self.is_filled:
            self._append_timer.start()
        self.grew.emit()

    def _on_dress_timer_timeout(self) -> None:
        if self._page is None:
            return
        clock = QElapsedTimer()
        clock.start()
        cursor = QTextCursor(self._document)
        block = self._document.findBlockByNumber(self._dressed)
        while block.isValid() and clock.elapsed() < TURN_MS:
            _dress(cursor, block, self._page)
            block = block.next()
        if block.isValid():
            self._dressed = block.blockNumber()
            self._dress_timer.start()


def _dress(cursor: QTextCursor, block: QTextBlock, page: Page) -> None:
    """Give one paragraph the links of the page and no others."""
    names = page.mentions_in(block.blockNumber())
    plain = block.charFormat()
    if not names and all(not stretch.format.isAnchor() for stretch in block.textFormats()):
        return
    cursor.beginEditBlock()
    cursor.setPosition(block.position())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(plain)
    link = block.charFormat()  # a second copy
    link.setAnchor(True)
    for index, place in names:
        link.setAnchorHref(f"{SCHEME}{index}")
        cursor.setPosition(block.position() + place.start)
        cursor.setPosition(block.position() + place.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(link)
    cursor.endEditBlock()
