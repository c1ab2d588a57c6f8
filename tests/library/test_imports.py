"""The journal of imports knows what is unfinished."""

import json

import pytest

from reader.library import imports
from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.library.imports import Failure, FileResult, ImportReport, Outcome
from reader.library.intake import TakenBatch
from reader.library.stored_text import path_of
from reader.wiring import Services


def test_an_import_is_unfinished_until_it_ends(services: Services) -> None:
    assert not services.imports.any()
    first = services.imports.begin(["/archive/ümlaut", "/more"])
    second = services.imports.begin(["seeds:"])
    assert services.imports.any()
    assert [(one.number, one.paths) for one in services.imports.unfinished()] == [
        (first, ("/archive/ümlaut", "/more")),
        (second, ("seeds:",)),
    ]
    services.imports.end(first, ImportReport(files=3, added=2, failed=(Failure(path="/a", reason="empty"),)))
    assert [one.number for one in services.imports.unfinished()] == [second]
    with services.library.reading() as db:
        (outcome,) = db.execute("SELECT outcome FROM imports WHERE number = ?", (first,)).fetchone()
    kept = json.loads(outcome)
    assert (kept["files"], kept["added"], kept["failed"]) == (3, 2, [{"path": "/a", "reason": "empty"}])


def test_how_an_interrupted_import_was_to_be_read_is_remembered(services: Services) -> None:
    options = ReadOptions(encoding="latin-1", columns=(("title", "Headline"),), split=True)
    services.imports.begin(["/a"], options)
    services.imports.begin(["/b"])
    assert [one.options for one in services.imports.unfinished()] == [options, NO_OPTIONS]


def keep(services: Services, number: int, results: list[FileResult]) -> None:
    services.intake.note(TakenBatch((), ()), results=results, number=number)


def test_what_came_of_each_file_is_told_by_path(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "RESULTS_AT_ONCE", 2)
    number = services.imports.begin(["/a"])
    results = [
        FileResult(f"/{name}", outcome, 1, "Why.") for name in "dacb" for outcome in (Outcome.ADDED, Outcome.FAILED)
    ]
    keep(services, number, results)
    keep(services, number, results[:3])  # told twice
    assert list(services.imports.results(number)) == sorted(results)
    assert list(services.imports.results(number + 1)) == []


def test_a_path_that_is_no_text_is_told_all_the_same(services: Services) -> None:
    number = services.imports.begin(["/\udce9"])
    keep(services, number, [FileResult("/\udce9", Outcome.FAILED, 0, "Why.")])
    assert [one.path for one in services.imports.results(number)] == ["/\\udce9"]
    assert path_of("/\\udce9") == "/\udce9"
    assert services.imports.unfinished()[0].paths == ("/\udce9",)


def test_results_of_the_last_imports_only_are_kept(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "KEPT_IMPORTS", 3)
    numbers = [services.imports.begin([f"/{n}"]) for n in range(5)]
    for number in numbers:
        keep(services, number, [FileResult("/a", Outcome.ADDED, 1)])
    services.imports.end(numbers[-1], ImportReport())
    assert [bool(list(services.imports.results(number))) for number in numbers] == [False, False, True, True, True]
    assert services.imports.last() == numbers[-1]


def test_reports_add_up() -> None:
    first = ImportReport(files=1, added=2, failures=1, failed=(Failure(path="/a", reason="Why."),), number=1)
    second = ImportReport(files=2, present=3, updated=4, wanted=5, skipped=6, number=2)
    both = first + second
    assert (both.files, both.added, both.present, both.updated, both.wanted, both.skipped) == (3, 2, 3, 4, 5, 6)
    assert (both.failures, both.failed, both.number) == (1, first.failed, 2)
    assert (first + ImportReport()).number == 1


def test_what_was_given_up_is_not_completed(services: Services) -> None:
    services.imports.begin(["/one"])
    services.imports.begin(["/two"])
    services.imports.give_up_unfinished()
    assert services.imports.unfinished() == []
    assert services.imports.any()
