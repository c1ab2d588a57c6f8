"""Sees from outside when another program has painted its window: an X client that is told of every change of pixels.

Nothing in the measured program takes part. The server tells of windows that are made and of what is drawn in them
(extension DAMAGE); after each drawing the middle of the window is fetched and looked at. Needs libX11 and libXdamage.
"""

import ctypes
import ctypes.util
import os
import select
import time
from typing import Any

CREATE_NOTIFY = 16
SUBSTRUCTURE_NOTIFY = 1 << 19
REPORT_NON_EMPTY = 3
Z_PIXMAP = 2
ALL_PLANES = 0xFFFFFFFF
SMALLEST = 300  # pixels: smaller windows are helpers of Qt
COLOURS = 24  # an empty pane has few; letters have edges of many shades


class _CreateWindow(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
        ("parent", ctypes.c_ulong), ("window", ctypes.c_ulong), ("x", ctypes.c_int), ("y", ctypes.c_int),
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("border_width", ctypes.c_int), ("override", ctypes.c_int),
    ]  # fmt: skip


class _DamageNotify(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
        ("drawable", ctypes.c_ulong), ("damage", ctypes.c_ulong),
    ]  # fmt: skip


class _Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("made", _CreateWindow), ("drawn", _DamageNotify), ("pad", ctypes.c_long * 24)]


class _Image(ctypes.Structure):
    _fields_ = [
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
        ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int), ("bits_per_pixel", ctypes.c_int),
    ]  # fmt: skip


def _library(name: str, answers: dict[str, Any]) -> Any:
    path = ctypes.util.find_library(name)
    if path is None:
        raise OSError(f"lib{name} is missing")
    library = ctypes.CDLL(path)
    for function, kind in answers.items():
        getattr(library, function).restype = kind
    return library


class Onlooker:
    """Waits for the first window that is made from now on to have text in its middle."""

    def __init__(self) -> None:
        big = ctypes.c_ulong
        self._x = _library("X11", {"XOpenDisplay": ctypes.c_void_p, "XDefaultRootWindow": big,
                                   "XGetImage": ctypes.POINTER(_Image)})  # fmt: skip
        self._damage = _library("Xdamage", {"XDamageCreate": big})
        display = self._x.XOpenDisplay(None)
        if not display:
            raise OSError("no X server answers")
        self._display = ctypes.c_void_p(display)
        # Windows may be gone before they are asked about; Xlib would end us for it.
        self._handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _display, _error: 0)
        self._x.XSetErrorHandler(self._handler)
        first, _error = ctypes.c_int(), ctypes.c_int()
        if not self._damage.XDamageQueryExtension(self._display, ctypes.byref(first), ctypes.byref(_error)):
            raise OSError("the X server has no extension DAMAGE")
        self._first = first.value
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        self._x.XSync(self._display, 0)
        self._sizes: dict[int, tuple[int, int]] = {}

    def begin(self) -> None:
        """Forget what was seen, and what has not been looked at."""
        self._sizes.clear()
        self._x.XSync(self._display, 1)

    def wait(self, seconds: float) -> float | None:
        """By `time.monotonic()`, when the pixels were there; None if they did not come."""
        event, until = _Event(), time.monotonic() + seconds
        descriptor = self._x.XConnectionNumber(self._display)
        while (left := until - time.monotonic()) > 0:
            if not self._x.XPending(self._display):
                select.select([descriptor], [], [], left)
                continue
            self._x.XNextEvent(self._display, ctypes.byref(event))
            now = time.monotonic()
            if event.type == CREATE_NOTIFY:
                self._watch(event.made)
            elif event.type == self._first:
                self._damage.XDamageSubtract(
                    self._display, ctypes.c_ulong(event.drawn.damage), ctypes.c_ulong(0), ctypes.c_ulong(0)
                )
                if self._has_text(event.drawn.drawable):
                    return now
        return None

    def _watch(self, made: _CreateWindow) -> None:
        if min(made.width, made.height) < SMALLEST:
            return
        self._sizes[made.window] = (made.width, made.height)
        self._damage.XDamageCreate(self._display, ctypes.c_ulong(made.window), REPORT_NON_EMPTY)
        self._x.XFlush(self._display)

    def _has_text(self, window: int) -> bool:
        width, height = self._sizes.get(window, (0, 0))
        if not width:
            return False
        # From the middle to two thirds: there stands the article, in ours and in the bare window.
        left, across, top, down = width // 2, width // 6, height // 4, height // 2
        image = self._x.XGetImage(
            self._display, ctypes.c_ulong(window), left, top, across, down, ctypes.c_ulong(ALL_PLANES), Z_PIXMAP
        )
        if not image:
            return False
        there = image.contents
        pixels = ctypes.string_at(there.data, there.bytes_per_line * there.height)
        self._x.XDestroyImage(image) if hasattr(self._x, "XDestroyImage") else None
        step = there.bits_per_pixel // 8
        return len({pixels[at : at + step] for at in range(0, len(pixels), step)}) >= COLOURS

    def picture(self, path: str) -> None:
        """What the screen shows, for whoever wants to see what was measured (ImageMagick)."""
        os.spawnlp(os.P_WAIT, "import", "import", "-window", "root", path)
