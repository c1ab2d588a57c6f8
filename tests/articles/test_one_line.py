import pytest

from reader.articles.one_line import in_one_line


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zürich «1».txt", "Zürich «1».txt"),
        ("two\nlines\r\tand a tab", "two\\nlines\\r\\tand a tab"),
        ("invoice\u202excod.exe", "invoice\\u202excod.exe"),  # would end in ".doc"
        ("\u2066a\u2069\u2028\u2029", "\\u2066a\\u2069\\u2028\\u2029"),
        ("\x1b[31mred\x9b", "\\x1b[31mred\\x9b"),
        ("old \udcff name", "old \\udcff name"),  # a byte that is no letter
        ("שלום", "שלום"),
    ],
)
def test_what_steers_ends_or_turns_a_line_is_spelled_out(name: str, shown: str) -> None:
    assert in_one_line(name) == shown
