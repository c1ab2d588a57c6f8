"""The shipped lists: their form, and that the compiled ones are those of the texts beside them."""

import shutil
from pathlib import Path

import pytest

from reader.entities.lexicon import FLAG, Lexicon
from reader.entities.lists import ListReader
from reader.entities.phrases import ORGANISATION, Phrases
from reader.entities.recognizer import load_recognizer
from reader.entities.training.compile_lists import compile_lists, is_fresh
from reader.errors import ReaderError

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "entities"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.t[xs][tv]")), ids=lambda file: file.name)
def test_every_list_has_a_comment_and_is_sorted_without_doubles(file: Path) -> None:
    first, *entries = file.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert entries == sorted(set(entries))


def test_no_name_is_listed_for_two_entities() -> None:
    owners: dict[str, set[str]] = {}
    for file in ("organisations.tsv", "persons.tsv", "others.tsv"):
        for row in (FOLDER / file).read_text(encoding="utf-8").splitlines()[1:]:
            for name in row.split("\t"):
                owners.setdefault(name, set()).add(row)
    assert [name for name, rows in owners.items() if len(rows) > 1] == []


def test_the_compiled_lists_are_up_to_date() -> None:
    assert is_fresh(FOLDER), "run: python -m reader.entities.training.compile_lists"


def test_words_are_found_on_their_lists() -> None:
    lexicon = Lexicon(ListReader(FOLDER))
    assert lexicon.flags("Japan") & FLAG["country"]
    assert lexicon.flags("JAPAN") & FLAG["country"]
    assert lexicon.flags("Japanese") & FLAG["people"]
    assert not lexicon.flags("Qwxzyv")
    assert lexicon.word("london").grains == lexicon.word("London").grains
    assert lexicon.word("qwxzyv").grains == (0, 0, 0)


def test_names_of_several_words_are_found() -> None:
    words = "he left the korea aerospace industries of korea".split()
    found = Phrases(ListReader(FOLDER)).find(words, range(len(words)), [len(words)] * len(words))
    assert (3, 6, 1 << ORGANISATION) in found


def test_a_changed_list_makes_the_compiled_ones_stale_and_another_version(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("corpus"))
    before = load_recognizer(folder).version
    with (folder / "places.txt").open("a", encoding="utf-8") as file:
        file.write("Zzyzx\n")
    assert not is_fresh(folder)
    compile_lists(folder)
    assert is_fresh(folder)
    assert load_recognizer(folder).version != before


def test_unreadable_list_is_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("corpus"))
    (folder / "persons.tsv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ReaderError, match=r"persons\.tsv"):
        load_recognizer(folder)
