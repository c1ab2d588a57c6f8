"""A small field under a link, to choose the name that is to be compared with."""

from PySide6.QtCore import QPoint, Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reader.entities.mention import Entity, EntityId
from reader.ui.dialogs.name_choice import FindNames, NameChoice
from reader.ui.theme import Theme

WIDTH, HEIGHT = 340, 300


class ComparePopup(QFrame):
    """Closes on Esc, on a choice, or on a click elsewhere. Threads: GUI thread only."""

    chosen = Signal(object)  # Entity

    def __init__(self, *, find: FindNames, pool: QThreadPool, theme: Theme, without: EntityId, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Compare with another name")
        self.choice = NameChoice(find=find, pool=pool, theme=theme, without=without)
        self.choice.field.setPlaceholderText("Compare with")
        self.choice.field.setAccessibleName("Compare with")
        self.choice.chosen.connect(self._on_choice_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.choice)
        self.setFixedSize(WIDTH, HEIGHT)

    def open_at(self, where: QPoint) -> None:
        """Show it with its corner here, as far as the screen has room."""
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(where.x(), screen.right() - WIDTH))
        y = max(screen.top(), min(where.y(), screen.bottom() - HEIGHT))
        self.move(x, y)
        self.show()
        self.choice.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_choice_chosen(self, entity: Entity, _here: bool) -> None:
        self.close()
        self.chosen.emit(entity)

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
