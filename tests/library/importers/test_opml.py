"""Lists of feeds and links in OPML."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.importers.draft import ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/lists/feeds.opml")
LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Feeds &amp; links</title><dateCreated>Wed, 01 May 2024 10:20:30 GMT</dateCreated></head>
  <body>
    <outline text="News" title="News">
      <outline type="rss" text="The Daily" xmlUrl="https://daily.example/feed.xml" htmlUrl="https://daily.example/"/>
      <outline text="Ports">
        <outline type="rss" text="Harbours &amp; ships" xmlUrl="https://ports.example/rss?a=1&amp;b=2"></outline>
      </outline>
    </outline>
    <outline type="link" text="A page" url="https://example.org/a" created="Wed, 01 May 2024 10:20:30 GMT" category="/sea/ships,charts"/>
    <outline text="A remark without an address"/>
  </body>
</opml>
"""  # noqa: E501  # as programs write it


def read(text: str | bytes) -> list[ImportedItem]:
    return list(read_bytes(text if isinstance(text, bytes) else text.encode(), FILE))


def wanted(url: str, title: str, **marks: object) -> WantedArticle:
    return WantedArticle(url=url, title=title, origin=str(FILE), marks=ImportedMarks()._replace(**marks))


def test_feeds_pages_and_folders() -> None:
    assert read(LIST) == [
        wanted("https://daily.example/", "The Daily", tags=("News",)),
        wanted("https://ports.example/rss?a=1&b=2", "Harbours & ships", tags=("News", "Ports")),
        wanted("https://example.org/a", "A page", tags=("sea", "ships", "charts"),
               saved_at=datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "variation",
    [
        LIST.encode("utf-16"),
        LIST.encode("utf-8-sig"),
        LIST.replace("\n", "\r\n").encode(),
        LIST.replace("&amp;", "&").encode(),
        LIST.replace("xmlUrl", "xmlurl").replace("outline", "OUTLINE").encode(),
        LIST.replace("</opml>", "").replace("</body>", "").encode(),
        LIST.replace('<?xml version="1.0" encoding="UTF-8"?>\n', "\n\n<!-- made by hand -->\n").encode(),
    ],
)
def test_other_spellings_and_what_is_not_well_formed(variation: bytes) -> None:
    assert read(variation) == read(LIST)


def test_entities_of_its_own_are_refused() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(UnreadableFileError, match="entities of its own"):
        read(f'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a0 "x">{bomb}]><opml><outline url="&a9;"/></opml>')


def test_outlines_in_outlines_without_end() -> None:
    inner = '<outline text="F">' * 100_000
    assert read(f'<opml><body>{inner}<outline text="A" url="https://example.org/a"/>') == [
        wanted("https://example.org/a", "A", tags=("F",))
    ]


def test_a_list_without_an_address_says_so() -> None:
    with pytest.raises(UnreadableFileError, match="no address"):
        read('<opml version="1.0"><body><outline text="A"/></body></opml>')
