"""Undo: takes back whatever was done last, a correction of a name or anything else, and does it again."""

from collections.abc import Callable, Sequence

from reader.articles.article import ArticleNumber
from reader.entities.correction import Correction
from reader.tasks.annotate import Annotate
from reader.tasks.correct_names import CorrectNames, describe_correction
from reader.userdata.changes import Changes
from reader.userdata.corrections import Corrections


class Undo:
    """One stack out of two: what was said of names, and what was done to articles, joined by the time they were made.

    Anything new empties what was undone of both. Threads: any, one at a time. Raises ReaderError where a file cannot
    be used.
    """

    def __init__(
        self,
        *,
        changes: Changes,
        annotate: Annotate,
        corrections: Corrections,
        correct_names: Callable[[], CorrectNames],
    ) -> None:
        self._changes, self._annotate = changes, annotate
        self._corrections, self._correct_names = corrections, correct_names

    def can_undo(self) -> bool:
        return self._corrections.can_undo() or self._changes.last() is not None

    def can_redo(self) -> bool:
        return self._corrections.can_redo() or self._changes.next_again() is not None

    def next_is_correction(self) -> bool:
        """Whether `undo` would take back a correction, so that names are to be linked anew afterwards."""
        correction = self._corrections.last_made_at()
        change = self._changes.last()
        return bool(correction) and (change is None or correction > change.made_at)

    def next_again_is_correction(self) -> bool:
        """Whether `redo` would make a correction again."""
        correction = self._corrections.next_again_made_at()
        change = self._changes.next_again()
        return bool(correction) and (change is None or correction < change.made_at)

    def undo(self, open_article: ArticleNumber | None = None) -> str:
        """Take back what was done last; it in words, empty where there is nothing to undo."""
        if self.next_is_correction():
            return _in_words(self._correct_names().undo(open_article))
        return self._annotate.undo()

    def redo(self, open_article: ArticleNumber | None = None) -> str:
        """Do again what was undone last; it in words, empty where there is nothing to do again."""
        if self.next_again_is_correction():
            return _in_words(self._correct_names().redo(open_article))
        return self._annotate.redo()


def _in_words(corrections: Sequence[Correction]) -> str:
    if len(corrections) == 1:
        return describe_correction(corrections[0])
    return f"{len(corrections):,} corrections of names" if corrections else ""
