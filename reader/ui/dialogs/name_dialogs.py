"""The dialogs that correct a name: another name, the same as another, somebody else, and words that are a name."""

from PySide6.QtCore import QThreadPool, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.articles.article import ArticleId
from reader.entities.correction import Correction, CorrectionAction, fault_of
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.entities.whole_words import WholeWords
from reader.tasks.propose_name import NameProposal
from reader.ui.dialogs.correction_frame import CorrectionDialog
from reader.ui.dialogs.name_choice import FindNames, NameChoice
from reader.ui.theme import Theme

KIND_NAMES = {
    EntityKind.PERSON: "Person",
    EntityKind.PLACE: "Place",
    EntityKind.ORGANISATION: "Organisation",
    EntityKind.OTHER: "Other",
}
MERGE_WIDTH = 520  # pixels: names in full, and where they count


class KindButtons(QWidget):
    """One of the four kinds. GUI thread only."""

    kind_chosen = Signal(object)  # EntityKind

    def __init__(self, kind: EntityKind) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons: dict[EntityKind, QToolButton] = {}
        for each, words in KIND_NAMES.items():
            button = self.buttons[each] = QToolButton()
            button.setText(f"&{words}")
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setChecked(each is kind)
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _checked, each=each: self.kind_chosen.emit(each))
        row.addStretch(1)

    @property
    def kind(self) -> EntityKind:
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def choose(self, kind: EntityKind) -> None:
        self.buttons[kind].setChecked(True)


class RenameDialog(CorrectionDialog):
    """Another name for an entity."""

    def __init__(self, entity: Entity, *, article_id: ArticleId, parent: QWidget) -> None:
        super().__init__("Rename", f"“{entity.name}” is called:", article_id=article_id, parent=parent)
        self._entity = entity
        self.field = _field("New name", entity.name)
        self.field.selectAll()
        self.field.textChanged.connect(lambda _text: self._check())
        self.parts.addWidget(self.field)
        self._check()
        self.field.setFocus()

    def correction(self, article_id: ArticleId) -> Correction | None:
        name = _one_line(self.field.text())
        if not name or name == self._entity.name:
            return None
        return about(self._entity, CorrectionAction.RENAME, article_id)._replace(to_name=name)

    def _check(self) -> None:
        self.set_ready(self.correction(self.article_id) is not None)


