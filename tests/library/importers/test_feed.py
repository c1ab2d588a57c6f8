"""Saved RSS and Atom feeds, which nothing fetches and nothing follows."""

import socket
import time
from datetime import date
from pathlib import Path

import pytest

from reader.library.importers import feed
from reader.library.importers.draft import ImportedArticle, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/downloads/2020-01-01-feed.xml")
RSS = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The &amp; Daily</title><link>https://daily.example/</link><language>en-gb</language>
<item><title>The harbour &lt;em&gt;dredged&lt;/em&gt;</title><link>https://daily.example/a</link>
<guid isPermaLink="false">id-1</guid><pubDate>Wed, 01 May 2024 23:20:30 -0700</pubDate><dc:creator>Ann Lee</dc:creator>
<category>ships</category><category>the sea</category><description>Short.</description>
<content:encoded><![CDATA[<p>It was <b>dredged</b>.</p><script>alert(1)</script><p>It is deep.<img src="https://x.example/1.png"></p>]]></content:encoded>
</item>
<item><title>Only a link</title><link>https://daily.example/b</link></item>
<item><description>A summary without a title. It is long.</description><guid>https://daily.example/c</guid></item>
</channel></rss>
"""
ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenblatt</title><link href="https://hafen.example/"/>
<entry><title type="html">Der Hafen &amp;amp; die See</title><link rel="alternate" href="https://hafen.example/a"/>
<id>tag:hafen.example,2024:1</id><updated>2024-05-02T10:20:30Z</updated><published>2024-05-01T10:20:30Z</published>
<author><name>Bo Krüger</name></author><category term="t1" label="Schiffe"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Er ist tief und ruhig.</p><p>Der zweite Absatz.</p></div></content>
</entry></feed>
"""  # noqa: E501  # as programs write it


def read(text: str | bytes) -> list[ImportedItem]:
    return list(read_bytes(text if isinstance(text, bytes) else text.encode(), FILE))


def test_rss() -> None:
    first, link, summary = read(RSS)
    assert first == ImportedArticle(
        title="The harbour dredged", text="It was dredged.\n\nIt is deep.", source="The & Daily", author="Ann Lee",
        published=date(2024, 5, 1), origin=str(FILE), language="en", url="https://daily.example/a", key="id-1",
        several=True, marks=ImportedMarks(tags=("ships", "the sea")),
    )  # fmt: skip
    assert link == WantedArticle(url="https://daily.example/b", title="Only a link", origin=str(FILE))
    assert isinstance(summary, ImportedArticle)
    assert (summary.title, summary.key, summary.published) == (
        "A summary without a title.", "https://daily.example/c", None,
    )  # fmt: skip


def test_atom() -> None:
    assert read(ATOM) == [
        ImportedArticle(
            title="Der Hafen & die See", text="Er ist tief und ruhig.\n\nDer zweite Absatz.", source="Hafenblatt",
            author="Bo Krüger", published=date(2024, 5, 1), origin=str(FILE), language="de",
            url="https://hafen.example/a", key="tag:hafen.example,2024:1", several=True,
            marks=ImportedMarks(tags=("Schiffe",)),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "variation",
    [
        RSS.encode("utf-8-sig"),
        RSS.replace("UTF-8", "UTF-16").encode("utf-16"),
        RSS.replace("\n", "\r\n").encode(),
        RSS.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        RSS.replace("</channel></rss>", "").encode(),
        RSS.replace("The &amp; Daily", "The & Daily").encode(),
    ],
)
def test_other_encodings_and_what_is_not_well_formed(variation: bytes) -> None:
    titles = [item.title for item in read(variation) if isinstance(item, ImportedArticle | WantedArticle)]
    assert titles == ["The harbour dredged", "Only a link", "A summary without a title."]


def test_rss_1() -> None:
    (item,) = read(
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://a.example/"><title>Old</title></channel>'
        '<item rdf:about="https://a.example/1"><title>T</title><link>https://a.example/1</link>'
        "<description>Text of it.</description></item></rdf:RDF>"
    )
    assert isinstance(item, ImportedArticle)
    assert (item.title, item.text, item.source) == ("T", "Text of it.", "Old")


def test_entities_of_its_own_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="entities of its own"):
        read('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel/></rss>')


@pytest.mark.parametrize("text", ["<rss></rss>", "<rss", "<feed/>", "<rss><channel><item/></channel></rss>"])
def test_a_feed_without_items_says_so(text: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(text)
    assert caught.value.remedy


def test_a_name_or_an_address_is_neither_opened_nor_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    (tmp_path / "feed.xml").write_text(RSS, "utf-8")
    for text in (str(tmp_path / "feed.xml"), (tmp_path / "feed.xml").as_uri(), "http://127.0.0.1:9/feed.xml"):
        with pytest.raises(UnreadableFileError, match="no item"):
            list(feed.read(text.encode(), FILE))


@pytest.mark.parametrize("piece", ["<a>", "<item>", "<item><title>x", "&amp;", "<!--", "<![CDATA[", "&", "<a b='"])
def test_nothing_takes_long(piece: str) -> None:
    started = time.process_time()
    for start in ("<rss><channel>", "<rss><channel><item><description>"):
        try:
            found = read(start + piece * (50_000 // len(piece)))
        except UnreadableFileError:
            found = []
        assert len(found) <= 50_000
    assert time.process_time() - started < 5
