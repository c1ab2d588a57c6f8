"""Articles that use the same telling words as a text: few and rare words, so that it is quick in a large library."""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array
from reader.search.dictionary import ENGLISH
from reader.search.interface import SharedWords
from reader.search.snapshot import Snapshot
from reader.search.stems import stem
from reader.search.words import find_words, fold, is_run

_FIELD = "text"
_MOST_READ = 20_000  # characters of the text; what it is about is said by then
_MOST_LOOKED_UP = 150  # different words of it
_WORDS_ASKED = 15
_WORDS_TOLD = 5
_SHORTEST = 4  # letters; shorter words are rarely what an article is about
_COMMON = 0.1  # of all articles; what so many of them share tells nothing


@dataclass(frozen=True, slots=True)
class _Telling:
    """A word of the text: its stem, the form that stands there most often, and its weight."""

    stem: str
    shown: str
    weight: float


def similar_by_words(snapshot: Snapshot, text: str, *, limit: int, without: ArticleNumber) -> list[SharedWords]:
    """The articles that share the most telling words (tf-idf, Spärck Jones 1972), best first, and these words."""
    telling = _telling_words(snapshot, text)
    weights = np.array([word.weight for word in telling])
    found: list[tuple[float, int, tuple[str, ...]]] = []
    for part in snapshot.parts:
        field, dictionary = part.segment.fields[_FIELD], part.segment.words
        shared = np.zeros((len(telling), part.segment.doc_count), bool)
        for row, word in zip(shared, telling, strict=True):
            row[field.postings(dictionary.with_stem(word.stem, ENGLISH))[0]] = True
        scores: Array = weights @ shared
        scores[part.segment.numbers == without] = 0.0
        if part.live is not None:
            scores[~part.live] = 0.0
        best = np.argsort(-scores, kind="stable")[:limit]
        for doc in best[scores[best] > 0].tolist():
            words = [word.shown for word, has in zip(telling, shared[:, doc], strict=True) if has]
            found.append((float(scores[doc]), int(part.segment.numbers[doc]), tuple(words[:_WORDS_TOLD])))
    found.sort(key=lambda each: (-each[0], -each[1]))
    return [(ArticleNumber(number), score, words) for score, number, words in found[:limit]]


def _telling_words(snapshot: Snapshot, text: str) -> list[_Telling]:
    """The words that tell most about the text, heaviest first."""
    most = max(2.0, snapshot.article_count * _COMMON)
    telling = []
    for stemmed, forms in _candidates(text):
        segments = [part.segment for part in snapshot.parts]
        articles = sum(s.fields[_FIELD].articles_with(s.words.with_stem(stemmed, ENGLISH)) for s in segments)
        if 2 <= articles <= most:
            weight = (1 + math.log(forms.total())) * math.log(1 + snapshot.doc_count_all / articles)
            telling.append(_Telling(stemmed, forms.most_common(1)[0][0], weight))
    telling.sort(key=lambda word: (-word.weight, word.shown))
    return telling[:_WORDS_ASKED]


def _candidates(text: str) -> list[tuple[str, Counter[str]]]:
    """Stems and the forms they stand in, the most frequent first; of a long text not all, to stay quick."""
    forms: dict[str, Counter[str]] = {}
    for word in find_words(text[:_MOST_READ]):
        folded = fold(word)
        if len(folded) >= _SHORTEST and not is_run(word) and not folded[0].isdigit():
            forms.setdefault(stem(folded), Counter())[word] += 1
    ordered = sorted(forms.items(), key=lambda item: (-item[1].total(), -len(item[0]), item[0]))
    return ordered[:_MOST_LOOKED_UP]
