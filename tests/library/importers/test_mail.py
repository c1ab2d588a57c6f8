"""Mails, one in a file or many in a mailbox."""

import io
from base64 import b64encode
from datetime import date
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from time import perf_counter

import pytest

from reader.library.importers import eml, mail_text, mbox
from reader.library.importers.draft import Flaw, ImportedArticle, ImportedItem
from reader.library.importers.formats import UnreadableFileError, format_of, read_bytes
from reader.library.importers.recognising import Head

HEAD = (
    "From: Ann Lee <ann@mail.example.org>\r\nSubject: The long winter\r\nDate: Mon, 08 Sep 2025 23:30:00 -0700\r\n"
    "Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
)
WORDS = "The harbour was quiet that morning, and nobody expected the announcement that was to come."


def items_in(data: bytes | str, name: str = "/mails/letter.eml") -> list[ImportedItem]:
    return list(read_bytes(data if isinstance(data, bytes) else data.encode(), Path(name)))


def article_in(data: bytes | str, name: str = "/mails/letter.eml") -> ImportedArticle:
    (article,) = items_in(data, name)
    assert isinstance(article, ImportedArticle)
    return article


def problem_of(data: bytes | str, name: str = "/mails/letter.eml") -> str:
    with pytest.raises(UnreadableFileError) as caught:
        items_in(data, name)
    assert caught.value.remedy
    return caught.value.problem


def both(text: str, html: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Ann Lee <ann@example.org>"
    message["Subject"] = "The long winter"
    message["Date"] = "Mon, 08 Sep 2025 12:00:00 +0000"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_plain_mail() -> None:
    article = article_in(f"{HEAD}\r\n{WORDS}\r\n\r\nSecond paragraph.\r\n")
    assert (article.title, article.author, article.source) == ("The long winter", "Ann Lee", "mail.example.org")
    assert article.text == f"{WORDS}\n\nSecond paragraph."
    assert (article.published, article.key, article.several) == (date(2025, 9, 8), "1@example.org", False)


def test_a_list_is_the_source_and_an_archive_the_address() -> None:
    head = "List-Id: The Harbour Letter <harbour.example.org>\r\nArchived-At: <https://example.org/1>\r\n"
    article = article_in(f"{HEAD}{head}\r\n{WORDS}")
    assert (article.source, article.url) == ("The Harbour Letter", "https://example.org/1")
    article = article_in(f"{HEAD}List-Id: 7f3a9c2e11 <7f3a9c2e11.list.example.org>\r\n\r\n{WORDS}")
    assert article.source == "mail.example.org"


@pytest.mark.parametrize(
    ("sender", "author"),
    [("ann@example.org", "ann@example.org"), ('"Lee, Ann" <ann@example.org>', "Lee, Ann"),
     ("ann@example.org (Ann Lee)", "Ann Lee"), ("=?UTF-8?B?w4FubmE=?= Lee <a@example.org>", "Ánna Lee"),
     ("Ann Lee", "Ann Lee"), ("", ""), ("((((((((" * 500, "")],
)  # fmt: skip
def test_senders(sender: str, author: str) -> None:
    article = article_in(f"From: {sender}\r\nSubject: A\r\nDate: x\r\nMIME-Version: 1.0\r\nTo: b\r\n\r\n{WORDS}")
    assert article.author == author or not author


@pytest.mark.parametrize(
    ("coded", "title"),
    [("=?UTF-8?Q?Der_gro=C3=9Fe?= =?UTF-8?Q?_Winter?=", "Der große Winter"),
     ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"), ("Über =?UTF-8?Q?gro=C3=9Fe?= 漢字", "Über große 漢字"),
     ("=?koi8-r?B?+snNwQ==?=", "Зима"), ("=?x-unknown?Q?Winter?=", "Winter"), ("=?UTF-8?B?broken", "=?UTF-8?B?broken"),
     ("=?GB2312?B?tqzM7A==?=", "冬天"), ("=?windows-1256?B?x+HU yscB?=", None), ("Grüße", "Grüße"),
     ("Two\r\n lines", "Two lines")],
)  # fmt: skip
def test_subjects_in_code(coded: str, title: str | None) -> None:
    found = article_in(f"From: a@example.org\r\nTo: b\r\nSubject: {coded}\r\nDate: x\r\n\r\n{WORDS}").title
    assert title is None or found == title


@pytest.mark.parametrize(
    ("charset", "words", "language"),
    [("iso-2022-jp", "その朝、港は静かで、誰も発表を予想していなかった。", "ja"),
     ("windows-1256", "كان الميناء هادئا في ذلك الصباح ولم يتوقع أحد الإعلان عن ذلك.", "ar"),
     ("koi8-r", "В то утро в гавани было тихо, и никто не ожидал объявления. Рыбаки, как всегда, готовились.", "ru"),
     ("utf-8", "その朝、港は静かで、誰も発表を予想していなかった。", "ja")],
)  # fmt: skip
def test_bodies_in_other_scripts(charset: str, words: str, language: str) -> None:
    data = f"{HEAD}Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + words.encode(charset)
    article = article_in(data)
    assert (article.text, article.language) == (words, language)


def test_a_real_text_part_is_preferred_to_html() -> None:
    article = article_in(both(f"{WORDS}\n\nMore.", f"<html><body><p>{WORDS}</p><p>More.</p></body></html>"))
    assert article.text == f"{WORDS}\n\nMore."


@pytest.mark.parametrize("text", ["View this in your browser.", f"{WORDS[:50]} ( https://example.org/{'x' * 200} )"])
def test_html_is_taken_where_the_text_part_is_there_for_forms_sake(text: str) -> None:
    page = f"<h1>The long winter</h1><p>{WORDS}</p><p>{WORDS}</p>"
    html = f"<html><head><style>p{{}}</style></head><body>{page}</body></html>"
    assert article_in(both(text, html)).text == f"{WORDS}\n\n{WORDS}"


def test_lines_that_were_wrapped_by_the_mail_program_go_on() -> None:
    head = 'Content-Type: text/plain; charset="utf-8"; format=flowed\r\n'
    article = article_in(f"{HEAD}{head}\r\nOne line that \r\ngoes on here.\r\nAnother line.\r\n")
    assert article.text == "One line that goes on here.\n\nAnother line."


def test_attachments_are_passed_over() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@example.org", "The long winter", "x"
    message.set_content(WORDS)
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="../../a.pdf")
    message.add_attachment("Attached words", filename="a.txt")
    assert article_in(message.as_bytes()).text == WORDS


