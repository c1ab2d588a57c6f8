"""The model of the list of names: order and pages."""

import pytest
from PySide6.QtCore import Qt

from reader.ui.entity_browser.model import UNREADABLE, EntityListModel, Role

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model(name_shelf):
    return EntityListModel(fetch=name_shelf.fetch)


def test_the_model_keeps_qts_contract(qtmodeltester, model, name_shelf):
    name_shelf.gone = {3}
    qtmodeltester.check(model)
    for order in (range(1, 60), [5, 3, 1], [], [7]):
        model.show(list(order))
        assert model.rowCount() == len(list(order))


def test_an_order_alone_fetches_nothing(model, name_shelf):
    model.show(range(1, 100_001))
    assert model.row_of(99_999) == 99_998
    assert model.row_of(0) is None
    assert (model.number_at(3), model.number_at(-1), model.number_at(100_000)) == (4, None, None)
    assert name_shelf.asked == []


def test_rows_are_fetched_in_pages_and_once(model, name_shelf):
    model.show(range(1, 1001))
    for row in (70, 71, 119, 60):
        assert model.index(row).data() == f"Name {row + 1}"
    assert name_shelf.asked == [list(range(61, 121))]


def test_only_so_many_rows_are_kept(model):
    model.show(range(10_000))
    for row in range(0, 10_000, model.PAGE):
        assert model.index(row).data() == f"Name {row}"
    assert len(model._rows) <= model.KEPT_ROWS


def test_a_name_that_is_gone_is_a_quiet_disabled_row(model, name_shelf):
    name_shelf.gone = {2}
    model.show([1, 2])
    assert [model.index(row).data() for row in range(2)] == ["Name 1", UNREADABLE]
    assert model.index(1).flags() == Qt.ItemFlag.NoItemFlags
    assert model.index(1).data(Role.ROW) is None


def test_a_library_that_cannot_be_read_gives_disabled_rows(model, name_shelf, caplog):
    name_shelf.broken = True
    model.show([1, 2])
    assert model.index(0).data() == UNREADABLE
    assert "could not be read" in caplog.text


def test_a_screen_reader_hears_how_often(model):
    model.show([1])
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name 1, 999 articles, 2,000 mentions"
