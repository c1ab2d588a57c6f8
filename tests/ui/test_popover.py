"""Where a card goes that pops up beside something."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from reader.ui.popover import card_corner

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
