"""Training on a handful of sentences gives a model that reads; the variations keep the names where they are."""

import random
from pathlib import Path

import numpy as np
import pytest

from reader.entities.labels import KINDS
from reader.entities.lexicon import Lexicon
from reader.entities.lists import ListReader
from reader.entities.model import Weights, load_weights, save_weights
from reader.entities.phrases import Phrases
from reader.entities.reading import Model
from reader.entities.tokenizer import tokenize
from reader.entities.training.augment import as_title, in_capitals, tokenised, varied
from reader.entities.training.corpus import Sample, read_marks
from reader.entities.training.fit import Featurizer, Settings, fit, labels_of
from reader.entities.training.substitute import Substitutes

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "entities"
MARKED = (
    "[Ann Lee|person] flew from [Oslo|place] to [Rome|place] for [Siemens|organisation] on Monday.",
    "The [French|demonym] minister, [Paul Roux|person], met reporters in [Berlin|place].",
    "[Toyota|organisation] said it would build cars in [Kenya|place]. Nobody believed it.",
    "A court in [Madrid|place] freed [Ana Ruiz|person] after [Iberdrola|organisation] dropped the case.",
)


def pieces(sample: Sample) -> list[tuple[str, str]]:
    return [(sample.text[start:end], kind) for start, end, kind in sample.names]


def trained() -> Weights:
    pytest.importorskip("pycrfsuite")
    lists = ListReader(FOLDER)
    samples = [read_marks(line) for line in MARKED] * 3
    return fit(samples, Featurizer(Lexicon(lists), Phrases(lists)), Settings(least=1, rounds=40))


def test_a_model_trained_on_a_few_sentences_reads_them_and_others(tmp_path: Path) -> None:
    weights = trained()
    save_weights(weights, tmp_path / "model.npz")
    lists = ListReader(FOLDER)
    model = Model(load_weights((tmp_path / "model.npz").read_bytes()), Lexicon(lists), Phrases(lists))
    for line in (*MARKED, "[Eva Roux|person] flew to [Madrid|place] for [Toyota|organisation]."):
        sample = read_marks(line)
        reading = model.read(sample.text)
        found = [
            (reading.tokens.starts[c.first], reading.tokens.ends[c.end - 1], KINDS[c.kind]) for c in reading.chunks
        ]
        assert found == sample.names


def test_training_twice_gives_the_same_weights() -> None:
    one, two = trained(), trained()
    assert np.array_equal(one.features, two.features)
    assert np.array_equal(one.window, two.window)
    assert np.array_equal(one.transitions, two.transitions)


def test_tokens_get_the_labels_of_the_names_they_are_in() -> None:
    sample = read_marks("Mr [Lee Jae-myung|person] left [U.S.|place]-led [NATO|organisation].")
    labels = labels_of(tokenize(sample.text), sample)
    assert labels == ["O", "B-PER", "I-PER", "O", "B-LOC", "O", "O", "B-ORG", "O"]


def test_headlines_are_made_without_moving_a_letter() -> None:
    assert as_title("Minister says rules of the game will help") == "Minister Says Rules of the Game Will Help"
    assert in_capitals("Straße in Oslo") == "STRAßE IN OSLO"


@pytest.mark.parametrize("line", MARKED)
def test_variations_keep_every_name(line: str) -> None:
    sample, chance = read_marks(line), random.Random(1)
    for _ in range(60):
        other = varied(sample, chance)
        assert [text.casefold().replace(" ", "") for text, _ in pieces(other)] == [
            text.casefold().replace(" ", "") for text, _ in pieces(sample)
        ]


def test_tokenised_copies_have_spaces_around_signs() -> None:
    sample = tokenised(read_marks("[Lee Jae-myung|person]’s “friend” left [Oslo|place]."), apart=True)
    assert sample.text == 'Lee Jae - myung \'s " friend " left Oslo .'
    assert pieces(sample) == [("Lee Jae - myung", "PER"), ("Oslo", "LOC")]


def test_names_are_exchanged_for_others_of_the_same_kind_and_alike_in_one_text() -> None:
    substitutes, chance = Substitutes(FOLDER), random.Random(3)
    sample = read_marks("[Ann Lee|person] saw [Rome|place]. [Lee|person] loved [Rome|place].")
    seen = {tuple(text for text, _ in pieces(substitutes.exchanged(sample, chance))) for _ in range(40)}
    assert len(seen) > 10
    for full, place, short, again in seen:
        assert place == again
        if full != "Ann Lee" and " " in full:
            assert short == full.split()[-1] or short != "Lee"
