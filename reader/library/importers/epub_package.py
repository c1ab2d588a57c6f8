"""The package of an EPUB: what it says about itself, and which of its documents make it, in which order."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from reader.library.importers.letters import one_line
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.xml_parts import MAX_FACTS_BYTES, attribute, local_name, parse_xml, text_inside
from reader.library.importers.zip_members import Members, inner_name

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_FONT_METHODS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_DOCUMENT_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", "")
_DOCUMENT_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")
_MAX_DOCUMENTS = 50_000  # the longest anthologies have some thousand


class Package(NamedTuple):
    metadata: tuple[tuple[str, str, Element], ...]  # local name, text, the element for its attributes
    documents: tuple[str, ...]  # members, in reading order, none twice
    labels: dict[str, str]  # member to its line in the table of contents

    def all(self, name: str) -> list[str]:
        """The values of one kind, such as "creator", that are not empty."""
        return [text for found, text, _ in self.metadata if found == name and text]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def meta(self, name: str) -> str:
        """The content of a <meta name="…">."""
        found = (element for kind, _, element in self.metadata if kind == "meta" and attribute(element, "name") == name)
        return next((one_line(attribute(element, "content")) for element in found), "")


def read_package(members: Members) -> Package:
    """Raises UnreadableFileError: it is encrypted, or nothing says what the book consists of."""
    _refuse_encrypted(members)
    name = _package_name(members)
    if name not in members:
        raise UnreadableFileError("The book does not say what it consists of.", remedy=_REMEDY)
    root = parse_xml(members.read(name, MAX_FACTS_BYTES))
    folder = posixpath.dirname(name)
    manifest = {attribute(item, "id"): item for item in root.iter() if local_name(item) == "item"}
    metadata = tuple((local_name(element), one_line(text_inside(element)), element) for element in _metadata(root))
    documents = tuple(dict.fromkeys(_spine(root, manifest, folder, members)))
    if not documents:
        raise UnreadableFileError("The book names no text that is in it.", remedy=_REMEDY)
    return Package(metadata, documents[:_MAX_DOCUMENTS], _labels(members, manifest, folder))


def inside(folder: str, href: str) -> str:
    """The member that an address in a book means; the part of a document behind "#" does not matter."""
    return inner_name(posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))))


_REMEDY = "It may be damaged: fetch it again, or open it in another program and save it as a web page or text."


def _package_name(members: Members) -> str:
    if _CONTAINER in members:
        for element in parse_xml(members.read(_CONTAINER, MAX_FACTS_BYTES)).iter():
            if local_name(element) == "rootfile":
                return inside("", attribute(element, "full-path"))
    return next((name for name in members.names() if name.lower().endswith(".opf")), "")


def _metadata(root: Element) -> Iterator[Element]:
    """What is said about the book; the first edition of the standard has it one level deeper."""
    for part in root:
        for element in part if local_name(part) == "metadata" else ():
            if local_name(element) in ("dc-metadata", "x-metadata"):
                yield from element
            else:
                yield element


def _spine(root: Element, manifest: dict[str, Element], folder: str, members: Members) -> Iterator[str]:
    for reference in root.iter():
        item = manifest.get(attribute(reference, "idref")) if local_name(reference) == "itemref" else None
        if item is None or "nav" in attribute(item, "properties").split():
            continue
        name = inside(folder, attribute(item, "href"))
        kind = attribute(item, "media-type").lower()
        if name in members and (kind in _DOCUMENT_TYPES or name.lower().endswith(_DOCUMENT_SUFFIXES)):
            yield name


def _labels(members: Members, manifest: dict[str, Element], folder: str) -> dict[str, str]:
    """Titles of documents by the older table of contents (NCX), which nearly all books have for old readers."""
    for item in manifest.values():
        name = inside(folder, attribute(item, "href"))
        if attribute(item, "media-type") != "application/x-dtbncx+xml" or name not in members:
            continue
        try:
            root = parse_xml(members.read(name, MAX_FACTS_BYTES))
        except UnreadableFileError:  # the text is worth having without it
            return {}
        labels: dict[str, str] = {}
        for point in root.iter():
            parts = {local_name(child): child for child in point} if local_name(point) == "navPoint" else {}
            if "navLabel" in parts and "content" in parts:
                target = inside(posixpath.dirname(name), attribute(parts["content"], "src"))
                labels.setdefault(target, one_line(text_inside(parts["navLabel"])))
        return labels
    return {}


def _refuse_encrypted(members: Members) -> None:
    """Fonts may be disguised: those of most shops are. Anything else that is encrypted is the text."""
    if _ENCRYPTION not in members:
        return
    for element in parse_xml(members.read(_ENCRYPTION, MAX_FACTS_BYTES)).iter():
        if local_name(element) != "EncryptedData":
            continue
        methods = {attribute(part, "Algorithm") for part in element if local_name(part) == "EncryptionMethod"}
        if not methods or not methods <= _FONT_METHODS:
            raise UnreadableFileError(
                "The book is locked by the shop it came from.",
                remedy="Read Also cannot open it. Ask the shop for a copy without copy protection.",
            )
