"""Archives and documents that unpack to more than there is memory, or would write where they have no business."""

import os
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.library.importers import document_files as made
from tests.tasks.bringing_in import Import, bring_in_measured

BOMB = "The archive unpacks to far more than its size allows."
MB = 1_000_000


def repeated(data: bytes, times: int) -> bytes:
    """The trick of the worst bombs: as many names for the same packed bytes, which then lie over one another."""
    start, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entry = data[start:end]
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, times, times, len(entry) * times, start, 0)
    return data[:start] + entry * times + tail


def test_a_bomb_of_one_file(folder: Path, came: Import) -> None:
    with ZipFile(folder / "bomb.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("before.txt", "Before the bomb\n\nWords.")
        with archive.open("bomb.txt", "w") as member:
            for _ in range(100):
                member.write(bytes(MB))
        archive.writestr("behind.txt", "Behind the bomb\n\nWords.")
    result = came()
    assert result.reason("bomb.zip › bomb.txt") == BOMB
    assert {"Before the bomb", "Behind the bomb"} <= set(result.articles)


def test_a_bomb_in_bombs(folder: Path, came: Import) -> None:
    data = made.zipped({"a.txt": bytes(900_000)})
    for _ in range(3):
        data = made.zipped({f"{number}.zip": data for number in range(16)})
    (folder / "nested.zip").write_bytes(data)
    result = came()
    reasons = {reason for name, reason in result.report.items() if name.startswith("nested.zip")}
    assert "Archives are read 3 deep, and this one lies deeper." in reasons


def test_a_bomb_of_names_over_one_another(folder: Path, came: Import) -> None:
    (folder / "over.zip").write_bytes(repeated(made.zipped({"a.txt": bytes(900_000)}), 20_000))
    result = came()
    told = set(result.report.values())
    assert BOMB in told or any("could not be unpacked" in each for each in told)  # by newer Pythons, and by Debian's
    assert result.report["over.zip"] == "More than 1,000 parts of it could not be read."


def test_bombs_stay_small_in_memory(folder: Path, tmp_path: Path) -> None:
    with ZipFile(folder / "bomb.zip", "w", ZIP_DEFLATED) as archive, archive.open("bomb.jsonl", "w") as member:
        for _ in range(200):
            member.write(b"[" * MB)
    paragraph = made.word_paragraph("word " * 1_000)
    (folder / "bomb.docx").write_bytes(made.docx(paragraph * 12_000))
    (folder / "bomb.odt").write_bytes(made.odt("<text:p>word</text:p>" * 3_000_000))
    (folder / "bomb.epub").write_bytes(made.epub({"a.xhtml": made.chapter("Bomb", *["word " * 1_000] * 12_000)}))
    done = bring_in_measured(folder, tmp_path / "library")
    assert done.status == 0
    for name in ("bomb.docx", "bomb.odt", "bomb.epub", "bomb.zip › bomb.jsonl"):
        assert name in done.err
    assert "could not be read as" not in done.err
    assert done.peak_mb < 400


def test_names_that_lead_out_of_the_archive(folder: Path, tmp_path: Path, came: Import) -> None:
    names = (
        "../../escaped.txt", "/tmp/escaped.txt", "C:\\escaped.txt", "..\\..\\escaped.txt", "a/../../../escaped.txt",
        f"{tmp_path}/escaped.txt", "new\nline.txt", "\x1b[2J.txt", "x" * 5_000 + ".txt", "escaped.txt/x",
    )  # fmt: skip
    with ZipFile(folder / "out.zip", "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(ZipInfo(name), f"Escaped {number}\n\nWords.")
        link = ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    before = sorted(os.listdir(tmp_path))
    result = came()
    assert {f"Escaped {number}" for number in range(len(names))} <= set(result.articles)
    assert "root:" not in "".join(article.text for article in result.articles.values())
    assert sorted(os.listdir(tmp_path)) == sorted([*before, "library", "report.csv"])
    assert not Path("/tmp/escaped.txt").exists()


def test_archives_that_are_damaged_or_closed(folder: Path, came: Import) -> None:
    whole = made.zipped({"a.txt": "Inside\n\nWords.", "b.txt": "Beside\n\nWords."})
    (folder / "cut.zip").write_bytes(whole[:-30])
    (folder / "empty.zip").write_bytes(made.zipped({}))
    wrong = bytearray(whole)
    wrong[whole.index(b"PK\x01\x02") + 16] ^= 0xFF
    (folder / "sum.zip").write_bytes(wrong)
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    (folder / "locked.zip").write_bytes(locked)
    result = came()
    assert result.reason("cut.zip") == "The archive could not be unpacked."
    assert result.reason("empty.zip") == "There is no file in this archive."
    assert result.reason("sum.zip › a.txt") == "“a.txt” could not be unpacked."
    assert result.reason("locked.zip › a.txt") == "“a.txt” is protected by a password."
    assert "Beside" in result.articles


def test_a_member_that_says_it_is_smaller_than_it_is(folder: Path, came: Import) -> None:
    data = bytearray(made.zipped({"a.txt": "word " * 1_000_000}))
    for place in (22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = struct.pack("<L", 10)
    (folder / "lies.zip").write_bytes(data)
    assert came().reason("lies.zip › a.txt") == "“a.txt” could not be unpacked."


def test_very_many_members(folder: Path, tmp_path: Path) -> None:
    with ZipFile(folder / "many.zip", "w", ZIP_STORED) as archive:
        for number in range(20_000):
            archive.writestr(ZipInfo(f"{number}.txt"), "")
    done = bring_in_measured(folder, tmp_path / "library")
    assert done.status == 0
    assert "1,001 failed" in done.out  # a thousand are told, and that there are more
    assert done.peak_mb < 300
