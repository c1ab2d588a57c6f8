import io
import json
from pathlib import Path

import pytest

from reader.exporting import citations
from reader.exporting.values import ExportedArticle
from reader.library.importers.formats import ImportedArticle, read_bytes
from tests.exporting.made_up import about, exported, several


def ris(*articles: ExportedArticle) -> str:
    file = io.BytesIO()
    citations.write_ris(articles, file, about(*articles))
    return file.getvalue().decode()


def csl(*articles: ExportedArticle) -> list[dict[str, object]]:
    file = io.BytesIO()
    citations.write_csl(articles, file, about(*articles))
    found = json.loads(file.getvalue())
    assert isinstance(found, list)
    return found


def test_a_reference_in_ris() -> None:
    lines = ris(several()[0]).split("\r\n")
    assert lines[:9] == [
        "TY  - NEWS", "TI  - Harbour to be dredged", "AU  - Ann Lee", "AU  - Bob Roe", "T2  - The Observer & Sons",
        "PY  - 2025", "DA  - 2025/09/08/", "UR  - https://observer.example/harbour?a=1&b=2", "LA  - en",
    ]  # fmt: skip
    assert "KW  - water" in lines
    assert lines[-3:] == ["ER  - ", "", ""]


def test_no_value_makes_a_line_of_its_own() -> None:
    text = ris(exported("Title\r\nER  - ", note="a\nTY  - BOOK\x85b", url="javascript:x"))
    assert text.count("\r\nER  - ") == 1
    assert len([line for line in text.splitlines() if line.startswith("TY")]) == 1
    assert "UR" not in text


def test_a_reference_in_csl() -> None:
    first, *_ = csl(*several())
    assert first["type"] == "article-newspaper"
    assert first["author"] == [{"literal": "Ann Lee"}, {"literal": "Bob Roe"}]
    assert first["issued"] == {"date-parts": [[2025, 9, 8]]}
    assert first["container-title"] == "The Observer & Sons"


def test_no_articles_are_an_empty_list() -> None:
    assert csl() == []
    assert ris() == ""


@pytest.mark.parametrize("name", ["a.ris", "a.json"])
def test_the_import_reads_them_back(name: str) -> None:
    first = several()[0]
    file = io.BytesIO()
    (citations.write_ris if name == "a.ris" else citations.write_csl)([first], file, about(first))
    (article,) = read_bytes(file.getvalue(), Path("/somewhere") / name)
    assert isinstance(article, ImportedArticle)
    assert article.title == first.whole.title
    assert (article.published, article.url) == (first.published, first.whole.url)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("", []),
        ("Ann Lee", ["Ann Lee"]),
        ("Ann Lee, Bob Roe and Cid Poe", ["Ann Lee", "Bob Roe", "Cid Poe"]),
        ("Lee, Ann; Roe, Bob", ["Lee, Ann", "Roe, Bob"]),
        ("Reuters", ["Reuters"]),
    ],
)
def test_names_of_authors_are_told_apart(written: str, names: list[str]) -> None:
    assert citations.authors(written) == names
