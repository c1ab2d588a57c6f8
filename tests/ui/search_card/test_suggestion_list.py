"""The rows of suggestions: a model as Qt wants it, and where the parts of a row stand."""

import pytest
from PySide6.QtCore import QObject, QRectF, Qt

from reader.entities.mention import EntityKind
from reader.tasks.suggest import Suggestion, SuggestionKind
from reader.ui.search_card.delegate import ROW, RowPlaces
from reader.ui.search_card.model import SUGGESTION, SuggestionModel
from reader.ui.search_card.suggestion_list import SuggestionList
from reader.ui.theme import DARK, LIGHT

ROWS = [
    Suggestion(kind=SuggestionKind.NAME, text=f"Name {kind}", query="q", entity=kind, articles=2, typed=("na",))
    for kind in EntityKind
] + [Suggestion(kind=kind, text=f"{kind} text", typed=("te",)) for kind in SuggestionKind if kind != "name"]


def test_the_model_keeps_qts_rules(qtmodeltester):
    owner = QObject()
    model = SuggestionModel(owner)
    qtmodeltester.check(model)
    model.show(ROWS)
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Name person, person, 2 articles"
    assert model.data(model.index(1, 0), SUGGESTION) == ROWS[1]
    assert model.data(model.index(99, 0)) is None


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_parts_of_a_row_do_not_overlap_and_the_detail_goes_first_where_it_is_narrow(mirrored):
    row = QRectF(0, 60, 500, ROW)
    wide = RowPlaces.fit(row, 80, mirrored=mirrored)
    assert all(row.contains(place) for place in wide)
    assert not any(a.intersects(b) for a, b in ((wide.icon, wide.text), (wide.text, wide.detail)))
    assert (wide.icon.left() > wide.text.left()) == mirrored
    narrow = RowPlaces.fit(QRectF(0, 0, 220, ROW), 80, mirrored=mirrored)
    assert narrow.detail.width() == 0
    assert narrow.text.width() > 130


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("width", [90, 500])
def test_every_kind_is_drawn_in_both_themes(qtbot, direction, width):
    rows = SuggestionList(theme=LIGHT)
    qtbot.addWidget(rows)
    rows.setLayoutDirection(direction)
    rows.show_suggestions(ROWS)
    rows.resize(width, ROW * len(ROWS))
    light = rows.grab().toImage()
    rows.move_highlight(+1)
    assert rows.grab().toImage() != light
    rows.clear_highlight()
    assert rows.grab().toImage() == light
    rows.set_theme(DARK)
    assert rows.grab().toImage() != light


def test_the_same_rows_are_drawn_differently_for_each_kind_of_name(qtbot):
    rows = SuggestionList(theme=LIGHT)
    qtbot.addWidget(rows)
    rows.resize(400, ROW)
    pictures = []
    for kind in EntityKind:
        rows.show_suggestions([Suggestion(kind=SuggestionKind.NAME, text="X", entity=kind, articles=1)])
        pictures.append(rows.grab().toImage().convertToFormat(rows.grab().toImage().Format.Format_Grayscale8))
    assert all(a != b for at, a in enumerate(pictures) for b in pictures[:at])  # the word, not the colour alone
