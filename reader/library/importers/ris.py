"""References in RIS, the lines of two letters that every citation program reads and writes."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from reader.library.importers.draft import NO_OPTIONS, ImportedItem, ReadOptions
from reader.library.importers.encoding import chosen_encoding, decode_text
from reader.library.importers.flaws import some_of
from reader.library.importers.link_entries import marks_of
from reader.library.importers.moments import moment_of
from reader.library.importers.references import Reference, item_of, names_in_order, reference_date

_LINE = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: (.*)|$)")
_MANY = 10_000  # values of one field in one reference, such as names; what is beyond is left out

Fields = Mapping[str, list[str]]


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each reference with an abstract, a wanted entry for each other one.

    Raises:
        UnreadableFileError: there is no reference with a title or an address, or the bytes are no text.
    """
    text = decode_text(data, forced=chosen_encoding(data, options))
    items = (
        item_of(_reference(fields), path, f"reference {number:,}")
        for number, fields in enumerate(_records(text), start=1)
    )
    yield from some_of(items, nothing="There is no reference in this file.")


def _records(text: str) -> Iterator[Fields]:
    """The lines of each reference by their letters. Lines without letters go on with the field above them."""
    fields: dict[str, list[list[str]]] = {}
    last: list[str] = []
    for line in text.splitlines():
        match = _LINE.match(line.lstrip("\ufeff"))
        if match is None:
            last.append(line.strip())
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag in ("TY", "ER"):
            if fields:
                yield _joined(fields)
            fields = {}
        last = [value]
        if tag != "ER":
            fields.setdefault(tag, []).append(last)
    if fields:
        yield _joined(fields)


def _joined(fields: Mapping[str, list[list[str]]]) -> Fields:
    return {tag: ["\n".join(lines).strip() for lines in values[:_MANY]] for tag, values in fields.items()}


def _reference(fields: Fields) -> Reference:
    def first(*tags: str) -> str:
        return next((value for tag in tags for value in fields.get(tag, ()) if value.strip()), "")

    urls = [part for value in fields.get("UR", ()) for part in re.split(r"[;\s]+", value)]
    title = first("TI", "T1", "CT", "BT")
    return Reference(
        title=title,
        texts=[text for tag in ("AB", "N2") for text in dict.fromkeys(fields.get(tag, ()))],
        author=names_in_order(name for tag in ("AU", "A1") for name in fields.get(tag, ())),
        source=first("T2", "JO", "JF", "JA", "T3", "PB", "DB"),
        published=reference_date(first("DA"), first("PY", "Y1")),
        language=first("LA"),
        url=next(filter(None, urls), "") or first("L2"),
        key=first("ID", "AN", "DO"),
        marks=marks_of(
            tags=[tag for value in fields.get("KW", ()) for tag in re.split(r"[;\n]", value)],
            note="\n".join(filter(None, fields.get("N1", ()))),
            saved_at=moment_of(first("Y2").strip("/").replace("/", "-")),
        ),
    )  # fmt: skip
