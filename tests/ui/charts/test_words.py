"""What charts say."""

from datetime import date

import pytest
from PySide6.QtCore import QRectF

from reader.entities.mention import Entity, EntityId, EntityKind
from reader.tasks.views import NetworkEdge, NetworkNode, Timeline, TimelineSeries, TimeUnit
from reader.ui.charts.tag import tag_area
from reader.ui.charts.words import articles_words, bar_words, edge_words, node_words, strength_words, timeline_title

SEOUL = Entity(EntityId("place:seoul"), EntityKind.PLACE, "Seoul")
TIE = NetworkEdge(EntityId("person:gen nakatani"), SEOUL.id, 7, 20.0)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (TimeUnit.DAY, "Seoul, 1 September 2025: 14 articles"),
        (TimeUnit.MONTH, "Seoul, September 2025: 14 articles"),
        (TimeUnit.YEAR, "Seoul, 2025: 14 articles"),
    ],
)
def test_a_bar_in_words(unit: TimeUnit, words: str):
    timeline = Timeline(unit, (date(2025, 9, 1),), (TimelineSeries(SEOUL, (14,)),))
    assert bar_words(timeline.series[0], 0, timeline) == words


def test_numbers_of_articles_in_words():
    assert [articles_words(count) for count in (0, 1, 2, 1204)] == [
        "no articles",
        "1 article",
        "2 articles",
        "1,204 articles",
    ]


@pytest.mark.parametrize(
    ("strength", "words"), [(0.0, "may be chance"), (5.0, "loose"), (11.0, "clear"), (200.0, "close")]
)
def test_how_sure_a_tie_is(strength: float, words: str):
    assert strength_words(strength) == words


def test_nodes_and_edges_in_words():
    assert node_words(NetworkNode(SEOUL, 12), TIE) == "Seoul, place: 12 articles, 7 shared"
    assert node_words(NetworkNode(SEOUL, 1), None) == "Seoul, place: 1 article"
    assert edge_words("Gen Nakatani", "Seoul", TIE) == "Gen Nakatani and Seoul: 7 articles name both, a clear tie"
    chance = TIE._replace(articles=1, strength=1.0)
    assert edge_words("A", "B", chance) == "A and B: 1 article names both, which may be chance"
    assert timeline_title(TimeUnit.DAY) == "Timeline, articles a day"


@pytest.mark.parametrize("x", [0, 40, 150, 290])
@pytest.mark.parametrize("y", [0, 10, 60, 95])
def test_a_tag_is_inside_and_does_not_hide_what_it_is_about(x: int, y: int):
    bounds, about = QRectF(0, 0, 300, 200), QRectF(x, y, 10, 50)
    tag = tag_area(120, 24, about, bounds)
    assert bounds.contains(tag)
    assert not tag.intersects(about)
