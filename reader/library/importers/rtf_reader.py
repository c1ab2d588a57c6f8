"""RTF into paragraphs: groups in braces, words after strokes, letters in the code page of the font they are set in."""

import codecs
import re
from typing import NamedTuple

from reader.library.importers.documents import MAX_PARAGRAPHS, MAX_TEXT
from reader.library.importers.letters import one_line
from reader.library.importers.rtf_words import (
    BREAKS,
    CHARSETS,
    ENDS,
    LEFT_OUT,
    SIGNS,
    STROKE_SIGNS,
)
from reader.library.importers.unreadable import UnreadableFileError

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_MAX_GROUPS = 100_000  # open at a time; Word opens some hundred
_ITEM_SIGN = "• "
_SAID = ("title", "author")  # what the info group says in words
_WORDY = ("text", *_SAID)


class _State(NamedTuple):
    """What a group inherits, and what comes back when it ends."""

    sink: str = "text"  # where letters go: "text", a word of _SAID, "fonts", "created", "revised"; empty: nowhere
    font: int = 0
    fallback: int = 1  # letters after a Unicode one that stand for it in programs that know none
    hidden: bool = False


class RtfReader:
    """Reads one document. One thread, used once. `read` takes time in proportion to the length, whatever is in it."""

    def __init__(self, data: bytes) -> None:
        self.paragraphs: list[str] = []
        self.said: dict[str, str] = {}
        self.created: tuple[int, int, int] | None = None
        self.revised: tuple[int, int, int] | None = None
        self._data = data
        self._state = _State()
        self._stack: list[_State] = []
        self._bytes = bytearray()  # letters in a code page, not decoded yet
        self._pieces: list[str] = []
        self._length = 0
        self._is_item = False
        self._to_skip = 0
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font = 0
        self._may_be_destination = False
        self._time = [0, 0, 0]

    def read(self) -> None:
        place, data = 0, self._data
        while match := _TOKEN.match(data, place):
            place = match.end()
            if match["word"]:
                word = match["word"].decode("ascii")
                number = int(match["number"]) if match["number"] else None
                if word == "bin":  # so many bytes that may look like anything
                    place += max(number or 0, 0)
                elif self._to_skip and word != "u":
                    self._to_skip -= 1
                else:
                    self._take_word(word, number)
            elif match["brace"]:
                if not self._take_brace(match["brace"]):
                    break
            elif match["sign"]:
                self._take_sign(match["sign"])
            else:
                self._take_letters(
                    bytes.fromhex(match["hex"].decode("ascii")) if match["hex"] else match["text"] or b""
                )
        self._set(_State())  # the end may have been cut off amid a group
        self._end_paragraph()

    def _take_brace(self, brace: bytes) -> bool:
        """False where the document ends."""
        self._to_skip = 0
        self._flush()
        if brace == b"{":
            if len(self._stack) >= _MAX_GROUPS:
                raise UnreadableFileError(
                    "The document is nested too deep.", remedy="Save it as plain text, and import that."
                )
            self._stack.append(self._state)
            return True
        if self._state.sink in _SAID and (not self._stack or self._stack[-1].sink != self._state.sink):
            self.said.setdefault(self._state.sink, one_line(self._take_pieces()))
        elif self._state.sink in ("created", "revised"):
            setattr(self, self._state.sink, tuple(self._time))
        if self._stack:
            self._state = self._stack.pop()
        return bool(self._stack)

    def _take_sign(self, sign: bytes) -> None:
        self._may_be_destination = sign == b"*"
        if self._to_skip:
            self._to_skip -= 1
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()
        else:
            self._add(STROKE_SIGNS.get(sign, ""))

    def _take_letters(self, letters: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(letters))
            self._to_skip -= skipped
            letters = letters[skipped:]
        state = self._state
        if letters and state.sink in _WORDY and not state.hidden:
            self._bytes += letters
            self._count(len(letters))

    def _take_word(self, word: str, number: int | None) -> None:
        is_destination, self._may_be_destination = self._may_be_destination, False
        if word == "u":
            self._to_skip = 0
            self._add(chr((number or 0) & 0xFFFF) if number else "")
            self._to_skip = self._state.fallback
        elif word in ENDS:
            self._end_paragraph()
        elif word in BREAKS:
            self._add(" ")
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif not self._take_destination(word, is_unknown=is_destination):
            self._take_setting(word, number)

    def _take_destination(self, word: str, *, is_unknown: bool) -> bool:
        """Whether the word says where what follows in its group goes."""
        sink = self._state.sink
        if word in ("listtext", "pntext"):
            self._is_item, new = True, ""
        elif word == "shptxt":
            new = "text"
        elif word == "fonttbl":
            new = "fonts"
        elif word == "info":
            new = "info"
        elif sink == "info" and word in _SAID:
            new = word
        elif sink == "info" and word in ("creatim", "revtim"):
            new, self._time = ("created" if word == "creatim" else "revised"), [0, 0, 0]
        elif word in LEFT_OUT or is_unknown or (sink == "info" and word not in ("yr", "mo", "dy")):
            new = ""
        else:
            return False
        self._set(self._state._replace(sink=new))
        return True

    def _take_setting(self, word: str, number: int | None) -> None:
        state, value = self._state, number or 0
        if word == "f":
            self._set(state._replace(font=value))
        elif word in ("fcharset", "cpg") and state.sink == "fonts":
            name = CHARSETS.get(value, "") if word == "fcharset" else f"cp{value}"
            self._fonts[state.font] = name if _is_known(name) else ""
        elif word == "ansicpg" and _is_known(f"cp{value}"):
            self._codepage = f"cp{value}"
        elif word in ("mac", "pc", "pca"):
            self._codepage = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deff":
            self._default_font = value
            self._set(state._replace(font=value))
        elif word == "plain":
            self._set(state._replace(font=self._default_font, hidden=False))
        elif word in ("v", "deleted"):
            self._set(state._replace(hidden=number != 0))
        elif word == "uc":
            self._set(state._replace(fallback=min(max(value, 0), 10)))
        elif word in ("yr", "mo", "dy"):
            self._time[("yr", "mo", "dy").index(word)] = value

    def _set(self, state: _State) -> None:
        self._flush()
        self._state = state

    def _add(self, text: str) -> None:
        self._flush()
        if text and self._state.sink in _WORDY and not self._state.hidden:
            self._pieces.append(text)
            self._count(len(text))

    def _count(self, length: int) -> None:
        self._length += length
        if self._length > MAX_TEXT:
            raise UnreadableFileError(
                f"The text is longer than {MAX_TEXT // 1_000_000} million characters, the limit for one article.",
                remedy="Divide it into its articles, and import those.",
            )

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._state.font) or self._codepage
            self._pieces.append(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _take_pieces(self) -> str:
        self._flush()
        text = "".join(self._pieces)
        self._pieces.clear()
        if text.isascii():
            return text
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # letters were written in two halves

    def _end_paragraph(self) -> None:
        if self._state.sink != "text":
            return
        line = one_line(self._take_pieces())
        if len(self.paragraphs) >= MAX_PARAGRAPHS:
            raise UnreadableFileError(
                f"The text has more than {MAX_PARAGRAPHS:,} paragraphs, the limit for one article.",
                remedy="Divide it into its articles, and import those.",
            )
        if line:
            self.paragraphs.append(f"{_ITEM_SIGN}{line}" if self._is_item else line)
        self._is_item = False


def _is_known(encoding: str) -> bool:
    try:
        return bool(encoding) and bool(codecs.lookup(encoding))
    except LookupError:
        return False
