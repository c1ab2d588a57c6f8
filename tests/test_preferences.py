"""Preferences survive a round trip, and a bad line costs only itself."""

import json
from pathlib import Path

import pytest

from reader.preferences import ROWS, Preferences, load_preferences, save_preferences

CHOSEN = Preferences(
    theme="dark",
    text_size=21.0,
    reading_font="Literata",
    interface_font="Inter",
    hidden_kinds=("place", "other"),
    read_after_seconds=12.0,
)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "config" / "preferences.json"
    save_preferences(CHOSEN, path)
    assert load_preferences(path) == (CHOSEN, [])
    assert all(one != default for one, default in zip(CHOSEN, Preferences(), strict=True)), "a row is not tested"


def test_without_a_file_the_defaults_are_used_silently(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "preferences.json") == (Preferences(), [])


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"dark"', "\ufeff{}", "[" * 50])
def test_a_file_that_is_no_table_costs_all_of_it_and_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(content, "utf-8")
    preferences, problems = load_preferences(path)
    assert preferences == Preferences()
    assert len(problems) == 1
    assert "preferences.json" in problems[0]


def test_bytes_that_are_no_text_cost_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(b"\xff\xfe\x00\x80")
    assert load_preferences(path)[0] == Preferences()
    assert len(load_preferences(path)[1]) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", None),
        ("theme", 3),
        ("text_size", 9.9),
        ("text_size", 49),
        ("text_size", "18"),
        ("read_after_seconds", True),
        ("text_size", float("nan")),
        ("text_size", float("inf")),
        ("reading_font", 12),
        ("reading_font", ["Literata"]),
        ("hidden_kinds", "place"),
        ("hidden_kinds", ["place", "planet"]),
        ("hidden_kinds", [["place"]]),
        ("read_after_seconds", 0),
    ],
)
def test_a_bad_line_costs_that_line_and_is_named(name: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    good = {"interface_font": "Inter"} | {name: value}
    path.write_text(json.dumps(good), "utf-8")
    preferences, problems = load_preferences(path)
    assert preferences == Preferences(interface_font="Inter")
    assert len(problems) == 1
    assert name in problems[0]


def test_a_line_of_another_version_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"theme": "dark", "sidebar_colour": "green", "text_size": 20}', "utf-8")
    preferences, problems = load_preferences(path)
    assert preferences == Preferences(theme="dark", text_size=20.0)
    assert isinstance(preferences.text_size, float)
    assert problems == ["There is no preference “sidebar_colour”."]


def test_every_row_has_words_for_the_dialog() -> None:
    assert list(ROWS) == list(Preferences._fields)
    for name, default in Preferences._field_defaults.items():
        assert ROWS[name].label
        assert isinstance(default, tuple | float | str)
        assert any(ROWS[name].range) or not isinstance(default, float)
        assert ROWS[name].choices or not isinstance(default, tuple)


def test_what_a_newer_version_wrote_is_still_there_when_an_older_one_has_saved(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    newer = {"theme": "sepia", "sidebar_colour": "green", "text_size": 20.0, "hidden_kinds": ["ships"]}
    path.write_text(json.dumps(newer), "utf-8")
    preferences, _problems = load_preferences(path)
    save_preferences(preferences._replace(text_size=22.0), path)
    assert json.loads(path.read_text("utf-8")).items() >= (newer | {"text_size": 22.0}).items()
    save_preferences(preferences._replace(theme="dark"), path)
    assert json.loads(path.read_text("utf-8"))["theme"] == "dark"  # chosen here, so it counts
