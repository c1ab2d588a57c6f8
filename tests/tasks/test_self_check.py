"""The doctor finds what is wrong, says what to do, and changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber, Span
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityId
from reader.errors import ReaderError
from reader.library.importers.draft import ImportedArticle, ImportedHighlight, ImportedMarks
from reader.tasks.import_files import ImportFiles
from reader.tasks.self_check import Diagnosis, self_check
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import WriteArticle


def check(services: Services, **changed: object) -> Diagnosis:
    given = {
        "locations": services.locations,
        "databases": (services.library, services.userdata),
        "shelf": services.shelf,
        "name_articles": services.name_articles,
        "imports": services.imports,
        "bookmarks": services.bookmarks,
        "read_state": services.read_state,
        "annotations": services.annotations,
        "trash": services.trash,
        "wanted": services.wanted,
        "watched_folders": services.watched_folders,
        "find_families": services.find_families,
        "search_index": services.search_index,
        "name_finder": services.name_finder,
        "corrections": services.corrections,
        "recognitions": services.recognitions,
    }
    return self_check(**given | changed)  # type: ignore[arg-type]


@pytest.fixture
def filled(services: Services, import_files: ImportFiles, write_article: WriteArticle) -> Services:
    import_files([write_article(f"{n}.txt", f"Article {n}") for n in range(3)], ticket=Ticket())
    services.name_articles(ticket=Ticket())
    return services


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and "-shm" not in path.name}


@pytest.mark.parametrize("state", ["services", "filled"])
def test_a_sound_library_has_no_findings(state: str, request: pytest.FixtureRequest) -> None:
    services: Services = request.getfixturevalue(state)
    diagnosis = check(services)
    assert diagnosis.findings == ()
    articles = 3 if state == "filled" else 0
    assert diagnosis.counts["articles"] == diagnosis.counts["articles in the search index"] == articles
    assert any(str(services.locations.library_file) in fact for fact in diagnosis.facts)


def test_corrections_and_what_they_left_to_do_are_counted(filled: Services) -> None:
    filled.corrections.add(Correction(CorrectionAction.HIDE, EntityId("person:somebody")))
    filled.recognitions.relink_all()
    diagnosis = check(filled)
    assert diagnosis.counts["corrections of names"] == 1
    assert diagnosis.counts["of them only to be linked anew"] == 3
    assert [finding.problem for finding in diagnosis.findings] == ["The names in some articles are still to be found."]


def test_what_the_reader_made_is_counted(filled: Services) -> None:
    shelved = filled.shelf.at(ArticleNumber(1))
    filled.annotate.tag([shelved.article.id], ["water", "fire"])
    filled.annotate.set_note(shelved.article.id, "Ask.")
    filled.annotate.highlight(shelved.article.id, Span(0, 4))
    filled.take_marks([(shelved.article.id, ImportedMarks(highlights=(ImportedHighlight("not in the text"),)))])
    filled.annotate.put_in_trash([ArticleNumber(2)])
    counts = check(filled).counts
    assert (counts["tags"], counts["notes"], counts["highlights"], counts["articles in the trash"]) == (2, 1, 2, 1)
    assert counts["of them without a place in a text of this library"] == 1


def test_looking_changes_nothing(filled: Services) -> None:
    before = snapshot(filled.locations.data)
    check(filled)
    assert snapshot(filled.locations.data) == before


def _interrupt(services: Services) -> None:
    services.imports.begin(["/somewhere"])


def _add_unindexed(services: Services) -> None:
    services.shelf.add([ImportedArticle(title="Not indexed", text="Text.")])


def _delete_index(services: Services) -> None:
    services.search_index.close()
    for path in services.locations.cache.rglob("*"):
        if path.is_file():
            path.unlink()


def _damage_index(services: Services) -> None:
    services.search_index.close()
    for path in services.locations.cache.rglob("*"):
        if path.is_file() and path.name != "state.json":
            path.write_bytes(path.read_bytes()[:50])


def _damage_state(services: Services) -> None:
    services.search_index.close()
    (state,) = services.locations.cache.rglob("state.json")
    state.write_text("{", "utf-8")


def _damage_bookmarks(services: Services) -> None:
    services.locations.userdata_file.write_bytes(b"this was never a database " * 100)


@pytest.mark.parametrize(
    ("harm", "remedy"),
    [
        (_interrupt, "readalso index"),
        (_add_unindexed, "readalso index"),
        (_delete_index, "readalso index --rebuild"),
        (_damage_index, "readalso index --rebuild"),
        (_damage_state, "readalso index --rebuild"),
        (_damage_bookmarks, "put back a backup"),
    ],
)
def test_what_is_wrong_is_found_with_its_remedy(
    harm: Callable[[Services], None], remedy: str, filled: Services
) -> None:
    harm(filled)
    findings = check(filled).findings
    assert findings
    assert any(remedy in finding.remedy for finding in findings), findings
    assert all(finding.problem.endswith(".") and finding.remedy.endswith(".") for finding in findings)


def test_a_recogniser_that_cannot_be_loaded_is_told(services: Services) -> None:
    def missing() -> None:
        raise ReaderError("The name lists are missing.", remedy="Install Read Also again.")

    problems = [finding.problem for finding in check(services, name_finder=missing).findings]
    assert problems == ["The name lists are missing."]


def test_problems_of_watched_folders_are_told(services: Services, tmp_path: Path) -> None:
    services.watched_folders.add(tmp_path / "gone")
    services.watch_folders.scan_all(ticket=Ticket())
    found = check(services)
    assert found.counts["watched folders"] == 1
    assert any(str(tmp_path / "gone") in finding.problem for finding in found.findings)
