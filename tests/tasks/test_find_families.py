"""Reprints stand as one family, however they come in and whatever happens to their members."""

import random
from datetime import date

import pytest

from reader.articles.article import ArticleNumber
from reader.errors import CancelledError
from reader.library.families import Signed
from reader.library.importers.draft import ImportedArticle
from reader.library.intake import Part, ReadFile
from reader.tasks import find_families
from reader.tasks.list_articles import fetch_rows
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import MakeDraft

RNG = random.Random(2)


def words(seed: int, count: int = 120) -> str:
    rng = random.Random(seed)
    return " ".join(f"w{rng.randrange(500)}" for _ in range(count))


def edited(text: str) -> str:
    parts = text.split()
    parts[RNG.randrange(len(parts))] = "edited"
    return " ".join(parts)


def find(services: Services) -> int:
    return services.find_families(ticket=Ticket())


@pytest.fixture
def numbers(services: Services, make_draft: MakeDraft) -> list[ArticleNumber]:
    """Two families: the articles 0, 2 and 4, of which 4 was published first, and 1 and 5; 3 is alone, 6 is short."""
    first, second = words(1), words(2)
    texts = [first, second, edited(first), words(3), edited(first), edited(second), "Too short."]
    days = [3, 1, 4, 5, 2, 6, 7]
    return services.shelf.add(
        make_draft(f"Title {place}", text, published=date(2025, 1, day))
        for place, (text, day) in enumerate(zip(texts, days, strict=True))
    )


def test_families_are_found_and_the_first_published_stands_for_them(
    services: Services, numbers: list[ArticleNumber]
) -> None:
    assert services.find_families.left() == 7
    assert find(services) == 7
    zero, one, two, three, four, five, six = numbers
    assert services.families.map() == {zero: four, two: four, four: four, one: one, five: one}
    assert services.families.members(two) == [four, zero, two]
    assert services.families.members(three) == services.families.members(six) == []
    assert services.families.sizes(numbers) == {zero: 3, two: 3, four: 3, one: 2, five: 2}
    assert services.find_families.left() == 0
    assert find(services) == 0


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_it_does_not_matter_in_which_portions_they_are_compared(
    batch: int, services: Services, numbers: list[ArticleNumber], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_families, "BATCH", batch)
    find(services)
    assert len(services.families.members(numbers[0])) == 3
    assert len(services.families.members(numbers[1])) == 2


def test_what_comes_later_joins_and_may_join_two_families(services: Services, make_draft: MakeDraft) -> None:
    base = words(1, 300).split()
    one, two = " ".join(base[:220]), " ".join(base[80:])
    numbers = services.shelf.add([make_draft("A", one), make_draft("A2", edited(one))])
    numbers += services.shelf.add([make_draft("B", two), make_draft("B2", edited(two))])
    find(services)
    assert len(services.families.members(numbers[0])) == len(services.families.members(numbers[2])) == 2
    numbers += services.shelf.add([make_draft("Both", " ".join(base))])
    find(services)
    assert len(services.families.members(numbers[0])) == 5


def test_work_that_was_broken_off_goes_on(
    services: Services, numbers: list[ArticleNumber], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_families, "BATCH", 2)
    ticket, steps = Ticket(), iter(range(2))

    def report(_done: int, _total: int) -> None:
        if next(steps, None) is None:
            ticket.cancel()

    ticket._report = report
    with pytest.raises(CancelledError):
        services.find_families(ticket=ticket)
    assert 0 < services.find_families.left() < 7
    find(services)
    assert len(services.families.members(numbers[0])) == 3


def test_an_article_with_other_words_leaves_its_family(services: Services, numbers: list[ArticleNumber]) -> None:
    find(services)
    row = services.shelf.at(numbers[0]).article
    file = ReadFile("/a.txt", 1, 1, 1, "2026")
    for text in (row.text, words(99) + " " + row.text[:150]):
        draft = ImportedArticle(title=row.title, text=text)
        services.intake.note(services.intake.take([Part("/a.txt", [draft])]), files=[file])
    assert services.find_families.left() == 1
    find(services)
    assert services.families.members(numbers[0]) == []
    assert len(services.families.members(numbers[2])) == 2


def test_versions_of_one_article_are_no_family(services: Services, make_draft: MakeDraft) -> None:
    text = words(1)
    for version in (text, edited(text), edited(text)):
        taken = services.intake.take([Part("/a.txt", [make_draft("One", version)])])
        services.intake.note(taken, files=[ReadFile("/a.txt", 1, 1, 1, "2026")])
        find(services)
    assert services.families.map() == {}


def test_what_lies_in_the_trash_belongs_to_none(services: Services, numbers: list[ArticleNumber]) -> None:
    find(services)
    services.trash.put([numbers[4], numbers[1]])
    assert services.families.map() == dict.fromkeys([numbers[0], numbers[2]], numbers[0])
    assert services.families.sizes(numbers) == {numbers[0]: 2, numbers[2]: 2, numbers[4]: 2}
    services.trash.restore([numbers[4]])
    assert services.families.members(numbers[0]) == [numbers[4], numbers[0], numbers[2]]
    services.trash.put([numbers[4]])
    services.trash_articles.empty(ticket=Ticket())
    assert services.families.members(numbers[0]) == [numbers[0], numbers[2]]


def test_words_that_changed_while_they_were_compared_are_compared_again(
    services: Services, numbers: list[ArticleNumber]
) -> None:
    services.families.keep([Signed(numbers[0], "Title 0", "Other words.", [1, 2])])
    assert services.find_families.left() == 7


def test_a_row_tells_how_many_reprints_there_are(services: Services, numbers: list[ArticleNumber]) -> None:
    find(services)
    rows = fetch_rows(
        [numbers[2], numbers[0], numbers[3]],
        shelf=services.shelf, bookmarks=services.bookmarks, read_state=services.read_state,
        annotations=services.annotations, families=services.families, versions=services.versions,
    )  # fmt: skip
    assert [(row.reprints, row.changed) for row in rows] == [(2, False), (2, False), (0, False)]
