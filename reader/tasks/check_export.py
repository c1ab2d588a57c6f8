"""What can be told of an export that is not complete by reading it again: articles counted, their words compared."""

import csv
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from reader.exporting.formats import FormatKey
from reader.exporting.words import counted
from reader.library.importers.formats import ImportedArticle, UnreadableFileError, read_file
from reader.tasks.export_target import written_files
from reader.tasks.verify_export import Verification
from reader.ticket import Ticket


class Found(NamedTuple):
    """What reading a file gave."""

    articles: int
    problems: tuple[str, ...] = ()


def check_export(key: FormatKey, path: Path, articles: int, *, ticket: Ticket) -> Verification | None:
    """Read an export of so many articles again; None for formats of which nothing can be told."""
    check = _CHECKS.get(key)
    if check is None:
        return None
    found = check(path, ticket)
    problems = list(found.problems)
    if found.articles != articles:
        problems.append(f"{articles:,} were written, {found.articles:,} are in the file.")
    if problems:
        return Verification(False, "The export was read back, and is not complete.", {}, tuple(problems[:20]))
    return Verification(True, f"Read back: {counted(articles, 'article', 'articles')}.", {"articles": articles})


def _imported(path: Path, ticket: Ticket) -> Found:
    """As the import reads it."""
    files = written_files(path) if path.is_dir() else [path]
    count, problems = 0, list[str]()
    for done, file in enumerate(files):
        ticket.step(done, len(files))
        try:
            for item in read_file(file):
                if isinstance(item, ImportedArticle):
                    count += 1
                else:
                    problems.append(f"{file.name}: {item}")
        except UnreadableFileError as error:
            problems.append(f"{file.name}: {error.problem}")
    return Found(count, tuple(problems))


def _page(path: Path, _ticket: Ticket) -> Found:
    """The articles of a dossier, and links inside it that lead nowhere."""
    reader = _Anchors()
    with path.open(encoding="utf-8") as file:
        while piece := file.read(1 << 20):
            reader.feed(piece)
    lost = sorted(reader.links - reader.ids)
    return Found(reader.articles, tuple(f"The link to “{link}” leads nowhere." for link in lost))


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids = set[str]()
        self.links = set[str]()
        self.articles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.articles += tag == "article"
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name == "href" and value and value.startswith("#"):
                self.links.add(value[1:])


def _table(path: Path, _ticket: Ticket) -> Found:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Found(sum(1 for _row in csv.reader(file)) - 1)


def _ris(path: Path, _ticket: Ticket) -> Found:
    with path.open(encoding="utf-8") as file:
        return Found(sum(1 for line in file if re.match(r"ER  -", line)))


def _csl(path: Path, _ticket: Ticket) -> Found:
    return Found(len(json.loads(path.read_text("utf-8"))))


_CHECKS: dict[FormatKey, Callable[[Path, Ticket], Found]] = {
    FormatKey.MARKDOWN: _imported,
    FormatKey.EPUB: _imported,
    FormatKey.HTML: _page,
    FormatKey.CSV: _table,
    FormatKey.RIS: _ris,
    FormatKey.CSL: _csl,
}
