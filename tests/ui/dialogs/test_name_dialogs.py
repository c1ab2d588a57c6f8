import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleId
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.library.name_pages import EntityRow
from reader.tasks.propose_name import NameProposal
from reader.ui.dialogs.correction_frame import CorrectionDialog
from reader.ui.dialogs.name_choice import FindNames, NameChoice
from reader.ui.dialogs.name_dialogs import AddNameDialog, MergeDialog, RenameDialog, SplitDialog
from reader.ui.theme import LIGHT

HERE = ArticleId("a1")
Open = Callable[..., CorrectionDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, window: QWidget, find: FindNames, pool: QThreadPool) -> Open:
    """Opens a dialog of this class about these things."""

    def open_one(
        kind: type[CorrectionDialog], *about: object, here: ArticleId = HERE, **more: object
    ) -> CorrectionDialog:
        looking = {} if kind is RenameDialog else {"find": find, "pool": pool, "theme": LIGHT}
        dialog = kind(*about, article_id=here, parent=window, **looking, **more)  # type: ignore[arg-type]
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_one


def buttons(dialog: CorrectionDialog) -> dict[str, QPushButton]:
    return {b.text().replace("&", ""): b for b in dialog.findChildren(QPushButton) if b.isVisible()}


def names(choice: NameChoice) -> list[str]:
    return [row.text() for row in choice.rows]


def answer(qtbot: QtBot, dialog: CorrectionDialog, act: Callable[[], object]) -> Correction:
    with qtbot.waitSignal(dialog.answered) as caught:
        act()
    correction = caught.args[0]
    assert isinstance(correction, Correction)
    return correction


def test_renaming_counts_in_the_whole_library_by_return_and_here_by_ctrl_return(
    qtbot: QtBot, open_dialog: Open, nakatani: Entity
) -> None:
    for keys, where in ((Qt.KeyboardModifier.NoModifier, ""), (Qt.KeyboardModifier.ControlModifier, HERE)):
        dialog = open_dialog(RenameDialog, nakatani)
        assert not buttons(dialog)["In the whole library"].isEnabled()  # still the old name
        qtbot.keyClicks(dialog.field, "Gen  Nakatani ")
        given = answer(qtbot, dialog, lambda d=dialog, k=keys: qtbot.keyClick(d.field, Qt.Key.Key_Return, k))
        assert given == Correction(
            CorrectionAction.RENAME, nakatani.id, "Nakatani", ArticleId(where), to_name="Gen Nakatani"
        )


def test_without_an_article_nothing_asks_where(open_dialog: Open, nakatani: Entity) -> None:
    assert list(buttons(open_dialog(RenameDialog, nakatani, here=ArticleId("")))) == ["Cancel", "Correct"]


def test_merging_takes_a_click_on_a_name(qtbot: QtBot, open_dialog: Open, nakatani: Entity) -> None:
    dialog = open_dialog(MergeDialog, nakatani)
    qtbot.waitUntil(lambda: names(dialog.choice) == ["Gen Nakatani", "Nakatani Pass"])  # never itself
    given = answer(qtbot, dialog, dialog.choice.rows[0].click)
    assert (given.action, given.entity_id, given.article_id) == (CorrectionAction.MERGE, nakatani.id, "")
    assert (given.to_id, given.to_name, given.to_kind) == ("person:gen nakatani", "Gen Nakatani", EntityKind.PERSON)


def test_merging_here_only_is_one_click_too(qtbot: QtBot, open_dialog: Open, nakatani: Entity) -> None:
    dialog = open_dialog(MergeDialog, nakatani)
    qtbot.waitUntil(lambda: len(dialog.choice.rows) == 2)
    only = [button for button in dialog.findChildren(QToolButton) if button.text() == "only here"]
    assert answer(qtbot, dialog, only[1].click).article_id == HERE


def test_merging_by_keys(qtbot: QtBot, open_dialog: Open, nakatani: Entity) -> None:
    dialog = open_dialog(MergeDialog, nakatani)
    qtbot.keyClicks(dialog.choice.field, "naka")
    qtbot.waitUntil(lambda: not dialog.choice.is_looking)
    qtbot.keyClick(dialog.choice.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.choice.rows[0], Qt.Key.Key_Down)
    given = answer(qtbot, dialog, lambda: qtbot.keyClick(dialog.choice.rows[1], Qt.Key.Key_Return))
    assert given.to_name == "Nakatani Pass"


