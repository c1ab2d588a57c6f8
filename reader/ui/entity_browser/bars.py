"""What stands over the list of names: which kind; a filter and the order."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from reader.entities.mention import EntityKind
from reader.library.name_pages import EntitySort
from reader.ui.article_list.filter_bar import SEGMENT_PADDING
from reader.ui.entity_browser.words import KINDS, ONE_AND_MANY, SORTS, counted, filter_words
from reader.ui.fonts import interface_font
from reader.ui.one_column_view import ENTER_KEYS
from reader.ui.theme import SIZES

FIELD_HEIGHT = 30


class KindSegments(QFrame):
    """People, places, organisations or other names. Threads: GUI thread only."""

    kind_changed = Signal(object)  # EntityKind; the reader chose it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = EntityKind.PERSON
        self.setFixedHeight(SIZES.filter_bar)
        self.setAccessibleName("Kind of names")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 6, 0)
        row.setSpacing(2)
        self._segments: dict[EntityKind, QToolButton] = {}
        for number, (kind, words) in enumerate(KINDS.items()):
            segment = QToolButton()
            segment.setObjectName(f"kind-{kind}")
            segment.setProperty("role", "segment")
            segment.setText(words)
            segment.setCheckable(True)
            segment.setAccessibleName(words)
            self._group.addButton(segment, number)
            self._segments[kind] = segment
            row.addWidget(segment)
        row.addStretch(1)
        self._group.idClicked.connect(self._on_group_id_clicked)
        self.set_kind(self._kind)
        self._set_fonts()

    @property
    def kind(self) -> EntityKind:
        return self._kind

    def set_kind(self, kind: EntityKind) -> None:
        self._kind = kind
        self._segments[kind].setChecked(True)
        self._show_weights()

    def show_counts(self, counts: Mapping[EntityKind, int]) -> None:
        """How many there are of each kind, for who points at a segment or hears it."""
        for kind, segment in self._segments.items():
            words = counted(counts.get(kind, 0), *ONE_AND_MANY[kind])
            segment.setToolTip(words)
            segment.setAccessibleName(f"{KINDS[kind]}, {words}")

    def _set_fonts(self) -> None:
        bold = QFontMetrics(interface_font(weight=QFont.Weight.DemiBold))
        for kind, segment in self._segments.items():  # as wide as the bold word, so that nothing moves
            segment.setFixedWidth(bold.horizontalAdvance(KINDS[kind]) + SEGMENT_PADDING)
        self._show_weights()

    def _show_weights(self) -> None:
        for kind, segment in self._segments.items():
            weight = QFont.Weight.DemiBold if kind is self._kind else QFont.Weight.Normal
            segment.setFont(interface_font(weight=weight))

    def _on_group_id_clicked(self, number: int) -> None:
        kind = list(KINDS)[number]
        if kind is not self._kind:
            self.set_kind(kind)
            self.kind_changed.emit(kind)

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()


class NameFilter(QFrame):
    """A field to filter by, and the order of the list. Threads: GUI thread only."""

    text_changed = Signal(str)  # the reader typed
    sort_changed = Signal(object)  # EntitySort; the reader chose it
    list_wanted = Signal()  # Down: on to the rows
    first_wanted = Signal()  # Enter: the first row's page
    left = Signal()  # Esc in an empty field

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sort = EntitySort.ARTICLES
        self.setFixedHeight(SIZES.filter_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 1)
        row.setSpacing(4)
        self.field = QLineEdit()
        self.field.setFixedHeight(FIELD_HEIGHT)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.text_changed)
        self.field.installEventFilter(self)
        row.addWidget(self.field, 1)
        self._button = QToolButton()
        self._button.setProperty("role", "flat")
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setToolTip("The order of the list")
        self._menu = QMenu(self._button)
        self._menu.aboutToShow.connect(self._on_menu_about_to_show)
        self._button.setMenu(self._menu)
        row.addWidget(self._button)
        self.show_count(EntityKind.PERSON, 0)
        self.set_sort(self._sort)

    @property
    def sort(self) -> EntitySort:
        return self._sort

    def text(self) -> str:
        return self.field.text()

    def show_count(self, kind: EntityKind, count: int) -> None:
        self.field.setPlaceholderText(filter_words(kind, count))
        self.field.setAccessibleName(filter_words(kind, count))

    def set_sort(self, sort: EntitySort) -> None:
        self._sort = sort
        self._button.setText(f"{SORTS[sort]} ▾")
        self._button.setAccessibleName(f"Order: {SORTS[sort]}")

    def _on_menu_about_to_show(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        for sort, words in SORTS.items():
            action = self._menu.addAction(words)
            action.setData(sort.value)
            action.setCheckable(True)
            action.setChecked(sort is self._sort)
            group.addAction(action)
        group.triggered.connect(self._on_group_triggered)

    def _on_group_triggered(self, action: QAction) -> None:
        sort = EntitySort(action.data())
        if sort is not self._sort:
            self.set_sort(sort)
            self.sort_changed.emit(sort)

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        elif event.key() in ENTER_KEYS:
            self.first_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
        else:
            return False
        return True
