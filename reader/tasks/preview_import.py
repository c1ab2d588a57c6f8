"""What is to be imported, looked at beforehand: is there anything that can be read in more than one way?"""

from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from enum import StrEnum
from io import BytesIO
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import BinaryIO, NamedTuple

from reader.errors import ReaderError
from reader.library.importers.collection_fields import CHOSEN_FIELDS, SAMPLE, Entry, columns_for
from reader.library.importers.csv_rows import columns_of
from reader.library.importers.draft import NO_OPTIONS, Flaw, ReadOptions
from reader.library.importers.encoding import decode_text, unsure_encodings
from reader.library.importers.files import find_files
from reader.library.importers.formats import HEAD_BYTES, Head, format_of
from reader.library.importers.json_stream import objects_in
from reader.library.importers.table_entries import numbered_rows
from reader.library.importers.text_split import find_split
from reader.library.importers.values import text_of
from reader.ticket import Ticket

MOST_FILES, FILES_OF_FOLDER = 200, 40
MOST_SECONDS = 2.0
SAMPLE_BYTES = 200_000  # of one file
SHORT_SAMPLE_BYTES = 4_000  # of it, for ways that are unlikely
SAMPLE_LINES = 8
LONGEST_CELL = 200  # characters of a line or a cell
LEAST_COLUMNS, MOST_COLUMNS = 2, 100

_ENCODINGS = {
    "cp1250": "Central European (Windows-1250)", "cp1251": "Cyrillic (Windows-1251)",
    "cp1252": "Western (Windows-1252)",
    "cp1253": "Greek (Windows-1253)", "cp1254": "Turkish (Windows-1254)", "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)", "cp1257": "Baltic (Windows-1257)", "koi8_r": "Russian (KOI8-R)",
    "koi8_u": "Ukrainian (KOI8-U)", "cp866": "Cyrillic (DOS)", "iso8859_2": "Central European (ISO 8859-2)",
    "iso8859_5": "Cyrillic (ISO 8859-5)", "iso8859_9": "Turkish (ISO 8859-9)", "big5": "Traditional Chinese (Big5)",
    "gb18030": "Simplified Chinese (GB 18030)", "gbk": "Simplified Chinese (GBK)",
    "cp932": "Japanese (Shift-JIS, Windows)",
    "shift_jis": "Japanese (Shift-JIS)", "euc_jp": "Japanese (EUC-JP)", "euc_kr": "Korean (EUC-KR)",
    "cp949": "Korean (Windows-949)", "cp437": "Western (DOS)", "cp850": "Western (DOS, 850)",
    "cp852": "Central European (DOS)", "mac_roman": "Western (Macintosh)", "tis_620": "Thai (TIS-620)",
}  # fmt: skip


class QuestionKind(StrEnum):
    ENCODING = "encoding"  # in which the letters of a text are written
    COLUMNS = "columns"  # which column of a table is the title, which the text
    SPLIT = "split"  # whether a text file holds one article or several


class Choice(NamedTuple):
    """One way to read the file."""

    words: str  # "Western (Windows-1252)", "7 articles"
    options: ReadOptions
    sample: str  # how the beginning looks then: a few lines


class ImportQuestion(NamedTuple):
    """Something about a file that the reader knows better than the program."""

    kind: QuestionKind
    path: Path
    choices: tuple[Choice, ...]  # the best guess first
    columns: tuple[str, ...] = ()  # of a table: all there are, for choosing otherwise
    rows: tuple[tuple[str, ...], ...] = ()  # of a table: its first ones
    others: int = 0  # files that have the same question, and get the same answer
    further: tuple[Choice, ...] = ()  # unlikely, but possible


def questions_about(paths: Sequence[Path], *, ticket: Ticket) -> list[ImportQuestion]:
    """What is not clear about these files and folders; quick, and nothing where all is clear.

    Of a folder the first 40 files are looked at, of all at most 200, and for two seconds. A file that cannot be read is
    no question: the import will tell.
    """
    found: dict[tuple[QuestionKind, tuple[str, ...]], ImportQuestion] = {}
    ends = monotonic() + MOST_SECONDS
    for path in islice(_looked_at(paths), MOST_FILES):
        if ticket.cancelled or monotonic() > ends:
            break
        try:
            questions = _questions_of(path)
        except (ReaderError, OSError, ValueError):  # the import says what is wrong with it
            continue
        for question in questions:
            key = (question.kind, question.columns)
            first = found.setdefault(key, question)
            if first is not question:
                found[key] = first._replace(others=first.others + 1)
    return list(found.values())