def test_words_that_are_no_name_are_said_to_be_none(qtbot: QtBot, open_dialog: Open, nakatani: Entity) -> None:
    dialog = open_dialog(MergeDialog, nakatani)
    dialog.choice.ask("xyzzy")
    qtbot.waitUntil(dialog.choice._none.isVisible)
    assert dialog.choice.rows == []


def test_words_are_split_off_as_somebody_new_or_known(qtbot: QtBot, open_dialog: Open) -> None:
    gen = Entity(EntityId("person:gen nakatani"), EntityKind.PERSON, "Gen Nakatani", ("Nakatani",))
    dialog = open_dialog(SplitDialog, gen, "Nakatani")
    dialog.kinds.buttons[EntityKind.PLACE].click()
    given = answer(qtbot, dialog, buttons(dialog)["Only in this article"].click)
    assert given == Correction(
        CorrectionAction.SPLIT, gen.id, "Gen Nakatani", HERE, "Nakatani", to_name="Nakatani", to_kind=EntityKind.PLACE
    )
    dialog = open_dialog(SplitDialog, gen, "Nakatani")
    dialog.choice.ask("pass")
    qtbot.waitUntil(lambda: names(dialog.choice) == ["Nakatani Pass"])
    dialog.choice.rows[0].click()
    given = answer(qtbot, dialog, buttons(dialog)["In the whole library"].click)
    assert (given.to_id, given.to_kind, given.article_id) == ("place:nakatani pass", EntityKind.PLACE, "")


def test_the_whole_name_can_be_split_off_in_one_article_only(qtbot: QtBot, open_dialog: Open, nakatani: Entity) -> None:
    dialog = open_dialog(SplitDialog, nakatani, "Nakatani")
    assert not buttons(dialog)["In the whole library"].isEnabled()
    given = answer(qtbot, dialog, buttons(dialog)["Only in this article"].click)
    assert (given.form, given.article_id) == ("", HERE)


def test_words_are_added_with_the_kind_that_was_guessed(qtbot: QtBot, open_dialog: Open) -> None:
    proposal = NameProposal("Blue House", EntityKind.OTHER)
    dialog = open_dialog(AddNameDialog, proposal, text="Blue House\n\nThe Blue House said. Blue Houses.")
    assert "stand twice" in dialog._count.text()
    dialog.kinds.buttons[EntityKind.ORGANISATION].click()
    given = answer(qtbot, dialog, buttons(dialog)["In the whole library"].click)
    assert given == Correction(
        CorrectionAction.ADD, form="Blue House", to_name="Blue House", to_kind=EntityKind.ORGANISATION
    )


def test_added_words_may_mean_a_known_name_and_cease_to(open_dialog: Open, nakatani: Entity) -> None:
    proposal = NameProposal("the minister", EntityKind.PERSON, nakatani)
    dialog = open_dialog(AddNameDialog, proposal, text="the minister")
    assert dialog.correction(HERE).to_id == nakatani.id
    dialog.kinds.buttons[EntityKind.OTHER].click()  # then it is somebody else
    assert dialog.correction(HERE).to_id == ""
    assert dialog.choice.field.text() == ""


def test_words_that_do_not_stand_here_cannot_be_added_here(open_dialog: Open) -> None:
    dialog = open_dialog(AddNameDialog, NameProposal("Blue House", EntityKind.OTHER), text="Blue House")
    dialog.field.setText("Green House")
    assert not buttons(dialog)["Only in this article"].isEnabled()
    assert buttons(dialog)["In the whole library"].isEnabled()
    dialog.field.setText("x")
    assert not buttons(dialog)["In the whole library"].isEnabled()


def test_a_dialog_may_be_closed_while_it_looks(
    qtbot: QtBot, window: QWidget, pool: QThreadPool, nakatani: Entity
) -> None:
    may_answer = threading.Event()

    def find_late(_text: str) -> tuple[EntityRow, ...]:
        may_answer.wait(5)
        return ()

    dialog = MergeDialog(
        nakatani,
        article_id=HERE,
        find=find_late,
        pool=pool,
        theme=LIGHT,
        parent=window,
    )
    looking = dialog.choice._looking
    dialog.show()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    with qtbot.waitSignal(looking.destroyed):
        may_answer.set()
