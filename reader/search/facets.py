"""What articles have besides their words: dates, languages, sources, names; which have it, and counted."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array
from reader.search.names import kind_range, named_by
from reader.search.query_dates import DateSpan
from reader.search.schema import AUTHOR
from reader.search.segment import Segment
from reader.search.values import FacetCount, Facets

KINDS = ("person", "place", "organisation", "other")


def in_span(segment: Segment, span: DateSpan, field: str) -> Array:
    """The articles published, or added, in this time, as a mask."""
    days = segment.added if field == "added" else segment.published
    first = span.first.toordinal() if span.first else 1  # 0 stands for an unknown date, which is in no span
    mask: Array = days >= first
    return mask & (days <= span.last.toordinal()) if span.last else mask


def having(segment: Segment, what: str) -> Array:
    """The articles that have something, as a mask: see `query.HAVING`."""
    match what:
        case "date":
            mask: Array = segment.published > 0
        case "author":
            mask = segment.fields[AUTHOR].lengths > 0
        case "source":
            mask = np.array([bool(source.strip()) for source in segment.sources], bool)[segment.source_numbers]
        case "name":
            mask = segment.names.lengths > 0
        case _:
            mask = np.zeros(segment.doc_count, bool)
            mask[segment.names.block(_names_of(segment, what))[0]] = True
    return mask


def _names_of(segment: Segment, kind: str) -> range:
    """The names of one kind."""
    first, last = kind_range(kind)
    return range(segment.names.dictionary.place(first), segment.names.dictionary.place(last))


@dataclass(frozen=True, slots=True)
class _NameCounts:
    """Of one segment: in how many of the matching articles each name stands, and by kind the articles with any."""

    per_name: Array
    per_kind: dict[str, int]


def count_facets(found: Sequence[tuple[Segment, Array]], most: int) -> Facets:
    """What the articles of an answer have in common. `found`: of each segment, a mask of those that match."""
    counted = [_count_names(segment, mask) for segment, mask in found]
    kinds = {kind: sum(each.per_kind[kind] for each in counted) for kind in KINDS}
    segments = [segment for segment, _ in found]
    return Facets(
        kinds=_most_first(kinds.items(), len(KINDS)),
        names={kind: _top_names(kind, segments, counted, most) for kind in KINDS},
        sources=_most_first(_totals(found, _source_counts), most),
        years=tuple(sorted(_most_first(_totals(found, _year_counts), None), reverse=True)),
    )


def count_groups(found: Sequence[Array], groups: Mapping[str, Collection[ArticleNumber]]) -> tuple[FacetCount, ...]:
    """How many of the matching articles, given by their numbers, are in each group; groups without any are left out."""
    matching = np.concatenate(found) if found else np.zeros(0, np.int64)
    counts = {
        name: int(np.count_nonzero(np.isin(np.fromiter(numbers, np.int64), matching)))
        for name, numbers in groups.items()
    }
    return _most_first(counts.items(), None)


def _count_names(segment: Segment, mask: Array) -> _NameCounts:
    names = segment.names
    per_name = np.zeros(len(names), np.int64)
    per_kind = {}
    for kind in KINDS:
        numbers = _names_of(segment, kind)
        docs, _ = names.block(numbers)
        matching = mask[docs]
        if numbers:
            begins = names.starts[numbers.start : numbers.stop].astype(np.int64) - int(names.starts[numbers.start])
            per_name[numbers.start : numbers.stop] = np.add.reduceat(matching, begins, dtype=np.int64)
        with_kind = np.zeros(len(mask), bool)
        with_kind[docs[matching]] = True
        per_kind[kind] = int(np.count_nonzero(with_kind))
    return _NameCounts(per_name, per_kind)


def _top_names(
    kind: str, segments: Sequence[Segment], counted: Sequence[_NameCounts], most: int
) -> tuple[FacetCount, ...]:
    """The best of each segment, each of them counted in all."""
    candidates: set[bytes] = set()
    for segment, counts in zip(segments, counted, strict=True):
        numbers = _names_of(segment, kind)
        here = counts.per_name[numbers.start : numbers.stop]
        best = np.argsort(-here, kind="stable")[: most * 2]
        candidates.update(segment.names.dictionary[numbers.start + at] for at in best[here[best] > 0].tolist())
    totals = []
    for key in candidates:
        places = (segment.names.dictionary.find(key) for segment in segments)
        total = sum(int(counts.per_name[at]) for at, counts in zip(places, counted, strict=True) if at >= 0)
        totals.append((named_by(key).name, total))
    return _most_first(totals, most)


def _totals(
    found: Iterable[tuple[Segment, Array]], count: Callable[[Segment, Array], Iterable[tuple[str, int]]]
) -> list[tuple[str, int]]:
    totals: dict[str, int] = {}
    for segment, mask in found:
        for value, articles in count(segment, mask):
            totals[value] = totals.get(value, 0) + articles
    return list(totals.items())


def _source_counts(segment: Segment, mask: Array) -> Iterable[tuple[str, int]]:
    counts = np.bincount(segment.source_numbers[mask], minlength=len(segment.sources)).tolist()
    return ((source, count) for source, count in zip(segment.sources, counts, strict=True) if source.strip())


def _year_counts(segment: Segment, mask: Array) -> Iterable[tuple[str, int]]:
    years, counts = np.unique(segment.years[mask], return_counts=True)
    return ((str(year), count) for year, count in zip(years.tolist(), counts.tolist(), strict=True) if year)


def _most_first(totals: Iterable[tuple[str, int]], most: int | None) -> tuple[FacetCount, ...]:
    ordered = sorted(
        (FacetCount(value, count) for value, count in totals if count), key=lambda f: (-f.articles, f.value)
    )
    return tuple(ordered[:most])
