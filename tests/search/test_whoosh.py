"""The folder is a Whoosh index: stock Whoosh opens it, finds the same articles and gives the same scores."""

import pytest
import whoosh.index
from whoosh.qparser import QueryParser
from whoosh.query import And, AndNot, FuzzyTerm, Not, Or, Phrase, Prefix, Term

from reader.articles.article import ArticleNumber
from reader.search.schema import ASKED_FIELDS, FIELD_BOOSTS, PHRASED_FIELDS

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
