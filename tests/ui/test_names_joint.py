"""The view of all names over a real library: from the list to a page, its sentences, its charts, and back."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from reader.articles.article import Span
from reader.entities.correction import Correction, CorrectionAction
from reader.tasks.views import TimeUnit
from reader.ui.entity_page.compare_popup import ComparePopup
from reader.ui.names_joint import NamesJoint
from reader.ui.theme import DARK, LIGHT
from tests.library.naming import AHN, NAKATANI, SEOUL, TOKYO, Archive

WAIT_MS = 10_000


class Desk(QObject):
    """Stands in for the desk of corrections: remembers what was asked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []

    def rename(self, entity) -> None:
        self.asked.append(("rename", entity.name))

    def merge(self, entity) -> None:
        self.asked.append(("merge", entity.name))


@pytest.fixture
def archive(services, make_draft) -> Archive:
    archive = Archive(services, make_draft)
    archive.add("Talks in September", "Gen Nakatani met Ahn Gyu-back. Ahn left.", date(2025, 9, 8), source="Wire")
    archive.add("Talks in June", "Nakatani slept in Tokyo.", date(2025, 6, 1), source="Desk")
    archive.add("Nakatani in May", "Seoul waits.", date(2025, 5, 1))
    return archive


@pytest.fixture
def pool(qapp) -> Iterator[QThreadPool]:
    pool = QThreadPool(qapp)
    yield pool
    pool.waitForDone()


@pytest.fixture
def desk(qapp) -> Desk:  # noqa: ARG001
    return Desk()


@pytest.fixture
def joint(qtbot, archive, services, pool, desk):  # noqa: ARG001
    owner = QObject()
    made = NamesJoint(name_pages=services.name_pages, desk=desk, pool=pool, theme=LIGHT, parent=owner)
    problems: list[object] = []
    made.problem_met.connect(problems.append)
    made.view.resize(1360, 780)
    with qtbot.waitExposed(made.view):
        made.view.show()
    yield made
    settle(qtbot, pool)
    assert problems == []
    made.view.close()  # not given to qtbot, which would delete it before the last answers have come
    made.view.deleteLater()
    owner.deleteLater()


def settle(qtbot, pool) -> None:
    for _ in range(3):  # an answer may ask for more
        qtbot.waitUntil(lambda: pool.activeThreadCount() == 0, timeout=WAIT_MS)
        QApplication.processEvents()


def sentences(joint: NamesJoint) -> list[str]:
    model = joint.page.sentences.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def rows(joint: NamesJoint) -> list[str]:
    model = joint.browser.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def gather(signal) -> list[object]:
    values: list[object] = []
    signal.connect(lambda *told: values.append(told))
    return values


def test_the_view_opens_with_the_list_and_the_first_page(joint, qtbot, pool):
    joint.show()
    settle(qtbot, pool)
    assert rows(joint) == ["Gen Nakatani", "Ahn Gyu-back"]
    assert joint.flow.entity.name == "Gen Nakatani"
    assert joint.browser.view.current_row() == 0
    assert joint.browser.filter.field.hasFocus()
    assert sentences(joint) == ["Gen Nakatani met Ahn Gyu-back.", "Nakatani slept in Tokyo.", "Nakatani in May"]


def test_a_page_of_another_kind_takes_the_list_along(joint, qtbot, pool):
    joint.open_page(SEOUL.id)
    settle(qtbot, pool)
    assert joint.flow.entity.name == "Seoul"
    assert rows(joint) == ["Seoul", "Tokyo"]
    assert joint.browser.view.current_row() == 0


def test_a_sentence_opens_its_article_there(joint, qtbot, pool):
    wanted = gather(joint.article_wanted)
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    view = joint.page.sentences.view
    assert view.hasFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert wanted == [(1, Span(0, 12)), (3, None)]


def test_a_bar_shows_its_sentences_and_leads_to_its_articles(joint, qtbot, pool):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.page.timeline.bar_clicked.emit(NAKATANI.id, date(2025, 6, 1), TimeUnit.MONTH)
    settle(qtbot, pool)
    assert sentences(joint) == ["Nakatani slept in Tokyo."]
    assert joint.page.sentences.chip.text().startswith("June 2025")
    queries = gather(joint.articles_wanted)
    joint.page.sentences.list_link.click()
    assert queries == [('person:"Gen Nakatani" date:2025-06',)]
    joint.page.sentences.chip.click()
    settle(qtbot, pool)
    assert len(sentences(joint)) == 3


