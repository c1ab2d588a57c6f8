"""The table of formats, and the one way from a file to its articles.

A new format is a new row here, a sign in `recognising`, and a module with `read` or `read_open`.
"""

import errno
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from reader.library.importers import recognising as signs
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedArticle, ImportedItem, ReadOptions, WantedArticle
from reader.library.importers.files import find_files
from reader.library.importers.other_formats import OTHER_FORMATS
from reader.library.importers.recognising import Head
from reader.library.importers.unreadable import UnreadableFileError

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Flaw",
    "Format",
    "Head",
    "ImportedArticle",
    "ImportedItem",
    "UnreadableFileError",
    "WantedArticle",
    "file_dialog_filter",
    "find_files",
    "format_of",
    "is_importable",
    "read_bytes",
    "read_file",
    "read_unpacked",
    "supported_suffixes",
]  # everything an import needs comes from here

MAX_BYTES = 20_000_000  # the longest novels have three million letters; what is larger is no article
MAX_DOCUMENT_BYTES = 100_000_000  # with its pictures
MAX_COLLECTION_BYTES = 4_000_000_000  # read piece by piece
HEAD_BYTES = 16_384  # enough to tell what a file is


@dataclass(frozen=True, slots=True)
class Format:
    name: str  # in words, as it is shown
    suffixes: tuple[str, ...]
    module: str  # in this folder; loaded on first use
    # Whether a file is of this format, by its beginning; None: only its suffix tells.
    recognise: Callable[[Head], bool] | None = None
    max_bytes: int = MAX_BYTES
    streams: bool = False  # the module has `read_open` in place of `read`


# The modules are named and loaded by importlib, not imported above, because trafilatura alone takes about half
# a second to import: a library of text files must never pay that, nor `readalso search`, which reads no file at all.
PLAIN_TEXT = Format("Plain text", (".txt", ".text"), "plain_text")
MARKDOWN = Format("Markdown", (".md", ".markdown", ".mdown", ".mkd"), "markdown", signs.has_front_matter)
WEB_PAGE = Format("Web page", (".html", ".htm", ".xhtml", ".shtml"), "html", signs.is_html, MAX_DOCUMENT_BYTES)
# The first row that recognises the file reads it: what is special stands above what is general.
FORMATS = (
    PLAIN_TEXT,
    MARKDOWN,
    Format("EPUB book", (".epub",), "epub", signs.is_epub, MAX_DOCUMENT_BYTES),
    Format("Word document", (".docx",), "docx", signs.is_docx, MAX_DOCUMENT_BYTES),
    Format("OpenDocument text", (".odt",), "odt", signs.is_odt, MAX_DOCUMENT_BYTES),
    Format("Archive of files", (".zip",), "archive", signs.is_zip, MAX_COLLECTION_BYTES, streams=True),
    Format("PDF document", (".pdf",), "pdf", signs.is_pdf, MAX_DOCUMENT_BYTES),
    Format("RTF document", (".rtf",), "rtf", signs.is_rtf, MAX_DOCUMENT_BYTES),
    Format("Saved web archive", (".mht", ".mhtml"), "mhtml", signs.is_mhtml, MAX_DOCUMENT_BYTES),
    Format("Mailbox", (".mbox",), "mbox", signs.is_mbox, MAX_COLLECTION_BYTES, streams=True),
    Format("E-mail", (".eml",), "eml", signs.is_eml, MAX_DOCUMENT_BYTES),
    Format("Pocket export", (), "pocket_html", signs.is_pocket_html, MAX_DOCUMENT_BYTES),
    Format("Bookmarks of a browser", (), "bookmarks_html", signs.is_bookmarks_html, MAX_DOCUMENT_BYTES),
    WEB_PAGE,
    Format("OPML list", (".opml",), "opml", signs.is_opml),
    Format("Feed", (".rss", ".atom", ".rdf"), "feed", signs.is_feed, MAX_DOCUMENT_BYTES),
    Format("Pocket export", (), "pocket_json", signs.is_pocket_json, MAX_DOCUMENT_BYTES),
    Format("Wallabag export", (), "wallabag", signs.is_wallabag, MAX_COLLECTION_BYTES, streams=True),
    Format("JSON feed", (), "json_feed", signs.is_json_feed, MAX_DOCUMENT_BYTES),
    Format("CSL JSON references", (), "csl_json", signs.is_csl_json, MAX_DOCUMENT_BYTES),
    Format("Read Also export", (".readalso",), "own_export", signs.is_own_export, MAX_COLLECTION_BYTES, streams=True),
    Format("JSON collection", (".json", ".jsonl", ".ndjson"), "json_collection", signs.is_json, MAX_COLLECTION_BYTES,
           streams=True),
    Format("RIS references", (".ris",), "ris", signs.is_ris, MAX_DOCUMENT_BYTES),
    Format("BibTeX references", (".bib",), "bibtex", signs.is_bibtex, MAX_DOCUMENT_BYTES),
    Format("Pocket export", (), "pocket_csv", signs.is_pocket_csv, MAX_DOCUMENT_BYTES),
    Format("Instapaper export", (), "instapaper", signs.is_instapaper, MAX_DOCUMENT_BYTES),
    Format("Readwise Reader export", (), "readwise", signs.is_readwise, MAX_DOCUMENT_BYTES),
    Format("Raindrop export", (), "raindrop", signs.is_raindrop, MAX_DOCUMENT_BYTES),
    Format("Table", (".csv", ".tsv"), "csv_collection", signs.is_table, MAX_COLLECTION_BYTES, streams=True),
)  # fmt: skip
TEXT_SUFFIXES = ("", *PLAIN_TEXT.suffixes, *MARKDOWN.suffixes)
PROPER_NAMES = (  # with which a format's name may begin
    "BibTeX", "Instapaper", "Markdown", "OpenDocument", "Pocket", "Raindrop", "Read", "Readwise", "Wallabag", "Word",
)  # fmt: skip
_BY_SUFFIX = {suffix: row for row in FORMATS for suffix in row.suffixes}