def _looked_at(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from islice(find_files([path]), FILES_OF_FOLDER) if path.is_dir() else (path,)


def _questions_of(path: Path) -> list[ImportQuestion]:
    if not path.is_file():  # a pipe would be waited for
        return []
    with path.open("rb") as file:
        head = Head.of(file.read(HEAD_BYTES), path)
        row = format_of(head)
        if row is None or not head.data.strip():
            return []
        file.seek(0)
        if row.module in ("csv_collection", "json_collection"):
            question = _about_columns(path, row.module, file)
            return [question] if question else []
        if row.module not in ("plain_text", "markdown"):
            return []
        data = file.read(SAMPLE_BYTES)
    encoding = _about_encoding(path, data)
    return [encoding] if encoding else _about_split(path, data) if row.module == "plain_text" else []


def _about_encoding(path: Path, data: bytes) -> ImportQuestion | None:
    names = unsure_encodings(data)
    choices = tuple(
        Choice(_ENCODINGS.get(name, name), ReadOptions(encoding=name), _beginning(decode_text(data, forced=name)))
        for name in names
    )
    return ImportQuestion(QuestionKind.ENCODING, path, choices, further=_further(data, choices)) if choices else None


def _further(data: bytes, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """All other encodings in which the bytes have a meaning, each with another one."""
    found = {choice.sample: choice for choice in choices}
    for name, words in _ENCODINGS.items():
        try:
            text = getincrementaldecoder(name)().decode(data[:SHORT_SAMPLE_BYTES])  # its end may be amid a letter
        except UnicodeDecodeError:
            continue
        sample = _beginning(text)
        found.setdefault(sample, Choice(words, ReadOptions(encoding=name), sample))
    return tuple(sorted((each for each in found.values() if each not in choices), key=lambda each: each.words))


def _about_split(path: Path, data: bytes) -> list[ImportQuestion]:
    text = decode_text(data)
    split = find_split(text)
    if not split.parts or split.is_sure:
        return []
    first_lines = (part.strip().partition("\n")[0][:LONGEST_CELL] for part in split.parts)
    choices = (
        Choice("One article", ReadOptions(split=False), _beginning(text)),
        Choice(f"{len(split.parts):,} articles", ReadOptions(split=True), "\n".join(islice(first_lines, SAMPLE_LINES))),
    )
    return [ImportQuestion(QuestionKind.SPLIT, path, choices)]


def _about_columns(path: Path, module: str, file: BinaryIO) -> ImportQuestion | None:
    """A question where no column is named as text or address. The file may be large: only its beginning is read."""
    beginning = _beginning_of(file)
    entries = _csv_entries(beginning) if module == "csv_collection" else objects_in(beginning)
    samples = list(islice((entry for entry in entries if not isinstance(entry, Flaw)), SAMPLE))
    columns = columns_for(samples, NO_OPTIONS)
    names = tuple(dict.fromkeys(name for entry in samples for name in entry))[:MOST_COLUMNS]
    if columns.is_sure or len(names) < LEAST_COLUMNS:
        return None
    rows = tuple(tuple(_cut(text_of(entry.get(name))) for name in names) for entry in samples)
    written = _as_written(beginning) if module == "csv_collection" else {}
    names = tuple(written.get(name, name) for name in names)
    guess = ReadOptions(
        columns=tuple((field, written.get(name, name)) for field, name in columns.of.items() if field in CHOSEN_FIELDS)
    )
    sample = "\n".join(f"{field}: {name}" for field, name in guess.columns)
    return ImportQuestion(QuestionKind.COLUMNS, path, (Choice("As it seems best", guess, sample),), names, rows)


def _csv_entries(file: BinaryIO) -> Iterator[Entry | Flaw]:
    return (entry for _, entry in numbered_rows(file, NO_OPTIONS))


def _as_written(file: BinaryIO) -> dict[str, str]:
    """The names of columns by their small letters."""
    file.seek(0)
    return {name.lower(): name for name in reversed(columns_of(file))}


def _beginning_of(file: BinaryIO) -> BinaryIO:
    """Enough for a few entries; the last one is cut."""
    return BytesIO(file.read(SAMPLE_BYTES))


def _beginning(text: str) -> str:
    lines = (line.strip() for line in text[: SAMPLE_LINES * 2000].splitlines())
    return "\n".join(_cut(line) for line in islice(filter(None, lines), SAMPLE_LINES))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_CELL else f"{line[:LONGEST_CELL].rstrip()}…"


def options_from(answers: Sequence[ReadOptions]) -> ReadOptions:
    """The answers as one: each question is about something else."""
    united = NO_OPTIONS
    for answer in answers:
        united = ReadOptions(
            encoding=answer.encoding or united.encoding,
            only_unsure=bool(answer.encoding or united.encoding),  # about others nothing was asked
            columns=united.columns + answer.columns,  # of different tables
            split=united.split if answer.split is None else answer.split,
        )
    return united
