"""All corrections as a list and as a file; and names of the reader's own, taken from a list."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.articles.folding import fold
from reader.entities.correction import Correction
from reader.entities.mention import Entity
from reader.errors import ReaderError
from reader.exporting.cells import save_table
from reader.library.importers.encoding import decode_text
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.tasks.correct_names import completed, describe_correction
from reader.tasks.correction_files import LineProblem, is_of_corrections, read_corrections, read_names, written
from reader.tasks.propose_name import SelectedWords, propose_name
from reader.userdata.corrections import Corrections

EVERYWHERE = "whole library"
GONE = "an article that is not in this library"
PROBLEMS_TOLD = 3


class ListedCorrection(NamedTuple):
    """One line of the list."""

    number: int
    what: str  # "Renamed Nakatani to Gen Nakatani"
    where: str  # an article's title
    when: str  # the day and the minute, here


class TakenIn(NamedTuple):
    """What came of reading a file."""

    taken: int
    present: int  # were there already
    problems: tuple[LineProblem, ...]

    def in_words(self) -> str:
        words = f"{_counted(self.taken)} {'was' if self.taken == 1 else 'were'} taken in"
        words += f", {self.present:,} {'was' if self.present == 1 else 'were'} there already." if self.present else "."
        if self.problems:
            told = "; ".join(f"line {problem.line}: {problem.reason}" for problem in self.problems[:PROBLEMS_TOLD])
            more = len(self.problems) - PROBLEMS_TOLD
            words += f" Left out: {told}{f'; and {more:,} more' if more > 0 else ''}."
        return words


class CorrectionList:
    """Lists corrections, writes and reads them. What a file brings in `NameArticles` applies, with all that is left.

    Threads: any.
    """

    def __init__(self, *, corrections: Corrections, shelf: Shelf, names: Names) -> None:
        self._corrections, self._shelf, self._names = corrections, shelf, names

    def lines(self) -> list[ListedCorrection]:
        """All corrections in words, in the order they were made."""
        corrections = self._corrections.all()
        titles = self._titles({one.article_id for one in corrections if one.article_id})
        return [
            ListedCorrection(
                one.number,
                describe_correction(one._replace(article_id=ArticleId(""))),  # the next column tells
                titles.get(one.article_id, GONE) if one.article_id else EVERYWHERE,
                _when(one.made_at),
            )
            for one in corrections
        ]

    def export_to(self, path: Path) -> str:
        """Write all corrections to a CSV file; what was done, in words.

        Raises:
            ReaderError: the file cannot be written.
        """
        corrections = self._corrections.all()
        save_table(path, written(corrections), called="The list")
        return f"{_counted(len(corrections))} {'was' if len(corrections) == 1 else 'were'} written to {path.name}."

    def import_from(self, path: Path, *, own_list: bool = False) -> str:
        """As `take_in`; what came of it, in words."""
        return self.take_in(path, own_list=own_list).in_words()

    def take_in(self, path: Path, *, own_list: bool = False) -> TakenIn:
        """Add the corrections of a file that `export_to` wrote, or the names of a list if `own_list`.

        What is there already is not added again; a line that cannot be used costs itself only.

        Raises:
            ReaderError: the file cannot be read.
        """
        text = _read(path)
        of_names = own_list and not is_of_corrections(text)
        read = read_names(text) if of_names else read_corrections(text)
        found = self._with_kinds(read.corrections) if of_names else read.corrections
        wanted = list(dict.fromkeys(completed(one) for one in found))
        present = {one._replace(number=0, made_at="") for one in self._corrections.all()}
        new = [one for one in wanted if one not in present]
        self._corrections.add_all(new)
        return TakenIn(len(new), len(found) - len(new), read.problems)

    def _with_kinds(self, added: Sequence[Correction]) -> Sequence[Correction]:
        """Names without a kind: the library may know them, else their words tell."""
        known = self._names.called({fold(one.to_name) for one in added if one.to_kind is None})
        return [one if one.to_kind is not None else _with_kind(one, known.get(fold(one.to_name))) for one in added]

    def _titles(self, ids: Iterable[ArticleId]) -> dict[ArticleId, str]:
        return {row.id: row.title for row in self._shelf.rows(self._shelf.numbers_of(list(ids)))}


def _with_kind(added: Correction, known: Entity | None) -> Correction:
    if known is not None:
        return added._replace(to_id=known.id, to_kind=known.kind, to_name=known.name)
    return added._replace(to_kind=propose_name(SelectedWords(added.to_name), ()).kind)


def _read(path: Path) -> str:
    try:
        return decode_text(path.read_bytes())
    except OSError as error:
        raise ReaderError(
            f"{path} could not be read: {error.strerror or error}.", remedy="Choose another file."
        ) from error


def _counted(number: int) -> str:
    return f"{number:,} {'correction' if number == 1 else 'corrections'}"


def _when(made_at: str) -> str:
    """The day and the minute, as the clock here shows them."""
    try:
        return datetime.fromisoformat(made_at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return made_at
