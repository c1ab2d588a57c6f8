"""What stands over the list: which articles, and in what order."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from reader.tasks.views import ArticleFilter, ArticleSort
from reader.ui.fonts import interface_font
from reader.ui.icons import two_state_icon
from reader.ui.theme import SIZES, Theme

FILTER_WORDS = {
    ArticleFilter.ALL: "All",
    ArticleFilter.UNREAD: "Unread",
    ArticleFilter.BOOKMARKS: "Bookmarks",
}
SORT_WORDS = {
    ArticleSort.NEWEST: "Newest",
    ArticleSort.OLDEST: "Oldest",
    ArticleSort.TITLE: "Title",
    ArticleSort.RELEVANCE: "Relevance",
}
SEGMENT_PADDING = 17  # of both sides together, with the border
STAR_ICON = 13
STAR_GAP = 5


class FilterBar(QFrame):
    """All, Unread or Bookmarks; and the order. The signals tell what the reader chose, never what was set.

    Threads: GUI thread only.
    """

    filter_changed = Signal(object)  # ArticleFilter
    sort_changed = Signal(object)  # ArticleSort

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = ArticleFilter.ALL
        self._sort = ArticleSort.NEWEST
        self._sort_before_search = ArticleSort.NEWEST
        self._searching = False
        self.setFixedHeight(SIZES.filter_bar)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 6, 0)
        row.setSpacing(2)
        self._segments = {shown: self._make_segment(shown) for shown in ArticleFilter}
        for segment in self._segments.values():
            row.addWidget(segment)
        row.addStretch(1)
        self._sort_button = QToolButton()
        self._sort_button.setProperty("role", "flat")
        self._sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort_button.setToolTip("The order of the list")
        self._sort_menu = QMenu(self._sort_button)
        self._sort_menu.aboutToShow.connect(self._on_sort_menu_about_to_show)
        self._sort_button.setMenu(self._sort_menu)
        row.addWidget(self._sort_button)
        self._group.idClicked.connect(self._on_group_id_clicked)
        self._segments[self._filter].setChecked(True)
        self._show_sort()
        self.set_theme(theme)

    @property
    def last_stop(self) -> QWidget:
        """The last one that Tab comes to."""
        return self._sort_button

    def chosen_filter(self) -> ArticleFilter:
        return self._filter

    def chosen_sort(self) -> ArticleSort:
        return self._sort

    def set_filter(self, shown: ArticleFilter) -> None:
        self._filter = shown
        self._segments[shown].setChecked(True)
        self._show_weights()

    def set_sort(self, sort: ArticleSort) -> None:
        self._sort = sort
        self._show_sort()

    def set_searching(self, searching: bool) -> None:
        """Searching offers relevance and begins with it; afterwards the earlier order is back."""
        if searching == self._searching:
            return
        self._searching = searching
        if searching:
            self._sort_before_search = self._sort
        self.set_sort(ArticleSort.RELEVANCE if searching else self._sort_before_search)

    def set_theme(self, theme: Theme) -> None:
        star = two_state_icon("star-filled", theme.color("muted"), "star-filled", theme.color("accent"), STAR_ICON)
        self._segments[ArticleFilter.BOOKMARKS].setIcon(star)
        self._set_fonts()

    def _set_fonts(self) -> None:
        bold = QFontMetrics(interface_font(weight=QFont.Weight.DemiBold))
        for shown, segment in self._segments.items():  # as wide as the bold word, so that nothing moves
            star_width = STAR_ICON + STAR_GAP if shown is ArticleFilter.BOOKMARKS else 0
            segment.setFixedWidth(bold.horizontalAdvance(FILTER_WORDS[shown]) + SEGMENT_PADDING + star_width)
        self._show_weights()

    def _make_segment(self, shown: ArticleFilter) -> QToolButton:
        segment = QToolButton()
        segment.setObjectName(f"filter-{shown}")
        segment.setProperty("role", "segment")
        segment.setText(FILTER_WORDS[shown])
        segment.setCheckable(True)
        segment.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        segment.setIconSize(QSize(STAR_ICON, STAR_ICON))
        segment.setAccessibleName(f"Show {FILTER_WORDS[shown].lower()}")
        self._group.addButton(segment, list(ArticleFilter).index(shown))
        return segment

    def _show_weights(self) -> None:
        for shown, segment in self._segments.items():
            weight = QFont.Weight.DemiBold if shown is self._filter else QFont.Weight.Normal
            segment.setFont(interface_font(weight=weight))

    def _show_sort(self) -> None:
        self._sort_button.setText(f"{SORT_WORDS[self._sort]} ▾")
        self._sort_button.setAccessibleName(f"Order: {SORT_WORDS[self._sort]}")

    @Slot(int)
    def _on_group_id_clicked(self, button: int) -> None:
        shown = list(ArticleFilter)[button]
        if shown is not self._filter:
            self.set_filter(shown)
            self.filter_changed.emit(shown)

    @Slot()
    def _on_sort_menu_about_to_show(self) -> None:
        self._sort_menu.clear()
        group = QActionGroup(self._sort_menu)
        for sort, words in SORT_WORDS.items():
            if sort is not ArticleSort.RELEVANCE or self._searching:
                action = self._sort_menu.addAction(words)
                action.setData(sort.value)
                action.setCheckable(True)
                action.setChecked(sort is self._sort)
                group.addAction(action)
        group.triggered.connect(self._on_group_triggered)

    @Slot(QAction)
    def _on_group_triggered(self, action: QAction) -> None:
        sort = ArticleSort(action.data())
        if sort is not self._sort:
            self.set_sort(sort)
            self.sort_changed.emit(sort)

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()