def forwarded(depth: int) -> MIMEMultipart:
    outer = MIMEMultipart()
    outer["From"], outer["Subject"], outer["Date"] = "a@example.org", f"Letter {depth}", "x"
    outer["Message-ID"] = f"<{depth}@example.org>"
    outer.attach(MIMEText(f"Words {depth}."))
    if depth > 1:
        outer.attach(MIMEMessage(forwarded(depth - 1)))
    return outer


def test_forwarded_mails_are_articles_of_their_own() -> None:
    items = items_in(forwarded(3).as_bytes())
    found = [(item.title, item.text, item.key, item.several) for item in items if isinstance(item, ImportedArticle)]
    assert found == [(f"Letter {depth}", f"Words {depth}.", f"{depth}@example.org", True) for depth in (3, 2, 1)]


def test_a_mail_that_only_forwards_is_no_article() -> None:
    outer = MIMEMultipart()
    outer["From"], outer["Subject"], outer["Date"] = "a@example.org", "Fwd: Letter 1", "x"
    outer.attach(MIMEMessage(forwarded(1)))
    (article,) = items_in(outer.as_bytes())
    assert isinstance(article, ImportedArticle)
    assert article.title == "Letter 1"


def test_mails_in_mails_end_at_some_depth() -> None:
    assert len(items_in(forwarded(25).as_bytes())) == 11


def test_an_encrypted_mail_says_so() -> None:
    kind = 'Content-Type: multipart/encrypted; boundary="b"; protocol="application/pgp-encrypted"\r\n'
    assert problem_of(f"{HEAD}{kind}\r\n--b\r\n\r\nx\r\n--b--\r\n") == "The mail is encrypted."


@pytest.mark.parametrize("count", [10_000, 200])
def test_parts_in_parts_without_end(count: int) -> None:
    data = HEAD + "".join(
        f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n' for number in range(count)
    )
    started = perf_counter()
    assert "in one another" in problem_of(data + "Content-Type: text/plain\r\n\r\nWords.")
    assert perf_counter() - started < 5


def test_10_000_parts_beside_one_another() -> None:
    data = f'{HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + "--b\r\n\r\nx\r\n" * 10_000
    assert "more than 1,000 parts" in problem_of(data)


def test_mails_that_are_not_as_they_should_be() -> None:
    broken = b64encode(WORDS.encode())[:-3].decode()
    assert article_in(f"{HEAD}Content-Transfer-Encoding: base64\r\n\r\n{broken}").text.startswith("The harbour")
    assert article_in(f'{HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\n{WORDS}').text == WORDS
    assert article_in(f'{HEAD}Content-Type: text/plain; charset="\\"x\r\n\r\n{WORDS}').text == WORDS
    odd = b'Content-Type: text/plain; charset="ko\0i"\r\n\r\nWords \xe9 more'
    assert article_in(HEAD.encode() + odd).text == "Words é more"
    assert article_in(HEAD.encode() + odd.replace(b"ko\0i", b"unicode_escape") + b" \\d").text == "Words é more \\d"
    assert article_in(HEAD.encode() + b"X-Odd: \xff\xfe\x80\r\n\r\nWords \xe9 more").text == "Words é more"
    assert article_in(f"{HEAD.replace('2025', '20259')}\r\n{WORDS}").published is None
    assert article_in(f"{HEAD}\r\n").text == ""