class MergeDialog(CorrectionDialog):
    """Another entity that is meant; a click on it is the answer."""

    def __init__(
        self,
        entity: Entity,
        *,
        article_id: ArticleId,
        find: FindNames,
        pool: QThreadPool,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__("Merge", f"“{entity.name}” is the same as:", article_id=article_id, parent=parent)
        self._entity = entity
        self.setFixedWidth(MERGE_WIDTH)
        self.choice = NameChoice(find=find, pool=pool, theme=theme, without=entity.id, here=bool(article_id))
        self.choice.setMinimumHeight(270)  # the dialog keeps its height while names come and go
        self.choice.chosen.connect(self._on_chosen)
        self.parts.addWidget(self.choice)
        if article_id:
            where = QLabel("A click, or Return, counts in the whole library; Ctrl+Return only here.")
            where.setProperty("role", "muted")
            self.parts.addWidget(where)
        self.hide_buttons()
        self.choice.ask(entity.name.split()[-1])
        self.choice.field.selectAll()
        self.choice.field.setFocus()

    def correction(self, article_id: ArticleId) -> Correction | None:
        return None  # a click on a name answers

    def _on_chosen(self, other: Entity, here: bool) -> None:
        merged = about(self._entity, CorrectionAction.MERGE, self.article_id if here else ArticleId(""))
        self.give(merged._replace(to_id=other.id, to_name=other.name, to_kind=other.kind))


class _WhoDialog(CorrectionDialog):
    """Asks whom some words mean: of what kind, and whether it is a name the library knows."""

    def __init__(
        self,
        title: str,
        words: str,
        *,
        kind: EntityKind,
        without: EntityId,
        article_id: ArticleId,
        find: FindNames,
        pool: QThreadPool,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(title, words, article_id=article_id, parent=parent)
        self.same: Entity | None = None
        self.kinds = KindButtons(kind)
        self.choice = NameChoice(find=find, pool=pool, theme=theme, without=without)
        self.choice.field.setPlaceholderText("The same as… (look for a name; may stay empty)")
        self.choice.field.setAccessibleName("The same as")
        self.choice.chosen.connect(lambda entity, _here: self.choose_same(entity))
        self.choice.field.textEdited.connect(lambda _text: self._forget_same())
        self.kinds.kind_chosen.connect(lambda _kind: self._on_kind_chosen())

    @property
    def same_id(self) -> EntityId:
        """Whom the words mean; empty where that is a new name."""
        return self.same.id if self.same is not None else EntityId("")

    def choose_same(self, entity: Entity) -> None:
        """These words mean this entity."""
        self.same = entity
        self.choice.clear()
        self.choice.field.setText(entity.name)
        self.kinds.choose(entity.kind)

    def _forget_same(self) -> None:
        self.same = None

    def _on_kind_chosen(self) -> None:
        if self.same is not None and self.same.kind is not self.kinds.kind:  # then it is another one
            self.same = None
            self.choice.field.clear()


class SplitDialog(_WhoDialog):
    """Words that were taken for an entity and mean somebody or something else."""

    def __init__(
        self,
        entity: Entity,
        form: str,
        *,
        article_id: ArticleId,
        find: FindNames,
        pool: QThreadPool,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """`form` are the words; where they are the entity's name, only those of the open article can be split off."""
        words = f"“{form}” is not “{entity.name}”, but:" if form != entity.name else f"This is another “{form}”:"
        super().__init__(
            "Split off", words, kind=entity.kind, without=entity.id,
            article_id=article_id, find=find, pool=pool, theme=theme, parent=parent,
        )  # fmt: skip
        self._entity, self._form = entity, form
        self.field = _field("Full name", form)
        self.parts.addWidget(self.field)
        self.parts.addWidget(self.kinds)
        self.parts.addWidget(self.choice)
        self.field.textChanged.connect(lambda _text: self._check())
        self.field.selectAll()
        self.field.setFocus()
        self._check()

    def choose_same(self, entity: Entity) -> None:
        super().choose_same(entity)
        self.field.setText(entity.name)

    def correction(self, article_id: ArticleId) -> Correction | None:
        name = _one_line(self.field.text())
        if not name:
            return None
        split = about(self._entity, CorrectionAction.SPLIT, article_id)
        form = "" if self._form == self._entity.name and article_id else self._form
        return split._replace(form=form, to_id=self.same_id, to_name=name, to_kind=self.kinds.kind)

    def _check(self) -> None:
        self.set_ready(bool(_one_line(self.field.text())), everywhere=self._form != self._entity.name)


class AddNameDialog(_WhoDialog):
    """Words of the article that are a name."""

    def __init__(
        self,
        proposal: NameProposal,
        *,
        text: str,
        article_id: ArticleId,
        find: FindNames,
        pool: QThreadPool,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """`text` is the article, title and all, in which the words are counted."""
        super().__init__(
            "This is a name", "These words are a name:", kind=proposal.kind, without=EntityId(""),
            article_id=article_id, find=find, pool=pool, theme=theme, parent=parent,
        )  # fmt: skip
        self._text = text
        self.field = _field("Words", proposal.words)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        for part in (self.field, self._count, self.kinds, self.choice):
            self.parts.addWidget(part)
        if proposal.same is not None:
            self.choose_same(proposal.same)
        self.field.textChanged.connect(lambda _text: self._check())
        self.kinds.buttons[self.kinds.kind].setFocus()
        self._check()

    def correction(self, article_id: ArticleId) -> Correction | None:
        words = _one_line(self.field.text())
        name = self.same.name if self.same is not None else words
        added = Correction(
            CorrectionAction.ADD,
            article_id=article_id,
            form=words,
            to_id=self.same_id,
            to_name=name,
            to_kind=self.kinds.kind,
        )
        return None if fault_of(added) else added

    def _check(self) -> None:
        words = _one_line(self.field.text())
        count = len(WholeWords([words]).found_in(self._text)) if words else 0
        times = {0: "do not stand", 1: "stand once", 2: "stand twice"}.get(count, f"stand {count:,} times")
        self._count.setText(f"They {times} in this article." if words else "Type the words as the article has them.")
        ready = self.correction(self.article_id) is not None
        self.set_ready(ready)
        self._here.setEnabled(ready and count > 0)


def about(entity: Entity, action: CorrectionAction, article_id: ArticleId) -> Correction:
    """A correction of this entity, still without what it becomes."""
    return Correction(action, entity_id=entity.id, entity_name=entity.name, article_id=article_id)


def _field(words: str, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(words)
    field.setPlaceholderText(words)
    return field


def _one_line(text: str) -> str:
    return " ".join(text.split())
