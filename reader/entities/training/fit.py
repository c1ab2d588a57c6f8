"""Trains the weights with CRFsuite (Okazaki 2007): a linear-chain conditional random field, L-BFGS with L1 and L2."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from reader.entities.context import PROPERTIES
from reader.entities.hashed import hash_map
from reader.entities.labels import COUNT, NUMBER
from reader.entities.layout import EDGE, lay_out
from reader.entities.lexicon import Lexicon
from reader.entities.model import WIDTH, Weights
from reader.entities.phrases import Phrases
from reader.entities.scene import observe
from reader.entities.tokenizer import Tokens, tokenize
from reader.entities.training.corpus import Sample
from reader.entities.vocabulary import Vocabulary
from reader.entities.wordtypes import WordType


class Settings(NamedTuple):
    """How strongly weights are held back, and when to stop."""

    l1: float = 0.0
    l2: float = 8.0
    least: int = 2  # features seen less often are left out
    rounds: int = 100
    pause: int = 8  # rounds that the improvement is measured over


class Featurizer:
    """Turns samples into what CRFsuite reads: for each sentence, the names of features and the labels."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self._phrases = phrases
        self._is_land = lexicon.is_land
        self._types: list[list[list[str]]] = []  # word type -> place in the window -> names of features
        self._vocabulary = Vocabulary(lexicon, phrases, self._add)

    def _add(self, number: int, word: WordType) -> None:
        assert number == len(self._types)
        parts = {2: word.far, 1: word.far + word.near, 0: word.far + word.near + word.here}
        self._types.append([[f"{by}|{f}" for f in parts[abs(by)]] for by in range(-EDGE, EDGE + 1)])

    def sentences(self, sample: Sample) -> Iterable[tuple[list[list[str]], list[str]]]:
        """Features and labels of every sentence of a sample."""
        tokens = tokenize(sample.text, self._is_land)
        if not tokens.words:
            return
        labels = labels_of(tokens, sample)
        layout = lay_out(tokens, self._vocabulary)
        scene = observe(layout, self._vocabulary, self._phrases)
        features = self._of_types(layout.types.tolist(), layout.places.tolist())
        for prop in PROPERTIES:
            for found, value in zip(features, prop.compute(scene)[layout.places].tolist(), strict=True):
                if value:
                    found.append(f"{prop.name}#{value}")
        for first, end in zip(tokens.sentences, [*tokens.sentences[1:], len(tokens.words)], strict=True):
            yield features[first:end], labels[first:end]

    def _of_types(self, types: list[int], places: list[int]) -> list[list[str]]:
        found = []
        for place in places:
            row: list[str] = []
            for index in range(WIDTH):
                row += self._types[types[place + index - EDGE]][index]
            found.append(row)
        return found


def labels_of(tokens: Tokens, sample: Sample) -> list[str]:
    """The label of every token; a token that is partly in a name belongs to it."""
    labels = ["O"] * len(tokens.words)
    at = 0
    for start, end, kind in sample.names:
        while at < len(labels) and tokens.ends[at] <= start:
            at += 1
        prefix = "B"
        while at < len(labels) and tokens.starts[at] < end:
            labels[at] = f"{prefix}-{kind}"
            prefix = "I"
            at += 1
    return labels


def fit(samples: Iterable[Sample], featurizer: Featurizer, settings: Settings) -> Weights:
    """Train on the samples. The same samples in the same order give the same weights."""
    import pycrfsuite  # deferred: only training needs it

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for sample in samples:
        for features, labels in featurizer.sentences(sample):
            trainer.append(pycrfsuite.ItemSequence(features), labels)
    trainer.set_params({
        "c1": settings.l1, "c2": settings.l2, "feature.minfreq": settings.least, "max_iterations": settings.rounds,
        "period": settings.pause, "feature.possible_transitions": False,
    })  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model.crfsuite")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        weights = to_weights(tagger.info())
        tagger.close()
    return weights


def to_weights(info: Any) -> Weights:
    """CRFsuite's weights by feature name, as arrays."""
    windowed = (attribute.partition("|") for attribute, _ in info.state_features)
    names = sorted({name for by, bar, name in windowed if _is_place(by, bar)})
    hashes, rows = hash_map({name: index for index, name in enumerate(names)})
    number = {names[row]: index for index, row in enumerate(rows.tolist())}
    window = np.zeros((len(hashes), WIDTH, COUNT), np.float32)
    tables = {prop.name: np.zeros((prop.size, COUNT), np.float32) for prop in PROPERTIES}
    for (attribute, label), weight in info.state_features.items():
        by, bar, name = attribute.partition("|")
        if _is_place(by, bar):
            if name in number:  # its hash may be taken
                window[number[name], int(by) + EDGE, NUMBER[label]] = weight
        else:
            prop, _, value = attribute.rpartition("#")
            tables[prop][int(value), NUMBER[label]] = weight
    transitions = np.full((COUNT, COUNT), 0.0, np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[NUMBER[before], NUMBER[after]] = weight
    return Weights(hashes, window, tables, transitions)


def _is_place(by: str, bar: str) -> bool:
    """Whether this opens the name of a feature of the window: "-1|w=the"."""
    return bool(bar) and by.lstrip("-").isdigit()
