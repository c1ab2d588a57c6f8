"""The frame that Windows and macOS draw: as dark as the window. What is asked of Qt; the systems are not here."""

import ctypes
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from reader.ui import window_frame
from reader.ui.theme import ThemeChoice


class Hints:
    """Stands for Qt's: the platform of the tests has no title bars."""

    def __init__(self) -> None:
        self.asked: list[Qt.ColorScheme | None] = []

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802  Qt's name
        self.asked.append(scheme)

    def unsetColorScheme(self) -> None:  # noqa: N802  Qt's name
        self.asked.append(None)


@pytest.mark.parametrize(
    ("choice", "asked"),
    [
        (ThemeChoice.DARK, Qt.ColorScheme.Dark),
        (ThemeChoice.LIGHT, Qt.ColorScheme.Light),
        (ThemeChoice.SYSTEM, None),
    ],
)
def test_the_title_bar_follows_the_choice(
    monkeypatch: pytest.MonkeyPatch, choice: ThemeChoice, asked: Qt.ColorScheme | None
) -> None:
    hints = Hints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    window_frame.follow_theme(choice)
    assert hints.asked == [asked]


@pytest.mark.parametrize("choice", list(ThemeChoice))
def test_qt_understands_it(qapp: QGuiApplication, choice: ThemeChoice) -> None:
    window_frame.follow_theme(choice)
    window_frame.follow_theme(ThemeChoice.SYSTEM)
    assert qapp.styleHints().colorScheme() in Qt.ColorScheme


def test_windows_is_told_whose_window_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    shell = SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=told.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    window_frame.share_button_with_menu_entry()
    assert told == [window_frame.APP_ID]


def test_elsewhere_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    window_frame.share_button_with_menu_entry()
