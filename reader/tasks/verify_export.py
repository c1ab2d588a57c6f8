"""Is everything in the file? A complete export is taken into a temporary library, and that is compared with what was to
be written: each article with all that belongs to it, and everything that belongs to none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.exporting.json_lines import KINDS, Record, counted, fingerprint, over_all, record_of, rest_records
from reader.exporting.values import Contents
from reader.exporting.words import counted as in_words
from reader.library.importers.draft import Flaw
from reader.library.importers.own_export import all_records
from reader.tasks.export_articles import GatheredArticles
from reader.tasks.import_export import ImportExport
from reader.tasks.library_parts import LibraryParts, OpenParts
from reader.ticket import Ticket

MOST_DIFFERENCES = 20  # that are told one by one
_SHOWN = (  # of an export that is equal, in this order
    ("articles", "article"), ("versions", "version"), ("tags", "tag"), ("notes", "note"), ("highlights", "highlight"),
    ("bookmarks", "bookmark"), ("links", "link"), ("corrections", "correction"), ("saved searches", "saved search"),
    ("wanted entries", "wanted entry"), ("in the trash", "in the trash"),
)  # fmt: skip


class Verification(NamedTuple):
    """What reading an export back came to."""

    equal: bool
    words: str  # a sentence
    counts: Mapping[str, int]  # of what was read back
    differences: tuple[str, ...] = ()  # what differs, in words, the first of them


class VerifyExport:
    """Threads: any."""

    def __init__(self, open_temporary: OpenParts) -> None:
        self._open_temporary = open_temporary

    def __call__(self, path: Path, written: Contents, *, complete: bool, ticket: Ticket) -> Verification:
        """Read the file into a library of its own, which is thrown away, and compare it with what was written.

        `complete`: it holds a whole library. Else links that lead out of it are compared by their titles.

        Raises:
            ReaderError: there is no room for the temporary library, or the file cannot be read.
            CancelledError: stopped through the ticket; the file stays.
        """
        with (
            TemporaryDirectory(prefix="readalso-check-", ignore_cleanup_errors=True) as folder,
            self._open_temporary(Path(folder)) as parts,
        ):
            report = ImportExport(parts)(path, ticket=ticket)
            expected, found = _Side(complete), _Side(complete)
            for one in all_records(path):
                if not isinstance(one, Flaw):
                    expected.add(one.record)
            for record in _records_of(parts):
                found.add(record)
            differences = [f"{flaw.where}: {flaw.reason}" for flaw in report.flaws]
            if over_all(expected.as_they_stand) != over_all(written.hashes):
                differences.append("The articles in the file are not those that were to be written.")
            differences += _rest_differences(expected, found)
            differences += _article_differences(path, parts, expected.prints - found.prints, complete=complete)
            if found.prints - expected.prints and not differences:
                differences.append("Articles came out otherwise than they are in the file.")
        return _verification(found.counts, differences)


class _Side:
    """What is in the file, or in the library it was read into. One thread."""

    def __init__(self, complete: bool) -> None:
        self._complete = complete
        self._rest = {kind: sha256() for kind in KINDS}
        self.prints = set[str]()
        self.as_they_stand: list[str] = []
        self.counts = Counter[str]()

    def add(self, record: Record) -> None:
        kind = str(record.get("type"))
        if kind == "article":
            self.as_they_stand.append(fingerprint(record))
            self.prints.add(fingerprint(_comparable(record, complete=self._complete)))
            self.counts.update(counted(record))
        elif kind in KINDS:
            self._rest[kind].update(fingerprint(record).encode())
            self.counts[KINDS[kind]] += 1

    def rest_print(self, kind: str) -> str:
        """One fingerprint of all lines of this type in their order."""
        return self._rest[kind].hexdigest()


def _records_of(parts: LibraryParts) -> Iterator[Record]:
    yield from map(record_of, GatheredArticles(parts.articles.numbers(), parts, None, Ticket()))
    yield from rest_records(parts.rest())


def _comparable(record: Record, *, complete: bool) -> Record:
    links = record.get("links")
    if complete or not isinstance(links, list):
        return record
    return {**record, "links": [link.get("title") for link in links]}


def _rest_differences(expected: _Side, found: _Side) -> Iterator[str]:
    for kind, words in KINDS.items():
        if expected.rest_print(kind) != found.rest_print(kind):
            yield f"{words}: {expected.counts[words]:,} in the file, {found.counts[words]:,} read back, not all equal."


def _article_differences(path: Path, parts: LibraryParts, missing: set[str], *, complete: bool) -> Iterator[str]:
    if not missing:
        return
    for one in all_records(path):
        if isinstance(one, Flaw) or one.record.get("type") != "article":
            continue
        record = _comparable(one.record, complete=complete)
        if fingerprint(record) in missing:
            yield f"“{record.get('title')}”: {_what_differs(record, parts, complete=complete)}."


def _what_differs(record: Record, parts: LibraryParts, *, complete: bool) -> str:
    numbers = parts.articles.numbers_of([ArticleId(str(record.get("id")))])
    for each in GatheredArticles(numbers, parts, None, Ticket()):
        there = _comparable(record_of(each), complete=complete)
        keys = sorted({*record, *there})
        return ", ".join(key for key in keys if record.get(key) != there.get(key)) + " differ"
    return "it was not read back"


def _verification(counts: Mapping[str, int], differences: Iterable[str]) -> Verification:
    differences = list(differences)
    if differences:
        words = f"The export was read back, and differs in {in_words(len(differences), 'place', 'places')}."
        return Verification(False, words, counts, tuple(differences[:MOST_DIFFERENCES]))
    shown = [in_words(counts[key], one, key) for key, one in _SHOWN if counts.get(key)]
    return Verification(True, f"Read back and equal: {', '.join(shown) or 'nothing'}.", counts)