class FormatReader(Protocol):
    """What a module of the table is. Both methods may yield one item after the other, and find a fault on the way."""

    def read(self, data: bytes, path: Path, *, options: ReadOptions = ...) -> Iterable[ImportedItem]:
        """What is in these bytes; `path` only names them. Raises UnreadableFileError."""

    def read_open(self, file: BinaryIO, path: Path, *, options: ReadOptions = ...) -> Iterable[ImportedItem]:
        """The same for what can be larger than memory; the file can be sought in. Raises UnreadableFileError."""


def supported_suffixes() -> tuple[str, ...]:
    """Small letters, with the dot, in the order of the table."""
    return tuple(_BY_SUFFIX)


def is_importable(path: Path) -> bool:
    """Whether `read_file` would try this name. Unknown suffixes are tried by content: "letter.1987" is a text."""
    return path.suffix.lower() not in OTHER_FORMATS


def file_dialog_filter() -> str:
    """The choice of files for a dialog, in the notation of Qt."""
    return f"Articles ({' '.join(f'*{suffix}' for suffix in supported_suffixes())});;All files (*)"


def format_of(head: Head) -> Format | None:
    """The format of a file by its beginning, or by its suffix where that tells nothing; None: none that we read.

    What is text and nothing else is plain text or, if its suffix says so, Markdown.
    """
    may_be_special = head.suffix not in TEXT_SUFFIXES or not signs.is_plainly_text(head)
    for row in FORMATS if may_be_special else ():
        if row.recognise is not None and row.recognise(head):
            return row
    if head.suffix in OTHER_FORMATS:
        return None
    return MARKDOWN if _BY_SUFFIX.get(head.suffix) is MARKDOWN else PLAIN_TEXT


