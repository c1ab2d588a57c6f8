"""Has Qt's libraries loaded by a thread while Python imports what needs no Qt: in the installed program on Linux.

To map and relocate them takes as long as to import our modules without Qt, and there is nothing of Python in it. But
`import` holds Python's lock while it loads a library, and so does ctypes' own `dlopen`. So the thread calls the C
library's function, for which the lock is given back. What was loaded stays loaded, and the import finds it.

It is harmless where something is missing: then the import loads it, or says what is the matter.
"""

import _thread
import os
import sys
from collections.abc import Callable, Sequence

PLUGIN = "PySide6/Qt/plugins/platforms/lib{}.so"
# Each needs those before it; in pieces, because whoever imports another library meanwhile waits for the end of one.
LIBRARIES = (
    "shiboken6/Shiboken.abi3.so",
    "PySide6/Qt/lib/libQt6Core.so.6",
    "PySide6/Qt/lib/libQt6Gui.so.6",
    "PySide6/QtCore.abi3.so",
    "PySide6/Qt/lib/libQt6Widgets.so.6",
    "PySide6/QtGui.abi3.so",
    "PySide6/QtWidgets.abi3.so",
)


def begin() -> bool:
    """Start the thread; whether there is something for it to do. Threads: the first."""
    folder = getattr(sys, "_MEIPASS", None)
    if folder is None or sys.platform != "linux":
        return False
    try:
        import _ctypes  # the small part of ctypes; deferred: nobody else needs it so early
    except ImportError:
        return False
    try:
        dlopen = _ctypes.dlsym(_ctypes.dlopen(None, os.RTLD_NOW), "dlopen")  # type: ignore[arg-type]  # None: the program itself
    except OSError:
        return False
    _thread.start_new_thread(_load, (_ctypes.call_function, dlopen, folder, [*LIBRARIES, PLUGIN.format(_platform())]))
    return True


def _platform() -> str:
    """What Qt will talk to: a guess, as Qt's own."""
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        return "qwayland"
    return "qxcb"


def _load(call: Callable[[int, tuple[bytes, int]], int], dlopen: int, folder: str, libraries: Sequence[str]) -> None:
    for library in libraries:
        path = f"{folder}/{library}"
        if os.path.exists(path):
            call(dlopen, (os.fsencode(path), os.RTLD_NOW))
