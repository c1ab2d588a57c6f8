"""The stem of a word: what "cooperate", "cooperates" and "cooperation" share. English, by Whoosh's Snowball stemmer."""

from whoosh.lang.snowball.english import EnglishStemmer

_MOST_KEPT = 300_000  # words; a library of 100,000 articles has about as many


class _Stems(dict[str, str]):
    """Stems of the words met so far; stemming takes 100 times as long as looking up."""

    def __init__(self) -> None:
        super().__init__()
        self._stem = EnglishStemmer().stem

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        english = word.isascii() and word.isalpha()  # names in other scripts and codes stay as they are
        stem = self[word] = self._stem(word) if english else word  # type: ignore[no-untyped-call]  # Whoosh's
        return stem


_STEMS = _Stems()


def stem(word: str) -> str:
    """The stem of a folded word. Threads: any."""
    return _STEMS[word]
