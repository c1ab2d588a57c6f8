"""The card of a name."""

from datetime import date

import pytest

from reader.articles.article import ArticleNumber
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.errors import ReaderError
from reader.tasks.describe_entity import card_of_unknown, describe_entity, last_months
from reader.wiring import Services


def test_a_card_tells_who_how_often_when_and_with_whom(seeded: Services, number_of: dict[str, ArticleNumber]) -> None:
    mentions = seeded.names.mentions_of(number_of["Seoul and Tokyo"])
    assert mentions is not None
    nakatani = next(one.entity for one in mentions if one.entity.name == "Gen Nakatani")
    card = describe_entity(nakatani.id, mentions_here=4, names=seeded.names, name_pages=seeded.name_pages)
    assert card.entity.name == "Gen Nakatani"
    assert "Nakatani" in card.entity.aliases
    assert card.mentions_here == 4
    assert 2 <= card.articles < card.mentions
    assert 1 <= len(card.neighbours) <= 6
    assert nakatani.id not in {one.id for one in card.neighbours}
    assert len(card.by_month) == 12
    assert card.by_month[-1][0] == date(2025, 9, 1)


def test_nobody_is_said_in_words(seeded: Services) -> None:
    with pytest.raises(ReaderError):
        describe_entity(
            EntityId("person:nobody at all"), mentions_here=0, names=seeded.names, name_pages=seeded.name_pages
        )


def test_a_name_that_is_not_stored_yet_has_a_small_card() -> None:
    entity = Entity(id=EntityId("person:a b"), kind=EntityKind.PERSON, name="A B")
    card = card_of_unknown(entity, mentions_here=3)
    assert (card.articles, card.mentions, card.neighbours, card.by_month) == (1, 3, (), ())


def test_the_last_twelve_months_have_no_gaps() -> None:
    months = last_months([(date(2020, 5, 1), 9), (date(2024, 11, 1), 2), (date(2025, 2, 1), 1)])
    assert months[0] == (date(2024, 3, 1), 0)
    assert months[-1] == (date(2025, 2, 1), 1)
    assert [count for _month, count in months] == [0] * 8 + [2, 0, 0, 1]
    assert [month.month for month, _count in months] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2]


def test_december_and_the_first_year_are_no_trouble() -> None:
    assert last_months([(date(2024, 12, 1), 1)])[0][0] == date(2024, 1, 1)
    assert last_months([(date(1, 2, 1), 1)]) == ((date(1, 1, 1), 0), (date(1, 2, 1), 1))
    assert last_months([]) == ()
