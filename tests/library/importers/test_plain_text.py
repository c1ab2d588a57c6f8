"""Every shape in which a text file holds an article."""

from datetime import date
from pathlib import Path

import pytest

from reader.library.importers import plain_text
from reader.library.importers.draft import ImportedArticle
from reader.library.importers.unreadable import UnreadableFileError

WRAPPED = """\
The ministers of defence of Japan and South Korea met in Seoul on Monday,
ten years after the last visit of this kind, and agreed to meet again in
Tokyo next year, officials of both sides said in the evening.
"""


def read(text: str | bytes, name: str = "article.txt", folder: str = "1") -> ImportedArticle:
    data = text if isinstance(text, bytes) else text.encode()
    (article,) = plain_text.read(data, Path("/archive") / folder / name)
    return article


def paragraphs(text: str) -> list[str]:
    return read(text).text.split("\n\n")


def test_headline_paragraphs_and_list_of_the_usual_file() -> None:
    article = read("Headline\n\nThe lead.\n\nMore.\n\nRead also:\n- First title\n- Second title\n")
    assert (article.title, article.text) == ("Headline", "The lead.\n\nMore.")
    assert article.links == ("First title", "Second title")


def test_lines_are_paragraphs_where_no_blank_lines_are() -> None:
    article = read("Headline\nThe lead.\nA second one.\nA third one.\nRead also:\n- A title")
    assert article.text == "The lead.\n\nA second one.\n\nA third one."
    assert article.links == ("A title",)


def test_lines_are_paragraphs_when_only_the_headline_is_set_apart() -> None:
    assert paragraphs("Headline\n\nThe lead.\nA second one.\nA third one.\n") == [
        "The lead.",
        "A second one.",
        "A third one.",
    ]


def test_hard_wrapped_blocks_are_joined() -> None:
    joined = " ".join(WRAPPED.split())
    assert paragraphs(f"Headline\n\n{WRAPPED}\n{WRAPPED}") == [joined, joined]


def test_a_single_hard_wrapped_paragraph_is_one_even_without_blank_lines_to_show_it() -> None:
    assert paragraphs(f"Headline\n\n{WRAPPED}") == [" ".join(WRAPPED.split())]


def test_long_lines_of_one_block_are_paragraphs_although_there_are_blank_lines() -> None:
    long = "This sentence stands on a line of its own that no editor wrapped. " * 4
    assert len(paragraphs(f"Headline\n\nLead.\n\n{long}\n{long}\n{long}\n")) == 4


def test_an_indented_line_begins_a_paragraph() -> None:
    text = (
        "HEADLINE\n  The company said it\n  had lost money.\n      It also said sales\n  were low.\n      It closed.\n"
    )
    assert paragraphs(text) == ["The company said it had lost money.", "It also said sales were low.", "It closed."]


def test_ideographic_spaces_indent_and_wrapped_lines_join_without_a_space() -> None:
    text = "標題\n　　總統府今日發表聲明\n表示將加強合作。\n　　國會明天開會。\n"
    assert paragraphs(text) == ["總統府今日發表聲明表示將加強合作。", "國會明天開會。"]


def test_a_headline_directly_above_its_text() -> None:
    article = read("Ministers meet\nThe first paragraph is short.\n\nThe second one.\n\nThe third one.\n")
    assert article.title == "Ministers meet"
    assert article.text.startswith("The first paragraph is short.\n\n")


def test_a_headline_wrapped_over_two_lines() -> None:
    article = read(
        f"Ministers of Japan and South Korea agree to meet once every year and\nto keep the line open\n\n{WRAPPED}"
    )
    assert article.title == "Ministers of Japan and South Korea agree to meet once every year and to keep the line open"


def test_a_headline_may_be_a_sentence_with_a_full_stop() -> None:
    assert read("The ministers met.\n\nThey talked.\n\nThey left.").title == "The ministers met."


@pytest.mark.parametrize(
    "headline", ["Headline\n========", "# Headline", "## Headline ##", "\n\n  Headline  \n", "\ufeffHeadline"]
)
def test_a_headline_in_another_dress(headline: str) -> None:
    article = read(f"{headline}\n\nLead.\n\nMore.\n")
    assert (article.title, article.text) == ("Headline", "Lead.\n\nMore.")


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n\f", "\v", "\u2028"])
def test_other_line_ends(line_end: str) -> None:
    article = read("Headline\n\nLead.\n\nMore.\n\nRead also:\n- A title\n".replace("\n", line_end))
    assert (article.title, article.text, article.links) == ("Headline", "Lead.\n\nMore.", ("A title",))


def test_a_file_that_is_only_a_headline() -> None:
    article = read("Only a headline")
    assert (article.title, article.text, article.links) == ("Only a headline", "", ())


def test_a_file_that_is_one_long_line_loses_nothing() -> None:
    line = "The ministers met on Monday. " + "They talked about ships and planes. " * 300
    article = read(line)
    assert article.title == "The ministers met on Monday."
    assert article.text == line.strip()


def test_a_long_line_without_sentences_is_cut_at_a_word() -> None:
    article = read("word " * 2000)
    assert article.title.endswith("word…")
    assert len(article.title) <= 121
    assert article.text.count("word") == 2000


@pytest.mark.parametrize("nothing", ["\n\n", "---\n***\n", " \t\r\n", "…\n\n–\n"])
def test_a_file_without_words_is_refused(nothing: str) -> None:
    with pytest.raises(UnreadableFileError, match="no headline"):
        read(nothing)


def test_labelled_lines_below_the_headline_are_facts_and_not_text() -> None:
    article = read(
        "Headline\nBy Ann Lee and Jo de Vries\nSource: The Daily\nDate: Monday, 8 September 2025\n\nLead.\n\nMore."
    )
    assert (article.author, article.source) == ("Ann Lee and Jo de Vries", "The Daily")
    assert article.published == date(2025, 9, 8)
    assert article.text == "Lead.\n\nMore."


@pytest.mark.parametrize("line", ["8 September 2025", "September 8, 2025", "2025-09-08", "Monday 8 September 2025"])
def test_a_bare_date_below_the_headline(line: str) -> None:
    article = read(f"Headline\n\n{line}\n\nLead.\n\nMore.", name="1999-01-01-x.txt")
    assert (article.published, article.text) == (date(2025, 9, 8), "Lead.\n\nMore.")


@pytest.mark.parametrize(
    "prose", ["Date: nobody knows.", "By Monday the minister had left the city.", "Source: http://example.org/a"]
)
def test_what_only_looks_like_a_labelled_line_stays_text(prose: str) -> None:
    assert read(f"Headline\n\n{prose}\n\nMore text.").text == f"{prose}\n\nMore text."


def test_date_and_source_from_the_path() -> None:
    article = read("Headline\n\nLead.", name="2025-09-08-seoul.txt", folder="diplomacy-desk")
    assert (article.published, article.source) == (date(2025, 9, 8), "Diplomacy desk")
