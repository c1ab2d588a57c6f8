"""XML inside of documents: no entity is declared there, nothing is loaded, and no tree is larger than stated."""

import re
from collections.abc import Mapping
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser, fromstring

from reader.library.importers.unreadable import UnreadableFileError

MAX_XML_BYTES = 40_000_000  # the text of a document; a thousand pages take about five million
MAX_ELEMENTS = 2_000_000  # in one part; a thousand pages have a fifth of it
MAX_DEPTH = 50_000  # elements in one another; tables in tables reach some hundred
MAX_FACTS_BYTES = 10_000_000  # lists of parts and what is said about a document: a tree of them takes ten times that
# An old package names its type. Anything more in a DOCTYPE declares entities or attributes, each of which can be made
# to grow without end.
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]{0,500}>")
_DOCTYPE_BYTES = 2000

_FAULTS = (ParseError, ValueError, LookupError, UnicodeError)


def parse_xml(data: bytes) -> Element:
    """The tree of a small part. Raises UnreadableFileError: it is damaged, too large, or declares entities."""
    if len(data) > MAX_FACTS_BYTES:
        raise UnreadableFileError("A part of the document is far too long.", remedy=_REMEDY)
    try:
        root: Element = fromstring(_without_doctype(data), forbid_dtd=True)
    except DefusedXmlException as error:
        raise _dangerous() from error
    except _FAULTS as error:
        raise _damaged() from error
    return root


class XmlTarget(Protocol):
    """What is told of a large part while it is read: names without their namespaces, which differ between editions."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def data(self, text: str) -> None: ...


def read_xml(data: bytes, target: XmlTarget) -> None:
    """Tells the target what is in a large part, of which no tree is made. Raises UnreadableFileError, also midway."""
    try:
        parser = XMLParser(target=_Plain(target), forbid_dtd=True)
        parser.feed(data)
        parser.close()
    except DefusedXmlException as error:
        raise _dangerous() from error
    except _FAULTS as error:
        raise _damaged() from error


class _Plain:
    """Between the parser, which gives names as "{namespace}name", and a target. One thread, used once."""

    def __init__(self, target: XmlTarget) -> None:
        self._target = target
        self.data = target.data
        self._count = self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        self._depth += 1
        if self._count > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise UnreadableFileError("The document consists of far too many parts.", remedy=_REMEDY)
        self._target.start(tag.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._target.end(tag.rpartition("}")[2])

    def close(self) -> None:
        pass


def local_name(element: Element) -> str:
    """The tag without its namespace, which differs between the editions of a standard."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; empty if there is none."""
    found = element.get(name)
    if found is None:
        found = next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
    return found


def text_inside(element: Element) -> str:
    return "".join(element.itertext())


_REMEDY = "It may be damaged. Open it in the program it came from, save it again, and import that."


def _without_doctype(data: bytes) -> bytes:
    return _PLAIN_DOCTYPE.sub(b"", data[:_DOCTYPE_BYTES], count=1) + data[_DOCTYPE_BYTES:]


def _damaged() -> UnreadableFileError:
    return UnreadableFileError("The inside of the document is damaged.", remedy=_REMEDY)


def _dangerous() -> UnreadableFileError:
    return UnreadableFileError(
        "The document declares entities, which documents of this kind never need.",
        remedy="Do not trust where it came from. If you do, save it as plain text, and import that.",
    )
