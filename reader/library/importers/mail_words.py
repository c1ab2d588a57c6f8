"""What mails write in code: words in headers, addresses, and text in the many encodings of mail."""

import re
from base64 import b64decode
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from itertools import islice

from reader.library.importers.encoding import decode_text
from reader.library.importers.html_text import decode_html
from reader.library.importers.letters import one_line
from reader.library.importers.unreadable import UnreadableFileError

MAX_HEADER = 10_000  # characters; the longest subjects have some hundred
MAX_SENDER = 1_000
MAX_HEADERS = 1_000  # looked through; each server on the way adds some

# Letters of seven bits: without their escapes they would pass as ASCII.
_SEVEN_BITS = re.compile(r"iso-2022-\w+|utf-7|hz(?:-gb-2312)?", re.IGNORECASE)
_WIDER_NAMES = {  # as mail programs do: what calls itself the old set often uses the letters of its successor
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "unicode-1-1-utf-7": "utf-7",
}  # fmt: skip
_NAMED = re.compile(r'\s*"?(?P<name>.*?)"?\s*<(?P<address>[^<>]*)>[^<>]*')
_COMMENT = re.compile(r"\s*(?P<address>[^\s()<>]+@[^\s()<>]+)\s*\((?P<name>[^()]*)\)\s*")
_DOMAIN = re.compile(r"@([A-Za-z0-9.-]+\.[A-Za-z]{2,})")
_LIST_NAME = re.compile(r"\s*\"?(?P<name>[^<>\"]*)\"?\s*<(?P<id>[^<>]*)>")
_FOLDS = re.compile(r"[\r\n]+(?=[ \t])")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")  # the signs at its end, too
_NUMBERS = re.compile(r"[\dA-Fa-f]{8,}")


def header(message: Message, name: str) -> str:
    """A header in its letters and on one line; empty if it is not there."""
    raw = next(
        (value for found, value in islice(message.raw_items(), MAX_HEADERS) if found.lower() == name.lower()), None
    )
    if raw is None:
        return ""
    text = _FOLDS.sub("", _whole(str(raw)[:MAX_HEADER]))
    if "=?" not in text:
        return one_line(text)
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):  # not coded as it should be: shown as it stands
        return one_line(text)
    return one_line("".join(_plain(piece, charset) for piece, charset in pieces))


def sender(message: Message) -> tuple[str, str]:
    """Name and address of who wrote it; either may be empty."""
    text = header(message, "From")[:MAX_SENDER]
    match = _COMMENT.fullmatch(text) or _NAMED.fullmatch(text)
    if match:
        name = one_line(match["name"].replace('\\"', '"').strip("\"' "))
        return ("" if "@" in name else name), match["address"].strip()
    return ("", text) if "@" in text else (text, "")


def publication(message: Message, address: str) -> str:
    """What a mail comes from: the name of its list, else the host of its sender."""
    listed = _LIST_NAME.match(header(message, "List-Id"))
    if listed:
        name = one_line(listed["name"])
        if name and not _NUMBERS.search(name):  # services of newsletters put numbers there
            return name
    domain = _DOMAIN.search(address)
    return domain[1].lower() if domain else ""


def part_text(part: Message) -> str:
    """The text of a part; empty where it holds none. Raises UnreadableFileError: the bytes are no text."""
    payload = _payload(part)
    if not payload.strip():
        return ""
    charset = _charset(part)
    if _SEVEN_BITS.fullmatch(charset) and payload.isascii():  # else it is not what it says
        return _decoded(payload, charset)
    if part.get_content_type() == "text/html" and not charset:
        return decode_html(payload)
    return decode_text(payload, declared=_WIDER_NAMES.get(charset, charset))


def _payload(part: Message) -> bytes:
    if header(part, "Content-Transfer-Encoding").lower() == "base64":
        letters = _NOT_BASE64.sub("", str(part.get_payload()))
        if len(letters) % 4 == 1:  # the end was cut off
            letters = letters[:-1]
        return b64decode(letters + "=" * (-len(letters) % 4))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return str(part.get_param("charset", "") or "").strip("\"' ").lower()[:40]
    except (ValueError, LookupError, UnicodeError):  # a parameter that is broken says nothing
        return ""


def _whole(text: str) -> str:
    """Eight bits in a header, which old programs and bad ones put there, as letters."""
    if text.isascii():
        return text
    data = text.encode("utf-8", "surrogateescape")
    try:
        return decode_text(data)
    except UnreadableFileError:  # a headline with signs that are none is better than no mail
        return data.decode("utf-8", "replace")


def _plain(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if not charset:  # what stood uncoded between coded words; the library brings it into this form
        return _decoded(piece, "raw-unicode-escape")
    if _SEVEN_BITS.fullmatch(charset):
        return _decoded(piece, charset)
    charset = charset.lower()
    try:
        return decode_text(piece, declared=_WIDER_NAMES.get(charset, charset)) if piece else ""
    except UnreadableFileError:  # the same
        return piece.decode("utf-8", "replace")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(_WIDER_NAMES.get(charset.lower(), charset), "replace")
    except (LookupError, ValueError):
        return data.decode("ascii", "replace")
