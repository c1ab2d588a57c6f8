"""One committed generation of the index, opened. It never changes, whatever is committed or rebuilt meanwhile."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array, DamagedFileError
from reader.search.codec import INDEX_NAME, ArraySegment
from reader.search.dictionary import ENGLISH, UNSTEMMED
from reader.search.segment import Field, Segment
from reader.search.state import Manifest
from reader.search.stems import STEMMED
from reader.search.values import IndexUnreadableError

K1, B = 1.2, 0.75  # Whoosh's own settings of BM25F


def toc_name(generation: int) -> str:
    """The name of Whoosh's table of contents."""
    return str(TOC._filename(INDEX_NAME, generation))  # type: ignore[no-untyped-call]  # Whoosh's types are incomplete


def read_toc(folder: Path, manifest: Manifest) -> list[ArraySegment]:
    """The segments of the generation.

    Raises:
        IndexUnreadableError: the table of contents is damaged. It is a pickle, so it is loaded only when whole.
        FileNotFoundError: it is missing.
    """
    name = toc_name(manifest.generation)
    raw = (folder / manifest.folder / name).read_bytes()
    if (len(raw), zlib.crc32(raw)) != manifest.files.get(name):
        raise IndexUnreadableError("The table of contents of the search index is damaged.")
    storage = RamStorage()  # type: ignore[no-untyped-call]  # TOC.read would leave a file on disk open if it failed
    storage.files[name] = raw
    toc = TOC.read(storage, INDEX_NAME, gen=manifest.generation)  # type: ignore[no-untyped-call]
    segments: list[ArraySegment] = toc.segments
    return segments


@dataclass(frozen=True)
class Part:
    """One segment as this generation sees it."""

    known: ArraySegment
    segment: Segment
    live: Array | None  # which articles are not deleted, as a mask; None: all

    @cached_property
    def stemmed_as(self) -> Mapping[str, Array | None]:
        """The languages its articles are stemmed in, with a mask of these articles; None where it is all of them."""
        segment = self.segment
        as_read = [code if code in STEMMED else UNSTEMMED if code else ENGLISH for code in segment.languages]
        different = sorted(set(as_read))
        if len(different) == 1:
            return {different[0]: None}
        numbers = np.array([different.index(code) for code in as_read])[segment.language_numbers]
        return {code: numbers == number for number, code in enumerate(different)}

    def articles_with_each(self, field: Field, slots: range) -> Array:
        """In how many articles that were not deleted each of these words of the field stands."""
        starts = field.starts[slots.start : slots.stop + 1].astype(np.int64)
        if self.live is None or not slots:
            return np.diff(starts)
        living: Array = np.add.reduceat(self.live[field.block(slots)[0]], starts[:-1] - starts[0], dtype=np.int64)
        return living

    @cached_property
    def articles_with_each_name(self) -> Array:
        """The same of all names: with deleted articles this reads all their postings, so not for every key press."""
        return self.articles_with_each(self.segment.names, range(len(self.segment.names)))

    def mask(self, docs: Array) -> Array:
        mask: Array = np.zeros(self.segment.doc_count, bool)
        mask[docs] = True
        return mask

    def having(self, numbers: Array) -> Array:
        """The articles with these numbers (sorted), as a mask."""
        return self.mask(self.segment.docs_of(numbers))


class Snapshot:
    """An opened generation. Threads: any.

    Raises:
        IndexUnreadableError: a file is not as long as it was when it was written, or plainly damaged.
        FileNotFoundError: a file is missing: damage, or a newer generation has replaced this one meanwhile.
    """

    def __init__(self, folder: Path, manifest: Manifest, before: "Snapshot | None" = None) -> None:
        self.manifest = manifest
        opened = {part.known.segid: part.segment for part in before.parts} if before else {}
        place = folder / manifest.folder
        parts = []
        for known in read_toc(folder, manifest):
            try:
                if (place / known.file_name).stat().st_size != manifest.files[known.file_name][0]:
                    raise DamagedFileError(f"{known.file_name} has another size than when it was written")
                segment = opened.get(known.segid) or Segment(place / known.file_name)
            except (DamagedFileError, KeyError, ValueError, TypeError) as error:
                raise IndexUnreadableError("A file of the search index is damaged.") from error
            parts.append(Part(known, segment, known.live()))
        self.parts: tuple[Part, ...] = tuple(parts)
        self._length_norms: dict[str, list[Array]] = {}
        self.doc_count_all = sum(part.segment.doc_count for part in self.parts)  # with deleted ones, as Whoosh counts
        if self.article_count != manifest.articles:
            raise IndexUnreadableError("The search index holds another number of articles than it says.")

    @cached_property
    def article_count(self) -> int:
        return self.doc_count_all - sum(len(part.known.deleted) for part in self.parts)

    def length_norms(self, field: str) -> list[Array]:
        """Of each part, what the length of its articles' fields does to their scores: K of BM25, for each article."""
        if field not in self._length_norms:
            fields = [part.segment.fields[field] for part in self.parts]
            average = sum(each.total_length for each in fields) / (self.doc_count_all or 1) or 1.0
            self._length_norms[field] = [K1 * (1 - B + B * each.lengths / average) for each in fields]
        return self._length_norms[field]

    @cached_property
    def numbers(self) -> frozenset[ArticleNumber]:
        return frozenset(
            ArticleNumber(number)
            for part in self.parts
            for number in (part.segment.numbers if part.live is None else part.segment.numbers[part.live]).tolist()
        )


def sorted_numbers(numbers: Iterable[ArticleNumber]) -> Array:
    """Article numbers as `Part.having` wants them."""
    return np.unique(np.fromiter(numbers, np.int64))
