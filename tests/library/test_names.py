"""Who is named where: stored, replaced, counted and found again."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from reader.articles.article import ArticleNumber, Span
from reader.articles.folding import fold
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.errors import ReaderError
from reader.library.names import COMMON_NAME, TELLING_NAMES
from reader.wiring import Services
from tests.conftest import MakeDraft

PERSON, PLACE, ORGANISATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION
Shelve = Callable[..., ArticleNumber]


def entity(name: str, kind: EntityKind = PERSON, *aliases: str) -> Entity:
    return Entity(id=EntityId(f"{kind}:{fold(name)}"), kind=kind, name=name, aliases=aliases)


NAKATANI = entity("Gen Nakatani", PERSON, "Nakatani")
SEOUL = entity("Seoul", PLACE)
KIM = entity("Kim Jong Un", PERSON, "Kim")
NAVY = entity("Republic of Korea Navy", ORGANISATION)


def text_of(*entities: Entity) -> str:
    """Every form of each of them, in order."""
    return " ".join(form for one in entities for form in (one.name, *one.aliases)) or "Nobody."


def mentions(*entities: Entity) -> list[LinkedMention]:
    """Where `text_of` names them: by full name, and once by each other form."""
    found, at = [], 0
    for one in entities:
        for form in (one.name, *one.aliases):
            found.append(LinkedMention(span=Span(at, at + len(form)), entity=one))
            at += len(form) + 1
    return found


@pytest.fixture
def shelve(services: Services, make_draft: MakeDraft) -> Shelve:
    def add(title: str, *named: Entity, published: date | None = None) -> ArticleNumber:
        (number,) = services.shelf.add([make_draft(title, text_of(*named), published=published)])
        services.names.store([(number, mentions(*named))], recognized_by="1")
        return number

    return add


def names_of(found: Sequence[Entity]) -> list[str]:
    return [one.name for one in found]


def test_mentions_come_back_in_their_order(services: Services, shelve: Shelve) -> None:
    number = shelve("One", SEOUL, NAKATANI, SEOUL)
    found = services.names.mentions_of(number)
    assert found is not None
    assert [(one.span, one.entity.id) for one in found] == [
        (one.span, one.entity.id) for one in mentions(SEOUL, NAKATANI, SEOUL)
    ]


def test_no_names_is_not_the_same_as_not_looked_at(services: Services, shelve: Shelve, make_draft: MakeDraft) -> None:
    looked_at = shelve("One")
    (not_looked_at,) = services.shelf.add([make_draft("Two")])
    assert services.names.mentions_of(looked_at) == ()
    assert services.names.mentions_of(not_looked_at) is None
    assert services.names.mentions_of(ArticleNumber(99)) is None
    assert services.recognitions.left("1") == [not_looked_at]
    assert services.recognitions.left_count("1") == 1


def test_another_version_looks_at_everything_again(services: Services, shelve: Shelve) -> None:
    numbers = [shelve("One", SEOUL), shelve("Two", KIM)]
    assert services.recognitions.left("1") == []
    assert services.recognitions.left("2") == numbers
    assert services.recognitions.left_count("2") == 2


def test_recognising_again_replaces_what_was_there(services: Services, shelve: Shelve) -> None:
    number, other = shelve("One", SEOUL, SEOUL, KIM), shelve("Two", SEOUL)
    again = entity("Gen Nakatani")
    services.names.store([(number, mentions(again, SEOUL))], recognized_by="2")
    found = services.names.mentions_of(number)
    assert found is not None
    assert [one.entity.name for one in found] == ["Gen Nakatani", "Seoul"]
    assert services.names.counts(SEOUL.id).mentions == 2
    assert services.names.counts(KIM.id).articles == 0
    assert services.names.articles_with(SEOUL.id) == [number, other]
    assert services.names.articles_naming([PERSON], "kim") == []
    with pytest.raises(ReaderError, match="No article names this"):
        services.names.entity(KIM.id)


def test_half_a_batch_of_names_is_none(services: Services, shelve: Shelve) -> None:
    number = shelve("One", SEOUL)
    overlapping = [mentions(KIM)[0], mentions(NAKATANI)[0]]  # the same place twice: a bug of the recogniser
    with pytest.raises(Exception, match="UNIQUE"):
        services.names.store([(number, overlapping)], recognized_by="2")
    assert services.names.articles_with(SEOUL.id) == [number]
    assert services.recognitions.left("1") == []


def test_a_card_counts_articles_and_mentions(services: Services, shelve: Shelve) -> None:
    shelve("One", SEOUL, SEOUL, KIM)
    shelve("Two", SEOUL, NAKATANI)
    counts = services.names.counts(SEOUL.id)
    assert (counts.articles, counts.mentions) == (2, 3)
    unknown = services.names.counts(EntityId("person:nobody"))
    assert (unknown.articles, unknown.mentions) == (0, 0)


def test_an_entity_keeps_every_form_it_was_found_in(services: Services, shelve: Shelve) -> None:
    shelve("One", entity("Gen Nakatani", PERSON, "Nakatani"))
    shelve("Two", Entity(id=NAKATANI.id, kind=PERSON, name="Gen Nakatani", aliases=("Mr Nakatani", "Nakatani")))
    found = services.names.entity(NAKATANI.id)
    assert found.name == "Gen Nakatani"
    assert sorted(found.aliases) == ["Mr Nakatani", "Nakatani"]


def test_neighbours_are_those_most_often_named_beside(services: Services, shelve: Shelve) -> None:
    shelve("One", SEOUL, NAKATANI, KIM)
    shelve("Two", SEOUL, NAKATANI)
    shelve("Three", KIM, NAVY)
    assert names_of(services.names.neighbours(SEOUL.id)) == ["Gen Nakatani", "Kim Jong Un"]
    assert names_of(services.names.neighbours(SEOUL.id, limit=1)) == ["Gen Nakatani"]
    assert services.names.neighbours(EntityId("place:nowhere")) == ()


def test_months_are_those_of_publication(services: Services, shelve: Shelve) -> None:
    shelve("One", SEOUL, SEOUL, published=date(2025, 9, 30))
    shelve("Two", SEOUL, published=date(2025, 9, 1))
    shelve("Three", SEOUL, published=date(2024, 12, 31))
    shelve("Four", SEOUL)
    assert services.names.by_month(SEOUL.id) == [(date(2024, 12, 1), 1), (date(2025, 9, 1), 2)]


def test_whole_words_are_found_before_beginnings(services: Services, shelve: Shelve) -> None:
    kim, kimberly = shelve("One", KIM), shelve("Two", entity("Kimberly Clark"))
    find = services.names.articles_naming
    assert find([PERSON], "Kim") == [kim]
    assert find([PERSON], "kim jong") == [kim]
    assert find([PERSON], "KIMB") == [kimberly]
    assert find([PERSON], "jong-u") == [kim]
    assert find([PERSON], "ong") == []  # not in the middle of a word
    assert find([PERSON], "%") == []
    assert find([PERSON], "  ") == []


def test_a_name_is_found_by_its_kind_and_by_any_of_its_forms(services: Services, shelve: Shelve) -> None:
    number = shelve("One", NAKATANI, entity("Erdoğan"))
    shelve("Two", entity("Nakatani", PLACE))
    assert services.names.articles_naming([PERSON], "nakatani") == [number]
    assert len(services.names.articles_naming([PERSON, PLACE], "nakatani")) == 2
    assert services.names.articles_naming([ORGANISATION], "nakatani") == []
    assert services.names.articles_naming([PERSON], "Erdogan") == [number]


def test_an_exact_name_finds_only_those_of_this_full_name_if_there_are_any(services: Services, shelve: Shelve) -> None:
    kim, kims = shelve("One", entity("Kim")), shelve("Two", KIM)
    find = services.names.articles_naming
    assert set(find([PERSON], "kim")) == {kim, kims}
    assert find([PERSON], "KIM", exact=True) == [kim]
    assert find([PERSON], "jong un", exact=True) == [kims]  # nobody is called so: as without
    assert find([PLACE], "Kim", exact=True) == []


def test_articles_that_share_telling_names_are_found(services: Services, shelve: Shelve) -> None:
    one = shelve("One", NAKATANI, SEOUL, KIM)
    two, three = shelve("Two", NAKATANI, SEOUL), shelve("Three", SEOUL, NAVY)
    shelve("Four", NAVY)
    shared = {found.number: found.names for found in services.names.sharing(one)}
    assert shared == {two: (("Gen Nakatani", 2), ("Seoul", 3)), three: (("Seoul", 3),)}
    assert services.names.sharing(ArticleNumber(99)) == []


def test_names_that_are_all_over_the_library_do_not_tell(services: Services, make_draft: MakeDraft) -> None:
    numbers = services.shelf.add(make_draft(f"Article {n}") for n in range(COMMON_NAME + 1))
    services.names.store([(number, mentions(SEOUL)) for number in numbers], recognized_by="1")
    assert services.names.sharing(numbers[0]) == []
    services.names.store([(numbers[-1], mentions(KIM))], recognized_by="1")
    assert len(services.names.sharing(numbers[0])) == COMMON_NAME - 1


def test_only_the_rarest_names_of_an_article_are_compared(services: Services, shelve: Shelve) -> None:
    many = [entity(f"Name {letter}") for letter in "abcdefghijklmnop"]
    number = shelve("One", *many)
    for one in many:
        shelve(f"Also {one.name}", one)
    shelve("Again", many[0])
    shared = services.names.sharing(number)
    assert len(shared) == TELLING_NAMES
    assert all(found.names[0][1] == 2 for found in shared)
