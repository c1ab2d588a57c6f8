"""The rows of the section about tags and note: chips that wrap, the beginning of the note, a quiet word for none."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from reader.ui.annotating.tag_chip import TagChip, place_chips
from reader.ui.pill import PILL_HEIGHT
from reader.ui.sidebar.rows import RING, Row, RowFonts, wrapped
from reader.ui.theme import Theme
from reader.userdata.annotation import Tag

LINE, LINES_MOST = 18, 5  # pixels from line to line of the note; lines that are shown of it
SHOWN_MOST = 600  # characters that are looked at for these lines
TAGS_MOST = 40  # chips; the editor has the rest


class TagsRow(Row):
    """The tags of the article. A click beside the chips opens the editor."""

    tag_clicked = Signal(str)
    tag_removed = Signal(str)

    def __init__(self, tags: Sequence[Tag], *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self.chips = [self._chip(tag) for tag in tags[:TAGS_MOST]]
        self.setAccessibleName("Change the tags")
        self.setToolTip("Change the tags (T)")

    def _chip(self, tag: Tag) -> TagChip:
        chip = TagChip(tag.name, str(tag.color or ""), theme=self.theme, parent=self)
        chip.clicked.connect(lambda: self.tag_clicked.emit(tag.name))
        chip.removal_wanted.connect(lambda: self.tag_removed.emit(tag.name))
        chip.setAccessibleDescription("Return finds the articles with it, Del takes it off")
        return chip

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (*self.chips, self)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for chip in self.chips:
            chip.set_theme(theme)

    def height_for(self, width: int) -> int:
        return place_chips(self.chips, width - 2 * RING, place=False) + 6

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paint_focus(QPainter(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place_chips(self.chips, self.width() - 2 * RING, left=RING, top=3)


class NoteRow(Row):
    """The beginning of the note; a click opens all of it."""

    def __init__(self, note: str, *, fonts: RowFonts, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        words = " ".join(note[:SHOWN_MOST].split())
        self._layout = wrapped(words, fonts.small)
        self._width, self._cut = 0, False
        self._words = words
        self.setAccessibleName(f"Note: {words[:200]}")
        self.setToolTip("Open the note (Ctrl+Shift+N)")

    def height_for(self, width: int) -> int:
        self._lay_out(width)
        return LINE * self._layout.lineCount() + 2 * RING

    def _lay_out(self, width: int) -> None:
        if width == self._width:
            return
        self._width, room = width, max(40.0, width - 2 * RING - BAR_ROOM)
        self._cut = _break(self._layout, self._words, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent" if self.underMouse() else "scroll"))
        painter.drawRoundedRect(QRectF(RING, RING, 2.5, self.height() - 2 * RING), 1, 1)
        painter.setPen(self.theme.color("text"))
        self._layout.draw(painter, QPointF(RING + BAR_ROOM, RING))
        self.paint_focus(painter)


class QuietRow(Row):
    """Says what could be added, without asking for it."""

    def __init__(self, words: str, *, fonts: RowFonts, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self.setFont(fonts.small)
        self.setText(words)
        self.setAccessibleName(words)

    def height_for(self, width: int) -> int:
        return PILL_HEIGHT

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.theme.color("accent" if self.underMouse() or self.hasFocus() else "muted"))
        words = QRectF(self.rect()).adjusted(RING, 0, -RING, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        self.paint_focus(painter)


BAR_ROOM = 10  # pixels left of the note for its bar


def _break(layout: QTextLayout, words: str, room: float) -> bool:
    """Break the words into at most LINES_MOST lines; the last one ends in dots where there are more. Whether so."""
    for text in (words, None):
        if text is None:  # as much as fits, with dots
            end = layout.lineAt(LINES_MOST - 1).textStart() + max(8, layout.lineAt(LINES_MOST - 1).textLength() - 2)
            layout.setText(words.encode("utf-16-le")[: 2 * end].decode("utf-16-le", "ignore").rstrip() + "…")
        else:
            layout.setText(text)
        layout.beginLayout()
        number = 0
        cut = False
        while (line := layout.createLine()).isValid():
            if number == LINES_MOST:
                cut = True
                break
            line.setLineWidth(room)
            line.setPosition(QPointF(0, number * LINE + (LINE - line.height()) / 2))
            number += 1
        layout.endLayout()
        if not cut:
            return text is None
    return True
