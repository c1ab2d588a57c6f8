"""Bytes into text: byte order marks, UTF-8, UTF-16, Western single bytes, and detection for the rest.

`charset_normalizer` takes about 60 ms to import, and most libraries are UTF-8 throughout: `detection.py`, which
needs it, is loaded by importlib when the first file comes that nothing here can read.
"""

import codecs
import re
from importlib import import_module

from reader.library.importers.draft import ReadOptions
from reader.library.importers.unreadable import UnreadableFileError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_CONTROL_SHARE = 50  # more than one byte in fifty: nobody wrote this as text
_UTF16_SHARE = 20  # at most one NUL in twenty on the other side of the pairs
_MAX_SLIPS = 1000  # broken bytes mended in one file of UTF-8; beyond that it is something else

_WESTERN_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ")
_WESTERN_SIGNS = frozenset("\u00a0‘’“”„‚–—…«»‹›€£§°•·¡¿©®™´ºª²³½¼¾×\u00ad")
_INSIDE_WORDS = frozenset("’·\u00ad´")  # don’t, col·lega, a soft hyphen
_FOREIGN_RUN = re.compile(rb"[\x80-\xff]{3}")
_HIGH = re.compile(r"[^\x00-\x7f]")

_NOT_TEXT = "The file does not look like text."
_NOT_TEXT_REMEDY = "Open it with the program it came from, save it as plain text, and import that."


def decode_text(data: bytes, *, declared: str = "", forced: str = "") -> str:
    """The text of a file. `declared` is the encoding it claims inside, believed after byte order mark and UTF-8.

    `forced` is the one its reader chose for all files that leave a choice: those without a mark that are not plainly
    UTF-8. What has no meaning in it becomes �.

    Raises:
        UnreadableFileError: these bytes are no text, or in no encoding that could be recognised; or there is no
            encoding of the name that was chosen.
    """
    if data.startswith(_OTHER_FILES):
        raise UnreadableFileError(_NOT_TEXT, remedy=_NOT_TEXT_REMEDY)
    if forced and leaves_choice(data, forced):
        return _decode_forced(data, forced)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    if 0 in data:
        return _decode_pairs(data)
    _refuse_controls(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:  # an older encoding
        return _decode_declared(data, declared) or _decode_older(data)


def chosen_encoding(data: bytes, options: ReadOptions) -> str:
    """The encoding that the reader chose for a file like this; empty: it is to be found out."""
    is_meant = options.encoding and not (options.only_unsure and not unsure_encodings(data))
    return options.encoding if is_meant else ""


def unsure_encodings(data: bytes) -> list[str]:
    """The encodings in which a text may be, the likeliest first; none where it is clear, or this is no text."""
    if data.startswith(_OTHER_FILES) or 0 in data or not leaves_choice(data, "utf-8") or data.isascii():
        return []
    if _mend_utf8(data) is not None or _decode_western(data) is not None:
        return []
    found: list[str] = import_module("reader.library.importers.detection").likely_encodings(data)
    return found if len(found) > 1 else []


def leaves_choice(data: bytes, chosen: str) -> bool:
    """Whether a text has no mark and is not plainly UTF-8. ASCII leaves one: some old encodings are made of it.

    Raises:
        UnreadableFileError: `chosen` is no encoding of texts.
    """
    try:
        b" ".decode(chosen, "replace")  # "base64" is a codec, too
    except (LookupError, ValueError) as error:
        raise _no_encoding(chosen) from error
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    try:
        return data.isascii() or not data.decode("utf-8")
    except UnicodeDecodeError:
        return True


def _no_encoding(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name[:40]}” is no encoding of texts.", remedy="Choose another one, or leave it to Read Also."
    )


def _refuse_controls(data: bytes) -> None:
    if len(data.translate(None, _CONTROLS)) * _CONTROL_SHARE < len(data) * (_CONTROL_SHARE - 1):
        raise UnreadableFileError(_NOT_TEXT, remedy=_NOT_TEXT_REMEDY)


