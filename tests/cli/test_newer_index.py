"""An index of a newer version is no reason to refuse a library: it is left as it is, and ours is made beside it."""

import json
from pathlib import Path

from reader.search.state import STATE_NAME
from reader.search.values import SCHEMA_VERSION
from tests.cli.conftest import Run
from tests.newer_library import look_at


def test_it_is_not_touched_and_articles_are_found(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A visit\n\nGen Nakatani came to Seoul.\n")
    library = tmp_path / "library"
    assert run("import", article, "--library", library).status == 0
    [newer] = (library / "cache").glob("index-*")
    state = json.loads((newer / STATE_NAME).read_text())
    (newer / STATE_NAME).write_text(json.dumps({"schema_version": SCHEMA_VERSION + 1, "other": state}))
    before = look_at(newer)
    for _ in range(2):
        found = run("search", "Seoul", "--library", library)
        assert (found.status, found.err) == (0, "")
        assert "1 article;" in found.out
        assert look_at(newer) == before
    assert run("doctor", "--library", library).status == 0
    assert {path.name for path in (library / "cache").glob("index-*")} == {
        newer.name, f"{newer.name}-{SCHEMA_VERSION}"
    }  # fmt: skip


def test_one_of_an_older_version_is_made_anew_in_its_place(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A visit\n\nGen Nakatani came to Seoul.\n")
    library = tmp_path / "library"
    assert run("import", article, "--library", library).status == 0
    [folder] = (library / "cache").glob("index-*")
    state = json.loads((folder / STATE_NAME).read_text())
    (folder / STATE_NAME).write_text(json.dumps(state | {"schema_version": SCHEMA_VERSION - 1}))
    assert "1 article;" in run("search", "Seoul", "--library", library).out
    assert [path.name for path in (library / "cache").glob("index-*")] == [folder.name]
