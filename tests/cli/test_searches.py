"""Saved searches without the window."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import WriteArticle


def test_a_search_is_saved_and_tells_what_is_new(run: Run, tmp_path: Path, write_article: WriteArticle) -> None:
    library = ("--library", tmp_path / "library")
    assert run("searches", *library).out == ""
    assert run("import", write_article("1.txt", "A harbour"), *library).status == 0
    saved = run("search", "harbour", "OR", "port", "--save", "Harbours", *library)
    assert saved.status == 0
    assert "saved as “Harbours”" in saved.err
    assert run("import", write_article("2.txt", "A port"), write_article("3.txt", "A hill"), *library).status == 0
    assert run("searches", *library).out == "Harbours: 2 articles, 1 new\n    harbour OR port\n"
    assert run("searches", "--json", *library).json == [
        {"name": "Harbours", "query": "harbour OR port", "articles": 2, "new": 1}
    ]
