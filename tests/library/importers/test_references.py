"""References of citation programs: RIS, BibTeX and CSL JSON."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.importers import bibtex, csl_json, ris
from reader.library.importers.draft import Flaw, ImportedArticle, ImportedItem, ReadOptions, WantedArticle
from reader.library.importers.latex import plain_words
from reader.library.importers.unreadable import UnreadableFileError

RIS = """\
TY  - NEWS
TI  - Ministers meet in Seoul
AU  - Lee, Ann
AU  - Park, Jo
T2  - The Daily
DA  - 2025/03/11/
PY  - 2025
UR  - https://example.org/a
AB  - The ministers met.
They spoke for two hours.

Nothing was agreed.
KW  - ships
KW  - talks
N1  - Ask about this.
LA  - en
ID  - 17
ER  -

TY  - NEWS
T1  - A title only
ER  -
"""
BIBTEX = r"""
% A comment of the program.
@comment{ jabref-meta: {nothing} }
@string{daily = "The " # {Daily}}
@article{lee2025,
  title = {Ministers meet in {S}eoul},
  author = "Lee, Ann and Jo Park",
  journal = daily,
  year = 2025, month = mar, day = {11},
  url = {https://example.org/a\_b},
  keywords = {ships, talks},
  abstract = {The ministers met. Bj{\"o}rn \& S{\o}n agreed.},
  note = {Ask about this.},
  urldate = {2025-03-12},
}
@misc(other, title = "A title only", howpublished = "\url{https://example.org/b}")
"""
CSL = [
    {"id": "17", "type": "article-newspaper", "title": "Ministers meet in Seoul",
     "author": [{"family": "Lee", "given": "Ann"}, {"literal": "Jo Park"}], "container-title": "The Daily",
     "issued": {"date-parts": [["2025", 3, 11]]}, "URL": "https://example.org/a", "abstract": "The ministers met.",
     "language": "en-GB", "note": "Ask about this.", "keyword": "ships, talks",
     "accessed": {"date-parts": [[2025, 3, 12]]}},
    {"id": "18", "type": "webpage", "title": "A title only", "issued": {"date-parts": [[2025]]}},
]  # fmt: skip


def read(module: ModuleType, text: str | bytes) -> Sequence[ImportedItem]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    return list(module.read(data, Path("/archive/desk/x"), options=ReadOptions()))


@pytest.mark.parametrize(
    ("module", "text"), [(ris, RIS), (bibtex, BIBTEX), (csl_json, json.dumps(CSL))], ids=["ris", "bibtex", "csl"]
)
def test_a_reference_with_an_abstract_is_an_article_and_one_without_is_wanted(module: ModuleType, text: str) -> None:
    article, wanted = read(module, text)
    assert isinstance(article, ImportedArticle)
    assert (article.title, article.author) == ("Ministers meet in Seoul", "Ann Lee, Jo Park")
    assert (article.source, article.published) == ("The Daily", date(2025, 3, 11))
    assert article.url.startswith("https://example.org/a")
    assert article.text.startswith("The ministers met.")
    assert (article.marks.tags, article.marks.note) == (("ships", "talks"), "Ask about this.")
    assert article.key in ("17", "lee2025")
    assert article.several
    assert isinstance(wanted, WantedArticle)
    assert wanted.title == "A title only"


def test_lines_without_letters_go_on_with_the_field_above() -> None:
    article, _ = read(ris, RIS)
    assert isinstance(article, ImportedArticle)
    assert article.text == "The ministers met. They spoke for two hours.\n\nNothing was agreed."


def test_latex_and_strings_of_a_bibliography() -> None:
    article, wanted = read(bibtex, BIBTEX)
    assert isinstance(article, ImportedArticle)
    assert article.text == "The ministers met. Björn & Søn agreed."
    assert article.url == "https://example.org/a_b"
    assert article.marks.saved_at == datetime(2025, 3, 12, tzinfo=UTC)
    assert isinstance(wanted, WantedArticle)
    assert wanted.url == "https://example.org/b"


@pytest.mark.parametrize(
    ("written", "printed"),
    [(r"M{\"u}ller", "Müller"), (r"\'{e}t\'e", "été"), (r"na{\"\i}ve", "naïve"), (r"\v{C}apek", "Čapek"),
     (r"\c c", "ç"), (r"Stra{\ss}e", "Straße"), (r"S{\o}ren \AA berg", "Søren Åberg"), (r"pages 1--2", "pages 1–2"),
     (r"50\% of \$5 \{a\}", "50% of $5 {a}"), (r"\emph{new} ``word''", "new “word”"), ("a~b\n c", "a b c"),
     ("a\n\nb", "a\n\nb"), ("\\", "\\"), (r"{\'\i}", "í")],
)  # fmt: skip
def test_the_little_latex_of_references(written: str, printed: str) -> None:
    assert plain_words(written) == printed


def test_a_broken_reference_costs_only_itself() -> None:
    items = read(bibtex, "@article{a, title = {Never ends\n@article{b, title = {Whole}, url = {https://example.org/b}}")
    assert isinstance(items[0], Flaw)
    assert [item.title for item in items if isinstance(item, WantedArticle)] == ["Whole"]


@pytest.mark.parametrize(
    ("module", "text"),
    [(ris, "TY  - NEWS\nER  - \n"), (bibtex, "@article{a}"), (bibtex, "@comment{x}"), (csl_json, "[]"),
     (csl_json, '[{"id": "1", "type": "x"}]'), (ris, "words"), (bibtex, "words")],
)  # fmt: skip
def test_a_file_without_references_says_so(module: ModuleType, text: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(module, text)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    ["@comment{" * 60 + "{}" * 2_000_000, "@article{" * 300_000, '@a{b, c = "' * 200_000,
     "@string{a = a # a # a}" * 50_000,
     "@a{b, t = {" + "{" * 2_000_000, "@" * 3_000_000, "@a{" + " " * 3_000_000, "@a{b, " + "c = d, " * 400_000 + "}",
     "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}" for n in range(1, 90)) + "@a{b, t = s89}"],
)  # fmt: skip
def test_a_hostile_bibliography_ends_soon(text: str) -> None:
    began = process_time()
    with pytest.raises(UnreadableFileError):
        read(bibtex, text)
    assert process_time() - began < 5


PIECES = st.sampled_from(["@article{", "@string{", "a,", "title = ", "{", "}", '"', "#", ",", "\\", "\\'", "é",
                          "TY  - NEWS\n", "ER  - \n", "TI  - A\n", "AB  - b\n", "UR  - https://example.org\n", "\n",
                          "[", '{"title":', "\0", "(", ")", "year = 2025", "DA  - 9999/99/99\n",
                          '"issued":{"date-parts":[[1,2,"x"]]}'])  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_give_items_or_a_reason(data: bytes) -> None:
    for module in (ris, bibtex, csl_json):
        items: Sequence[ImportedItem] = ()
        remedy = ""
        try:
            items = read(module, data)
        except UnreadableFileError as error:
            remedy = error.remedy
        assert bool(items) != bool(remedy)
