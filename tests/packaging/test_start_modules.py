"""What the first paint needs is packed into one file, and loaded from it as Python loads modules otherwise."""

import importlib.resources
import importlib.util
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tried_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


start_modules = load(PACKAGING / "building" / "start_modules.py")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A package `reader` of a few lines."""
    folder = tmp_path / "source"
    package = folder / "reader"
    (package / "room").mkdir(parents=True)
    (package / "__init__.py").write_text('"""A package."""\nname = "ours"\n')
    (package / "data.txt").write_text("data beside the module")
    (package / "room" / "__init__.py").write_text("")
    (package / "room" / "fails.py").write_text("\ndef fail():\n    raise ValueError('here')\n")
    return folder


def pack(source: Path, target: Path, names: list[str]) -> list[str]:
    target.mkdir()
    left_out: list[str] = start_modules.pack(target / start_modules.FILE, names=names, source=source)
    return left_out


@pytest.fixture
def frozen(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The hook has run, in a folder where a frozen program keeps its files."""
    folder = tmp_path / "_internal"
    left_out = pack(source, folder, ["reader", "reader.room", "reader.room.fails", "colorsys", "itertools", "none"])
    assert left_out == ["itertools", "none"]
    (folder / "reader").mkdir()
    (folder / "reader" / "data.txt").write_text("data beside the module")
    monkeypatch.setattr(sys, "_MEIPASS", str(folder), raising=False)
    monkeypatch.setattr(sys, "meta_path", sys.meta_path[:])
    before = {name: sys.modules[name] for name in sys.modules if name.split(".")[0] in ("reader", "colorsys")}
    for name in before:
        del sys.modules[name]
    load(PACKAGING / "hooks" / "own_modules.py")
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] in ("reader", "colorsys")]:
        del sys.modules[name]
    sys.modules.update(before)


def test_a_packed_module_is_as_any_other(frozen: Path) -> None:
    package = importlib.import_module("reader")
    assert (package.name, package.__doc__) == ("ours", "A package.")
    assert package.__file__ == f"{frozen}/reader/__init__.pyc"
    assert list(package.__path__) == [f"{frozen}/reader"]
    assert package.__spec__ is not None
    assert package.__spec__.parent == "reader"
    room = importlib.import_module("reader.room.fails")
    assert room.__file__ == f"{frozen}/reader/room/fails.pyc"
    assert room.__package__ == "reader.room"
    colours = importlib.import_module("colorsys")
    assert colours.rgb_to_hsv(1.0, 0.0, 0.0) == (0.0, 1.0, 1.0)


@pytest.mark.usefixtures("frozen")
def test_a_traceback_names_file_and_line_and_no_computer() -> None:
    room = importlib.import_module("reader.room.fails")
    with pytest.raises(ValueError, match="here") as caught:
        room.fail()
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert (last.filename, last.lineno, last.name) == ("reader/room/fails.py", 3, "fail")


@pytest.mark.usefixtures("frozen")
def test_data_beside_a_packed_module_is_found() -> None:
    package = importlib.import_module("reader")
    assert package.__file__ is not None
    assert (Path(package.__file__).parent / "data.txt").read_text() == "data beside the module"
    assert importlib.resources.files("reader").joinpath("data.txt").read_text() == "data beside the module"


def test_what_is_not_packed_is_looked_for_elsewhere(frozen: Path) -> None:
    (frozen / "reader" / "later.py").write_text("name = 'later'\n")
    assert importlib.import_module("reader.later").name == "later"
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("reader.nowhere")


def test_without_the_file_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    before = sys.meta_path[:]
    load(PACKAGING / "hooks" / "own_modules.py")
    assert sys.meta_path == before


def test_the_same_sources_give_the_same_file(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["reader", "reader.room", "reader.room.fails", "enum", "json.decoder"]
    pack(source, tmp_path / "one", names)
    elsewhere = tmp_path / "another folder"
    source.rename(elsewhere)
    for path in elsewhere.rglob("*.py"):
        os.utime(path, (1, 1))
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("LANG", "C")
    pack(elsewhere, tmp_path / "two", names)
    one, two = ((tmp_path / name / start_modules.FILE).read_bytes() for name in ("one", "two"))
    assert one == two
    assert os.fsencode(tmp_path) not in one


def test_the_list_names_modules_that_are_there() -> None:
    names = start_modules.listed()
    assert "reader.cli" in names
    ours = [name for name in names if name.split(".")[0] == "reader"]
    assert [name for name in ours if start_modules._source_of(name, ROOT) is None] == []


def test_the_program_finds_its_own_modules_packed(tmp_path: Path) -> None:
    """The whole list, with the modules of this checkout, in a process that has no other way to them."""
    folder = tmp_path / "_internal"
    pack(ROOT, folder, start_modules.listed())
    program = f"""
import sys
sys._MEIPASS = {str(folder)!r}
sys.path[:] = [path for path in sys.path if not path.startswith({str(ROOT)!r})]
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in repr(finder).lower()]
exec(open({str(PACKAGING / "hooks" / "own_modules.py")!r}).read())
import reader.locations, reader.ui.first_look
print(reader.locations.__file__)
"""
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path
    )
    assert finished.stdout.strip() == f"{folder}/reader/locations.pyc", finished.stderr


def test_what_a_wrong_call_loads_is_not_left_out() -> None:
    """PySide ends the process when one of its modules cannot be imported at the first wrong call."""
    sys.path.insert(0, str(PACKAGING))
    try:
        left_out = set(load(PACKAGING / "building" / "contents.py").MODULES_LEFT_OUT)
    finally:
        sys.path.remove(str(PACKAGING))
    program = """
import sys
before = set(sys.modules)
from reader.ui.late_signatures import load_qt
load_qt()
from PySide6.QtCore import QPoint
try:
    QPoint("a")
except TypeError as error:
    assert "Supported signatures" in str(error)
print(*(sys.modules.keys() - before), sep="\\n")
"""
    finished = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    loaded = set(finished.stdout.split())
    assert "PySide6.QtCore" in loaded
    assert loaded & left_out == set()
