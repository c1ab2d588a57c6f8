"""How words and names go on: what a plain count over all articles says, most articles first."""

from collections import Counter

import pytest

from reader.articles.article import ArticleNumber
from reader.search.index import NamedEntity
from reader.search.words import find_words, fold
from tests.search.libraries import LONG, NAMES, Library, make_library
from tests.search.plain_reading import words_of

EVERYTHING = 10_000


@pytest.fixture(scope="module", params=range(30 if LONG else 3))
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    made = make_library(tmp_path_factory.mktemp("completion") / "index", request.param)
    yield made
    made.index.close()


def plain_counts(library: Library, beginning: str) -> dict[str, tuple[int, int]]:
    """The words of titles and texts that go on so: at least and at most so many articles have them there."""
    fields = {name: Counter[str]() for name in ("title", "text")}
    either = Counter[str]()
    for article in library.articles.values():
        title, text = set(words_of(article.title)), set(words_of(article.text))
        fields["title"].update(title)
        fields["text"].update(text)
        either.update(title | text)
    longer = (word for word in either if word.startswith(beginning) and word != beginning)
    return {word: (max(fields["title"][word], fields["text"][word]), either[word]) for word in longer}


@pytest.mark.parametrize("beginning", ["r", "Rad", "launch", "ŁÓ", "3", "日", "мин", "o'b", "xyz", "", "…"])
def test_words_go_on_as_in_the_library_most_articles_first(library: Library, beginning: str):
    found = library.index.complete_word(beginning, limit=EVERYTHING)
    folded = fold(beginning)
    expected = plain_counts(library, folded) if folded.strip("…") else {}
    assert {word for word, _ in found} == expected.keys()
    assert all(expected[word][0] <= articles <= expected[word][1] for word, articles in found)
    assert found == sorted(found, key=lambda each: (-each.articles, each.word))


def is_begun(name: str, beginning: str) -> bool:
    words = [folded for word in find_words(name) if (folded := fold(word))]
    return any(" ".join(words[at:]).startswith(beginning) for at in range(len(words)))


@pytest.mark.parametrize(
    ("beginning", "compared"),
    [("Gen", "gen"), ("nak", "nak"), ("gen naka", "gen naka"), ("rad", "rad"), ("Lo", "lo"), ("日", "日"), ("s", "s")],
)
def test_names_go_on_as_in_the_library_most_articles_first(library: Library, beginning: str, compared: str):
    counts = {
        entity: sum(entity in article.entities for article in library.articles.values())
        for entity in NAMES
        if is_begun(entity.name, compared)
    }
    found = library.index.complete_name(beginning, limit=EVERYTHING)
    assert {(each.kind, each.name): each.articles for each in found} == {e: n for e, n in counts.items() if n}
    assert [each.articles for each in found] == sorted((each.articles for each in found), reverse=True)
    assert library.index.complete_name("…", limit=9) == []


def test_only_so_many_are_told_and_they_are_the_best(index, article):
    words = [f"ra{chr(97 + number)}" for number in range(12)]
    index.apply([article(number, " ".join(words[:number])) for number in range(1, 13)], revision=1)
    expected = [(f"ra{chr(97 + number)}", 12 - number) for number in range(12)]
    assert index.complete_word("ra", limit=5) == expected[:5]
    assert index.complete_word("ra", limit=1) == expected[:1]
    assert index.complete_word("raa", limit=5) == []


def test_of_equals_the_first_in_the_alphabet_comes_first(index, article):
    index.apply([article(1, "rac rab raa"), article(2, "rab raa rac")], revision=1)
    assert [word for word, _ in index.complete_word("ra")] == ["raa", "rab", "rac"]


def test_words_of_deleted_articles_do_not_push_out_those_of_living_ones(index, article):
    gone = " ".join(f"ra{number}" for number in range(12))
    entities = tuple(NamedEntity("person", f"Ra {number}") for number in range(40))
    living = (NamedEntity("person", "Ra Living"),)
    index.apply(
        [
            *(article(number, gone, entities=entities) for number in range(1, 10)),
            *(article(number, "rabbit", entities=living) for number in range(10, 13)),
            *(article(number, "other") for number in range(13, 30)),
        ],
        revision=1,
    )
    index.apply([], removed=[ArticleNumber(number) for number in range(1, 10)], revision=2)
    assert index.complete_word("ra") == [("rabbit", 3)]
    assert index.complete_name("ra") == [("Ra Living", "person", 3)]
