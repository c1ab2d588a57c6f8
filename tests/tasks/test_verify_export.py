import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.exporting.formats import FormatKey
from reader.tasks.export_articles import Exported
from reader.tasks.verify_export import Verification, VerifyExport
from reader.ticket import Ticket
from reader.wiring import Services, open_parts
from tests.tasks.exported_library import choice, export, fill

Change = Callable[[list[dict[str, Any]]], object]


@pytest.fixture
def exported(services: Services, tmp_path: Path) -> Exported:
    fill(services, tmp_path / "files")
    return export(services, FormatKey.JSONL, tmp_path / "all.jsonl")


def verified(exported: Exported, *, complete: bool = True) -> Verification:
    assert exported.contents is not None
    return VerifyExport(open_parts)(exported.path, exported.contents, complete=complete, ticket=Ticket())


def test_a_library_that_was_read_back_is_equal_and_says_what_it_holds(exported: Exported) -> None:
    found = verified(exported)
    assert found.differences == ()
    assert found.equal
    assert found.words == (
        "Read back and equal: 5 articles, 6 versions, 3 tags, 1 note, 1 highlight, 1 bookmark, 3 links, 1 correction,"
        " 1 saved search, 1 in the trash."
    )


def test_a_part_of_a_library_is_equal_though_links_lead_out_of_it(services: Services, tmp_path: Path) -> None:
    ids = fill(services, tmp_path / "files")
    part = export(services, FormatKey.JSONL, tmp_path / "part.jsonl", choice(services).of_ids(ids[1:]))
    found = verified(part, complete=False)
    assert found.equal, found
    assert found.counts["tags"] == 1


def changed(path: Path, change: Change) -> None:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    change(records)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")


def article(records: list[dict[str, Any]], title: str = "Harbour to be dredged") -> dict[str, Any]:
    return next(record for record in records if record.get("title") == title and "text" in record)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda records: article(records).update(text="Other words."), "not those that were to be written"),
        (lambda records: article(records)["tags"].pop(), "not those that were to be written"),
        (lambda records: article(records).pop("highlights"), "not those that were to be written"),
        (lambda records: records.remove(article(records)), "not those that were to be written"),
        (lambda records: records.pop(), "breaks off"),
        (lambda records: article(records).update(highlights=[{"id": "x"}]), "could not be taken back"),
        (lambda records: records.insert(2, {"type": "tag", "name": "WATER", "color": "red"}), "tags: 4 in the file, 3"),
    ],
)
def test_a_file_that_was_changed_differs(exported: Exported, change: Change, told: str) -> None:
    changed(exported.path, change)
    found = verified(exported)
    assert not found.equal
    assert any(told in difference for difference in found.differences), found.differences


def test_what_does_not_come_back_is_named(exported: Exported) -> None:
    """The same highlight twice is one: an article that differs, though the file is as it was written."""
    twice = article_with_doubled_highlight(exported.path)
    contents = exported.contents
    assert contents is not None
    found = VerifyExport(open_parts)(exported.path, contents._replace(hashes=twice), complete=True, ticket=Ticket())
    assert found.differences == ("“Harbour to be dredged”: highlights differ.",)


def article_with_doubled_highlight(path: Path) -> tuple[str, ...]:
    from reader.exporting.json_lines import fingerprint

    prints: list[str] = []

    def change(records: list[dict[str, Any]]) -> None:
        found = article(records)
        found["highlights"].append({**found["highlights"][0], "id": "another"})
        prints.extend(fingerprint(record) for record in records if record.get("type") == "article")

    changed(path, change)
    return tuple(sorted(prints))
