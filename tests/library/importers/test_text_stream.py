"""The text of a file, piece by piece, in the encoding it is in."""

from io import BytesIO

import pytest

from reader.library.importers.draft import ReadOptions
from reader.library.importers.text_stream import open_text
from reader.library.importers.unreadable import UnreadableFileError

TEXT = "Zürich, Łódź\r\nund 漢字 🙂\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_encodings_that_say_what_they_are(encoding: str) -> None:
    with open_text(BytesIO((TEXT * 100).encode(encoding))) as text:
        assert text.read() == TEXT * 100


def test_a_letter_across_two_pieces() -> None:
    data = b"a" * ((1 << 20) - 1) + "é".encode() + b"b"
    with open_text(BytesIO(data)) as text:
        assert text.read()[-2:] == "éb"


def test_an_older_encoding_is_recognised_and_can_be_chosen() -> None:
    words = "Die Straße nach Zürich ist für Fußgänger geöffnet.\n" * 10
    with open_text(BytesIO(words.encode("cp1252"))) as text:
        assert text.read() == words
    with open_text(BytesIO("Łódź".encode("cp1250")), ReadOptions(encoding="cp1250")) as text:
        assert text.read() == "Łódź"


def test_a_choice_is_not_for_what_plainly_is_utf8() -> None:
    with open_text(BytesIO("Łódź".encode()), ReadOptions(encoding="cp1250")) as text:
        assert text.read() == "Łódź"


def test_a_choice_is_not_for_what_has_two_bytes_a_letter() -> None:
    data = "title,text\nHello,World goes on and on\n".encode("utf-16-le")
    with open_text(BytesIO(data), ReadOptions(encoding="cp1252")) as text:
        assert text.read().startswith("title,text")


def test_a_large_file_in_an_older_encoding_is_taken_as_western() -> None:
    data = ("Zürich " * 3_000_000).encode("cp1252")
    with open_text(BytesIO(data)) as text:
        assert text.read(6) == "Zürich"


def test_a_broken_end_costs_one_letter() -> None:
    with open_text(BytesIO(b"\xef\xbb\xbfa\xff")) as text:
        assert text.read() == "a\ufffd"


@pytest.mark.parametrize("encoding", ["base64", "no-such-encoding"])
def test_what_is_no_encoding_of_texts_is_said(encoding: str) -> None:
    with pytest.raises(UnreadableFileError, match=encoding), open_text(BytesIO(b"a"), ReadOptions(encoding=encoding)):
        pass


def test_the_file_stays_open() -> None:
    file = BytesIO(b"abc")
    with open_text(file) as text:
        assert text.read(1) == "a"
    assert not file.closed
