"""The order of the articles as Qt wants it; what a row shows is fetched in pages when it is first looked at."""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.articles.article import ArticleNumber
from reader.articles.passage import Passage
from reader.errors import ReaderError
from reader.log import Log
from reader.tasks.views import ArticleRow
from reader.ui.article_list.fold import Fold, fold_in_words
from reader.ui.article_list.words import row_date, row_in_words

Index = QModelIndex | QPersistentModelIndex
FetchRows = Callable[[Sequence[ArticleNumber]], Sequence[ArticleRow]]

UNREADABLE = "This article could not be read"
log = Log(__name__)


class Role(IntEnum):
    """What the model tells of a row besides Qt's own roles."""

    NUMBER = Qt.ItemDataRole.UserRole + 1  # ArticleNumber
    ROW = Qt.ItemDataRole.UserRole + 2  # ArticleRow; None where the article could not be read
    PASSAGE = Qt.ItemDataRole.UserRole + 3  # the Passage to show: of the search, or the article's beginning
    FOLD = Qt.ItemDataRole.UserRole + 4  # Fold


class ArticleListModel(QAbstractListModel):
    """Articles in an order. Holds numbers for all of them and values for the few that were looked at.

    `fetch_rows` gives the rows of these numbers in any order; a number it leaves out shows as a quiet
    disabled row, and so do all of them where it raises a ReaderError. It is called on the GUI thread
    for some forty numbers at a time, so it must answer within a few milliseconds.

    Threads: GUI thread only.
    """

    PAGE = 40  # rows fetched together
    KEPT_ROWS = 2000  # some fifty screenfuls

    more_wanted = Signal()  # the end of the known order came into view, and there is more

    def __init__(self, *, fetch_rows: FetchRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch_rows = fetch_rows
        self._order: array[int] = array("q")
        self._below: Collection[ArticleNumber] = frozenset()
        self._total = 0
        self._asked_for_more = False
        self._rows: dict[ArticleNumber, ArticleRow | None] = {}
        self._passages: dict[ArticleNumber, Passage] = {}
        self._stale_passages: dict[ArticleNumber, Passage] = {}

    def set_order(
        self, numbers: Sequence[ArticleNumber], *, total: int, below: Collection[ArticleNumber] = frozenset()
    ) -> None:
        """Show these articles. `total` is larger than their number while more can be had by `more_wanted`.

        `below`: those of them that are reprints of the article above them, see `fold_families`.

        Where the new order is the old one with some rows put in or taken out at one place, that is all
        Qt is told; anything else is a reset. Rows already fetched stay fetched in both cases.
        """
        new = numbers if isinstance(numbers, array) and numbers.typecode == "q" else array("q", numbers)
        old = self._order
        head = _common_head(old, new)
        tail = _common_head(old[head:][::-1], new[head:][::-1])
        removed, added = len(old) - head - tail, len(new) - head - tail
        self._total, self._asked_for_more = max(total, len(new)), False
        refolded, self._below = below != self._below, below
        if removed and added:
            self.beginResetModel()
            self._order = new
            self.endResetModel()
        elif added:
            self.beginInsertRows(QModelIndex(), head, head + added - 1)
            self._order = new
            self.endInsertRows()
        elif removed:
            self.beginRemoveRows(QModelIndex(), head, head + removed - 1)
            self._order = new
            self.endRemoveRows()
        if refolded and len(new):
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def hold(self, rows: Sequence[ArticleRow]) -> None:
        """These were fetched elsewhere, for an order that comes next: they need not be fetched on the GUI thread."""
        self._make_room(len(rows), ())
        for row in rows:
            self._rows.setdefault(row.number, row)  # what is here already was kept up to date

    def refresh(self, numbers: Iterable[ArticleNumber]) -> None:
        """These articles changed: forget what was fetched of them and draw them anew."""
        changed = [number for number in numbers if number in self._rows]
        for number in changed:
            del self._rows[number]
        self._tell_changed(changed)

    def refresh_all(self) -> None:
        """Any article may have changed."""
        self.refresh(list(self._rows))

    def set_passages(self, passages: Mapping[ArticleNumber, Passage]) -> None:
        """Show these passages instead of the beginnings of the articles; earlier ones are kept."""
        self._passages.update(passages)
        self._tell_changed(list(passages))

    def forget_passages(self, *, show_until_replaced: bool = False) -> None:
        """A new question was asked, or none any more.

        With `show_until_replaced` an old passage stays in sight until the new one comes, so that rows
        do not flicker while the reader types.
        """
        old = self._stale_passages | self._passages
        self._stale_passages = old if show_until_replaced else {}
        self._passages = {}
        self._tell_changed(list(old))

    def has_passage(self, number: ArticleNumber) -> bool:
        return number in self._passages

    def numbers_in(self, first: int, last: int) -> list[ArticleNumber]:
        """The articles of the rows from `first` to `last`, both included."""
        return cast("list[ArticleNumber]", self._order[first : last + 1].tolist())

    @property
    def order(self) -> Sequence[ArticleNumber]:
        """The articles in their order; it is never changed, only replaced."""
        return cast("Sequence[ArticleNumber]", self._order)

    @property
    def more(self) -> bool:
        """Whether there are more articles than the known order has."""
        return len(self._order) < self._total

    def rows_of(self, numbers: Collection[ArticleNumber]) -> list[int]:
        """The rows of these articles, in order; those that are not in the list are left out."""
        return [row for row, number in enumerate(self._order) if number in numbers]

    def number_at(self, row: int) -> ArticleNumber | None:
        """The article in this row; None outside the list."""
        return ArticleNumber(self._order[row]) if 0 <= row < len(self._order) else None

    def row_of(self, number: ArticleNumber) -> int | None:
        """The row of this article; None if it is not in the list. About a millisecond at 100,000 rows."""
        try:
            return self._order.index(number)
        except ValueError:
            return None

    def row_at(self, row: int) -> ArticleRow | None:
        """What is shown in this row; None where the article could not be read."""
        number = ArticleNumber(self._order[row])
        if number not in self._rows:
            self._fetch_page_with(row)
        return self._rows[number]

    def fold_at(self, row: int) -> Fold:
        """How this row stands to the reprints of its article."""
        if not 0 <= row < len(self._order):
            return Fold.NONE
        if self._order[row] in self._below:
            return Fold.BELOW
        if row + 1 < len(self._order) and self._order[row + 1] in self._below:
            return Fold.OPEN
        shown = self.row_at(row)
        return Fold.CLOSED if shown is not None and shown.reprints else Fold.NONE

    def _fetch_page_with(self, row: int) -> None:
        start = row // self.PAGE * self.PAGE
        page = [ArticleNumber(number) for number in self._order[start : start + self.PAGE]]
        missing = [number for number in page if number not in self._rows]
        self._make_room(len(missing), page)
        try:
            fetched = {row.number: row for row in self._fetch_rows(missing)}
        except ReaderError as error:
            log.warning("Rows %d to %d could not be read: %s", start, start + len(page) - 1, error)
            fetched = {}
        self._rows.update((number, fetched.get(number)) for number in missing)

    def _make_room(self, count: int, needed: Sequence[ArticleNumber]) -> None:
        for oldest in list(self._rows)[: max(0, len(self._rows) + count - self.KEPT_ROWS)]:
            if oldest not in needed:
                del self._rows[oldest]

    def _tell_changed(self, numbers: Sequence[ArticleNumber]) -> None:
        """One article is looked up; of several it is cheaper to have the rows in sight drawn anew."""
        if len(numbers) == 1:
            row = self.row_of(numbers[0])
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))
        elif numbers and self._order:
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        if role == Role.NUMBER:
            return self._order[index.row()]
        if role == Role.FOLD:
            return self.fold_at(index.row())
        if role not in _ROLES_OF_A_ROW:
            return None
        row = self.row_at(index.row())
        if role == Role.ROW:
            return row
        if row is None:
            return None if role == Role.PASSAGE else UNREADABLE
        if role == Role.PASSAGE:
            return self._passages.get(row.number) or self._stale_passages.get(row.number) or row.excerpt
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_in_words(row, row_date(row), fold_in_words(row, self.fold_at(index.row())))
        return row.title

    def headerData(self, _section: int, _orientation: Qt.Orientation, _role: int = 0) -> object:
        return None  # a number in front of every row would only be read aloud

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.row_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return _ROW_FLAGS

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._order) < self._total and not self._asked_for_more

    def fetchMore(self, _parent: Index) -> None:
        self._asked_for_more = True  # the view asks again at every move; the next order answers
        self.more_wanted.emit()


# Added up once: the view asks for each row again and again, and Python adds flags up slowly.
_ROW_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_ROLES_OF_A_ROW = frozenset({Role.ROW, Role.PASSAGE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


def _common_head(one: "array[int]", other: "array[int]") -> int:
    """How many numbers two orders have in common at their beginning.

    Halving over slices, which compare as fast as memory does: linear, with no loop in Python over rows.
    """
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low
