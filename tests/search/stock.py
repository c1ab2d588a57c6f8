"""Our queries as Whoosh queries whose matchers are Whoosh's own, so that both can be asked the same.

What Whoosh has no class for, and only that, is made here of its matchers: a word that stands for several words of the
dictionary, and a set of articles. BM25F, AND, OR, NOT, "next to each other" and the collecting of hits are Whoosh's.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, reduce
from pathlib import Path
from typing import Any

import whoosh.index
from whoosh import matching, query, scoring
from whoosh.query.spans import SpanNear2

from reader.articles.article import ArticleNumber
from reader.search import query as ours
from reader.search.dictionary import encoded
from reader.search.index import Condition, IndexedArticle, UnknownConditionError
from reader.search.schema import FIELD_BOOSTS, PHRASED_FIELDS
from reader.search.words import QueryTerm
from tests.search.plain_reading import ASKED_FIELDS, has, is_near, meaning, readings

Terms = tuple[QueryTerm, ...]


class StockWhoosh:
    """Whoosh's own searcher over one of our index folders; one generation of it.

    `language_of` tells the language of every article there ever was, since documents of deleted ones count, too.
    """

    def __init__(
        self,
        folder: Path,
        articles: Mapping[ArticleNumber, IndexedArticle],
        *,
        language_of: Callable[[int], str],
        resolve: Callable[[Condition], Iterable[ArticleNumber]],
    ) -> None:
        self.searcher = whoosh.index.open_dir(str(folder)).searcher()
        self._articles, self._language_of, self._resolve = articles, language_of, resolve
        self._segments = [leaf.reader() for leaf, _ in self.searcher.leaf_searchers()]
        self.standing = cache(self._standing)
        self.document_frequency = cache(self._document_frequency)
        self._postings = cache(self._read_postings)
        self._languages = cache(self._read_languages)

    def scores(self, node: ours.Node | None) -> dict[int, float]:
        """The numbers of the articles that match, and how well."""
        if node is None:
            return {}
        return {hit["number"]: hit.score for hit in self.searcher.search(self._translated(node), limit=None)}

    def _translated(self, node: ours.Node) -> query.Query:
        match node:
            case ours.Word() | ours.Phrase():
                return self._words(node)
            case ours.Not(part):
                return query.AndNot(Among(self._articles), self._translated(part))
            case ours.And(parts):
                return query.And([self._translated(part) for part in parts])
            case ours.Or(parts):
                return _any_of(self._translated(part) for part in parts)
            case ours.Condition():
                return self._condition(node)
        return Among(number for number, article in self._articles.items() if has(article, node))

    def _condition(self, node: Condition) -> query.Query:
        try:
            return Among(self._resolve(node))
        except UnknownConditionError:
            instead = ours.words_instead(node)
            return self._translated(instead) if instead else query.NullQuery

    def _words(self, node: ours.Word | ours.Phrase) -> query.Query:
        fields = (node.field,) if node.field else ASKED_FIELDS
        rows = readings(node)
        if all(len(row) == 1 for row in rows):
            alone = tuple(_alone(row[0]) for row in rows)
            return _any_of(AnyOf(self, name, alone) for name in fields)
        placed = [name for name in fields if name in PHRASED_FIELDS]
        if isinstance(node, ours.Phrase) and node.near is not None:
            return _any_of(self._near(name, rows[0], node.near) for name in placed)
        return Best([_any_of(self._next_to_each_other(name, row) for name in placed) for row in rows])

    def _next_to_each_other(self, field: str, row: list[QueryTerm]) -> query.Query:
        def then(before: tuple[query.Query, int], term: QueryTerm) -> tuple[query.Query, int]:
            apart = term.offset - before[1]
            both = [before[0], AnyOf(self, field, (_alone(term),))]
            return SpanNear2(both, slop=apart, mindist=apart), term.offset

        return reduce(then, row[1:], (AnyOf(self, field, (_alone(row[0]),)), row[0].offset))[0]

    def _near(self, field: str, row: list[QueryTerm], most_between: int) -> query.Query:
        """Whoosh cannot ask this: which articles match is read, what they score is Whoosh's And of the words."""
        near = {
            number
            for number, article in self._articles.items()
            if is_near(getattr(article, field), row, most_between, article.language)
        }
        scored = query.And([AnyOf(self, field, (term,)) for term in dict.fromkeys(map(_alone, row))])
        return query.Require(scored, Among(near))

    def _standing(self, reader: Any, field: str, terms: Terms) -> dict[int, list[int]]:
        """The documents of a segment, deleted ones too, with one of these terms: a place for each time it is there."""
        found: dict[int, list[int]] = {}
        for word, postings in self._postings(reader, field).items():
            fitting = {lang: any(meaning(term, lang).fits(word) for term in terms) for lang in self._languages(reader)}
            for document, language, places in postings if any(fitting.values()) else ():
                if fitting[language]:
                    found.setdefault(document, []).extend(places)
        return {document: sorted(found[document]) for document in sorted(found)}

    def _read_postings(self, reader: Any, field: str) -> dict[str, list[tuple[int, str, list[int]]]]:
        """Of each word of the field, by Whoosh's matchers: the documents, their languages, and its places."""
        found = {}
        for word in reader.field_terms(field):
            matcher = reader._terms.matcher(field, encoded(word), reader.schema[field].format)
            postings = found[word] = []
            while matcher.is_active():
                language = self._language_of(reader.stored_fields(matcher.id())["number"])
                places = matcher.value_as("positions") if field in PHRASED_FIELDS else range(int(matcher.weight()))
                postings.append((matcher.id(), language, list(places)))
                matcher.next()
        return found

    def _read_languages(self, reader: Any) -> frozenset[str]:
        documents = range(reader.doc_count_all())
        return frozenset(self._language_of(reader.stored_fields(document)["number"]) for document in documents)

    def _document_frequency(self, field: str, terms: Terms) -> int:
        return sum(len(self.standing(reader, field, terms)) for reader in self._segments)


