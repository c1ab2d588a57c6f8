"""Suggestions come for the newest text only; searches are remembered and forgotten without being overtaken."""

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QThreadPool

from reader.search.index import CompletedName
from reader.tasks.suggest import SuggestionKind
from reader.ui.background import Job
from reader.ui.flows.suggesting import SuggestFlow
from reader.userdata.saved_searches import SavedSearches
from reader.userdata.search_history import SearchHistory


class Index:
    """Stands in for the search index; a gate keeps the completion of "slow" waiting."""

    def __init__(self):
        self.gate = threading.Event()
        self.asked: list[str] = []

    def complete_name(self, beginning, *, limit):  # noqa: ARG002
        self.asked.append(beginning)
        if beginning == "slow":
            self.gate.wait(10)
        return [CompletedName(f"{beginning.title()} Name", "person", 3)]

    def complete_word(self, beginning, *, limit):  # noqa: ARG002
        return []

    def search(self, query, **_more):  # noqa: ARG002
        return SimpleNamespace(hits=[])

    def did_you_mean(self, query):
        return {"coperation": "cooperation"}.get(query, "")


@pytest.fixture
def index():
    return Index()


@pytest.fixture
def history(services):
    return SearchHistory(services.userdata)


@pytest.fixture
def flow(qapp, services, index, history, make_draft):
    services.shelf.add([make_draft("One article")])
    pool, owner = QThreadPool(qapp), QObject()
    yield SuggestFlow(
        shelf=services.shelf,
        tags=services.tags,
        search_index=index,
        search_history=history,
        saved_searches=SavedSearches(services.userdata),
        pool=pool,
        asking=pool,
        parent=owner,
    )
    index.gate.set()
    pool.waitForDone()  # a job must not outlive its owner
    owner.deleteLater()


def test_only_the_newest_text_has_suggestions_and_those_between_are_never_looked_for(qtbot, flow, index):
    told = []
    flow.suggested.connect(told.append)
    flow.suggest("slow")
    qtbot.waitUntil(lambda: index.asked == ["slow"])
    flow.suggest("between")
    flow.suggest("newest")
    index.gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert [[each.text for each in suggestions] for suggestions in told] == [["Newest Name"]]
    assert index.asked == ["slow", "newest"]


def test_after_a_stop_nothing_comes(qtbot, flow, index):
    told = []
    flow.suggested.connect(told.append)
    flow.suggest("slow")
    qtbot.waitUntil(lambda: index.asked == ["slow"])
    flow.stop()
    index.gate.set()
    qtbot.waitUntil(lambda: not flow.findChildren(Job))
    assert told == []


def test_what_was_meant_is_told_with_the_query_it_is_for(qtbot, flow):
    with qtbot.waitSignal(flow.meant) as caught:
        flow.look_for_meaning("coperation")
    assert caught.args[0] == "coperation"
    assert (caught.args[1].kind, caught.args[1].query) == (SuggestionKind.MEANT, "cooperation")


def test_where_nothing_similar_was_meant_nothing_is_told(qtbot, flow):
    with qtbot.assertNotEmitted(flow.meant):
        flow.look_for_meaning("xylophone")
        with qtbot.waitSignal(flow._pause.timeout):
            pass
        qtbot.waitUntil(lambda: not flow.findChildren(Job))


def test_who_types_on_is_not_told_what_was_meant(qtbot, flow):
    with qtbot.assertNotEmitted(flow.meant), qtbot.waitSignal(flow.suggested):
        flow.look_for_meaning("coperation")
        flow.suggest("coperation a")
    assert not flow._pause.isActive()


def test_every_search_is_remembered_and_forgetting_is_told_when_it_is_done(qtbot, flow, history):
    for query in ("one", "two", "three"):
        flow.remember(query)
    qtbot.waitUntil(lambda: sorted(history.recent(9)) == ["one", "three", "two"])
    with qtbot.waitSignal(flow.forgotten):
        flow.forget("two")
    assert sorted(history.recent(9)) == ["one", "three"]
    with qtbot.waitSignal(flow.forgotten):
        flow.forget_all()
    assert history.recent(9) == []
