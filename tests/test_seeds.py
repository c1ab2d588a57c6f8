"""The bundled articles keep their form: they are the first thing anybody sees of the program."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from reader.articles.paragraphs import BLANK_LINE
from reader.library.importers.draft import ImportedArticle
from reader.library.importers.formats import read_file
from reader.locations import bundled

FEWEST = 48
WORDS = range(250, 701)
LEAD_WORDS = range(15, 41)
FEWEST_PARAGRAPHS = 4
LINKS = range(3, 7)
LEAST_SHARE, GREATEST_SHARE = 0.75, 0.85  # of the titles in the lists that are titles of bundled articles
DESKS = {"background", "diplomacy-desk", "explainer", "history", "profile", "technology"}
FILES = sorted(path for path in bundled("seeds").rglob("*") if path.is_file())


@cache
def article_in(path: Path) -> ImportedArticle:
    (article,) = read_file(path)
    return article


@pytest.fixture(scope="module")
def articles() -> list[ImportedArticle]:
    return [article_in(path) for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_bundled_article_is_whole(path: Path) -> None:
    article = article_in(path)
    paragraphs = article.text.split(BLANK_LINE)
    assert len(article.text.split()) in WORDS
    assert len(paragraphs) >= FEWEST_PARAGRAPHS
    assert len(paragraphs[0].split()) in LEAD_WORDS
    assert paragraphs[0].endswith(".")
    assert path.name.startswith(f"{article.published:%Y-%m-%d}-")
    assert article.source
    assert len(article.links) in LINKS
    assert len(set(article.links)) == len(article.links)
    assert article.title not in article.links


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_bundled_article_is_well_set(path: Path) -> None:
    article = article_in(path)
    written = "\n".join((article.title, article.text, *article.links))
    assert "'" not in written
    assert '"' not in written
    assert "“" not in written  # nobody is quoted: every fact is in our own words
    assert "  " not in written
    assert " ," not in written
    assert not re.search(r"\b(\w+) \1\b", written), "a word stands twice"
    assert not re.search(r"[<>*_]|^#", written, re.MULTILINE), "some markup was left"
    assert path.read_bytes().endswith(b"\n")
    assert b"\r" not in path.read_bytes()


def test_there_are_enough_of_them_on_every_desk_and_in_every_form(articles: list[ImportedArticle]) -> None:
    assert len(articles) >= FEWEST
    assert {path.parent.name for path in FILES} == DESKS
    forms = Counter(path.suffix for path in FILES)
    assert forms[".md"] >= 3
    assert forms[".html"] >= 3
    assert forms.keys() == {".txt", ".md", ".html"}
    assert {path.suffix for path in FILES if path.parent.name == "diplomacy-desk"} == {".txt"}


def test_no_two_are_the_same(articles: list[ImportedArticle]) -> None:
    for what in ("id", "title", "text"):
        assert len({getattr(article, what) for article in articles}) == len(articles)


def test_about_four_in_five_links_lead_somewhere(articles: list[ImportedArticle]) -> None:
    titles = {article.title for article in articles}
    links = [link for article in articles for link in article.links]
    assert LEAST_SHARE <= sum(link in titles for link in links) / len(links) <= GREATEST_SHARE
    assert {link for link in links} & titles == titles, "nothing points at some of them"


def test_the_newest_is_the_article_of_the_screenshots(articles: list[ImportedArticle]) -> None:
    newest = max(articles, key=lambda article: str(article.published))
    assert newest.title == "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
    assert newest.published is not None
    assert newest.published.isoformat() == "2025-09-08"
    for words in (
        "Ahn Gyu-back", "Gen Nakatani", "Lee Jae-myung", "Shigeru Ishiba", "Cheonan", "Second Fleet", "46 sailors",
        "60th anniversary", "Seoul National Cemetery", "Republic of Korea Navy", "Yellow Sea", "North Korea",
        "Moscow", "Defense Ministry", "artificial intelligence", "denuclearisation", "first civilian",
    ):  # fmt: skip
        assert words in newest.text, words
