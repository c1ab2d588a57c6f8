"""The tags and texts of lists of links in HTML and XML, where a document as a whole is rarely well formed.

Lists of bookmarks close hardly any of their tags, and lists of feeds have bare "&" in their titles. Nothing here keeps
a tree, follows a definition, or looks at a character more often than a few times.
"""

import html
import re
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reader.library.importers.encoding import decode_text
from reader.library.importers.unreadable import UnreadableFileError

_TAG = re.compile(
    r"""<(?:!--.*?(?:-->|\Z)|!\[CDATA\[(?P<verbatim>.*?)(?:\]\]>|\Z)|[!?][^<>]*+>|
    (?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:_-]*)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_][\w:.-]*+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")  # no character, and more digits than Python counts with
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{2,40})""")
_DEFINITIONS = re.compile(r"\s*+(?:<\?[^>]*+>\s*+|<!--.*?-->\s*+)*+<!DOCTYPE[^>\[]*+\[", re.DOTALL | re.IGNORECASE)


class Tag(NamedTuple):
    name: str  # in small letters, as the names of the attributes
    attributes: Mapping[str, str]
    opens: bool = True
    closes: bool = False  # both: <outline … />


def tags_and_texts(markup: str) -> Iterator[Tag | str]:
    """The tags in their order, and the texts between them with their entities resolved."""
    place = 0
    for found in _TAG.finditer(markup):
        if found.start() > place:
            yield _resolved(markup[place : found.start()])
        place = found.end()
        if found["verbatim"]:
            yield found["verbatim"]
        elif found["name"]:
            yield _tag(found)
    if place < len(markup):
        yield _resolved(markup[place:])


def decode_xml(data: bytes) -> str:
    """XML as text. Raises UnreadableFileError: it is no text, or defines entities or elements of its own."""
    declared = _XML_ENCODING.match(data.lstrip()[:200])
    text = decode_text(data, declared=declared[1].decode("ascii") if declared else "")
    if _DEFINITIONS.match(text.lstrip("\ufeff")):
        raise UnreadableFileError(
            "The file defines entities of its own, with which a small file can fill the whole memory.",
            remedy="Export the list again from its program, or delete the part from <!DOCTYPE to ]> in a text editor.",
        )
    return text


def without_odd_references(markup: str) -> str:
    """The markup with a sign in place of numbers for which there is no character, or only half of one."""
    return _REFERENCE.sub(_checked_reference, markup) if "&#" in markup else markup


def _checked_reference(found: re.Match[str]) -> str:
    hexadecimal, decimal = found[1], found[2]
    digits = (hexadecimal or decimal).lstrip("0")
    code = int(digits or "0", 16 if hexadecimal else 10) if len(digits) <= len("1114111") else sys.maxunicode + 1
    return "\ufffd" if code > sys.maxunicode or 0xD800 <= code < 0xE000 else found[0]


def _tag(found: re.Match[str]) -> Tag:
    stated = found["attributes"]
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(stated):
        attributes.setdefault(name.lower(), _resolved(double or single or bare))
    is_end = bool(found["end"])
    return Tag(found["name"].lower(), attributes, opens=not is_end, closes=is_end or stated.endswith("/"))


def _resolved(text: str) -> str:
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text
