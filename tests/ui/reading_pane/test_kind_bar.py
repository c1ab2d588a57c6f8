import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.entities.mention import EntityKind
from reader.ui.reading_pane.kind_bar import KindBar, KindChip
from reader.ui.theme import LIGHT, SIZES


@pytest.fixture
def bar(qtbot: QtBot) -> KindBar:
    made = KindBar(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(700, made.height())
    with qtbot.waitExposed(made):
        made.show()
    made.set_counts({EntityKind.PERSON: 2, EntityKind.PLACE: 7})
    return made


def chip(bar: KindBar, kind: EntityKind) -> KindChip:
    return next(chip for chip in bar.findChildren(KindChip) if chip.kind is kind)


def test_a_kind_without_mentions_has_no_chip(bar: KindBar) -> None:
    assert [chip.text() for chip in bar.findChildren(KindChip) if chip.isVisible()] == ["People 2", "Places 7"]
    bar.set_counts({})
    assert not any(chip.isVisible() for chip in bar.findChildren(KindChip))
    assert bar.height() == SIZES.chip_bar


def test_chips_say_what_they_are_and_whether_they_are_on(qtbot: QtBot, bar: KindBar) -> None:
    people = chip(bar, EntityKind.PERSON)
    assert people.accessibleName() == "People, 2 mentions, shown"
    qtbot.mouseClick(people, Qt.MouseButton.LeftButton)
    assert people.accessibleName() == "People, 2 mentions, hidden"
    bar.set_counts({EntityKind.PERSON: 1})
    assert people.accessibleName() == "People, 1 mention, hidden"


def test_a_click_tells_all_kinds_that_are_shown_now(qtbot: QtBot, bar: KindBar) -> None:
    with qtbot.waitSignal(bar.kinds_changed) as caught:
        qtbot.mouseClick(chip(bar, EntityKind.PLACE), Qt.MouseButton.LeftButton)
    assert caught.args == [frozenset(EntityKind) - {EntityKind.PLACE}]


def test_showing_kinds_from_outside_is_not_told_again(qtbot: QtBot, bar: KindBar) -> None:
    with qtbot.assertNotEmitted(bar.kinds_changed):
        bar.set_shown_kinds(frozenset({EntityKind.PLACE}))
    assert bar.shown_kinds() == {EntityKind.PLACE}


def test_where_it_is_narrow_words_go_first_and_chips_wrap(bar: KindBar) -> None:
    bar.set_counts(dict.fromkeys(EntityKind, 12))
    bar.set_words("hit 2 of 7", "3 min", "62 % read")
    seen = [""]  # which width is narrow depends on the fonts there are
    for width in range(1200, 259, -4):
        bar.resize(width, bar.height())
        if bar.words() != seen[-1]:
            seen.append(bar.words())
    assert seen[1:5] == ["hit 2 of 7 · 3 min · 62 % read", "3 min · 62 % read", "62 % read", ""]
    bar.resize(260, bar.height())
    assert bar.height() > SIZES.chip_bar
    assert all(chip.geometry().right() <= 260 for chip in bar.findChildren(KindChip))
