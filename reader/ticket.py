"""Progress and cancellation for long work, without Qt."""

from collections.abc import Callable

from reader.errors import CancelledError


class Ticket:
    """Goes into a long piece of work; tells the outside how far it is, and the inside whether to stop.

    Threads: the work calls `step`, any thread may call `cancel`.
    """

    def __init__(self, report: Callable[[int, int], object] | None = None) -> None:
        self._report = report
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True

    def step(self, done: int, total: int) -> None:
        """Call between two items: reports how far the work is, and leaves it if it was cancelled.

        Raises:
            CancelledError: somebody called `cancel`.
        """
        if self.cancelled:
            raise CancelledError
        if self._report is not None:
            self._report(done, total)
