"""Text as SQLite can keep it: names of files and words of strangers may hold what is no character at all."""

import re

_SPELLED_OUT = re.compile(r"\\u(dc[89a-f][0-9a-f])")


def storable(text: str) -> str:
    """The text, with what cannot be written as UTF-8 (bytes of a file name that are no letters) spelled out."""
    if text.isascii() or _is_encodable(text):
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def path_of(stored: str) -> str:
    """The name of the file that is stored so: bytes that are no letters as Python writes them."""
    return _SPELLED_OUT.sub(lambda found: chr(int(found[1], 16)), stored)


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
