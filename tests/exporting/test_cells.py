"""Tables as CSV: what stands in the file, and what a fault says."""

import csv
import io
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.exporting.cells import save_table, table_text, write_table

ROWS = [("=1+1", -3, "Ünï, x"), ("two\nlines", 4, '"quoted"')]


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_words_are_no_formulas_and_numbers_stay_numbers() -> None:
    heads, first, second = read_back(table_text(("a", "@b", "c"), ROWS))
    assert heads == ["a", "'@b", "c"]
    assert first == ["'=1+1", "-3", "Ünï, x"]
    assert second == ["two\nlines", "4", '"quoted"']


def test_both_ways_of_writing_make_the_same_file(tmp_path: Path) -> None:
    path, file = tmp_path / "new" / "table.csv", io.BytesIO()
    save_table(path, table_text(("a", "b", "c"), ROWS), called="The list")
    write_table(file, ("a", "b", "c"), iter(ROWS))
    assert path.read_bytes() == file.getvalue()
    assert path.read_bytes().startswith(b"\xef\xbb\xbfa,b,c\r\n")
    assert not file.closed


def test_a_file_that_cannot_be_written_is_named_and_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "table.csv").mkdir()
    with pytest.raises(ReaderError, match=r"^The report could not be written to .*table\.csv: ") as caught:
        save_table(tmp_path / "table.csv", "a\r\n", called="The report")
    assert caught.value.remedy
