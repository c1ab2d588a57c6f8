"""Bringing a window to the front on X11 when a second start asks for it, which window managers grant to few.

Qt asks with the time of the last key or click that it saw, and a window manager takes that for a window that steals the
keyboard. What it wants to see is the time of the double-click: it stands in the id that the desktop gave the second
start. This is said on a connection of its own, by libxcb, which Qt has loaded anyway. https://specifications.freedesktop.org/wm-spec
and https://specifications.freedesktop.org/startup-notification-spec
"""

import ctypes
import logging
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

LIBRARY = "libxcb.so.1"
APPLICATION = 1  # who asks, as _NET_ACTIVE_WINDOW knows it
TO_MANAGER = 0x00180000  # SubstructureRedirect and SubstructureNotify
PROPERTY_CHANGE = 0x00400000
PROPERTY_NOTIFY, CLIENT_MESSAGE = 28, 33
REPLACE, APPEND = 0, 2
CARDINAL = 6  # these atoms are the same everywhere
EVENT_MASK = 0x0800  # XCB_CW_EVENT_MASK
INPUT_ONLY = 2
PART_BYTES = 20  # of a message about a start
TIME_SECONDS = 0.5  # how long the server's clock is waited for; it answers in a fraction of a millisecond

log = logging.getLogger(__name__)


class _Screen(ctypes.Structure):  # the beginning of xcb_screen_t
    _fields_ = (("root", ctypes.c_uint32),)


