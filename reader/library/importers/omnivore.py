"""The archive that Omnivore gave its readers when it closed: articles with their text, labels and highlights."""

import re
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from reader.library.importers.draft import (
    NO_OPTIONS,
    Flaw,
    ImportedHighlight,
    ImportedItem,
    ImportedMarks,
    ReadOptions,
)
from reader.library.importers.encoding import decode_text
from reader.library.importers.file_facts import Facts
from reader.library.importers.flaws import some_of
from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.json_stream import value_of
from reader.library.importers.link_entries import article_or_entry, marks_of
from reader.library.importers.moments import day_of, moment_of
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.values import tags_of, text_of

MAX_METADATA_BYTES = 50_000_000  # of one file, which describes twenty articles
MAX_CONTENT_BYTES = 20_000_000  # of one article
MAX_HIGHLIGHTS_BYTES = 5_000_000

_METADATA = re.compile(r"(?P<folder>(?:.*/)?)metadata_\d+_to_\d+\.json")
_CONTENT = re.compile(r"(?:.*/)?content/[^/]*\.html")
_READ = {"archived": True, "active": False}
_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")


class Members(Protocol):
    """The files in an archive; reading one that is too large or damaged raises UnreadableFileError."""

    def names(self) -> Sequence[str]: ...

    def read(self, name: str, most: int) -> bytes: ...


def is_omnivore(names: Sequence[str]) -> bool:
    """Whether an archive with these files is one of Omnivore."""
    return any(_METADATA.fullmatch(name) for name in names)


def read_archive(members: Members, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each entry that has its text, a wanted entry for each that has none.

    Raises:
        UnreadableFileError: there is no entry that can be read.
    """
    yield from some_of(_items(members, path), nothing="There is no entry in this archive.")


def _items(members: Members, path: Path) -> Iterator[ImportedItem]:
    names = dict.fromkeys(members.names())
    waiting = {name for name in names if _CONTENT.fullmatch(name)}
    for found in filter(None, map(_METADATA.fullmatch, names)):
        try:
            entries = value_of(members.read(found[0], MAX_METADATA_BYTES))
        except UnreadableFileError as error:
            yield Flaw(where=found[0], reason=error.problem)
            continue
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
            if isinstance(entry, dict):
                one = _Entry(entry, f"{found[0]}, entry {number}", found["folder"])
                waiting.discard(one.file("content", "html"))
                yield from one.read(members, names, path)
            else:
                yield Flaw(where=f"{found[0]}, entry {number}", reason="It is not an object with named values.")
    for name in sorted(waiting):
        yield Flaw(where=name, reason="The archive does not say what this text is: its list of entries lacks it.")


class _Entry:
    """One entry of the metadata and its files. One thread."""

    def __init__(self, entry: dict[str, object], where: str, folder: str) -> None:
        self._entry = entry
        self._title, self._url, self._slug = (self._text(name) for name in ("title", "url", "slug"))
        self._where = self._title or self._url or where
        self._folder = folder
        self._flaws: list[Flaw] = []

    def read(self, members: Members, names: Container[str], path: Path) -> Iterator[ImportedItem]:
        content = self._bytes(members, names, self.file("content", "html"), MAX_CONTENT_BYTES)
        paragraphs = self._paragraphs(content)
        marks = self._marks(self._bytes(members, names, self.file("highlights", "md"), MAX_HIGHLIGHTS_BYTES))
        yield from self._flaws
        facts = Facts(author=self._text("author"), published=day_of(self._entry.get("publishedAt")))
        yield article_or_entry(
            path, where=self._where, title=self._title, paragraphs=paragraphs, facts=facts, url=self._url,
            key=self._text("id") or self._slug, marks=marks,
        )  # fmt: skip

    def _text(self, name: str) -> str:
        return text_of(self._entry.get(name))

    def file(self, kind: str, suffix: str) -> str:
        """The name of the file of a kind that belongs to the entry."""
        return f"{self._folder}{kind}/{self._slug}.{suffix}"

    def _bytes(self, members: Members, names: Container[str], name: str, most: int) -> bytes:
        """What is in a file; nothing where there is none, or where it is damaged."""
        if not self._slug or name not in names:
            return b""
        try:
            return members.read(name, most)
        except UnreadableFileError as error:
            self._flaws.append(Flaw(where=name, reason=error.problem))
            return b""

    def _paragraphs(self, content: bytes) -> list[str]:
        try:
            paragraphs = paragraphs_of_html(content) if content.strip() else []
        except UnreadableFileError as error:
            self._flaws.append(Flaw(where=self._where, reason=error.problem))
            return []
        return paragraphs if any(map(str.isalnum, "".join(paragraphs))) else []

    def _marks(self, highlights: bytes) -> ImportedMarks:
        try:
            note, quotes = _quotes(decode_text(highlights)) if highlights.strip() else ("", [])
        except UnreadableFileError as error:
            self._flaws.append(Flaw(where=self._where, reason=error.problem))
            note, quotes = "", []
        return marks_of(
            tags=tags_of(self._entry.get("labels")),
            read=_READ.get(self._text("state").lower()),
            note=note,
            highlights=quotes,
            saved_at=moment_of(self._entry.get("savedAt")),
        )


def _quotes(markdown: str) -> tuple[str, list[ImportedHighlight]]:
    """The note on the article, which stands before the first quotation, and the quotations with what is under them."""
    note: list[str] = []
    quotes: list[ImportedHighlight] = []
    for block in _BLANK_LINES.split(markdown.replace("\r\n", "\n")):
        block = block.strip()
        if block.startswith(">"):
            lines = (line.strip().lstrip(">").strip() for line in block.split("\n"))
            quotes.append(ImportedHighlight(quote="\n".join(filter(None, lines))))
        elif block and quotes:
            quotes[-1] = quotes[-1]._replace(note=f"{quotes[-1].note}\n{block}".strip())
        elif block:
            note.append(block)
    return "\n\n".join(note), quotes
