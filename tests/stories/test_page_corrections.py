"""The page of a name corrects it: list, page and open article follow, and the page goes where its name went."""

import pytest
from PySide6.QtCore import Qt

FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
CONTROL = Qt.KeyboardModifier.ControlModifier
LEAST_CLICKS = 3

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def reader(open_window, do):
    """The window with all names, over the first article."""
    opened = open_window()
    do.open(opened, FIRST)
    do.settle(opened)
    do.press(Qt.Key.Key_E, held=CONTROL)
    do.settle(opened)
    return opened


def shown(reader) -> set[str]:
    return {mention.entity.name for mention in reader.names_shown()}


def test_the_page_of_a_name_corrects_it_and_moves_to_whom_it_was_merged_with(reader, do):
    names = reader.gestures.names.names
    open_page(reader, do, "Seoul")
    do.clicks = 0
    with do.correcting(reader):
        do.click_button(names.page.head, "Merge with…")
        dialog = do.dialog(reader)
        do.type("Tokyo")
        do.wait(lambda: [row.found.entity.name for row in dialog.choice.rows][:1] == ["Tokyo"])
        do.click(dialog.choice.rows[0])
    assert do.clicks <= LEAST_CLICKS
    do.wait(lambda: names.page.accessibleName() == "Page of Tokyo")
    do.wait(lambda: "Seoul" not in reader.names_listed() and "Tokyo" in reader.names_listed())
    assert "Seoul" not in shown(reader)
    with do.correcting(reader):
        do.press(Qt.Key.Key_Z, held=CONTROL)
    do.wait(lambda: "Seoul" in reader.names_listed())
    assert "Seoul" in shown(reader)

    open_page(reader, do, "Seoul")
    do.clicks = 0
    with do.correcting(reader):
        do.click_button(names.page.head, "Rename")
        do.dialog(reader)
        do.type("Hanseong")
        do.press(Qt.Key.Key_Return)
    assert do.clicks <= LEAST_CLICKS
    do.wait(lambda: names.page.accessibleName() == "Page of Hanseong")
    do.wait(lambda: "Hanseong" in reader.names_listed() and "Seoul" not in reader.names_listed())
    with do.correcting(reader):
        do.click_button(names.page.head, "Hide")
    do.wait(lambda: "No article names this any more." in reader.words())
    do.wait(lambda: "Hanseong" not in reader.names_listed())
    assert "Hanseong" not in shown(reader)
    with do.correcting(reader):
        do.click_button(reader.window.status_bar, "Undo")
    do.wait(lambda: "Hanseong" in reader.names_listed())
    do.wait(lambda: names.view.shows_page and names.page.accessibleName() == "Page of Hanseong")


def open_page(reader, do, name) -> None:
    names = reader.gestures.names.names
    names.open_page(reader.services.name_pages.find_entities(name)[0].entity.id)
    do.wait(lambda: names.page.accessibleName() == f"Page of {name}")
    do.settle(reader)
