"""Markdown files: header, headline, plain paragraphs and the list."""

from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time

import pytest

from reader.library.importers import markdown
from reader.library.importers.draft import ImportedArticle, ReadOptions
from reader.library.importers.formats import UnreadableFileError, read_file
from reader.library.importers.recognising import Head, has_front_matter

HEADER = """\
---
title: "Two parties: one name"
date: 2025-03-11
authors: [Ann Lee, Jo Park]
source: The Daily
tags: [a, b]
description: A lead of its own.
---
"""


def read(text: str, name: str = "article.md") -> ImportedArticle:
    (article,) = markdown.read(text.encode(), Path("/archive/1") / name)
    return article


def test_the_header_gives_title_date_authors_and_source() -> None:
    article = read(HEADER + "\nFirst paragraph.\n\nSecond.\n")
    assert (article.title, article.published) == ("Two parties: one name", date(2025, 3, 11))
    assert (article.author, article.source) == ("Ann Lee, Jo Park", "The Daily")
    assert article.text == "A lead of its own.\n\nFirst paragraph.\n\nSecond."


@pytest.mark.parametrize(
    ("line", "language"),
    [("lang: de-AT", "de"), ("language: French", "fr"), ("lang: no", "no"), ("locale: pt_BR", "pt")],
)
def test_the_header_gives_the_language(line: str, language: str) -> None:
    assert read(f"---\ntitle: Ok\n{line}\n---\nShort.\n").language == language


def test_a_lead_that_the_body_repeats_comes_once() -> None:
    assert read(HEADER + "A lead of its own. And more.\n").text == "A lead of its own. And more."


@pytest.mark.parametrize(
    "day", ["2025-03-11", "2025-03-11T10:00:00Z", "2025-03-11 10:00:00", '"11 March 2025"', "20250311"]
)
def test_a_date_of_any_type(day: str) -> None:
    assert read(f"---\ntitle: A\ndate: {day}\n---\nText.").published == date(2025, 3, 11)


@pytest.mark.parametrize(
    "broken",
    [
        "title: Two parties: one name",
        "title: Two parties: one name\ntags: [a, b",
        "date: 2025-13-45\ntitle: 'Two parties: one name'",
    ],
)
def test_a_broken_header_costs_only_itself(broken: str) -> None:
    article = read(f"---\n{broken}\n---\n\nFirst paragraph.\n\nSecond.\n")
    assert article.title == "Two parties: one name"
    assert article.text == "First paragraph.\n\nSecond."


def test_a_header_that_would_grow_without_end_is_read_at_once() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for letter, before in zip("bcdefghijk", "abcdefghij", strict=True):
        bomb += f"{letter}: &{letter} [{', '.join(['*' + before] * 9)}]\n"
    assert read(f"---\n{bomb}author: *k\ntitle: A\n---\nText.").author == ""


def test_a_line_between_two_rules_is_no_header() -> None:
    assert read("---\nNo header here\n---\n\nText.\n").title == "No header here"


def test_the_headline_is_the_first_heading_else_the_first_line() -> None:
    assert read("Intro.\n\n# The *headline*\n\nText.").title == "The headline"
    assert read("Intro.\n\n# The *headline*\n\nText.").text == "Intro.\n\nText."
    assert read("First line\nand text\n\nMore.").title == "First line"
    assert read("First line\nand text\n\nMore.").text == "and text\n\nMore."
    assert read("---\ntitle: The headline\n---\n# The headline\n\nText.").text == "Text."


def test_everything_becomes_plain_paragraphs() -> None:
    text = """\
# T

A **bold** [link](http://x.org), ![a picture](x.png) and `code` [[page|wiki]] [[words]]
wrapped.

## Heading

> A quote

- one
- two
  - three

<!-- hidden -->
<div>In a <b>box</b><script>no()</script></div>

    indented = code

| a | b |
|---|---|
| c | d |
"""
    assert read(text).text.split("\n\n") == [
        "A bold link, a picture and code wiki words wrapped.", "Heading", "A quote", "one", "two", "three",
        "In a box", "indented = code", "a · b", "c · d",
    ]  # fmt: skip


@pytest.mark.parametrize("marker", ["Read also:", "## Read also", "**See also**", "# Related"])
def test_the_list_below_a_line_or_a_heading(marker: str) -> None:
    article = read(f"# T\n\nText.\n\n{marker}\n\n- [One *title*](one.md)\n- [[two|Two titles]]\n1. Three\n")
    assert article.links == ("One title", "Two titles", "Three")
    assert article.text == "Text."


def test_the_list_directly_below_its_line_and_text_after_it() -> None:
    prose = "The talks went on in the evening, and nobody left. " * 6
    article = read(f"# T\n\nText.\n\nRead also:\nOne title\nTwo titles\n\n{prose}\n")
    assert article.links == ("One title", "Two titles")
    assert article.text == f"Text.\n\n{prose.strip()}"


def test_half_a_letter_in_the_header_does_no_harm() -> None:
    assert read('---\ntitle: "A \\uD800 B"\n---\nText.').id


