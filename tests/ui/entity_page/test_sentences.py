"""The list of sentences: model, heights, keys, mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt

from reader.articles.article import Span
from reader.entities.mention import EntityKind
from reader.library.name_sentences import MarkedName
from reader.ui.entity_page.section_words import SectionWords
from reader.ui.entity_page.sentence_model import SentenceModel
from reader.ui.entity_page.sentence_section import ORDER, SentenceSection
from reader.ui.theme import DARK, LIGHT
from tests.ui.entity_page.conftest import make_sentence


@pytest.fixture
def section(qtbot):
    made = SentenceSection(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(550, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def gather(signal) -> list[object]:
    values: list[object] = []
    signal.connect(lambda *told: values.append(told[0] if told else True))
    return values


def fill(section: SentenceSection, count: int, words: str = "said so") -> None:
    section.show_sentences([make_sentence(number, words) for number in range(count)])
    section.view.measure_all()


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_qts_contract(qtmodeltester):
    model = SentenceModel()
    qtmodeltester.check(model)
    model.show([make_sentence(number) for number in range(5)])
    model.add([make_sentence(number) for number in range(5, 9)])
    model.add([])
    assert model.rowCount() == 9
    assert model.index(8).data() == "Nakatani said so in sentence 8."
    assert model.sentence_at(9) is None
    model.show([])
    assert model.rowCount() == 0


def test_the_list_is_as_high_as_its_rows(section):
    fill(section, 3)
    short = section.view.height()
    assert short == 3 * section.view.rowHeight(0)
    fill(section, 3, "said so again and " + "again and " * 20)
    assert section.view.height() > 2 * short
    section.add_sentences([make_sentence(9)])
    section.view.measure_all()
    assert section.view.rowHeight(3) == short // 3


def test_a_narrower_list_has_higher_rows(section):
    fill(section, 120, "said so again and again")
    wide = section.view.height()
    section.resize(420, 700)
    section.view.measure_all()
    assert section.view.height() > wide
    section.resize(300, 700)  # the date stands above now
    section.view.measure_all()
    assert section.view.height() > wide + 120 * 18


def test_a_few_pixels_more_or_less_measure_nothing_anew(section, qtbot):
    fill(section, 40, "said so again and again and again and again and again and again")
    section.resize(section.width() + 1, 700)  # on to the next step, maybe
    section.view.measure_all()
    heights = [section.view.rowHeight(row) for row in range(40)]
    with qtbot.assertNotEmitted(section.view.height_changed):
        section.resize(section.width() - 1, 700)
        section.resize(section.width() + 1, 700)
        section.view.measure_all()
    assert [section.view.rowHeight(row) for row in range(40)] == heights


def test_many_rows_are_given_their_heights_together(section):
    heights = gather(section.view.height_changed)
    section.show_sentences([make_sentence(number, "said so again and again " * 6) for number in range(200)])
    told = len(heights)
    assert section.view.rowHeight(0) == section.view.rowHeight(5)  # in sight: measured at once
    section.view.measure_all()
    assert len(heights) <= told + 1
    assert {section.view.rowHeight(row) for row in range(200)} == {section.view.rowHeight(0)}


def test_keys_move_and_enter_opens(section, qtbot):
    fill(section, 5)
    chosen, reached = gather(section.sentence_chosen), gather(section.view.row_reached)
    section.say(SectionWords("5"))
    section.head.link(ORDER).setFocus()
    section.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert section.view.currentIndex().row() == 0
    for key in (Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Return):
        qtbot.keyClick(section.view, key)
    assert [sentence.article for sentence in chosen] == [1, 4]
    assert [row.top() // row.height() for row in reached[-4:]] == [1, 2, 1, 4]
    assert reached[-1].bottom() == section.view.height() - 1
    qtbot.keyClick(section.view, Qt.Key.Key_Down)
    assert section.view.currentIndex().row() == 4
    qtbot.keyClick(section.view, Qt.Key.Key_Home)
    assert section.view.currentIndex().row() == 0


def test_the_readers_place_is_kept_when_sentences_come_before_it(section):
    fill(section, 5)
    section.view.setCurrentIndex(section.view.model().index(2, 0))
    section.show_sentences([make_sentence(number) for number in (7, 8, 0, 1, 2, 3)])
    assert section.view.currentIndex().row() == 4
    section.show_sentences([make_sentence(9)])
    assert not section.view.currentIndex().isValid()


def test_the_same_sentences_again_change_nothing(section, qtbot):
    fill(section, 5)
    with qtbot.assertNotEmitted(section.view.model().modelReset):
        section.show_sentences([make_sentence(number) for number in range(5)])


def test_the_chosen_row_keeps_the_ground_of_the_page(section):
    fill(section, 3)
    section.view.setCurrentIndex(section.view.model().index(1, 0))
    picture = section.view.grab().toImage()
    row = section.view.visualRect(section.view.model().index(1, 0))
    assert picture.pixelColor(row.right() - 30, row.center().y()) == LIGHT.color("page")
    section.view.setFocus(Qt.FocusReason.OtherFocusReason)
    picture = section.view.grab().toImage()
    assert picture.pixelColor(row.left() + 1, row.center().y()) != LIGHT.color("page")  # ringed


def test_page_keys_and_esc_are_for_the_page(section, qtbot):
    fill(section, 5)
    screens, left = gather(section.view.screen_wanted), gather(section.view.left)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Escape):
        qtbot.keyClick(section.view, key)
    assert (screens, left) == ([1, -1], [True])


def test_a_click_opens_once(section, qtbot):
    fill(section, 5)
    chosen = gather(section.sentence_chosen)
    place = section.view.visualRect(section.view.model().index(2, 0)).center()
    qtbot.mouseClick(section.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(section.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [sentence.article for sentence in chosen] == [2]


def test_the_order_can_be_turned_round(section):
    section.say(SectionWords("61"))
    turned = gather(section.order_changed)
    link = section.head.link(ORDER)
    assert link.text() == "61 · newest first"
    link.click()
    assert (turned, link.text()) == ([True], "61 · oldest first")
    section.set_oldest_first(False)
    assert link.text() == "61 · newest first"
    section.say(SectionWords("3 articles", "Ahn and Nakatani", "Note.", ordered=False))
    assert (link.text(), link.isEnabled()) == ("3 articles", False)


def test_the_chip_takes_the_narrowing_away(section):
    widened, listed = gather(section.widened), gather(section.list_wanted)
    section.say(SectionWords("61"))
    assert not section.chip.isVisible()
    section.say(SectionWords("14 articles", "September 2025"))
    assert section.chip.isVisible()
    assert "September 2025" in section.chip.accessibleName()
    section.chip.click()
    section.list_link.click()
    assert (widened, listed) == ([True], [True])


def test_every_script_can_be_drawn(section):
    hebrew = "גן נקטני אמר. " * 3
    section.show_sentences(
        [
            make_sentence(1, text="😀 Nakatani", names=(MarkedName(Span(2, 10), EntityKind.PERSON),)),
            make_sentence(2, text=hebrew, names=(MarkedName(Span(0, 8), EntityKind.PLACE),)),
            make_sentence(3, text="中谷元は語った。", names=(MarkedName(Span(0, 3), EntityKind.ORGANISATION),)),
            make_sentence(4, cut_before=True, cut_after=True, published=None),
            make_sentence(5, text="x" * 900, names=()),
        ]
    )
    for width in (550, 320):
        section.resize(width, 700)
        section.grab()
    section.set_theme(DARK)
    section.view.set_family("Georgia")
    section.grab()
    assert section.view.indexAt(QPoint(5, 5)).row() == 0
