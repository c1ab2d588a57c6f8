"""Entities that grow, scripts that want to run, lines without an end: by the import as a person has it."""

import os
from pathlib import Path

import pytest

from tests.library.importers import document_files as made
from tests.library.importers.hostile_files import page
from tests.tasks.bringing_in import Import, articles_in, bring_in_measured

LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
BLOWUPS = {
    "laughs": (f'<!ENTITY l0 "lol">{LAUGHS}', "&l9;"),
    "quadratic": (f'<!ENTITY q "{"q" * 50_000}">', "&q;" * 5_000),
    "parameters": ('<!ENTITY % a "x"><!ENTITY % b "%a;%a;"><!ENTITY c "y">', "&c;"),
}
ODT = ("mimetype", "application/vnd.oasis.opendocument.text")
MB = 1_000_000


def bombs(definitions: str, use: str) -> dict[str, bytes]:
    """A file of each format of XML in which an entity is defined and used."""

    def doctype(root: str) -> str:
        return f'<?xml version="1.0"?><!DOCTYPE {root} [{definitions}]>'

    feed = f"<rss><channel><item><title>T</title><description>{use}</description></item></channel></rss>"
    chapter = f"{doctype('html')}<html><body><h1>Chapter</h1><p>{use}</p></body></html>"
    document = f"{doctype('document')}<document><body><p><r><t>{use}</t></r></p></body></document>"
    files: dict[str, str | bytes] = {
        "a.opml": f'{doctype("opml")}<opml><body><outline text="{use}" url="http://a.example/"/></body></opml>',
        "a.rss": doctype("rss") + feed,
        "a.atom": f"{doctype('feed')}<feed><entry><title>{use}</title></entry></feed>",
        "a.xhtml": chapter,
        "a.epub": made.epub({"a.xhtml": chapter}),
        "package.epub": made.epub(
            {"a.xhtml": made.chapter("Chapter", "Words.")},
            others={"META-INF/container.xml": doctype("container") + made.CONTAINER.format(use)},
        ),
        "a.docx": made.docx("", others={"word/document.xml": document}),
        "a.odt": made.zipped({"content.xml": document}, first=ODT),
    }
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}


@pytest.mark.parametrize("kind", BLOWUPS)
def test_entities_that_grow_are_refused_or_left_as_they_stand(kind: str, folder: Path, tmp_path: Path) -> None:
    files = bombs(*BLOWUPS[kind])
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = bring_in_measured(folder, tmp_path / "library")
    assert done.status == 0
    refused = ("a.opml", "a.rss", "a.atom", "package.epub", "a.docx", "a.odt")
    for name in refused:
        assert f"{name}: " in done.err
    assert "could not be read as" not in done.err
    assert done.peak_mb < 300
    assert done.seconds < 15


def test_scripts_and_pictures_give_no_words(folder: Path, came: Import) -> None:
    markup = page(
        "example.org", "/etc/passwd", more='<p onclick="alert(1)">On <a href="javascript:alert(2)">it</a>.</p>'
    )
    (folder / "a.html").write_text(markup, "utf-8")
    (folder / "a.md").write_text(f"# In Markdown\n\nWords.\n\n{markup}\n", "utf-8")
    (folder / "a.epub").write_bytes(made.epub({"a.xhtml": markup}, "<dc:title>In a book</dc:title>"))
    (folder / "a.eml").write_text(
        "From: a@b.c\nTo: x@y.z\nSubject: In a mail\nDate: x\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n{markup}",
        "utf-8",
    )
    articles = came().articles
    assert {"The pier", "In Markdown", "In a book", "In a mail"} <= set(articles)
    for article in articles.values():
        whole = " ".join((article.title, article.text, article.source, article.author, *article.links))
        assert not any(
            word in whole for word in ("alert", "fetch(", "SCRIPTWORDS", "<script", "<img", "@import", "root:")
        )


def test_what_looks_like_markup_in_a_text_stays_text(folder: Path, came: Import) -> None:
    evil = "<script>alert(1)</script><img src=http://example.org/a.png>"
    (folder / "a.txt").write_text(f"A title {evil}\n\nWords {evil} & more.\n", "utf-8")
    article = next(article for title, article in came().articles.items() if title.startswith("A title"))
    assert evil in article.title
    assert evil in article.text


