"""One text read by the model: its tokens, and the names in it by token numbers."""

import threading
from typing import NamedTuple

import numpy as np

from reader.entities.decoding import Chunk, Marginals, batch_of, best_labels, chunks_of, confidence, marginals
from reader.entities.labels import COUNT
from reader.entities.layout import lay_out
from reader.entities.lexicon import Lexicon
from reader.entities.model import Floats, Scorer, Weights
from reader.entities.phrases import Phrases
from reader.entities.scene import observe
from reader.entities.tokenizer import Tokens, tokenize
from reader.entities.vocabulary import Ints, Vocabulary

_MOST_TYPES = 60_000  # words remembered; an article has some hundred, a long import would fill the memory
_AGREEMENT = 2.0  # how much the same word elsewhere counts; found by trying on texts that were not trained on
_CLASS_OF_LABEL = (np.arange(COUNT) + 1) // 2


class Reading(NamedTuple):
    """What the model says of a text."""

    tokens: Tokens
    keys: Ints  # for each token a number that it shares with the same word in other capitals
    flags: Ints  # for each token the lists it is on
    chunks: list[Chunk]


class Model:
    """Reads texts. Pure and repeatable. Threads: any; what is remembered of words is shared under a lock."""

    def __init__(self, weights: Weights, lexicon: Lexicon, phrases: Phrases) -> None:
        self._lexicon = lexicon
        self._phrases = phrases
        self._scorer = Scorer(weights)
        self._lock = threading.Lock()
        self._vocabulary = Vocabulary(lexicon, phrases, self._scorer.add_type)

    def read(self, text: str) -> Reading:
        """Tokens and names of `text`."""
        tokens = tokenize(text, self._lexicon.is_land)
        if not tokens.words:
            none = np.zeros(0, np.int32)
            return Reading(tokens, none, none, [])
        scores, keys, flags, has_repeats = self._scores(tokens)
        begins = np.array(tokens.sentences, np.int32)
        if has_repeats:
            passes = marginals(scores, self._scorer.transitions, batch_of(scores, begins))
            scores = scores + _agreement(passes, keys)
        return Reading(tokens, keys, flags, self._chunks(scores, tokens, begins))

    def _scores(self, tokens: Tokens) -> tuple[Floats, Ints, Ints, bool]:
        with self._lock:
            if len(self._vocabulary) > _MOST_TYPES:
                self._vocabulary = Vocabulary(self._lexicon, self._phrases, self._scorer.add_type)
            layout = lay_out(tokens, self._vocabulary)
            scene = observe(layout, self._vocabulary, self._phrases)
            scores = self._scorer.scores(layout, scene)
        keys = np.where(scene.is_capital, scene.key, 0)[layout.places]
        return scores, keys, scene.flags[layout.places], scene.has_repeats

    def _chunks(self, scores: Floats, tokens: Tokens, begins: Ints) -> list[Chunk]:
        batch = batch_of(scores, begins)
        labels = best_labels(scores, self._scorer.transitions, batch)
        passes = marginals(scores, self._scorer.transitions, batch)
        firsts = set(tokens.sentences)
        firsts.add(len(tokens.words))
        return [Chunk(*chunk, confidence(chunk, chunk[1] in firsts, passes)) for chunk in chunks_of(labels, firsts)]


def _agreement(passes: Marginals, keys: Ints) -> Floats:
    """What the same words elsewhere in the text say for each label: one name is rarely of two kinds."""
    likely = passes.forward * passes.backward
    likely /= likely.sum(axis=1, keepdims=True)
    kinds = np.concatenate((likely[:, :1], likely[:, 1::2] + likely[:, 2::2]), axis=1)
    capital = keys > 0
    size = int(keys.max()) + 1
    counts = np.bincount(keys, minlength=size)[keys] - 1
    weight = np.where(capital & (counts > 0), _AGREEMENT / (counts + 1), 0)[:, None]
    sums = np.stack([np.bincount(keys, kinds[:, kind], size)[keys] for kind in range(kinds.shape[1])], axis=1)
    bonus = weight * (sums - kinds)
    found: Floats = bonus[:, _CLASS_OF_LABEL].astype(np.float32)
    return found
