"""Pages that a browser saved as one file."""

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from quopri import encodestring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.importers import mhtml
from reader.library.importers.draft import ImportedArticle, ReadOptions
from reader.library.importers.formats import read_file
from reader.library.importers.unreadable import UnreadableFileError

HEAD = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://www.example.org/a
Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=
Date: Mon, 8 Sep 2025 03:30:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";%s
\tboundary="----x"

"""
PAGE = "<html><body><p>Er sprach über Maße und über Größe.</p></body></html>"


def part(kind: str, body: bytes, encoding: str, more: str = "") -> bytes:
    return f"------x\nContent-Type: {kind}\n{more}Content-Transfer-Encoding: {encoding}\n\n".encode() + body + b"\n"


def archive(*parts: bytes, start: bytes = b"") -> bytes:
    return HEAD % start + b"".join(parts) + b"------x--\n"


def read(data: bytes) -> ImportedArticle:
    (article,) = mhtml.read(data, Path("/archive/1/page.mhtml"), options=ReadOptions())
    return article


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_page_in_either_way_of_writing(charset: str) -> None:
    kind = f'text/html; charset="{charset}"'
    data = PAGE.encode(charset)
    for body, encoding in ((encodestring(data), "quoted-printable"), (b64encode(data), "base64"), (data, "8bit")):
        article = read(archive(part("image/png", b64encode(b"\x89PNG"), "base64"), part(kind, body, encoding)))
        assert article.text == "Er sprach über Maße und über Größe."
        assert (article.title, article.url, article.source) == ("Größe", "https://www.example.org/a", "example.org")
        assert article.marks.saved_at == datetime(2025, 9, 8, 3, 30, tzinfo=UTC)


def test_the_part_that_the_file_starts_with_is_the_page() -> None:
    frame = part("text/html", b"<p>An advertisement.", "8bit", "Content-ID: <frame>\n")
    root = part("text/html", b"<title>A</title><p>The text.", "8bit", "Content-ID: <root>\n")
    assert read(archive(frame, root, start=b'\n\tstart="<root>";')).text == "The text."
    assert read(archive(frame, root)).text == "An advertisement."


def test_a_file_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "page.dat"
    path.write_bytes(archive(part("text/html", b"<title>A</title><p>The text.", "8bit")).replace(b"\n", b"\r\n"))
    (article,) = read_file(path)
    assert isinstance(article, ImportedArticle)
    assert article.text == "The text."


RELATED = b"Content-Type: multipart/related; boundary=x\n\n"


@pytest.mark.parametrize(
    "data",
    [b"", HEAD % b"", archive(part("image/png", b"x", "base64")), archive(part("text/html", b"", "8bit")),
     RELATED + (b"--x\n" + RELATED) * 3000,
     b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1500))],
    ids=["empty", "head only", "no page", "empty page", "parts in parts", "deep parts"],
)  # fmt: skip
def test_an_archive_without_a_page_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(data)
    assert caught.value.remedy


PIECES = st.sampled_from([
    b"------x\n", b"------x--\n", b"Content-Type: text/html; charset=nothing\n", b"\n", b"<p>word ", b"=C3=", b"AAAA",
    b"Content-Transfer-Encoding: base64\n", b"\xff", b"\0", b"Subject: =?x?Q?a?=\n", b"Content-ID: <\xe9>\n",
    b"Content-Type: multipart/related; boundary=----x\n", b"Date: 99\n",
])  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(b"".join)), st.booleans())
def test_any_bytes_give_an_article_or_a_reason(data: bytes, with_head: bool) -> None:
    remedy = title = ""
    try:
        title = read(HEAD % b"" + data if with_head else data).title
    except UnreadableFileError as error:
        remedy = error.remedy
    assert bool(title) != bool(remedy)
