"""The best labels of all sentences at once, and how probable each name is (Viterbi 1967; Rabiner 1989)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.entities.labels import COUNT, KINDS
from reader.entities.model import Floats


class Chunk(NamedTuple):
    """A name by token numbers; `end` is not included."""

    first: int
    end: int
    kind: int  # number in KINDS
    confidence: float


class Batch(NamedTuple):
    """Sentences sorted by falling length, so that those still running at a step are always the first ones."""

    order: NDArray[np.int64]  # the sentence in each row
    begins: NDArray[np.int64]  # first token of each row
    alive: list[int]  # rows that have a token at this step


def batch_of(firsts: NDArray[np.int32], lengths: NDArray[np.int32]) -> Batch:
    order = np.argsort(-lengths, kind="stable")
    longest = int(lengths.max(initial=0))
    alive = len(lengths) - np.searchsorted(lengths[order][::-1], np.arange(longest), side="right")
    return Batch(order, firsts[order].astype(np.int64), alive.tolist())


def best_labels(scores: Floats, transitions: Floats, batch: Batch) -> NDArray[np.int8]:
    """The most probable sequence of labels."""
    back = np.zeros((len(scores), COUNT), np.int8)
    rows = np.arange(len(batch.begins))
    state = scores[batch.begins]
    state[:, 2::2] = -1e4  # no sentence begins inside a name
    final = state.copy()
    for step, count in enumerate(batch.alive[1:], 1):
        paths = state[:count, :, None] + transitions
        at = batch.begins[:count] + step
        best = paths.argmax(axis=1)
        back[at] = best
        state = np.take_along_axis(paths, best[:, None, :], axis=1)[:, 0] + scores[at]
        final[:count] = state
    labels = np.zeros(len(scores), np.int8)
    label = final.argmax(axis=1)
    for step in range(len(batch.alive) - 1, -1, -1):
        count = batch.alive[step]
        at = batch.begins[:count] + step
        labels[at] = label[:count]
        label[:count] = back[at, label[:count]]
    del rows
    return labels


class Marginals(NamedTuple):
    """Forward and backward probabilities, each token scaled to a sum of one."""

    forward: Floats
    backward: Floats
    scale: Floats  # what each forward row was divided by
    weights: Floats  # exponentials of the scores, scaled
    links: Floats  # exponentials of the transitions


def marginals(scores: Floats, transitions: Floats, batch: Batch) -> Marginals:
    """Forward and backward passes over all sentences."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    links = np.exp(transitions)
    forward, backward = np.zeros_like(weights), np.ones_like(weights)
    scale = np.ones(len(scores), np.float32)
    state = weights[batch.begins]
    state[:, 2::2] = 0
    for step, count in enumerate(batch.alive):
        at = batch.begins[:count] + step
        if step:
            state = (state[:count] @ links) * weights[at]
        total = state.sum(axis=1)
        scale[at] = total
        state = state / total[:, None]
        forward[at] = state
    for step in range(len(batch.alive) - 2, -1, -1):
        count = batch.alive[step + 1]
        after = batch.begins[:count] + step + 1
        backward[after - 1] = ((backward[after] * weights[after]) @ links.T) / scale[after][:, None]
    return Marginals(forward, backward, scale, weights, links)


def chunks_of(labels: NDArray[np.int8], firsts: set[int]) -> list[tuple[int, int, int]]:
    """Names as (first, end, kind)."""
    found: list[tuple[int, int, int]] = []
    for at in np.flatnonzero(labels).tolist():
        label = int(labels[at])
        kind = (label - 1) // 2
        if label % 2 == 0 and found and found[-1][1] == at and found[-1][2] == kind and at not in firsts:
            found[-1] = (found[-1][0], at + 1, kind)
        else:
            found.append((at, at + 1, kind))
    return found


def confidence(chunk: tuple[int, int, int], is_last: bool, passes: Marginals) -> float:
    """How probable it is that exactly these tokens are a name of this kind."""
    first, end, kind = chunk
    begin, inside = 1 + 2 * kind, 2 + 2 * kind
    value = float(passes.forward[first, begin])
    label = begin
    for at in range(first + 1, end):
        value *= float(passes.links[label, inside] * passes.weights[at, inside] / passes.scale[at])
        label = inside
    last = end - 1
    if is_last:
        return min(1.0, value * float(passes.backward[last, label]))
    links = passes.links[label].copy()
    links[inside] = 0
    after = links * passes.weights[end] * passes.backward[end]
    return min(1.0, value * float(after.sum() / passes.scale[end]))


assert len(KINDS) * 2 + 1 == COUNT
