"""What the desktop has is known without asking it."""

import sys
from pathlib import Path

import pytest

from reader.ui.display import has_session_bus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no session bus")


def test_a_bus_is_where_its_address_is_or_its_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bus").touch()
    assert has_session_bus({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/elsewhere"})
    assert has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert not has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path / "another")})
    assert not has_session_bus({})  # a file of that name where the program was started is no bus
