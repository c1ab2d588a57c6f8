"""Whatever happened to a document: articles, flaws, or a reason with a remedy, and soon."""

import io
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.importers import docx as docx_format
from reader.library.importers import eml, epub, mbox, odt, pdf, rtf
from reader.library.importers.draft import ImportedItem
from reader.library.importers.unreadable import UnreadableFileError
from tests.library.importers import document_files as made

CALM = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
SECONDS = 5
MAIL = (
    b"From: =?UTF-8?Q?Ann?= <ann@example.org>\nSubject: =?koi8-r?B?+snNwQ==?=\nDate: Mon, 08 Sep 2025 12:00:00 +0000\n"
    b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\n'
    b"Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64\n\nV29yZHMgb2YgaXQu\n"
    b"--b\nContent-Type: text/html\n\n<p>Words &amp; more</p>\n--b--\n"
)


def a_pdf() -> bytes:
    document = made.Pdf()
    document.info(Title="The long winter", CreationDate="D:20190503")
    document.page((50, 740, 20, "The long winter"), (50, 700, 10, "Words of it."), (50, 688, 10, "And more."))
    document.page((50, 700, 10, "The end."))
    return document.bytes()


FACTS = "<dc:title>The long winter</dc:title>"
WHOLE = {
    "epub": made.epub({"a.xhtml": made.chapter("One", "Words."), "b.xhtml": made.chapter("Two", "More.")}),
    "docx": made.docx(made.word_paragraph("Title") + made.word_paragraph("Words.", item=True), FACTS),
    "odt": made.odt("<text:h>Title</text:h><text:p>Words <text:s/>of it</text:p>", FACTS),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}{\info{\title T}}\f0 \'e9 \u28450? {\pict\bin3 }}}x}\par More}",
    "pdf": a_pdf(),
    "eml": MAIL,
    "mbox": b"From a Mon Sep  8 12:00:00 2025\n" + MAIL + b"\nFrom b Mon Sep  8 12:00:00 2025\n" + MAIL,
}  # fmt: skip
MODULES = {"epub": epub, "docx": docx_format, "odt": odt, "rtf": rtf, "pdf": pdf, "eml": eml}
NAMES = pytest.mark.parametrize("name", list(WHOLE))


def items_in(name: str, data: bytes) -> list[ImportedItem]:
    """Straight from the module: `formats` would make a reason of any exception, and hide what is not foreseen."""
    path = Path(f"/x/any.{name}")
    if name == "mbox":
        return list(mbox.read_open(io.BytesIO(data), path))
    return list(MODULES[name].read(data, path))


def check(name: str, data: bytes) -> None:
    started = perf_counter()
    remedy = ""
    items: list[ImportedItem] = []
    try:
        items = items_in(name, data)
    except UnreadableFileError as error:
        remedy = error.remedy
    assert bool(items) != bool(remedy)
    assert perf_counter() - started < SECONDS


@NAMES
def test_the_whole_document_is_read(name: str) -> None:
    assert len(items_in(name, WHOLE[name])) == (2 if name == "mbox" else 1)


@NAMES
@CALM
@given(data=st.data())
def test_a_document_cut_anywhere(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    check(name, whole[: data.draw(st.integers(0, len(whole) - 1))])


@NAMES
@CALM
@given(data=st.data())
def test_a_document_with_other_bytes_in_places(name: str, data: st.DataObject) -> None:
    changed = bytearray(WHOLE[name])
    for place in data.draw(st.lists(st.integers(0, len(changed) - 1), min_size=1, max_size=8)):
        changed[place] = data.draw(st.integers(0, 255))
    check(name, bytes(changed))


@NAMES
@CALM
@given(data=st.data())
def test_a_document_with_parts_of_it_doubled_or_gone(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    times = data.draw(st.sampled_from([0, 2, 50]))
    check(name, whole[:start] + whole[start:end] * times + whole[end:])


@NAMES
@CALM
@given(data=st.binary(max_size=300))
def test_any_bytes_after_a_proper_beginning(name: str, data: bytes) -> None:
    check(name, WHOLE[name][:20] + data)


XML = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<t>", "</t>", "<h>", "</h>", "<note>", "</note>", "<del/>", "&amp;", "&#x10FFFF;", "&#xD800;",
         "<!--", "-->", "<![CDATA[", "]]>", "<pStyle val='Title'/>", "<numId val='1'/>", "Words ", "漢字", "<s/>",
         "\x00", "<list-item>", "</list-item>", "<?x?>", "<!DOCTYPE a>"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@CALM
@given(body=XML)
def test_any_xml_in_a_document(body: str) -> None:
    check("docx", made.zipped({"word/document.xml": f"<document>{body}</document>"}))
    check("odt", made.zipped({"content.xml": f"<document>{body}</document>"}))


RTF = st.lists(
    st.sampled_from(
        ["{", "}", "\\par ", "\\u", "-10179", "?", "\\'", "e9", "\\bin", "3 ", "\\*", "\\info", "\\title ", "\\f", "1 ",
         "\\fonttbl", "\\fcharset", "128 ", "\\uc", "999999999 ", "\\v ", "\\plain ", "Words ", "\\", "\r\n", "\\yr",
         "\\creatim", "\\cpg", "\\ansicpg"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@CALM
@given(body=RTF)
def test_any_words_in_an_rtf_document(body: str) -> None:
    check("rtf", b"{\\rtf1 " + body.encode())
    check("rtf", b"{\\rtf1 Title\\par " + body.encode() + b"}")


NAMES_OF_HEADERS = st.sampled_from(
    ["From", "Subject", "Date", "Content-Type", "Content-Transfer-Encoding", "List-Id", "Message-ID", "MIME-Version",
     "X-Gmail-Labels", "Content-Disposition", "X-Mozilla-Status", "Archived-At"]
)  # fmt: skip
VALUES = st.sampled_from(
    ["multipart/mixed", "multipart/mixed; boundary=b", "text/html; charset=x", "message/rfc822", "base64", "8bit",
     "x-uuencode", "text/plain; charset*0=utf; charset*1=-8", "=?utf-8?B?//8=?=", '"', "<>", "quoted-printable",
     "attachment; filename*=x''%ff", "text/plain; charset*=x''%ff", "message/partial", "text/plain; format=flowed"]
)  # fmt: skip
HEADERS = st.lists(st.tuples(NAMES_OF_HEADERS, st.one_of(st.text(max_size=40), VALUES)), max_size=8)


@CALM
@given(headers=HEADERS, body=st.text(alphabet=st.sampled_from("-b\n =?<>ab é漢"), max_size=80))
def test_any_headers_of_a_mail(headers: list[tuple[str, str]], body: str) -> None:
    data = "".join(f"{name}: {value}\n" for name, value in headers) + f"\n{body}\n--b\n\nWords\n--b--"
    check("eml", data.encode("utf-8", "surrogatepass"))
