"""Checksums: made for everything, and whatever is wrong with them is noticed."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PyInstaller", reason="the group `package` is not installed")
pytest.importorskip("cyclonedx", reason="the group `package` is not installed")

from building import checksums
from building.context import BuildError, Context
from checks import checksums as checking
from checks.checking import CheckFailed

DEB = "readalso_3_amd64.deb"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = Context(root=tmp_path, out=tmp_path / "dist", work=tmp_path / "build", version="3", epoch=0)
    (made.out / "readalso").mkdir(parents=True)
    (made.out / DEB).write_bytes(b"deb")
    (made.out / f"{DEB}.cdx.json").write_bytes(b"{}")
    (made.out / "sizes.txt").write_bytes(b"not for readers")
    checksums.run(made)
    return made.out


def test_the_list_names_artefacts_and_their_bills(out: Path) -> None:
    lines = (out / "SHA256SUMS").read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(b'deb').hexdigest()}  {DEB}",
        f"{hashlib.sha256(b'{}').hexdigest()}  {DEB}.cdx.json",
    ]
    assert (out / f"{DEB}.sha256").read_text("utf-8") == f"{lines[0]}\n"
    assert not (out / "sizes.txt.sha256").exists()


def test_what_is_right_passes(out: Path) -> None:
    checking.check_sums(out, checksums.artefacts(out))


def _change_artefact(out: Path) -> None:
    (out / DEB).write_bytes(b"another")


def _change_bill(out: Path) -> None:
    (out / f"{DEB}.cdx.json").write_bytes(b"[]")


def _lose_bill(out: Path) -> None:
    (out / f"{DEB}.cdx.json").unlink()


def _lose_file_beside(out: Path) -> None:
    (out / f"{DEB}.sha256").unlink()


def _add_artefact(out: Path) -> None:
    (out / "ReadAlso-3.msi").write_bytes(b"msi")


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (_change_artefact, f"{DEB}.sha256 is not the checksum"),
        (_change_bill, f"{DEB}.cdx.json is not what"),
        (_lose_bill, f"{DEB}.cdx.json, which is not there"),
        (_lose_file_beside, f"no {DEB}.sha256"),
        (_add_artefact, "does not tell of ReadAlso-3.msi"),
    ],
)
def test_whatever_is_wrong_is_noticed(out: Path, harm: Callable[[Path], None], named: str) -> None:
    harm(out)
    with pytest.raises(CheckFailed, match=named):
        checking.check_sums(out, checksums.artefacts(out))


def test_a_bill_that_is_missing_or_empty_is_noticed(out: Path) -> None:
    with pytest.raises(CheckFailed, match="not valid"):
        checking.check_bill(out / DEB, out / "readalso")
    _lose_bill(out)
    with pytest.raises(CheckFailed, match="There is no"):
        checking.check_bill(out / DEB, out / "readalso")


def test_the_check_ends_with_a_sentence_where_nothing_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["checksums.py", "--out", str(tmp_path)])
    with pytest.raises(CheckFailed, match="no artefact"):
        checking.main()
    empty = Context(root=tmp_path, out=tmp_path, work=tmp_path, version="3", epoch=0)
    with pytest.raises(BuildError, match="no artefact"):
        checksums.run(empty)
