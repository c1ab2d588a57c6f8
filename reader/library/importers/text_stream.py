"""Text of files larger than memory: the encoding is settled first, then the text is read piece by piece."""

import codecs
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_END, StringIO, TextIOWrapper
from typing import BinaryIO, TextIO

from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.library.importers.encoding import chosen_encoding, decode_text, leaves_choice

_WHOLE_BYTES = 20_000_000  # in an older encoding; as text it takes four times that in memory
_WESTERN = "cp1252"
_PIECE_BYTES = 1 << 20
_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


@contextmanager
def open_text(file: BinaryIO, options: ReadOptions = NO_OPTIONS) -> Iterator[TextIO]:
    """The file as text from its beginning, without byte order mark, line ends as they are. It can be sought in.

    What cannot be decoded becomes �. A file over 20 MB without a mark that is not UTF-8 is taken as Windows-1252,
    unless the options say otherwise: to know better it would have to be in memory.

    Raises:
        UnreadableFileError: a smaller file is no text, or the options name an encoding that is none.
    """
    encoding = _encoding(file)
    # One choice is made for all files of an import: those that plainly are UTF-8 are not meant by it.
    if options.encoding and leaves_choice(b"", options.encoding) and encoding == _WESTERN:
        encoding = options.encoding
    file.seek(0)
    if not encoding:
        data = file.read()
        yield StringIO(decode_text(data, forced=chosen_encoding(data, options)), newline="")
        return
    wrapped = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        yield wrapped
    finally:
        wrapped.detach()  # the file is not ours to close


def _encoding(file: BinaryIO) -> str:
    """The encoding of a file; empty for one that has to be, and can be, looked at as a whole."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    head = file.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    file.seek(0)
    if _is_utf8(file):
        return "utf-8"
    return "" if size <= _WHOLE_BYTES else _WESTERN


def _is_utf8(file: BinaryIO) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(_PIECE_BYTES):
            if b"\0" in piece:  # UTF-16 without its mark, or no text
                return False
            if not piece.isascii() or decoder.getstate()[0]:
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
