"""The sentences of a text laid out in one row, with empty places between them so that windows never reach across."""

from typing import NamedTuple

import numpy as np

from reader.entities.tokenizer import Tokens
from reader.entities.vocabulary import Ints, Vocabulary

EDGE = 2  # empty places between two sentences: the reach of a window


class Layout(NamedTuple):
    """Arrays over places; a place is a token or empty."""

    types: Ints  # word types by place, 0 where it is empty
    places: Ints  # the place of each token
    sentence: Ints  # the number of the sentence each place belongs to
    lengths: Ints  # tokens of each sentence
    firsts: Ints  # the place of the first token of each sentence


def lay_out(tokens: Tokens, vocabulary: Vocabulary) -> Layout:
    """One row of all sentences."""
    count = len(tokens.words)
    begins = np.array(tokens.sentences, np.int32)
    lengths = np.diff(np.append(begins, count)).astype(np.int32)
    number = np.repeat(np.arange(len(begins), dtype=np.int32), lengths)
    places = np.arange(count, dtype=np.int32) + EDGE * (number + 1)
    size = count + EDGE * (len(begins) + 1)
    types = np.zeros(size, np.int32)
    types[places] = vocabulary.numbers(tokens.words)
    sentence = np.zeros(size, np.int32)
    sentence[places] = number
    return Layout(types, places, sentence, lengths, begins + EDGE * (np.arange(len(begins), dtype=np.int32) + 1))


def shifted(values: Ints, by: int) -> Ints:
    """What stands `by` places to the right; 0 beyond the ends."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved
