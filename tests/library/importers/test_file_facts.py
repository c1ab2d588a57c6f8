"""What the path says, and titles cut to fit."""

from pathlib import Path

import pytest

from reader.library.importers.file_facts import fact_in_line, folder_source, short_title, site_name


@pytest.mark.parametrize(
    ("folder", "source"),
    [("diplomacy-desk", "Diplomacy desk"), ("The_Guardian", "The Guardian"), ("BBC news", "BBC news"), ("2025", ""),
     ("2025-09", ""), ("a", ""), ("", ""), ("新聞", "新聞")],
)  # fmt: skip
def test_a_folder_as_source(folder: str, source: str) -> None:
    assert folder_source(Path("/") / folder / "article.txt") == source


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.example.org/a?b", "example.org"),
        ("www.example.org/a", "example.org"),
        ("The Daily", ""),
        ("http://[x", ""),
    ],
)
def test_the_site_of_an_address(address: str, name: str) -> None:
    assert site_name(address) == name


def test_a_title_for_a_paragraph() -> None:
    assert short_title("He left. She stayed.") == "He left."
    assert short_title("日本首相宣布辞职。自民党将选举总裁。") == "日本首相宣布辞职。"
    assert short_title("a" * 500) == "a" * 120 + "…"


@pytest.mark.parametrize("line", ["By Ann Lee", "by ANN LEE", "Author: Ann Lee", "**By Ann Lee**", "By: Ann Lee"])
def test_bylines(line: str) -> None:
    fact = fact_in_line(line)
    assert fact is not None
    assert fact.author.casefold() == "ann lee"
