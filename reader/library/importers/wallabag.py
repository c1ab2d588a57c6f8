"""The export of Wallabag: articles with their text, tags and annotations, one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedHighlight, ImportedItem, ImportedMarks, ReadOptions
from reader.library.importers.file_facts import Facts
from reader.library.importers.flaws import some_of
from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.json_stream import Object, objects_in
from reader.library.importers.link_entries import article_or_entry, marks_of
from reader.library.importers.moments import day_of, moment_of
from reader.library.importers.values import names_of, tags_of, text_of, yes_of

_NOT_FETCHED = "wallabag can't retrieve contents"  # what it writes in place of a page it could not get
_ERROR_PAGE = 500  # characters; what came with an error and is shorter is the page of the error


def read_open(file: BinaryIO, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each entry that has its text, a wanted entry for each that has none; none for deleted ones.

    Limits: 20 million characters for an entry.

    Raises:
        UnreadableFileError: there is no entry that can be read.
    """
    found = (_item(number, entry, path) for number, entry in enumerate(objects_in(file, options), start=1))
    yield from some_of((item for item in found if item is not None), nothing="There is no entry in this export.")


def _item(number: int, entry: Object | Flaw, path: Path) -> ImportedItem | None:
    if isinstance(entry, Flaw):
        return entry
    if entry.get("deleted_at"):
        return None
    url = next(filter(None, (text_of(entry.get(key)) for key in ("url", "given_url", "origin_url"))), "")
    title, marks = text_of(entry.get("title")), _marks(entry)
    where = title or url or f"entry {number:,}"
    facts = Facts(
        source=text_of(entry.get("domain_name")).removeprefix("www."),
        author=", ".join(names_of(entry.get("published_by"))),
        published=day_of(entry.get("published_at")),
        language=text_of(entry.get("language")).replace("_", "-"),
    )
    key = text_of(entry.get("id")) or text_of(entry.get("uid"))
    return article_or_entry(
        path, where=where, title=title, paragraphs=_paragraphs(entry), facts=facts, url=url, key=key,
        marks=marks,
    )  # fmt: skip


def _paragraphs(entry: Object) -> list[str]:
    """The text; empty where Wallabag had not got it."""
    content = entry.get("content")
    if not isinstance(content, str) or _NOT_FETCHED in content[:2000].replace("’", "'").replace("&#039;", "'"):
        return []
    paragraphs = paragraphs_of_html(content)
    status = text_of(entry.get("http_status"))
    is_error = status.startswith(("4", "5")) and sum(map(len, paragraphs)) < _ERROR_PAGE
    return [] if is_error or not any(map(str.isalnum, "".join(paragraphs))) else paragraphs


def _marks(entry: Object) -> ImportedMarks:
    annotations = entry.get("annotations")
    return marks_of(
        tags=tags_of(entry.get("tags")),
        read=yes_of(entry.get("is_archived")),
        starred=yes_of(entry.get("is_starred")) is True,
        highlights=_highlights(annotations) if isinstance(annotations, list) else (),
        saved_at=moment_of(entry.get("created_at")),
    )


def _highlights(annotations: Iterable[object]) -> Iterator[ImportedHighlight]:
    for each in annotations:
        if isinstance(each, Mapping) and isinstance(each.get("quote"), str):
            note = each.get("text")
            yield ImportedHighlight(
                quote=each["quote"],
                note=note if isinstance(note, str) else "",
                made_at=moment_of(each.get("created_at")),
            )
