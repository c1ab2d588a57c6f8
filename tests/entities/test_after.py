"""What is put right after the model, shown on chunks made by hand."""

from pathlib import Path

import numpy as np

from reader.entities.after import KIND, put_right
from reader.entities.decoding import Chunk
from reader.entities.known_names import KnownNames
from reader.entities.lexicon import Lexicon
from reader.entities.lists import ListReader
from reader.entities.mention import EntityKind, MentionSource
from reader.entities.reading import Reading
from reader.entities.tokenizer import tokenize

LISTS = ListReader(Path(__file__).resolve().parents[2] / "resources" / "entities")
LEXICON, KNOWN = Lexicon(LISTS), KnownNames(LISTS)
PERSON, PLACE, ORGANISATION, OTHER = range(4)


def read(text: str, *chunks: tuple[str, int, float]) -> list[tuple[str, str, str]]:
    """Name, kind and source after the chunks (words, kind, confidence) were found, each at its first place."""
    tokens = tokenize(text)
    spans = []
    for words, kind, confidence in chunks:
        wanted = tokenize(words).words
        first = next(i for i in range(len(tokens.words)) if tokens.words[i : i + len(wanted)] == wanted)
        spans.append(Chunk(first, first + len(wanted), kind, confidence))
    capitals = np.array([word[0].isupper() for word in tokens.words], np.int32)
    flags = np.array([LEXICON.flags(word) for word in tokens.words], np.int32)
    names = put_right(Reading(tokens, capitals, flags, sorted(spans)), KNOWN)
    return [(text[tokens.starts[n.first] : tokens.ends[n.end - 1]], KIND[n.kind], n.source) for n in names]


def test_titles_before_a_person_are_cut_off() -> None:
    found = read("He met President Ana Qwirez today.", ("President Ana Qwirez", PERSON, 0.9))
    assert found == [("Ana Qwirez", EntityKind.PERSON, MentionSource.MODEL)]


def test_words_that_are_never_names_are_dropped_as_persons_and_organisations() -> None:
    assert read("Then AI won.", ("AI", ORGANISATION, 0.9)) == []
    assert read("Then Monday came.", ("Monday", PERSON, 0.9)) == []


def test_a_sure_name_is_found_again_and_says_so() -> None:
    found = read("Ana Qwirez spoke. Nobody believed Qwirez then.", ("Ana Qwirez", PERSON, 0.95))
    assert found[1] == ("Qwirez", EntityKind.PERSON, MentionSource.REPEATED)


def test_an_unsure_name_is_not_found_again() -> None:
    assert len(read("Ana Qwirez spoke. Nobody believed Qwirez then.", ("Ana Qwirez", PERSON, 0.4))) == 1


def test_part_of_a_longer_name_is_not_taken_for_the_name() -> None:
    found = read("He left Zzorx. The Zzorx Institute stayed.", ("Zzorx", PLACE, 0.95))
    assert found == [("Zzorx", EntityKind.PLACE, MentionSource.MODEL)]


def test_an_unsure_kind_follows_the_other_mentions() -> None:
    text = "They left Zzorx early; men from Zzorx came."
    tokens = tokenize(text)
    at = [i for i, word in enumerate(tokens.words) if word == "Zzorx"]
    chunks = [Chunk(at[0], at[0] + 1, PLACE, 0.95), Chunk(at[1], at[1] + 1, PERSON, 0.4)]
    ones = np.ones(len(tokens.words), np.int32)
    names = put_right(Reading(tokens, ones, 0 * ones, chunks), KNOWN)
    assert [name.kind for name in names] == [PLACE, PLACE]


def test_a_listed_name_that_the_model_missed_is_taken() -> None:
    found = read("He wrote to the European Space Agency about it.")
    assert found == [("European Space Agency", EntityKind.ORGANISATION, MentionSource.LIST)]


def test_a_listed_name_takes_the_place_of_doubtful_parts_but_not_of_sure_ones() -> None:
    text = "They praised the Trump Route for International Peace and Prosperity again."
    whole = "Trump Route for International Peace and Prosperity"
    assert read(text, ("Trump Route", OTHER, 0.3)) == [(whole, EntityKind.OTHER, MentionSource.LIST)]
    assert read(text, ("Trump Route", OTHER, 0.95))[0][0] == "Trump Route"


def test_a_listed_person_stays_a_person_when_the_model_is_in_doubt() -> None:
    assert read("Then Moon Jae-in spoke.", ("Moon Jae-in", PLACE, 0.5))[0][1] is EntityKind.PERSON