def test_what_the_reader_had_made_of_it_is_kept() -> None:
    header = """\
title: A
url: https://example.org/a
tags: [one, "#two", three words]
read: true
starred: true
note: |
  First line.
  Second line.
highlights:
  - quote: A passage.
    note: Mine.
    color: green
  - Another passage.
saved: 2025-03-12T10:00:00Z
"""
    article = read(f"---\n{header}---\nA passage. Another passage.")
    marks = article.marks
    assert article.url == "https://example.org/a"
    assert marks.tags == ("one", "two", "three words")
    assert (marks.read, marks.starred, marks.note) == (True, True, "First line.\nSecond line.")
    assert [(mark.quote, mark.note, mark.color) for mark in marks.highlights] == [
        ("A passage.", "Mine.", "green"),
        ("Another passage.", "", ""),
    ]
    assert marks.saved_at == datetime(2025, 3, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("tags: one, two words", ("one", "two words")),
        ("tags: one two", ("one", "two")),
        ("tags: '#one #two'", ("one", "two")),
        ("keywords: [one, 2]", ("one", "2")),
        ("tags:\n- one\n- [deeper]\n- {a: b}\n- '[[two]]'", ("one", "two")),
        ("aliases: [one]", ()),
    ],
)
def test_tags_as_programs_write_them(line: str, tags: tuple[str, ...]) -> None:
    assert read(f"---\ntitle: A\n{line}\n---\nText.").marks.tags == tags


@pytest.mark.parametrize(
    ("line", "is_read"),
    [("read: yes", True), ("read: 2025-03-11", True), ("status: archived", True), ("status: unread", False),
     ("archived: false", False), ("status: draft", None), ("aliases: read", None)],
)  # fmt: skip
def test_whether_it_was_read(line: str, is_read: bool | None) -> None:
    assert read(f"---\ntitle: A\n{line}\n---\nText.").marks.read is is_read


@pytest.mark.parametrize("line", ["source: https://www.example.org/a", "link: https://www.example.org/a"])
def test_the_address_under_any_of_its_names(line: str) -> None:
    assert read(f"---\ntitle: A\n{line}\n---\nText.").url == "https://www.example.org/a"


def test_an_address_that_is_a_script_is_none() -> None:
    assert read("---\ntitle: A\nurl: javascript:alert(1)\n---\nText.").url == ""


def test_escaped_brackets_and_code_are_no_link() -> None:
    assert read("# T\n\n\\[\\[page|words]] and `[[code]]` and [[page|words]]").text == (
        "[[page|words]] and [[code]] and words"
    )


def test_a_header_in_a_text_file_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\r\ntitle: The title\r\ntags: [a]\r\n---\r\n\r\nText.\r\n", "utf-8", newline="")
    (article,) = read_file(path)
    assert isinstance(article, ImportedArticle)
    assert (article.title, article.text, article.marks.tags) == ("The title", "Text.", ("a",))


@pytest.mark.parametrize("text", ["---\nA line\n---\n\nText.", "---\n\nTitle\n\nText: words\n---\n", "--- \n"])
def test_rules_in_a_text_file_are_no_header(text: str) -> None:
    assert not has_front_matter(Head.of(text.encode(), Path("a.txt")))


@pytest.mark.parametrize(
    "text",
    [
        "[[" * 400_000 + "words",
        "---\na: " + "[" * 40_000 + "\n---\nwords",
        "---\na: " + "- " * 40_000 + "\n---\nwords",
        "---\na: b\n" + "\n" * 400_000 + "\n---\nwords",
        "---\na: 0x" + "f" * 40_000 + "\nread: 0x" + "f" * 40_000 + "\n---\nwords",
        "---\na: &a {x: 1}\nb: &b {<<: [*a, *a, *a]}\nc: {<<: [*b, *b]}\n---\nwords",
        "- a\n" * 400_000,
    ],
    ids=["brackets", "header of brackets", "header of dashes", "empty header", "long number", "merged", "long list"],
)
def test_what_a_parser_would_take_minutes_over_is_read_as_lines(text: str) -> None:
    began = process_time()
    assert read(text).title
    assert process_time() - began < 5


def test_a_long_text_loses_no_word() -> None:
    text = "# Title\n\n" + "\n\n".join(f"[[word{number} [" for number in range(120_000))
    assert read(text).text.count("word") == 120_000


def test_an_encoding_that_was_chosen_is_taken() -> None:
    (article,) = markdown.read("# Żółw\n".encode("cp1250"), Path("/a/x.md"), options=ReadOptions(encoding="cp1250"))
    assert article.title == "Żółw"
    with pytest.raises(UnreadableFileError, match="no encoding"):
        markdown.read(b"# A", Path("/a/x.md"), options=ReadOptions(encoding="base64"))


def test_brackets_in_a_quotation_do_not_cost_the_header() -> None:
    quotes = "".join(f'  - quote: "{"[" * 30}<<: word {number}"\n' for number in range(9))
    article = read(f"---\ntitle: A\nhighlights:\n{quotes}---\nText.")
    assert len(article.marks.highlights) == 9
