"""Which column of a table, or key of an object, is which field of an article: by its name, else by what is in it."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.articles.addresses import web_address
from reader.library.importers.draft import ReadOptions
from reader.library.importers.moments import day_of

Entry = Mapping[str, object]

# Names in small letters without spaces, hyphens and underscores; of two that are there the first that is filled counts.
_NAMES = {
    "title": "title headline heading articletitle pagetitle titel titre título titolo überschrift название 标题 標題 "
    "タイトル name",
    "text": "text body articlebody fulltext content contenttext article maintext story markdown articletext volltext "
    "texte texto testo текст 正文 contents html contenthtml htmlcontent bodyhtml",
    "lead": "description summary excerpt lead abstract subtitle dek standfirst",
    "published": "published publishedat publisheddate datepublished publicationdate pubdate publishdate publishedon "
    "date datetime created createdat timestamp datum fecha дата 日期",
    "author": "author authors byline creator writer reporter autor auteur autore автор 作者",
    "url": "url link permalink href sourceurl weburl canonicalurl canonical originalurl articleurl address uri",
    "source": "source sourcename site sitename publisher publication newspaper feed feedtitle outlet journal domain "
    "website quelle fuente fonte источник 来源",
    "language": "language lang locale sprache langue idioma",
    "tags": "tags labels tag categories label keywords",
    "key": "id guid uuid oid key articleid itemid docid",
    "read": "read isread archived isarchived status state",
    "starred": "starred isstarred favorite favourite isfavorite isfavourite star favourited favorited",
    "note": "note notes comment comments annotation",
    "links": "readalso related links relatedarticles seealso",
    "saved": "savedat saved addedat dateadded timeadded added",
    "highlights": "highlights annotations",
}
ALIASES = {field: tuple(names.split()) for field, names in _NAMES.items()}
CHOSEN_FIELDS = (
    "title", "text", "published", "author", "url", "source", "language", "tags", "note", "key", "read", "starred",
)  # fmt: skip
"""What a reader can choose columns for, in the order in which a dialog asks."""

SAMPLE = 5  # entries by which columns are guessed
_SEPARATORS = re.compile(r"[\s_.\-:@$]+")
_LONG, _RATHER_LONG = 200, 60  # characters on average: a text
_TITLE_LENGTHS = (8, 200)


class Columns(NamedTuple):
    """Column or key for each field that was told from the names, the contents or by the reader."""

    of: Mapping[str, str]
    is_sure: bool  # title and text, or an address, are named as such or were chosen


@lru_cache(maxsize=4096)
def folded_name(name: str) -> str:
    return _SEPARATORS.sub("", name[:200]).casefold()


def columns_for(samples: Sequence[Entry], options: ReadOptions) -> Columns:
    """What was chosen, else what is named, else what looks like it in the first entries."""
    names = {folded_name(name): name for entry in reversed(samples) for name in reversed(list(entry))}
    chosen = {field: _chosen(options.columns_for(field), frozenset(names.values())) for field, _ in options.columns}
    found = {
        field: next((names[alias] for alias in aliases if alias in names), "")
        for field, aliases in ALIASES.items()
        if field not in chosen
    }
    named = {field: name for field, name in (found | chosen).items() if name}
    is_sure = bool(chosen) or ("url" in named) or ("text" in named and "title" in named)
    if "text" not in named and "url" not in named and not chosen:
        named = {**_looks_like(samples, named), **named}
    return Columns(named, is_sure)


def value_in(entry: Entry, field: str, columns: Columns, options: ReadOptions) -> object:
    """The field's value: of the chosen column, else of the first filled one with a known name, else of the guess."""
    chosen = options.columns_for(field)
    if chosen:
        name = _chosen(chosen, entry)
        if name in entry or "" in chosen:  # a choice is for the tables that have such a column
            return entry.get(name) if name else None
    folded = {folded_name(name): value for name, value in entry.items() if value not in (None, "", [], {})}
    for alias in ALIASES[field]:
        if alias in folded:
            return folded[alias]
    return entry.get(columns.of.get(field, ""))


def _chosen(names: Sequence[str], there: Container[str]) -> str:
    """Which of the columns that were chosen, perhaps for different tables, is in this one; empty where none is."""
    both = (each for name in names for each in (name, name.lower()))
    return next((name for name in both if name in there), "")


def _looks_like(samples: Sequence[Entry], named: Mapping[str, str]) -> dict[str, str]:
    """Columns by their contents: addresses, the longest texts, days, and what is as long as a headline."""
    taken = set(named.values())
    texts = {
        name: [str(entry.get(name) or "").strip() for entry in samples]
        for name in dict.fromkeys(name for entry in samples for name in entry)
        if name not in taken and not any(isinstance(entry.get(name), list | Mapping) for entry in samples)
    }
    filled = {name: [text for text in column if text] for name, column in texts.items()}
    filled = {name: column for name, column in filled.items() if column}
    guess: dict[str, str] = {}
    _take(guess, filled, "url", (name for name, column in filled.items() if all(map(web_address, column))))
    longest = sorted(filled, key=lambda name: -_average(filled[name]))
    least = _RATHER_LONG if "title" in named else _LONG  # what is left beside a headline need not be that long
    _take(guess, filled, "text", (name for name in longest if _average(filled[name]) >= least))
    _take(guess, filled, "published", (name for name, column in filled.items() if all(map(day_of, column))))
    low, high = _TITLE_LENGTHS
    if "title" not in named:
        is_title = (name for name, column in filled.items() if low <= _average(column) <= high and _differ(column))
        _take(guess, filled, "title", is_title)
    return guess


def _take(guess: dict[str, str], filled: dict[str, list[str]], field: str, names: Iterable[str]) -> None:
    name = next(iter(names), None)
    if name is not None:
        guess[field] = name
        del filled[name]


def _average(column: Sequence[str]) -> float:
    return sum(map(len, column)) / len(column)


def _differ(column: Sequence[str]) -> bool:
    return len(set(column)) == len(column) and not all(text.replace(".", "").isdigit() for text in column)
