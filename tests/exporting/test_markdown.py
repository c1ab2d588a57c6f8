from pathlib import Path

import yaml
from hypothesis import example, given, settings

from reader.exporting import markdown
from reader.library.importers.formats import ImportedArticle, read_bytes
from tests.exporting.made_up import HEBREW, exported, several, texts, titles


def read_back(text: str) -> ImportedArticle:
    (article,) = read_bytes(text.encode(), Path("/somewhere/a.md"))
    assert isinstance(article, ImportedArticle)
    return article


def header(text: str) -> dict[str, object]:
    loaded = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
    assert isinstance(loaded, dict)
    return loaded


@settings(deadline=None)
@given(titles, texts)
@example("# no heading", "1. no list\n\n> no quotation\n\n- no item\n\n---\n\n===\n\na_b_c _d_ **e** `f` &amp; <b>")
@example("ends with #", "~~struck~~ ![picture](x) [link](y) \\* +\n\n* a\n\n+ b\n\n10) c\n\n#hash\n\n    indented")
def test_any_words_come_back_as_they_were(title: str, text: str) -> None:
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    article = read_back(markdown.text_of(exported(title, text)))
    assert (article.title, article.text) == (title, text)


def test_facts_and_marks_come_back() -> None:
    first = several()[0]
    article = read_back(markdown.text_of(first))
    assert (article.source, article.author, article.language) == (first.whole.source, first.whole.author, "en")
    assert article.published == first.published
    assert article.url == first.whole.url
    assert article.links == ("Lisbon’s new bridge", "A <lost> article")
    assert article.marks.tags == ("water", "C++ & <more>")
    assert (article.marks.read, article.marks.starred) == (True, True)
    assert article.marks.note == first.note
    assert [(one.quote, one.note, one.color) for one in article.marks.highlights] == [
        (one.quote, one.note, str(one.color)) for one in first.marks.highlights
    ]


def test_the_header_is_yaml_whatever_is_in_it() -> None:
    given_words = 'no: "yes" \\ # {x} [y] \x85 \u2028 \ufeff \x7f ' + "'" + " @ `"
    each = exported(author=given_words, source="12", language="no", tags=("null", "1.5", "a, b"), note="a\n---\nb: c")
    loaded = header(markdown.text_of(each))
    assert loaded["author"] == given_words
    assert (loaded["source"], loaded["language"], loaded["tags"]) == ("12", "no", ["null", "1.5", "a, b"])
    assert loaded["note"] == "a\n---\nb: c"
    assert loaded["read"] is False
    assert "starred" not in loaded


def test_an_article_of_a_headline_only_and_one_from_right_to_left() -> None:
    assert read_back(markdown.text_of(exported("Only a headline", ""))).text == ""
    assert read_back(markdown.text_of(exported("הנמל", HEBREW))).text == HEBREW
