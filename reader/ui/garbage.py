"""Where and when Python collects its cyclic garbage: on the GUI thread, in small steps.

Left to itself the collector runs on whichever thread allocates next. On a pool thread it would destroy widgets and
other Qt objects there, which Qt does not survive: the process ends. So the window switches it off, and a timer of the
GUI thread does its work by the same thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 500
YOUNG, MIDDLE, OLD = 0, 1, 2  # the collector's generations


class GarbageOnGuiThread(QObject):
    """While this runs, cyclic garbage is collected on the GUI thread only. Threads: GUI."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """From now on; what is there already stays for good, so that later looks need not go through it."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again. No pool thread may be running any more."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        young, middle, old = gc.get_count()
        young_most, middle_most, old_most = gc.get_threshold()
        if old > old_most:
            gc.collect(OLD)
        elif middle > middle_most:
            gc.collect(MIDDLE)
        elif young > young_most:
            gc.collect(YOUNG)
