import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.exporting.file_names import MOST_BYTES, FileNames
from tests.exporting.made_up import NASTY_TITLE


@given(st.lists(st.text(max_size=200), max_size=30))
def test_names_suit_every_system_and_none_is_given_twice(titles: list[str]) -> None:
    given_names = FileNames(".md")
    names = [given_names.name_for(title) for title in titles]
    folded = {unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()) for name in names}
    assert len(folded) == len(names)
    for name in names:
        assert len(name.encode()) <= MOST_BYTES
        assert not set(name) & set('<>:"/\\|?*')
        assert not any(unicodedata.category(letter).startswith("C") for letter in name)
        assert name == name.strip()
        assert name.endswith(".md")
        assert not name.removesuffix(".md").endswith((".", " "))
        assert not name.startswith((".", "~"))


@pytest.mark.parametrize("title", ["CON", "nul", "com1", "LPT9.2025", "aux", "Thumbs", "COM¹"])
def test_names_of_devices_are_not_given(title: str) -> None:
    name = FileNames(".md").name_for(title)
    assert name.startswith("_")


def test_the_day_stands_before_the_title() -> None:
    assert FileNames(".md").name_for("What now?", "2025-09-08") == "2025-09-08 What now.md"


def test_titles_that_differ_in_case_or_accents_as_composed_get_names_of_their_own() -> None:
    given_names = FileNames(".md")
    assert given_names.name_for("Café") == "Café.md"
    assert given_names.name_for("cafe\u0301") == "café (2).md"
    assert given_names.name_for("CAFÉ") == "CAFÉ (3).md"


def test_a_title_of_nothing_that_can_stand_in_a_name_is_called_an_article() -> None:
    given_names = FileNames(".md")
    assert [given_names.name_for(title) for title in ("???", "\u202e", "...")] == [
        "article.md", "article (2).md", "article (3).md",
    ]  # fmt: skip


def test_a_path_in_a_title_leads_nowhere(tmp_path: Path) -> None:
    name = FileNames(".md").name_for("../../etc/passwd")
    assert (tmp_path / name).parent == tmp_path
    (tmp_path / FileNames(".md").name_for(NASTY_TITLE)).write_text("x")
