"""Archives, honest and hostile: what comes out is what is in them, and never more than they could honestly hold."""

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from reader.library.importers import zip_members
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.zip_members import Allowance, Members, inner_name
from tests.library.importers.document_files import zipped


def problem_of(data: bytes, name: str = "") -> str:
    with pytest.raises(UnreadableFileError) as caught, Members(data) as members:
        members.read(name or members.names()[0])
    assert caught.value.remedy
    return caught.value.problem


def read_all(members: Members) -> None:
    for name in members.names():
        members.read(name)


def test_members_come_by_name_and_from_an_open_file_too(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": "one", "folder/b.txt": "two", "empty/": ""}))
    with (tmp_path / "a.zip").open("rb") as file, Members(file) as members:
        assert members.names() == ("a.txt", "folder/b.txt")
        assert members.read("folder/b.txt") == b"two"
        assert members.size("a.txt") == 3
        assert "a.txt" in members
        assert "c.txt" not in members
        copied = BytesIO()
        members.copy("a.txt", copied, 10)
        assert copied.getvalue() == b"one"
        with pytest.raises(KeyError):
            members.read("c.txt")


@pytest.mark.parametrize(
    ("name", "inside"),
    [("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"), ("C:\\a\\b.txt", "a/b.txt"), ("..", ""),
     ("a/./b//../c", "a/b/c"), ("..\\..\\x", "x"), ("a/.. /b", "a/b"), ("", ""), ("漢字.txt", "漢字.txt")],
)  # fmt: skip
def test_a_name_never_leads_outside(name: str, inside: str) -> None:
    assert inner_name(name) == inside


def test_two_members_of_one_name_are_two_files() -> None:
    data = zipped({"../a.txt": "one", "a.txt": "two", "/a.txt": "three", "folder/b": "x", "folder\\b": "y"})
    with Members(data) as members:
        assert [(name, members.read(name)) for name in members.names()] == [
            ("a.txt", b"one"), ("a (2).txt", b"two"), ("a (3).txt", b"three"), ("folder/b", b"x"),
            ("folder/b (2)", b"y"),
        ]  # fmt: skip


def test_names_in_utf_8_that_do_not_say_so_are_read() -> None:
    data = zipped({"x.txt": "one"}).replace(b"x.txt", "ж".encode() + b".tx")
    with Members(data) as members:
        assert members.names() == ("ж.tx",)


def test_links_are_no_files() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        link = ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", "one")
    with Members(file.getvalue()) as members:
        assert members.names() == ("a.txt",)


def test_a_member_over_the_limit_is_refused_before_it_is_unpacked() -> None:
    data = zipped({"a.txt": "0123456789" * 100})
    with Members(data) as members:
        assert len(members.read("a.txt", 1000)) == 1000
        with pytest.raises(UnreadableFileError, match="larger than"):
            members.read("a.txt", 999)


def test_a_bomb_is_refused() -> None:
    assert problem_of(zipped({"a": bytes(30_000_000)})) == "The archive unpacks to far more than its size allows."


def test_small_members_may_be_one_letter_repeated() -> None:
    with Members(zipped({"a": bytes(900_000)})) as members:
        assert len(members.read("a")) == 900_000


def test_many_members_cannot_hold_more_than_one_may() -> None:
    letters = bytes(range(256)) * 1200 + bytes(600_000)
    data = zipped({f"{number}": letters for number in range(100)})
    with Members(data) as members, pytest.raises(UnreadableFileError, match="far more"):
        read_all(members)


def test_members_that_lie_over_one_another_are_counted_each_time() -> None:
    """The trick of the worst bombs: a thousand names for the same few bytes. Newer Pythons, and Debian's, refuse it."""
    data = zipped({"a": bytes(990_000)})
    end = data.rindex(b"PK\x05\x06")
    start = data.index(b"PK\x01\x02")
    entry = data[start:end]
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entry) * 1000, start, 0)
    refused = pytest.raises(UnreadableFileError, match=r"far more|could not be unpacked")
    with Members(data[:start] + entry * 1000 + tail) as members, refused:
        read_all(members)


def test_an_allowance_is_shared_by_archives_in_archives() -> None:
    inner = zipped({"a": "0123456789"})
    allowance = Allowance(15)
    with Members(inner, allowance=allowance) as members:
        members.read("a")
    with Members(inner, allowance=allowance) as members, pytest.raises(UnreadableFileError, match="far more"):
        members.read("a")


def test_a_password_is_named() -> None:
    data = bytearray(zipped({"a.txt": "one"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert problem_of(bytes(data)) == "“a.txt” is protected by a password."


def test_a_wrong_sum_is_damage() -> None:
    data = bytearray(zipped({"a.txt": "one"}))
    place = data.index(b"PK\x01\x02") + 16
    data[place] ^= 0xFF
    assert problem_of(bytes(data)) == "“a.txt” could not be unpacked."


def test_a_size_that_is_not_true_is_damage() -> None:
    data = bytearray(zipped({"a.txt": "one"}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<L", 100)
    assert problem_of(bytes(data)) == "“a.txt” could not be unpacked."


def test_an_unknown_way_of_packing_is_damage() -> None:
    data = bytearray(zipped({"a.txt": "one"}))
    for place in (8, data.index(b"PK\x01\x02") + 10):
        data[place : place + 2] = struct.pack("<H", 98)
    assert problem_of(bytes(data)) == "“a.txt” could not be unpacked."


@pytest.mark.parametrize("cut", [0, 1, 21, 40, 90])
def test_a_cut_archive_is_damage(cut: int) -> None:
    assert problem_of(zipped({"a.txt": "one"})[:cut]) == "The archive could not be unpacked."


def test_too_many_names_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_members, "MAX_NAMES", 2)
    assert problem_of(zipped({"a": "", "b": "", "c": ""})) == "The archive holds more than 2 files."


def test_stored_members_are_read() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("a", bytes(2_000_000))
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("b", "two")
    with Members(file.getvalue()) as members:
        assert (len(members.read("a")), members.read("b")) == (2_000_000, b"two")
