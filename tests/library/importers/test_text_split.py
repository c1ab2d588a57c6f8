"""Several articles in one text file: where they part, and what must stay whole."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.importers import plain_text
from reader.library.importers.draft import ImportedArticle, ReadOptions
from reader.library.importers.text_split import find_split

BODY = "The ministers met in Seoul and spoke for two hours about the ships.\n\nNothing was agreed in the end."
STORY = "Below the bridge\n\nThe river was high that week, and nobody crossed it for nine days."


def article(number: int, *, stated: str = "By Ann Lee") -> str:
    return f"Headline number {number}\n{stated}\n\n{BODY}\n"


def read(text: str, split: bool | None = None) -> list[ImportedArticle]:
    items = plain_text.read(text.encode(), Path("/archive/desk/x.txt"), options=ReadOptions(split=split))
    return [item for item in items if isinstance(item, ImportedArticle)]


@pytest.mark.parametrize("gap", ["\f", "\n---\n\n", "\n\n*****\n\n", "\n====================\n\n", "\n* * *\n\n"])
def test_articles_between_pages_or_rules(gap: str) -> None:
    articles = read(gap.join(map(article, (1, 2, 3))))
    assert [each.title for each in articles] == ["Headline number 1", "Headline number 2", "Headline number 3"]
    assert all(each.several and each.author == "Ann Lee" and each.key == "" for each in articles)
    assert articles[1].text == BODY


@pytest.mark.parametrize("line", ["Document {} of 3", "Artikel {} von 3", "ARTICLE {}/3", "{} of 3 DOCUMENTS"])
def test_numbered_documents(line: str) -> None:
    above = "\n".join(f"{line.format(number)}\n\nHeadline {number}\n\n{BODY}\n" for number in (1, 2, 3))
    below = "\n".join(f"Headline {number}\n\n{BODY}\n\n{line.format(number)}\n" for number in (1, 2, 3))
    for text in (above, below, above.replace("\n", "\r\n")):
        assert [each.title for each in read(text)] == ["Headline 1", "Headline 2", "Headline 3"]


def test_headers_that_come_again() -> None:
    header = "Title: Headline {0}\nDate: {0} March 2025\nSource: The Daily\nID: a-{0}\nURL: https://example.org/{0}\n\n"
    articles = read("\n\n".join(header.format(number) + BODY for number in (1, 2)))
    assert [(each.title, each.key, each.url) for each in articles] == [
        ("Headline 1", "a-1", "https://example.org/1"),
        ("Headline 2", "a-2", "https://example.org/2"),
    ]
    assert [str(each.published) for each in articles] == ["2025-03-01", "2025-03-02"]
    assert articles[0].source == "The Daily"
    assert articles[0].text == BODY


def test_documents_of_a_newspaper_database() -> None:
    document = """\
Document {0} of 2

Headline {0}

Author: Ann Lee

Full text: The ministers met in Seoul.

They spoke for two hours.

Publication title: The Daily
Publication date: Mar {0}, 2025
ProQuest document ID: 77{0}
____________________________________________________________
"""
    first, second = read(document.format(1) + "\n" + document.format(2))
    assert (first.title, first.author, first.source) == ("Headline 1", "Ann Lee", "The Daily")
    assert (first.key, str(second.published)) == ("771", "2025-03-02")
    assert first.text == "The ministers met in Seoul.\n\nThey spoke for two hours."


@pytest.mark.parametrize(
    "text",
    [
        f"Headline\n\n{BODY}\n\n---\n\n{BODY}",
        f"Headline\n\n{BODY}\n\n***\n\nlater that day they met again.\n\n{BODY}",
        f"Headline\n---\n\n{BODY}\n\nPart\n---\n\n{BODY}",
        f"Headline\n\n{BODY}\n\fand on the next page it goes on.\n\n{BODY}",
        f"Headline\n\n{BODY}\n\nDocument 3 of 14 was shown to them.\n\nDocument 4 of 14 was not.",
        f"Headline\n\n{BODY}\n\nDocument 2 of 14\n\n{BODY}\n\nDocument 1 of 14\n\n{BODY}",
        f"Headline\n\n{BODY}\n\nTitle: a word of many meanings.\n\n{BODY}",
        "---\n\n---\n\n",
        "\f\f\f",
    ],
)
def test_an_article_with_rules_and_pages_in_it_stays_whole(text: str) -> None:
    assert find_split(text).parts == ()


def test_in_doubt_it_is_one_article_unless_the_reader_says_so() -> None:
    text = f"Headline\n\n{BODY}\n\n---\n\n{STORY}\n"
    assert len(find_split(text).parts) == 2
    assert not find_split(text).is_sure
    assert [each.title for each in read(text)] == ["Headline"]
    assert [each.title for each in read(text, split=True)] == ["Headline", "Below the bridge"]
    assert len(read("\f".join(map(article, (1, 2))), split=False)) == 1


@pytest.mark.parametrize(
    "text",
    ["a\n\n---\n\n" * 500_000, "\f" * 1_000_000, "Title: a\n" * 300_000, "Title: a\n\n" * 300_000,
     "Document 1 of 2\n" * 300_000, "-" * 1_000_000, "- " * 500_000, " " * 1_000_000, "\n" * 1_000_000],
    ids=["rules", "pages", "titles", "loose titles", "numbers", "one rule", "dashes", "spaces", "lines"],
)  # fmt: skip
def test_a_long_file_of_separators_is_judged_at_once(text: str) -> None:
    began = process_time()
    find_split(text)
    assert process_time() - began < 3


PIECES = st.sampled_from(["\f", "---\n", "\n", "Title: ", "Date: 1 May 2025\n", "Document 1 of 2\n",
    "Document 2 of 2\n", "Headline\n\n", BODY, "By Ann Lee\n", "Full text: ", "ID: 7\n", "word ", "\r"])  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([None, True]))
def test_no_word_is_lost_when_a_file_is_split(text: str, split: bool | None) -> None:
    if any(map(str.isalnum, text)):
        whole = "".join(f"{each.title} {each.text} {each.author}" for each in read(f"Headline\n\n{text}", split))
        for word in ("ministers", "agreed", "ships"):
            assert whole.count(word) >= text.count(word)
