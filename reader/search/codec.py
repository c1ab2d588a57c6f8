"""Our segments as a Whoosh codec, so that the folder is a Whoosh index which stock Whoosh opens and queries.

Our own searching does not pass through here: it reads the arrays directly (see `matching`).
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn, overload

import numpy as np
from whoosh.codec import base
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage, ReadOnlyError
from whoosh.formats import Format, Positions
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from reader.search.arrays import Array
from reader.search.dictionary import encoded
from reader.search.schema import NAMES, PHRASED_FIELDS
from reader.search.segment import PLACE, SUFFIX, Field, Segment

INDEX_NAME = "MAIN"  # Whoosh's own default
Term = tuple[str, bytes]


class ArraySegment(base.Segment):
    """What the table of contents keeps of a segment. It is pickled there: its attributes are a file format."""

    def __init__(self, docs: int) -> None:
        super().__init__(INDEX_NAME)  # type: ignore[no-untyped-call]  # Whoosh's types are not complete, here and below
        self.docs = docs  # articles written, deleted ones too
        self.deleted: frozenset[int] = frozenset()

    def without(self, deleted: Iterable[int]) -> "ArraySegment":
        """The same segment with more articles deleted; the file stays as it is."""
        copy = ArraySegment(self.docs)
        copy.segid = self.segid
        copy.deleted = self.deleted.union(deleted)
        return copy

    @property
    def file_name(self) -> str:
        return f"{self.indexname}_{self.segid}{SUFFIX}"

    @property
    def articles(self) -> int:
        """How many are not deleted."""
        return self.docs - len(self.deleted)

    def live(self) -> Array | None:
        """Which articles are not deleted, as a mask; None for all of them."""
        if not self.deleted:
            return None
        mask: Array = np.ones(self.docs, bool)
        mask[list(self.deleted)] = False
        return mask

    def codec(self, **_options: object) -> "ArrayCodec":
        return ArrayCodec()

    def doc_count_all(self) -> int:
        return self.docs

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterable[int]:
        return self.deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        raise ReadOnlyError(f"{docnum} is deleted or kept by Read Also, {delete=}")


class ArrayCodec(base.Codec):
    """Reading only: segments are written by `segment_writer`."""

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> "ArrayTermsReader":
        return ArrayTermsReader(_open(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> "ArrayDocReader":
        return ArrayDocReader(_open(storage, segment), segment)

    def postings_reader(self, *_: object, **_options: object) -> NoReturn:
        raise NotImplementedError("ArrayTermsReader.matcher gives the postings")

    def new_segment(self, *_: object) -> NoReturn:
        raise ReadOnlyError

    per_document_writer = field_writer = postings_writer = new_segment


def _open(storage: FileStorage, segment: ArraySegment) -> Segment:
    return Segment(Path(storage.folder) / segment.file_name)


class ArrayTermsReader(base.TermsReader):
    """The words of a segment, for Whoosh."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

        self._fields = {**segment.fields, NAMES: segment.names}

    def _slot(self, term: Term) -> int:
        """Where the word is in its field, or -1."""
        field = self._fields.get(term[0])
        if field is None:
            return -1
        word = field.dictionary.find(term[1])
        slots = field.slots([word]) if word >= 0 else []
        return slots[0] if slots and field.articles_with([word]) else -1

    def __contains__(self, term: Term) -> bool:
        return self._slot(term) >= 0

    def indexed_field_names(self) -> list[str]:
        return sorted(self._fields)

    def terms(self) -> Iterator[Term]:
        for name in self.indexed_field_names():
            yield from self.terms_from(name, b"", only=True)

    def terms_from(self, fieldname: str, prefix: bytes, *, only: bool = False) -> Iterator[Term]:
        """The words of the field from `prefix` on, then, as Whoosh wants it, those of the later fields."""
        for name in self.indexed_field_names():
            if name == fieldname or (name > fieldname and not only):
                field = self._fields[name]
                first = field.dictionary.place(prefix) if name == fieldname else 0
                slots = field.slots(range(first, len(field.dictionary)))
                yield from ((name, field.word(slot)) for slot in slots if field.starts[slot] < field.starts[slot + 1])

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        field, slot = self._field(fieldname, tbytes)
        docs, freqs = field.docs(slot), field.counts(slot, slot + 1)
        lengths = field.lengths[docs]
        return TermInfo(  # type: ignore[no-untyped-call]
            weight=float(freqs.sum()),
            df=len(docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(freqs.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def cursor(self, fieldname: str, fieldobj: FieldType) -> "ArrayCursor":
        return ArrayCursor(self, fieldname, fieldobj)

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        slot = self._slot((fieldname, tbytes))
        return float(self._fields[fieldname].counts(slot, slot + 1).sum()) if slot >= 0 else 0.0

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        slot = self._slot((fieldname, tbytes))
        return int(np.diff(self._fields[fieldname].starts[slot : slot + 2].astype(np.int64))[0]) if slot >= 0 else 0

    def matcher(self, fieldname: str, tbytes: bytes, format_: Format, scorer: BaseScorer | None = None) -> ListMatcher:
        field, slot = self._field(fieldname, tbytes)
        docs, counts = field.docs(slot), field.counts(slot, slot + 1)
        values: Sequence[bytes] = _NoValues(len(docs))
        if fieldname in PHRASED_FIELDS and isinstance(format_, Positions):
            places = field.occurrences([field.number(slot)], np.ones(self._segment.doc_count, bool))
            values = _EncodedPositions(format_, counts, places & PLACE)
        return ListMatcher(  # type: ignore[no-untyped-call]
            docs.tolist(),
            weights=counts.astype(float).tolist(),
            values=values,
            format=format_,
            scorer=scorer,
            term=(fieldname, tbytes),
            terminfo=self.term_info(fieldname, tbytes),
        )

    def _field(self, fieldname: str, tbytes: bytes) -> tuple[Field, int]:
        slot = self._slot((fieldname, tbytes))
        if slot < 0:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        return self._fields[fieldname], slot


class ArrayCursor(base.FieldCursor):
    """Walks the words of one field, for Whoosh's fuzzy queries."""

    def __init__(self, terms: ArrayTermsReader, fieldname: str, fieldobj: FieldType) -> None:
        self._terms, self._name, self._fieldobj = terms, fieldname, fieldobj
        self.first()

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, string: str | bytes) -> str | None:
        start = string if isinstance(string, bytes) else encoded(string)
        self._rest = self._terms.terms_from(self._name, start, only=True)
        return self.next()

    def next(self) -> str | None:
        self._term = next(self._rest, None)
        return self.text()

    def text(self) -> str | None:
        return None if self._term is None else str(self._fieldobj.from_bytes(self._term[1]))

    def term_info(self) -> TermInfo | None:
        return None if self._term is None else self._terms.term_info(*self._term)

    def is_valid(self) -> bool:
        return self._term is not None


class _NoValues(Sequence[bytes]):
    """Where a field keeps no places, there is nothing to say of an article but how often."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        return [b""] * len(range(*at.indices(self._count))) if isinstance(at, slice) else b""


class _EncodedPositions(Sequence[bytes]):
    """The places of a word in each article as Whoosh's format writes them, made when Whoosh asks."""

    def __init__(self, format_: Positions, freqs: Array, positions: Array) -> None:
        self._format = format_
        self._ends = np.cumsum(freqs, dtype=np.int64)
        self._freqs = freqs
        self._positions = positions

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        end = int(self._ends[at])
        return bytes(self._format.encode(self._positions[end - int(self._freqs[at]) : end].tolist()))


class ArrayDocReader(base.PerDocumentReader):
    """The articles of a segment, for Whoosh."""

    def __init__(self, segment: Segment, known: ArraySegment) -> None:
        self._segment = segment
        self._fields = {**segment.fields, NAMES: segment.names}
        self._known = known

    def doc_count(self) -> int:
        return self._known.articles

    def doc_count_all(self) -> int:
        return self._known.docs

    def has_deletions(self) -> bool:
        return bool(self._known.deleted)

    def is_deleted(self, docnum: int) -> bool:
        return self._known.is_deleted(docnum)

    def deleted_docs(self) -> Iterable[int]:
        return self._known.deleted_docs()

    def _lengths(self, fieldname: str) -> Array:
        field = self._fields.get(fieldname)
        return field.lengths if field else np.zeros(1, np.uint32)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths(fieldname)[docnum]) if fieldname in self._fields else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max())

    def stored_fields(self, docnum: int) -> dict[str, object]:
        days = int(self._segment.published[docnum])
        return {"number": int(self._segment.numbers[docnum]), **({"published": days} if days else {})}

    def close(self) -> None:
        """Nothing is held open but memory."""
