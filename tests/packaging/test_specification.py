"""`readalso.spec`, gone through for each system: most of its lines for Windows and macOS run nowhere else here."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from building import start_modules
from building.context import ROOT, own_version

SPECIFICATION = ROOT / "packaging" / "readalso.spec"
HOOKS = ("pyi_rth_inspect", "pyi_rth_pyside6", "pyi_rth_multiprocessing")  # of PyInstaller, put before the program


class Built(NamedTuple):
    """What the specification asked PyInstaller for."""

    programs: list[dict[str, Any]]
    scripts: list[str]
    collected: int  # programs in the folder
    bundles: list[dict[str, Any]]


class Analysis:
    """Stands for PyInstaller's: it finds nothing but the scripts."""

    def __init__(self, scripts: list[str], *, runtime_hooks: list[str], **_more: Any) -> None:
        names = [*runtime_hooks, *HOOKS, *scripts]
        self.scripts = [(Path(name).stem, name, "PYSOURCE") for name in names]
        self.binaries: list[Any] = []
        self.datas: list[Any] = []
        self.pure: list[Any] = []


def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, name: str) -> Built:
    programs: list[dict[str, Any]] = []
    bundles: list[dict[str, Any]] = []
    folders: list[int] = []
    scripts: list[str] = []

    def make_program(_archive: Any, found: Any, _binaries: Any, **options: Any) -> str:
        scripts[:] = [entry[0] for entry in found]
        programs.append(options)
        return "program"

    def collect(*parts: Any, **_options: Any) -> str:
        folders.append(sum(part == "program" for part in parts))
        return "folder"

    hooks = ModuleType("PyInstaller.utils.hooks")
    vars(hooks).update(collect_data_files=lambda _name: [], copy_metadata=lambda _name: [])
    for module in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, module, ModuleType(module))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "argv", ["readalso.spec", "--name", name])
    monkeypatch.setattr(start_modules, "pack", lambda *_given, **_named: [])
    code = compile(SPECIFICATION.read_text("utf-8"), str(SPECIFICATION), "exec")
    given = {
        "SPECPATH": str(SPECIFICATION.parent),
        "workpath": str(tmp_path),
        "Analysis": Analysis,
        "PYZ": lambda _pure: "archive",
        "EXE": make_program,
        "COLLECT": collect,
        "BUNDLE": lambda _folder, **options: bundles.append(options),
    }
    monkeypatch.setattr(sys, "platform", platform)
    exec(code, given)
    monkeypatch.undo()
    return Built(programs, scripts, sum(folders), bundles)


def test_on_linux_there_is_one_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    built = run(monkeypatch, tmp_path, "linux", "readalso")
    assert [program["name"] for program in built.programs] == ["readalso"]
    assert built.collected == 1
    assert built.bundles == []
    assert not set(built.scripts) & set(HOOKS)


def test_on_windows_one_program_has_the_window_and_one_prints(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    built = run(monkeypatch, tmp_path, "win32", "readalso")
    assert [(program["name"], program["console"]) for program in built.programs] == [
        ("readalso", False),
        ("readalso-cli", True),
    ]
    assert built.collected == 2  # over the same files
    assert built.bundles == []
    for program in built.programs:
        assert Path(program["icon"]).suffix == ".ico"
        assert "PerMonitorV2" in Path(program["manifest"]).read_text("utf-8")
        assert f"'{own_version()}'" in Path(program["version"]).read_text("utf-8")
    assert not set(built.scripts) & set(HOOKS)


def test_on_macos_there_is_an_application(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    built = run(monkeypatch, tmp_path, "darwin", "readalso")
    assert [program["name"] for program in built.programs] == ["readalso"]
    [bundle] = built.bundles
    assert bundle["name"] == "Read Also.app"
    assert bundle["version"] == own_version()
    assert bundle["info_plist"]["CFBundleExecutable"] == "readalso"
    # It tells Qt where it is; what another one loads is not in the folder at all.
    assert set(built.scripts) & set(HOOKS) == {"pyi_rth_pyside6"}


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_bare_window_is_one_program_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
) -> None:
    built = run(monkeypatch, tmp_path, platform, "bare")
    assert [program["name"] for program in built.programs] == ["bare"]
    assert (built.collected, built.bundles) == (1, [])
