"""Killed at any moment, searched from many threads: the last good generation answers."""

import os
import random
import signal
import sys
import threading
import time

import pytest

from reader.articles.article import ArticleNumber
from reader.search.index import SearchIndex, SearchSort
from reader.search.state import STATE_NAME
from reader.ticket import Ticket
from tests.search.libraries import Chance, resolve

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the writer is killed in a forked process"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),  # numpy keeps threads; the child uses none of them
]


def found(index, query):
    return {hit.number for hit in index.search(query, resolve=lambda _condition: [], limit=500).hits}


def run_and_wait(work):
    """Run in a child process of its own; how it ended."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step):
    """Kills the process it runs in just before or just after the disk is asked for the n-th time."""
    count = 0

    def wrap(original):
        def instead(*args, **options):
            nonlocal count
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*args, **options)

        return instead

    os.fsync = wrap(os.fsync)
    os.replace = wrap(os.replace)
    os.rename = wrap(os.rename)
    os.unlink = wrap(os.unlink)
    os.mkdir = wrap(os.mkdir)


@pytest.mark.parametrize("kind", ["apply", "rebuild"])
def test_a_writer_killed_at_any_step_leaves_the_old_or_the_new_generation(tmp_path, article, kind):
    index = SearchIndex(tmp_path / "index")
    index.apply([article(number, f"radar number{number}") for number in range(1, 8)], revision=7)
    revision = 7
    outcomes = set()
    for step in range(1, 100):
        changes = [article(revision + 1, "radar"), article(2, f"step{step}")]
        before = index.numbers()

        def write(step=step, changes=changes, revision=revision):
            killed_at(step)
            writer = SearchIndex(index._folder)
            if kind == "apply":
                writer.apply(changes, revision=revision + 1)
            else:
                writer.rebuild([changes], revision=revision + 1, library_id="", ticket=Ticket())

        ended = run_and_wait(write)
        state = index.state()
        assert state is not None
        after = before | {revision + 1} if kind == "apply" else {2, revision + 1}
        outcomes.add(state.revision == revision + 1)
        assert index.numbers() == (after if state.revision == revision + 1 else before)
        assert index.check() == []
        index.apply(changes, revision=revision + 1)  # what is missing is applied again, harmlessly
        revision += 1
        assert found(index, f"step{step}") == {2}
        assert found(index, "radar") == index.numbers() - {2}
        if ended == 0:
            break
    assert ended == 0, "the writer did not come to its end in so many steps"
    assert outcomes == {True, False}
    assert index.check() == []
    assert len(list(index._folder.glob("index-*"))) == 1
    index.close()


def test_a_writer_killed_at_random_moments_loses_nothing_that_was_committed(tmp_path, article):
    index = SearchIndex(tmp_path / "index")
    index.apply([article(1, "radar")], revision=1)
    chance = random.Random(5)
    for _round in range(3):
        start = index.state().revision
        child = os.fork()
        if child == 0:
            writer = SearchIndex(index._folder)
            for revision in range(start + 1, start + 10_000):
                writer.apply([article(revision, f"radar word{revision}")], revision=revision)
            os._exit(0)
        deadline = time.monotonic() + 5
        while index.state().revision == start and time.monotonic() < deadline:
            found(index, "radar")  # a reader beside the writer
        until = time.monotonic() + chance.random() * 0.05
        while time.monotonic() < until:
            found(index, "radar")
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        state = index.state()
        assert state.revision > start
        assert found(index, "radar") == set(range(1, state.revision + 1))
        assert state.articles == state.revision
        assert index.check() == []
    index.close()


def test_eight_threads_search_while_another_one_writes(tmp_path, article):
    index = SearchIndex(tmp_path / "index")
    index.apply([article(number, "radar") for number in range(1, 11)], revision=10)
    writing = threading.Event()
    problems: list[BaseException] = []
    answers = [0] * 8

    def search(thread):
        try:
            while not writing.is_set() or not answers[thread]:
                numbers = found(index, "radar")
                assert set(range(1, 11)) <= numbers
                assert numbers == set(range(1, len(numbers) + 1))
                assert found(index, '"radar x"~2 OR nothing') <= numbers
                answers[thread] += 1
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=search, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for revision in range(11, 16):
        index.apply([article(revision, "radar")], revision=revision)
    writing.set()
    for thread in threads:
        thread.join(20)
    assert problems == []
    assert min(answers) > 0
    assert found(index, "radar") == set(range(1, 16))
    assert index.contains(ArticleNumber(15))
    index.close()


def test_a_reader_answers_through_commits_merges_and_rebuilds(tmp_path, article):
    """What one open index finds is always what some commit left, and never an older one than before."""
    index = SearchIndex(tmp_path / "index")
    index.apply([article(1, "radar at sea")], revision=1)
    done = threading.Event()
    sizes: list[int] = []
    problems: list[BaseException] = []

    def read():
        try:
            while not done.is_set() or len(sizes) < 2:
                numbers = found(index, '"radar at sea" OR rada*')
                assert numbers == set(range(1, len(numbers) + 1))
                sizes.append(len(numbers))
        except BaseException as error:
            problems.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(2, 20):  # two merges of eight
        index.apply([article(number, "radar at sea")], revision=number)
        if number % 6 == 0:
            every = [article(each, "radar at sea") for each in range(1, number + 1)]
            index.rebuild([every], revision=number, library_id="", ticket=Ticket())
    done.set()
    reader.join(20)
    assert problems == []
    assert sizes == sorted(sizes)
    assert found(index, "radar") == set(range(1, 20))
    index.close()


def test_to_apply_the_same_again_changes_nothing(tmp_path):
    index, chance = SearchIndex(tmp_path / "index"), Chance(3)
    changes = [chance.article(number) for number in range(1, 30)]
    index.apply([chance.article(40), chance.article(1)], revision=1)

    def said():
        everything = index.search("-nothing", resolve=resolve, limit=99, sort=SearchSort.TITLE)
        facets = index.facets("radar OR sea", resolve=resolve, most=99)
        return everything.hits, facets, index.complete_word("l"), index.complete_name("r"), index.numbers()

    answers = []
    for _ in range(12):  # so often that what was replaced is merged away meanwhile
        index.apply(changes, removed=[ArticleNumber(40)], revision=2)
        answers.append(said())
        assert index.state().articles == 29
    assert answers == answers[:1] * 12
    assert index.check() == []
    assert len(list(index._folder.glob("index-*/*.arrays"))) < 9, "what nobody needs is removed"
    index.close()


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="only Linux tells the name of an open file")
@pytest.mark.parametrize("kind", ["apply", "merge", "rebuild"])
def test_everything_is_on_the_disk_before_the_state_file_is_replaced(tmp_path, article, monkeypatch, kind):
    index = SearchIndex(tmp_path / "index")
    for number in range(1, 8 if kind == "merge" else 3):
        index.apply([article(number, "radar")], revision=number)
    events: list[tuple[str, str]] = []
    sync, replace = os.fsync, os.replace

    def recorded_sync(handle):
        events.append(("sync", os.path.basename(os.readlink(f"/proc/self/fd/{handle}"))))
        sync(handle)

    def recorded_replace(source, target, **options):
        events.append(("replace", os.path.basename(target)))
        replace(source, target, **options)

    monkeypatch.setattr(os, "fsync", recorded_sync)
    monkeypatch.setattr(os, "replace", recorded_replace)
    before = {path.name for path in index._folder.glob("index-*/*")}
    if kind == "rebuild":
        index.rebuild([[article(9, "radar")]], revision=9, library_id="", ticket=Ticket())
    else:
        index.apply([article(9, "radar")], revision=9)
    state = events.index(("replace", STATE_NAME))
    (folder,) = index._folder.glob("index-*")
    written = {path.name for path in folder.iterdir()} - before | {f"{STATE_NAME}.new", folder.name}
    assert len(written) >= 4
    assert written <= {name for what, name in events[:state] if what == "sync"}
    assert ("sync", index._folder.name) in events[state:], "the new name of the state file is on the disk, too"
    index.close()
