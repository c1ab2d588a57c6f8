"""Corrections of names: made, taken back and made again, one after the other, without holding up the window."""

from collections import deque
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, Signal

from reader.articles.article import ArticleNumber
from reader.entities.correction import Correction
from reader.tasks.correct_names import CorrectNames, describe_correction
from reader.ui.background import Job, run_job
from reader.ui.flows.opening import OpeningFlow


class Corrected(NamedTuple):
    """What was done, in words, and whether it can be taken back or only done again."""

    words: str  # a sentence without its full stop
    can_undo: bool


class CorrectingFlow(QObject):
    """From what the reader said of a name to names that are shown so. Threads: GUI.

    Everything is done on a thread, in the order it was asked for; the open article is put right first, what else is
    concerned is left to the child process.
    """

    corrected = Signal(object)  # Corrected
    state_changed = Signal(bool, bool)  # whether something can be undone, and redone
    names_changed = Signal()  # names that are shown may be others now
    work_wanted = Signal()  # articles wait for being linked anew
    problem_met = Signal(object)

    def __init__(
        self, *, correct_names: CorrectNames, opening: OpeningFlow, pool: QThreadPool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._correct_names, self._opening, self._pool = correct_names, opening, pool
        self._waiting: deque[Callable[[], tuple[Corrected | None, bool, bool]]] = deque()
        self._job: Job | None = None

    def begin(self) -> None:
        """Tell what can be undone from earlier days."""
        self._do(lambda: None)

    def correct(self, correction: Correction) -> None:
        """Say this of a name."""

        def work() -> Corrected:
            self._correct_names.correct(correction, self._open_article())
            return Corrected(describe_correction(correction), True)

        self._do(work)

    def undo(self) -> None:
        """Take the last correction back."""
        self._do(lambda: _told("Undone", self._correct_names.undo(self._open_article()), can_undo=False))

    def redo(self) -> None:
        """Make the correction again that was taken back last."""
        self._do(lambda: _told("", self._correct_names.redo(self._open_article()), can_undo=True))

    def delete(self, numbers: Collection[int]) -> None:
        """Take these corrections back; `redo` makes them again."""
        self._do(lambda: _told("Undone", self._correct_names.delete(numbers, self._open_article()), can_undo=False))

    def take_in(self, words: str) -> None:
        """Corrections were made elsewhere, as by reading a file: let them count, and say what happened."""

        def work() -> Corrected:
            self._correct_names.apply(self._open_article())
            return Corrected(words, True)

        self._do(work)

    @property
    def busy(self) -> bool:
        return self._job is not None

    def _open_article(self) -> ArticleNumber | None:
        current = self._opening.current
        return current.number if current is not None else None

    def _do(self, work: Callable[[], Corrected | None]) -> None:
        def all_of_it() -> tuple[Corrected | None, bool, bool]:
            done = work()
            return done, self._correct_names.can_undo(), self._correct_names.can_redo()

        self._waiting.append(all_of_it)
        if self._job is None:
            self._start_next()

    def _start_next(self) -> None:
        if not self._waiting:
            self._job = None
            return
        work = self._waiting.popleft()
        self._job = run_job(work, self._on_done, owner=self, pool=self._pool, failed=self.problem_met.emit)
        self._job.ended.connect(self._start_next)

    def _on_done(self, outcome: object) -> None:
        assert isinstance(outcome, tuple)
        done, can_undo, can_redo = outcome
        self.state_changed.emit(can_undo, can_redo)
        if done is not None:
            self.names_changed.emit()
            self.corrected.emit(done)
            self.work_wanted.emit()


def _told(before: str, corrections: Sequence[Correction], *, can_undo: bool) -> Corrected | None:
    """What was done to these, in a few words; None if there were none."""
    if not corrections:
        return None
    words = describe_correction(corrections[0]) if len(corrections) == 1 else f"{len(corrections):,} corrections"
    if before:
        words = f"{before}: {words[:1].lower()}{words[1:]}"
    return Corrected(words, can_undo)
