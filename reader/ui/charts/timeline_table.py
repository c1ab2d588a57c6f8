"""The timeline as a table: the same numbers to read one by one, with a screen reader too, and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.tasks.views import Timeline, TimelineSeries, TimeUnit
from reader.ui.charts.copied_table import CopiedTable
from reader.ui.charts.words import bar_words, bucket_words
from reader.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
UNIT_HEADS = {TimeUnit.DAY: "Day", TimeUnit.MONTH: "Month", TimeUnit.YEAR: "Year"}
WHEN = 0  # the column of the bucket; those of the series follow


class TimelineModel(QAbstractTableModel):
    """A row for each bucket, oldest first, a column for each series. Threads: GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline(TimeUnit.MONTH, (), ())

    def show_timeline(self, timeline: Timeline) -> None:
        self.beginResetModel()
        self._timeline = timeline
        self.endResetModel()

    @property
    def timeline(self) -> Timeline:
        return self._timeline

    def series_at(self, column: int) -> TimelineSeries | None:
        """The series of a column; None for the column of the buckets."""
        series: Sequence[TimelineSeries] = self._timeline.series
        return series[column - 1] if 0 < column <= len(series) else None

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._timeline.buckets)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1 + len(self._timeline.series)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        series = self.series_at(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            if series is None:
                return bucket_words(self._timeline.buckets[index.row()], self._timeline.unit)
            return series.counts[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and series is not None:
            return bar_words(series, index.row(), self._timeline)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        series = self.series_at(section)
        return series.entity.name if series is not None else UNIT_HEADS[self._timeline.unit]


class TimelineTable(CopiedTable):
    """Enter, or a double click, on a number asks for its articles. Threads: GUI thread only."""

    bar_clicked = Signal(str, object, object)  # entity id, first day (date), TimeUnit; never of a number 0

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        self._model = TimelineModel()
        super().__init__(model=self._model, theme=theme, parent=parent)
        self._model.setParent(self)
        self.setAccessibleName("Timeline as a table")
        self.cell_chosen.connect(self._on_cell_chosen)
        self.doubleClicked.connect(self._on_cell_chosen)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show these numbers, the newest in sight."""
        self._model.show_timeline(timeline)
        if timeline.buckets:
            self.setCurrentIndex(self._model.index(len(timeline.buckets) - 1, min(1, len(timeline.series))))
        self.scrollToBottom()

    def _on_cell_chosen(self, index: QModelIndex) -> None:
        series, timeline = self._model.series_at(index.column()), self._model.timeline
        if series is not None and series.counts[index.row()]:
            self.bar_clicked.emit(series.entity.id, timeline.buckets[index.row()], timeline.unit)
