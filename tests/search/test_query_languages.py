"""Languages are asked for by code, or by name in English and their own words."""

import pytest

from reader.search.query_languages import LANGUAGES, begins_language, language_code, language_in_words


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("de", "de"), ("DE", "de"), ("de-AT", "de"), ("zh_Hans", "zh"), ("german", "de"), ("Deutsch", "de"),
        ("français", "fr"), ("Francais", "fr"), ("中文", "zh"), ("РУССКИЙ", "ru"), ("nb", "no"), ("tiếng việt", "vi"),
    ],
)  # fmt: skip
def test_a_language_is_known_by_code_and_name(typed: str, code: str) -> None:
    assert language_code(typed) == code


@pytest.mark.parametrize("typed", ["", "xx", "Klingon", "d", "germanic", "de at", "German-ish"])
def test_what_is_no_language_has_no_code(typed: str) -> None:
    assert language_code(typed) == ""


def test_no_two_languages_share_a_name() -> None:
    for code, names in LANGUAGES.items():
        assert {language_code(name) for name in (code, *names)} == {code}


def test_the_beginning_of_a_name_is_known() -> None:
    assert begins_language("Ger")
    assert begins_language("de")
    assert not begins_language("xy")


def test_a_language_is_called_by_its_english_name() -> None:
    assert language_in_words("de") == "German"
    assert language_in_words("tlh") == "tlh"
