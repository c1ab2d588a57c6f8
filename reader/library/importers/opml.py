"""Lists of feeds and of links in OPML: wanted entries, with their folders as tags."""

from collections.abc import Iterator
from pathlib import Path

from reader.library.importers.draft import NO_OPTIONS, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.link_entries import marks_of, wanted_entry
from reader.library.importers.link_markup import Tag, decode_xml, tags_and_texts
from reader.library.importers.moments import moment_of

MAX_FOLDERS = 10  # around one entry that become tags, the innermost


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each outline with an address: that of its page, or else that of its feed.

    Outlines without are folders. What is not well formed does no harm.

    Raises:
        UnreadableFileError: there is no address in it, it is no text, or it defines entities of its own.
    """
    items = (_item(outline, folders, path) for outline, folders in _outlines(decode_xml(data)))
    yield from some_of(items, nothing="There is no address in this list.")


def _outlines(text: str) -> Iterator[tuple[Tag, tuple[str, ...]]]:
    """The outlines with an address, and the names of the folders around them."""
    folders: list[str] = []
    for part in tags_and_texts(text):
        if isinstance(part, str) or part.name != "outline":
            continue
        if part.opens:
            address = _address(part)
            if address:
                yield part, tuple(filter(None, folders[-MAX_FOLDERS:]))
            if not part.closes:
                folders.append("" if address else _title(part))
        elif folders:
            folders.pop()


def _item(outline: Tag, folders: tuple[str, ...], path: Path) -> ImportedItem:
    stated = outline.attributes
    # A category is a path of folders, "/news/local"; several are separated by commas.
    categories = (name for each in stated.get("category", "").split(",") for name in each.split("/"))
    marks = marks_of(tags=(*folders, *categories), saved_at=moment_of(stated.get("created", "")))
    return wanted_entry(path, where="", url=_address(outline), title=_title(outline), marks=marks)


def _address(outline: Tag) -> str:
    return next((found for found in map(outline.attributes.get, ("htmlurl", "url", "xmlurl")) if found), "")


def _title(outline: Tag) -> str:
    return outline.attributes.get("title", "").strip() or outline.attributes.get("text", "")
