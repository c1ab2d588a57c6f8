"""Markdown files: header, headline, plain paragraphs and the list."""

from datetime import date
from pathlib import Path

import pytest

from reader.library.importers import markdown
from reader.library.importers.draft import ImportedArticle

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
