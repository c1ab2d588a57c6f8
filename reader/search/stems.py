"""The stem of a word: what "cooperate", "cooperates" and "cooperation" share. By Whoosh's Snowball stemmers.

The stemmers are given folded words, that is without accents. Nearly everywhere they conflate as well or better so
(German "Häuser" and "Haus" meet only without the umlaut). Where an ending is known by its accent alone (Spanish
"-ción", Portuguese "-ção", French "-ée"), it gets the accent back before; the stem itself is folded again.
"""

import re
from collections.abc import Callable, Iterable

from whoosh.lang.snowball import classes

from reader.search.words import common_beginning, fold

STEMMED = frozenset(classes)
"""The languages whose words have stems, as ISO 639-1 codes. Words of all others are compared as they are."""

_MOST_KEPT = 100_000  # words of one language; a library of 100,000 articles has about as many
_LATIN = re.compile("[a-z]+").fullmatch
_RUSSIAN = re.compile("[а-я]+").fullmatch
_ACCENTED = {  # endings, as they are folded, and with the accents by which the stemmer knows them
    "es": ((re.compile("([cs])ion$"), r"\1ión"),),
    "fr": ((re.compile("ee(s?)$"), r"ée\1"),),
    "pt": ((re.compile("coes$|cao$"), "ção"), (re.compile("oes$|ao$"), "ão")),  # the plural as the singular
}


_ENGLISH_ENDINGS = re.compile("(?:s|ed|ing|y|e|ll|al|ful|er|ator|ic|ant|ent|ism|ion|i|edly|ly)$").search
"""A word without one of these stays as it is: half of the rare ones, and the stemmer takes its time to find out."""


class _Stems(dict[str, str]):
    """Stems of the words of one language met so far; stemming takes 100 times as long as looking up."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem: Callable[[str], str] = classes[language]().stem  # type: ignore[attr-defined]  # Whoosh's
        self._is_own = _RUSSIAN if language == "ru" else _LATIN  # names in other scripts and codes stay as they are
        self._accented = _ACCENTED.get(language, ())
        self._may_end = _ENGLISH_ENDINGS if language == "en" else None

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        if not self._is_own(word) or (self._may_end is not None and not self._may_end(word)):
            return self.setdefault(word, word)
        stemmed = self._stemmed(word)
        if not stemmed or not word.startswith(common_beginning(stemmed)):
            stemmed = word  # no word of the language, most likely a name
        return self.setdefault(word, stemmed)

    def _stemmed(self, word: str) -> str:
        for folded, accented in self._accented:
            if folded.search(word):
                return fold(self._stem(folded.sub(accented, word)))
        return self._stem(word)


class _Languages(dict[str, _Stems]):
    """The stems of each language, begun when it is first met."""

    def __missing__(self, language: str) -> _Stems:
        return self.setdefault(language, _Stems(language))


_STEMS = _Languages()


def stems(words: Iterable[str], language: str = "en") -> list[str]:
    """The stems of many words: see `stem`."""
    if (language or "en") not in STEMMED:
        return list(words)
    return list(map(_STEMS[language or "en"].__getitem__, words))


def stem(word: str, language: str = "en") -> str:
    """The stem of a folded word of an article in this language; "" for one whose language is not known.

    Of such an article the words are taken as English: most are headlines and notes among articles in English. In a
    language without a stemmer a word is its own stem. All words with one stem have its `common_beginning`.
    Threads: any.
    """
    if not language:
        return _STEMS["en"][word]
    return _STEMS[language][word] if language in STEMMED else word
