"""The older export of Pocket, a page with two lists of links: wanted entries."""

from collections.abc import Iterator
from pathlib import Path

from reader.library.importers.draft import NO_OPTIONS, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.html_text import decode_html
from reader.library.importers.link_entries import marks_of, wanted_entry
from reader.library.importers.link_markup import Tag, tags_and_texts
from reader.library.importers.moments import moment_of

_READ = {"unread": False, "read archive": True}  # by the headings of the lists
_ENDS_LINK = frozenset(("a", "li", "ul", "h1", "body"))


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each link. Tags of the markup need not be closed.

    Raises:
        UnreadableFileError: there is no link, or the bytes are no text.
    """
    links = enumerate(_links(decode_html(data)), start=1)
    items = (_item(number, link, title, was_read, path) for number, (link, title, was_read) in links)
    yield from some_of(items, nothing="There is no link on the page.")


def _links(page: str) -> Iterator[tuple[Tag, str, bool | None]]:
    """Each link with its title, and whether it stands under the heading of what was read."""
    was_read: bool | None = None
    link: Tag | None = None
    words: list[str] = []
    in_heading = False
    for part in tags_and_texts(page):
        if isinstance(part, str):
            words.append(part)
            continue
        if part.name not in _ENDS_LINK:
            continue
        text = " ".join("".join(words).split())
        if in_heading:
            was_read = _READ.get(text.lower(), was_read)
        if link is not None:
            yield link, text, was_read
        in_heading = part.name == "h1" and part.opens
        link = part if part.name == "a" and part.opens else None
        words = []
    if link is not None:
        yield link, " ".join("".join(words).split()), was_read


def _item(number: int, link: Tag, title: str, was_read: bool | None, path: Path) -> ImportedItem:
    stated = link.attributes
    marks = marks_of(
        tags=stated.get("tags", "").split(","), read=was_read, saved_at=moment_of(stated.get("time_added", ""))
    )
    return wanted_entry(path, where=f"link {number:,}", url=stated.get("href", ""), title=title, marks=marks)
