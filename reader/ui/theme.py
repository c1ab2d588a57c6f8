"""Colours and sizes by meaning: the one table that every widget, picture and style sheet asks."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication


class ThemeChoice(StrEnum):
    """What the reader chose; `resolve` turns it into a theme."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Sizes(NamedTuple):
    """Lengths of the window, in pixels at 96 dpi unless the name says otherwise."""

    top_bar: int = 52
    status_bar: int = 28
    list_width: int = 330
    list_least: int = 230  # narrower, a title is no longer readable
    sidebar_width: int = 310
    sidebar_least: int = 220
    filter_bar: int = 46
    chip_bar: int = 40
    square_button: int = 34
    icon: int = 16
    search_field: int = 34
    search_field_most: int = 520

    text_column: int = 610  # at the reading size below; it widens with larger text
    text_size: float = 18.5  # the serif of the article's text
    line_height: float = 1.62  # of the text size
    title_size: float = 33.0
    lead_size: float = 19.5

    interface_text: float = 13.0
    row_title: float = 13.5
    row_excerpt: float = 12.0
    small_text: float = 12.0
    meta_text: float = 11.0
    section_head: float = 11.0
    section_head_spacing: float = 0.06  # letter spacing, in em

    row_padding: int = 11  # above and below the words of a row
    button_corner: int = 7
    field_corner: int = 8
    chip_corner: int = 11
    card_corner: int = 12
    mark_corner: int = 3
    underline: int = 2


SIZES = Sizes()


class Theme(NamedTuple):
    """A set of colours under names that say what they mean, never what they look like.

    Threads: any; nothing in it changes.
    """

    name: str
    dark: bool
    colors: Mapping[str, str]

    def css(self, meaning: str) -> str:
        """The colour as "#rrggbb", for style sheets and HTML.

        Raises:
            KeyError: the table has no such meaning.
        """
        return self.colors[meaning]

    def color(self, meaning: str) -> QColor:
        """The colour as a fresh QColor.

        Raises:
            KeyError: the table has no such meaning.
        """
        return QColor(self.colors[meaning])


# Where a shade differs from the design's table, the design's one gave less than 4.5 : 1 (text) or
# 3 : 1 (the star, which is a picture) on a ground it stands on; the nearest shade that passes is taken.
LIGHT = Theme(
    name="light",
    dark=False,
    colors=MappingProxyType(
        {
            "page": "#ffffff",  # the ground of the article's text
            "panel": "#f6f7f9",  # list, sidebar, bars
            "line": "#e3e6ea",
            "text": "#1c2024",
            "muted": "#5f6972",  # designed #667079: 4.4 on a selected row and on a hit
            "disabled": "#8b949d",  # of what cannot be used; WCAG asks no contrast of it
            "accent": "#2558c7",
            "accent.text": "#ffffff",  # words on an accent ground
            "selected": "#e8effd",
            "row.hover": "#eff2f6",
            "hit": "#fff1b8",
            "hit.text": "#1c2024",
            "hit.muted": "#5f6972",  # a hit inside muted words
            "hit.current": "#ffd76a",  # the hit the reader stepped to
            "star": "#b07a00",  # designed #d99a00: 2.3 on a panel; the drawn design shows it darker, too
            "button": "#ffffff",
            "button.hover": "#eef1f5",
            "button.pressed": "#e3e6ea",
            "field": "#ffffff",
            "focus": "#2558c7",
            "scroll": "#cbd0d6",
            "scroll.hover": "#aab1b9",
            "card": "#ffffff",
            "tooltip": "#1c2024",
            "tooltip.text": "#f6f7f9",
            "notice": "#8a5300",  # words that ask for attention without alarm
            "notice.tint": "#fbf0de",
            "error": "#b3261e",
            "error.tint": "#fdecea",
            "added.tint": "#d9f2dd",  # of two versions: what came, and what went
            "removed.tint": "#fbdcd9",
            "entity.person": "#1f5fbf",
            "entity.person.tint": "#e6effc",
            "entity.place": "#0c7a5b",
            "entity.place.tint": "#e1f4ed",
            "entity.organisation": "#7a3fb0",
            "entity.organisation.tint": "#f2e9fa",
            "entity.other": "#9a5b00",
            "entity.other.tint": "#fbf0de",
            "highlight.yellow": "#ffe88f",  # what the reader marked; the line stands beside it in the margin
            "highlight.yellow.line": "#a67c00",
            "highlight.green": "#cbecc4",
            "highlight.green.line": "#3c8f2f",
            "highlight.blue": "#cbe3ff",
            "highlight.blue.line": "#2a74c4",
            "highlight.pink": "#ffd6e6",
            "highlight.pink.line": "#c2407f",
            "tag.red": "#c9372c",
            "tag.orange": "#c25a00",
            "tag.yellow": "#9b7700",
            "tag.green": "#3c8526",
            "tag.teal": "#0f7f7f",
            "tag.blue": "#2a68c4",
            "tag.purple": "#7a44b8",
            "tag.grey": "#68727c",
            # Series of a chart, apart in lightness as well, for readers who do not tell all hues apart.
            "chart.1": "#1f5fbf",
            "chart.2": "#9a5b00",
            "chart.3": "#0c4434",
            "chart.4": "#55286f",
            "chart.5": "#d84f86",
        }
    ),
)

