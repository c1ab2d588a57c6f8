"""The doctor tells what of the program's own files is missing, changed or too much."""

import base64
import hashlib
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from reader import build_info
from reader.build_info import Kind
from reader.tasks import check_installation as module
from reader.tasks.check_installation import FileTrouble, check_installation, compare_folder, compare_package
from reader.tasks.self_check import Diagnosis

LIST = "_internal/reader/_bundled/files.sha256"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A frozen program as it is installed, with the list of its files."""
    made = tmp_path / "readalso"
    for name, content in (
        ("readalso", b"program"),
        ("_internal/lib one.so", b"library"),
        ("_internal/reader/_bundled/seeds/world/a.txt", b"article"),
    ):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    names = [path.relative_to(made).as_posix() for path in sorted(made.rglob("*")) if path.is_file()]
    lines = [f"{hashlib.sha256((made / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (made / LIST).write_text("".join(lines), "utf-8")
    return made


def compare(folder: Path) -> FileTrouble:
    return compare_folder(folder, folder / LIST)


def test_what_is_as_it_was_installed_gives_no_trouble(folder: Path) -> None:
    assert compare(folder) == FileTrouble()


def _remove(folder: Path) -> None:
    (folder / "_internal/lib one.so").unlink()


def _change(folder: Path) -> None:
    (folder / "readalso").write_bytes(b"progrem")


def _shorten(folder: Path) -> None:
    (folder / "readalso").write_bytes(b"")


def _replace_by_folder(folder: Path) -> None:
    _remove(folder)
    (folder / "_internal/lib one.so").mkdir()


def _add(folder: Path) -> None:
    (folder / "_internal/numpy").mkdir()
    (folder / "_internal/numpy/old.so").write_bytes(b"of an earlier version")


def _lose_list(folder: Path) -> None:
    (folder / LIST).unlink()


def _garble_list(folder: Path) -> None:
    (folder / LIST).write_bytes(b"\xff\xfe nothing")


@pytest.mark.parametrize(
    ("harm", "trouble"),
    [
        (_remove, FileTrouble(missing=("_internal/lib one.so",))),
        (_change, FileTrouble(changed=("readalso",))),
        (_shorten, FileTrouble(changed=("readalso",))),
        (_replace_by_folder, FileTrouble(changed=("_internal/lib one.so",))),
        (_add, FileTrouble(extra=("_internal/numpy/old.so",))),
        (_lose_list, FileTrouble(missing=(LIST,))),
        (_garble_list, FileTrouble(missing=(LIST,))),
    ],
)
def test_each_sort_of_trouble_is_told_by_name(folder: Path, harm: Callable[[Path], None], trouble: FileTrouble) -> None:
    harm(folder)
    assert compare(folder) == trouble


def test_what_lies_beside_the_program_is_the_readers_affair(folder: Path) -> None:
    for name in ("kind", "portable", "readalso-data/library.sqlite", "_internal/reader/__pycache__/x.pyc"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
    assert compare(folder) == FileTrouble()


def test_many_files_are_counted_and_the_first_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(25):
        (folder / f"_internal/{number:02}.old").write_bytes(b"")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    monkeypatch.setattr(module, "own_files", lambda: (folder / LIST).parent)
    (finding,) = check_installation(build_info.build_info())
    assert finding.problem.startswith(
        "25 files among those of the program are not part of it: _internal/00.old, _internal/01.old, "
    )
    assert finding.problem.endswith(" and 15 more.")
    assert finding.remedy.startswith("Install Read Also again.")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed wheel."""
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "cli.py").write_bytes(b"code")
    (tmp_path / "gone.py").write_bytes(b"more")
    info = tmp_path / "readalso-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: readalso\nVersion: 1\n", "utf-8")
    lines = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip('=')},4"
        for name, content in (("reader/cli.py", b"code"), ("gone.py", b"more"))
    ]
    (info / "RECORD").write_text("\n".join([*lines, "reader/__pycache__/cli.pyc,,", ""]), "utf-8")
    found = next(iter(metadata.distributions(name="readalso", path=[str(tmp_path)])))
    monkeypatch.setattr(metadata, "distribution", lambda _name: found)
    return tmp_path


def test_a_wheel_is_compared_with_what_the_installer_wrote_down(package: Path) -> None:
    assert compare_package("readalso") == FileTrouble()
    (package / "gone.py").unlink()
    (package / "reader" / "cli.py").write_bytes(b"c0de")
    assert compare_package("readalso") == FileTrouble(missing=("gone.py",), changed=("reader/cli.py",))


def test_modules_that_were_only_copied_are_not_complained_of() -> None:
    assert compare_package("no-such-package-at-all") == FileTrouble()


def test_what_a_checkout_lacks_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "bundled", lambda name: tmp_path / name)
    info = build_info.build_info()._replace(kind=Kind.CHECKOUT)
    problems = [finding.problem for finding in check_installation(info)]
    assert problems == list(module.NEEDED.values())
    assert "The bundled articles are missing." in problems


def test_the_diagnosis_begins_with_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "check_installation", lambda _info: [])
    diagnosis = module.with_installation(Diagnosis(facts=("a",), counts={}, findings=()))
    info = build_info.build_info()
    assert diagnosis.facts[0] == f"Read Also {info.version}, {info.origin}"
    assert diagnosis.facts[-1] == "a"
    assert diagnosis.build["kind"] == info.kind.value
