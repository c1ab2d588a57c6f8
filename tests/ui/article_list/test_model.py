"""The model of the list: order, pages, passages."""

from array import array

import pytest
from PySide6.QtCore import QModelIndex, Qt

from reader.articles.passage import Passage
from reader.ui.article_list.model import UNREADABLE, ArticleListModel, Role

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model(shelf):
    return ArticleListModel(fetch_rows=shelf.fetch_rows)


def numbers_of(model: ArticleListModel) -> list[int]:
    return [model.index(row).data(Role.NUMBER) for row in range(model.rowCount())]


def watch(model: ArticleListModel) -> list[str]:
    seen: list[str] = []
    model.modelReset.connect(lambda: seen.append("reset"))
    model.rowsInserted.connect(lambda _parent, first, last: seen.append(f"inserted {first} to {last}"))
    model.rowsRemoved.connect(lambda _parent, first, last: seen.append(f"removed {first} to {last}"))
    return seen


def test_the_model_keeps_qts_contract(qtmodeltester, model, shelf):
    shelf.gone = {3}
    model.set_order(range(1, 60), total=100)
    qtmodeltester.check(model)


def test_changing_orders_keeps_qts_contract(qtmodeltester, model):
    qtmodeltester.check(model)
    for order in (range(1, 9), range(1, 12), [1, 2, 3], [1, 9, 8, 2, 3], [], [5]):
        model.set_order(list(order), total=len(order))
        assert numbers_of(model) == list(order)


def test_rows_are_fetched_in_pages_and_once(model, shelf):
    model.set_order(range(1, 1001), total=1000)
    for row in (100, 101, 119, 81):
        assert model.index(row).data() == f"Article {row + 1}"
    assert shelf.asked == [list(range(81, 121))]


def test_an_order_alone_fetches_nothing(model, shelf):
    model.set_order(range(1, 100_001), total=100_000)
    assert model.row_of(99_999) == 99_998
    assert shelf.asked == []


def test_only_so_many_rows_are_kept(model, shelf):
    model.set_order(range(10_000), total=10_000)
    for row in range(0, 10_000, model.PAGE):
        assert model.index(row).data() == f"Article {row}"
    assert len(model._rows) <= model.KEPT_ROWS
    asked = len(shelf.asked)
    assert model.index(0).data() == "Article 0"
    assert len(shelf.asked) == asked + 1


def test_an_article_that_is_gone_is_a_quiet_disabled_row(model, shelf):
    shelf.gone = {2}
    model.set_order([1, 2, 3], total=3)
    assert [model.index(row).data() for row in range(3)] == ["Article 1", UNREADABLE, "Article 3"]
    assert model.index(1).flags() == Qt.ItemFlag.NoItemFlags
    assert model.index(1).data(Role.ROW) is None
    assert model.index(1).data(Role.PASSAGE) is None


def test_a_library_that_cannot_be_read_gives_disabled_rows_until_it_is_asked_anew(model, shelf, caplog):
    shelf.broken = True
    model.set_order([1, 2], total=2)
    assert model.index(0).data() == UNREADABLE
    assert "could not be read" in caplog.text
    shelf.broken = False
    model.refresh([1])
    assert model.index(0).data() == "Article 1"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ([1, 2, 3, 4, 5], []),
        ([1, 2, 3, 4, 5, 6, 7], ["inserted 5 to 6"]),
        ([8, 9, 1, 2, 3, 4, 5], ["inserted 0 to 1"]),
        ([1, 2, 9, 3, 4, 5], ["inserted 2 to 2"]),
        ([1, 2, 5], ["removed 2 to 3"]),
        ([], ["removed 0 to 4"]),
        ([5, 4, 3, 2, 1], ["reset"]),
    ],
)
def test_a_new_order_tells_only_what_changed(model, new, told):
    model.set_order([1, 2, 3, 4, 5], total=5)
    seen = watch(model)
    model.set_order(new, total=len(new))
    assert seen == told
    assert numbers_of(model) == new


def test_rows_stay_fetched_when_the_order_changes(model, shelf):
    model.set_order([1, 2, 3], total=3)
    assert model.index(0).data() == "Article 1"
    model.set_order([3, 2, 1], total=3)
    assert model.index(2).data() == "Article 1"
    assert shelf.asked == [[1, 2, 3]]


def test_an_array_of_any_width_is_an_order(model):
    for code in "qil":
        model.set_order(array(code, [7, 5, 6]), total=3)
        assert numbers_of(model) == [7, 5, 6]


def test_refreshing_fetches_anew_and_tells_which_row(model, shelf, qtbot):
    model.set_order([1, 2, 3], total=3)
    assert not model.index(1).data(Role.ROW).bookmarked
    shelf.changes[2] = {"bookmarked": True}
    with qtbot.waitSignal(model.dataChanged, timeout=0) as caught:
        model.refresh([2])
    assert [index.row() for index in caught.args[:2]] == [1, 1]
    assert model.index(1).data(Role.ROW).bookmarked
    assert shelf.asked == [[1, 2, 3], [2]]


def test_a_row_can_be_found_by_its_article_and_back(model):
    model.set_order([7, 5, 9], total=3)
    assert model.row_of(5) == 1
    assert model.row_of(6) is None
    assert model.number_at(2) == 9
    assert model.number_at(3) is None
    assert model.number_at(-1) is None


def test_more_is_asked_for_once_until_the_next_order(model):
    model.set_order([1, 2], total=10)
    asked: list[bool] = []
    model.more_wanted.connect(lambda: asked.append(True))
    for _ in range(3):
        if model.canFetchMore(QModelIndex()):
            model.fetchMore(QModelIndex())
    assert len(asked) == 1
    model.set_order([1, 2, 3], total=10)
    assert model.canFetchMore(QModelIndex())
    model.set_order([1, 2, 3], total=3)
    assert not model.canFetchMore(QModelIndex())


def test_while_searching_a_row_shows_the_passage_that_matches(model):
    model.set_order([1, 2], total=2)
    found = Passage("space cooperation")
    model.set_passages({2: found})
    assert model.index(1).data(Role.PASSAGE) == found
    assert model.index(0).data(Role.PASSAGE).text.startswith("Shared radar")
    assert model.has_passage(2)
    assert not model.has_passage(1)


def test_an_old_passage_stays_in_sight_until_the_new_one_comes(model):
    model.set_order([1, 2], total=2)
    model.set_passages({1: Passage("old"), 2: Passage("old")})
    model.forget_passages(show_until_replaced=True)
    assert not model.has_passage(1)
    model.set_passages({1: Passage("new")})
    assert [model.index(row).data(Role.PASSAGE).text for row in range(2)] == ["new", "old"]
    model.forget_passages()
    assert model.index(0).data(Role.PASSAGE).text.startswith("Shared radar")


def test_a_screen_reader_hears_the_whole_row(model, shelf):
    shelf.changes[1] = {"bookmarked": True, "read": False, "source": "Profile"}
    model.set_order([1, 2], total=2)
    heard = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert heard == ["Article 1, Profile, 8 Sep 2025, unread, bookmarked", "Article 2, Diplomacy desk, 8 Sep 2025"]


def test_rows_that_are_at_hand_are_not_fetched(model, shelf):
    at_hand = shelf.fetch_rows([1, 2])
    shelf.asked.clear()
    model.hold(at_hand)
    model.set_order([1, 2, 3], total=3)
    assert model.row_at(0) is at_hand[0]
    assert shelf.asked == []
    assert model.row_at(2).number == 3
    assert [list(numbers) for numbers in shelf.asked] == [[3]]
