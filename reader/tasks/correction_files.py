"""Corrections as CSV, and a reader's own lists of names: what the files look like, without writing or storing.

A file of corrections has these columns, in any order, one correction on a line:

- `action`: rename, retype, merge, split, hide or add
- `name`, `entity_id`: whom it is about: the name is for people to read, the id is what counts; empty for `add`
- `article_id`: the article it counts in; empty: the whole library
- `form`: the words, for `add` and `split`
- `to_name`, `to_kind`, `to_id`: whom it becomes, of which kind (person, place, organisation, other), and their id;
  where the id is empty it is made from kind and name
- `made_at`: when it was made, for people to read

A list of names has the columns `name`, `kind` and `aliases` (several of them separated by ";"), with these heads or in
this order; or only a name on each line. Columns are separated by commas, semicolons or tabs.

A spreadsheet takes a cell that begins with = + - or @ for a formula. Such a cell is written with an apostrophe before
it, which is taken away when the file is read.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.entities.correction import Correction, CorrectionAction, fault_of
from reader.entities.identity import entity_id
from reader.entities.mention import EntityId, EntityKind
from reader.errors import ReaderError
from reader.exporting.cells import plain, table_text

COLUMNS = ("action", "name", "entity_id", "article_id", "form", "to_name", "to_kind", "to_id", "made_at")
LONGEST_CELL = 100_000  # characters
_LIST_COLUMNS = ("name", "kind", "aliases")
_KINDS = {
    **dict.fromkeys(("person", "people", "per"), EntityKind.PERSON),
    **dict.fromkeys(("place", "location", "loc", "gpe", "country", "city"), EntityKind.PLACE),
    **dict.fromkeys(("organisation", "organization", "org", "company"), EntityKind.ORGANISATION),
    **dict.fromkeys(("other", "misc", "miscellaneous", "name"), EntityKind.OTHER),
}


class LineProblem(NamedTuple):
    """Why a line was left out."""

    line: int  # as a text editor counts
    reason: str


class ReadLines(NamedTuple):
    """What a file says, in its order, and the lines that cannot be used."""

    corrections: tuple[Correction, ...]
    problems: tuple[LineProblem, ...] = ()


def written(corrections: Iterable[Correction]) -> str:
    """The corrections as CSV; `read_corrections` gives the same ones back, but for when they were made."""
    rows = (
        (
            one.action, one.entity_name, one.entity_id, one.article_id, one.form, one.to_name, one.to_kind or "",
            one.to_id, one.made_at,
        )
        for one in corrections
    )  # fmt: skip
    return table_text(COLUMNS, rows)


def is_of_corrections(text: str) -> bool:
    """Whether the first line has the heads of corrections, not of names."""
    heads = {head.strip().lower() for head in next(iter(_rows(text, _separator(text))), (0, ()))[1]}
    return "action" in heads


def read_corrections(text: str) -> ReadLines:
    """The corrections of a file. A line that cannot be understood costs itself only."""
    rows = _rows(text, _separator(text))
    _, heads = next(rows, (0, ()))
    columns = [head.strip().lower() for head in heads]
    if "action" not in columns:
        return ReadLines((), (LineProblem(1, "the first line has to name the columns, among them “action”"),))
    return _understood(rows, lambda row: [_correction(dict(zip(columns, row, strict=False)))])


def read_names(text: str) -> ReadLines:
    """The names of a list as corrections that add them: other forms lead to the same one.

    Where a name has no kind, the corrections have neither kind nor id, but the name.
    """
    separator = _list_separator(text)
    rows = list(_rows(text, separator, quoted=separator != "\t"))
    columns: Sequence[str] = _LIST_COLUMNS
    if rows and {head.strip().lower() for head in rows[0][1]} & {"name", "names"}:
        columns = [_list_head(head) for head in rows.pop(0)[1]]

    def added(row: Sequence[str]) -> list[Correction]:
        if columns[-1] == "aliases":  # they may be separated as the columns are
            row = [*row[: len(columns) - 1], ";".join(row[len(columns) - 1 :])]
        return _added(dict(zip(columns, row, strict=False)))

    return _understood(rows, added)


def _understood(
    rows: Iterable[tuple[int, Sequence[str]]], understand: Callable[[Sequence[str]], list[Correction]]
) -> ReadLines:
    found, problems = list[Correction](), list[LineProblem]()
    for line, row in rows:
        try:
            found += understand(row)
        except ValueError as error:
            problems.append(LineProblem(line, str(error)))
    return ReadLines(tuple(found), tuple(problems))


def _correction(cells: Mapping[str, str]) -> Correction:
    def cell(column: str) -> str:
        return cells.get(column, "")

    try:
        action = CorrectionAction(cell("action").strip().lower())
    except ValueError:
        raise ValueError(f"“{cell('action')}” is none of {', '.join(CorrectionAction)}") from None
    correction = Correction(
        action=action,
        entity_id=EntityId(cell("entity_id")),
        entity_name=cell("name"),
        article_id=ArticleId(cell("article_id")),
        form=cell("form"),
        to_id=EntityId(cell("to_id")),
        to_name=cell("to_name"),
        to_kind=_kind(cell("to_kind")),
    )
    if fault := fault_of(correction):
        raise ValueError(fault)
    return correction


def _added(cells: Mapping[str, str]) -> list[Correction]:
    name = " ".join(cells.get("name", "").split())
    if not name:
        raise ValueError("the name is empty")
    kind = _kind(cells.get("kind", ""))
    forms = [name, *(" ".join(alias.split()) for alias in cells.get("aliases", "").split(";"))]
    target = entity_id(kind, name) if kind else EntityId("")
    added = [
        Correction(CorrectionAction.ADD, form=form, to_id=target, to_name=name, to_kind=kind)
        for form in dict.fromkeys(filter(None, forms))
    ]
    for one in added:
        if fault := fault_of(one):
            raise ValueError(f"“{one.form}”: {fault}")
    return added


def _kind(words: str) -> EntityKind | None:
    word = words.strip().lower()
    if word and word not in _KINDS:
        raise ValueError(f"“{words}” is none of {', '.join(EntityKind)}")
    return _KINDS.get(word)


def _list_head(head: str) -> str:
    head = head.strip().lower()
    return {"names": "name", "alias": "aliases", "type": "kind"}.get(head, head)


def _rows(text: str, separator: str, *, quoted: bool = True) -> Iterator[tuple[int, Sequence[str]]]:
    """Line numbers and cells; empty lines are left out."""
    file = io.StringIO(text, newline="")
    if quoted:
        reader = csv.reader(file, delimiter=separator)
    else:
        reader = csv.reader(file, delimiter=separator, quoting=csv.QUOTE_NONE)
    begin = 1
    try:
        for row in reader:
            if any(len(cell) > LONGEST_CELL for cell in row):  # csv's own limit is the whole process's, and not ours
                raise csv.Error("a cell is too long")
            if any(cell.strip() for cell in row):
                yield begin, [plain(cell) for cell in row]
            begin = reader.line_num + 1
    except csv.Error as error:  # a cell that is too long: a quote that was never closed
        raise ReaderError(
            f"The file cannot be read from line {begin} on: {error}.", remedy="Look for a quote that is not closed."
        ) from error


def _separator(text: str) -> str:
    """What separates the heads in the first line."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _list_separator(text: str) -> str:
    """Without heads, only a tab or a kind in the second column is sure: "Samsung Electronics Co., Ltd." is one name."""
    lines = [line for line in text.splitlines() if line.strip()]
    heads = lines[0].lower() if lines else ""
    if "name" in [head.strip(' "') for head in heads.split(_separator(text))]:
        return _separator(text)
    for separator in ",;":
        second = [line.split(separator)[1:2] for line in lines]
        if sum(cell.strip().lower() in _KINDS for cells in second for cell in cells) * 2 > len(lines):
            return separator
    return "\t"
