"""OpenDocument text: paragraphs from content.xml, what is said about the document from meta.xml."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from reader.library.importers.dates import parse_date
from reader.library.importers.documents import document_article, real_author, real_title
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.file_facts import Facts
from reader.library.importers.paragraph_collector import ParagraphCollector
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.xml_parts import MAX_XML_BYTES, local_name, parse_xml, read_xml, text_inside
from reader.library.importers.zip_members import Members

_CONTENT, _META, _MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
# Footnotes, comments, what was deleted but is still recorded, and lists of contents are no part of the text.
_LEFT_OUT = frozenset(
    ("note", "annotation", "tracked-changes", "table-of-content", "alphabetical-index", "forms", "binary-data",
     "desc", "title", "ruby-text", "event-listeners", "object-index", "illustration-index")
)  # fmt: skip
_SAID = frozenset(("title", "initial-creator", "creator", "creation-date", "date", "language"))
_PARAGRAPHS = frozenset(("p", "h"))
_SPACES = frozenset(("tab", "line-break", "s"))


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedArticle]:
    """The article in the document, always one.

    Raises:
        UnreadableFileError: it is damaged, protected by a password, or holds no text.
    """
    with Members(data) as members:
        _refuse_encrypted(members)
        if _CONTENT not in members:
            raise UnreadableFileError(
                "There is no text in the document.", remedy="Check in the program it came from what it holds."
            )
        body = _Body()
        read_xml(members.read(_CONTENT, MAX_XML_BYTES), body)
        stated, facts, saved = _stated(members)
    title = stated or body.paragraphs.title
    return [document_article(path, title=title, paragraphs=body.paragraphs.lines, facts=facts, saved=saved)]


class _Body:
    """Takes the paragraphs of content.xml, as the parser comes to them. One thread, used once."""

    def __init__(self) -> None:
        self.paragraphs = ParagraphCollector()
        self._parents: dict[str, str] = {}  # automatic styles stand for named ones
        self._skipped = 0  # how many elements that are left out we are in
        self._lists = 0
        self._begins_item = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name in _PARAGRAPHS:
            style = attributes.get("style-name", "")
            style = self._parents.get(style, style)
            is_heading = name == "h" or style.replace("_20_", " ") in ("Title", "Heading 1")
            self.paragraphs.begin(is_heading=is_heading, is_item=self._begins_item and name == "p")
            self._begins_item = False
        elif name == "list-item":
            self._begins_item = True
        elif name == "style" and attributes.get("parent-style-name"):
            self._parents[attributes.get("name", "")] = attributes["parent-style-name"]
        elif name in _SPACES:
            self.paragraphs.add(" ")

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name in _PARAGRAPHS:
            self.paragraphs.end()

    def data(self, text: str) -> None:
        if not self._skipped:
            self.paragraphs.add(text)


def _refuse_encrypted(members: Members) -> None:
    if _MANIFEST not in members:
        return
    manifest = parse_xml(members.read(_MANIFEST, MAX_XML_BYTES))
    if any(local_name(element) == "encryption-data" for element in manifest.iter()):
        raise UnreadableFileError(
            "The document is protected by a password.",
            remedy="Open it with its password, save it without one, and import that.",
        )


def _stated(members: Members) -> tuple[str, Facts, date | None]:
    """Title, facts, and the day it was written."""
    if _META not in members:
        return "", Facts(), None
    try:
        meta = parse_xml(members.read(_META, MAX_XML_BYTES))
    except UnreadableFileError:  # the text is worth having without it
        return "", Facts(), None
    said: dict[str, str] = {}
    for element in meta.iter():
        name = local_name(element)
        if name in _SAID and name not in said:
            said[name] = text_inside(element)
    days = map(parse_date, (said.get("creation-date", ""), said.get("date", "")))
    author = real_author(said.get("initial-creator", "")) or real_author(said.get("creator", ""))
    facts = Facts(author=author, language=said.get("language", ""))
    return real_title(said.get("title", "")), facts, next((day for day in days if day), None)
