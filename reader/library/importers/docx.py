"""A Word document: paragraphs from its main part, what is said about it from its core properties.

The XML is read as it comes, not by python-docx: that keeps every picture in memory, and knows only one of the two
editions of the standard.
"""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from reader.library.importers.dates import parse_date
from reader.library.importers.documents import document_article, real_author, real_title
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.file_facts import Facts
from reader.library.importers.paragraph_collector import ParagraphCollector
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.xml_parts import (
    MAX_FACTS_BYTES,
    MAX_XML_BYTES,
    attribute,
    local_name,
    parse_xml,
    read_xml,
    text_inside,
)
from reader.library.importers.zip_members import Members, inner_name

_MAIN, _CORE, _PACKAGE = "word/document.xml", "docProps/core.xml", "_rels/.rels"
# What was moved away, the second form of a text box for older programs, and comments are no part of the text.
_LEFT_OUT = frozenset(("moveFrom", "del", "Fallback", "comment", "footnote", "endnote", "rt"))
_HEADINGS = frozenset(("title", "heading 1"))
_BREAKS = frozenset(("tab", "br", "cr", "ptab"))


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedArticle]:
    """The article in the document, always one.

    Raises:
        UnreadableFileError: it is damaged, or holds no text.
    """
    with Members(data) as members:
        main = _main_part(members)
        if main not in members:
            raise UnreadableFileError(
                "There is no text in the document.", remedy="Check in the program it came from what it holds."
            )
        body = _Body(_style_names(members, main))
        read_xml(members.read(main, MAX_XML_BYTES), body)
        stated, facts, saved = _stated(members)
    title = stated or body.paragraphs.title
    return [document_article(path, title=title, paragraphs=body.paragraphs.lines, facts=facts, saved=saved)]


class _Body:
    """Takes the paragraphs of the main part, as the parser comes to them. One thread, used once."""

    def __init__(self, style_names: Mapping[str, str]) -> None:
        self.paragraphs = ParagraphCollector()
        self._style_names = style_names
        self._skipped = 0  # how many elements that are left out we are in
        self._is_text = False
        self._contents: list[bool] = []  # of each open paragraph: it is a line of a table of contents

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name == "p":
            self.paragraphs.begin()
            self._contents.append(False)
        elif name == "t":
            self._is_text = True
        elif name in _BREAKS:
            self.paragraphs.add(" ")
        elif name == "noBreakHyphen":
            self.paragraphs.add("-")
        elif name == "numId":
            self.paragraphs.mark(is_item=attributes.get("val") != "0")
        elif name == "pStyle":
            self._set_style(attributes.get("val", ""))

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._is_text = False
        elif name == "p" and self._contents:
            if self._contents.pop():
                self.paragraphs.drop()
            else:
                self.paragraphs.end()

    def data(self, text: str) -> None:
        if self._is_text and not self._skipped:
            self.paragraphs.add(text)

    def _set_style(self, style: str) -> None:
        name = self._style_names.get(style, style).lower()
        self.paragraphs.mark(is_heading=name in _HEADINGS, is_item=name.startswith("list bullet"))
        if name.startswith(("toc ", "table of figures")) and self._contents:
            self._contents[-1] = True


def _main_part(members: Members) -> str:
    """Where the package says that its document is; almost always at the same place."""
    if _PACKAGE in members:
        for relation in parse_xml(members.read(_PACKAGE, MAX_FACTS_BYTES)).iter():
            if attribute(relation, "Type").endswith("/officeDocument"):
                return inner_name(posixpath.normpath(attribute(relation, "Target").lstrip("/")))
    return _MAIN


def _style_names(members: Members, main: str) -> dict[str, str]:
    """Style id to name: ids are in the language of the program, names of built-in styles are always English."""
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    names: dict[str, str] = {}
    if part in members:
        try:
            styles = parse_xml(members.read(part, MAX_FACTS_BYTES))
        except UnreadableFileError:  # the text is worth having without them
            return names
        for style in styles:
            name = next((attribute(child, "val") for child in style if local_name(child) == "name"), "")
            if local_name(style) == "style" and name:
                names[attribute(style, "styleId")] = name
    return names


def _stated(members: Members) -> tuple[str, Facts, date | None]:
    """Title, facts, and the day it was written."""
    if _CORE not in members:
        return "", Facts(), None
    try:
        core = parse_xml(members.read(_CORE, MAX_FACTS_BYTES))
    except UnreadableFileError:  # the same
        return "", Facts(), None
    said = {local_name(element): text_inside(element) for element in core}
    days = map(parse_date, (said.get("created", ""), said.get("modified", "")))
    facts = Facts(author=real_author(said.get("creator", "")), language=said.get("language", ""))
    return real_title(said.get("title", "")), facts, next((day for day in days if day), None)
