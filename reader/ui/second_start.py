"""The window's side of a second start: it is raised, and takes what was handed over, now or to an earlier window."""

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from reader.handing_over import Answer, Handover, Listening
from reader.locations import Locations
from reader.taken_files import Kept, keep, kept
from reader.ui import x11

TakeFiles = Callable[[tuple[Path, ...], Callable[[], object]], object]  # the files; to be called when they are in


class _Caller:
    """A second start that waits for its answer."""

    def __init__(self, handover: Handover, held: Kept | None, *, is_us: bool = False) -> None:
        self.handover, self.held, self.is_us = handover, held, is_us
        self.answer: SimpleQueue[Answer] = SimpleQueue()


class SecondStarts(QObject):
    """Answers second starts for one window. Threads: GUI; `_take` is called on others."""

    _came = Signal(object)  # a _Caller; emitted on its thread

    def __init__(self, *, locations: Locations, window: QWidget, take_files: TakeFiles, parent: QObject) -> None:
        """`take_files` imports files and shows the first article of them."""
        super().__init__(parent)
        self._folder, self._take_files = locations.taken_files, take_files
        self._window: QWidget | None = window
        self._lock = threading.Lock()
        self._callers: list[_Caller] = []  # not answered yet
        self._closing = self._ended = False
        self._listening = Listening(locations.window_address_file, self._take)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def begin(self, files: Sequence[Path] = ()) -> None:
        """Take what an earlier window did not come to import, and these; then listen."""
        for held in kept(self._folder):
            self._take_files(held.files, held.forget)
        if files:  # by the same way, so that they are written down, too
            own = Handover.here(files)._replace(again=True)
            threading.Thread(target=self._take, args=(own,), kwargs={"is_us": True}, daemon=True).start()
        self._listening.begin()

    def close(self, shown: QWidget | None = None) -> None:
        """The library is being closed: take nothing more. Whoever comes waits, and sees `shown` meanwhile, if any."""
        if not self._closing:
            self._window, self._closing = shown, True
        self._send_on()

    def end(self) -> None:
        """Listen no more."""
        self.close()
        with self._lock:
            self._ended = True
        self._send_on()
        self._listening.end()

    def _take(self, handover: Handover, *, is_us: bool = False) -> Answer:  # on a thread: touch no widget here
        held = keep(self._folder, handover.files) if handover.files and (is_us or not self._closing) else None
        caller = _Caller(handover, held, is_us=is_us)
        with self._lock:
            ended = self._ended
            if not ended:
                self._callers.append(caller)
                self._came.emit(caller)
        if ended:
            self._refuse(caller)
        return caller.answer.get()

    @Slot(object)
    def _on_came(self, caller: _Caller) -> None:
        if self._window is not None and not caller.handover.again:
            raise_window(self._window, caller.handover)
        with self._lock:
            if caller not in self._callers:
                return  # the library was closed meanwhile, and it knows
            self._callers.remove(caller)
        if self._closing:
            self._refuse(caller)
            return
        caller.answer.put(Answer.TAKEN)
        if caller.held is not None:
            self._take_files(caller.held.files, caller.held.forget)

    def _send_on(self) -> None:
        with self._lock:
            callers, self._callers = self._callers, []
        for caller in callers:
            self._refuse(caller)

    def _refuse(self, caller: _Caller) -> None:
        """It keeps its files, and opens the library itself when we are gone. Our own wait for the next start."""
        if caller.held is not None and not caller.is_us:
            caller.held.forget()
        caller.answer.put(Answer.LATER)


def raise_window(window: QWidget, handover: Handover) -> None:
    """Bring it to the front, with the keyboard; a dialog that is open over it comes along."""
    dialog = QApplication.activeModalWidget()
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    front = dialog if dialog is not None and dialog.isVisible() else window
    platform = QGuiApplication.platformName()
    if platform.startswith("wayland") and handover.token:
        os.environ["XDG_ACTIVATION_TOKEN"] = handover.token  # where Qt looks for it; it takes it away again
    if platform != "offscreen":  # where nothing is in front of anything, and Qt complains
        front.raise_()
    front.activateWindow()
    if platform == "xcb":
        x11.come_forward(int(front.winId()), handover.startup_id)
