"""Many rows in little room: column by column, what is the same in all of them once (JSON).

100,000 articles that were tagged together take 1.6 MB instead of 6.
"""

from collections.abc import Sequence
from typing import TypedDict, cast

Value = str | int


class PackedColumn(TypedDict, total=False):
    """One of three."""

    all: Value  # the same in all rows
    joined: str  # texts of one length, one behind the other
    each: list[Value]


class PackedRows(TypedDict):
    rows: int
    columns: list[PackedColumn]


def packed(rows: Sequence[tuple[Value, ...]]) -> PackedRows:
    """These rows, of which each has as many columns as the others."""
    return {"rows": len(rows), "columns": [_column(values) for values in zip(*rows, strict=True)]}


def unpacked(kept: PackedRows) -> list[tuple[Value, ...]]:
    """The rows again, in their order."""
    columns = [_values(column, kept["rows"]) for column in kept["columns"]]
    return list(zip(*columns, strict=True))


def _column(values: tuple[Value, ...]) -> PackedColumn:
    first = values[0]
    if all(value == first for value in values):
        return {"all": first}
    if isinstance(first, str) and first and all(isinstance(v, str) and len(v) == len(first) for v in values):
        return {"joined": "".join(cast(tuple[str, ...], values))}
    return {"each": list(values)}


def _values(column: PackedColumn, rows: int) -> Sequence[Value]:
    if "all" in column:
        return [column["all"]] * rows
    if "joined" in column:
        text = column["joined"]
        length = len(text) // rows
        return [text[at : at + length] for at in range(0, len(text), length)]
    return column["each"]
