"""Tables in every dress, and those without an end."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.importers.csv_rows import MAX_FIELD, Row, columns_of, rows_of
from reader.library.importers.draft import Flaw, ReadOptions
from reader.library.importers.unreadable import UnreadableFileError

PIECES = st.sampled_from(
    ['"', ",", ";", "\t", "\n", "\r", "\r\n", "Title", "url", "é", "\0", "sep=;", " ", "漢", "\ufeff"]
)


def cells_of(data: bytes, options: ReadOptions | None = None) -> list[dict[str, str]]:
    rows = list(rows_of(data, options) if options else rows_of(data))
    return [dict(row.cells) for row in rows if isinstance(row, Row)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_line_ends_and_encodings(separator: str, line_end: str, encoding: str) -> None:
    lines = (f'"Title"{separator}URL', f'"Zürich, so; it|goes\tthis ""year"""{separator}https://example.org', "", "B")
    table = line_end.join(lines)
    assert cells_of(table.encode(encoding)) == [
        {"title": 'Zürich, so; it|goes\tthis "year"', "url": "https://example.org"},
        {"title": "B"},
    ]


def test_older_encodings() -> None:
    table = "Title,Text\nZürich,Die Straße ist für Fußgänger geöffnet und für Läufer.\n"
    assert cells_of(table.encode("cp1252"))[0]["title"] == "Zürich"
    assert cells_of("Title,Text\nŁódź,ą".encode("cp1250"), ReadOptions(encoding="cp1250"))[0]["title"] == "Łódź"
    with pytest.raises(UnreadableFileError) as caught:
        list(rows_of(b"a,b\n1,2", ReadOptions(encoding="base64")))
    assert caught.value.remedy


def test_a_line_that_states_the_separator_and_empty_lines_above_the_names() -> None:
    assert cells_of(b"sep=;\r\na,b;c\r\n1;2\r\n") == [{"a,b": "1", "c": "2"}]
    assert cells_of(b"\n\n a , b \n1,2\n") == [{"a": "1", "b": "2"}]


def test_line_breaks_in_cells_and_rows_of_any_length() -> None:
    assert cells_of(b'a,b\n"one\ntwo",x,y\nz\n') == [{"a": "one\ntwo", "b": "x"}, {"a": "z"}]
    assert [row.line for row in rows_of(b'a,b\n"one\ntwo",x,y\nz\n') if isinstance(row, Row)] == [3, 4]


def test_a_row_that_ends_before_a_needed_column_goes_on_in_the_next() -> None:
    table = b"a,b,c,d\n1,two\n\ntwo,3,4\n5,6,7\n8\n9,10,11,12\n13\n"
    rows = [dict(row.cells) for row in rows_of(table, needed="c") if isinstance(row, Row)]
    assert rows == [
        {"a": "1", "b": "two\ntwo", "c": "3", "d": "4"},
        {"a": "5", "b": "6", "c": "7"},
        {"a": "8\n9", "b": "10", "c": "11", "d": "12"},
        {"a": "13"},
    ]
    assert len(list(rows_of(table))) == 6


def test_the_first_filled_column_of_a_name_counts() -> None:
    (row,) = rows_of(b"Url,url,Tag\n,https://example.org, x \n")
    assert isinstance(row, Row)
    assert (row.get("url"), row.get("tag"), row.get("missing"), row.get("missing", "tag")) == (
        "https://example.org", "x", "", "x",
    )  # fmt: skip


def test_the_columns_as_they_are_written() -> None:
    assert columns_of(b'\xef\xbb\xbf"Page Title", URL\n1,2') == ("Page Title", "URL")


@pytest.mark.parametrize("data", [b"\n \n", b"\xef\xbb\xbf", b",,,\n"])
def test_a_table_without_names_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="names of its columns"):
        list(rows_of(data))


class Endless(io.RawIOBase):
    """A file of `size` bytes that are made when they are read."""

    def __init__(self, head: bytes, size: int) -> None:
        self._head, self._size, self._place = head, size, 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._place = offset if whence == 0 else self._size + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        count = max(0, min(len(buffer), self._size - self._place))
        head = self._head[self._place : self._place + count]
        buffer[:count] = head + b"a" * (count - len(head))
        self._place += count
        return count


@pytest.mark.parametrize("head", [b"title,url\n", b'title,url\nA,https://example.org\n"'])
def test_a_line_without_an_end_is_a_flaw_and_fills_no_memory(head: bytes) -> None:
    rows: Iterator[Row | Flaw] = rows_of(io.BufferedReader(Endless(head, 3 * MAX_FIELD)))
    flaws = 0
    for row in rows:
        flaws += isinstance(row, Flaw)
        assert isinstance(row, Flaw) or len(row.get("title")) <= MAX_FIELD
    assert flaws or head.endswith(b"\n")


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_are_a_table_or_say_why_not(data: bytes) -> None:
    rows: list[Row | Flaw] = []
    problem = ""
    try:
        rows = list(rows_of(data))
    except UnreadableFileError as error:
        problem = error.problem
    assert problem or all(isinstance(row, Row | Flaw) for row in rows)
