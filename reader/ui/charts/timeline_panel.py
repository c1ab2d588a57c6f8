"""The timeline's part of a page: head, legend, and the bars or the table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from reader.tasks.views import Timeline
from reader.ui.charts.export_format import EXPORT_LINKS, ExportFormat
from reader.ui.charts.legend import Legend
from reader.ui.charts.section_head import SectionHead
from reader.ui.charts.timeline import NOTHING, TimelineChart
from reader.ui.charts.timeline_table import TimelineTable
from reader.ui.charts.words import timeline_title
from reader.ui.theme import Theme

TABLE = "table"  # the key of the link that changes between the two
SHOW_TABLE, SHOW_CHART = ("Table", "Show the numbers as a table"), ("Chart", "Show the numbers as bars")


class TimelinePanel(QWidget):
    """When names were in the news. Threads: GUI thread only."""

    bar_clicked = Signal(str, object, object)  # entity id, first day (date), TimeUnit
    remove_wanted = Signal(str)  # entity id
    compare_wanted = Signal()
    export_wanted = Signal(object)  # ExportFormat

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = NOTHING
        self._table_stale = False  # the table is filled when it is first looked at
        self.head = SectionHead("", ((TABLE, *SHOW_TABLE), *EXPORT_LINKS), theme=theme)
        self.legend = Legend(theme=theme)
        self.chart = TimelineChart(theme=theme)
        self.table = TimelineTable(theme=theme)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.legend)
        column.addLayout(self._stack, 1)
        for part in (self.chart, self.table):  # not sooner: in a layout without a widget the first would be a window
            self._stack.addWidget(part)
        self.head.link_clicked.connect(self._on_head_link_clicked)
        self.legend.remove_wanted.connect(self.remove_wanted)
        self.legend.compare_wanted.connect(self.compare_wanted)
        self.chart.bar_clicked.connect(self.bar_clicked)
        self.table.bar_clicked.connect(self.bar_clicked)
        self.show_timeline(NOTHING)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show these series: the first is the page's own, the others are compared with it."""
        self._timeline = timeline
        self.head.set_title(timeline_title(timeline.unit))
        self.legend.show_series(timeline.series)
        self.chart.show_timeline(timeline)
        self._table_stale = True
        self._fill_table()
        for key, _, _ in ((TABLE, *SHOW_TABLE), *EXPORT_LINKS):
            self.head.link(key).setEnabled(bool(timeline.buckets))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        for part in (self.head, self.legend, self.chart, self.table):
            part.set_theme(theme)

    def show_table(self, wanted: bool) -> None:
        """The table in the place of the bars, or the bars again."""
        self._stack.setCurrentWidget(self.table if wanted else self.chart)
        self.head.set_words(TABLE, *(SHOW_CHART if wanted else SHOW_TABLE))
        self._fill_table()

    @property
    def shows_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    def _fill_table(self) -> None:
        if self._table_stale and self.shows_table:
            self._table_stale = False
            self.table.show_timeline(self._timeline)

    def _on_head_link_clicked(self, key: str) -> None:
        if key == TABLE:
            self.show_table(not self.shows_table)
        else:
            self.export_wanted.emit(ExportFormat(key))
