"""Whatever an earlier run left undone is found and done, once."""

from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.errors import CancelledError
from reader.library.importers.formats import read_file
from reader.library.imports import ImportReport
from reader.locations import bundled
from reader.tasks.complete_work import SEEDS, complete_work
from reader.tasks.import_files import ImportFiles
from reader.tasks.pending_work import PendingWork, pending_work
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import WriteArticle

NOTHING = PendingWork(first_launch=False, imports=0, index=False, names=0)


@pytest.fixture
def few_seeds(write_article: WriteArticle) -> Path:
    for day in range(1, 6):
        path = write_article(f"desk/2025-01-0{day}-article.txt", f"Bundled {day}", links=(f"Bundled {day - 1}",))
    return path.parent.parent


def pending(services: Services) -> PendingWork:
    return pending_work(
        shelf=services.shelf,
        imports=services.imports,
        search_index=services.search_index,
        name_articles=services.name_articles,
    )


def complete(
    services: Services, import_files: ImportFiles, seeds: Path, *, with_seeds: bool = True, ticket: Ticket | None = None
) -> ImportReport:
    report = complete_work(
        shelf=services.shelf,
        names=services.names,
        imports=services.imports,
        search_index=services.search_index,
        import_files=import_files,
        seeds=seeds,
        with_seeds=with_seeds,
        ticket=ticket or Ticket(),
    )
    services.name_articles(ticket=Ticket())
    return report


def test_a_new_library_gets_the_bundled_articles_the_newest_first(
    services: Services, import_files: ImportFiles, few_seeds: Path
) -> None:
    assert pending(services) == PendingWork(first_launch=True, imports=0, index=False, names=0)
    assert complete(services, import_files, few_seeds) == ImportReport(files=5, added=5)
    assert [services.shelf.at(ArticleNumber(n)).article.title for n in (1, 2)] == ["Bundled 5", "Bundled 4"]
    assert pending(services) == NOTHING
    assert not pending(services)


def test_the_second_time_nothing_is_left_to_do(services: Services, import_files: ImportFiles, few_seeds: Path) -> None:
    complete(services, import_files, few_seeds)
    state, revision = services.search_index.state(), services.shelf.revision()
    assert complete(services, import_files, few_seeds) == ImportReport()
    assert services.search_index.state() == state
    assert services.shelf.revision() == revision


def test_a_new_library_stays_empty_where_no_bundled_articles_are_wished_for(
    services: Services, import_files: ImportFiles, few_seeds: Path
) -> None:
    assert complete(services, import_files, few_seeds, with_seeds=False) == ImportReport()
    assert services.shelf.count() == 0


def test_somebody_elses_library_gets_no_bundled_articles(
    services: Services, import_files: ImportFiles, few_seeds: Path, write_article: WriteArticle
) -> None:
    import_files([write_article("../own/one.txt", "My own")], ticket=Ticket())
    complete(services, import_files, few_seeds)
    assert services.shelf.count() == 1


def test_an_emptied_library_is_no_new_one(services: Services, import_files: ImportFiles, few_seeds: Path) -> None:
    complete(services, import_files, few_seeds)
    with services.library.writing() as db:
        db.execute("DELETE FROM articles")
    complete(services, import_files, few_seeds)
    assert services.shelf.count() == 0
    assert services.search_index.articles() == 0
    assert not pending(services)


@pytest.mark.parametrize("stored", [0, 3, 5])
def test_an_interrupted_import_is_completed(
    stored: int, services: Services, import_files: ImportFiles, few_seeds: Path
) -> None:
    # what a process that is killed leaves: a beginning without an end, articles without index, names and joined titles
    services.imports.begin([str(few_seeds)])
    files = sorted(few_seeds.rglob("*.txt"))
    services.shelf.add(article for path in files[:stored] for article in read_file(path))
    assert pending(services) == PendingWork(first_launch=False, imports=1, index=stored > 0, names=stored)
    report = complete(services, import_files, few_seeds)
    assert (report.added, report.present) == (5 - stored, stored)
    assert services.shelf.count() == 5
    assert services.search_index.articles() == 5
    assert not pending(services)


def test_titles_are_joined_even_if_only_that_was_missing(
    services: Services, import_files: ImportFiles, write_article: WriteArticle
) -> None:
    one = write_article("one.txt", "The colours of the old harbour", links=())
    two = write_article("two.txt", "Another article", links=("The colors of the old harbor",))
    services.imports.begin([str(one), str(two)])
    services.shelf.add(article for path in (one, two) for article in read_file(path))
    assert len(services.links.wanted()) == 1
    complete(services, import_files, one.parent)
    assert services.links.wanted() == []


def test_an_interrupted_first_launch_takes_the_articles_from_where_they_are_now(
    services: Services, import_files: ImportFiles, few_seeds: Path
) -> None:
    services.imports.begin([SEEDS])
    moved = few_seeds.rename(few_seeds.with_name("moved"))
    assert complete(services, import_files, moved, with_seeds=False).added == 5


def test_a_path_that_is_gone_is_reported_and_not_asked_for_again(
    services: Services, import_files: ImportFiles, tmp_path: Path
) -> None:
    services.imports.begin([str(tmp_path / "gone")])
    report = complete(services, import_files, tmp_path)
    assert [failure.path for failure in report.failed] == [str(tmp_path / "gone")]
    assert complete(services, import_files, tmp_path, with_seeds=False) == ImportReport()


def test_a_deleted_index_is_made_anew(services: Services, import_files: ImportFiles, few_seeds: Path) -> None:
    complete(services, import_files, few_seeds)
    services.search_index.close()
    for path in sorted(services.locations.cache.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert pending(services).index
    complete(services, import_files, few_seeds)
    assert services.search_index.articles() == 5
    assert services.search_index.check() == []


def test_stopped_work_is_found_again(services: Services, import_files: ImportFiles, few_seeds: Path) -> None:
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(CancelledError):
        complete(services, import_files, few_seeds, ticket=ticket)
    assert pending(services)
    complete(services, import_files, few_seeds)
    assert not pending(services)
    assert services.shelf.count() == 5


def test_the_bundled_articles_are_all_taken(services: Services, import_files: ImportFiles, seeds: list[Path]) -> None:
    report = complete(services, import_files, bundled("seeds"))
    assert report == ImportReport(files=len(seeds), added=len(seeds))
    assert services.shelf.at(ArticleNumber(1)).article.title.startswith("Seoul and Tokyo defence chiefs")
    assert services.search_index.articles() == len(seeds)
    assert not pending(services)


def test_the_bundled_articles_bring_no_tags_of_their_own(
    services: Services, import_files: ImportFiles, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.md").write_text("---\ntitle: A visit\ntags: [rail]\nstarred: true\n---\n\nText.\n", "utf-8")
    complete(services, import_files, tmp_path / "seeds")
    assert services.shelf.count() == 1
    assert (services.tags.all(), services.bookmarks.all()) == ([], [])
