"""Corrections are made in their order, taken back and made again; the open article follows at once."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QThreadPool
from PySide6.QtWidgets import QWidget

from reader.articles.article import Span
from reader.entities.correction import Correction, CorrectionAction
from reader.locations import locate
from reader.ticket import Ticket
from reader.ui.correction_desk import CorrectionDesk
from reader.ui.correction_menu import query_for
from reader.ui.flows.correcting import CorrectingFlow
from reader.ui.flows.correction_list import CorrectionListFlow
from reader.ui.flows.naming import NamingFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.theme import LIGHT
from reader.wiring import build_services

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # pop-ups where there is no screen

TITLE = "Gen Nakatani comes to Seoul"
TEXT = "A lead of a few words.\n\nGen Nakatani met Lee Jae-myung in Seoul.\n\nNakatani went back to Tokyo on Monday."


class Window:
    """The flows over a library with two articles, the first of them open."""

    def __init__(self, services, pool, owner, qtbot, numbers):
        self.services, self.qtbot, self.numbers = services, qtbot, numbers
        self.opening = OpeningFlow(
            shelf=services.shelf,
            names=services.names,
            bookmarks=services.bookmarks,
            read_state=services.read_state,
            annotations=services.annotations,
            name_articles=services.name_articles,
            read_after_ms=60_000,
            pool=pool,
            parent=owner,
        )
        self.flow = CorrectingFlow(correct_names=services.correct_names, opening=self.opening, pool=pool, parent=owner)
        self.naming = NamingFlow(
            names=services.names,
            name_pages=services.name_pages,
            corrections=services.current_corrections,
            pool=pool,
            parent=owner,
        )
        self.flow.names_changed.connect(self.opening.reload_names)
        self.open(numbers[0])

    def open(self, number):
        with self.qtbot.waitSignal(self.opening.opened):
            self.opening.open(number)

    def entity(self, name):
        return next(one.entity for one in self.opening.current.mentions if one.entity.name == name)

    def names(self):
        return {one.entity.name for one in self.opening.current.mentions}

    def about(self, name, action, **more):
        entity = self.entity(name)
        return Correction(action, entity_id=entity.id, entity_name=entity.name, **more)

    def do(self, act):
        """What was told of it, when the open article has followed."""
        told = []
        connection = self.flow.corrected.connect(told.append)
        with self.qtbot.waitSignals([self.flow.corrected, self.opening.mentions_found]):
            act()
        self.flow.disconnect(connection)
        return told[-1]


@pytest.fixture(scope="session")
def filled(tmp_path_factory, make_draft):
    """A library with two articles, to be copied, not used."""
    folder = tmp_path_factory.mktemp("corrected") / "library"
    with closing(build_services(locate(folder))) as services:
        services.shelf.add([make_draft(TITLE, TEXT), make_draft("Another", "A lead.\n\nGen Nakatani said so.")])
        services.name_articles(ticket=Ticket())
    return folder


@pytest.fixture
def window(qtbot, filled, tmp_path):
    shutil.copytree(filled, tmp_path / "library")
    services = build_services(locate(tmp_path / "library"))
    numbers = [number for number, _ in sorted(services.shelf.titles(), key=lambda each: each[1] == "another")]
    pool, owner = QThreadPool(), QObject()
    yield Window(services, pool, owner, qtbot, numbers)
    pool.waitForDone()
    owner.deleteLater()
    services.close()


def test_a_correction_is_seen_at_once_and_can_be_undone_and_redone(qtbot, window):
    rename = window.about("Gen Nakatani", CorrectionAction.RENAME, to_name="Nakatani Gen")
    with qtbot.waitSignal(window.flow.state_changed) as caught:
        done = window.do(lambda: window.flow.correct(rename))
    assert (done.words, done.can_undo) == ("Renamed Gen Nakatani to Nakatani Gen", True)
    assert "Nakatani Gen" in window.names()
    assert caught.args == [True, False]
    done = window.do(window.flow.undo)
    assert (done.words, done.can_undo) == ("Undone: renamed Gen Nakatani to Nakatani Gen", False)
    assert "Gen Nakatani" in window.names()
    window.do(window.flow.redo)
    assert "Nakatani Gen" in window.names()


def test_several_at_once_are_made_in_their_order(qtbot, window):
    told = []
    window.flow.corrected.connect(lambda done: told.append(done.words))
    for name in ("A", "B", "C"):
        window.flow.correct(window.about("Tokyo", CorrectionAction.RENAME, to_name=name))
    qtbot.waitUntil(lambda: len(told) == 3 and not window.flow.busy)
    assert told == [f"Renamed Tokyo to {name}" for name in "ABC"]
    qtbot.waitUntil(lambda: "C" in window.names())


def test_nothing_to_undo_says_nothing(qtbot, window):
    with qtbot.assertNotEmitted(window.flow.corrected), qtbot.waitSignal(window.flow.state_changed) as caught:
        window.flow.undo()
    assert caught.args == [False, False]


def test_what_cannot_be_followed_is_told_and_the_next_is_made(qtbot, window):
    with qtbot.waitSignals([window.flow.problem_met, window.flow.corrected]):
        window.flow.correct(Correction(CorrectionAction.RENAME, entity_name="nobody"))
        window.flow.correct(window.about("Tokyo", CorrectionAction.HIDE))
    qtbot.waitUntil(lambda: "Tokyo" not in window.names())


def test_hiding_the_only_name_leaves_an_article_without_names(window):
    window.open(window.numbers[1])
    window.do(lambda: window.flow.correct(window.about("Gen Nakatani", CorrectionAction.HIDE)))
    assert window.names() == set()


def test_the_card_tells_what_was_corrected(qtbot, window):
    hidden = window.about("Gen Nakatani", CorrectionAction.RENAME, to_name="Minister Nakatani")
    window.do(lambda: window.flow.correct(hidden))
    opened = window.opening.current
    with qtbot.waitSignal(window.naming.card_ready) as caught:
        window.naming.describe(window.entity("Minister Nakatani").id, QPoint(), opened, mention=opened.mentions[0])
    card = caught.args[0]
    assert card.why.endswith("Your correction: renamed Gen Nakatani to Minister Nakatani")
    assert card.mentions_here == 3  # the title's too


def test_a_hint_counts_the_articles_of_the_library(qtbot, window):
    with qtbot.waitSignal(window.naming.hint_ready) as caught:
        window.naming.hint(4, window.entity("Gen Nakatani"), 3)
    assert caught.args == [4, "Gen Nakatani · person — 3 times here, 2 articles in the library"]


def test_an_article_opens_at_the_words_that_were_asked_for(qtbot, window):
    span = Span(2, 5)
    with qtbot.waitSignal(window.opening.opened), qtbot.waitSignal(window.opening.place_wanted) as told:
        window.opening.open_at(window.numbers[1], span)
    assert told.args == [span, False]
    with qtbot.waitSignal(window.opening.place_wanted) as told:  # it is open already
        window.opening.open_at(window.numbers[1], None)
    assert told.args == [Span(0, len("Another")), True]
    with qtbot.assertNotEmitted(window.opening.place_wanted):
        window.open(window.numbers[0])


@pytest.fixture
def corrections(qtbot, window):
    """The list of corrections, opened."""
    owner = QWidget()
    qtbot.addWidget(owner)
    pool = QThreadPool()
    flow = CorrectionListFlow(
        correction_list=window.services.correction_list, correcting=window.flow, window=owner, pool=pool
    )
    flow.show()
    yield flow
    pool.waitForDone()


def lines(corrections):
    model = corrections._dialog.model
    return [model.line(row).cells[0] for row in range(model.rowCount())]


def test_the_list_follows_deletes_and_brings_back(qtbot, window, corrections):
    window.do(lambda: window.flow.correct(window.about("Tokyo", CorrectionAction.HIDE)))
    qtbot.waitUntil(lambda: lines(corrections) == ["Hid Tokyo"])
    dialog = corrections._dialog
    dialog.table.selectRow(0)
    window.do(dialog.delete_selected)
    qtbot.waitUntil(lambda: lines(corrections) == [])
    assert dialog.words() == "Undone: hid Tokyo."
    assert "Tokyo" in window.names()
    window.do(dialog._action.click)
    qtbot.waitUntil(lambda: lines(corrections) == ["Hid Tokyo"])


def test_corrections_leave_and_come_as_a_file(qtbot, window, corrections, tmp_path: Path):
    window.do(lambda: window.flow.correct(window.about("Tokyo", CorrectionAction.HIDE)))
    path = tmp_path / "corrections.csv"
    corrections.export_to(path)
    qtbot.waitUntil(lambda: path.name in corrections._dialog.words())
    window.do(window.flow.undo)
    window.do(lambda: corrections.import_from(path, own_list=False))
    assert "Tokyo" not in window.names()
    assert "taken in" in corrections._dialog.words()


def test_a_list_of_names_is_taken_and_undone_as_one(window, corrections, tmp_path: Path):
    path = tmp_path / "names.txt"
    path.write_text("few words\nperson,a lead\n", "utf-8")
    window.do(lambda: corrections.import_from(path, own_list=True))
    assert "few words" in window.names()
    window.do(window.flow.undo)
    assert "few words" not in window.names()


@pytest.fixture
def desk(qtbot, window):
    owner = QWidget()
    qtbot.addWidget(owner)
    pool = QThreadPool()
    yield CorrectionDesk(find=window.services.name_pages.find_entities, pool=pool, window=owner, theme=LIGHT)
    pool.waitForDone()


def entries(menu):
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


def test_each_correction_is_three_clicks_away(qtbot, window, desk):
    entity, article_id = window.entity("Gen Nakatani"), window.opening.current.article.id
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = desk.menu(entity, form="Nakatani", article_id=article_id, parent=owner)
    assert entries(menu) == [
        "Only articles with this", "Copy name", "Rename…", "Change kind", "Merge with…", "Split off “Nakatani”…",
        "Not a name",
    ]  # fmt: skip
    kinds, hiding = (action.menu() for action in menu.actions() if action.menu() is not None)
    assert entries(hiding) == ["In the whole library", "Only in this article"]
    with qtbot.waitSignal(desk.chosen) as caught:
        hiding.actions()[1].trigger()
    assert caught.args[0] == Correction(CorrectionAction.HIDE, entity.id, "Gen Nakatani", article_id)
    assert "Place, only in this article" in entries(kinds)
    assert not kinds.actions()[0].isEnabled()  # a person it is already
    with qtbot.waitSignal(desk.chosen) as caught:
        kinds.actions()[1].trigger()
    assert (caught.args[0].to_kind, caught.args[0].article_id) == ("place", "")
    with qtbot.waitSignal(desk.asking):
        menu.actions()[3].trigger()
    assert desk._dialog.isVisible()
    with qtbot.waitSignal(desk.articles_wanted) as caught:
        menu.actions()[0].trigger()
    assert caught.args == ['person:"Gen Nakatani"']


def test_without_an_article_everything_is_the_whole_library(qtbot, window, desk):
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = desk.menu(window.entity("Tokyo"), parent=owner)
    assert entries(menu) == [
        "Only articles with this",
        "Copy name",
        "Rename…",
        "Change kind",
        "Merge with…",
        "Not a name",
    ]


def test_a_name_of_no_kind_of_its_own_is_searched_by_its_name(window):
    other = window.entity("Tokyo")._replace(kind="other", name='The "Ship"')
    assert query_for(other) == 'name:"The Ship"'
