"""Titles that mean the same article are joined; where it is not clear, they are not."""

import pytest

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.related.read_also import Fit, TitleMatcher, fit_of, telling_words

SAME = [
    ("South Korea’s new defence programme", "South Korea's New Defense Program"),
    ("Organising the labour of the harbour theatres", "Organizing the Labor of the Harbor Theaters"),
    ("Analysing the licence fees of travelled cheques", "Analyzing license fees of traveled cheques"),
    ("Centre of grey catalogues", "Center of gray catalogs"),
    ("The party of 1955: how the LDP was formed", "Party of 1955 – how LDP was formed"),
    ("Mixed feelings in Jakarta over Prabowo’s plans", "Mixed feelings in Jakarta over Prabowo's plan"),
    ("Seoul and Tokyo agree to look at joint work", "Seoul and Tokyo agreed to look at joint work"),
    ("Work on AI and space", "Works in AI & space"),
    ("Seoul and Tokyo defence chiefs agree to look at joint work", "Seoul and Tokyo defence chiefs agree to loo…"),
    ("The Demilitarized Zone and those who watch it", "The Demilitarized Zone and those who…"),
    ("Nikol Pashinyan, the journalist who became prime minister", "Nikol Pashinyan, the journalist who became"),
    ("Gen Nakatani, a defence minister twice over", "Gen Nakatani, a defence minister twice over: a profile"),
    ("Defence chiefs of Seoul and Tokyo look at joint work", "Defence chiefs of Seoul and Tokyo look at work"),
]
NOT_SAME = [
    ("The summit of June 2000 in Pyongyang", "The summit of June 2018 in Pyongyang"),
    ("The summit of June 2000 in Pyongyang", "The summit of June in Pyongyang"),
    ("Unemployment rises in Japan", "Unemployment falls in Japan"),
    ("Japan’s economy slows as exports to China rise again", "Japan’s economy slows as exports to China fall again"),
    ("Recall votes unseat the five Kuomintang lawmakers", "Recall votes fail to unseat the five Kuomintang lawmakers"),
    ("South Korea fires three missiles into the Yellow Sea", "North Korea fires three missiles into the Yellow Sea"),
    ("South Korea fires three missiles into the Yellow Sea", "Korea fires three missiles into the Yellow Sea"),
    ("Japan beats South Korea in the third match", "South Korea beats Japan in the third match"),
    ("Trains from Moscow to Pyongyang start again", "Trains to Moscow from Pyongyang start again"),
    ("Trains from Moscow start again", "Trains to Moscow start again"),
    ("Austria holds an early election in May", "Australia holds an early election in May"),
    ("Kim Jong Il visits the port of Wonsan", "Kim Jong Un visits the port of Wonsan"),
    ("The former minister is charged in the harbour case", "The minister is charged in the harbour case"),
    ("Live updates", "Live updates"),
    ("The week", "The Week in Europe"),
    ("Iran agrees", "Iran agrees to talks with Iraq"),
    ("", "Anything at all"),
]  # fmt: skip


def matcher(*titles: str) -> TitleMatcher:
    return TitleMatcher((ArticleNumber(n), fold(title)) for n, title in enumerate(titles, start=1))


@pytest.mark.parametrize(("held", "wanted"), SAME)
def test_a_slightly_different_title_means_the_article(held: str, wanted: str) -> None:
    for one, other in ((held, wanted), (wanted, held)):
        assert matcher("Something else altogether", one).match(fold(other)) == 2


@pytest.mark.parametrize(("held", "wanted"), NOT_SAME)
def test_another_sense_is_another_article(held: str, wanted: str) -> None:
    for one, other in ((held, wanted), (wanted, held)):
        assert matcher("Something else altogether", one).match(fold(other)) is None


def test_between_two_that_fit_equally_nothing_is_chosen() -> None:
    both = matcher("How Japan’s parliament chooses its speaker", "How Japan’s parliament chooses its president")
    assert both.match(fold("How Japan’s parliament chooses…")) is None
    twice = matcher("The harbors of Dalian", "The harbor of Dalian")
    assert twice.match(fold("The harbours of Dalian")) is None


def test_the_same_words_fit_better_than_a_longer_title() -> None:
    both = matcher(
        "Sixty years of the treaty on basic relations: part two", "Sixty years of the treaty on basic relation"
    )
    assert both.match(fold("Sixty years of a treaty on basic relations")) == 2


def test_an_article_does_not_mean_itself() -> None:
    titles = matcher("The long road of the harbour", "The long road of the harbor")
    assert titles.match(fold("Long road of the harbour"), not_this=ArticleNumber(1)) == 2
    assert matcher("The long road of the harbour").match("long road of harbour", not_this=ArticleNumber(1)) is None


def test_a_long_series_is_no_match_and_hides_none() -> None:
    series = [f"Korea bulletin number {n} of the harbour office" for n in range(600)]
    titles = matcher(*series, "Korea bulletin number nine, a look back at the colour of harbours")
    assert titles.match(fold("Korea bulletin number nine, look back at the color of harbors")) == len(series) + 1
    assert titles.match(fold("Korea bulletin number 601 of the harbor office")) is None


@pytest.mark.parametrize("gap", range(6))
def test_a_missing_word_is_found_wherever_it_is_missing(gap: int) -> None:
    words = "seven ships leave old harbour today".split()  # a title, not a list
    assert matcher(" ".join(words)).match(" ".join(words[:gap] + words[gap + 1 :])) == 1


def test_kinds_of_fit_have_an_order() -> None:
    words = telling_words("seven ships leave old harbour today")
    assert fit_of(words, words) is Fit.SAME_WORDS
    assert fit_of(words, words[:4]) is Fit.CUT_OFF
    assert fit_of(words, (*words[:2], *words[3:])) is Fit.LACKS_A_WORD
    assert fit_of(words, ("eight", *words[1:])) is Fit.NOT
    assert Fit.SAME_WORDS > Fit.CUT_OFF > Fit.LACKS_A_WORD > Fit.NOT
