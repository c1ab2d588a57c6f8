"""Progress, pausing and cancellation for long work, without Qt."""

import threading
from collections.abc import Callable

from reader.errors import CancelledError


class Ticket:
    """Goes into a long piece of work; tells the outside how far it is, and the inside whether to stop or to rest.

    Threads: the work calls `step`, any thread may call `cancel` and `pause`.
    """

    def __init__(self, report: Callable[[int, int], object] | None = None) -> None:
        self._report = report
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self.cancelled = False
        self.articles = 0  # how many came so far, where the steps count other things

    def cancel(self) -> None:
        self.cancelled = True
        self._may_go_on.set()

    def pause(self, on: bool) -> None:
        """The work rests at its next step, until it is told otherwise or cancelled."""
        if on and not self.cancelled:
            self._may_go_on.clear()
        else:
            self._may_go_on.set()

    def step(self, done: int, total: int, *, articles: int | None = None) -> None:
        """Call between two items: reports how far the work is, and leaves it if it was cancelled. `total` may be 0
        where it is not known yet.

        Raises:
            CancelledError: somebody called `cancel`.
        """
        if articles is not None:
            self.articles = articles
        self._leave_if_cancelled()
        if self._report is not None:
            self._report(done, total)
        self._may_go_on.wait()
        self._leave_if_cancelled()

    def _leave_if_cancelled(self) -> None:
        if self.cancelled:
            raise CancelledError
