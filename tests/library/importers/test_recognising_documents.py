"""Documents and mails are known by what is in them, whatever they are called."""

from pathlib import Path

import pytest

from reader.library.importers.formats import format_of
from reader.library.importers.recognising import Head
from tests.library.importers.document_files import Pdf, chapter, docx, epub, odt, word_paragraph, zipped

MAIL = b"Return-Path: <a@example.org>\r\nReceived: from x\r\n\tby y\r\nFrom: a@example.org\r\nSubject: x\r\n\r\nWords."
PAGE = b"From: <Saved by Blink>\r\nSubject: x\r\nDate: x\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b"
NO_SPACE = b"From:a@example.org\nDate:\n Mon, 08 Sep 2025 12:00:00 +0000\nSubject:\n =?UTF-8?Q?x?=\n\nWords."


@pytest.mark.parametrize(
    ("data", "name", "module"),
    [(epub({"a.xhtml": chapter("A", "b")}), "book.zip", "epub"), (odt("<text:p>a</text:p>"), "a.zip", "odt"),
     (docx(word_paragraph("a")), "a", "docx"), (zipped({"a.txt": "word/ [Content_Types].xml"}), "a.zip", "archive"),
     (Pdf().bytes(), "a.txt", "pdf"), (b"{\\rtf1 a}", "letter.doc", "rtf"), (MAIL, "1.M2P3.host:2,S", "eml"),
     (MAIL, "a.txt", "eml"), (NO_SPACE, "a", "eml"), (b"From a Mon Sep  8 12:00:00 2025\n" + MAIL, "Inbox", "mbox"),
     (MAIL.replace(b"Subject", b"Content-Type: multipart/related; boundary=b\r\nSubject"), "a", "eml"),
     (PAGE, "a", "mhtml"), (b"From: Ann\nTo: Bo\nthey walked: slowly\n\nA poem.", "poem.txt", "plain_text"),
     (b"From the harbour\n\nSubject: to change, the ships wait.", "a.txt", "plain_text")],
)  # fmt: skip
def test_what_a_file_is(data: bytes, name: str, module: str) -> None:
    row = format_of(Head.of(data[:16_384], Path("/x") / name))
    assert row is not None
    assert row.module == module
