"""The shipped lists: their form, and what is said when they are missing."""

import shutil
from pathlib import Path

import pytest

from reader.entities.gazetteer import load_gazetteer
from reader.entities.mention import EntityKind
from reader.errors import ReaderError

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "entities"


def test_missing_folder_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReaderError) as caught:
        load_gazetteer(tmp_path / "nowhere")
    assert "Install" in caught.value.remedy


def test_unreadable_list_is_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    shutil.copytree(FOLDER, folder)
    (folder / "cities.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ReaderError, match=r"cities\.txt"):
        load_gazetteer(folder)


def test_version_changes_with_the_data(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    shutil.copytree(FOLDER, folder)
    before = load_gazetteer(folder).version
    with (folder / "places.txt").open("a", encoding="utf-8") as file:
        file.write("Zzyzx\n")
    assert load_gazetteer(folder).version != before


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.t[xs][tv]")), ids=lambda file: file.name)
def test_every_list_has_a_comment_and_is_sorted_without_doubles(file: Path) -> None:
    first, *entries = file.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert entries == sorted(set(entries))


def test_a_people_is_known_by_its_country() -> None:
    known = load_gazetteer(FOLDER).phrases["South Korean"]
    assert (known.kind, known.name, known.is_people) == (EntityKind.PLACE, "South Korea", True)


@pytest.mark.parametrize("word", ["Ministers", "Challenging", "Denied", "Stronger", "Policies", "stopped"])
def test_regular_forms_of_common_words_are_common(word: str) -> None:
    assert load_gazetteer(FOLDER).is_common(word)


@pytest.mark.parametrize("word", ["Nakatani", "Dongjak", "Gyu-back", "Komeito"])
def test_names_are_not_common(word: str) -> None:
    assert not load_gazetteer(FOLDER).is_common(word)


def test_no_name_is_listed_for_two_entities() -> None:
    owners: dict[str, set[str]] = {}
    for file in ("organisations.tsv", "persons.tsv", "others.tsv"):
        for row in (FOLDER / file).read_text(encoding="utf-8").splitlines()[1:]:
            for name in row.split("\t"):
                owners.setdefault(name, set()).add(row)
    assert [name for name, rows in owners.items() if len(rows) > 1] == []
