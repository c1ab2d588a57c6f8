"""The tags of one or many articles: chips, and a field that completes the tags there are."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QLineEdit, QListView, QWidget

from reader.articles.folding import fold_label
from reader.ui.annotating.tag_chip import ChipFlow, TagChip
from reader.ui.flows.keeping import TagsOfSome
from reader.ui.fonts import interface_font
from reader.ui.popover import Popover
from reader.ui.theme import SIZES, Theme
from reader.userdata.annotation import Tag

WIDTH = 320  # pixels
OFFERED_MOST = 7
CHIPS_MOST = 30  # more than that many tags on one article are not shown one by one
LINE = 26  # pixels of one offer
ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TagEditor(Popover):
    """Type, Return adds, Esc closes. What is offered is looked through, not looked up. GUI thread only."""

    added = Signal(object, str)  # ids of the articles, name of the tag
    removed = Signal(object, str)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__("Tags", width=WIDTH, theme=theme, parent=parent)
        self._of = TagsOfSome((), {}, ())
        self._names: list[tuple[str, str]] = []  # folded, as it is written; the most used first
        self._head = QLabel()
        self._head.setProperty("role", "muted")
        self._head.setFont(interface_font(SIZES.small_text))
        self.flow = ChipFlow()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Add a tag")
        self.field.setAccessibleName("Add a tag")
        self.field.textEdited.connect(lambda _text: self._offer())
        self.field.installEventFilter(self)
        self._model = QStringListModel(self)
        self.offers = QListView()
        self.offers.setModel(self._model)
        self.offers.setFrameShape(QFrame.Shape.NoFrame)
        self.offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offers.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.offers.setUniformItemSizes(True)
        self.offers.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offers.setAccessibleName("Tags there are")
        self.offers.setMouseTracking(True)
        self.offers.clicked.connect(lambda index: self._add(str(index.data())))
        for part in (self._head, self.flow, self.field, self.offers):
            self.column.addWidget(part)

    def open_for(self, tags: TagsOfSome, anchor: QPoint, *, lines: int = 30) -> None:
        """Show the tags of these articles."""
        self.field.clear()
        self.show_tags(tags)
        self.open_at(anchor, lines=lines)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_tags(self, tags: TagsOfSome) -> None:
        """The tags as they are now."""
        self._of = tags
        count = len(tags.ids)
        self._head.setText(f"Tags of {count:,} articles")
        self._head.setVisible(count > 1)
        colors = {tag.name: str(tag.color or "") for tag in tags.known}
        most_used = sorted(tags.known, key=lambda tag: (-tag.articles, tag.name))
        self._names = [(fold_label(tag.name), tag.name) for tag in most_used]
        self.flow.show_chips([self._chip(name, colors.get(name, "")) for name in _in_order(tags)[:CHIPS_MOST]])
        self.flow.setVisible(bool(tags.counts))
        self._offer()

    def _chip(self, name: str, color: str) -> TagChip:
        some, all_of_them = self._of.counts[name], len(self._of.ids)
        whole = some == all_of_them
        detail = "" if whole else f"{some:,} of {all_of_them:,}"
        chip = TagChip(name, color, theme=self.theme, parent=self.flow, detail=detail, whole=whole)
        chip.removal_wanted.connect(lambda: self._remove(name))
        if not whole:
            chip.setToolTip("Put it on all of them")
            chip.clicked.connect(lambda: self._add(name))
        return chip

    def _offer(self) -> None:
        typed = fold_label(self.field.text().strip())
        taken = {fold_label(name) for name, count in self._of.counts.items() if count == len(self._of.ids)}
        begin = [name for key, name in self._names if key.startswith(typed) and key not in taken][:OFFERED_MOST]
        if len(begin) < OFFERED_MOST and typed:
            inside = (name for key, name in self._names if typed in key and not key.startswith(typed))
            begin += [name for name in inside if fold_label(name) not in taken][: OFFERED_MOST - len(begin)]
        self._model.setStringList(begin)
        self.offers.setFixedHeight(LINE * len(begin) + 2 if begin else 0)
        self.offers.setVisible(bool(begin))
        self.settle()

    def _add(self, name: str) -> None:
        name = " ".join(name.split())
        self.field.clear()
        if name:
            known = {fold_label(each) for each, count in self._of.counts.items() if count == len(self._of.ids)}
            if fold_label(name) not in known:
                self.added.emit(self._of.ids, name)
            self._offer()
        self.field.setFocus()

    def _remove(self, name: str) -> None:
        self.removed.emit(self._of.ids, name)
        self.field.setFocus()

    def _choose(self) -> None:
        """What Return means: the offer the reader went to, else what was typed; nothing typed closes."""
        chosen = self.offers.currentIndex()
        if chosen.isValid() and self.offers.selectionModel().isSelected(chosen):
            self._add(str(chosen.data()))
        elif self.field.text().strip():
            typed = fold_label(self.field.text().strip())
            self._add(next((name for key, name in self._names if key == typed), self.field.text()))
        else:
            self.close()

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        current = self.offers.currentIndex()
        at = current.row() + step if current.isValid() else (0 if step > 0 else count - 1)
        if 0 <= at < count:
            self.offers.setCurrentIndex(self._model.index(at, 0))
        elif at < 0:
            self.offers.clearSelection()
            self.offers.setCurrentIndex(self._model.index(-1, 0))

    def _press(self, event: QKeyEvent) -> bool:
        """Keys of the field; whether it was one of ours."""
        key = event.key()
        if key in ENTER_KEYS:
            self._choose()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Backspace and not self.field.text() and self.flow.chips:
            self._remove(self.flow.chips[-1].name)
        else:
            return False
        return True

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)


def _in_order(tags: TagsOfSome) -> Sequence[str]:
    """Those of all articles first, then by name."""
    known: dict[str, Tag] = {tag.name: tag for tag in tags.known}
    return sorted(
        tags.counts, key=lambda name: (-tags.counts[name], fold_label(known[name].name if name in known else name))
    )
