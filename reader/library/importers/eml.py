"""A mail as an article: newsletters mostly. Mails forwarded inside of it are articles of their own.

Headers are read in their old, forgiving form: the strict parser of the standard library breaks on what it does not
expect, and takes minutes for some of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

from reader.library.importers.documents import document_article
from reader.library.importers.draft import (
    NO_MARKS,
    NO_OPTIONS,
    Flaw,
    ImportedArticle,
    ImportedItem,
    ImportedMarks,
    ReadOptions,
)
from reader.library.importers.file_facts import Facts
from reader.library.importers.mail_text import MAX_FORWARDED, mail_parts
from reader.library.importers.mail_words import header, publication, sender
from reader.library.importers.moments import day_of
from reader.library.importers.unreadable import UnreadableFileError

MAX_MAIL_BYTES = 50_000_000  # with what is attached; servers take no more than 25 to 35 million
_PLACES = frozenset((  # folders and states that Google's mail calls labels; the rest are the reader's own
    "inbox", "unread", "opened", "starred", "important", "sent", "archived", "all mail", "spam", "trash", "chat",
    "draft", "drafts", "category updates", "category promotions", "category forums", "category social",
    "category personal",
))  # fmt: skip
_READ, _FLAGGED = 0x0001, 0x0004  # of X-Mozilla-Status
_FLAGS_OF_NAME = re.compile(r"[:;!]2,([A-Z]*)$")  # of a file in a Maildir


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedItem]:
    """The mail as an article, and those forwarded inside. Other attachments are no articles, and passed over.

    Raises:
        UnreadableFileError: it is encrypted, over MAX_MAIL_BYTES, or has more parts than a mail has.
    """
    if len(data) > MAX_MAIL_BYTES:
        raise UnreadableFileError(
            f"The mail is larger than {MAX_MAIL_BYTES // 1_000_000} MB, the limit for a mail.",
            remedy="Save it without what is attached to it, and import that.",
        )
    flags = _FLAGS_OF_NAME.search(path.name)
    items = list(read_mail(data, path))
    if flags:
        marks = ImportedMarks(read="S" in flags[1], starred="F" in flags[1])
        items = [_marked(item, marks) for item in items]
    return items


def read_mail(data: bytes, path: Path, *, several: bool = False) -> Iterator[ImportedItem]:
    """The same for a mail of a mailbox, the outer one first. Raises UnreadableFileError."""
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        yield from _articles(message, path, several=several, depth=0)
    except RecursionError as error:
        raise UnreadableFileError(
            "The parts of the mail stand too deep in one another.",
            remedy="Save it as text or as a web page, and import that.",
        ) from error


def _articles(message: Message, path: Path, *, several: bool, depth: int) -> Iterator[ImportedItem]:
    parts = mail_parts(message)
    inside = parts.forwarded if depth < MAX_FORWARDED else []
    if parts.paragraphs or not inside:
        yield _article(message, parts.paragraphs, path, several=several or bool(inside))
    for number, each in enumerate(inside, start=1):
        try:
            yield from _articles(each, path, several=True, depth=depth + 1)
        except UnreadableFileError as error:
            yield Flaw(where=header(each, "Subject") or f"forwarded mail {number}", reason=error.problem)


def _article(message: Message, paragraphs: list[str], path: Path, *, several: bool) -> ImportedArticle:
    name, address = sender(message)
    facts = Facts(
        source=publication(message, address), author=name or address, published=day_of(header(message, "Date")),
        language=header(message, "Content-Language"),
    )  # fmt: skip
    return document_article(
        path, title=header(message, "Subject"), paragraphs=paragraphs, facts=facts,
        url=header(message, "Archived-At").strip("<> "), key=header(message, "Message-ID").strip("<> "),
        several=several, marks=_marks(message),
    )  # fmt: skip


def _marked(item: ImportedItem, marks: ImportedMarks) -> ImportedItem:
    return replace(item, marks=marks) if isinstance(item, ImportedArticle) and item.marks is NO_MARKS else item


def _marks(message: Message) -> ImportedMarks:
    """Labels of Google's mail, and the state that Thunderbird and old Unix programs write into mailboxes."""
    labels = [label.strip() for label in header(message, "X-Gmail-Labels").split(",") if label.strip()]
    if labels:
        small = {label.lower() for label in labels}
        tags = tuple(label for label in labels if label.lower() not in _PLACES)
        return ImportedMarks(tags=tags, read="unread" not in small, starred="starred" in small)
    status = header(message, "X-Mozilla-Status")
    if re.fullmatch(r"[0-9A-Fa-f]{4}", status):
        bits = int(status, 16)
        return ImportedMarks(read=bool(bits & _READ), starred=bool(bits & _FLAGGED))
    state = header(message, "Status") + header(message, "X-Status")
    if re.fullmatch(r"[ROADTF]{1,6}", state):
        return ImportedMarks(read="R" in state, starred="F" in state)
    return NO_MARKS
