"""The colours of highlights and tags: in words, and as the theme has them."""

from PySide6.QtGui import QColor

from reader.ui.theme import Theme
from reader.userdata.annotation import HighlightColor, TagColor

HIGHLIGHT_WORDS = {
    HighlightColor.YELLOW: "Yellow",
    HighlightColor.GREEN: "Green",
    HighlightColor.BLUE: "Blue",
    HighlightColor.PINK: "Pink",
}
TAG_WORDS: dict[TagColor | None, str] = {None: "No colour"} | {color: color.value.capitalize() for color in TagColor}


def tag_color(color: TagColor | str | None, theme: Theme) -> QColor:
    """What the dot of a tag is painted in."""
    return theme.color(f"tag.{color}") if color else theme.color("disabled")
