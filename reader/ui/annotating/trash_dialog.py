"""The trash: what was thrown away, taken out again, or deleted for good."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from reader.articles.article import ArticleNumber
from reader.library.shelf import ShelfRow
from reader.ui.dates import short_date
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line

NOTHING = (
    "The trash is empty.\n\nArticles come here when you select them in the list and press Del. They stay until you"
    " take them out again or empty the trash."
)


class TrashDialog(ListingDialog):
    """Shows what it is given; it decides nothing. Threads: GUI."""

    restored = Signal(object)  # list[ArticleNumber]
    emptied = Signal()  # the reader said so twice

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(
            "Trash", ("Article", "Source", "Date"), nothing=NOTHING, unit=("article", "articles"), parent=parent
        )
        self.setObjectName("trashDialog")
        self.set_widths(0, 160, 110)
        self.resize(720, 480)
        self.add_button("&Restore", self._restore_selected, of_selected=True)
        self._all = self.add_button("Restore &all", self._restore_all)
        self._empty_it = self.add_button("&Empty the trash…", self._ask_to_empty, right=True)
        self.show_rows(())

    def show_rows(self, rows: Sequence[ShelfRow]) -> None:
        """What lies in the trash, what was thrown away last first."""
        self.show_lines([Line((row.title, row.source, _date(row)), row.number) for row in rows])
        for button in (self._all, self._empty_it):
            button.setEnabled(bool(rows))

    def _numbers(self, keys: Sequence[object]) -> list[ArticleNumber]:
        return [ArticleNumber(key) for key in keys if isinstance(key, int)]

    def _restore_selected(self) -> None:
        numbers = self._numbers(self.selected())
        if numbers:
            self.restored.emit(numbers)

    def _restore_all(self) -> None:
        self.restored.emit([])  # all of them, shown or not

    def _ask_to_empty(self) -> None:
        count = self.model.total
        articles = "1 article" if count == 1 else f"{count:,} articles"
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Empty the trash", f"Delete {articles} for good?", parent=self)
        box.setInformativeText(
            "This cannot be undone. Your tags, notes and highlights on them are kept, and are there again if you ever"
            " import the articles again."
        )
        delete = box.addButton(f"&Delete {articles}", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole))
        delete.clicked.connect(self.emptied)
        box.finished.connect(box.deleteLater)
        box.open()


def _date(row: ShelfRow) -> str:
    return short_date(row.published or row.added)