def _decode_forced(data: bytes, encoding: str) -> str:
    try:
        if len(" ".encode(encoding)) == 1:  # in the others control bytes are parts of letters
            if 0 in data:
                return _decode_pairs(data)
            _refuse_controls(data)
        text = data.decode(encoding, "replace")
    except ValueError as error:  # one for names of hosts, and others that are not for texts
        raise _no_encoding(encoding) from error
    return text.replace("\0", "").removeprefix("\ufeff")


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        mended = _mend_utf8(data) if encoding == "utf-8-sig" else None
        if mended is None:
            raise UnreadableFileError(
                f"The file says it is {encoding.removesuffix('-sig').upper()}, but parts of it are not.",
                remedy="It may be damaged or cut short: fetch it again, or save it again as UTF-8.",
            ) from error
        text = mended
    if "\0" in text:
        raise UnreadableFileError(_NOT_TEXT, remedy=_NOT_TEXT_REMEDY)
    return text.removeprefix("\ufeff")


def _decode_pairs(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western text, and of each line end, is NUL."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    few, many = sorted((even, odd))
    if len(data) % 2 == 0 and few * _UTF16_SHARE <= many:
        try:
            text = data.decode("utf-16-be" if even > odd else "utf-16-le")
        except UnicodeDecodeError:
            text = "\0"
        visible = sum(character.isprintable() or character.isspace() for character in text)
        if "\0" not in text and visible * _CONTROL_SHARE >= len(text) * (_CONTROL_SHARE - 1):
            return text
    raise UnreadableFileError(_NOT_TEXT, remedy=_NOT_TEXT_REMEDY)


def _decode_declared(data: bytes, declared: str) -> str | None:
    if not declared or "escape" in declared:  # those of Python's own texts are no encoding that a file may claim
        return None
    try:
        return data.decode(declared)
    except (LookupError, ValueError):  # an encoding nobody knows, no name at all, or a wrong claim: find out ourselves
        return None


def _decode_older(data: bytes) -> str:
    mended = _mend_utf8(data)
    if mended is not None:
        return mended
    western = _decode_western(data)
    if western is not None:
        return western
    detected: str | None = import_module("reader.library.importers.detection").detect_text(data)
    if detected is None:
        raise UnreadableFileError(
            "The encoding of the file could not be recognised.",
            remedy="Open it in a text editor that shows it correctly, save it as UTF-8, and import it again.",
        )
    return detected


def _mend_utf8(data: bytes) -> str | None:
    """UTF-8 with a few foreign bytes, as when files were pasted together or cut; None if it is not UTF-8 at heart."""
    kept = data.decode("utf-8", "ignore")
    good = len(_HIGH.findall(kept))
    lost = len(data) - len(kept.encode("utf-8"))
    if lost * 4 > good or lost > _MAX_SLIPS:
        return None
    return "\n".join(_mend_line(line) for line in data.split(b"\n"))  # no character of UTF-8 contains that byte


def _mend_line(line: bytes) -> str:
    parts: list[str] = []
    while True:
        try:
            return "".join((*parts, line.decode("utf-8")))
        except UnicodeDecodeError as slip:
            parts += line[: slip.start].decode("utf-8"), line[slip.start : slip.end].decode("cp1252", "replace")
            line = line[slip.end :]


def _decode_western(data: bytes) -> str | None:
    """Windows-1252, if everything beyond ASCII is where a Western text has it; else None.

    Statistics fail on short texts: one é in a headline fits forty code pages. What is Western shows in the single
    letter: it stands among ASCII letters, and no sign such as ³ or ¹ stands inside a word, where Polish in its own
    code page would have ł and ą.
    """
    if _FOREIGN_RUN.search(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no meaning in it
        return None
    high = 0
    for match in _HIGH.finditer(text):
        character, place = match[0], match.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if character in _WESTERN_LETTERS:
            high += 1
            continue
        inside_word = before.isalpha() and after.isalpha()
        if character not in (_INSIDE_WORDS if inside_word else _WESTERN_SIGNS):
            return None
    ascii_letters = sum(character.isalpha() for character in text) - high
    return text if high * 3 <= ascii_letters else None
