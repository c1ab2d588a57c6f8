"""The reader's corrections as they are now, wherever they were made: in the window, or by another process."""

import threading

from reader.entities.correcting import Correcting
from reader.library.corrected import AppliedCorrections
from reader.userdata.corrections import Corrections


class CurrentCorrections:
    """Reads them again only when they have changed. Threads: any."""

    def __init__(self, *, corrections: Corrections, applied: AppliedCorrections) -> None:
        self._corrections, self._applied = corrections, applied
        self._correcting = Correcting()
        self._reading = threading.Lock()

    def now(self) -> Correcting:
        """The corrections, ready to be replayed."""
        with self._reading:
            revision = self._corrections.revision()
            if revision != self._correcting.revision:
                # a correction made between these two lines is read too early, and once more the next time
                self._correcting = Correcting(self._corrections.all(), revision=revision)
            return self._correcting

    def are_left(self) -> bool:
        """Whether the library is still to learn of some. Costs next to nothing."""
        return self._applied.are_behind(self._corrections.revision())

    def bring_in(self, *, patient: bool = True) -> bool:
        """Let the library learn of all; see `AppliedCorrections.bring_in`."""
        return not self.are_left() or self._applied.bring_in(self.now(), patient=patient)
