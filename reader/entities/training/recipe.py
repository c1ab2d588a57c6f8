"""What the shipped model is trained on: which texts, how often each, and what is varied in them."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.entities.training.augment import varied
from reader.entities.training.corpus import Sample, bio_documents, is_held_out, own_articles
from reader.entities.training.substitute import Substitutes

SEED = 20
OWN_TIMES = 3
_TIMES = {"wikigold": 3, "crossner_politics": 4}  # how often a file is seen; the others once
TWEETS = ("btc",)  # without names of other kinds; these are completed by a first model
_LEFT_OUT = ("wnut17",)  # tweets by guidelines of their own; left out to train in less time


def files_in(folders: Sequence[Path]) -> list[Path]:
    """The token files of these folders, by name."""
    return sorted(path for folder in folders for path in folder.glob("*.bio") if path.stem not in _LEFT_OUT)


def own_samples(corpus: Path) -> list[Sample]:
    """The articles of our corpus that may be trained on."""
    return [sample for headline, sample in own_articles(corpus) if not is_held_out(headline)]


def first_stage(own: list[Sample], files: Sequence[Path]) -> Iterator[Sample]:
    """Everything but tweets, as it is."""
    yield from own
    for file in files:
        if file.stem not in TWEETS:
            yield from bio_documents(file)


def samples(own: list[Sample], files: Sequence[Path], tweets: list[Sample], names: Substitutes) -> Iterator[Sample]:
    """All that the model is trained on, in an order that never changes."""
    chance = random.Random(SEED)
    for turn in range(OWN_TIMES):
        for sample in own:
            yield sample if turn == 0 else varied(names.exchanged(sample, chance), chance)
    for file in files:
        if file.stem not in TWEETS:
            for turn in range(_TIMES.get(file.stem, 1)):
                for sample in bio_documents(file):
                    yield sample if turn == 0 else varied(names.exchanged(sample, chance), chance)
    yield from tweets
