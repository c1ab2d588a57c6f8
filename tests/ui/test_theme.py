"""The theme table: every word can be read on every ground it stands on."""

import pytest

from reader.entities.mention import EntityKind
from reader.ui.theme import DARK, LIGHT, Theme, ThemeChoice, resolve
from reader.userdata.annotation import HighlightColor, TagColor

TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
PICTURE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11

GROUNDS_OF_TEXT = {
    "text": ("page", "panel", "selected", "row.hover", "button", "button.hover", "button.pressed", "field", "card"),
    "muted": ("page", "panel", "selected", "row.hover", "button", "button.hover", "field", "card"),
    "accent": ("page", "panel", "selected", "row.hover", "button", "button.hover", "card"),
    "accent.text": ("accent",),
    "hit.text": ("hit", "hit.current"),
    "hit.muted": ("hit",),
    "tooltip.text": ("tooltip",),
    "notice": ("page", "panel", "card", "notice.tint"),
    "error": ("page", "panel", "card", "error.tint"),
} | {f"entity.{kind}": ("page", "panel", "card", f"entity.{kind}.tint") for kind in EntityKind}
HIGHLIGHTS = tuple(f"highlight.{color}" for color in HighlightColor)
TEXT_IN_AN_ARTICLE = ("hit", "hit.current", *HIGHLIGHTS, *(f"entity.{kind}.tint" for kind in EntityKind))
GROUNDS_OF_PICTURES = {
    "star": ("panel", "selected", "row.hover", "button", "button.hover"),
    "focus": ("page", "panel", "button", "field"),
    "accent": ("line",),  # the bar of progress on what is still to do
    **{f"{highlight}.line": ("page", "card", "panel") for highlight in HIGHLIGHTS},
    **{f"tag.{color}": ("panel", "selected", "row.hover", "card", "button") for color in TagColor},
}


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_extremes():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "grounds"), GROUNDS_OF_TEXT.items(), ids=lambda part: str(part)[:24])
def test_text_can_be_read_on_every_ground_it_stands_on(theme: Theme, text: str, grounds: tuple[str, ...]):
    weak = {ground: contrast(theme.css(text), theme.css(ground)) for ground in grounds}
    assert not {ground: value for ground, value in weak.items() if value < TEXT_CONTRAST}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_an_articles_text_can_be_read_on_every_mark(theme: Theme):
    weak = {ground: contrast(theme.css("text"), theme.css(ground)) for ground in TEXT_IN_AN_ARTICLE}
    assert not {ground: value for ground, value in weak.items() if value < TEXT_CONTRAST}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_pictures_and_focus_rings_stand_out(theme: Theme):
    for picture, grounds in GROUNDS_OF_PICTURES.items():
        for ground in grounds:
            assert contrast(theme.css(picture), theme.css(ground)) >= PICTURE_CONTRAST, (picture, ground)


def test_both_themes_know_the_same_meanings():
    assert set(LIGHT.colors) == set(DARK.colors)


def test_a_color_of_the_table_is_a_valid_color():
    assert all(theme.color(meaning).isValid() for theme in (LIGHT, DARK) for meaning in theme.colors)


def test_an_unknown_meaning_is_an_error():
    with pytest.raises(KeyError):
        LIGHT.color("entity.nobody")


@pytest.mark.parametrize(
    ("choice", "system_is_dark", "theme"),
    [
        (ThemeChoice.SYSTEM, False, LIGHT),
        (ThemeChoice.SYSTEM, True, DARK),
        (ThemeChoice.LIGHT, True, LIGHT),
        (ThemeChoice.DARK, False, DARK),
    ],
)
def test_only_following_the_system_looks_at_the_system(choice: ThemeChoice, system_is_dark: bool, theme: Theme):
    assert resolve(choice, system_is_dark) is theme
