"""Whether a window can be opened here, asked before Qt is loaded: Qt itself would end the program without a word."""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping

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


def missing_library(error: ImportError) -> str:
    """What to do where Qt itself cannot be loaded."""
    name = re.search(r"lib[\w.+-]+\.so[.\d]*", str(error))
    return (
        f"Qt could not be loaded because the system library {name.group() if name else error} is missing; install it"
        " (Debian and Ubuntu: apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libdbus-1-3 libfontconfig1)"
        " and start again."
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server listens there; names as X(7) describes them: [host]:number[.screen]."""
    parts = re.fullmatch(r"(?P<host>.*):(?P<number>\d+)(\.\d+)?", display)
    if parts is None:
        return True  # a name we do not know how to read: let Qt try
    number = int(parts["number"])
    host = parts["host"]
    if host and host != "unix":
        return _connects(socket.AF_INET, (host, 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"
    return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, "\0" + path)


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(1.0)
            probe.connect(address)
    except OSError:
        return False
    return True