DARK = Theme(
    name="dark",
    dark=True,
    colors=MappingProxyType(
        {
            "page": "#191b1f",
            "panel": "#202329",
            "line": "#2f343c",
            "text": "#e4e6e9",
            "muted": "#98a1ab",
            "disabled": "#6c757f",
            "accent": "#86adff",
            "accent.text": "#14181f",
            "selected": "#26324a",
            "row.hover": "#262a31",
            "hit": "#5c4c10",
            "hit.text": "#f3eedb",
            "hit.muted": "#cfc9b2",  # the muted shade itself gives 3.2 on a hit
            "hit.current": "#7d6410",
            "star": "#f0bf4c",
            "button": "#262a31",
            "button.hover": "#2f343c",
            "button.pressed": "#383e48",
            "field": "#262a31",
            "focus": "#86adff",
            "scroll": "#434a54",
            "scroll.hover": "#5b646f",
            "card": "#202329",
            "tooltip": "#383e48",
            "tooltip.text": "#f0f2f4",
            "notice": "#e9b866",
            "notice.tint": "#3d2f18",
            "error": "#ff9b93",
            "error.tint": "#43211f",
            "added.tint": "#1c4227",
            "removed.tint": "#55272a",
            "entity.person": "#8fb8ff",
            "entity.person.tint": "#22304a",
            "entity.place": "#6fd2b0",
            "entity.place.tint": "#1d3a32",
            "entity.organisation": "#cfa3f2",
            "entity.organisation.tint": "#362545",
            "entity.other": "#e9b866",
            "entity.other.tint": "#3d2f18",
            "highlight.yellow": "#57561a",
            "highlight.yellow.line": "#d8cf4a",
            "highlight.green": "#1f5230",
            "highlight.green.line": "#7cc98a",
            "highlight.blue": "#1f4775",
            "highlight.blue.line": "#7fb6f5",
            "highlight.pink": "#5e2844",
            "highlight.pink.line": "#f08ab8",
            "tag.red": "#ff8d85",
            "tag.orange": "#f5a45c",
            "tag.yellow": "#dfc24d",
            "tag.green": "#8acb6e",
            "tag.teal": "#5fcaca",
            "tag.blue": "#86adff",
            "tag.purple": "#c79bf5",
            "tag.grey": "#98a1ab",
            "chart.1": "#8fb8ff",
            "chart.2": "#e9b866",
            "chart.3": "#c4eedd",
            "chart.4": "#9a55d8",
            "chart.5": "#d8648b",
        }
    ),
)


def resolve(choice: ThemeChoice, system_is_dark: bool) -> Theme:
    """The theme for a choice; only `SYSTEM` looks at what the system does."""
    if choice is ThemeChoice.SYSTEM:
        return DARK if system_is_dark else LIGHT
    return DARK if choice is ThemeChoice.DARK else LIGHT


def system_is_dark() -> bool:
    """Whether the desktop asks for dark windows. Needs a QGuiApplication; GUI thread only."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
