"""Bytes in every encoding that archives have, and bytes that are no text."""

import os
import random

import pytest

from reader.library.importers.encoding import decode_text
from reader.library.importers.unreadable import UnreadableFileError

SAMPLES = [
    ("cp1252", "Café society in Zürich"),
    ("cp1252", "naïve"),
    ("cp1252", "Señor Peña habló mañana. ¿Qué pasa?"),
    ("cp1252", "Größe über Straße"),
    ("cp1252", "The minister said it’s “fine” – really…"),
    ("cp1252", "Århus på ny bølge"),
    ("cp1250", "Święta wielkanocne w Łodzi były wyjątkowo ciepłe, powiedział minister obrony."),
    ("cp1251", "Министр обороны прибыл в Токио"),
    ("koi8_r", "Сегодня в Москве прошла встреча министров иностранных дел."),
    ("big5", "台灣總統府今日發表聲明，表示將加強與日本的合作。"),
    ("gbk", "中国外交部发言人周一表示，双方将继续保持沟通。"),
    ("shift_jis", "石破首相は日曜日、辞任する意向を表明した。"),
    ("euc_kr", "한국 국방장관은 서울에서 일본 방위상과 회담했다."),
    ("utf-8", "台灣 Größe"),
    ("utf-8-sig", "台灣 Größe"),
    ("utf-16", "台灣 Größe\n"),
    ("utf-16-le", "Größe and more\n台灣"),
    ("utf-16-be", "Größe and more\n台灣"),
    ("utf-32", "台灣 Größe"),
]


@pytest.mark.parametrize(("encoding", "text"), SAMPLES)
def test_text_comes_out_as_it_was_written(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding)) == text


def test_a_declared_encoding_is_believed_where_the_bytes_do_not_tell() -> None:
    assert decode_text("É à".encode("cp1252"), declared="cp1252") == "É à"
    assert decode_text("Größe".encode(), declared="cp1252") == "Größe"
    assert decode_text("Größe über alles".encode("cp1252"), declared="no-such-encoding") == "Größe über alles"
    assert decode_text("Größe über alles".encode("cp1252"), declared="hex") == "Größe über alles"


def test_a_few_broken_bytes_in_utf8_are_mended() -> None:
    text = "Größe und Maß für Äpfel, Öl, Übel – süß. " * 3
    assert decode_text(text.encode() + b"\n\x93quoted\x94\n" + "schön".encode()) == f"{text}\n“quoted”\nschön"


@pytest.mark.parametrize(
    "data",
    [random.Random(7).randbytes(3000), b"%PDF-1.7 text", b"PK\x03\x04rest", b"text\0with\0nuls\0at odd places",
     b"\x01\x02\x03" * 50,
     b"\xff\xfeA\0\0\0", b"{\\rtf1 text}", bytes(100)],
)  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="does not look like text"):
        decode_text(data)


def test_a_false_byte_order_mark_is_named() -> None:
    with pytest.raises(UnreadableFileError, match="UTF-16"):
        decode_text(b"\xff\xfe\x00\xd8\x41\x00")


def test_a_long_file_is_detected_from_its_beginning() -> None:
    text = "Сегодня в Москве прошла встреча министров иностранных дел." + os.linesep
    assert decode_text((text * 4000).encode("cp1251")) == text * 4000
