"""What the built program hands on to programs that it starts: nothing of its own libraries and variables."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HOOK = Path(__file__).resolve().parents[2] / "packaging" / "hooks" / "environment.py"
RUN_HOOK = """
import json, os, runpy, sys
sys._MEIPASS = sys.argv[2]
runpy.run_path(sys.argv[1])
print(json.dumps(dict(os.environ)))
"""
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the loader's variables are Linux's")


def after_hook(environment: dict[str, str], folder: Path) -> dict[str, str]:
    told = subprocess.run(
        [sys.executable, "-c", RUN_HOOK, str(HOOK), str(folder)],
        env={"PATH": "/usr/bin", **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found: dict[str, str] = json.loads(told)
    return found


def test_the_loaders_variables_are_as_before_the_start(tmp_path: Path) -> None:
    found = after_hook({"LD_LIBRARY_PATH": f"{tmp_path}:/opt/lib", "LD_LIBRARY_PATH_ORIG": "/opt/lib"}, tmp_path)

    assert found["LD_LIBRARY_PATH"] == "/opt/lib"
    assert "LD_LIBRARY_PATH_ORIG" not in found


def test_what_was_not_there_goes_and_the_rest_stays(tmp_path: Path) -> None:
    found = after_hook(
        {"LD_LIBRARY_PATH": str(tmp_path), "_PYI_PARENT_PROCESS_LEVEL": "1", "_PYI_ARCHIVE_FILE": "/x", "KEPT": "yes"},
        tmp_path,
    )

    assert not [name for name in found if name.startswith(("_PYI_", "LD_"))]
    assert found["KEPT"] == "yes"


def test_a_folder_that_the_loader_cannot_name_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "semi;colon:and more"
    folder.mkdir()
    (folder / "libbroken.so.1").write_bytes(b"no library")
    (folder / "data.txt").write_text("no library either")

    assert after_hook({"KEPT": "yes"}, folder)["KEPT"] == "yes"
