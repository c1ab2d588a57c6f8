"""Whatever the library and the query: the index finds what a plain reading of every article finds."""

import itertools
import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import ArticleNumber
from reader.search.index import Condition, IndexedArticle, SearchIndex, SearchSort
from reader.search.query import And, Dated, Node, Not, Or, Phrase, Query, Word, parse_query
from reader.ticket import Ticket

STEMS = {"radar": "radar", "radars": "radar", "launch": "launch", "launching": "launch", "sea": "sea", "the": "the"}
WORDS = [*STEMS, "lodz", "35", "日本"]
FIRST_DAY = date(2025, 1, 1)


@dataclass
class Model:
    """Reads every article from beginning to end."""

    articles: dict[int, IndexedArticle]
    named: frozenset[int]

    def find(self, node: Node) -> set[int]:
        match node:
            case And(parts):
                return set.intersection(*map(self.find, parts))
            case Or(parts):
                return set.union(*map(self.find, parts))
            case Not(part):
                return self.articles.keys() - self.find(part)
            case Condition():
                return self.articles.keys() & self.named
            case Dated(span):
                return {
                    number
                    for number, article in self.articles.items()
                    if article.published and (span.first or date.min) <= article.published <= (span.last or date.max)
                }
        return {number for number, article in self.articles.items() if self._has(article, node)}

    def _has(self, article: IndexedArticle, node: Word | Phrase) -> bool:
        wanted = node.text.replace("-", " ").split()
        prefix = isinstance(node, Word) and node.prefix
        for name in [node.field] if node.field else ["title", "lead", "text", "author"]:
            words = getattr(article, name).split()
            if isinstance(node, Phrase) and node.near is not None:
                if self._near(words, {STEMS.get(word, word) for word in wanted}, node.near):
                    return True
                continue
            for at in range(len(words) - len(wanted) + 1):
                same = [self._same(word, want) for word, want in zip(words[at:], wanted, strict=False)]
                if prefix:
                    same[-1] = words[at + len(wanted) - 1].startswith(wanted[-1])
                if all(same):
                    return True
        return False

    @staticmethod
    def _same(word: str, want: str) -> bool:
        return STEMS.get(word, word) == STEMS.get(want, want)

    @staticmethod
    def _near(words: list[str], wanted: set[str], near: int) -> bool:
        places = (place for word in words for place in (word if word == "日本" else [word]))  # a place per character
        stems = [STEMS.get(word, word) for word in places]
        stretches = (stems[start:end] for start, end in itertools.combinations(range(len(stems) + 1), 2))
        return any(wanted <= set(stretch) and len(stretch) <= near + len(wanted) for stretch in stretches)


def resolve_with(named: frozenset[int]):
    return lambda _condition: [ArticleNumber(number) for number in named]


words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=12).map(" ".join)
dates = st.none() | st.integers(0, 90).map(lambda days: FIRST_DAY + timedelta(days=days))


@st.composite
def articles(draw: st.DrawFn, number: int) -> IndexedArticle:
    first, more = draw(texts), draw(texts)
    return IndexedArticle(
        ArticleNumber(number), draw(texts), first, f"{first} {more}", draw(texts), draw(texts), draw(dates)
    )


leaves = st.one_of(
    words,
    st.sampled_from(["r*", "rad*", "launch*", "l*", "x*", "3*"]),
    st.lists(words, min_size=1, max_size=3).map(lambda found: f'"{" ".join(found)}"'),
    st.lists(words, min_size=2, max_size=3).map("-".join),
    st.lists(words.filter(lambda w: w != "日本"), min_size=1, max_size=3).map(lambda found: f'"{" ".join(found)}"~2'),
    st.tuples(st.sampled_from(["title:", "lead:", "source:", "author:"]), words).map("".join),
    st.just("person:anybody"),
    st.sampled_from(["date:2025-02", "date:>2025-01-20", "date:..2025-02-10", "date:2024", "date:2025"]),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"NOT {part}"),
        inner.map(lambda part: f"-({part})"),
    ),
    max_leaves=6,
)


def understood(typed: str) -> Node:
    query: Query = parse_query(typed)
    assert query.problem == ""
    assert query.root is not None
    return query.root


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Sixty articles in several segments, some replaced, some removed; and the model that knows them."""
    index = SearchIndex(tmp_path_factory.mktemp("model") / "index")
    model = Model({}, frozenset(range(1, 80, 3)))
    chance = random.Random(11)

    def text() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randrange(13)))

    for batch in range(6):
        changes = {}
        for _ in range(14):
            number, first = ArticleNumber(chance.randrange(1, 70)), text()
            published = FIRST_DAY + timedelta(days=chance.randrange(90)) if chance.random() < 0.8 else None
            changes[number] = IndexedArticle(number, text(), first, f"{first} {text()}", text(), text(), published)
        removed = [ArticleNumber(chance.randrange(1, 70)) for _ in range(3)]
        removed = [number for number in removed if number not in changes]
        index.apply(list(changes.values()), removed=removed, revision=batch)
        model.articles.update(changes)
        for number in removed:
            model.articles.pop(number, None)
    yield index, model
    index.close()


@given(queries)
@settings(max_examples=50, deadline=None)
def test_any_query_finds_what_a_plain_reading_finds(library, typed):
    index, model = library
    expected = model.find(understood(typed))
    results = index.search(typed, resolve=resolve_with(model.named), limit=1000)
    assert {hit.number for hit in results.hits} == expected
    assert results.total == len(results.hits) == len(expected)


@given(queries, st.integers(1, 20))
@settings(max_examples=8, deadline=None)
def test_fewer_hits_are_the_first_of_more(library, typed, limit):
    index, model = library
    found = set()
    for sort in SearchSort:
        every = index.search(typed, resolve=resolve_with(model.named), limit=1000, sort=sort)
        some = index.search(typed, resolve=resolve_with(model.named), limit=limit, sort=sort)
        assert some.hits == every.hits[:limit]
        assert some.total == every.total
        found.add(frozenset(hit.number for hit in every.hits))
    assert len(found) == 1, "another order found other articles"


@given(
    st.text(max_size=60)
    | st.lists(leaves | st.sampled_from(["(", ")", "OR", '"', "AND", "*"]), max_size=6).map(" ".join)
)
@settings(max_examples=25, deadline=None)
def test_any_text_is_answered(library, typed):
    index, model = library
    for typing in (False, True):
        results = index.search(typed, resolve=resolve_with(model.named), typing=typing)
        assert results.total <= len(model.articles)
        results.highlighter.passage("radar at sea, radars launching 日本")


@given(st.data())
@settings(max_examples=6, deadline=None)
def test_any_library_written_in_any_pieces_finds_the_same(tmp_path_factory, data):
    held = {number: data.draw(articles(number)) for number in range(1, data.draw(st.integers(2, 9)))}
    model = Model(held, frozenset({1, 2}))
    pieces = SearchIndex(tmp_path_factory.mktemp("pieces"))
    for number, article in held.items():
        pieces.apply([article], revision=number)
    whole = SearchIndex(tmp_path_factory.mktemp("whole"))
    whole.rebuild([list(held.values())], revision=1, library_id="", ticket=Ticket())
    typed = data.draw(queries)
    expected = model.find(understood(typed))
    for index in (pieces, whole):
        found = index.search(typed, resolve=resolve_with(model.named), limit=100)
        assert {hit.number for hit in found.hits} == expected
        index.close()
