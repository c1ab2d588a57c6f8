"""The paragraphs of a mail: its text, or its HTML where the text is only there for form's sake."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.layout import paragraphs_in, split_lines
from reader.library.importers.mail_words import part_text
from reader.library.importers.unreadable import UnreadableFileError

MAX_PARTS = 1_000  # of one mail; the largest digests have some hundred
MAX_LINES = 500_000  # of one part
MAX_DEPTH = 30  # parts in parts
MAX_FORWARDED = 10  # mails in mails; the letters of a long exchange stand in one another

_ADDRESS = re.compile(r"\(? ?<?https?://\S+(?: \))?")
_STUB_SHARE = 2  # a text part with less than half of the words of the HTML is there for form's sake


class MailParts(NamedTuple):
    paragraphs: list[str]
    forwarded: list[Message]  # mails inside, to be read as mails of their own


def mail_parts(message: Message) -> MailParts:
    """Raises UnreadableFileError: the mail is encrypted, has more parts than MAX_PARTS, or none is readable."""
    walk = _Walk()
    paragraphs = walk.paragraphs(message, 0)
    if not paragraphs and not walk.forwarded and walk.problem is not None:
        raise walk.problem
    return MailParts(paragraphs, walk.forwarded)


class _Walk:
    """Through the parts of one mail. One thread, used once."""

    def __init__(self) -> None:
        self.forwarded: list[Message] = []
        self.problem: UnreadableFileError | None = None  # of a part, while others may be readable
        self._parts = 0

    def paragraphs(self, part: Message, depth: int) -> list[str]:
        self._parts += 1
        if self._parts > MAX_PARTS or depth > MAX_DEPTH:
            raise UnreadableFileError(
                f"The mail has more than {MAX_PARTS:,} parts, or more than {MAX_DEPTH} in one another.",
                remedy="Save it as text or as a web page, and import that.",
            )
        kind = part.get_content_type()
        if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
            raise UnreadableFileError(
                "The mail is encrypted.", remedy="Open it in your mail program, save it as text, and import that."
            )
        if kind == "message/rfc822":
            self.forwarded += _parts_of(part)
            return []
        if part.is_multipart():
            return self._multipart(part, kind, depth)
        if kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            return []
        return self._text(part, kind)

    def _multipart(self, part: Message, kind: str, depth: int) -> list[str]:
        parts = list(_parts_of(part))
        if kind == "multipart/alternative":
            plain = [each for each in parts if each.get_content_type() == "text/plain"]
            rich = [each for each in parts if each.get_content_type() != "text/plain"]
            text = [line for each in plain for line in self.paragraphs(each, depth + 1)]
            html = [line for each in rich for line in self.paragraphs(each, depth + 1)]
            return text if _is_real(text, html) else html
        if kind == "multipart/related":  # the page, then its pictures
            parts = parts[:1]
        return [line for each in parts for line in self.paragraphs(each, depth + 1)]

    def _text(self, part: Message, kind: str) -> list[str]:
        try:
            text = part_text(part)
            if kind == "text/html":
                return paragraphs_of_html(text)
        except UnreadableFileError as error:
            self.problem = error
            return []
        if str(part.get_param("format", "")).lower() == "flowed":
            text = _unflowed(text, joins=str(part.get_param("delsp", "")).lower() == "yes")
        if text.count("\n") > MAX_LINES:
            raise UnreadableFileError(
                f"The mail has more than {MAX_LINES:,} lines.", remedy="Divide it into its articles, and import those."
            )
        return paragraphs_in(split_lines(text)) if text.strip() else []


def _parts_of(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, Message))


def _is_real(text: list[str], html: list[str]) -> bool:
    """Whether the text part is the letter itself, and not "Please view this in a browser", nor full of addresses."""
    if not html:
        return True
    joined = " ".join(text)
    words = len(_ADDRESS.sub(" ", joined))
    addresses = len(joined) - words
    return words * _STUB_SHARE >= sum(map(len, html)) and addresses * 4 <= words


def _unflowed(text: str, *, joins: bool) -> str:
    """Lines that end with a space go on in the next, as mail programs wrap them (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line[1:] if line.startswith(" ") else line  # put before what would look like something else
        if goes_on:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "
        if goes_on and joins:
            lines[-1] = lines[-1][:-1]
    return "\n\n".join(lines)
