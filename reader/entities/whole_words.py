"""Finds given words in texts, thousands of them at once: the names that a reader has said are names."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Each stands for one character, so that places in the text stay what they are.
_PLAIN = (
    dict.fromkeys("’‘ʼʻ‛＇`´", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑‒–—−﹣－", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000", " ")
)
# Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer: what stands between two spaces is more than one word.
_WITHOUT_SPACES = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_UNSPACED = re.compile(f"[{_WITHOUT_SPACES}]")
_LETTER = re.compile(r"\w")
_WORD = re.compile(rf"[^\W{_WITHOUT_SPACES}]+")


class Occurrence(NamedTuple):
    start: int
    end: int
    form: int  # the number of the form, in the order they were given


class WholeWords:
    """Finds whole words and phrases. A form all in small letters is found in capitals, too; others as they are written.

    Typographic apostrophes, quotes and dashes are as good as plain ones. Threads: any.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = [plain(" ".join(form.split())) for form in forms]
        self._exact: dict[str, list[int]] = {}  # first word -> numbers of forms
        self._small: dict[str, list[int]] = {}  # the same, of forms in small letters
        self._unspaced: dict[str, list[int]] = {}  # first character -> numbers of forms
        for number, form in enumerate(self._forms):
            if has_no_spaces(form):
                self._unspaced.setdefault(form[0], []).append(number)
            elif first := _WORD.search(form):  # no word, no name
                index = self._small if form == form.lower() else self._exact
                index.setdefault(first[0], []).append(number)

    def found_in(self, text: str) -> list[Occurrence]:
        """Every place where one of the forms stands; of one form they do not overlap, of several they may."""
        if not self._forms:
            return []
        text = plain(text)
        words = set(_WORD.findall(text))
        found = [
            place
            for word in self._exact.keys() & words
            for number in self._exact[word]
            for place in self._places(text, number)
        ]
        if self._small:
            small = _in_small_letters(text)
            words = set(_WORD.findall(small))
            for word in self._small.keys() & words:
                for number in self._small[word]:
                    found += self._places(small, number)
        for letter in self._unspaced.keys() & set(text) if self._unspaced else ():
            for number in self._unspaced[letter]:
                found += self._places(text, number)
        return found

    def _places(self, text: str, number: int) -> Iterator[Occurrence]:
        form = self._forms[number]
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            whole = _parts_words(text, at) and _parts_words(text, end)
            if whole:
                yield Occurrence(at, end, number)
            at = text.find(form, end if whole else at + 1)


def has_no_spaces(form: str) -> bool:
    """Whether it is of a script that puts no space between words."""
    return _UNSPACED.search(form) is not None


def plain(text: str) -> str:
    """With plain apostrophes, quotes, dashes and spaces, each for one character."""
    if not text.isascii():
        for sign in _PLAIN.keys() & set(text):  # a tenth of the time that translate() takes
            text = text.replace(sign, _PLAIN[sign])
    return text


def _in_small_letters(text: str) -> str:
    """Character by character: the few letters whose small form is two are left as they are."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)


def _parts_words(text: str, at: int) -> bool:
    """Whether a word may begin or end at this place."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after):
        return False
    if _LETTER.match(after) is None or (_LETTER.match(before) is None and not unicodedata.combining(before)):
        return True
    return _UNSPACED.match(before) is not None or _UNSPACED.match(after) is not None
