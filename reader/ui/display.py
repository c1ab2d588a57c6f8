"""Whether a window can be opened here, asked before Qt is loaded: Qt itself would end the program without a word.

It is asked at every start, with the bare `_socket` and `_ctypes`: the modules around them take longer.
"""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FRAME = (16, 48)  # pixels around a window and above it, where its title is
NO_WINDOW_PLATFORMS = ("offscreen", "minimal", "vnc")
ON_SERVERS = "search, read and import work here too: see readalso --help"


def window_obstacle(environment: Mapping[str, str] = os.environ) -> str | None:
    """Why no window can be opened, in one sentence with the way on, or None. Costs well under a millisecond."""
    if not sys.platform.startswith("linux"):
        return None
    if environment.get("QT_QPA_PLATFORM", "").startswith(NO_WINDOW_PLATFORMS):
        return None
    if environment.get("WAYLAND_DISPLAY"):
        return None
    display = environment.get("DISPLAY", "")
    if not display:
        return (
            f"No display was found, so the window cannot open; start Read Also from a desktop session ({ON_SERVERS})."
        )
    if not _answers(display):
        return (
            f"The display {display} does not answer, so the window cannot open;"
            f" start Read Also from a desktop session ({ON_SERVERS})."
        )
    if not _loads("libxcb-cursor.so.0"):
        return (
            "Qt needs the system library libxcb-cursor to open a window;"
            " install it (Debian and Ubuntu: apt install libxcb-cursor0) and start again."
        )
    return None


def has_session_bus(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a Linux desktop's services can be asked: without a bus Qt would say on the terminal that it failed."""
    if not sys.platform.startswith("linux"):
        return False
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    return bool(
        environment.get("DBUS_SESSION_BUS_ADDRESS") or (runtime and os.path.exists(os.path.join(runtime, "bus")))
    )


def missing_library(error: ImportError) -> str:
    """What to do where Qt itself cannot be loaded."""
    import re  # deferred: seldom needed

    name = re.search(r"lib[\w.+-]+\.so[.\d]*", str(error))
    return (
        f"Qt could not be loaded because the system library {name.group() if name else error} is missing; install it"
        " (Debian and Ubuntu: apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libdbus-1-3 libfontconfig1)"
        " and start again."
    )


def _loads(library: str) -> bool:
    from _ctypes import dlopen  # deferred: not every platform has it

    try:
        dlopen(library, 0)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server listens there; names as X(7) describes them: [host]:number[.screen]."""
    host, colon, rest = display.rpartition(":")
    number, dot, screen = rest.partition(".")
    if not colon or not number.isdecimal() or (dot and not screen.isdecimal()):
        return True  # a name we do not know how to read: let Qt try
    from _socket import AF_INET, AF_UNIX  # deferred: not every platform has both

    if host and host != "unix":
        return _connects(AF_INET, (host, 6000 + int(number)))
    path = f"/tmp/.X11-unix/X{int(number)}"
    return _connects(AF_UNIX, path) or _connects(AF_UNIX, "\0" + path)


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    from _socket import SOCK_STREAM, socket  # deferred, as above

    probe = socket(family, SOCK_STREAM)
    try:
        probe.settimeout(1.0)
        probe.connect(address)
    except OSError:
        return False
    finally:
        probe.close()
    return True


def fit_screen(window: "QWidget") -> None:
    """Make it no larger than there is room for on its screen. For a window of our size, not one that was restored."""
    room = window.screen().availableGeometry()
    window.resize(min(window.width(), room.width() - FRAME[0]), min(window.height(), room.height() - FRAME[1]))
