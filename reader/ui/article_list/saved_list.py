"""The rows of the saved searches: painted, chosen, renamed in place, moved, removed."""

from PySide6.QtCore import QLocale, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.ui.article_list.saved_model import Index, SavedRole, SavedSearchesModel
from reader.ui.fonts import interface_font
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme
from reader.ui.viewport import give_viewport
from reader.userdata.saved_searches import SavedSearchNumber

ROW_HEIGHT = 28
MARGIN, RIGHT, GAP = 22, 16, 10  # pixels beside the words, as in the rows above, and before the count
PILL_HEIGHT, PILL_PADDING = 17, 7
STRIPE = 3  # pixels, at the left of the one that is shown
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SavedDelegate(QStyledItemDelegate):
    """A name; at its right how many are new, on the accent colour, or how many there are."""

    def __init__(self, *, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._font = interface_font()
        self._shown_font = interface_font(weight=QFont.Weight.DemiBold)
        self._count_font = interface_font(SIZES.meta_text)
        self._new_font = interface_font(SIZES.meta_text, weight=QFont.Weight.DemiBold)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(2 * MARGIN, ROW_HEIGHT)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(str(index.data()), parent)
        editor.setAccessibleName("Name of the saved search")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing: Qt calls it whenever a count changes, and what the reader types would be gone."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(MARGIN - 10, 1, -2, -1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        row, color = QRect(option.rect), self._theme.color
        row.setRight(self._view.width() - 1)  # a scroll bar takes its room from the margin
        shown = bool(index.data(SavedRole.SHOWN))
        state = option.state
        if shown:
            fill(painter, row, color("selected"))
            fill(painter, QRect(row.left(), row.top(), STRIPE, row.height()), color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            fill(painter, row, color("row.hover"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken = self._paint_count(painter, row, index)
        words = QRect(row.left() + MARGIN, row.top(), row.width() - MARGIN - RIGHT - taken, row.height())
        font = self._shown_font if shown else self._font
        painter.setFont(font)
        painter.setPen(color("text"))
        name = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        by_keyboard = self._view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if state & QStyle.StateFlag.State_HasFocus and by_keyboard:  # a click shows no ring
            painter.setPen(QPen(color("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(6, 1.5, -4, -1.5), 5, 5)
        painter.restore()

    def _paint_count(self, painter: QPainter, row: QRect, index: Index) -> int:
        """Returns the pixels it takes from the name, with the gap."""
        new, total = index.data(SavedRole.NEW), index.data(SavedRole.TOTAL)
        right = row.right() + 1 - RIGHT
        if new:
            return GAP + paint_new(painter, right, row.center().y(), new, self._new_font, self._theme)
        if total is None:
            return 0
        words = QLocale().toString(total)
        width = round(QFontMetricsF(self._count_font).horizontalAdvance(words)) + 1
        painter.setFont(self._count_font)
        painter.setPen(self._theme.color("muted"))
        beside = QRect(right - width, row.top(), width, row.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return GAP + width


def paint_new(painter: QPainter, right: int, middle: int, new: int, font: QFont, theme: Theme) -> int:
    """A number on a small pill of the accent colour that ends at `right`; returns its width."""
    words = QLocale().toString(new)
    width = max(PILL_HEIGHT, round(QFontMetricsF(font).horizontalAdvance(words)) + 2 * PILL_PADDING)
    pill = QRectF(right - width, middle - PILL_HEIGHT / 2 + 0.5, width, PILL_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setFont(font)
    painter.setPen(theme.color("accent.text"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
    return width


class SavedList(QListView):
    """Up and Down move, Enter or a click shows, F2 renames, Delete removes, Alt with an arrow moves the row.

    Threads: GUI thread only.
    """

    chosen = Signal(object)  # SavedSearch
    removal_wanted = Signal(object)  # SavedSearch
    move_wanted = Signal(object, int)  # SavedSearch, by how many places

    def __init__(self, *, model: SavedSearchesModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self).setAutoFillBackground(False)  # the panel shows through
        self._model = model
        self._delegate = SavedDelegate(theme=theme, view=self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setAccessibleName("Saved searches")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)  # on some systems they are other keys
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_context_menu_requested)
        self.clicked.connect(self._on_clicked)

    def rename(self, number: SavedSearchNumber) -> None:
        """Let the reader change this one's name, in its row."""
        row = self._model.row_of(number)
        if row is not None:
            index = self._model.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.saved_at(index.row()))

    def _on_context_menu_requested(self, where: QPoint) -> None:
        index = self.indexAt(where) if self.rect().contains(where) else self.currentIndex()
        saved = self._model.saved_at(index.row())
        if saved is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show", lambda: self.chosen.emit(saved))
        menu.addAction("Rename\tF2", lambda: self.rename(saved.number))
        up = menu.addAction("Move up\tAlt+Up", lambda: self.move_wanted.emit(saved, -1))
        up.setEnabled(index.row() > 0)
        down = menu.addAction("Move down\tAlt+Down", lambda: self.move_wanted.emit(saved, +1))
        down.setEnabled(index.row() < self._model.rowCount() - 1)
        menu.addSeparator()
        menu.addAction("Remove\tDel", lambda: self.removal_wanted.emit(saved))
        menu.popup(self.viewport().mapToGlobal(where))

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QListView.State.EditingState:
            return  # the Return that ends the editing reaches the list, too
        saved = self._model.saved_at(self.currentIndex().row())
        moving = event.modifiers() & Qt.KeyboardModifier.AltModifier
        match event.key():
            case _ if saved is None:
                super().keyPressEvent(event)
            case key if key in ENTER_KEYS:
                self.chosen.emit(saved)
            case Qt.Key.Key_F2:
                self.rename(saved.number)
            case Qt.Key.Key_Delete:
                self.removal_wanted.emit(saved)
            case Qt.Key.Key_Up | Qt.Key.Key_Down if moving:
                self.move_wanted.emit(saved, -1 if event.key() == Qt.Key.Key_Up else +1)
            case _:
                super().keyPressEvent(event)
