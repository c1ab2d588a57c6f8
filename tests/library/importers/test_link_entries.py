"""Addresses, titles and marks of other programs, cut to a measure."""

from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedHighlight, WantedArticle
from reader.library.importers.link_entries import (
    MAX_HIGHLIGHTS,
    MAX_TAG,
    MAX_TAGS,
    entry_title,
    folder_tags,
    is_no_page,
    marks_of,
    wanted_entry,
)

LIST = Path("/lists/links.csv")


def entry(url: str, title: str = "Title") -> WantedArticle | Flaw:
    return wanted_entry(LIST, where="line 2", url=url, title=title, marks=marks_of())


def test_an_address_with_its_title() -> None:
    found = entry(" https://example.org/a?utm_source=b\n", " A\n title ")
    assert found == WantedArticle(url="https://example.org/a?utm_source=b", title="A title", origin=str(LIST))


def test_what_a_program_keeps_under_its_own_address_has_its_title_only() -> None:
    for url in ("instapaper-private://email/1", "private://read/01", "urn:uuid:1", ""):
        assert entry(url) == WantedArticle(title="Title", origin=str(LIST))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "place:sort=8", "chrome://settings",
            "about:blank", "JavaScript:x", "http://", "https://a b/", "mailto:ann@example.org"],
)  # fmt: skip
def test_an_address_that_leads_to_no_page_is_a_flaw(url: str) -> None:
    found = entry(url)
    assert isinstance(found, Flaw)
    assert found.where == "Title"
    assert is_no_page(url) is not url.startswith("http")


def test_an_entry_with_neither_says_where_it_stands() -> None:
    assert entry("", " … ") == Flaw(where="line 2", reason="It has neither an address nor a title.")


def test_a_title_that_repeats_the_address_is_none() -> None:
    url = "https://www.example.org/a/?utm_source=x"
    assert entry_title("http://example.org/a", url) == entry_title(url, url) == entry_title("", url) == ""
    assert entry_title("https://example.org/b", url) == "https://example.org/b"
    assert entry_title("A " * 400 + "\u202eB", url).endswith("…")


def test_marks_are_cut_to_their_measures() -> None:
    marks = marks_of(
        tags=["  Sea ", "sea", "", "x" * 1000, "\u202ea\x00b", *map(str, range(1000))],
        note=" one \r\ntwo\x00 ",
        highlights=[ImportedHighlight(quote="")] * 2 + [ImportedHighlight(quote="a")] * (MAX_HIGHLIGHTS + 1),
    )
    assert marks.tags[:4] == ("Sea", "x" * MAX_TAG, "ab", "0")
    assert len(marks.tags) == MAX_TAGS
    assert marks.note == "one\ntwo"
    assert 0 < len(marks.highlights) <= MAX_HIGHLIGHTS


def test_standard_folders_are_no_tags() -> None:
    assert folder_tags(" Unread ", ("unread",)) == folder_tags(" ", ()) == ()
    assert folder_tags("Ships  and sea", ("unread",)) == ("Ships and sea",)
