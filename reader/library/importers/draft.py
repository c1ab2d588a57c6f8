"""What importers give: articles before the library has numbered them, wanted entries, and what was wrong in a file."""

import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from reader.articles.article import ArticleId

ID_BYTES = 10  # 80 bits: two of a million different articles meet with a chance of one in 10^12
TITLE_END = "\0"  # occurs in no title, so that no title and text run together into another pair


def article_id(title: str, text: str) -> ArticleId:
    """The name of an article: 16 small letters and digits made from its words and from nothing else.

    The same title and text give the same id wherever the file lies, whatever its source and date,
    and however its accented letters are composed (Unicode NFC).
    """
    content = unicodedata.normalize("NFC", f"{title}{TITLE_END}{text}")
    return ArticleId(b32encode(sha256(content.encode("utf-8")).digest()[:ID_BYTES]).decode("ascii").lower())


class ImportedHighlight(NamedTuple):
    """A passage the reader had marked in another program."""

    quote: str
    note: str = ""
    color: str = ""  # a HighlightColor; empty where the other program's colours are not ours
    prefix: str = ""  # what stands before and behind it, where the format says so
    suffix: str = ""
    made_at: datetime | None = None


class ImportedMarks(NamedTuple):
    """What the reader had made of an article in another program. It is added to what there is; nothing is lost."""

    tags: tuple[str, ...] = ()
    read: bool | None = None  # None: the format does not say
    starred: bool = False
    note: str = ""
    highlights: tuple[ImportedHighlight, ...] = ()
    saved_at: datetime | None = None  # when it was put into the other program


NO_MARKS = ImportedMarks()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """What one importer found in one file; the fields mean what they mean in `Article`."""

    title: str
    text: str
    source: str = ""
    author: str = ""
    published: date | None = None
    links: tuple[str, ...] = ()
    origin: str = ""
    language: str = ""
    url: str = ""  # its web address
    # Tells it from the other articles of its file, and is the same when a newer file of the same kind is read: an id or
    # address. Empty where the file holds one article, or nothing in it would stay the same.
    key: str = ""
    several: bool = False  # the file may hold other articles, too
    marks: ImportedMarks = NO_MARKS

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError(f"the article from {self.origin} has no title")

    @property
    def id(self) -> ArticleId:
        return article_id(self.title, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedArticle:
    """An entry of a list of links: no text, only where it could be had. Without an address it has a title."""

    url: str = ""
    title: str = ""
    origin: str = ""
    marks: ImportedMarks = NO_MARKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something in a file that could not be read, while the rest of it can."""

    where: str  # "line 12", "inner/file.txt", a title: in words for the reader
    reason: str  # a sentence


ImportedItem = ImportedArticle | WantedArticle | Flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the reader decided where a file can be read in more than one way. Everything empty: as it seems best."""

    encoding: str = ""  # of text files, a name Python knows
    only_unsure: bool = False  # the encoding is meant for those files only whose own is not plain
    columns: tuple[tuple[str, str], ...] = ()  # of tables: field of ours, its column; several where tables differ
    split: bool | None = None  # several articles in one text file: None: where it is clear
    marks: bool = True  # whether tags, stars, notes and highlights of other programs come along

    def column(self, field: str) -> str | None:
        """The column for this field; None where nothing was decided."""
        return next(iter(self.columns_for(field)), None)

    def columns_for(self, field: str) -> tuple[str, ...]:
        """The columns for this field, of different tables; an empty one means that a table has none."""
        return tuple(name for decided, name in self.columns if decided == field)


NO_OPTIONS = ReadOptions()


def options_as_json(options: ReadOptions) -> dict[str, object]:
    """As they are kept and handed to a child process."""
    columns = {field: list(options.columns_for(field)) for field, _ in options.columns}
    return {
        "encoding": options.encoding, "only_unsure": options.only_unsure, "columns": columns, "split": options.split,
        "marks": options.marks,
    }  # fmt: skip


def options_from_json(stored: object) -> ReadOptions:
    """The options of `options_as_json`; what means nothing has its default."""
    if not isinstance(stored, dict):
        return NO_OPTIONS
    encoding, columns, split = stored.get("encoding"), stored.get("columns"), stored.get("split")
    return ReadOptions(
        encoding=encoding if isinstance(encoding, str) else "",
        columns=tuple(
            (str(field), str(name))
            for field, names in (columns.items() if isinstance(columns, dict) else ())
            for name in (names if isinstance(names, list) else [names])
        ),
        split=split if isinstance(split, bool) else None,
        marks=stored.get("marks") is not False,
        only_unsure=stored.get("only_unsure") is True,
    )
