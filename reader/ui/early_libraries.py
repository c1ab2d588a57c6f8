"""Has Qt's libraries loaded by a thread while Python imports what needs no Qt: in the installed program on Linux.

To map and relocate them takes as long as to import our modules without Qt, and there is nothing of Python in it. But
`import` holds Python's lock while it loads a library, and so does ctypes' own `dlopen`. So the thread calls the C
library's function, for which the lock is given back. What was loaded stays loaded, and the import finds it.

It is harmless where something is missing: then the import loads it, or says what is the matter.
"""

import _thread
import os
import sys
from collections.abc import Sequence
from typing import Any

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
FONTS = "libfontconfig.so.1"


def begin() -> bool:
    """Start the thread; whether there is something for it to do. Threads: the first."""
    folder = getattr(sys, "_MEIPASS", None)
    if folder is None or sys.platform != "linux":
        return False
    _thread.start_new_thread(_load, (folder, [*LIBRARIES, PLUGIN.format(_platform())]))
    return True


def _platform() -> str:
    """What Qt will talk to: a guess, as Qt's own."""
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        return "qwayland"
    return "qxcb"


def _load(folder: str, libraries: Sequence[str]) -> None:
    itself: Any = None  # the name by which the C library means all that is loaded
    try:
        import _ctypes  # the small part of ctypes; deferred: in a checkout nobody asks for it

        dlopen = _ctypes.dlsym(_ctypes.dlopen(itself, os.RTLD_NOW), "dlopen")
        for library in libraries:
            path = f"{folder}/{library}"
            if os.path.exists(path):
                _ctypes.call_function(dlopen, (os.fsencode(path), os.RTLD_NOW))
        # Fontconfig reads its settings and caches when the first text is measured; Qt finds that done.
        fonts = _ctypes.dlopen(FONTS, os.RTLD_NOW | os.RTLD_NOLOAD)
        _ctypes.call_function(_ctypes.dlsym(fonts, "FcInit"), ())
    except (ImportError, OSError):
        return  # something is not there: whoever needs it will say so
