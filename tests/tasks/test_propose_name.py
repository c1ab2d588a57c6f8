"""What selected words may be a name of."""

import pytest

from reader.articles.article import Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.tasks.propose_name import SelectedWords, propose_name, whole_words

NAKATANI = Entity(EntityId("person:gen nakatani"), EntityKind.PERSON, "Gen Nakatani")
MENTIONS = (LinkedMention(Span(0, 12), NAKATANI),)


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("the Second Fleet sailed", 5, 14, "Second Fleet"),
        (" “Seoul”, he said", 0, 9, "Seoul"),
        ("Nakatani’s visit", 0, 10, "Nakatani"),
        ("the U.S. said", 4, 7, "U.S."),
        ("O'Brien  and\xa0Sons Ltd", 0, 21, "O'Brien and Sons Ltd"),
    ],
)
def test_a_selection_becomes_whole_words(text: str, start: int, end: int, words: str) -> None:
    selected = whole_words(text, start, end)
    assert selected is not None
    assert selected.words == words


def test_a_sentence_is_no_name() -> None:
    assert whole_words("one two three four five six seven eight nine ten eleven twelve thirteen", 0, 70) is None
    assert whole_words("… , …", 0, 5) is None


@pytest.mark.parametrize("words", ["Gen Nakatani", "Nakatani", "Minister Gen Nakatani"])
def test_what_the_article_knows_by_these_words_is_proposed(words: str) -> None:
    proposal = propose_name(SelectedWords(words), MENTIONS)
    assert (proposal.same, proposal.kind) == (NAKATANI, EntityKind.PERSON)


@pytest.mark.parametrize(
    ("selected", "kind"),
    [
        (SelectedWords("Foreign Ministry"), EntityKind.ORGANISATION),
        (SelectedWords("KMT", "the "), EntityKind.ORGANISATION),
        (SelectedWords("Han River"), EntityKind.PLACE),
        (SelectedWords("Yongsan", "they met in ", " again"), EntityKind.PLACE),
        (SelectedWords("Ahn", "", " said on Monday"), EntityKind.PERSON),
        (SelectedWords("Ahn", "with Mr. "), EntityKind.PERSON),
        (SelectedWords("Ahn Gyu-back"), EntityKind.PERSON),
        (SelectedWords("truce of Panmunjom"), EntityKind.OTHER),
    ],
)
def test_else_the_words_and_their_neighbours_tell_the_kind(selected: SelectedWords, kind: EntityKind) -> None:
    proposal = propose_name(selected, ())
    assert (proposal.kind, proposal.same) == (kind, None)
