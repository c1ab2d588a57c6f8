"""The list of all tags: renamed, merged, coloured, deleted, and the way to their articles."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.articles.folding import fold_label
from reader.ui.annotating.colors import TAG_WORDS, tag_color
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line, ListingModel
from reader.ui.theme import Theme
from reader.userdata.annotation import Tag, TagColor

DOT = 10  # pixels
OFFERED_MOST = 20  # tags in the menu of what to merge into
NOTHING = (
    "No tags yet.\n\nOpen an article and press T, or select several in the list: a tag is a word of your own that"
    " puts articles together."
)


class TagDelegate(QStyledItemDelegate):
    """The name of a tag after its dot. Threads: GUI."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.icon = QIcon(self._dot(cast("ListingModel", index.model()).line(index.row()).key))
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def _dot(self, tag: object) -> QPixmap:
        assert isinstance(tag, Tag)
        return dot_pixmap(tag.color, self.theme)


class RenameTagDialog(QDialog):
    """Another name for a tag; says so where that is the name of another tag. Not modal. Threads: GUI."""

    renamed = Signal(int, str)

    def __init__(self, tag: Tag, others: Sequence[Tag], *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rename the tag")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(380)
        self._tag, self._others = tag, {fold_label(each.name): each for each in others if each.number != tag.number}
        words = QLabel(f"“{tag.name}” is called:")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.field = QLineEdit(tag.name)
        self.field.setAccessibleName("New name")
        self.field.selectAll()
        self.field.textChanged.connect(lambda _text: self._check())
        self.warning = QLabel()
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setProperty("role", "muted")
        self.warning.setWordWrap(True)
        self._answer = QPushButton("&Rename")
        self._answer.setProperty("role", "primary")
        self._answer.setDefault(True)
        self._answer.clicked.connect(self._on_answer_clicked)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for part in (words, self.field, self.warning):
            column.addWidget(part)
        column.addLayout(buttons)
        self._check()

    def _name(self) -> str:
        return " ".join(self.field.text().split())

    def _check(self) -> None:
        other = self._others.get(fold_label(self._name()))
        self._answer.setText("&Merge" if other is not None else "&Rename")
        self._answer.setEnabled(bool(self._name()) and self._name() != self._tag.name)
        articles = "" if other is None else _articles(other.articles)
        self.warning.setText(
            f"There is a tag “{other.name}” already, on {articles}. The two become one." if other is not None else ""
        )

    def _on_answer_clicked(self) -> None:
        self.renamed.emit(self._tag.number, self._name())
        self.accept()


class TagsDialog(ListingDialog):
    """Shows what it is given; it decides nothing. Threads: GUI."""

    renamed = Signal(int, str)
    merged = Signal(object, int)  # numbers, into which
    colored = Signal(object, object)  # numbers, TagColor or None
    deleted = Signal(object)  # numbers

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__("Tags", ("Tag", "Articles"), nothing=NOTHING, unit=("tag", "tags"), parent=parent)
        self.setObjectName("tagsDialog")
        self._theme = theme
        self._tags: Sequence[Tag] = ()
        self._delegate = TagDelegate(theme=theme, parent=self)
        self.table.setItemDelegateForColumn(0, self._delegate)
        self.set_widths(0, 110)
        self.align_right(1)
        self.resize(560, 520)
        self._rename = self.add_button("Rename…", self.rename_selected, of_selected=True)
        self._color = self.add_button("Colour", lambda: None, of_selected=True)
        self._colors = self._menu(self._fill_colors)
        self._color.setMenu(self._colors)
        self._merge = self.add_button("Merge", lambda: None, of_selected=True)
        self._merge.setMenu(self._menu(self._fill_merge))
        self.add_button("&Delete", self.delete_selected, of_selected=True)
        self.add_deleting(self.delete_selected)
        rename = QAction("Rename", self.table)
        rename.setShortcut("F2")
        rename.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        rename.triggered.connect(self.rename_selected)
        self.table.addAction(rename)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._fit_buttons())

    def _menu(self, fill: Callable[[QMenu], None]) -> QMenu:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: fill(menu))
        return menu

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """All tags, by name."""
        self._tags = tags
        self.show_lines([Line((tag.name, f"{tag.articles:,}"), tag) for tag in tags])
        self._fit_buttons()

    def set_theme(self, theme: Theme) -> None:
        self._theme = self._delegate.theme = theme
        self.table.viewport().update()

    def selected_tags(self) -> list[Tag]:
        return [tag for tag in self.selected() if isinstance(tag, Tag)]

    def rename_selected(self) -> None:
        """Ask for another name of the one that is selected."""
        selected = self.selected_tags()
        if len(selected) == 1:
            dialog = RenameTagDialog(selected[0], self._tags, parent=self)
            dialog.renamed.connect(self.renamed)
            dialog.open()

    def delete_selected(self) -> None:
        """Ask for the deletion of what is selected; it can be undone."""
        numbers = [tag.number for tag in self.selected_tags()]
        if numbers:
            self.deleted.emit(numbers)

    def _fit_buttons(self) -> None:
        count = len(self.table.selectionModel().selectedRows())
        self._rename.setEnabled(count == 1)
        self._merge.setEnabled(count > 1)

    def _fill_colors(self, menu: QMenu) -> None:
        menu.clear()
        selected = self.selected_tags()
        present = {tag.color for tag in selected}
        for color, words in TAG_WORDS.items():
            action = menu.addAction(QIcon(dot_pixmap(color, self._theme)), words)
            action.setCheckable(True)
            action.setChecked(present == {color})
            numbers = [tag.number for tag in selected]
            action.triggered.connect(lambda _on, color=color, numbers=numbers: self.colored.emit(numbers, color))

    def _fill_merge(self, menu: QMenu) -> None:
        menu.clear()
        selected = sorted(self.selected_tags(), key=lambda tag: -tag.articles)
        numbers = [tag.number for tag in selected]
        for tag in selected[:OFFERED_MOST]:
            into = menu.addAction(f"Into “{tag.name.replace('&', '&&')}”, on {_articles(tag.articles)}")
            into.triggered.connect(lambda _on, number=tag.number: self.merged.emit(numbers, number))

    def _on_table_menu_requested(self, point: QPoint) -> None:
        selected = self.selected_tags()
        if not selected:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if len(selected) == 1:
            menu.addAction("&Find its articles\tReturn", lambda: self.chosen.emit(selected[0]))
            menu.addAction("&Rename…\tF2", self.rename_selected)
        self._fill_colors(colors := menu.addMenu("&Colour"))
        colors.setEnabled(True)
        if len(selected) > 1:
            self._fill_merge(menu.addMenu("&Merge"))
        menu.addAction("&Delete\tDel", self.delete_selected)
        menu.popup(self.table.viewport().mapToGlobal(point))


def dot_pixmap(color: TagColor | None, theme: Theme) -> QPixmap:
    """The dot of a tag as an icon; hollow where it has no colour."""
    side = DOT + 4
    pixmap = QPixmap(side * 2, side * 2)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = tag_color(color, theme)
    painter.setPen(ink)
    painter.setBrush(ink if color is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(2, 2, DOT, DOT))
    painter.end()
    return pixmap


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"
