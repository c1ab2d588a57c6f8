"""Names are corrected by mouse and by keyboard: at once in what is open, soon in the whole library, and for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from reader.entities.mention import EntityKind
from reader.ui.actions import Command
from reader.ui.dialogs.name_dialogs import AddNameDialog, MergeDialog

WAIT_MS = 30_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
PROFILE = "Gen Nakatani, a defence minister twice over"
LEAST_CLICKS = 3

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of pop-ups
]


@pytest.fixture
def reader(open_window, do):
    """The window with the first article."""
    opened = open_window()
    do.open(opened, FIRST)
    do.settle(opened)
    return opened


def stored(reader) -> dict[str, list[tuple[int, str, str]]]:
    """All that the library stores: of each article where it names whom, of which kind."""
    services = reader.services
    found = {}
    for number, _title in services.shelf.titles():
        title = services.shelf.at(number).article.title
        mentions = services.names.mentions_of(number)
        found[title] = [(m.span.start - 1_000 * m.in_title, m.entity.name, m.entity.kind) for m in mentions]
    return found


def named(reader, title) -> dict[str, str]:
    """Whom an article names, as the library has it, and of which kind."""
    return {name: kind for _start, name, kind in stored(reader)[title]}


def shown(reader) -> dict[str, str]:
    return {mention.entity.name: mention.entity.kind for mention in reader.names_shown()}


def beside(reader, name) -> bool:
    return any(row.startswith(f"{name}, ") for row in reader.names_beside())


def known(reader, name, kind):
    """Whether the lists of all names have one of this name and kind."""
    return any(row.entity.name == name for row in reader.services.name_pages.find_entities(name, [kind]))


def by_clicks(do, reader, words, *entries, answer="", typed="") -> None:
    """Correct the name that is clicked at these words: through the menu of its card, in few clicks."""
    do.open_card(reader, words)
    do.clicks = 0
    with do.correcting(reader):
        do.click_button(reader.gestures.card, "More")
        for entry in entries:
            do.choose(entry)
        if typed:
            do.dialog(reader)
            do.type(typed)
        if answer:
            do.click_button(do.dialog(reader), answer)
        reader.gestures.card.close()  # where it is of a name that is still one, it stays
    assert do.clicks <= LEAST_CLICKS


def test_each_correction_takes_three_clicks_counts_everywhere_and_stays(reader, open_window, do):
    before = stored(reader)
    assert {"Gen Nakatani", "Ahn Gyu-back", "Seoul", "Japan"} <= named(reader, FIRST).keys()

    by_clicks(do, reader, "Gen Nakatani", "Rename", typed="Nakatani Gen", answer="In the whole library")
    assert "Nakatani Gen" in shown(reader)
    assert "Gen Nakatani" not in shown(reader)
    assert beside(reader, "Nakatani Gen")
    assert not beside(reader, "Gen Nakatani")
    assert known(reader, "Nakatani Gen", EntityKind.PERSON)
    assert "Nakatani" in reader.window.status_bar.note()

    by_clicks(do, reader, "Ahn Gyu-back", "Change kind", "Organisation")
    assert shown(reader)["Ahn Gyu-back"] == EntityKind.ORGANISATION
    assert any(row.startswith("Ahn Gyu-back, organisation") for row in reader.names_beside())
    assert known(reader, "Ahn Gyu-back", EntityKind.ORGANISATION)
    assert not known(reader, "Ahn Gyu-back", EntityKind.PERSON)

    merge_by_clicks(do, reader, "Seoul", "Tokyo")
    assert "Seoul" not in shown(reader)
    assert not beside(reader, "Seoul")
    assert not known(reader, "Seoul", EntityKind.PLACE)

    by_clicks(
        do, reader, "Nakatani himself", "Split off “Nakatani”", typed="Hiro Nakatani", answer="In the whole library"
    )
    assert {"Hiro Nakatani", "Nakatani Gen"} <= shown(reader).keys()
    assert beside(reader, "Hiro Nakatani")
    assert known(reader, "Hiro Nakatani", EntityKind.PERSON)

    by_clicks(do, reader, "Japanese defence", "Not a name", "In the whole library")
    assert "Japan" not in shown(reader)
    assert not beside(reader, "Japan")
    assert not known(reader, "Japan", EntityKind.PLACE)

    add_by_clicks(do, reader, "ministers")
    assert "ministers" in shown(reader)
    assert beside(reader, "ministers")

    do.settle(reader)  # the child has brought the rest of the library level
    corrected = stored(reader)
    others = {title: {name for _at, name, _kind in mentions} for title, mentions in corrected.items()}
    assert {"Hiro Nakatani", "Nakatani Gen"} <= others[PROFILE]
    gone = {"Gen Nakatani", "Seoul", "Japan"}
    assert not any(gone & names for names in others.values())
    assert all("Tokyo" in others[title] for title, mentions in before.items() if "Seoul" in {m[1] for m in mentions})
    assert sum("ministers" in names for names in others.values()) > 1
    assert {kind for each in corrected.values() for _at, name, kind in each if name == "Ahn Gyu-back"} == {
        "organisation"
    }

    for _ in range(6):
        with do.correcting(reader):
            do.press(Qt.Key.Key_Z, held=CONTROL)
    assert shown(reader).keys() >= {"Gen Nakatani", "Seoul", "Japan"}
    assert not reader.gestures.actions.commands[Command.UNDO_CORRECTION].isEnabled()
    do.settle(reader)
    assert stored(reader) == before
    for _ in range(6):
        with do.correcting(reader):
            do.press(Qt.Key.Key_Z, held=CONTROL | SHIFT)
    assert {"Nakatani Gen", "Hiro Nakatani", "ministers"} <= shown(reader).keys()

    reader.close()  # while the child is at work
    again = open_window()
    do.settle(again)
    assert again.title == FIRST
    assert stored(again) == corrected
    assert {"Nakatani Gen", "Hiro Nakatani", "ministers"} <= shown(again).keys()
    with do.correcting(again):
        do.press(Qt.Key.Key_Z, held=CONTROL)
    assert "ministers" not in shown(again)
    assert "ministers" not in named(again, FIRST)


def merge_by_clicks(do, reader, words, into, *, here=False) -> None:
    do.open_card(reader, words)
    do.clicks = 0
    with do.correcting(reader):
        do.click_button(reader.gestures.card, "More")
        do.choose("Merge with")
        dialog = do.dialog(reader)
        assert isinstance(dialog, MergeDialog)
        do.type(into)
        do.wait(lambda: [row.found.entity.name for row in dialog.choice.rows][:1] == [into])
        if here:
            do.click_button(dialog, f"{into}, only in this article")
        else:
            do.click(dialog.choice.rows[0])
    assert do.clicks <= LEAST_CLICKS


def add_by_clicks(do, reader, word) -> None:
    """Select a word by a double click and say that it is a name."""
    select(do, reader, word)
    do.clicks = 0
    with do.correcting(reader):
        do.press(Qt.Key.Key_M, held=CONTROL)
        dialog = do.dialog(reader)
        assert isinstance(dialog, AddNameDialog)
        assert dialog.field.text() == word
        do.click_button(dialog, "Organisation")
        do.click_button(dialog, "In the whole library")
    assert do.clicks <= LEAST_CLICKS


def select(do, reader, word) -> None:
    view = reader.window.reading_pane.text_view
    cursor = view.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 2)
    do.double_click(view.viewport(), view.cursorRect(cursor).center())
    assert reader.window.reading_pane.selected_words() == word


def test_the_keyboard_corrects_as_well_and_only_in_the_open_article(reader, do):
    before = stored(reader)
    open_menu_by_keys(do, reader, "Gen Nakatani")
    do.press(Qt.Key.Key_R)
    do.dialog(reader)
    do.type("Nakatani Gen")
    with do.correcting(reader):
        do.press(Qt.Key.Key_Return, held=CONTROL)
    assert "Nakatani Gen" in shown(reader)

    open_menu_by_keys(do, reader, "Ahn Gyu-back")
    do.press(Qt.Key.Key_K)
    with do.correcting(reader):
        do.press(Qt.Key.Key_Up, Qt.Key.Key_Return)  # the last entry: another name, only in this article
    assert shown(reader)["Ahn Gyu-back"] == EntityKind.OTHER

    open_menu_by_keys(do, reader, "Seoul")
    do.press(Qt.Key.Key_M)
    do.dialog(reader)
    do.type("Tokyo")
    do.wait(lambda: [row.found.entity.name for row in do.dialog(reader).choice.rows][:1] == ["Tokyo"])
    with do.correcting(reader):
        do.press(Qt.Key.Key_Return, held=CONTROL)
    assert "Seoul" not in shown(reader)

    open_menu_by_keys(do, reader, "Shigeru Ishiba")
    do.press(Qt.Key.Key_S)
    do.dialog(reader)
    do.type("Somebody Else")
    with do.correcting(reader):
        do.press(Qt.Key.Key_Return, held=CONTROL)
    assert "Somebody Else" in shown(reader)
    assert "Shigeru Ishiba" not in shown(reader)

    open_menu_by_keys(do, reader, "Japan")
    do.press(Qt.Key.Key_N)
    with do.correcting(reader):
        do.press(Qt.Key.Key_A)
    assert "Japan" not in shown(reader)
    assert not beside(reader, "Japan")

    select(do, reader, "ministers")
    do.press(Qt.Key.Key_M, held=CONTROL)
    do.dialog(reader)
    with do.correcting(reader):
        do.press(Qt.Key.Key_Return, held=CONTROL)
    assert "ministers" in shown(reader)
    assert beside(reader, "ministers")

    do.settle(reader)
    after = stored(reader)
    assert {title for title in before if before[title] != after[title]} == {FIRST}
    assert known(reader, "Gen Nakatani", EntityKind.PERSON)
    for _ in range(6):
        with do.correcting(reader):
            do.press(Qt.Key.Key_Z, held=CONTROL)
    assert stored(reader)[FIRST] == before[FIRST]


def open_menu_by_keys(do, reader, name) -> None:
    """Step to a name, open its card, and the menu of corrections."""
    reader.window.reading_pane.text_view.setFocus()
    do.press(Qt.Key.Key_Escape)
    for _ in range(2 * len(reader.names_shown())):
        do.press(Qt.Key.Key_N)
        if reader.window.reading_pane.stepped_mention().entity.name == name:
            break
    do.press(Qt.Key.Key_Return)
    card = reader.gestures.card
    do.wait(lambda: card.isVisible() and card.focusWidget() is not None and card.focusWidget().text() == "Open page")
    while card.focusWidget().accessibleName() != "More":
        do.press(Qt.Key.Key_Tab)
    do.press(Qt.Key.Key_Space)
    do.wait(lambda: any(isinstance(each, QMenu) and each.isVisible() for each in card.findChildren(QMenu)))


def test_only_in_this_article_takes_no_click_more(reader, do):
    by_clicks(do, reader, "Gen Nakatani", "Rename", typed="Nakatani Gen", answer="Only in this article")
    by_clicks(do, reader, "Ahn Gyu-back", "Change kind", "Organisation, only in this article")
    by_clicks(do, reader, "Japanese defence", "Not a name", "Only in this article")
    merge_by_clicks(do, reader, "Seoul", "Tokyo", here=True)
    do.settle(reader)
    assert shown(reader)["Ahn Gyu-back"] == EntityKind.ORGANISATION
    assert "Nakatani Gen" in shown(reader)
    assert not {"Gen Nakatani", "Japan", "Seoul"} & shown(reader).keys()
    assert "Gen Nakatani" in named(reader, PROFILE)
    assert known(reader, "Ahn Gyu-back", EntityKind.PERSON)
    assert known(reader, "Japan", EntityKind.PLACE)
    assert known(reader, "Seoul", EntityKind.PLACE)
