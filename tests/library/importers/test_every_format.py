"""Every format of the table is recognised by what is in the file, whatever its name, and in archives, too."""

from collections import Counter
from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedItem
from reader.library.importers.formats import FORMATS, format_of, read_file
from reader.library.importers.recognising import Head
from tests.library.importers.document_files import zipped
from tests.library.importers.every_format import MODULES, made_file, story

NAMES = pytest.mark.parametrize("module", MODULES)


def words_of(items: list[ImportedItem]) -> Counter[tuple[str, str]]:
    """What was found, without the facts that come from the path."""
    assert not [item for item in items if isinstance(item, Flaw)]
    return Counter((item.title, getattr(item, "text", item.url)) for item in items)  # type: ignore[union-attr]


def read_as(folder: Path, name: str, data: bytes) -> list[ImportedItem]:
    (folder / name).write_bytes(data)
    return list(read_file(folder / name))


def test_there_is_a_file_of_every_row_of_the_table() -> None:
    assert sorted(MODULES) == sorted(row.module for row in FORMATS)


@NAMES
def test_a_file_is_known_by_what_is_in_it(module: str, tmp_path: Path) -> None:
    file = made_file(module)
    usual = words_of(read_as(tmp_path, f"usual{file.suffix}", file.data))
    assert usual.total() == file.items
    assert all(story(0).own_word in title.lower() or story(1).own_word in title.lower() for title, _ in usual)
    for name in ("wrong.txt", "wrong.dat", "wrong"):
        row = format_of(Head.of(file.data[:16_384], Path(name)))
        assert row is not None
        assert row.module == module
        assert words_of(read_as(tmp_path, name, file.data)) == usual


@NAMES
def test_letters_beyond_ascii_come_through(module: str, tmp_path: Path) -> None:
    file = made_file(module)
    found = " ".join(f"{title} {text}" for title, text in words_of(read_as(tmp_path, f"a{file.suffix}", file.data)))
    expected = ("für alle", "naïve", "–", "Ærøskøbing") if module == "epub" else ("Größe", "Ærøskøbing")
    assert all(word in found for word in expected)


@NAMES
def test_it_is_read_in_an_archive_and_in_an_archive_in_it(module: str, tmp_path: Path) -> None:
    file = made_file(module)
    usual = words_of(read_as(tmp_path, f"usual{file.suffix}", file.data))
    inner = zipped({"ä/wrong.dat": file.data})
    assert words_of(read_as(tmp_path, "a.zip", inner)) == usual
    twice = read_as(tmp_path, "b.zip", zipped({"inner.zip": inner}))
    if module == "archive":  # then its own inner one lies a storey too deep
        assert isinstance(twice.pop(), Flaw)
        assert words_of(twice) < usual
    else:
        assert words_of(twice) == usual
