"""What the desktop has is known without asking it; windows are not larger than the screen."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.dialogs.list_frame import bring_to_front
from reader.ui.display import FRAME, fit_screen, has_session_bus


class Screen:
    """One of this size."""

    def __init__(self, width: int, height: int) -> None:
        self._room = QRect(0, 0, width, height)

    def availableGeometry(self) -> QRect:  # noqa: N802  # Qt's own name
        return self._room


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        ((1920, 1080), (1360, 860)),
        ((1366, 740), (1366 - FRAME[0], 740 - FRAME[1])),
        ((1600, 600), (1360, 600 - FRAME[1])),
    ],
)
def test_a_window_is_as_large_as_its_screen_allows(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, screen: tuple[int, int], size: tuple[int, int]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(window, "screen", lambda: Screen(*screen))
    window.resize(1360, 860)
    fit_screen(window)
    assert (window.width(), window.height()) == size


def test_a_dialog_is_fitted_when_it_opens_and_left_as_the_reader_has_it_then(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    monkeypatch.setattr(dialog, "screen", lambda: Screen(640, 480))
    monkeypatch.setattr(dialog, "raise_", lambda: None)  # the offscreen platform cannot
    dialog.resize(820, 600)
    bring_to_front(dialog)
    assert (dialog.width(), dialog.height()) == (640 - FRAME[0], 480 - FRAME[1])
    dialog.resize(700, 500)
    bring_to_front(dialog)
    assert (dialog.width(), dialog.height()) == (700, 500)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no session bus")
def test_a_bus_is_where_its_address_is_or_its_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bus").touch()
    assert has_session_bus({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/elsewhere"})
    assert has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert not has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path / "another")})
    assert not has_session_bus({})  # a file of that name where the program was started is no bus
