"""Icons are drawn in the colour asked for."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QIcon, QImage

from reader.locations import bundled
from reader.ui.icons import icon, two_state_icon

pytestmark = pytest.mark.usefixtures("qapp")

DRAWINGS = sorted((bundled("resources") / "icons").glob("*.svg"))


def inked(image: QImage) -> set[str]:
    """The colours of the pixels that are fully covered."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_there_are_drawings():
    assert DRAWINGS


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_drawing_takes_the_color_it_is_asked_for(path):
    ElementTree.parse(path)
    drawn = icon(path.stem, QColor("#c01070")).pixmap(32, 32, QIcon.Mode.Normal, QIcon.State.Off)
    assert inked(icon(path.stem, QColor("#c01070"), 32).pixmap(32, 32).toImage()) == {"#c01070"}
    assert not drawn.isNull()


def test_the_same_icon_is_drawn_once():
    assert icon("search", QColor("red")) is icon("search", QColor("red"))
    assert icon("search", QColor("red")) is not icon("search", QColor("blue"))


def test_an_icon_with_two_states_shows_both():
    both = two_state_icon("star-filled", QColor("#0000ff"), "star-filled", QColor("#ff0000"))
    off, on = (both.pixmap(16, 16, QIcon.Mode.Normal, state) for state in (QIcon.State.Off, QIcon.State.On))
    assert inked(off.toImage()) == {"#0000ff"}
    assert inked(on.toImage()) == {"#ff0000"}


def test_a_drawing_that_does_not_exist_is_an_error():
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing", QColor("red"))
