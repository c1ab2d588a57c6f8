"""What is similar, in what order, and why."""

from datetime import date

import pytest

from reader.articles.article import ArticleNumber
from reader.library.names import SharedNames
from reader.related.similar import SharedWords, SimilarArticle, rank_similar

ONE, TWO, THREE = (ArticleNumber(n) for n in (1, 2, 3))
DAY = date(2025, 9, 8)
SHIP = ("frigate", "sonar", "hull", "keel")


def names(number: ArticleNumber, *shared: tuple[str, int]) -> SharedNames:
    return SharedNames(number=number, names=shared)


def words(number: ArticleNumber, score: float, *shared: str) -> SharedWords:
    return SharedWords(number=number, score=score, words=shared)


def rank(
    by_names: list[SharedNames], by_words: list[SharedWords] | None = None, **more: object
) -> list[SimilarArticle]:
    given = {"articles": 1_000, "published": DAY, "dates": {}} | more
    return rank_similar(by_names, by_words or [], **given)  # type: ignore[arg-type]


def numbers(found: list[SimilarArticle]) -> list[int]:
    return [one.number for one in found]


def test_a_rare_name_counts_more_than_a_common_one() -> None:
    assert numbers(rank([names(ONE, ("Seoul", 900)), names(TWO, ("Gen Nakatani", 2))])) == [TWO, ONE]


def test_two_names_count_more_than_one_of_them() -> None:
    assert numbers(rank([names(ONE, ("A", 5)), names(TWO, ("A", 5), ("B", 5))])) == [TWO, ONE]


def test_similar_words_add_to_shared_names() -> None:
    by_names = [names(ONE, ("A", 5)), names(TWO, ("A", 5))]
    assert numbers(rank(by_names, [words(TWO, 0.8, "frigate")])) == [TWO, ONE]
    assert numbers(rank([], [words(ONE, 0.4, *SHIP), words(TWO, 1.0, *SHIP)])) == [TWO, ONE]


def test_a_word_or_two_in_common_may_be_chance() -> None:
    assert rank([], [words(ONE, 1.0, "evening", "offered")]) == []
    both = [names(ONE, ("A", 5)), names(TWO, ("A", 5))]
    assert numbers(rank(both, [words(ONE, 1.0, "evening"), words(TWO, 0.5, *SHIP)])) == [TWO, ONE]


def test_of_equal_articles_the_nearer_in_time_comes_first() -> None:
    by_names = [names(number, ("A", 5)) for number in (ONE, TWO, THREE)]
    dates = {ONE: date(1999, 1, 1), TWO: None, THREE: date(2025, 9, 1)}
    assert numbers(rank(by_names, dates=dates)) == [THREE, ONE, TWO]
    assert numbers(rank(by_names, dates=dates, published=None)) == [ONE, TWO, THREE]


def test_reasons_are_in_words_and_few() -> None:
    (one,) = rank([names(ONE, ("Gen Nakatani", 3), ("Seoul", 9), ("Tokyo", 12), ("Japan", 40))])
    assert one.reasons == ("shares Gen Nakatani, Seoul, Tokyo",)
    (two,) = rank([], [words(TWO, 1.0, *SHIP)])
    assert two.reasons == ("similar words: frigate, sonar, hull",)
    (three,) = rank([names(THREE, ("Seoul", 9))], [words(THREE, 1.0, "frigate")])
    assert three.reasons == ("shares Seoul", "similar words: frigate")


def test_what_is_listed_already_and_what_is_hardly_similar_is_left_out() -> None:
    by_names = [names(ONE, ("A", 2)), names(TWO, ("A", 2))]
    assert numbers(rank(by_names, without=frozenset([ONE]))) == [TWO]
    assert numbers(rank(by_names, [words(THREE, 0.05, *SHIP)])) == [ONE, TWO]
    assert rank([]) == []


@pytest.mark.parametrize("limit", [0, 1, 6])
def test_there_are_no_more_than_asked_for(limit: int) -> None:
    by_names = [names(ArticleNumber(n), ("A", 10)) for n in range(1, 11)]
    assert len(rank(by_names, limit=limit)) == limit