def test_esc_goes_back_step_by_step(joint, qtbot, pool):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.page.timeline.bar_clicked.emit(NAKATANI.id, date(2025, 6, 1), TimeUnit.MONTH)
    settle(qtbot, pool)
    closed = gather(joint.closed)
    joint.page.sentences.view.setFocus()
    qtbot.keyClick(joint.page.sentences.view, Qt.Key.Key_Escape)
    settle(qtbot, pool)
    assert len(sentences(joint)) == 3
    qtbot.keyClick(joint.page.sentences.view, Qt.Key.Key_Escape)
    assert joint.browser.view.hasFocus()
    qtbot.keyClick(joint.browser.view, Qt.Key.Key_Escape)
    assert len(closed) == 1


def test_an_edge_shows_the_sentences_that_carry_it(joint, qtbot, pool):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.page.neighbours.edge_clicked.emit(NAKATANI.id, AHN.id)
    settle(qtbot, pool)
    assert sentences(joint) == ["Gen Nakatani met Ahn Gyu-back."]
    assert "Gen Nakatani and Ahn Gyu-back" in joint.page.sentences.chip.text()
    queries = gather(joint.articles_wanted)
    joint.page.sentences.list_link.click()
    assert queries == [('person:"Gen Nakatani" person:"Ahn Gyu-back"',)]


def test_a_node_opens_its_page(joint, qtbot, pool):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.page.neighbours.node_clicked.emit(AHN.id)
    settle(qtbot, pool)
    assert joint.flow.entity.name == "Ahn Gyu-back"
    assert sentences(joint) == ["Gen Nakatani met Ahn Gyu-back.", "Ahn left."]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # a pop-up where there is no screen
def test_names_are_compared_and_taken_away_again(joint, qtbot, pool):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.page.timeline.compare_wanted.emit()
    (popup,) = joint.page.findChildren(ComparePopup)
    popup.choice.ask("ahn")
    settle(qtbot, pool)
    qtbot.keyClick(popup.choice.field, Qt.Key.Key_Return)
    settle(qtbot, pool)
    assert joint.flow.compared == (AHN.id,)
    assert [one.entity.name for one in joint._timeline.timeline.series] == ["Gen Nakatani", "Ahn Gyu-back"]
    joint.flow.compare_with(NAKATANI.id)
    joint.flow.compare_with(AHN.id)
    assert joint.flow.compared == (AHN.id,)
    joint.page.timeline.remove_wanted.emit(AHN.id)
    settle(qtbot, pool)
    assert len(joint._timeline.timeline.series) == 1


def test_the_order_of_sentences_is_turned_round(joint, qtbot, pool):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.page.sentences.head.link("order").click()
    settle(qtbot, pool)
    assert sentences(joint)[0] == "Nakatani in May"
    joint.open_page(AHN.id)
    settle(qtbot, pool)
    assert not joint.page.sentences.oldest_first


def test_further_sentences_come_as_one_scrolls(joint, qtbot, pool, archive):
    archive.add("Many", " ".join(["Tokyo waits."] * 120), date(2025, 9, 9))
    joint.open_page(TOKYO.id)
    settle(qtbot, pool)
    assert len(sentences(joint)) == 50
    bar = joint.page.verticalScrollBar()
    for count in (100, 121, 121):
        bar.setValue(bar.maximum())
        settle(qtbot, pool)
        qtbot.waitUntil(lambda count=count: len(sentences(joint)) == count, timeout=WAIT_MS)


def test_a_late_page_does_not_land(joint, qtbot, pool):
    for _ in range(5):
        for entity in (NAKATANI, AHN, SEOUL, TOKYO):
            joint.open_page(entity.id)
    settle(qtbot, pool)
    assert joint.flow.entity.name == "Tokyo"
    assert sentences(joint) == ["Nakatani slept in Tokyo."]
    assert joint._network.centre == TOKYO.id
    assert joint._timeline.timeline.series[0].entity.name == "Tokyo"


def test_the_page_follows_the_library(joint, qtbot, pool, archive):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.page.timeline.bar_clicked.emit(NAKATANI.id, date(2025, 6, 1), TimeUnit.MONTH)
    settle(qtbot, pool)
    archive.add("More talks", "Nakatani woke.", date(2025, 6, 2))
    joint.refresh()
    settle(qtbot, pool)
    assert sentences(joint) == ["Nakatani woke.", "Nakatani slept in Tokyo."]


