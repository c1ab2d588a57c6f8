"""Whatever happens to the bytes of an index: each question is answered as before, or the damage is named.

Never is there a wrong answer, and never another error.
"""

import contextlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.articles.article import ArticleNumber
from reader.search.index import IndexedArticle, IndexUnreadableError, SearchIndex, SearchSort
from reader.search.state import STATE_NAME, checksum
from reader.ticket import Ticket
from tests.search.libraries import Chance, often, resolve

PAGE = 512  # bytes that have one checksum, here: so that of each file some pages are looked at and some are not
FIRST = ArticleNumber(1)
RARE = [f"rare{number}" for number in range(15)]
QUESTIONS: tuple[Callable[[SearchIndex], object], ...] = (
    *(
        lambda index, typed=typed, sort=sort: index.search(typed, resolve=resolve, limit=99, sort=sort).hits
        for typed, sort in (
            ("radar", SearchSort.RELEVANCE),
            ('"radar sea" OR "日本語"', SearchSort.RELEVANCE),
            ('"sea radar launch"~9', SearchSort.RELEVANCE),
            ("la* OR lead:nation", SearchSort.TITLE),
            ("cooperaton~2 OR source:radar", SearchSort.OLDEST),
            ("-the has:person added:2025", SearchSort.NEWEST),
            ('source:"Space Weekly" OR lang:de OR has:author', SearchSort.TITLE),
            ("министр person:Nakatani", SearchSort.NEWEST),
        )
    ),
    lambda index: index.facets("-nothing", resolve=resolve),
    lambda index: index.count("radar OR sea", resolve=resolve, after=ArticleNumber(9)),
    lambda index: index.complete_word("l"),
    lambda index: index.complete_name("r"),
    lambda index: index.did_you_mean("rador laanch"),
    lambda index: index.similar_words(" ".join(RARE), limit=5, without=FIRST),
    lambda index: index.numbers(),
)


class Sound:
    """A sound index, closed, what it answers, and the bytes of its files: no dataclass, whose bytes would be shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers = answers(folder)
        self.files = {path: path.read_bytes() for path in (folder / STATE_NAME, *sorted(folder.glob("index-*/*")))}


def answers(folder: Path) -> list[object]:
    """An answer to each question; None where the index says that it cannot be read. Any other error goes on."""
    with contextlib.closing(SearchIndex(folder)) as index:
        return [answer(index, question) for question in QUESTIONS]


def answer(index: SearchIndex, question: Callable[[SearchIndex], object]) -> object:
    try:
        return question(index)
    except IndexUnreadableError:
        return None


def right_or_none(found: list[object], expected: list[object]) -> bool:
    return all(each in (right, None) for each, right in zip(found, expected, strict=True))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    """An index of three segments, one with deleted articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.search.arrays._PAGE", PAGE)
        folder = tmp_path_factory.mktemp("sound") / "index"
        chance = Chance(4)
        with contextlib.closing(SearchIndex(folder)) as index:
            index.apply([chance.article(number) for number in range(1, 21)], revision=1)
            index.apply([chance.article(number) for number in range(15, 31)], revision=2)
            index.apply([with_rare_words(chance.article(n)) for n in (31, 32)], removed=[ArticleNumber(3)], revision=3)
        made = Sound(folder)
        assert len(made.files) == 5
        assert max(map(len, made.files.values())) > 10 * PAGE
        assert all(made.answers), "every question has an answer, so that a wrong one would be seen"
        yield made


def with_rare_words(article: IndexedArticle) -> IndexedArticle:
    return replace(article, text=f"{article.text} {' '.join(RARE)}")


@contextlib.contextmanager
def damaged(sound: Sound, changes: dict[Path, bytes | None]) -> Iterator[None]:
    """These files with other content, or none, for a while. They are put there anew: nobody has them open."""
    try:
        for path, content in changes.items():
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_bytes(content)
        yield
    finally:
        for path in changes:
            path.unlink(missing_ok=True)
            path.write_bytes(sound.files[path])


def check(sound: Sound, changes: dict[Path, bytes | None]) -> None:
    with damaged(sound, changes):
        assert right_or_none(answers(sound.folder), sound.answers)
        SearchIndex(sound.folder).check()
    with contextlib.closing(SearchIndex(sound.folder)) as index:
        assert answer(index, QUESTIONS[0]) == sound.answers[0]


FILE = st.integers(0, 4)
PLACE = st.floats(0, 1, exclude_max=True)


def chosen(sound: Sound, which: int) -> tuple[Path, bytes]:
    return list(sound.files.items())[which]


@given(which=FILE, flips=st.lists(st.tuples(PLACE, st.integers(0, 7)), min_size=1, max_size=3))
@settings(max_examples=often(40), deadline=None)
def test_flipped_bits(sound, which, flips):
    path, whole = chosen(sound, which)
    content = bytearray(whole)
    for place, bit in flips:
        content[int(place * len(content))] ^= 1 << bit
    check(sound, {path: bytes(content)})


@given(which=FILE, place=PLACE, size=st.integers(1, 2000), filling=st.sampled_from([b"\0", b"\xff", b"9", b'"', b"e"]))
@settings(max_examples=often(15), deadline=None)
def test_overwritten_bytes(sound, which, place, size, filling):
    path, whole = chosen(sound, which)
    at = int(place * len(whole))
    check(sound, {path: (whole[:at] + filling * size + whole[at + size :])[: len(whole)]})


@given(which=FILE, place=PLACE, content=st.binary(max_size=9))
@settings(max_examples=often(10), deadline=None)
def test_bytes_put_in_left_out_or_cut_off(sound, which, place, content):
    path, whole = chosen(sound, which)
    at = int(place * len(whole))
    for changed in (whole[:at], whole[:at] + content + whole[at:], whole[:at] + whole[at + 1 :], whole + content):
        check(sound, {path: changed})


