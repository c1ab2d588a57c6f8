"""Killed at any moment, searched from many threads: the last good generation answers."""

import os
import random
import signal
import sys
import threading
import time

import pytest

from reader.articles.article import ArticleNumber
from reader.search.index import SearchIndex
from reader.ticket import Ticket

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