def _alone(term: QueryTerm) -> QueryTerm:
    return QueryTerm(term.text, 0, prefix=term.prefix, pair=term.pair, edits=term.edits)


def _any_of(parts: Iterable[query.Query]) -> query.Query:
    """Whoosh's OR, by a matcher that does not lose hits that score nothing."""
    together = query.Or(list(parts))
    together.matcher_type = query.Or.DEFAULT_MATCHER
    return together


class _Leaf(query.Query):
    """What Whoosh wants of a query without parts."""

    def is_leaf(self) -> bool:
        return True

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count_all())

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class AnyOf(_Leaf):
    """All words a term stands for as one word: Whoosh's BM25F of all their occurrences."""

    def __init__(self, stock: StockWhoosh, field: str, terms: Terms) -> None:
        self._stock, self._field, self._terms = stock, field, terms

    def matcher(self, searcher: Any, context: object = None) -> matching.Matcher:  # noqa: ARG002  # Whoosh's signature
        reader, format_ = searcher.reader(), searcher.schema[self._field].format
        standing = self._stock.standing(reader, self._field, self._terms)
        living = {document: places for document, places in standing.items() if not reader.is_deleted(document)}
        if not living:
            return matching.NullMatcher()
        matcher = matching.ListMatcher(
            list(living),
            weights=[float(len(places)) for places in living.values()],
            values=[format_.encode(places) for places in living.values()] if self._field in PHRASED_FIELDS else None,
            format=format_,
            scorer=_AnyOfScorer(searcher, self._field, self._stock.document_frequency(self._field, self._terms)),
        )
        return matching.WrappingMatcher(matcher, boost=FIELD_BOOSTS[self._field])


class _AnyOfScorer(scoring.BaseScorer):
    """Whoosh's BM25F of a word with this document frequency."""

    def __init__(self, searcher: Any, field: str, document_frequency: int) -> None:
        parent = searcher.get_parent()
        self._model = scoring.BM25F()
        self._idf = self._model.idf(_Counting(parent, document_frequency), field, "")
        self._average = parent.avg_field_length(field) or 1
        self._length = lambda document: searcher.doc_field_length(document, field, 1)

    def supports_block_quality(self) -> bool:
        return False

    def score(self, matcher: matching.Matcher) -> float:
        length = self._length(matcher.id())
        return float(scoring.bm25(self._idf, matcher.weight(), length, self._average, self._model.B, self._model.K1))


class _Counting:
    """As much of a searcher as Whoosh's idf asks."""

    def __init__(self, searcher: Any, document_frequency: int) -> None:
        self.doc_count_all = searcher.doc_count_all
        self.doc_frequency = lambda _field, _text: document_frequency

    def get_parent(self) -> "_Counting":
        return self


class Among(_Leaf):
    """The articles with these numbers, none better than the other."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = frozenset(numbers)

    def matcher(self, searcher: Any, context: object = None) -> matching.Matcher:  # noqa: ARG002  # Whoosh's signature
        reader = searcher.reader()
        living = (document for document in range(reader.doc_count_all()) if not reader.is_deleted(document))
        chosen = [document for document in living if reader.stored_fields(document)["number"] in self._numbers]
        return matching.ListMatcher(chosen, weights=[0.0] * len(chosen)) if chosen else matching.NullMatcher()


class Best(_Leaf):
    """What matches one of these, as good as the best: Whoosh's DisjunctionMax counts scores of the next article."""

    def __init__(self, parts: list[query.Query]) -> None:
        self._parts = parts

    def matcher(self, searcher: Any, context: object = None) -> matching.Matcher:
        best: dict[int, float] = {}
        for part in self._parts:
            matcher = part.matcher(searcher, context)
            while matcher.is_active():
                best[matcher.id()] = max(matcher.score(), best.get(matcher.id(), 0.0))
                matcher.next()
        ordered = sorted(best)
        return matching.ListMatcher(ordered, weights=[best[document] for document in ordered])
