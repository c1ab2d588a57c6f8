"""A page that a browser saved as one file (MHTML): a mail message whose first page is the article."""

from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from itertools import islice
from pathlib import Path

from reader.articles.addresses import web_address
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.encoding import chosen_encoding, decode_text
from reader.library.importers.html import article_in
from reader.library.importers.html_text import decode_html
from reader.library.importers.letters import one_line
from reader.library.importers.moments import moment_of
from reader.library.importers.single_file import SavedPage
from reader.library.importers.unreadable import UnreadableFileError

_MOST_PARTS = 20_000  # a page has a part for each of its pictures
_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedArticle]:
    """The article in a saved web archive, always one. Its pictures and style sheets are passed over.

    Raises:
        UnreadableFileError: there is no page in it, or the page holds neither title nor text.
    """
    try:
        message: Message = message_from_bytes(data)
        page = _page_in(message)
    except (MessageError, RecursionError, ValueError, LookupError) as error:  # parts in parts without end; no charset
        raise _no_page() from error
    if page is None:
        raise _no_page()
    text = _text_of(page, options)
    if not text.strip():
        raise _no_page()
    saved = SavedPage(_address(message, page), moment_of(str(message.get("Date", ""))))
    return [article_in(text, path, saved=saved, title=_subject(message))]


def _page_in(message: Message) -> Message | None:
    """The part that the message says it starts with, else its first page."""
    start = _parameter(message, "start").strip("<> ")
    pages = [part for part in _parts(message) if part.get_content_type() in _PAGES]
    named = (part for part in pages if start and str(part.get("Content-ID", "")).strip("<> ") == start)
    return next(named, pages[0] if pages else None)


def _parts(message: Message) -> Iterator[Message]:
    return islice(message.walk(), _MOST_PARTS)


def _parameter(message: Message, name: str) -> str:
    value = message.get_param(name)
    return value if isinstance(value, str) else ""


def _text_of(page: Message, options: ReadOptions) -> str:
    payload = page.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if forced := chosen_encoding(data, options):
        return decode_text(data, forced=forced)
    declared = _parameter(page, "charset")
    return decode_text(data, declared=declared) if declared else decode_html(data)


def _address(message: Message, page: Message) -> str:
    """Where the page was, as the browser says of the whole or of the part."""
    fields = (message.get("Snapshot-Content-Location"), page.get("Content-Location"), message.get("Content-Location"))
    return next((url for url in (web_address("".join(str(field or "").split())) for field in fields) if url), "")


def _subject(message: Message) -> str:
    subject = str(message.get("Subject", ""))
    try:
        return one_line(str(make_header(decode_header(subject))))
    except (MessageError, ValueError, LookupError):  # words in an encoding nobody knows
        return one_line(subject)


def _no_page() -> UnreadableFileError:
    return UnreadableFileError(
        "There is no page in this web archive.", remedy="It may be damaged or cut short: save the page again."
    )