def a_line(start: bytes, letter: bytes, end: bytes, size: int) -> bytes:
    return start + letter * ((size - len(start) - len(end)) // len(letter)) + end


def test_lines_without_an_end(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    size = (200 if request.config.getoption("--long") else 60) * MB
    mail = b"From a Mon Sep  8 12:00:00 2025\nFrom: a@b.c\nSubject: "
    letter = mail + b"Good mail\nDate: Mon, 08 Sep 2025 12:00:00 +0000\nTo: x@y.z\n\nWords of it.\n\n"
    lines = {
        "text.txt": a_line(b"A title ", b"word ", b"", 200 * MB),
        "markdown.md": a_line(b"# A title ", b"word ", b"", 200 * MB),
        "list.jsonl": b'{"title": "Good line", "text": "Words."}\n'
        + a_line(b'{"title": "A", "text": "', b"word ", b'"}\n', size)
        + b'{"title": "Line behind", "text": "Words."}\n',
        "array.json": b'[{"title": "Good entry", "text": "Words."},' + a_line(b'{"title": "', b"word ", b'"}]', size),
        "table.csv": b"title,text\nGood row,Words of it.\nA,"
        + a_line(b'"', b"word ", b'"\n', size)
        + b"Row behind,Words.\n",
        "mails.mbox": letter + mail + a_line(b"B\n\n", b"word ", b"\n\n", size) + letter.replace(b"Good", b"Last"),
        "export.jsonl": b'{"format": "read-also-export", "version": 1}\n' + b"[" * (size // 10) + b"\n",
    }
    for name, data in lines.items():
        (folder / name).write_bytes(data)
    del lines
    done = bring_in_measured(folder, tmp_path / "library")
    assert done.status == 0
    assert "text.txt: The file is larger than 20 MB, the limit for its kind (Plain text)." in done.err
    assert "markdown.md: The file is larger than 20 MB" in done.err
    for name in ("list.jsonl › ", "array.json › ", "table.csv › ", "mails.mbox › ", "export.jsonl › "):
        assert name in done.err
    assert "could not be read as" not in done.err
    assert done.peak_mb < 400
    titles = set(articles_in(tmp_path / "library"))
    assert {"Good line", "Line behind", "Good entry", "Good row", "Row behind", "Good mail", "Last mail"} <= titles


def test_a_page_of_many_megabytes_is_read_for_its_words(folder: Path, tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 40 * MB}">'
    words = "".join(f"<p>Paragraph {number} tells what was said of the pier.</p>" for number in range(2_000))
    (folder / "a.html").write_text(f"<title>Large page</title>{picture}{words}", "utf-8")
    (folder / "b.html").write_text(f"<title>Too large</title>{'<p>x</p>' * 14 * MB}", "utf-8")
    done = bring_in_measured(folder, tmp_path / "library")
    assert done.status == 0
    assert "b.html: The file is larger than 100 MB, the limit for its kind (Web page)." in done.err
    assert articles_in(tmp_path / "library")["Large page"].text.count("Paragraph") == 2_000
    assert done.peak_mb < 600


@pytest.mark.skipif(not hasattr(os, "fork"), reason="memory is measured as POSIX does")
def test_references_that_repeat_one_another(folder: Path, came: Import) -> None:
    doubling = "".join(f"@string{{s{level} = s{level - 1} # s{level - 1}}}\n" for level in range(1, 40))
    (folder / "a.bib").write_text(
        f'@string{{s0 = "word "}}\n{doubling}@article{{a, title = {{A title}}, abstract = s39}}\n'
        "@article{b, title = {The other}, abstract = {Words.}}\n",
        "utf-8",
    )
    (folder / "b.bib").write_text(
        "@article{c, title = {Joined}, abstract = " + " # ".join(["x"] * 100_000) + "}\n", "utf-8"
    )
    result = came()
    assert {"The other", "Joined"} <= set(result.articles)
    assert max(len(article.text) for article in result.articles.values()) <= 2 * MB
