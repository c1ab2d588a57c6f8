import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from reader.exporting import csv_list
from reader.exporting.cells import escaped, plain
from reader.exporting.values import ExportedArticle
from tests.exporting.made_up import about, exported, several


def table(*articles: ExportedArticle) -> list[list[str]]:
    file = io.BytesIO()
    csv_list.write(articles, file, about(*articles))
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))


def test_a_line_for_each_article_with_its_facts() -> None:
    heads, first, *others = table(*several())
    assert heads == list(csv_list.COLUMNS)
    assert len(others) == 4
    row = dict(zip(heads, first, strict=True))
    assert row["title"] == "Harbour to be dredged"
    assert row["tags"] == "water; C++ & <more>"
    assert (row["bookmarked"], row["read"], row["words"]) == ("yes", "yes", "20")
    assert row["published"] == "2025-09-08"


def test_it_begins_with_the_mark_that_excel_knows() -> None:
    file = io.BytesIO()
    csv_list.write([exported()], file, about(exported()))
    assert file.getvalue().startswith(b"\xef\xbb\xbfid,title,")
    assert not file.closed


def test_no_cell_is_a_formula() -> None:
    rows = table(exported("=HYPERLINK(1)", author="@SUM(1)", source="+1", tags=("-2",)))
    assert rows[1][1:4] == ["'=HYPERLINK(1)", "'+1", "'@SUM(1)"]
    assert rows[1][7] == "'-2"


@given(st.text())
def test_an_escaped_cell_comes_back(cell: str) -> None:
    assert plain(escaped(cell)) == cell
    assert not escaped(cell).startswith(("=", "+", "-", "@"))
