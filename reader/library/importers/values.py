"""Values of exports, whatever types their programs give them: tags, names, yes and no."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from reader.library.importers.clean_text import clean_line

MAX_TAGS = 500  # of one article; whoever has more means something else by the word
MAX_TAG = 200  # characters
MAX_TEXT = 100_000  # characters of a value that is one line
_LARGEST = 10**30  # a longer number is no id, and Python refuses to write down very long ones
_YES = frozenset(
    "true yes y on 1 x read archived archive done finished completed complete ✓ ☑ starred favorite favourite".split()
)
_NO = frozenset("false no n off 0 unread new later inbox todo to-read shortlist queue".split())
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_COMMAS = re.compile(r"[,;，、\n]")
_NAME_KEYS = ("name", "label", "title", "term", "tag", "literal")


def text_of(value: object) -> str:
    """A text or number as one line; empty for anything else."""
    if isinstance(value, str):
        return clean_line(value[:MAX_TEXT])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value) if isinstance(value, float) or abs(value) < _LARGEST else ""


def name_of(value: object) -> str:
    """A text, or the name in an object that stands for a person, a site or a tag."""
    if isinstance(value, Mapping):
        whole = next((text for text in (text_of(value.get(key)) for key in _NAME_KEYS) if text), "")
        parts = (text_of(value.get("given") or value.get("first")), text_of(value.get("family") or value.get("last")))
        return whole or " ".join(filter(None, parts))
    return text_of(value)


def names_of(value: object) -> tuple[str, ...]:
    """The names in a text, an object, or a list of either. Nothing deeper: nested lists can grow without end."""
    items: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    names = (_WIKI_LINK.sub(r"\1", name_of(item)) for item in items)
    return tuple(dict.fromkeys(name for name in names if name))


def tags_of(value: object, *, spaced: bool = False) -> tuple[str, ...]:
    """Tags from a list, an object with tags as keys, or a text with commas between them; "#" before one goes.

    With `spaced`, or where signs "#" begin them, a text without commas has spaces between its tags.
    """
    if isinstance(value, Mapping):
        value = list(value) if not name_of(value) else [value]
    if isinstance(value, str):
        text = value.strip().strip("[]") if not _WIKI_LINK.search(value) else _WIKI_LINK.sub(r"\1", value)
        if _COMMAS.search(text):
            value = _COMMAS.split(text)
        else:
            value = text.split() if spaced or text.count("#") > 1 else [text]
    tags = (name.strip("\"'").lstrip("#").strip()[:MAX_TAG] for name in names_of(value))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MAX_TAGS]


def yes_of(value: object) -> bool | None:
    """Whether a value means yes; None where it means neither. A date is a yes: something was done then."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return True
    word = text_of(value).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    return True if re.match(r"\d{4}-\d\d-\d\d", word) else None