def test_nothing_is_looked_up_for_a_view_nobody_sees(joint, qtbot, pool):
    joint.view.hide()
    joint.refresh()
    settle(qtbot, pool)
    assert rows(joint) == []
    joint.view.show()
    joint.show()
    settle(qtbot, pool)
    assert len(rows(joint)) == 2


def test_a_name_that_is_gone_leaves_words(joint, qtbot, pool, services):
    joint.open_page(AHN.id)
    settle(qtbot, pool)
    services.names.store([(number, []) for number, _ in services.shelf.titles()], recognized_by="2")
    joint.refresh()
    settle(qtbot, pool)
    assert not joint.view.shows_page
    assert rows(joint) == []


def test_a_merged_name_leads_to_the_other(joint, qtbot, pool, services, desk):
    joint.open_page(AHN.id)
    settle(qtbot, pool)
    desk.chosen.emit(Correction(CorrectionAction.MERGE, entity_id=AHN.id, to_id=NAKATANI.id))
    number = next(number for number, title in services.shelf.titles() if title == "talks in september")
    services.names.store([(number, [])], recognized_by="2")
    assert services.name_pages.number_of(AHN.id) is None
    joint.refresh()
    settle(qtbot, pool)
    assert joint.flow.entity.name == "Gen Nakatani"


def test_buttons_ask_the_desk(joint, qtbot, pool, desk):
    chosen = gather(desk.chosen)
    joint.open_page(AHN.id)
    settle(qtbot, pool)
    rename, merge, hide, _more = joint.page.head.buttons
    rename.click()
    merge.click()
    hide.click()
    assert desk.asked == [("rename", "Ahn Gyu-back"), ("merge", "Ahn Gyu-back")]
    assert chosen[0][0].action is CorrectionAction.HIDE
    assert chosen[0][0].entity_id == AHN.id


@pytest.mark.parametrize("link", ["png", "svg", "csv"])
@pytest.mark.parametrize("chart", ["timeline", "neighbours"])
def test_charts_are_saved(joint, qtbot, pool, tmp_path, link, chart):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    getattr(joint.page, chart).head.link(link).click()
    dialog = joint.view.findChild(QFileDialog, "exportDialog")
    assert f"{chart} Gen Nakatani.{link}" in [path.rpartition("/")[2] for path in dialog.selectedFiles()]
    target = tmp_path / f"chart.{link}"
    with qtbot.waitSignal(joint.noted, timeout=WAIT_MS) as noted:
        dialog.fileSelected.emit(str(target))
    dialog.close()
    assert target.stat().st_size > 30
    assert noted.args == [f"Saved as chart.{link}."]


def test_themes_can_change(joint, qtbot, pool):
    joint.open_page(NAKATANI.id)
    settle(qtbot, pool)
    joint.set_theme(DARK)
    joint.set_reading_font("Georgia")
    joint.view.grab()


class Watcher(QObject):
    """Notes which widgets become windows."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched, event) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_building_the_view_opens_no_window(qapp, services, pool):
    watcher, owner = Watcher(), QObject()
    qapp.installEventFilter(watcher)
    joint = NamesJoint(name_pages=services.name_pages, desk=None, pool=pool, theme=LIGHT, parent=owner)
    qapp.removeEventFilter(watcher)
    assert watcher.seen == []
    joint.view.deleteLater()
    owner.deleteLater()


def test_an_empty_library_says_so(qtbot, services, pool):
    owner = QObject()
    joint = NamesJoint(name_pages=services.name_pages, desk=None, pool=pool, theme=LIGHT, parent=owner)
    qtbot.addWidget(joint.view)
    joint.show()
    settle(qtbot, pool)
    assert not joint.view.shows_page
    assert "No names yet" in joint.browser._empty.accessibleName()
    joint.deleteLater()


def test_articles_that_come_one_after_the_other_bring_it_up_to_date_once_a_second(joint, qtbot, pool):
    joint.show()
    settle(qtbot, pool)
    joint.refresh()
    counted = gather(joint.flow.counts_ready)
    for _ in range(5):
        joint.refresh_in_time()
        settle(qtbot, pool)
    first = len(counted)
    assert first == 1  # the one that was asked for before
    qtbot.waitUntil(lambda: len(counted) == 2, timeout=WAIT_MS)
    joint.view.hide()
    joint.refresh_in_time()
    settle(qtbot, pool)
    assert len(counted) == 2


def test_it_is_told_whether_every_article_was_gone_through(joint, qtbot, pool):
    told = gather(joint.completeness_known)
    joint.show()
    settle(qtbot, pool)
    assert told == [(True,)]
