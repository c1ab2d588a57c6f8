"""What is thrown away leaves every list and can come back whole, until the trash is emptied."""

from datetime import date

import pytest

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention, Mention
from reader.library.families import Signed
from reader.library.linking import ReadArticle
from reader.library.shelf import ShelfOrder
from reader.library.versions import Versions
from reader.tasks.list_articles import count_library
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import MakeDraft

SEOUL = Entity(id=EntityId("place:seoul"), kind=EntityKind.PLACE, name="Seoul")


@pytest.fixture
def numbers(services: Services, make_draft: MakeDraft) -> list[ArticleNumber]:
    """Three articles that name Seoul; the second has the first in its list, and is linked from the third."""
    drafts = [
        make_draft("One", "Seoul is named.", published=date(2025, 1, 1)),
        make_draft("Two", "Seoul is named.", links=("One",), published=date(2025, 2, 2)),
        make_draft("Three", "Seoul is named.", links=("Two",), published=date(2025, 3, 3)),
    ]
    numbers = services.shelf.add(drafts)
    mention = LinkedMention(Span(0, 5), SEOUL)
    read = [
        ReadArticle(number, draft.id, draft.title, draft.text, (mention,), found=[Mention(0, 5, EntityKind.PLACE)])
        for number, draft in zip(numbers, drafts, strict=True)
    ]
    services.linking.store(read, recognized_by="1")
    return numbers


def order(services: Services) -> list[int]:
    return list(services.shelf.order(ShelfOrder.OLDEST))


def test_it_leaves_every_list(services: Services, numbers: list[ArticleNumber]) -> None:
    one, two, three = numbers
    ids = [services.shelf.at(number).article.id for number in numbers]
    assert services.trash.put([two, ArticleNumber(99)]) == [two]
    assert order(services) == [one, three]
    assert services.shelf.count() == 2
    assert [row.number for row in services.shelf.rows(numbers)] == [one, three]
    assert services.shelf.numbers_of(ids) == [one, three]
    assert services.shelf.titles() == [(one, "one"), (three, "three")]
    assert services.shelf.with_links() == [three]
    assert services.links.to(one) == []
    (link,) = services.links.of(three)
    assert (link.title, link.number) == ("Two", None)
    assert services.names.counts(SEOUL.id) == (2, 2)
    assert services.names.articles_with(SEOUL.id) == [one, three]
    facts = services.name_pages.facts(SEOUL.id)
    assert (facts.row.articles, facts.first, facts.last) == (2, date(2025, 1, 1), date(2025, 3, 3))
    services.bookmarks.mark(ids[1], True)
    counts = count_library(shelf=services.shelf, bookmarks=services.bookmarks, read_state=services.read_state)
    assert (counts.articles, counts.bookmarks) == (2, 0)


def test_the_trash_shows_it_the_last_first(services: Services, numbers: list[ArticleNumber]) -> None:
    services.trash.put(numbers[:1])
    services.trash.put(numbers[2:])
    assert services.trash.count() == 2
    assert set(services.trash.all()) == {numbers[0], numbers[2]}
    assert [row.title for row in services.shelf.rows(services.trash.all(), in_trash=True)].count("Three") == 1
    assert services.shelf.at(numbers[0]).trashed  # it can still be looked at
    assert services.trash.holds(numbers[0])
    assert not services.trash.holds(numbers[1])


def test_throwing_away_twice_is_throwing_away_once(services: Services, numbers: list[ArticleNumber]) -> None:
    services.trash.put(numbers)
    revision = services.shelf.revision()
    assert services.trash.put(numbers) == []
    assert services.shelf.revision() == revision
    assert services.names.counts(SEOUL.id) == (0, 0)


def test_it_comes_back_with_its_names_and_links(services: Services, numbers: list[ArticleNumber]) -> None:
    services.trash.put(numbers)
    assert services.recognitions.left("1") == []
    assert services.trash.restore([*numbers, ArticleNumber(99)]) == numbers
    assert services.trash.restore(numbers) == []
    assert order(services) == list(numbers)
    assert services.recognitions.relinking() == numbers
    assert services.links.of(numbers[2])[0].number == numbers[1]
    with services.library.reading() as db:
        assert db.execute("SELECT recognized_by FROM articles").fetchall() == [("1",)] * 3


