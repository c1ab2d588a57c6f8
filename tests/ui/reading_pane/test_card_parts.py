from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from reader.ui.reading_pane.card_parts import card_corner, last_months

SCREEN, CARD = QRect(0, 0, 1000, 800), QSize(330, 300)


@pytest.mark.parametrize(
    ("anchor", "corner"),
    [
        (QPoint(100, 100), QPoint(100, 100)),
        (QPoint(900, 100), QPoint(661, 100)),  # as far right as it goes
        (QPoint(100, 700), QPoint(100, 370)),  # above, with the clicked line left free
        (QPoint(-50, 100), QPoint(8, 100)),
    ],
)
def test_a_card_stays_on_the_screen(anchor: QPoint, corner: QPoint) -> None:
    assert card_corner(anchor, CARD, SCREEN, lines=30) == corner


def test_a_card_on_a_second_screen_stays_there() -> None:
    corner = card_corner(QPoint(1990, 790), CARD, QRect(1000, 0, 1000, 800), lines=30)
    assert QRect(1000, 0, 1000, 800).contains(QRect(corner, CARD))


def test_twelve_months_end_with_the_newest() -> None:
    months = last_months([(date(2025, 8, 1), 3), (date(2025, 9, 1), 7)])
    assert len(months) == 12
    assert months[0] == (date(2024, 10, 1), 0)
    assert months[-2:] == [(date(2025, 8, 1), 3), (date(2025, 9, 1), 7)]


def test_only_the_newest_twelve_months_are_taken() -> None:
    known = [(date(2023 + n // 12, n % 12 + 1, 1), n) for n in range(20)]
    assert [count for _, count in last_months(known)] == list(range(8, 20))
    assert last_months([]) == []
