"""Saved web pages: main text, facts, list, and what must never be read."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time

import pytest

from reader.library.importers import html
from reader.library.importers.draft import ImportedArticle, ReadOptions
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


SINGLE_FILE = """<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://www.example.org/a?b=1
 saved date: Mon Sep 08 2025 12:30:00 GMT+0900 (Japan Standard Time)
--><meta charset=utf-8><title>Ministers meet</title><article>"""


def test_a_page_saved_with_singlefile_tells_where_it_was_and_when() -> None:
    article = read(f"{SINGLE_FILE}<p>Text.</p>")
    assert (article.url, article.source) == ("https://www.example.org/a?b=1", "example.org")
    assert article.marks.saved_at == datetime(2025, 9, 8, 3, 30, tzinfo=UTC)
    assert read(f"{SINGLE_FILE.replace('https:', 'file:')}<p>Text.</p>").url == ""


@pytest.mark.parametrize(
    "head",
    ['<link rel="canonical" href="https://example.org/a">', '<meta property="og:url" content="https://example.org/a">',
     '<base href="https://example.org/a">', "<!-- saved from url=(0021)https://example.org/a -->",
     '<link rel="canonical" href="/a"><meta property="og:url" content="https://example.org/a">'],
)  # fmt: skip
def test_the_address_a_page_states(head: str) -> None:
    assert read(f"<html>{head}<title>A</title><p>Text.").url == "https://example.org/a"


def test_the_keywords_of_a_site_are_no_tags_of_the_reader() -> None:
    head = (
        '<meta name="keywords" content="x"><script type="application/ld+json">{"@type": "NewsArticle", "keywords": "x"}'
    )
    assert read(page(f"{head}</script>")).marks.tags == ()


@pytest.mark.parametrize("form", ["{}", "[{}]", '{{"@graph": [{{"@type": "WebPage"}}, {}]}}'])
def test_the_text_a_page_keeps_for_machines_is_taken_where_it_shows_less(form: str) -> None:
    body = " ".join(SENTENCES[:3]) + "\n\n" + " ".join(SENTENCES[3:])
    ld = json.dumps({"@type": ["NewsArticle"], "headline": "Ministers meet in Seoul", "articleBody": body})
    script = f'<script type="application/ld+json">{form.format(ld)}</script>'
    assert read(f"<head>{script}</head><p>Subscribe to read on.</p>").text == body
    assert read(page(script)).text.split("\n\n") == SENTENCES


def test_a_page_that_a_server_put_into_a_form_is_read() -> None:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    text = read(f"<html><body><form><input value=no><button>no</button>{paragraphs}</form></body></html>").text
    assert text.split("\n\n") == SENTENCES[:]


def test_an_encoding_that_was_chosen_is_taken() -> None:
    (article,) = html.read(
        "<title>Żółw</title>".encode("cp1250"), Path("/a.html"), options=ReadOptions(encoding="cp1250")
    )
    assert article.title == "Żółw"


@pytest.mark.parametrize(
    "text",
    ["<p>x</p>" * 200_000, "<a href=x>y</a> " * 200_000, "<div>" * 100_000 + "words", "<!--" * 100_000 + "x<p>words",
     "<p>Read also:</p>" * 20_000, "<div>Read also: <a>x</a></div>words" * 20_000,
     ("<div>" * 240 + "x" + "</div>" * 240) * 120],
    ids=["paragraphs", "links", "deep", "comments", "markers", "marked links", "nested"],
)  # fmt: skip
def test_a_hostile_page_is_read_in_seconds(text: str) -> None:
    began = process_time()
    with suppress(UnreadableFileError):
        read(text)
    assert process_time() - began < 5