def read_file(path: Path, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """What is in a file: articles, wanted entries, and flaws of it that cost only themselves. Threads: any.

    Raises:
        UnreadableFileError: whatever it is that is wrong with this file, at once or while the items are taken; what was
            taken before is good. A parser's own error is its cause.
    """
    try:
        facts = path.stat()
        _check_kind(path, facts.st_mode)
        with path.open("rb") as file:
            head = Head.of(file.read(HEAD_BYTES), path)
            row = _row_for(head, facts.st_size)
            if not row.streams:
                data = head.data if facts.st_size == len(head.data) else head.data + file.read(row.max_bytes)
                return iter(_read_whole(row, data, path, options))
        return _read_streaming(row, path, options)
    except OSError as error:
        raise _unreadable(error) from error
    except ValueError as error:  # a name that no file system can hold
        raise _unreadable(OSError()) from error


def read_bytes(data: bytes, path: Path, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """The same for what is in no file of its own, as an attachment; `path` only names it."""
    return read_unpacked(BytesIO(data), path, options)


def read_unpacked(file: BinaryIO, path: Path, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """The same for a member of an archive: an open file that can be sought in; `path` only names it."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    head = Head.of(file.read(HEAD_BYTES), path)
    row = _row_for(head, size)
    file.seek(0)
    if row.streams:
        return _guarded(row, lambda reader: reader.read_open(file, path, options=options))
    return iter(_read_whole(row, file.read(), path, options))


def _row_for(head: Head, size: int) -> Format:
    if not head.data.strip() and size <= len(head.data):
        raise UnreadableFileError("The file is empty.", remedy="Check that it was saved or copied completely.")
    row = format_of(head)
    if row is None:
        raise UnreadableFileError(
            f"{OTHER_FORMATS[head.suffix]} is not a format Read Also reads.",
            remedy="Save it as plain text, Markdown or a web page, and import that.",
        )
    if size > row.max_bytes:
        raise UnreadableFileError(
            f"The file is larger than {row.max_bytes // 1_000_000:,} MB, the limit for its kind ({row.name}).",
            remedy="Divide it into its articles, and import those.",
        )
    return row


def _read_whole(row: Format, data: bytes, path: Path, options: ReadOptions) -> Sequence[ImportedItem]:
    return list(_guarded(row, lambda reader: reader.read(data, path, options=options)))


def _read_streaming(row: Format, path: Path, options: ReadOptions) -> Iterator[ImportedItem]:
    with path.open("rb") as file:
        yield from _guarded(row, lambda reader: reader.read_open(file, path, options=options))


def _guarded(row: Format, read: Callable[[FormatReader], Iterable[ImportedItem]]) -> Iterator[ImportedItem]:
    reader = _reader(row.module)  # not below: a module that does not load is our bug, not the file's
    try:
        yield from read(reader)
    except UnreadableFileError:
        raise
    except OSError as error:
        raise _unreadable(error) from error
    except Exception as error:  # parsers of other people's files fail in ways nobody has listed
        raise UnreadableFileError(
            f"The file could not be read as {_in_a_sentence(row.name)}: {type(error).__name__}.",
            remedy="It may be damaged. Save it as plain text, and import that.",
        ) from error


def _in_a_sentence(name: str) -> str:
    first = name.split()[0]
    return name if first.isupper() or first in PROPER_NAMES else (name[0].lower() + name[1:])


@cache
def _reader(module: str) -> FormatReader:
    return cast(FormatReader, import_module(f"{__package__}.{module}"))


def _unreadable(error: OSError) -> UnreadableFileError:
    if isinstance(error, FileNotFoundError):
        return UnreadableFileError(
            "The file is not there.", remedy="It may have been moved or renamed: choose it again."
        )
    if isinstance(error, PermissionError):
        return UnreadableFileError(
            "There is no permission to read it.", remedy="Change its permissions, or copy it to a folder of your own."
        )
    if error.errno == errno.ELOOP:
        return UnreadableFileError("It is a link that leads to itself.", remedy="Import the file that was meant.")
    return UnreadableFileError(
        "It could not be read from the disk.", remedy="Check that the disk or share is connected, and try again."
    )


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        next(path.iterdir(), None)  # says whether there is permission
        raise UnreadableFileError("This is a folder.", remedy="Import it as a folder to read the files in it.")
    if not stat.S_ISREG(mode):  # a pipe or device would never end
        raise UnreadableFileError("This is not an ordinary file.", remedy="Import a copy of its contents.")
