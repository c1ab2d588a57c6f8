"""Saved web pages: main text, facts, list, and what must never be read."""

from datetime import date
from pathlib import Path

import pytest

from reader.library.importers import html
from reader.library.importers.draft import ImportedArticle
from reader.library.importers.unreadable import UnreadableFileError

SENTENCES = [
    f"Paragraph number {number} tells at some length what the ministers said in Seoul about the {word}, and why."
    for number, word in enumerate(("ships", "planes", "talks", "radar", "line", "visit"), start=1)
]
LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
 "headline": "Ministers meet in Seoul", "datePublished": "2025-09-08T10:00:00+09:00",
 "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Jo Park"}],
 "publisher": {"name": "The Daily"}}]}</script>"""
METAS = """<meta property="og:title" content="Ministers meet in Seoul | The Daily">
<meta property="og:site_name" content="The Daily"><meta name="author" content="By Ann Lee">
<meta property="article:published_time" content="2025-09-08">"""


def page(head: str = "", after: str = "", paragraphs: list[str] = SENTENCES) -> str:
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{head}
<style>p {{color: red}}</style></head><body><nav><ul><li><a href="/">Menu entry</a></li></ul></nav>
<article><h1>Ministers meet in Seoul</h1>{body}{after}</article><script>var secret = "script text";</script>
<footer><p>Footer words of the site, all rights reserved.</p></footer></body></html>"""


def read(text: str | bytes) -> ImportedArticle:
    data = text if isinstance(text, bytes) else text.encode()
    (article,) = html.read(data, Path("/archive/1/page.html"))
    return article


def test_paragraphs_come_one_for_each_p_and_nothing_else() -> None:
    assert read(page()).text.split("\n\n") == SENTENCES


@pytest.mark.parametrize(("head", "author"), [(LD, "Ann Lee, Jo Park"), (METAS, "Ann Lee")])
def test_facts_of_the_page(head: str, author: str) -> None:
    article = read(page(head))
    assert (article.title, article.author) == ("Ministers meet in Seoul", author)
    assert (article.source, article.published) == ("The Daily", date(2025, 9, 8))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("<html lang=de-AT><p>Kurz.</p>", "de"),
        ('<html xml:lang="fr"><p>Bref.</p>', "fr"),
        ('<html lang="en"><article lang="pt-BR"><p>Curto.</p></article>', "pt"),
        ('<meta http-equiv="Content-Language" content="it"><p>Breve.</p>', "it"),
        ('<meta property="og:locale" content="es_ES"><p>Breve.</p>', "es"),
        ("<p>Kurz.</p>", ""),
    ],
)
def test_the_language_a_page_states(text: str, language: str) -> None:
    assert read(text).language == language


def test_broken_json_costs_only_itself() -> None:
    assert read(page('<script type="application/ld+json">{"headline": </script>' + METAS)).source == "The Daily"


def test_the_title_of_the_window_serves_without_the_name_of_the_site() -> None:
    assert read("<title>Ministers meet | The Daily</title><p>Short.</p>").title == "Ministers meet"


@pytest.mark.parametrize(
    "after",
    ["<p>Read also:</p><ul><li><a href='a'>One title</a> <small>2024</small></li><li>Two titles</li></ul>",
     "<section><header><h3>Related articles</h3></header>"
     "<ul><li><a>One title</a></li><li><a>Two titles</a></li></ul></section>",
     "<h2>See also</h2><p><a>One title</a></p><p><a>Two titles</a></p>",
     "<p><strong>Lire aussi :</strong></p><div><a>One title</a> <a>Two titles</a></div>",
     "<aside><h3>Related</h3><ul><li>One title</li><li>Two titles</li></ul></aside>"],
)  # fmt: skip
def test_the_list_is_taken_out_of_the_text(after: str) -> None:
    article = read(page(after=after))
    assert article.links == ("One title", "Two titles")
    assert article.text.split("\n\n") == SENTENCES


def test_single_hints_between_paragraphs_are_links() -> None:
    paragraphs = [*SENTENCES[:3], "Read also: <a href='a'>One title</a>", *SENTENCES[3:]]
    article = read(page(paragraphs=paragraphs))
    assert article.links == ("One title",)
    assert article.text.split("\n\n") == SENTENCES


def test_short_pages_are_read_too() -> None:
    article = read("<html><body><h1>Short</h1><p>One line.<br>Two lines.</p><div>Loose text</div><p></p></body></html>")
    assert article.title == "Short"
    assert article.text == "One line. Two lines.\n\nLoose text"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-8"])
def test_the_encoding_of_the_page(encoding: str) -> None:
    claim = "iso-8859-1" if encoding == "cp1252" else "utf-8"
    text = f'<html><meta http-equiv="Content-Type" content="text/html; charset={claim}"><title>“Größe”</title>'
    assert read((text + "<p>Maß.</p></html>").encode(encoding)).title == "“Größe”"


def test_entities_of_the_page_itself_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;&a;">]>'
    article = read(f"{bomb}<html><body><h1>T</h1><p>Text &b; &f; end.</p></body></html>")
    assert "aaa" not in article.text
    assert "&f;" in article.text


def test_an_xml_declaration_and_deep_nesting_do_no_harm() -> None:
    deep = "<div>" * 300 + "<p>Text.</p>" + "</div>" * 300
    assert "Text." in read(f'<?xml version="1.0" encoding="utf-8"?><html><body><h1>T</h1>{deep}</body></html>').text


@pytest.mark.parametrize("empty", ["<html></html>", "<!-- only a comment -->", "<script>var a</script>", "<p> </p>"])
def test_a_page_without_words_is_refused(empty: str) -> None:
    with pytest.raises(UnreadableFileError, match="no headline"):
        read(empty)
