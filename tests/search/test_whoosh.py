"""The folder is a Whoosh index: stock Whoosh opens it, finds the same articles and gives the same scores.

Beside it stands a twin: the same articles, written by stock Whoosh itself. Whatever Whoosh is asked, over both it
answers the same.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import whoosh.index
from whoosh import query, scoring
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, QueryParser
from whoosh.query import And, AndNot, FuzzyTerm, Not, Or, Phrase, Prefix, Term, spans
from whoosh.searching import Searcher

from reader.articles.article import ArticleNumber
from reader.search.index import IndexedArticle, SearchIndex
from reader.search.schema import ASKED_FIELDS, FIELD_BOOSTS, PHRASED_FIELDS, whoosh_schema

TEXTS = {
    1: "radar at sea and radar on land with many more words than the others have",
    2: "radar",
    3: "the sea the land",
    4: "land at sea",
    5: "a lot of words about nothing at all 日本語",
}


@pytest.fixture
def stock(index, article):
    """What stock Whoosh makes of an index of several segments with a deleted article."""
    for number, text in TEXTS.items():
        index.apply([article(number, text, title=f"{text.split()[-1]} {number}")], revision=number)
    index.apply([article(6, "radar sea"), article(7, "radar sea")], revision=6)
    index.apply([], removed=[ArticleNumber(7)], revision=7)
    (folder,) = index._folder.glob("index-*")
    opened = whoosh.index.open_dir(str(folder))
    with opened.searcher() as searcher:
        yield searcher


def anywhere(kind, text, fields=ASKED_FIELDS):
    return Or([kind(field, text, boost=FIELD_BOOSTS[field]) for field in fields])


def found(searcher, query):
    return {hit["number"]: hit.score for hit in searcher.search(query, limit=None)}


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("radar", anywhere(Term, "radar")),
        ("radar sea", And([anywhere(Term, "radar"), anywhere(Term, "sea")])),
        ("radar OR land", Or([anywhere(Term, "radar"), anywhere(Term, "land")])),
        ("title:sea", Term("title", "sea", boost=FIELD_BOOSTS["title"])),
        ("sea -radar", AndNot(anywhere(Term, "sea"), anywhere(Term, "radar"))),
        ("日本", anywhere(Term, "日本")),
    ],
)
def test_stock_whoosh_finds_the_same_with_the_same_scores(stock, ask, typed, query):
    ours = {hit.number: hit.score for hit in ask(typed).hits}
    assert ours == pytest.approx(found(stock, query))
    assert ours


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ('"sea and radar"', anywhere(Phrase, ["sea", "and", "radar"], fields=PHRASED_FIELDS - {"source"})),
        ("rad*", anywhere(Prefix, "rad")),
        ("-land", Not(anywhere(Term, "land"))),
    ],
)
def test_stock_whoosh_finds_the_same_articles_for_phrases_and_prefixes(stock, find, typed, query):
    assert set(find(typed)) == set(found(stock, query))


def test_whoosh_parses_queries_with_our_words_and_finds_near_spellings(stock):
    parser = QueryParser("text", stock.schema)
    assert set(found(stock, parser.parse("Radar’s AND sea"))) == {1, 6}
    assert set(found(stock, FuzzyTerm("text", "rador"))) == {1, 2, 6}
    assert stock.doc_count() == 6
    assert next(iter(stock.reader().terms_from("text", b"wo"))) == ("text", b"words")


class Twins(NamedTuple):
    ours: Searcher
    stock: Searcher


WORDS = "radar radars sea seas land the at words łódź o’brien 35 space".split()
JAPANESE = ("", " 日本")
SIZES = (25, 1, 30, 20)  # of the segments


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory):
    """The same articles in the same segments, with the same two deleted, written by us and by stock Whoosh."""
    chance = random.Random(3)

    def text(words: int) -> str:  # at most 10 words in one field: of longer texts Whoosh rounds the length
        return " ".join(chance.choices(WORDS, k=words))

    folder: Path = tmp_path_factory.mktemp("twins")
    index, stock = SearchIndex(folder), RamStorage().create_index(whoosh_schema())
    numbers = iter(range(1, 100))
    for size in SIZES:
        articles = []
        for number in [next(numbers) for _ in range(size)]:
            lead = text(2)
            made = IndexedArticle(
                ArticleNumber(number),
                text(3),
                lead,
                f"{lead} {text(6)}{chance.choice(JAPANESE)}",
                text(1),
                text(1),
                named=text(2),
            )
            articles.append(made)
        index.apply(articles, revision=1)
        writer = stock.writer()
        for article in articles:
            writer.add_document(**{name: getattr(article, name) for name in FIELD_BOOSTS}, number=article.number)
        writer.commit(merge=False)
    index.apply([], removed=[ArticleNumber(2), ArticleNumber(15)], revision=2)
    writer = stock.writer()
    writer.delete_document(1)
    writer.delete_document(14)
    writer.commit(merge=False)
    (inner,) = folder.glob("index-*")
    with whoosh.index.open_dir(str(inner)).searcher() as ours, stock.searcher() as other:
        yield Twins(ours, other)


def answers(searcher: Searcher, asked: query.Query, **options: object) -> dict[int, float]:
    found = searcher.search(asked, limit=None, **options)
    return {hit["number"]: round(hit.score, 9) for hit in found}


RADAR, SEA, LAND = Term("text", "radar"), Term("text", "sea"), Term("text", "land")
EVERY_KIND = (
    RADAR,
    Term("lead", "radar"),
    Term("named", "sea"),
    Term("text", "radar", boost=2.5),
    And([RADAR, SEA]),
    Or([RADAR, SEA]),
    Or([RADAR, SEA, LAND], minmatch=2),
    query.PreloadedOr([RADAR, SEA]),
    query.DefaultOr([RADAR, SEA]),
    Not(RADAR),
    AndNot(RADAR, SEA),
    query.AndMaybe(RADAR, SEA),
    query.Require(RADAR, SEA),
    query.DisjunctionMax([RADAR, Term("title", "radar")], tiebreak=0.5),
    query.Otherwise(Term("text", "nothing"), RADAR),
    Phrase("text", ["radar", "sea"]),
    Phrase("text", ["radar", "sea"], slop=3),
    Phrase("lead", ["radar", "sea"], slop=2),
    Phrase("text", ["日本", "本"]),
    query.Sequence([RADAR, SEA], slop=2),
    query.Ordered([RADAR, SEA]),
    Prefix("text", "rad"),
    Prefix("text", "rad", constantscore=False),
    query.Wildcard("text", "*a?d"),
    query.Regex("text", "s.a.*"),
    FuzzyTerm("text", "rador", maxdist=2),
    FuzzyTerm("text", "lodź", maxdist=1),
    query.TermRange("text", "l", "s"),
    query.TermRange("text", "land", "sea", startexcl=True, endexcl=True),
    query.Every(),
    query.Every("author"),
    query.Variations("text", "radar"),
    query.ConstantScoreQuery(RADAR, score=2.0),
    query.NestedParent(Term("title", "sea"), RADAR),
    spans.SpanFirst(RADAR, limit=2),
    spans.SpanNear(RADAR, SEA, slop=2),
    spans.SpanNear(RADAR, SEA, slop=3, ordered=False),
    spans.SpanNear2([RADAR, SEA, LAND], slop=4, ordered=False),
    spans.SpanOr([RADAR, SEA]),
    spans.SpanNot(RADAR, spans.SpanNear(RADAR, SEA)),
    spans.SpanContains(spans.SpanNear(RADAR, SEA, slop=4), Term("text", "the")),
    spans.SpanBefore(RADAR, SEA),
    spans.SpanCondition(RADAR, Term("title", "sea")),
    *(
        parser.parse(typed)
        for parser in (QueryParser("text", whoosh_schema()), MultifieldParser(["title", "text"], whoosh_schema()))
        for typed in (
            "radar sea", "radar OR sea", "radar NOT sea", '"radar sea"~3', "rad*", "title:radar^2 sea", "[land TO sea]",
            "(radar AND sea) OR land", "日本", "Łódź", "radar ANDMAYBE sea", "O’Brien", '"日本"',
        )
    ),
)  # fmt: skip


@pytest.mark.parametrize("asked", EVERY_KIND, ids=lambda asked: type(asked).__name__)
def test_every_kind_of_whoosh_query_finds_and_scores_as_over_an_index_of_its_own(twins, asked):
    assert answers(twins.ours, asked) == answers(twins.stock, asked) != {}


@pytest.mark.parametrize(
    "asked", [query.NullQuery, Term("text", "nothing"), Phrase("text", ["sea", "nothing"])], ids=str
)
def test_what_is_not_there_is_not_found(twins, asked):
    assert answers(twins.ours, asked) == {}


@pytest.mark.parametrize(
    "model",
    [scoring.TF_IDF(), scoring.Frequency(), scoring.PL2(), scoring.BM25F(B=0.3, K1=2)],
    ids=lambda model: type(model).__name__,
)
def test_other_scores_of_whoosh_are_the_same_too(twins, model):
    asked = Or([RADAR, SEA])
    ours, stock = (answers(Searcher(each.reader(), weighting=model), asked) for each in twins)
    assert ours == stock != {}


QUESTIONS: dict[str, Callable[[Searcher], object]] = {
    "all terms": lambda s: list(s.reader().all_terms()),
    "terms of a field": lambda s: list(s.reader().field_terms("lead")),
    "lexicon": lambda s: list(s.reader().lexicon("text")),
    "terms from": lambda s: list(s.reader().terms_from("text", b"se")),
    "what is known of each term": lambda s: [
        (
            *(term, info.doc_frequency(), info.weight(), info.max_weight(), info.min_length(), info.max_length()),
            *(info.min_id(), info.max_id()),
        )
        for term, info in s.reader()
    ],
    "terms with a prefix": lambda s: list(s.reader().expand_prefix("text", "se")),
    "what is known of terms with a prefix": lambda s: [t for t, _ in s.reader().iter_prefix("text", "s")],
    "most frequent terms": lambda s: s.reader().most_frequent_terms("text", 5),
    "most distinctive terms": lambda s: s.reader().most_distinctive_terms("text", 5, "s"),
    "terms within": lambda s: sorted(s.reader().terms_within("text", "rador", 2)),
    "terms within, with a prefix": lambda s: sorted(s.reader().terms_within("text", "sea", 1, prefix=1)),
    "suggestions": lambda s: s.suggest("text", "rador"),
    "corrector": lambda s: s.corrector("text").suggest("rador", limit=3),
    "corrected query": lambda s: s.correct_query(QueryParser("text", s.schema).parse("rador ces"), "rador ces").string,
    "telling terms of a text": lambda s: s.key_terms_from_text("text", "radar radar sea"),
    "more like a text": lambda s: [hit["number"] for hit in s.more_like(0, "text", text="radar sea")],
    "sorted by title": lambda s: [hit["number"] for hit in s.search(RADAR, sortedby="title", limit=None)],
    "grouped by source": lambda s: s.search(RADAR, groupedby="source").groups(),
    "collapsed": lambda s: sorted(hit["number"] for hit in s.search(RADAR, collapse="source", limit=None)),
    "filtered": lambda s: answers(s, RADAR, filter=SEA),
    "masked": lambda s: answers(s, RADAR, mask=SEA),
    "the best few": lambda s: [(hit["number"], round(hit.score, 9)) for hit in s.search(Or([RADAR, SEA]), limit=3)],
    "a page": lambda s: [hit["number"] for hit in s.search_page(Or([RADAR, SEA]), 2, pagelen=3)],
    "matched terms": lambda s: [sorted(hit.matched_terms()) for hit in s.search(Or([RADAR, SEA]), terms=True)],
    "documents of a query": lambda s: sorted(s.docs_for_query(RADAR)),
    "stored fields": lambda s: [stored["number"] for stored in s.reader().all_stored_fields()],
    "counts of documents": lambda s: (s.doc_count(), s.doc_count_all(), s.reader().has_deletions()),
    "documents": lambda s: list(s.reader().all_doc_ids()),
    "deleted": lambda s: [s.reader().is_deleted(document) for document in range(s.doc_count_all())],
    "lengths": lambda s: [
        (r.field_length(name), r.min_field_length(name), r.max_field_length(name), r.doc_field_length(5, name))
        for r in [s.reader()]
        for name in ("title", "text", "lead", "named")
    ],
    "frequencies": lambda s: (
        *(s.reader().frequency("text", "radar"), s.reader().doc_frequency("text", "radar")),
        *(s.reader().first_id("text", "radar"), s.reader().doc_frequency("text", "nothing")),
    ),
    "fields": lambda s: sorted(set(s.reader().indexed_field_names()) - {"names"}),
    "a document": lambda s: s.document()["number"],
}  # fmt: skip


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_whatever_else_whoosh_is_asked_it_answers_as_over_an_index_of_its_own(twins, ask: Callable[[Any], object]):
    found = ask(twins.ours)
    assert found == ask(twins.stock)
    assert found
