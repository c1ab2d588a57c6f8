"""Pocket's older page of links, with tags of markup that nobody closed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/lists/ril_export.html")
MOMENT = datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)
PAGE = """\
<!DOCTYPE html>
<html>
\t<!--So long and thanks for all the fish-->
\t<head>
\t\t<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
\t\t<title>Pocket Export</title>
\t</head>
\t<body>
\t\t<h1>Unread</h1>
\t\t<ul>
\t\t\t<li><a href="https://example.org/a?x=1&amp;y=2" time_added="1714558830" tags="ships,the sea">
Tom &amp; the “harbour”</a></li>
\t\t\t<li><a href="https://example.org/b" time_added="1714558830" tags="">https://example.org/b</a></li>
\t\t</ul>
\t\t
\t\t<h1>Read Archive</h1>
\t\t<ul>
\t\t\t<li><a href="https://example.org/c" time_added="1714558830" tags="">A < B</a></li>
\t\t</ul>
\t</body>
</html>
"""


def read(page: str) -> list[ImportedItem]:
    return list(read_bytes(page.encode(), FILE))


def test_both_lists() -> None:
    assert read(PAGE) == [
        WantedArticle(
            url="https://example.org/a?x=1&y=2", title="Tom & the “harbour”", origin=str(FILE),
            marks=ImportedMarks(tags=("ships", "the sea"), read=False, saved_at=MOMENT),
        ),
        WantedArticle(url="https://example.org/b", origin=str(FILE), marks=ImportedMarks(read=False, saved_at=MOMENT)),
        WantedArticle(
            url="https://example.org/c", title="A < B", origin=str(FILE),
            marks=ImportedMarks(read=True, saved_at=MOMENT),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("closing", ["</a>", "</li>", "</ul>", "</body>", "</html>"])
def test_tags_that_are_not_closed(closing: str) -> None:
    assert read(PAGE.replace(closing, "")) == read(PAGE)


def test_capitals_and_single_quotes() -> None:
    page = PAGE.replace("<li><a href", "<LI><A HREF").replace("<h1>", "<H1>")
    assert read(page) == read(PAGE)
    assert read(PAGE.replace('time_added="1714558830"', "time_added='1714558830'")) == read(PAGE)


def test_a_link_to_no_page_costs_only_itself() -> None:
    items = read(PAGE.replace("https://example.org/c", "javascript:alert(1)"))
    assert [isinstance(item, Flaw) for item in items] == [False, False, True]


def test_a_page_without_links_says_so() -> None:
    with pytest.raises(UnreadableFileError, match="no link"):
        read("<html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul></ul></body></html>")
