"""Text of strangers in markup: escaped, and without letters that XML forbids or that turn the lines around them."""

import re
from html import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would go on beyond the words they stand in
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def clean(text: str) -> str:
    """The text as XML allows it."""
    return _FORBIDDEN.sub("\ufffd", text)


def safe(text: str) -> str:
    """The text for the inside of an element or of an attribute in double quotes."""
    return escape(clean(text))


def safe_part(text: str) -> str:
    """The same for a part of a line; signs that turn the letters behind them around are left out."""
    return safe(_TURNING.sub("", text))


def safe_line(text: str) -> str:
    """The same for a line beside other words, such as a title in a list."""
    return safe_part(" ".join(text.split()))


def language_code(language: str) -> str:
    """The language as HTML and EPUB write it; empty where it is none."""
    return language if _LANGUAGE.fullmatch(language) else ""
