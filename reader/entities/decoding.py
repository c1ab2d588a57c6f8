"""The best labels of all sentences at once, and how probable each name is (Viterbi 1967; Rabiner 1989)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.entities.labels import COUNT, KINDS
from reader.entities.model import Floats

_NEVER = -1e4
_START = np.zeros(COUNT, np.float32)  # no sentence begins inside a name
_START[2::2] = _NEVER
_MAY_START = (_START == 0).astype(np.float32)


class Chunk(NamedTuple):
    """A name by token numbers; `end` is not included."""

    first: int
    end: int
    kind: int  # number in KINDS
    confidence: float


class Batch(NamedTuple):
    """Stretches of tokens in doubt, sorted by falling length, so that those still running are always the first rows.

    A token that is no name beyond doubt parts what stands before it from what follows: nothing is lost by reading the
    stretches between such tokens one by one, and all of them at once.
    """

    begins: NDArray[np.int64]  # first token of each row
    ends: NDArray[np.int64]  # the token after it
    alive: list[int]  # rows that have a token at this step
    inner: NDArray[np.bool_]  # whether a token that is no name stands before, in the same sentence
    closed: NDArray[np.bool_]  # whether one follows


_SURE = 9.0  # a lead of the score for "no name" that no neighbour can make up for
_SURE_ALONE = 4.0  # the same for a word whose neighbours look like none either


def batch_of(scores: Floats, firsts: NDArray[np.int32]) -> Batch:
    """The stretches in doubt; `firsts` are the first tokens of the sentences."""
    count = len(scores)
    lead = scores[:, 0] - scores[:, 1:].max(axis=1)
    near = lead < 0
    near[1:] |= lead[:-1] < 0
    near[:-1] |= lead[1:] < 0
    doubt = np.zeros(count + 1, np.bool_)
    doubt[:count] = lead < np.where(near, _SURE, _SURE_ALONE)
    opens = np.zeros(count + 1, np.bool_)
    opens[firsts] = True
    opens[count] = True
    before = np.concatenate(([False], doubt[:-1]))
    begins = np.flatnonzero(doubt & (opens | ~before))
    ends = np.flatnonzero(before & (opens | ~doubt))
    order = np.argsort(begins - ends, kind="stable")
    begins, ends = begins[order], ends[order]
    lengths = ends - begins
    longest = int(lengths[0]) if len(lengths) else 0
    alive = len(lengths) - np.searchsorted(lengths[::-1], np.arange(longest), side="right")
    return Batch(begins, ends, alive.tolist(), ~opens[begins], ~opens[ends])


def best_labels(scores: Floats, transitions: Floats, batch: Batch) -> NDArray[np.int8]:
    """The most probable sequence of labels."""
    labels = np.zeros(len(scores), np.int8)
    if not batch.alive:
        return labels
    back = np.zeros((len(scores), COUNT), np.int8)
    state = scores[batch.begins] + np.where(batch.inner[:, None], transitions[0], _START)
    final = state.copy()
    across = np.ascontiguousarray(transitions.T)
    for step, count in enumerate(batch.alive[1:], 1):
        paths = state[:count, None, :] + across  # row, label, label before
        at = batch.begins[:count] + step
        back[at] = paths.argmax(axis=2)
        state = paths.max(axis=2) + scores[at]
        final[:count] = state
    label = (final + np.where(batch.closed[:, None], transitions[:, 0], 0)).argmax(axis=1)
    for step in range(len(batch.alive) - 1, -1, -1):
        count = batch.alive[step]
        at = batch.begins[:count] + step
        labels[at] = label[:count]
        label[:count] = back[at, label[:count]]
    return labels


class Marginals(NamedTuple):
    """Forward and backward probabilities, each token scaled to a sum of one; outside of the batch, no name."""

    forward: Floats
    backward: Floats
    scale: Floats  # what each forward row was divided by
    weights: Floats  # exponentials of the scores, scaled
    links: Floats  # exponentials of the transitions


def marginals(scores: Floats, transitions: Floats, batch: Batch) -> Marginals:
    """Forward and backward passes over all stretches."""
    count = len(scores)
    weights, forward = np.zeros((2, count, COUNT), np.float32)
    weights[:, 0] = forward[:, 0] = 1
    backward, scale, links = np.ones_like(weights), np.ones(count, np.float32), np.exp(transitions)
    found = Marginals(forward, backward, scale, weights, links)
    if not batch.alive:
        return found
    lengths = batch.ends - batch.begins
    tokens = np.repeat(batch.begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    inside = scores[tokens]
    weights[tokens] = np.exp(inside - inside.max(axis=1, keepdims=True))
    state = weights[batch.begins] * np.where(batch.inner[:, None], links[0], _MAY_START)
    for step, alive in enumerate(batch.alive):
        at = batch.begins[:alive] + step
        if step:
            state = (state[:alive] @ links) * weights[at]
        total = state.sum(axis=1)
        scale[at] = total
        state = state / total[:, None]
        forward[at] = state
    backward[batch.ends - 1] = np.where(batch.closed[:, None], links[:, 0], 1)
    for step in range(len(batch.alive) - 2, -1, -1):
        after = batch.begins[: batch.alive[step + 1]] + step + 1
        backward[after - 1] = ((backward[after] * weights[after]) @ links.T) / scale[after][:, None]
    return found


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
    """How probable it is that exactly these tokens are a name of this kind; `is_last` at the end of a sentence."""
    first, end, kind = chunk
    begin, inside = 1 + 2 * kind, 2 + 2 * kind
    value = float(passes.forward[first, begin])
    label = begin
    for at in range(first + 1, end):
        value *= float(passes.links[label, inside] * passes.weights[at, inside] / passes.scale[at])
        label = inside
    if is_last:
        total = float(passes.forward[end - 1] @ passes.backward[end - 1])
        return min(1.0, value * float(passes.backward[end - 1, label]) / total)
    after = passes.weights[end] * passes.backward[end]
    going_on = passes.links[label].copy()
    going_on[inside] = 0
    total = float(passes.forward[end - 1] @ (passes.links @ after))
    return min(1.0, value * float(going_on @ after) / total)


assert len(KINDS) * 2 + 1 == COUNT
