"""What a query is made of: values only. Whoever reads, changes, answers or tells a query matches on these."""

from dataclasses import dataclass

from reader.search.query_dates import DateSpan


class UnknownConditionError(Exception):
    """The value of a condition means nothing, as in `is:purple`. The message says so in the reader's words."""

    def __init__(self, message: str, *, as_words: bool = True) -> None:
        super().__init__(message)
        self.as_words = as_words  # it is looked for as words instead; else it finds nothing


@dataclass(frozen=True, slots=True)
class Word:
    """Words typed without a space between them: all of them, next to each other."""

    text: str
    field: str = ""  # empty: title, text and author
    prefix: bool = False  # the last one is the beginning of a word
    unfinished: bool = False  # the last one is a word, or the beginning of one
    edits: int = 0  # the words may be spelled differently by so many letters


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: next to each other, or with `near` at most so many others between them, in any order."""

    text: str
    field: str = ""
    near: int | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    span: DateSpan
    field: str = "date"  # of publication; or "added", to the library


@dataclass(frozen=True, slots=True)
class FromSource:
    """From the source of exactly this name, but for case and accents."""

    name: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    code: str  # ISO 639-1


@dataclass(frozen=True, slots=True)
class Having:
    """With something the index knows to be there: see `HAVING`."""

    what: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What the index cannot answer itself, e.g. `person:"Gen Nakatani"`; the field is in lower case."""

    field: str
    value: str
    exact: bool = False  # the whole name, not a part of it: of a tag or note without `*`, of other names in quotes


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]


Node = Word | Phrase | Dated | FromSource | InLanguage | Having | Condition | Not | And | Or

HAVING = ("person", "place", "organisation", "other", "name", "date", "author", "source")
"""What an article may have, for `Having`: a name of this kind, a name at all, or a filled field."""

NAME_FIELDS = ("person", "place", "org", "name")
"""The conditions that ask for a name; `name` for one of any kind."""


ANNOTATION_FIELDS = ("tag", "note")
"""The conditions that ask for what the reader wrote: the name of a tag, words of notes and highlights."""


def join(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """These parts as one node, those of the same kind among them dissolved; None where there are none."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
