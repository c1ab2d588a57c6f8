"""What scripts read: the JSON forms are a promise."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.entities.mention import EntityKind
from tests.cli.conftest import Run

SEOUL = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"


@pytest.fixture
def listed(run: Run, seeded_library: Path) -> list[dict[str, Any]]:
    outcome = run("list", "--json", "--library", seeded_library)
    assert outcome.status == 0
    assert isinstance(outcome.json, list)
    return outcome.json


def test_the_list_is_the_newest_first(listed: list[dict[str, Any]], seeds: list[Path]) -> None:
    assert len(listed) == len(seeds)
    assert listed[0]["title"] == SEOUL
    assert [row["published"] for row in listed] == sorted((row["published"] for row in listed), reverse=True)
    assert all(row.keys() == {"id", "title", "source", "published", "bookmarked", "read", "tags"} for row in listed)
    assert (listed[0]["published"], listed[0]["bookmarked"], listed[0]["read"]) == ("2025-09-08", False, False)


def test_a_search_tells_hits_and_how_it_was_understood(run: Run, seeded_library: Path) -> None:
    answer = run("search", "--json", "--limit", 1, "--library", seeded_library, "Nakatani", "Seoul").json
    assert answer.keys() == {"total", "took_ms", "hits", "understood", "problem"}
    assert len(answer["hits"]) == 1 < answer["total"]
    answer = run("search", "--json", "--library", seeded_library, "Nakatani", "Seoul").json
    assert len(answer["hits"]) == answer["total"]
    assert all(hit.keys() == {"id", "title", "score", "snippet"} for hit in answer["hits"])
    assert [hit["score"] for hit in answer["hits"]] == sorted((hit["score"] for hit in answer["hits"]), reverse=True)
    assert SEOUL in {hit["title"] for hit in answer["hits"]}
    assert any("Nakatani" in hit["snippet"] for hit in answer["hits"])
    assert answer["took_ms"] > 0
    assert answer["problem"] == ""


@pytest.mark.parametrize("query", ['"unbalanced', "AND OR NOT", "colour:red", "((", "*", "title:", "'", "zzzzqqq", "é"])
def test_any_query_has_an_answer(query: str, run: Run, seeded_library: Path) -> None:
    outcome = run("search", "--json", "--library", seeded_library, query)
    assert outcome.status == 0
    assert outcome.err == ""
    assert outcome.json["total"] >= len(outcome.json["hits"])


def test_a_search_by_name_finds_what_names_it(run: Run, seeded_library: Path) -> None:
    answer = run("search", "--json", "--library", seeded_library, "person:Nakatani").json
    assert answer["total"] >= 3
    assert run("search", "--json", "--library", seeded_library, "is:bookmarked").json["total"] == 0


def test_an_article_is_shown_with_everything_around_it(
    run: Run, seeded_library: Path, listed: list[dict[str, Any]]
) -> None:
    shown = run("show", listed[0]["id"], "--json", "--library", seeded_library).json
    assert shown.keys() == {
        "id", "title", "lead", "text", "source", "published", "bookmarked", "read",
        "tags", "note", "highlights", "mentions", "title_mentions", "links", "linked_from", "similar", "url",
        "places", "versions", "reprints",
    }  # fmt: skip
    assert (shown["id"], shown["title"], shown["published"]) == (listed[0]["id"], SEOUL, "2025-09-08")
    assert shown["text"].startswith(shown["lead"] + "\n\n")
    assert [link.keys() for link in shown["links"]] == [{"title", "article_id"}] * 5
    assert [link["article_id"] is None for link in shown["links"]] == [False] * 4 + [True]
    assert all(link.keys() == {"id", "title"} and link["id"] for link in shown["linked_from"])
    assert shown["linked_from"]
    assert all(one.keys() == {"id", "title", "score", "reasons"} and one["reasons"] for one in shown["similar"])
    assert shown["similar"]
    known = {row["id"]: row["title"] for row in listed}
    assert all(known[one["id"]] == one["title"] for one in (*shown["similar"], *shown["linked_from"]))


def test_the_offsets_of_names_are_right_in_every_bundled_article(
    run: Run, seeded_library: Path, listed: list[dict[str, Any]]
) -> None:
    for row in listed:
        shown = run("show", row["id"], "--json", "--library", seeded_library).json
        end = 0
        for mention in shown["mentions"]:
            assert mention.keys() == {"start", "end", "text", "kind", "entity"}
            assert shown["text"][mention["start"] : mention["end"]] == mention["text"]
            assert mention["text"].strip() == mention["text"] != ""
            assert end <= mention["start"]
            assert mention["kind"] in set(EntityKind)
            assert mention["entity"]
            end = mention["end"]
        assert len(shown["mentions"]) >= 10
        for mention in shown["title_mentions"]:
            assert shown["title"][mention["start"] : mention["end"]] == mention["text"]


def test_the_people_of_the_first_article_are_known(
    run: Run, seeded_library: Path, listed: list[dict[str, Any]]
) -> None:
    mentions = run("show", listed[0]["id"], "--json", "--library", seeded_library).json["mentions"]
    people = {one["entity"] for one in mentions if one["kind"] == "person"}
    assert {"Ahn Gyu-back", "Gen Nakatani", "Lee Jae-myung", "Shigeru Ishiba"} <= people


def test_an_import_tells_what_came_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ein Hafen für 東京\n\nText.\n", "utf-8")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff")
    outcome = run("import", "--json", tmp_path / "a.txt", tmp_path / "b.jpg", "--library", tmp_path / "library")
    assert outcome.status == 0
    counted = {"files", "added", "present", "updated", "wanted", "skipped", "failures"}
    assert outcome.json.keys() == counted | {"failed", "number"}
    assert (outcome.json["files"], outcome.json["added"], outcome.json["present"]) == (1, 1, 0)
    assert [failure.keys() for failure in outcome.json["failed"]] == [{"path", "reason"}]
    assert run("list", "--json", "--library", tmp_path / "library").json[0]["title"] == "Ein Hafen für 東京"


def test_progress_is_json_a_line_and_the_report_comes_before_the_names(run: Run, tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number}.txt").write_text(f"Article {number}\n\nText.\n", "utf-8")
    outcome = run("import", "--progress", *sorted(tmp_path.glob("*.txt")), "--library", tmp_path / "library")
    events = [json.loads(line) for line in outcome.out.splitlines()]
    (reported,) = [at for at, event in enumerate(events) if event["event"] == "report"]
    report = events[reported]
    assert (report["files"], report["added"], report["failures"], report["failed"]) == (70, 70, 0, [])
    progress = [*events[:reported], *events[reported + 1 :]]  # the articles can be read before their names are found
    assert all(event.keys() - {"articles"} == {"event", "stage", "done", "total"} for event in progress)
    assert {event["articles"] for event in progress if event["stage"] == "Importing" and event["done"] == 70} == {70}
    assert {event["event"] for event in progress} == {"progress"}
    assert [event["stage"] for event in (events[0], events[-1])] == ["Importing", "Finding names,"]
    for last in (events[reported - 1], events[-1]):
        assert (last["done"], last["total"]) == (70, 70)


def test_names_can_be_left_for_later(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A visit\n\nGen Nakatani came to Seoul.\n", "utf-8")
    library = ("--library", tmp_path / "library")
    events = run("import", "--progress", "--names-later", tmp_path / "a.txt", *library).out.splitlines()
    assert json.loads(events[-1])["event"] == "report"
    assert run("search", "person:nakatani", "--json", *library).json["total"] == 0
    assert run("index", *library).status == 0
    assert run("search", "person:nakatani", "--json", *library).json["total"] == 1


def test_the_doctor_tells_facts_counts_and_findings(run: Run, seeded_library: Path, seeds: list[Path]) -> None:
    outcome = run("doctor", "--json", "--library", seeded_library)
    assert outcome.status == 0, outcome.out
    assert outcome.json.keys() == {"facts", "counts", "findings", "build"}
    assert outcome.json["build"].keys() >= {"version", "kind", "commit", "built", "portable", "versions"}
    assert outcome.json["findings"] == []
    assert outcome.json["counts"]["articles in the search index"] == len(seeds)


def test_the_doctor_tells_the_build_of_a_library_that_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"this was never a database " * 100)
    outcome = run("doctor", "--json", "--library", tmp_path)
    assert outcome.status == 1
    assert outcome.json["build"]["version"]
    assert any(str(tmp_path) in fact for fact in outcome.json["facts"])
    assert len(outcome.json["findings"]) == 1
