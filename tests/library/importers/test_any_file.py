"""Whatever a file holds: an article or a reason, and of a text file every word."""

import re
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.importers.formats import ImportedArticle, UnreadableFileError, read_file

CALM = settings(
    max_examples=50, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
MARKUP = st.sampled_from(
    ["<p>", "</p>", "<ul><li>", "</li></ul>", "<h1>", "Read also:", "---\n", "title: ", "# ", "- ", "\n\n", "&#xD800;",
     "<!--", "[[", "]]",
     "<table><tr><td>", "<script>", "\t", "```", "é", "漢字", "> ", "|", "\r", "\f", "<![CDATA[", "<title>", "<br>",
     "word "]
)  # fmt: skip
WORDS = st.sampled_from(["Alpha", "beta", "Gamma.", "delta,", "it’s", "ΕΨΙΛΟΝ?", "漢字。", "zeta;", "e-mail"])
LEADS = st.sampled_from(["", "", "", "  ", "- ", "* ", "      ", "\t", "> ", "# ", "See also: ", "By ", "Source: "])
LINES = st.one_of(
    st.tuples(LEADS, st.lists(WORDS, min_size=1, max_size=40)),
    st.tuples(st.sampled_from(["", "Read also:", "Related", "====="]), st.just([])),
)
NOT_KEPT = {"Read", "also", "See", "Related", "By", "Source"}  # they say what the words after them are


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".mhtml", ".csv", ".json", ".ris", ".bib"])
@CALM
@given(
    data=st.one_of(st.binary(max_size=300), st.lists(MARKUP, max_size=40).map(lambda parts: "".join(parts).encode()))
)
def test_any_bytes_give_an_article_or_a_reason(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    problem, items = "", ()
    try:
        items = tuple(read_file(path))
    except UnreadableFileError as error:
        problem = error.problem
    assert bool(items) != bool(problem)
    assert "could not be read as" not in problem  # no parser broke down
    for article in items:
        if not isinstance(article, ImportedArticle):
            continue
        assert article.title == " ".join(article.title.split())
        assert "\n\n\n" not in article.text
        assert article.id


@CALM
@given(lines=st.lists(LINES, min_size=1, max_size=30))
def test_no_word_of_a_text_file_is_lost(tmp_path: Path, lines: list[tuple[str, list[str]]]) -> None:
    number = count(1)  # makes each word of the file another one, so that none can stand in for a lost one
    numbered = [
        lead + re.sub(r"\w+", lambda word: f"{word[0]}{next(number)}", " ".join(words)) for lead, words in lines
    ]
    path = tmp_path / "any.txt"
    path.write_text("Headline\n" + "\n".join(numbered), "utf-8")
    (article,) = read_file(path)
    assert isinstance(article, ImportedArticle)
    kept = " ".join((article.title, article.text, *article.links, article.source, article.author))
    words = {word for line in numbered for word in re.findall(r"\w+", line)} - NOT_KEPT
    assert words - set(re.findall(r"\w+", kept)) == set()
