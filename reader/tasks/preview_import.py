"""What is to be imported, looked at beforehand: is there anything that can be read in more than one way?"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.ticket import Ticket


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


def questions_about(paths: Sequence[Path], *, ticket: Ticket) -> list[ImportQuestion]:
    """What is not clear about these files and folders; quick, and nothing where all is clear."""
    return []


def options_from(answers: Sequence[ReadOptions]) -> ReadOptions:
    """The answers as one: each question is about something else."""
    united = NO_OPTIONS
    for answer in answers:
        united = ReadOptions(
            encoding=answer.encoding or united.encoding,
            columns=answer.columns or united.columns,
            split=united.split if answer.split is None else answer.split,
        )
    return united
