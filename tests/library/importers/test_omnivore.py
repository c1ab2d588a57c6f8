"""The archive of Omnivore: metadata, texts and highlights that belong together by their names."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reader.library.importers.draft import (
    Flaw,
    ImportedArticle,
    ImportedHighlight,
    ImportedItem,
    ImportedMarks,
    WantedArticle,
)
from reader.library.importers.omnivore import is_omnivore, read_archive
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/downloads/2020-01-01-omnivore.zip")
MOMENT = datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)
ENTRY: dict[str, object] = {
    "id": "0a-1", "slug": "the-harbour-18f", "title": "The harbour", "description": "It was.", "author": "Ann Lee",
    "url": "https://www.example.org/a", "state": "Archived", "readingProgress": 40, "thumbnail": "",
    "labels": ["ships", "the sea"], "savedAt": "2024-05-01T10:20:30.000Z", "updatedAt": "2024-05-01T10:20:30.000Z",
    "publishedAt": "2024-04-30T00:00:00.000Z",
}  # fmt: skip
HTML = '<DIV class="page" id="readability-page-1"><p>It was dredged.</p><p>It is deep.</p></DIV>'
HIGHLIGHTS = """\
A note on all of it.

> It was dredged. \n
#year

Which year?

A second thought.

> It is
> deep.
"""


class Files:
    """The files of an archive, in memory; None: damaged."""

    def __init__(self, files: Mapping[str, str | None]) -> None:
        self._files = files

    def names(self) -> Sequence[str]:
        return tuple(self._files)

    def read(self, name: str, most: int) -> bytes:
        content = self._files[name]
        if content is None or len(content) > most:
            raise UnreadableFileError("It could not be unpacked.", remedy="Fetch it again.")
        return content.encode()


def read(entries: object = (ENTRY,), folder: str = "", **more: str | None) -> list[ImportedItem]:
    files: dict[str, str | None] = {
        "metadata_0_to_20.json": json.dumps(entries, indent=2),
        "content/the-harbour-18f.html": HTML,
        "highlights/the-harbour-18f.md": HIGHLIGHTS,
        **more,
    }
    return list(read_archive(Files({folder + name: content for name, content in files.items()}), FILE))


ARTICLE = ImportedArticle(
    title="The harbour", text="It was dredged.\n\nIt is deep.", source="example.org", author="Ann Lee",
    published=date(2024, 4, 30), origin=str(FILE), url="https://www.example.org/a", key="0a-1",
    several=True,
    marks=ImportedMarks(
        tags=("ships", "the sea"), read=True, note="A note on all of it.", saved_at=MOMENT,
        highlights=(
            ImportedHighlight(quote="It was dredged.", note="#year\nWhich year?\nA second thought."),
            ImportedHighlight(quote="It is\ndeep."),
        ),
    ),
)  # fmt: skip


def test_an_entry_with_its_text_and_highlights() -> None:
    assert read() == [ARTICLE]
    assert read(folder="omnivore/export 1/") == [ARTICLE]


def test_the_spelling_of_newer_archives_and_missing_dates() -> None:
    (item,) = read([{**ENTRY, "state": "active", "publishedAt": None, "savedAt": None, "labels": None, "author": None}])
    assert isinstance(item, ImportedArticle)
    assert (item.published, item.author) == (None, "")
    assert (item.marks.read, item.marks.saved_at, item.marks.tags) == (False, None, ())


def test_an_entry_without_its_text_is_wanted_with_its_marks() -> None:
    (item,) = read([{**ENTRY, "slug": "other"}], **{"content/the-harbour-18f.html": None})[:1]
    assert isinstance(item, WantedArticle)
    assert item.marks == ImportedMarks(tags=("ships", "the sea"), read=True, saved_at=MOMENT)
    (item,) = read(**{"content/the-harbour-18f.html": "<p>  </p>"})
    assert isinstance(item, WantedArticle)
    assert len(item.marks.highlights) == 2


def test_a_damaged_member_costs_only_itself() -> None:
    flaw, item = read(**{"content/the-harbour-18f.html": None})
    assert flaw == Flaw(where="content/the-harbour-18f.html", reason="It could not be unpacked.")
    assert isinstance(item, WantedArticle)
    assert [type(item) for item in read(**{"metadata_20_to_40.json": "[{]"})] == [ImportedArticle, Flaw]


def test_a_text_that_no_entry_names_is_reported() -> None:
    items = read(**{"content/lost.html": HTML})
    assert [item.where for item in items if isinstance(item, Flaw)] == ["content/lost.html"]


def test_odd_entries_cost_only_themselves() -> None:
    odd = {key: {"x": []} for key in ENTRY}
    items = read([ENTRY, odd, None, {"slug": "../../etc/passwd", "title": "Up"}])
    assert [type(item) for item in items] == [ImportedArticle, Flaw, Flaw, WantedArticle]


def test_the_sign_of_such_an_archive() -> None:
    assert is_omnivore(["content/a.html", "metadata_0_to_20.json"])
    assert is_omnivore(["export/metadata_0_to_3.json"])
    assert not is_omnivore(["metadata.json", "content/a.html", "metadata_a_to_b.json"])


def test_an_archive_without_entries_says_so() -> None:
    with pytest.raises(UnreadableFileError, match="no entry"):
        list(read_archive(Files({"metadata_0_to_20.json": "[]"}), FILE))
