"""The passes over all sentences at once give what one slow pass over each gives."""

from itertools import pairwise, product

import numpy as np
import pytest

from reader.entities.decoding import batch_of, best_labels, chunks_of, confidence, marginals
from reader.entities.labels import COUNT, NUMBER, may_follow


def slow(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    """Every allowed sequence of one sentence with its score."""
    found = {}
    for labels in product(range(COUNT), repeat=len(scores)):
        if labels[0] % 2 == 0 and labels[0]:
            continue
        total = sum(scores[at, label] for at, label in enumerate(labels))
        found[labels] = total + sum(transitions[pair] for pair in pairwise(labels))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_best_labels_and_confidence_are_exact(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.normal(0, 2, (7, COUNT)).astype(np.float32)
    transitions = np.where(may_follow(), chance.normal(0, 1, (COUNT, COUNT)), -1e4).astype(np.float32)
    firsts = np.array([0, 3], np.int32)
    batch = batch_of(scores, firsts)
    labels = best_labels(scores, transitions, batch)
    passes = marginals(scores, transitions, batch)
    chunks = chunks_of(labels, {0, 3})
    for begin, end in ((0, 3), (3, 7)):
        paths = slow(scores[begin:end], transitions)
        assert tuple(labels[begin:end]) == max(paths, key=paths.__getitem__)
        weights = np.exp(np.array(list(paths.values())) - max(paths.values()))
        for chunk in chunks:
            if begin <= chunk[0] < end:
                holds = [
                    chunks_of(np.array(path, np.int8), {0}).count((chunk[0] - begin, chunk[1] - begin, chunk[2]))
                    for path in paths
                ]
                wanted = float((weights * holds).sum() / weights.sum())
                assert confidence(chunk, chunk[1] == end, passes) == pytest.approx(wanted, abs=1e-3)


def test_words_that_are_no_name_beyond_doubt_part_a_sentence() -> None:
    scores = np.full((5, COUNT), -20, np.float32)
    scores[:, 0] = 0
    scores[[0, 4], NUMBER["B-PER"]] = 30
    batch = batch_of(scores, np.array([0], np.int32))
    assert len(batch.begins) == 2
    labels = best_labels(scores, np.zeros((COUNT, COUNT), np.float32), batch)
    assert labels.tolist() == [NUMBER["B-PER"], 0, 0, 0, NUMBER["B-PER"]]


def test_a_text_without_doubt_has_no_names() -> None:
    scores = np.full((3, COUNT), -20, np.float32)
    scores[:, 0] = 10
    batch = batch_of(scores, np.array([0], np.int32))
    assert best_labels(scores, np.zeros((COUNT, COUNT), np.float32), batch).tolist() == [0, 0, 0]
    assert marginals(scores, np.zeros((COUNT, COUNT), np.float32), batch).forward[:, 0].tolist() == [1, 1, 1]
