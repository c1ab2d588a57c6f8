"""What the terms of a query are in a segment: which of its words, and their postings together."""

from collections.abc import Sequence

from reader.search.arrays import Array
from reader.search.dictionary import encoded
from reader.search.near_words import near_words
from reader.search.own_words import Slots
from reader.search.query import Phrase, Word
from reader.search.schema import TEXT
from reader.search.segment import Postings
from reader.search.snapshot import Part, Snapshot
from reader.search.stems import stem
from reader.search.words import QueryTerm, query_terms

Meant = tuple[Array | None, Slots]
"""Words, and in which articles they are meant (a mask); None: in all."""


def sequences_of(node: Word | Phrase) -> list[list[QueryTerm]]:
    """What the words of a clause are looked for as: rows of terms that must stand at their offsets.

    More than one where the last word may be whole or only the beginning of one.
    """
    terms = list(query_terms(node.text))
    if not terms:
        return []
    last = terms[-1]
    begun = [*terms[:-1], QueryTerm(last.text, last.offset, prefix=True, pair=last.pair)]
    if isinstance(node, Word) and node.prefix:
        return [begun]
    if isinstance(node, Word) and node.edits:
        return [[_misspelt(term, node.edits) for term in terms]]
    return [terms, begun] if node.unfinished and not last.pair else [terms]


def _misspelt(term: QueryTerm, edits: int) -> QueryTerm:
    return term if term.pair or term.prefix else QueryTerm(term.text, term.offset, edits=edits)


class LookUp:
    """Finds the words of one generation; remembers what it has found. One query only."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._known: dict[tuple[str, QueryTerm], list[Meant]] = {}

    def words(self, part: Part, term: QueryTerm) -> list[Meant]:
        """The words of the part that a term stands for: of each language it is stemmed in, other ones."""
        key = (part.known.segid, QueryTerm(term.text, 0, prefix=term.prefix, pair=term.pair, edits=term.edits))
        if key not in self._known:
            self._known[key] = _words(part, term)
        return self._known[key]

    def size(self, term: QueryTerm) -> int:
        """In how many articles a term stands, about."""
        return sum(
            part.segment.fields[TEXT].articles_with(words)
            for part in self.snapshot.parts
            for _, words in self.words(part, term)
        )

    def rows(self, part: Part, field_name: str, terms: Sequence[QueryTerm]) -> list[Postings]:
        """The articles of the part with one of these terms in the field, and how often: see `Field.rows`."""
        field = part.segment.fields[field_name]
        if not len(field):
            return []
        meant = [each for term in terms for each in self.words(part, term)]
        begun = [words for _, words in meant if isinstance(words, range)]
        assert len(begun) <= 1, "a term has one beginning"
        run = begun[0] if begun else range(0)  # it is meant in every article, so its words do not count there again
        found: list[Postings] = []
        for mask in {id(mask): mask for mask, _ in meant}.values():
            single = {w for its_mask, words in meant if its_mask is mask and isinstance(words, list) for w in words}
            rows = field.rows(run if mask is None else range(0), sorted(word for word in single if word not in run))
            found += rows if mask is None else [(docs[mask[docs]], counts[mask[docs]]) for docs, counts in rows]
        return found


def _words(part: Part, term: QueryTerm) -> list[Meant]:
    dictionary = part.segment.words
    if term.prefix:
        return [(None, dictionary.beginning_with(encoded(term.text)))]
    if term.pair:
        number = dictionary.find(encoded(term.text))
        return [(None, [number] if number >= 0 else [])]
    if term.edits:
        return [(None, near_words(dictionary, term.text, term.edits))]
    return [
        (mask, dictionary.with_stem(stem(term.text, language), language)) for language, mask in part.stemmed_as.items()
    ]
