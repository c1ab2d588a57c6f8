"""Colours of exported pages by meaning: those of the window, in which they are tested to be."""

from collections.abc import Mapping
from typing import NamedTuple


class Shades(NamedTuple):
    light: str
    dark: str


COLORS: Mapping[str, Shades] = {
    "page": Shades("#ffffff", "#191b1f"),
    "panel": Shades("#f6f7f9", "#202329"),
    "line": Shades("#e3e6ea", "#2f343c"),
    "text": Shades("#1c2024", "#e4e6e9"),
    "muted": Shades("#5f6972", "#98a1ab"),
    "accent": Shades("#2558c7", "#86adff"),
    "star": Shades("#b07a00", "#f0bf4c"),
    "entity.person": Shades("#1f5fbf", "#8fb8ff"),
    "entity.person.tint": Shades("#e6effc", "#22304a"),
    "entity.place": Shades("#0c7a5b", "#6fd2b0"),
    "entity.place.tint": Shades("#e1f4ed", "#1d3a32"),
    "entity.organisation": Shades("#7a3fb0", "#cfa3f2"),
    "entity.organisation.tint": Shades("#f2e9fa", "#362545"),
    "entity.other": Shades("#9a5b00", "#e9b866"),
    "entity.other.tint": Shades("#fbf0de", "#3d2f18"),
    "highlight.yellow": Shades("#ffe88f", "#57561a"),
    "highlight.yellow.line": Shades("#a67c00", "#d8cf4a"),
    "highlight.green": Shades("#cbecc4", "#1f5230"),
    "highlight.green.line": Shades("#3c8f2f", "#7cc98a"),
    "highlight.blue": Shades("#cbe3ff", "#1f4775"),
    "highlight.blue.line": Shades("#2a74c4", "#7fb6f5"),
    "highlight.pink": Shades("#ffd6e6", "#5e2844"),
    "highlight.pink.line": Shades("#c2407f", "#f08ab8"),
    "tag.red": Shades("#c9372c", "#ff8d85"),
    "tag.orange": Shades("#c25a00", "#f5a45c"),
    "tag.yellow": Shades("#9b7700", "#dfc24d"),
    "tag.green": Shades("#3c8526", "#8acb6e"),
    "tag.teal": Shades("#0f7f7f", "#5fcaca"),
    "tag.blue": Shades("#2a68c4", "#86adff"),
    "tag.purple": Shades("#7a44b8", "#c79bf5"),
    "tag.grey": Shades("#68727c", "#98a1ab"),
}


def variables(*, dark: bool) -> str:
    """As variables of a style sheet: "entity.person.tint" becomes "--entity-person-tint"."""
    return "".join(
        f"--{name.replace('.', '-')}:{shades.dark if dark else shades.light};" for name, shades in COLORS.items()
    )
