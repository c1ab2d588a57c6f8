"""Which forms of a word count as one, language by language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.lang.snowball.english import EnglishStemmer

from reader.search.stems import STEMMED, stem
from reader.search.words import common_beginning, fold

ENGLISH_ENDINGS = (
    " s es ed ing ly y e l ll al ful er or ator ic ant ent ism ion i edly ogi li ment ness ous ive ize able ance"
    " t n r d m g"
).split(" ")
FORMS = [
    ("en", "cooperate cooperates cooperation cooperating"),
    ("de", "Haus Hauses Häuser Häusern"),
    ("de", "groß große großer großes großen"),
    ("de", "Verhandlung Verhandlungen"),
    ("fr", "cheval chevaux"),
    ("fr", "général généraux générale générales"),
    ("fr", "déclaré déclarée déclarées"),
    ("es", "negociación negociaciones"),
    ("es", "económico económica económicos"),
    ("es", "extensión extensiones"),
    ("it", "negoziato negoziati"),
    ("it", "politico politica politici politiche"),
    ("pt", "eleição eleições"),
    ("pt", "região regiões"),
    ("nl", "mogelijkheid mogelijkheden"),
    ("sv", "regering regeringen regeringarna"),
    ("da", "ændring ændringer ændringen"),
    ("no", "forhandling forhandlinger forhandlingene"),
    ("fi", "päivä päivän päivässä päivät päivää"),
    ("hu", "kutya kutyák kutyát"),
    ("ro", "țară țări țara țările"),
    ("ru", "новый новая новое новые нового"),
    ("ru", "российский российская российские российских"),
]


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_the_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    assert len({stem(fold(form), language) for form in forms.split()}) == 1


def test_different_words_have_different_stems() -> None:
    assert stem("negociacion", "es") != stem("nacion", "es")
    assert stem("haus", "de") != stem("maus", "de")


def test_english_is_what_is_taken_where_the_language_is_not_known() -> None:
    assert stem("cooperation") == stem("cooperation", "en") == stem("cooperation", "") == "cooper"
    assert stem("cooperation", "de") != stem("cooperation", "en")


@pytest.mark.parametrize("language", sorted(STEMMED))
def test_every_language_of_the_list_has_its_stemmer(language: str) -> None:
    assert stem("42nd", language) == "42nd"
    assert stem("東京", language) == "東京"


@pytest.mark.parametrize(
    ("word", "language"), [("новости", "en"), ("новости", "de"), ("meetings", "ru"), ("їжаки", "ru"), ("books", "pl")]
)
def test_words_in_another_script_or_a_language_without_stemmer_stay_as_they_are(word: str, language: str) -> None:
    assert stem(word, language) == word


ENDINGS = st.sampled_from(
    "ing ied ies ization ously ational heiten ungen isch chaux ication eux logie aciones encia amente coes acao uzione "
    "heden arna erne issa ssa ista nak okat ului ilor ский ого ями остью вшись ee aa".split()
)
WORDS = st.builds(
    lambda root, endings: root + "".join(endings),
    st.text("abcdefghiklmnoprstuvyz", max_size=6) | st.text("абвгдежзийклмнопрстуьъыэюя", max_size=6),
    st.lists(ENDINGS, max_size=2),
).filter(bool)


@given(WORDS, st.sampled_from(sorted(STEMMED)))
def test_a_word_begins_as_all_words_with_its_stem_do(word: str, language: str) -> None:
    stemmed = stem(word, language)
    assert common_beginning(stemmed)
    assert word.startswith(common_beginning(stemmed))


@pytest.mark.parametrize("word", ["dying", "lying", "skies", "happiness", "by", "a", "generously", "sensibility"])
def test_so_do_the_english_words_that_change_most(word: str) -> None:
    assert word.startswith(common_beginning(stem(word)))


ENGLISH_ENDING = st.sampled_from(ENGLISH_ENDINGS)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), ENGLISH_ENDING, ENGLISH_ENDING)
@settings(max_examples=300)
def test_english_words_that_are_not_given_to_the_stemmer_would_come_back_as_they_are(beginning, ending, more):
    word = beginning + ending + more
    stemmed = EnglishStemmer().stem(word)
    assert stem(word) == (stemmed if word.startswith(common_beginning(stemmed)) else word)
