"""Colours of series can be told apart by everyone, in lightness where not in hue."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from reader.entities.mention import Entity, EntityId, EntityKind
from reader.tasks.views import TimelineSeries
from reader.ui.charts.look import MOST_SERIES, series_meanings
from reader.ui.theme import DARK, LIGHT, Theme

CHART = [f"chart.{number}" for number in range(1, MOST_SERIES + 1)]
LEAST_DIFFERENCE = 18.0  # CIE 1976; about 2.3 can just be noticed side by side
# What red, green and blue light become for eyes without one kind of cones (Machado, Oliveira and Fernandes 2009).
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no long": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no middle": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no short": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(color: str) -> list[float]:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(light: Sequence[float]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(color: str, eye: str) -> tuple[float, float, float]:
    light = linear(color)
    return lab([sum(a * b for a, b in zip(row, light, strict=True)) for row in EYES[eye]])


def difference(one: str, other: str, eye: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)) ** 0.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("eye", list(EYES))
def test_series_are_told_apart_by_every_eye(theme: Theme, eye: str):
    close = {(one, other): difference(theme.css(one), theme.css(other), eye) for one, other in combinations(CHART, 2)}
    assert not {pair: value for pair, value in close.items() if value < LEAST_DIFFERENCE}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["page", "panel"])
def test_series_stand_out_from_the_page(theme: Theme, ground: str):
    for meaning in CHART:
        darker, lighter = sorted((luminance(theme.css(meaning)), luminance(theme.css(ground))))
        assert (lighter + 0.05) / (darker + 0.05) >= 3.0, meaning


@pytest.mark.parametrize("kind", list(EntityKind))
def test_the_first_series_has_the_colour_of_its_kind_and_no_two_have_the_same(kind: EntityKind):
    series = [TimelineSeries(Entity(EntityId(str(n)), kind, str(n)), (1,)) for n in range(MOST_SERIES)]
    meanings = series_meanings(series)
    assert sorted(meanings) == CHART
    assert series_meanings(series[:1]) == meanings[:1]
    hue = QColor(LIGHT.css(meanings[0])).hslHue()
    assert abs(hue - QColor(LIGHT.css(f"entity.{kind}")).hslHue()) < 20


def test_no_series_have_no_colours():
    assert series_meanings(()) == ()
