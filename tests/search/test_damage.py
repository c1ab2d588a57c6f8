"""A damaged index is noticed and named; nothing worse happens, and a rebuild heals it."""

import json
from datetime import date

import pytest

from reader.articles.article import ArticleNumber
from reader.search.index import SCHEMA_VERSION, IndexUnreadableError, SearchIndex
from reader.search.state import STATE_NAME, checksum
from reader.ticket import Ticket


def resolve(_condition):
    return []


QUERIES = ('"radar at sea"', "rad*", "launch OR 日本", "-the", '"sea radar"~3', "title:two", "date:2025")


@pytest.fixture
def folder(tmp_path, article):
    """An index of two segments, closed."""
    made = SearchIndex(tmp_path / "index")
    made.apply([article(1, "radar at sea, the radar sees", title="One"), article(2, "launch 日本語")], revision=2)
    made.apply([article(3, "the sea and the radar", title="Two", published=date(2025, 1, 2))], revision=3)
    made.close()
    return tmp_path / "index"


def data_files(folder):
    return sorted(folder.glob("index-*/*"))


def use_everything(folder):
    """Search in all ways; what raises may only be the one error."""
    index = SearchIndex(folder)
    try:
        for query in QUERIES:
            index.search(query, resolve=resolve)
        index.similar_words("radar sea launch", limit=5, without=ArticleNumber(1))
        index.numbers()
    except IndexUnreadableError as error:
        return str(error)
    finally:
        index.close()
    return ""


def heal(folder, article):
    index = SearchIndex(folder)
    index.rebuild([[article(1, "radar")]], revision=9, library_id="", ticket=Ticket())
    assert index.check() == []
    assert [hit.number for hit in index.search("radar", resolve=resolve).hits] == [1]
    assert len(list(folder.glob("index-*"))) == 1
    index.close()


def test_a_sound_index_has_no_problems(folder):
    assert SearchIndex(folder).check() == []
    assert use_everything(folder) == ""


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("keep", [0.0, 0.5, 0.99])
def test_a_truncated_file_is_noticed_when_the_index_is_opened(folder, article, which, keep):
    path = data_files(folder)[which]
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    assert use_everything(folder)
    assert any("damaged" in problem or "bytes instead of" in problem for problem in SearchIndex(folder).check())
    heal(folder, article)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_deleted_file_is_noticed_when_the_index_is_opened(folder, article, which):
    data_files(folder)[which].unlink()
    assert "missing" in use_everything(folder)
    assert any("missing" in problem for problem in SearchIndex(folder).check())
    with pytest.raises(IndexUnreadableError):
        SearchIndex(folder).apply([article(9, "x")], revision=9)
    heal(folder, article)


def test_a_flipped_bit_anywhere_is_found_by_the_check_and_never_raises_anything_else(folder):
    for path in data_files(folder):
        whole = path.read_bytes()
        for at in range(0, len(whole), 1 + len(whole) // 13):
            damaged = bytearray(whole)
            damaged[at] ^= 0x80
            path.write_bytes(damaged)
            assert SearchIndex(folder).check(), f"byte {at} of {path.name}"
            use_everything(folder)
        path.write_bytes(whole)
    assert SearchIndex(folder).check() == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"garbage",
        b"\x80\x04.",
        b"{}",
        b'{"files": 3}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"files": {}, "revision": 1e999}',
    ],
)
def test_a_state_file_that_means_nothing_is_no_index(folder, article, content):
    (folder / STATE_NAME).write_bytes(content)
    assert SearchIndex(folder).state() is None
    assert "cannot be read" in use_everything(folder)
    assert SearchIndex(folder).check() == ["The state of the search index cannot be read."]
    heal(folder, article)


def forge(index_folder, /, **other):
    """A state file that says something else, and is sound."""
    raw = json.loads((index_folder / STATE_NAME).read_text())
    del raw["checksum"]
    raw |= other
    (index_folder / STATE_NAME).write_text(json.dumps({**raw, "checksum": checksum(raw)}))


def test_a_digit_that_flipped_in_the_state_is_noticed(folder):
    raw = json.loads((folder / STATE_NAME).read_text())
    (folder / STATE_NAME).write_text(json.dumps({**raw, "revision": raw["revision"] + 1}))
    assert "cannot be read" in use_everything(folder)


@pytest.mark.parametrize("name", ["../elsewhere", "/etc", "..", ".", "", "C:", "a\0b", "\ud800", "a\\b"])
def test_a_state_file_cannot_lead_out_of_its_folder(folder, name):
    forge(folder, folder=name)
    assert "outside" in use_everything(folder)


def test_where_the_state_means_nothing_applying_begins_a_new_index(folder, article):
    (folder / STATE_NAME).write_text("garbage")
    index = SearchIndex(folder)
    index.apply([article(5, "five")], revision=5)
    assert index.numbers() == {5}
    assert index.check() == []
    index.close()


def test_a_garbage_table_of_contents_is_never_loaded(folder, article):
    (toc,) = folder.glob("index-*/*.toc")
    toc.write_bytes(b"cos\nsystem\n(S'false'\ntR.".ljust(toc.stat().st_size, b"x"))
    assert "table of contents" in use_everything(folder)
    with pytest.raises(IndexUnreadableError):
        SearchIndex(folder).apply([article(9, "x")], revision=9)
    heal(folder, article)


def test_an_index_of_another_version_is_refused_and_its_version_told(folder, article):
    forge(folder, schema_version=SCHEMA_VERSION + 1)
    index = SearchIndex(folder)
    assert index.state().schema_version == SCHEMA_VERSION + 1
    assert "another version" in use_everything(folder)
    assert index.check() == ["The search index was made by another version of Read Also."]
    with pytest.raises(IndexUnreadableError):
        index.apply([article(9, "x")], revision=9)
    heal(folder, article)


def test_a_wrong_count_of_articles_is_noticed(folder):
    forge(folder, articles=4)
    assert "another number of articles" in use_everything(folder)
    assert len(SearchIndex(folder).check()) == 1


def test_a_bug_is_not_called_damage(folder, monkeypatch):
    index = SearchIndex(folder)
    index.warm()
    monkeypatch.setattr("reader.search.engine.ranked", lambda *_args, **_options: {}["a bug"])
    with pytest.raises(KeyError, match="a bug"):
        index.search("radar", resolve=resolve)
    index.close()


def test_damage_under_an_open_index_is_named_when_a_search_stumbles_over_it(folder, monkeypatch):
    index = SearchIndex(folder)
    index.warm()
    path = data_files(folder)[0]
    damaged = bytearray(path.read_bytes())
    damaged[50] ^= 1
    path.write_bytes(damaged)
    monkeypatch.setattr("reader.search.engine.ranked", lambda *_args, **_options: [][1])  # as a wrong number would
    with pytest.raises(IndexUnreadableError, match="damaged"):
        index.search("radar", resolve=resolve)
    index.close()
