"""Characters that do harm are taken out, and ordinary ones stay as they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.importers.clean_text import clean_line, clean_text
from reader.library.importers.draft import ImportedHighlight, ImportedMarks, article_id
from reader.library.importers.file_facts import Facts, complete_draft

ISOLATED = "He said \u2067שלום\u2069 to them."


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\0b\x07c", "abc"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (ISOLATED, "He said שלום to them."),
        ("half \ud800", "half ?"),
        ("\ud83d\ude00", "😀"),
        ("two\u2028lines\u2029three", "two lines three"),
        ("C1 \x9b31m", "C1 31m"),
        ("  e\u0301 \u200fא\u200d  ", "e\u0301 \u200fא\u200d"),
    ],
)
def test_one_line(dirty: str, clean: str) -> None:
    assert clean_line(dirty) == clean


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        (ISOLATED, ISOLATED),
        ("\u202babc\u202c and \u2066x\u202ay\u202c\u2069", "\u202babc\u202c and \u2066x\u202ay\u202c\u2069"),
        (f"{ISOLATED}\n\nopen \u202eend", f"{ISOLATED}\n\nopen end"),
        ("\u2066a\u202c\u2069", "a"),
        ("\u202c", ""),
        ("one\u2029two\u2028three", "one\n\ntwo three"),
        ("a\x0bb\x0cc\x85d\re", "a b c d e"),
        ("a\r\nb", "a\nb"),
        ("a\0\n\n\0\n\nb", "a\n\nb"),
        ("\ud800", "\ufffd"),
    ],
)
def test_a_text(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


def test_an_ordinary_text_is_the_same_object() -> None:
    for text in ("One.\n\nTwo\twords — “quoted” \u200e\u200f\u00ad\ufeff 漢字 \U0001f600.", "  a\n\n\n b "):
        assert clean_text(text) is text


def test_the_id_of_an_ordinary_article_is_what_it_was() -> None:
    draft = complete_draft(Path("/a/b.txt"), title="Title", text="Text.", facts=Facts())
    assert draft.id == article_id("Title", "Text.") == "vsmainyqznf6jmeu"


def test_everything_of_a_draft_is_cleaned() -> None:
    marks = ImportedMarks(
        tags=("a\u202e", "\0", "a"), note="n\0", highlights=(ImportedHighlight("q\0"), ImportedHighlight("\0"))
    )
    draft = complete_draft(
        Path("/a/b.txt"), title="T\u202e", text="x\0", facts=Facts(source="S\u202e", author="A\u2066"),
        links=("L\u202e", "\0"), url="https://example.org/\u202ea", key="k\0", several=True, marks=marks,
    )  # fmt: skip
    assert (draft.title, draft.text, draft.source, draft.author) == ("T", "x", "S", "A")
    assert (draft.links, draft.url, draft.key) == (("L",), "https://example.org/a", "k")
    assert draft.marks == ImportedMarks(tags=("a",), note="n", highlights=(ImportedHighlight("q"),))


@given(st.text(st.characters(codec=None), max_size=60))
def test_whatever_comes_can_be_written_and_is_clean_for_good(text: str) -> None:
    for clean in (clean_line, clean_text):
        once = clean(text)
        assert once.encode("utf-8") is not None
        assert clean(once) == once
        assert "\0" not in once
