import pytest

from reader.exporting.colors import COLORS
from reader.ui.theme import DARK, LIGHT


@pytest.mark.parametrize("meaning", COLORS)
def test_exported_pages_have_the_colours_of_the_window(meaning: str) -> None:
    assert COLORS[meaning] == (LIGHT.css(meaning), DARK.css(meaning))
