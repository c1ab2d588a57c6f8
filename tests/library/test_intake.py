"""What comes in again is found again: by its words, by its place, by its address; and nothing is lost or doubled."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.library.importers.draft import ImportedArticle, ImportedMarks, WantedArticle
from reader.library.imports import Outcome
from reader.library.intake import IN_TRASH, Part, ReadFile, TakenBatch
from reader.library.places import Place
from reader.wiring import Services
from tests.conftest import MakeDraft

Take = Callable[..., TakenBatch]

LONG = (
    "The harbour of the old town was closed on Monday, because the wind had grown stronger during the night.\n\n"
    "Ships waited outside until the pilots could be brought to them, and nobody was hurt in the storm."
)
OTHER = (
    "A committee of the parliament has asked for a report about the price of bread and of milk in the north.\n\n"
    "Farmers say that the rain of the last weeks made the harvest late; shops see it otherwise."
)


@pytest.fixture
def take(services: Services) -> Take:
    """Takes in what one file gave, as an import does."""

    def take_(path: str, *items: ImportedArticle | WantedArticle, moment: str = "2026-01-01") -> TakenBatch:
        taken = services.intake.take([Part(path, items)])
        articles = sum(1 for one in taken.items if one.number)
        services.intake.note(taken, files=[ReadFile(path, 10, 20, articles, moment)])
        return taken

    return take_


def outcomes(taken: TakenBatch) -> list[Outcome]:
    return [one.outcome for one in taken.items]


def texts(services: Services) -> list[str]:
    numbers = range(1, int(services.shelf.newest()) + 1)
    return [services.shelf.at(ArticleNumber(number)).article.text for number in numbers]


def test_what_is_new_is_added_and_its_place_is_known(services: Services, take: Take, make_draft: MakeDraft) -> None:
    taken = take("/a.txt", make_draft("Harbour", LONG, url="https://example.org/a?utm_source=x", source="The Post"))
    (one,) = taken.items
    assert one.outcome is Outcome.ADDED
    shelved = services.shelf.at(one.number)
    assert (shelved.article.id, shelved.article.url) == (one.id, "https://example.org/a?utm_source=x")
    assert services.places.of(one.number) == [Place("/a.txt", "", "2026-01-01", "")]
    assert services.places.articles_from("/a.txt") == [one.number]
    assert services.versions.of(one.number)[0].current
    assert services.versions.counts([one.number]) == {}


def test_the_same_words_elsewhere_are_one_article_with_two_places(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    take("/a.txt", make_draft("Harbour", LONG))
    taken = take("/b.txt", make_draft("Harbour", LONG, source="Another"))
    assert outcomes(taken) == [Outcome.PRESENT]
    assert services.shelf.count() == 1
    assert [place.path for place in services.places.of(taken.items[0].number)] == ["/a.txt", "/b.txt"]


def test_the_same_words_twice_in_one_batch_are_one_article(services: Services, make_draft: MakeDraft) -> None:
    draft = make_draft("Harbour", LONG)
    taken = services.intake.take([Part("/a.txt", [draft]), Part("/b.txt", [draft])])
    assert outcomes(taken) == [Outcome.ADDED, Outcome.PRESENT]
    assert services.shelf.count() == 1


def test_changed_words_at_the_same_place_are_a_new_version(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    first = take(
        "/a.txt", make_draft("Harbour", LONG, author="Ann", links=("Bread",), published=date(2025, 1, 2))
    ).items[0]
    services.bookmarks.mark(first.id, True)
    revision = services.shelf.revision()
    changed = make_draft("Harbour closed", f"{LONG}\n\nThe storm is over.", source="The Post", links=("Milk", "Bread"))
    second = take("/a.txt", changed).items[0]
    assert (second.outcome, second.number, second.id) == (Outcome.UPDATED, first.number, first.id)
    shelved = services.shelf.at(first.number)
    assert (shelved.article.id, shelved.article.title, shelved.article.text) == (first.id, changed.title, changed.text)
    assert (shelved.article.author, shelved.article.source) == ("Ann", "The Post")  # a fact stays where none is told
    assert shelved.article.published == date(2025, 1, 2)
    assert shelved.article.links == ("Milk", "Bread")
    assert shelved.change > revision
    assert services.bookmarks.holds(shelved.article.id)
    current, older = services.versions.of(first.number)
    assert (current.content, current.current, current.text) == (changed.id, True, changed.text)
    assert (older.content, older.current, older.text, older.title) == (first.id, False, LONG, "Harbour")
    assert services.versions.counts([first.number]) == {first.number: 1}
    with services.library.reading() as db:
        assert json.loads(db.execute("SELECT links FROM versions").fetchone()[0]) == ["Bread"]


def test_an_old_text_at_the_same_place_comes_back(services: Services, take: Take, make_draft: MakeDraft) -> None:
    draft, changed = make_draft("Harbour", LONG, links=("Bread",)), make_draft("Harbour", LONG + " More.")
    number = take("/a.txt", draft).items[0].number
    take("/a.txt", changed)
    assert outcomes(take("/a.txt", draft)) == [Outcome.UPDATED]
    shelved = services.shelf.at(number)
    assert (shelved.article.text, shelved.article.links) == (LONG, ("Bread",))
    assert [version.content for version in services.versions.of(number)] == [draft.id, changed.id]
    assert services.shelf.count() == 1


def test_an_old_text_elsewhere_changes_nothing(services: Services, take: Take, make_draft: MakeDraft) -> None:
    draft, changed = make_draft("Harbour", LONG), make_draft("Harbour", LONG + " More.")
    number = take("/a.txt", draft).items[0].number
    take("/copy.txt", draft)
    take("/a.txt", changed)
    for path in ("/copy.txt", "/third.txt"):
        assert outcomes(take(path, draft)) == [Outcome.PRESENT]
    assert services.shelf.at(number).article.text == changed.text
    assert services.versions.counts([number]) == {number: 1}


def test_a_file_name_that_is_used_again_swallows_no_article(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    first = take("/today.txt", make_draft("Harbour closed after storm", LONG)).items[0]
    second = take("/today.txt", make_draft("Bread dearer than ever", OTHER), moment="2026-01-02").items[0]
    assert second.outcome is Outcome.ADDED
    assert services.shelf.count() == 2
    assert services.versions.counts([first.number, second.number]) == {}
    assert services.places.of(second.number) == [Place("/today.txt", "", "2026-01-02", "")]
    assert services.places.of(first.number) == [Place("/today.txt", f"@{first.content}", "2026-01-01", "2026-01-02")]
    assert services.places.gone([first.number, second.number]) == {first.number}


def test_articles_of_a_collection_are_known_by_their_keys(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    one = make_draft("Harbour", LONG, key="id-1", several=True)
    two = make_draft("Bread", OTHER, key="k" * 5_000, several=True)
    assert outcomes(take("/all.json", one, two)) == [Outcome.ADDED, Outcome.ADDED]
    changed = replace(two, text=OTHER + " Prices fell again.")
    assert outcomes(take("/all.json", changed, one)) == [Outcome.UPDATED, Outcome.PRESENT]
    assert services.shelf.count() == 2
    assert texts(services) == [LONG, changed.text]


def test_without_keys_a_changed_article_of_a_collection_is_another(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    drafts = [make_draft("Harbour", LONG, several=True), make_draft("Bread", OTHER, several=True)]
    take("/all.mbox", *drafts)
    changed = replace(drafts[0], text=LONG + " More.")
    assert outcomes(take("/all.mbox", changed, drafts[1])) == [Outcome.ADDED, Outcome.PRESENT]
    assert services.shelf.count() == 3


@pytest.mark.parametrize("address", ["https://www.example.org/a/", "http://example.org/a?utm_medium=mail"])
def test_a_changed_text_of_the_same_address_is_a_new_version(
    address: str, services: Services, take: Take, make_draft: MakeDraft
) -> None:
    first = take("/a.html", make_draft("Harbour", LONG, url="https://example.org/a")).items[0]
    taken = take("/export.json", make_draft("Harbour", OTHER + LONG, url=address, key="7", several=True))
    assert (taken.items[0].outcome, taken.items[0].number) == (Outcome.UPDATED, first.number)
    assert [place.path for place in services.places.of(first.number)] == ["/a.html", "/export.json"]


def test_an_extract_of_the_same_address_does_not_hide_the_whole(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    first = take("/a.html", make_draft("Harbour", LONG, url="https://example.org/a")).items[0]
    extract = make_draft("Harbour", LONG[:60], url="https://example.org/a")
    for path in ("/feed.xml", "/again.xml"):
        assert outcomes(take(path, extract)) == [Outcome.PRESENT]
    assert services.shelf.at(first.number).article.text == LONG
    assert {version.text for version in services.versions.of(first.number)} == {LONG, LONG[:60]}


def test_other_words_at_the_same_address_are_another_article(take: Take, make_draft: MakeDraft) -> None:
    take("/a.html", make_draft("Front page of Monday", LONG, url="https://example.org/"))
    assert outcomes(take("/b.html", make_draft("Live: bread", OTHER, url="https://example.org/"))) == [Outcome.ADDED]


def test_an_article_without_an_address_gets_it_from_a_copy_that_has_one(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    number = take("/a.txt", make_draft("Harbour", LONG)).items[0].number
    take("/b.html", make_draft("Harbour", LONG, url="https://example.org/a"))
    assert services.shelf.at(number).article.url == "https://example.org/a"
    assert outcomes(take("/c.html", make_draft("Harbour", LONG + " More.", url="https://example.org/a"))) == [
        Outcome.UPDATED
    ]


def name(services: Services, number: ArticleNumber) -> EntityId:
    entity = Entity(id=EntityId("place:old town"), kind=EntityKind.PLACE, name="old town")
    start = LONG.index("old town")
    services.names.store([(number, (LinkedMention(Span(start, start + 8), entity),))], recognized_by="1")
    return entity.id


def test_names_found_in_the_old_words_are_gone_and_are_to_be_found_again(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    number = take("/a.txt", make_draft("Harbour", LONG)).items[0].number
    entity = name(services, number)
    assert services.names.counts(entity) == (1, 1)
    take("/a.txt", make_draft("Harbour", f"New words before. {LONG}"))
    assert services.names.mentions_of(number) is None
    assert services.names.counts(entity) == (0, 0)
    assert services.recognitions.left("1") == [number]
    assert services.recognitions.of([number]) == {}


def test_links_go_on_to_an_article_that_is_called_otherwise_now(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    number = take("/a.txt", make_draft("Harbour", LONG)).items[0].number
    asking = take("/b.txt", make_draft("Asking", OTHER, links=("Harbour", "Harbour closed"))).items[0].number
    take("/a.txt", make_draft("Harbour closed", LONG + " More."))
    assert [link.number for link in services.links.of(asking)] == [number, number]


def test_what_lies_in_the_trash_stays_there(services: Services, take: Take, make_draft: MakeDraft) -> None:
    draft = make_draft("Harbour", LONG)
    number = take("/a.txt", draft).items[0].number
    services.trash.put([number])
    (same,) = take("/b.txt", replace(draft, marks=ImportedMarks(tags=("x",)))).items
    assert (same.outcome, same.reason, same.marks.tags) == (Outcome.SKIPPED, IN_TRASH, ())
    (changed,) = take("/a.txt", make_draft("Harbour", LONG + " More.")).items
    assert (changed.outcome, changed.reason) == (Outcome.SKIPPED, IN_TRASH)
    assert services.shelf.count() == 0
    assert services.trash.all() == [number]
    services.trash.restore([number])
    assert services.shelf.at(number).article.text == LONG + " More."


def test_an_article_keeps_its_place_where_one_of_the_trash_comes_in_its_stead(
    services: Services, take: Take, make_draft: MakeDraft
) -> None:
    harbour = take("/a.txt", make_draft("Harbour", LONG)).items[0].number
    other = make_draft("Another story", OTHER)
    services.trash.put([take("/b.txt", other).items[0].number])
    (skipped,) = take("/a.txt", other, moment="2026-01-02").items
    assert (skipped.outcome, skipped.replaces) == (Outcome.SKIPPED, True)
    assert [place.path for place in services.places.of(harbour)] == ["/a.txt"]


def test_words_that_cannot_be_stored_are_spelled_out(services: Services, take: Take, make_draft: MakeDraft) -> None:
    draft = make_draft("Lone \ud800 half", "Null\0byte and \udcff.", author="\udc80", links=("\ud800",))
    (one,) = take("/bad\udce9.txt", draft).items
    assert one.outcome is Outcome.ADDED
    article = services.shelf.at(one.number).article
    assert article.text == "Nullbyte and \\udcff."
    assert article.links == ("\\ud800",)
    assert outcomes(take("/bad\udce9.txt", draft)) == [Outcome.PRESENT]
    assert len(services.places.of(one.number)) == 1


def test_half_a_batch_is_none(services: Services, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.library import intake

    calls = iter([False, True])
    insert = intake.insert_article

    def breaking(*arguments: object) -> object:
        if next(calls):
            raise KeyboardInterrupt
        return insert(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "insert_article", breaking)
    with pytest.raises(KeyboardInterrupt):
        services.intake.take([Part("/a", [make_draft("One"), make_draft("Two")])])
    assert services.shelf.count() == 0


def test_a_batch_asks_no_statement_that_reads_a_whole_table(services: Services, make_draft: MakeDraft) -> None:
    """However large the library: each statement of an import, of a scan and of the trash reads by index."""
    drafts = [make_draft("Harbour", LONG, url="https://example.org/a", links=("Bread",), key="1", several=True)]
    entries = [WantedArticle(url="https://example.org/b", title="A long title of many words"), WantedArticle(title="T")]
    statements: set[str] = set()
    with services.library.reading() as db:
        db.set_trace_callback(statements.add)
    take_twice: Sequence[ImportedArticle | WantedArticle] = [*drafts, *entries]
    for items in (take_twice, [replace(drafts[0], text=LONG + " More."), *entries], take_twice):
        taken = services.intake.take([Part("/all.json", items)])
        services.intake.note(taken, files=[ReadFile("/all.json", 1, 1, 1, "2026")])
    services.known_files.looking().at("/all.json")
    services.trash.put([ArticleNumber(1)])
    services.trash.restore([ArticleNumber(1)])
    with services.library.reading() as db:
        db.set_trace_callback(None)
        for statement in statements:
            if statement.split()[0] in ("SELECT", "UPDATE", "DELETE", "INSERT"):
                plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
                scans = [step for step in plan if step.startswith("SCAN") and not _is_small(step)]
                assert not scans, (statement, plan)
    assert len(statements) > 30


def _is_small(step: str) -> bool:
    """What is asked for is read through, and the first entry of an index."""
    return any(
        what in step for what in ("json_each", "VIRTUAL TABLE", "asked", "CONSTANT", "wanted_by_title", "SCAN (")
    )


def test_an_article_id_is_never_given_twice(services: Services, take: Take, make_draft: MakeDraft) -> None:
    """The first words of an article that has others now are still its own."""
    draft = make_draft("Harbour", LONG)
    take("/a.txt", draft)
    take("/a.txt", make_draft("Harbour", LONG + " More."))
    assert services.shelf.add([draft]) == []
    assert services.shelf.get(ArticleId(draft.id)).article.text == LONG + " More."
