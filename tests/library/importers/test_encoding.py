"""Bytes in every encoding that archives have, and bytes that are no text."""

import os
import random
from pathlib import Path

import pytest

from reader.library.importers import plain_text
from reader.library.importers.draft import ImportedArticle
from reader.library.importers.encoding import decode_text, unsure_encodings
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


@pytest.mark.parametrize(
    ("encoding", "title", "sentence", "marker"),
    [
        ("cp1252", "Größe", "Der Minister traf den Außenminister am Dienstag in Köln.", "Lesen Sie auch:"),
        ("cp1250", "Źródło", "Minister obrony spotkał się wczoraj w Łodzi z dziennikarzami.", "Czytaj także:"),
        ("cp1251", "Встреча", "Министр обороны прибыл вчера в Токио и встретился с журналистами.", "Читайте также:"),
        ("koi8_r", "Встреча", "Министр обороны прибыл вчера в Токио и встретился с журналистами.", "Читайте также:"),
        ("big5", "部長會面", "部長們在首爾會面，就船隻問題談了兩個小時。", "延伸閱讀："),
        ("gbk", "部长会面", "部长们在首尔会面，就船只问题谈了两个小时。", "相关阅读："),
        ("shift_jis", "首相が会談", "閣僚らはソウルで会談し、船舶について二時間話し合った。", "関連記事"),
        ("euc_kr", "장관 회담", "장관들은 서울에서 만나 두 시간 동안 선박에 대해 이야기했다.", "관련 기사"),
        ("utf-16", "Réunion", "Le ministre a rencontré les journalistes à Séoul.", "Lire aussi :"),
        ("utf-16-le", "Reunión", "El ministro se reunió con los periodistas en Seúl.", "Lea también:"),
        ("utf-8-sig", "Riunione", "Il ministro ha incontrato i giornalisti a Seul; è tardi.", "Leggi anche:"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_article_and_its_list_in_the_encodings_of_their_languages(
    encoding: str, title: str, sentence: str, marker: str, line_end: str
) -> None:
    lines = [title, "", sentence, "", sentence, "", marker, f"- {title} 1", f"- {title} 2", ""]
    (article,) = plain_text.read(line_end.join(lines).encode(encoding), Path("/archive/1/a.txt"))
    assert isinstance(article, ImportedArticle)
    assert (article.title, article.text) == (title, f"{sentence}\n\n{sentence}")
    assert article.links == (f"{title} 1", f"{title} 2")


def test_an_encoding_that_was_chosen_is_for_what_leaves_a_choice() -> None:
    assert decode_text("Żółw".encode("cp1250"), forced="cp1250") == "Żółw"
    assert decode_text("Größe".encode(), forced="cp1250") == "Größe"
    assert decode_text("漢字".encode("iso2022_jp"), forced="iso2022_jp") == "漢字"
    assert decode_text("漢".encode("utf-16"), forced="cp1250") == "漢"
    assert decode_text(b"a\x81b", forced="cp1252") == "a\ufffdb"


@pytest.mark.parametrize("name", ["no-such-encoding", "base64", "rot13", "undefined", "a\0b", "x" * 500])
def test_a_chosen_encoding_that_is_none_is_named(name: str) -> None:
    with pytest.raises(UnreadableFileError, match="no encoding of texts") as caught:
        decode_text("Größe".encode("cp1252"), forced=name)
    assert caught.value.remedy


def test_what_is_clear_has_no_other_encodings() -> None:
    turkish = "Bakanlar iki saat boyunca gemiler hakkında konuştular. Hiçbir şey kararlaştırılmadı.\n"
    for data in (
        b"plain",
        "Größe".encode(),
        "Größe über alles".encode("cp1252"),
        "漢".encode("utf-16"),
        b"%PDF-\xff",
        b"\0\xff",
    ):
        assert unsure_encodings(data) == []
    assert {"cp1252", "cp1254"} <= set(unsure_encodings(turkish.encode("cp1254")))


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, bytes(range(1, 256)) * 20, b"%PDF-1.4 \xe9", b"\x89PNG \xe9"])
def test_an_encoding_that_was_chosen_makes_no_text_of_what_is_none(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="does not look like text"):
        decode_text(data, forced="cp1251")


def test_an_encoding_that_was_chosen_leaves_utf16_without_a_mark_alone() -> None:
    assert decode_text("Hello, harbour".encode("utf-16-le"), forced="cp1251") == "Hello, harbour"
    assert decode_text("Hello, harbour".encode("utf-16-le"), forced="utf-16-le") == "Hello, harbour"