def test_nothing_is_found_in_what_lies_there(services: Services, numbers: list[ArticleNumber]) -> None:
    services.trash.put(numbers[:1])
    assert services.recognitions.left("2") == [numbers[2], numbers[1]]
    assert services.recognitions.left_count("2") == 2
    assert services.recognitions.left_count("1") == 0
    services.recognitions.relink_all()
    services.linking.store(
        [ReadArticle(numbers[0], ArticleId("x"), "One", "Seoul is named.", (LinkedMention(Span(0, 5), SEOUL),))],
        recognized_by="1",
    )
    assert services.names.counts(SEOUL.id) == (2, 2)
    assert numbers[0] not in services.recognitions.relinking()


def test_an_article_whose_names_were_never_found_is_to_be_read_when_it_comes_back(
    services: Services, make_draft: MakeDraft
) -> None:
    (number,) = services.shelf.add([make_draft("One")])
    services.names.store([(number, ())], recognized_by="1")  # without what was recognised
    services.trash.put([number])
    services.trash.restore([number])
    assert services.recognitions.left("1") == [number]


def index(services: Services) -> frozenset[ArticleNumber]:
    return services.search_index.numbers()


def test_the_index_lets_go_of_it_and_takes_it_back(services: Services, numbers: list[ArticleNumber]) -> None:
    from reader.tasks.index_articles import index_is_behind, index_missing, rebuild_index

    def update() -> None:
        index_missing(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket())

    update()
    assert index(services) == set(numbers)
    services.trash.put(numbers[:2])
    assert index_is_behind(shelf=services.shelf, search_index=services.search_index)
    update()
    assert index(services) == {numbers[2]}
    services.trash.restore(numbers[:1])
    update()
    assert index(services) == {numbers[0], numbers[2]}
    rebuild_index(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket())
    assert index(services) == {numbers[0], numbers[2]}


def test_emptying_deletes_what_lies_there_and_nothing_else(
    services: Services, numbers: list[ArticleNumber], make_draft: MakeDraft
) -> None:
    one, two, three = numbers
    services.families.keep([Signed(three, "Three", "Seoul is named.", [5, 7], [one])])
    services.trash.put([three, one])
    state_before = services.shelf.revision()
    assert services.trash_articles.empty(ticket=Ticket()) == 2
    assert services.trash_articles.empty(ticket=Ticket()) == 0
    assert services.trash.count() == 0
    assert order(services) == [two]
    assert index(services) == {two}
    assert services.shelf.revision() == state_before  # it never falls, or the index would be built anew
    state = services.search_index.state()
    assert state is not None
    assert state.revision == services.shelf.revision()
    with services.library.reading() as db:
        for table in ("links", "recognitions", "signatures", "relinking"):
            assert db.execute(f"SELECT DISTINCT article FROM {table} WHERE article <> ?", (two,)).fetchall() == []
        assert db.execute("SELECT count(*) FROM signature_bands").fetchone() == (0,)
    (new,) = services.shelf.add([make_draft("Four")])
    assert new > three  # numbers are never used again
    assert services.shelf.at(new).change > state_before
    assert services.library.check() == []


def test_what_the_index_has_not_seen_yet_is_not_deleted(services: Services, numbers: list[ArticleNumber]) -> None:
    before = services.shelf.revision()
    services.trash.put(numbers)
    assert services.trash.empty(indexed=before) == 0
    assert services.trash.count() == 3


def test_older_words_go_with_their_article_only(services: Services, numbers: list[ArticleNumber]) -> None:
    with services.library.writing() as db:
        db.executemany(
            "INSERT INTO versions VALUES (?, ?, 't', 'x', '', '', NULL, '', '[]', '', '')",
            [(f"v{number}", number) for number in numbers],
        )
    services.trash.put(numbers[:1])
    services.trash_articles.empty(ticket=Ticket())
    versions: Versions = services.versions
    assert versions.counts(numbers) == {numbers[1]: 1, numbers[2]: 1}
    assert versions.of(numbers[0]) == []
