"""The second pass finds names, keeps them through kills and new versions, and does first what the reader looks at."""

import io
from collections.abc import Sequence

import pytest

from reader.articles.article import ArticleNumber
from reader.entities.finder import LinkingNameFinder
from reader.entities.mention import EntityKind, Mention
from reader.errors import CancelledError
from reader.search.index import IndexedArticle, IndexUnreadableError
from reader.tasks.index_articles import index_is_behind
from reader.tasks.name_articles import BATCH, NameArticles
from reader.tasks.open_article import open_article
from reader.tasks.preferred_articles import PreferredArticles
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import MakeDraft


class Capitals:
    """Every word in capitals is a place; counts what it was asked to read."""

    version = "capitals"

    def __init__(self) -> None:
        self.read: list[str] = []

    def mentions_in(self, text: str) -> Sequence[Mention]:
        self.read.append(text)
        found, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            if word.isupper():
                found.append(Mention(at, at + len(word), EntityKind.PLACE))
            at += len(word)
        return found


class Pass:
    """The second pass over a library, with the recogniser above."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.recognizer = Capitals()
        self.version = "1"

    def namer(self) -> NameArticles:
        services = self.services
        return NameArticles(
            shelf=services.shelf, names=services.names, recognitions=services.recognitions, linking=services.linking,
            search_index=lambda: services.search_index, version=lambda: self.version,
            name_finder=lambda: LinkingNameFinder(self.recognizer, self.version),
            corrections=services.current_corrections,
        )  # fmt: skip

    def places(self, number: int) -> list[str] | None:
        found = self.services.names.mentions_of(ArticleNumber(number))
        return None if found is None else [one.entity.name for one in found]

    def recognised_by(self) -> set[str | None]:
        with self.services.library.reading() as db:
            return {row[0] for row in db.execute("SELECT recognized_by FROM articles")}


@pytest.fixture
def second(services: Services) -> Pass:
    return Pass(services)


@pytest.fixture
def three(second: Pass, make_draft: MakeDraft) -> Pass:
    second.services.shelf.add(make_draft(f"From TOWN{n}", f"Seen in TOWN{n} and PORT at noon.") for n in (1, 2, 3))
    return second


def found_by(services: Services, word: str) -> int:
    return services.search_index.search(word, resolve=lambda _condition: []).total


def test_names_of_title_and_text_are_found_stored_and_indexed(three: Pass) -> None:
    assert three.namer().left() == 3
    assert three.namer()(ticket=Ticket()) == 3
    assert three.places(2) == ["TOWN2", "TOWN2", "PORT"]
    found = three.services.names.mentions_of(ArticleNumber(2))
    assert found is not None
    assert [(one.in_title, one.span.start) for one in found] == [(True, 5), (False, 8), (False, 18)]
    assert three.namer().left() == 0
    assert not index_is_behind(shelf=three.services.shelf, search_index=three.services.search_index)
    assert found_by(three.services, "port") == 3


def test_the_second_time_nothing_is_read_or_changed(three: Pass) -> None:
    three.namer()(ticket=Ticket())
    revision, asked = three.services.shelf.revision(), len(three.recognizer.read)
    assert three.namer()(ticket=Ticket()) == 0
    assert (three.services.shelf.revision(), len(three.recognizer.read)) == (revision, asked)


def test_another_version_reads_everything_again_and_the_old_names_stay_until_then(three: Pass) -> None:
    three.namer()(ticket=Ticket())
    revision = three.services.shelf.revision()
    three.version = "2"
    assert three.namer().left() == 3
    assert three.places(1) == ["TOWN1", "TOWN1", "PORT"]
    three.namer()(ticket=Ticket())
    assert three.recognised_by() == {"2"}
    assert three.services.shelf.revision() == revision  # it found the same: the index is not told of it


def test_linking_anew_reads_what_was_recognised_not_the_text(three: Pass) -> None:
    three.namer()(ticket=Ticket())
    asked = len(three.recognizer.read)
    three.services.recognitions.relink([ArticleNumber(1), ArticleNumber(3)])
    assert three.namer().left() == 2
    assert three.namer()(ticket=Ticket()) == 2
    assert len(three.recognizer.read) == asked
    assert three.services.recognitions.relinking() == []


def test_other_rules_of_linking_link_everything_anew(three: Pass, monkeypatch: pytest.MonkeyPatch) -> None:
    three.namer()(ticket=Ticket())
    monkeypatch.setattr(type(three.services.linking), "rules", "other")
    assert three.namer().left() == 3
    assert three.namer()(ticket=Ticket()) == 3
    assert three.namer().left() == 0


def test_what_was_cancelled_is_found_again(second: Pass, make_draft: MakeDraft) -> None:
    second.services.shelf.add(make_draft(f"From TOWN{n}") for n in range(2 * BATCH + 10))
    ticket = Ticket()
    ticket._report = lambda done, _total: ticket.cancel() if done >= BATCH else None
    with pytest.raises(CancelledError):
        second.namer()(ticket=ticket)
    left = second.namer().left()
    assert 0 < left < 2 * BATCH + 10
    assert second.namer()(ticket=Ticket()) == left


def test_progress_counts_all_articles_of_the_library(three: Pass, make_draft: MakeDraft) -> None:
    three.namer()(ticket=Ticket())
    three.services.shelf.add([make_draft("Another"), make_draft("One more")])
    seen: list[tuple[int, int]] = []
    three.namer()(ticket=Ticket(lambda done, total: seen.append((done, total))))
    assert seen == [(3, 5), (5, 5)]


def test_what_the_reader_looks_at_comes_first(second: Pass, make_draft: MakeDraft) -> None:
    numbers = second.services.shelf.add(make_draft(f"From TOWN{n}") for n in range(3 * BATCH))
    wanted = [numbers[-1], numbers[-2]]
    asked = iter([(), wanted])
    second.namer()(ticket=Ticket(), preferred=lambda: next(asked, ()))
    read = [text.partition("\n")[0] for text in second.recognizer.read]
    assert set(read[BATCH : BATCH + 2]) == {f"From TOWN{3 * BATCH - 1}", f"From TOWN{3 * BATCH - 2}"}
    assert len(read) == len(set(read)) == 3 * BATCH


def test_an_opened_article_is_named_at_once_and_keeps_its_names(three: Pass) -> None:
    services = three.services
    services.current_corrections.bring_in()
    given = {"shelf": services.shelf, "names": services.names, "bookmarks": services.bookmarks}
    given["read_state"] = services.read_state  # type: ignore[assignment]
    given["annotations"] = services.annotations  # type: ignore[assignment]
    opened = open_article(ArticleNumber(2), name_articles=three.namer(), **given)  # type: ignore[arg-type]
    assert opened.named
    assert [one.entity.name for one in opened.mentions] == ["TOWN2", "TOWN2", "PORT"]
    assert three.places(2) is None  # storing may have to wait, so it is done afterwards
    assert opened.store_names is not None
    opened.store_names()
    assert three.places(2) == ["TOWN2", "TOWN2", "PORT"]
    assert three.namer().left() == 2


def test_a_damaged_index_does_not_stop_the_names(three: Pass, monkeypatch: pytest.MonkeyPatch) -> None:
    def apply(_changes: list[IndexedArticle], **_more: object) -> None:
        raise IndexUnreadableError("The index is damaged.")

    monkeypatch.setattr(three.services.search_index, "apply", apply)
    assert three.namer()(ticket=Ticket()) == 3
    assert three.places(1) is not None


def test_whom_to_prefer_is_read_from_lines_the_newest_wish_first() -> None:
    wishes = PreferredArticles(io.StringIO('{"first": [1, 2]}\nno wish\n[3]\n{"first": "x"}\n{"first": [4, "5"]}\n'))
    wishes.join()
    assert list(wishes()) == [4, 1, 2]
    assert list(wishes()) == []