@pytest.mark.parametrize("which", range(5))
def test_removed_and_empty_files(sound, which):
    path, _ = chosen(sound, which)
    for content in (None, b""):
        check(sound, {path: content})
        with damaged(sound, {path: content}):
            assert answers(sound.folder) == [None] * len(QUESTIONS)


@pytest.mark.parametrize("one", range(5))
@pytest.mark.parametrize("other", range(5))
def test_one_file_in_the_place_of_another(sound, one, other):
    (first, content), (second, more) = chosen(sound, one), chosen(sound, other)
    check(sound, {first: more, second: content} if one != other else {first: content})
    size = len(content)
    check(sound, {first: more[:size].ljust(size, b"\0")})


def test_two_segments_of_one_size_change_places(tmp_path, article):
    folder = tmp_path / "index"
    with contextlib.closing(SearchIndex(folder)) as index:
        index.apply([article(1, "radar"), article(2, "other")], revision=1)
        index.apply([article(3, "other"), article(4, "radar")], revision=2)
        index.apply([], removed=[ArticleNumber(1)], revision=3)
        assert [hit.number for hit in index.search("radar", resolve=resolve).hits] == [4]
    one, other = sorted(folder.glob("index-*/*.arrays"))
    content = {one: other.read_bytes(), other: one.read_bytes()}
    state = json.loads((folder / STATE_NAME).read_text())
    for path, changed in content.items():
        path.write_bytes(changed)
        state["files"][path.name][0] = len(changed)
    del state["checksum"]
    (folder / STATE_NAME).write_text(json.dumps({**state, "checksum": checksum(state)}))
    with contextlib.closing(SearchIndex(folder)) as index, pytest.raises(IndexUnreadableError):
        index.search("radar", resolve=resolve)


@given(which=st.integers(1, 4), place=PLACE, bit=st.integers(0, 7))
@settings(max_examples=often(8), deadline=None)
def test_a_commit_to_a_damaged_index_is_right_or_refused_and_a_rebuild_heals(
    sound, tmp_path_factory, which, place, bit
):
    chance = Chance(5)
    articles = [chance.article(number) for number in range(10, 40)]
    folder = tmp_path_factory.mktemp("damaged") / "index"
    shutil.copytree(sound.folder, folder)
    with contextlib.closing(SearchIndex(folder)) as index:
        index.apply(articles, revision=4)
    expected = answers(folder)
    shutil.rmtree(folder)
    shutil.copytree(sound.folder, folder)
    path, whole = chosen(sound, which)
    content = bytearray(whole)
    content[int(place * len(content))] ^= 1 << bit
    (folder / path.relative_to(sound.folder)).write_bytes(content)
    with contextlib.closing(SearchIndex(folder)) as index:
        try:
            index.apply(articles, revision=4)
            assert right_or_none(answers(folder), expected)
        except IndexUnreadableError:
            assert right_or_none(answers(folder), sound.answers)
        index.rebuild([articles], revision=5, library_id="", ticket=Ticket())
        assert index.check() == []
        assert index.numbers() == {article.number for article in articles}
    assert None not in answers(folder)
    shutil.rmtree(folder.parent)


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of files that are open")


@posix
@pytest.mark.parametrize("what", ["removed", "replaced"])
def test_an_open_index_answers_when_its_files_are_gone(sound, what):
    with contextlib.closing(SearchIndex(sound.folder)) as index:
        index.warm()
        (folder,) = sound.folder.glob("index-*")
        changes = {path: None if what == "removed" else b"garbage" for path in sound.files if path.parent == folder}
        with damaged(sound, changes):
            assert [answer(index, question) for question in QUESTIONS] == sound.answers


@posix
@given(which=st.integers(1, 4), place=PLACE, bit=st.integers(0, 7))
@settings(max_examples=often(15), deadline=None)
def test_damage_under_an_open_index_is_met_where_nobody_has_looked_before(sound, which, place, bit):
    path, whole = chosen(sound, which)
    at = int(place * len(whole))
    with contextlib.closing(SearchIndex(sound.folder)) as index, damaged(sound, {path: whole}):
        index.warm()
        assume(not looked_at(index, path, at))
        with path.open("r+b") as file:  # in place: what is mapped changes, too
            file.seek(at)
            file.write(bytes([whole[at] ^ 1 << bit]))
        assert right_or_none([answer(index, question) for question in QUESTIONS], sound.answers)


def looked_at(index: SearchIndex, path: Path, at: int) -> bool:
    """Whether this byte was compared with its checksum when the index was opened; it is not again."""
    opened = {part.known.file_name: part.segment._file for part in index._loaded().snapshot().parts}
    page = (at - 32) // PAGE
    return path.name in opened and 0 <= page < len(opened[path.name]._sound) and bool(opened[path.name]._sound[page])


@posix
def test_an_open_index_is_well_again_after_a_rebuild(sound, tmp_path):
    folder = tmp_path / "index"
    shutil.copytree(sound.folder, folder)
    with contextlib.closing(SearchIndex(folder)) as index:
        index.warm()
        for path in folder.glob("index-*/*.arrays"):
            path.write_bytes(bytes(path.stat().st_size))
        with pytest.raises(IndexUnreadableError):
            index.search("radar", resolve=resolve)
        chance = Chance(1)
        SearchIndex(folder).rebuild([[chance.article(7)]], revision=9, library_id="", ticket=Ticket())
        assert index.numbers() == {7}
        assert index.check() == []
