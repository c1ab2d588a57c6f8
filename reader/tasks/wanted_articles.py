"""What is wanted: entries of imported link lists, and titles of "Read also" lists that no article bears."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.articles.folding import fold
from reader.exporting.cells import save_table, table_text
from reader.library.links import Links
from reader.library.wanted import Wanted

HEADS = ("title", "url", "cited", "tags", "added", "from")


class WantedLine(NamedTuple):
    """An article that is named somewhere and not in the library."""

    title: str  # empty where only an address is known
    url: str = ""
    cited: int = 0  # in how many "Read also" lists it stands
    tags: tuple[str, ...] = ()
    added: str = ""  # ISO 8601, UTC; empty for what only "Read also" lists name
    origin: str = ""  # the file of the list of links
    number: int = 0  # of the entry; 0 where there is none: a "Read also" title cannot be forgotten


def list_wanted(*, wanted: Wanted, links: Links) -> list[WantedLine]:
    """Everything that is wanted: what most lists name first, then the newest entry."""
    cited: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for key, title, lists in links.wanted_titles():
        cited[key] = lists
        titles[key] = title
    lines = []
    for entry in wanted.all():
        key = fold(entry.title)
        count = cited.pop(key, 0) if key else 0
        lines.append(
            WantedLine(entry.title, entry.url, count, entry.marks.tags, entry.added_at, entry.origin, entry.number)
        )
    lines += [WantedLine(titles[key], cited=count) for key, count in cited.items()]
    return sorted(lines, key=lambda line: (-line.cited, not line.number))


def write_wanted(lines: Sequence[WantedLine], path: Path) -> None:
    """Write the list as CSV, whole or not at all.

    Raises:
        ReaderError: it cannot be written there.
    """
    rows = [(line.title, line.url, line.cited, ", ".join(line.tags), line.added, line.origin) for line in lines]
    save_table(path, table_text(HEADS, rows), called="The list")
