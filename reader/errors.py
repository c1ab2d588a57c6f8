"""What can go wrong outside the program, in words the reader of articles can act on."""


class ReaderError(Exception):
    """Something outside the program failed. A bug is never a ReaderError: it goes to the crash report."""

    def __init__(self, problem: str, *, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem  # what did not work, in the reader's words
        self.remedy = remedy  # what to try next; never empty

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}"


class CancelledError(Exception):
    """The work was asked to stop, and stopped between two items."""
