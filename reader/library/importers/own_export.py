"""A complete export of Read Also (JSON Lines): read as any other file, article by article, with the reader's marks.

What only a whole library has (ids, older words, corrections) is taken back by `tasks/import_export`, which reads the
same lines with `records`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reader.library.importers.draft import (
    NO_OPTIONS,
    Flaw,
    ImportedArticle,
    ImportedHighlight,
    ImportedItem,
    ImportedMarks,
    ReadOptions,
    WantedArticle,
)
from reader.library.importers.file_facts import Facts, complete_draft
from reader.library.importers.unreadable import UnreadableFileError

FORMAT = "read-also-export"
VERSION = 1  # a file of a later one may hold what we do not know
MAX_LINE = 100_000_000  # bytes: an article of 20 MB with its older words; a longer line is skipped
Record = Mapping[str, object]


class NumberedRecord(NamedTuple):
    line: int
    record: Record


def read_open(file: BinaryIO, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """The articles and wanted entries, one after the other. A line that cannot be understood costs itself only.

    Raises:
        UnreadableFileError: it is no such export, or one of a later version.
    """
    for one in records(file):
        if isinstance(one, Flaw):
            yield one
            continue
        try:
            item = _item(one.record, path)
        except (ValueError, UnreadableFileError) as error:
            reason = error.problem if isinstance(error, UnreadableFileError) else f"{error}."
            yield Flaw(where=f"line {one.line}", reason=f"It holds no article that can be read: {reason}")
        else:
            if item is not None:
                yield item


def records(file: BinaryIO) -> Iterator[NumberedRecord | Flaw]:
    """The lines of an export, without the first.

    Raises:
        UnreadableFileError: it is no such export, or one of a later version.
    """
    lines = _lines(file)
    _check_head(next(lines, None))
    ended = False
    for number, line in lines:
        if line is None:
            yield Flaw(where=f"line {number}", reason=f"It is longer than {MAX_LINE // 1_000_000} MB.")
            continue
        if not line.strip():
            continue
        record = _parsed(line)
        if record is None:
            yield Flaw(where=f"line {number}", reason="It is damaged: no JSON object stands there.")
            continue
        ended = ended or record.get("type") == "end"
        yield NumberedRecord(number, record)
    if not ended:
        yield Flaw(where="the end", reason="The file breaks off: what should stand in its last line is missing.")


def text_in(record: Record, key: str) -> str:
    """The text under this key, "" where there is none. Raises ValueError for anything else."""
    value = record.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"“{key}” is no text")
    return value


def texts_in(record: Record, key: str) -> tuple[str, ...]:
    """The list of texts under this key. Raises ValueError for anything else."""
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"“{key}” is no list of texts")
    return tuple(value)


def records_in(record: Record, key: str) -> tuple[Record, ...]:
    """The list of objects under this key. Raises ValueError for anything else."""
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(f"“{key}” is no list of objects")
    return tuple(value)


def day_in(record: Record, key: str) -> date | None:
    """The day under this key. Raises ValueError for anything else."""
    written = text_in(record, key)
    return date.fromisoformat(written) if written else None


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long to be read."""
    number = 0
    while line := file.readline(MAX_LINE):
        number += 1
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _check_head(first: tuple[int, bytes | None] | None) -> None:
    head = _parsed(first[1]) if first is not None and first[1] is not None else None
    if head is None or head.get("format") != FORMAT:
        raise UnreadableFileError(
            "The file is no export of Read Also.", remedy="Check that it was copied completely, from its first line on."
        )
    if head.get("version") != VERSION:
        raise UnreadableFileError(
            "The file was made by a newer version of Read Also.",
            remedy="Install the newer version, and import it there.",
        )


def _parsed(line: bytes) -> Record | None:
    try:
        value = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return _without_surrogates(value) if b"\\ud" in line or b"\\uD" in line else value


def _without_surrogates(record: Record) -> Record:
    """Halves of letters that JSON can spell, but no text can hold, become the sign for what cannot be read."""
    written = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
    cleaned = json.loads(written)
    assert isinstance(cleaned, dict)
    return cleaned


def _item(record: Record, path: Path) -> ImportedItem | None:
    match record.get("type"):
        case "article":
            return _article(record, path)
        case "wanted" if not record.get("article"):
            marks = record.get("marks", {})
            return WantedArticle(
                url=text_in(record, "url"),
                title=text_in(record, "title"),
                origin=text_in(record, "origin"),
                marks=marks_in(marks if isinstance(marks, dict) else {}),
            )
    return None


def _article(record: Record, path: Path) -> ImportedArticle:
    title, text = text_in(record, "title"), text_in(record, "text")
    draft = complete_draft(
        path,
        title=title,
        text=text,
        facts=Facts(
            source=text_in(record, "source"),
            author=text_in(record, "author"),
            published=day_in(record, "published"),
            language=text_in(record, "language"),
        ),
        links=tuple(text_in(link, "title") for link in records_in(record, "links")),
        url=text_in(record, "url"),
        key=text_in(record, "id"),
        several=True,
        marks=marks_in(record),
    )
    # what was not known when it was exported is not guessed from where the file lies now
    return replace(draft, source=text_in(record, "source"), published=day_in(record, "published"))


def marks_in(record: Record) -> ImportedMarks:
    """What the reader had made of an article or a wanted entry. Raises ValueError where it cannot be understood."""
    note, read = record.get("note", ""), record.get("read")
    if not isinstance(note, str | dict):
        raise ValueError("“note” is no text")
    saved_at = text_in(record, "added_at") or text_in(record, "saved_at")
    return ImportedMarks(
        tags=texts_in(record, "tags"),
        read=True if record.get("read_at") else read if isinstance(read, bool) else None,
        starred=bool(record.get("bookmarked_at") or record.get("starred")),
        note=text_in(note, "text") if isinstance(note, dict) else note,
        highlights=tuple(_highlight(one) for one in records_in(record, "highlights")),
        saved_at=_moment(saved_at),
    )


def _highlight(record: Record) -> ImportedHighlight:
    return ImportedHighlight(
        quote=text_in(record, "quote"),
        note=text_in(record, "note"),
        color=text_in(record, "color"),
        prefix=text_in(record, "prefix"),
        suffix=text_in(record, "suffix"),
        made_at=_moment(text_in(record, "made_at")),
    )


def _moment(written: str) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def all_records(path: Path) -> Iterable[NumberedRecord | Flaw]:
    """The same from a file by its name. Raises OSError where it cannot be opened."""
    with path.open("rb") as file:
        yield from records(file)
