"""A field in which a name of the library is looked for, and the names found, to be chosen by a click or by keys."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.entities.mention import Entity, EntityId
from reader.library.name_pages import EntityRow
from reader.tasks.explain_name import KIND_WORDS
from reader.ui.background import Latest
from reader.ui.fonts import interface_font
from reader.ui.pill import PILL_HEIGHT, PILL_PADDING, paint_pill
from reader.ui.sidebar.rows import RING, Row
from reader.ui.theme import SIZES, Theme

FindNames = Callable[[str], Sequence[EntityRow]]
"""Names of the library for what was typed, best first. Called on a thread."""

ROWS_MOST = 7
PAUSE_MS = 120  # after a key
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NameRow(Row):
    """A name that was found, with what tells it from others. GUI thread only."""

    def __init__(self, found: EntityRow, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self.found = found
        self.first = False  # Enter in the field chooses it
        articles = "1 article" if found.articles == 1 else f"{found.articles:,} articles"
        self._detail = f"{KIND_WORDS[found.entity.kind]} · {articles}"
        self._font = interface_font(SIZES.interface_text, weight=QFont.Weight.Medium)
        self._detail_font = interface_font(SIZES.meta_text)
        self.setAccessibleName(f"{found.entity.name}, {self._detail}".replace(" · ", ", "))
        self.setText(found.entity.name)
        self.setToolTip(found.entity.name)
        self.setFixedHeight(PILL_HEIGHT + 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.first or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("row.hover"))
            painter.drawRoundedRect(QRectF(self.rect()), SIZES.button_corner, SIZES.button_corner)
        room = self.width() - 2 * RING - 10 - QFontMetricsF(self._detail_font).horizontalAdvance(self._detail)
        wanted = QFontMetricsF(self._font).horizontalAdvance(self.text()) + 2 * PILL_PADDING
        pill = QRectF(RING, 4, max(60.0, min(room, wanted)), PILL_HEIGHT)
        painter.setFont(self._font)
        paint_pill(painter, pill, self.text(), self.found.entity.kind, self.theme)
        painter.setFont(self._detail_font)
        painter.setPen(self.theme.color("text" if self.underMouse() else "muted"))
        beside = QRectF(pill.right() + 8, 0, self.width() - pill.right() - 8 - RING, self.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._detail)
        self.paint_focus(painter)


class NameChoice(QWidget):
    """Looks names up while the reader types; nothing is looked up on the GUI thread. GUI thread only."""

    chosen = Signal(object, bool)  # Entity, whether only in the open article

    def __init__(
        self, *, find: FindNames, pool: QThreadPool, theme: Theme, without: EntityId = EntityId(""), here: bool = False
    ) -> None:
        """`without`: a name that is never offered; `here`: each name can also be chosen for the open article only."""
        super().__init__()
        self._find, self._theme, self._without, self._here = find, theme, without, here
        application = QCoreApplication.instance()
        assert application is not None
        self._looking = Latest(pool, application, in_turn=True)  # its thread may be at work when we are closed
        self._looking.crashed.connect(self._on_looking_failed)
        self._looking.failed.connect(self._on_looking_failed)
        self.destroyed.connect(self._looking.retire)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText("Look for a name")
        self.field.setAccessibleName("Look for a name")
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.installEventFilter(self)
        self._none = QLabel()
        self._none.setProperty("role", "muted")
        self._none.hide()
        self.rows: list[NameRow] = []
        self._lines: list[QWidget] = []
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.field)
        column.addSpacing(4)
        column.addWidget(self._none)
        column.addStretch(1)

    def ask(self, text: str) -> None:
        """Look for this as if it had been typed."""
        self.field.setText(text)
        self._look()

    def clear(self) -> None:
        """Offer nothing."""
        self._pause.stop()
        self._looking.cancel()
        self._show(())
        self._none.hide()

    @property
    def is_looking(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self._looking.busy

    def _look(self) -> None:
        text = self.field.text().strip()
        if text:
            self._looking.run(lambda: tuple(self._find(text)), self._on_found)
        else:
            self.clear()

    def _on_found(self, found: object) -> None:
        assert isinstance(found, tuple)
        fitting = [row for row in found if row.entity.id != self._without]
        self._show(fitting[:ROWS_MOST])
        self._none.setText("No other name in the library has these words.")
        self._none.setVisible(not fitting)

    def _on_looking_failed(self, _error: object) -> None:
        self._show(())

    def _show(self, found: Sequence[EntityRow]) -> None:
        if any(row.hasFocus() for row in self.rows):
            self.field.setFocus()
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self.rows, self._lines = [], []
        for number, each in enumerate(found):
            line = self._line(each)
            self._column.insertWidget(3 + number, line)  # under field, gap and words
            self._lines.append(line)
        self._show_first()

    def _show_first(self) -> None:
        """Tell which one Enter chooses while the keys go to the field."""
        for number, row in enumerate(self.rows):
            row.first = number == 0 and not any(each.hasFocus() for each in self.rows)
            row.update()

    def _line(self, found: EntityRow) -> QWidget:
        line = QWidget()
        row = NameRow(found, theme=self._theme, parent=line)
        row.clicked.connect(partial(self._choose, found.entity, False))
        row.installEventFilter(self)
        self.rows.append(row)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(row, 1)
        if self._here:
            only = QToolButton()
            only.setProperty("role", "link")
            only.setText("only here")
            only.setFont(interface_font(SIZES.small_text))
            only.setToolTip("Only in this article (Ctrl+Return)")
            only.setAccessibleName(f"{found.entity.name}, only in this article")
            only.clicked.connect(partial(self._choose, found.entity, True))
            layout.addWidget(only)
        return line

    def _choose(self, entity: Entity, here: bool, _checked: bool = False) -> None:
        self.chosen.emit(entity, here)

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        """Keys of the field and the rows; whether it was one of ours."""
        at = self.rows.index(watched) if isinstance(watched, NameRow) and watched in self.rows else -1
        if event.key() == Qt.Key.Key_Down and at + 1 < len(self.rows):
            self.rows[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Up and at >= 0:
            (self.rows[at - 1] if at else self.field).setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in ENTER_KEYS and self.rows and not self.is_looking:
            here = self._here and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._choose(self.rows[max(0, at)].found.entity, here)
        else:
            return self.is_looking and event.key() in ENTER_KEYS  # too early: it chooses nothing and closes nothing
        return True

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_first()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(watched, event)
        return False
