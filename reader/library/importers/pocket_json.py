"""What Pocket's interface for programs gave, as pockexport and others saved it: wanted entries."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedHighlight, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.json_stream import value_of
from reader.library.importers.link_entries import marks_of, wanted_entry
from reader.library.importers.moments import moment_of
from reader.library.importers.values import tags_of, text_of, yes_of

_READ = {"0": False, "1": True}
_DELETED = "2"


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each item that had not been deleted. An excerpt is the page's own, and is not taken over.

    Raises:
        UnreadableFileError: the file is broken JSON, or has no item.
    """
    found = (_item(number, item, path) for number, item in enumerate(_items(value_of(data)), start=1))
    yield from some_of((item for item in found if item is not None), nothing="There is no item in the file.")


def _items(value: object) -> Iterable[object]:
    """A list of items, or items by their ids; under "list" where the answer was saved as it came."""
    if isinstance(value, Mapping) and isinstance(value.get("list"), Mapping | list):
        value = value["list"]
    if isinstance(value, Mapping):
        return [value] if "given_url" in value or "resolved_url" in value else value.values()
    return value if isinstance(value, list) else ()


def _item(number: int, item: object, path: Path) -> ImportedItem | None:
    where = f"item {number:,}"
    if not isinstance(item, Mapping):
        return Flaw(where=where, reason="The item is not an object with named values.")
    status = text_of(item.get("status"))
    if status == _DELETED:
        return None
    annotations = item.get("annotations")
    marks = marks_of(
        tags=tags_of(item.get("tags")),
        read=_READ.get(status),
        starred=yes_of(item.get("favorite")) is True,
        highlights=_highlights(annotations) if isinstance(annotations, list) else (),
        saved_at=moment_of(item.get("time_added")),
    )
    url = text_of(item.get("given_url")) or text_of(item.get("resolved_url"))
    title = text_of(item.get("resolved_title")) or text_of(item.get("given_title"))
    return wanted_entry(path, where=where, url=url, title=title, marks=marks)


def _highlights(annotations: Iterable[object]) -> Iterator[ImportedHighlight]:
    for each in annotations:
        if isinstance(each, Mapping) and isinstance(each.get("quote"), str):
            yield ImportedHighlight(quote=each["quote"], made_at=moment_of(each.get("created_at")))