def test_the_state_in_a_maildir_is_in_the_name() -> None:
    name = "/Mail/cur/1694.M1P2.host:2,FS"
    data = f"{HEAD}\r\n{WORDS}".encode()
    row = format_of(Head.of(data, Path(name)))
    assert row is not None
    assert row.module == "eml"
    article = article_in(data, name)
    assert (article.marks.read, article.marks.starred) == (True, True)
    assert article_in(data, "/Mail/new/1694.M1P2.host").marks.read is None


def test_a_mail_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eml, "MAX_MAIL_BYTES", 1_000_000)
    assert problem_of(f"{HEAD}\r\n" + "x" * 1_000_000) == "The mail is larger than 1 MB, the limit for a mail."


def test_a_mail_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_text, "MAX_LINES", 2)
    assert problem_of(f"{HEAD}\r\na\r\nb\r\nc\r\nd") == "The mail has more than 2 lines."


# Mailboxes


def box(*mails: str, separator: str = "From - Mon Sep 08 12:30:00 2025\n") -> bytes:
    return "".join(f"{separator}{mail.replace(chr(13), '')}\n\n" for mail in mails).encode()


def test_a_mailbox_is_an_article_per_mail() -> None:
    first = HEAD + "\r\n>From here on, words.\r\n\r\nFrom the harbour at noon.\r\n"
    second = HEAD.replace("<1@", "<2@").replace("winter", "summer") + "\r\nMore words."
    items = items_in(box(first, second), "/Mail/Inbox")
    found = [(item.title, item.text, item.key) for item in items if isinstance(item, ImportedArticle)]
    assert found == [
        ("The long winter", "From here on, words.\n\nFrom the harbour at noon.", "1@example.org"),
        ("The long summer", "More words.", "2@example.org"),
    ]
    assert all(isinstance(item, ImportedArticle) and item.several for item in items)


def test_labels_and_states_come_along() -> None:
    google = f"X-Gmail-Labels: Inbox,=?UTF-8?Q?L=C3=A4nder?=,Starred,Opened\r\n{HEAD}\r\n{WORDS}"
    bird = f"X-Mozilla-Status: 0005\r\n{HEAD}\r\n{WORDS}"
    deleted = f"X-Mozilla-Status: 0009\r\n{HEAD}\r\n{WORDS}"
    old = f"Status: RO\r\n{HEAD}\r\n{WORDS}"
    unread = f"X-Mozilla-Status: 0000\r\n{HEAD}\r\n{WORDS}"
    found = [
        item.marks for item in items_in(box(google, bird, deleted, old, unread)) if isinstance(item, ImportedArticle)
    ]
    assert [(marks.tags, marks.read, marks.starred) for marks in found] == [
        (("Länder",), True, True), ((), True, True), ((), True, False), ((), False, False),
    ]  # fmt: skip


def test_a_mail_that_cannot_be_read_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MAX_MAIL_BYTES", 2_000)
    locked = f"{HEAD}Content-Type: application/pkcs7-mime\r\n\r\nx"
    items = items_in(box(f"{HEAD}\r\n{WORDS}", locked, f"{HEAD}\r\n{WORDS * 40}", f"{HEAD}\r\n{WORDS}"))
    assert [type(item) for item in items] == [ImportedArticle, Flaw, Flaw, ImportedArticle]
    assert [(item.where, item.reason) for item in items if isinstance(item, Flaw)] == [
        ("mail 2", "The mail is encrypted."),
        ("mail 3", "It is larger than 0 MB, the limit for a mail."),
    ]


class Endless(io.BytesIO):
    """A mailbox of any size that is never in memory: it is written while it is read."""

    def __init__(self, mail: bytes, count: int) -> None:
        super().__init__(mail)
        self.left = count

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not line and self.left:
            self.left -= 1
            self.seek(0)
            line = super().readline(size)
        return line


def test_mails_come_one_by_one_from_a_box_of_any_size() -> None:
    endless = Endless(box(f"{HEAD}\r\n{WORDS}"), 10**9)
    items = mbox.read_open(endless, Path("/Mail/All"))
    assert [type(next(items)) for _ in range(3)] == [ImportedArticle] * 3
    assert endless.left > 10**9 - 10


def test_a_line_without_end_is_one_mail_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MAX_MAIL_BYTES", 300_000)
    data = box(f"{HEAD}\r\n{WORDS}", f"{HEAD}\r\n" + "x" * 1_000_000, f"{HEAD}\r\n{WORDS}")
    assert [type(item) for item in items_in(data)] == [ImportedArticle, Flaw, ImportedArticle]


def test_a_box_without_one_readable_mail_says_why() -> None:
    locked = f"{HEAD}Content-Type: application/pkcs7-mime\r\n\r\nx"
    assert problem_of(box(locked), "/Mail/Inbox") == "Nothing in the file could be read: the mail is encrypted."