class _Screens(ctypes.Structure):  # xcb_screen_iterator_t
    _fields_ = (("data", ctypes.POINTER(_Screen)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class _Atom(ctypes.Structure):  # xcb_intern_atom_reply_t
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
    )


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Event(ctypes.Structure):  # xcb_property_notify_event_t, as far as it is read
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("window", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
        ("time", ctypes.c_uint32),
    )


class _Message(ctypes.Structure):  # xcb_client_message_event_t
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("format", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("window", ctypes.c_uint32),
        ("type", ctypes.c_uint32),
        ("data", ctypes.c_uint8 * PART_BYTES),
    )


def come_forward(window: int, startup_id: str) -> None:
    """Have this window (its X11 number) raised with the keyboard, and the start with this id ended, if there is one.

    A millisecond or two. Where X11 cannot be spoken to, nothing happens: Qt has asked already.
    """
    try:
        with _connection() as x:
            x.activate(window, time_of(startup_id) or x.time())
            if startup_id:
                x.end_start(startup_id)
    except (OSError, AttributeError) as error:
        log.info("the window manager was not asked: %s", error)


def time_of(startup_id: str) -> int:
    """When the reader asked for the start, in the milliseconds of the X server; 0: it does not say."""
    found = re.search(r"_TIME(\d+)$", startup_id)
    return int(found[1]) & 0xFFFFFFFF if found else 0


def parts_of(message: str) -> list[bytes]:
    """A message about a start as it is sent: pieces of 20 bytes, of which the last has a zero."""
    whole = message.encode("utf-8", "surrogateescape") + b"\0"
    return [whole[at : at + PART_BYTES].ljust(PART_BYTES, b"\0") for at in range(0, len(whole), PART_BYTES)]


@contextmanager
def _connection() -> "Iterator[_X11]":
    """
    Raises:
        OSError: no library, or no server.
    """
    xcb = ctypes.CDLL(LIBRARY)
    for name in ("xcb_connect", "xcb_get_setup", "xcb_intern_atom_reply", "xcb_poll_for_event"):
        getattr(xcb, name).restype = ctypes.c_void_p
    xcb.xcb_intern_atom.restype = _Cookie
    xcb.xcb_setup_roots_iterator.restype = _Screens
    xcb.xcb_generate_id.restype = ctypes.c_uint32
    number = ctypes.c_int(0)
    connection = ctypes.c_void_p(xcb.xcb_connect(None, ctypes.byref(number)))
    try:
        if xcb.xcb_connection_has_error(connection):
            raise OSError("the X server does not answer")
        yield _X11(xcb, connection, number.value)
        xcb.xcb_flush(connection)
    finally:
        xcb.xcb_disconnect(connection)


class _X11:
    """A connection for one sentence. Threads: one."""

    def __init__(self, xcb: Any, connection: ctypes.c_void_p, screen: int) -> None:
        self._xcb, self._connection = xcb, connection
        screens = xcb.xcb_setup_roots_iterator(ctypes.c_void_p(xcb.xcb_get_setup(connection)))
        for _ in range(screen):
            xcb.xcb_screen_next(ctypes.byref(screens))
        self._root: int = screens.data.contents.root
        self._own: int = xcb.xcb_generate_id(connection)  # a window that nobody sees
        mask = (ctypes.c_uint32 * 1)(PROPERTY_CHANGE)
        xcb.xcb_create_window(
            connection, 0, self._own, self._root, -1, -1, 1, 1, 0, INPUT_ONLY, 0, EVENT_MASK, mask
        )  # fmt: skip

    def time(self) -> int:
        """The clock of the server: it stands in the answer to any change. 0 where it does not answer."""
        self._change(self._own, self._atom("_NET_WM_USER_TIME"), APPEND, [])
        self._xcb.xcb_flush(self._connection)
        until = time.monotonic() + TIME_SECONDS
        while time.monotonic() < until:
            if event := self._xcb.xcb_poll_for_event(self._connection):
                found = ctypes.cast(event, ctypes.POINTER(_Event)).contents
                kind, moment = found.response_type & 0x7F, int(found.time)
                _free(event)
                if kind == PROPERTY_NOTIFY:
                    return moment
            time.sleep(0.0005)
        return 0

    def activate(self, window: int, moment: int) -> None:
        """Ask the window manager, as of this moment."""
        self._change(window, self._atom("_NET_WM_USER_TIME"), REPLACE, [moment])
        data = b"".join(number.to_bytes(4, sys.byteorder) for number in (APPLICATION, moment, 0, 0, 0))
        self._send(window, self._atom("_NET_ACTIVE_WINDOW"), 32, data, TO_MANAGER)

    def end_start(self, startup_id: str) -> None:
        """Tell everybody that this start is over: the pointer is an arrow again."""
        quoted = startup_id.replace("\\", "\\\\").replace('"', '\\"')
        kind = self._atom("_NET_STARTUP_INFO_BEGIN")
        for part in parts_of(f'remove: ID="{quoted}"'):
            self._send(self._own, kind, 8, part, PROPERTY_CHANGE)
            kind = self._atom("_NET_STARTUP_INFO")

    def _atom(self, name: str) -> int:
        cookie = self._xcb.xcb_intern_atom(self._connection, 0, len(name), name.encode())
        reply = self._xcb.xcb_intern_atom_reply(self._connection, cookie, None)
        if not reply:
            raise OSError("the X server has gone")
        atom = int(ctypes.cast(reply, ctypes.POINTER(_Atom)).contents.atom)
        _free(reply)
        return atom

    def _change(self, window: int, name: int, mode: int, values: list[int]) -> None:
        data = (ctypes.c_uint32 * max(len(values), 1))(*values)
        self._xcb.xcb_change_property(self._connection, mode, window, name, CARDINAL, 32, len(values), data)

    def _send(self, window: int, kind: int, bits: int, data: bytes, mask: int) -> None:
        message = _Message(CLIENT_MESSAGE, bits, 0, window, kind, (ctypes.c_uint8 * PART_BYTES)(*data))
        self._xcb.xcb_send_event(self._connection, 0, self._root, mask, ctypes.byref(message))


def _free(pointer: int) -> None:
    """What libxcb gives away belongs to us."""
    with suppress(AttributeError):
        ctypes.CDLL(None).free(ctypes.c_void_p(pointer))
