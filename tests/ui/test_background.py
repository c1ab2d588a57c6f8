"""Short work on a thread: what is delivered, what is dropped, and what is left behind."""

import threading

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtGui import QClipboard, QGuiApplication

from reader.errors import CancelledError, ReaderError
from reader.ui.background import Job, Latest, run_job


@pytest.fixture
def pool(qapp):
    pool = QThreadPool(qapp)
    yield pool
    pool.waitForDone()


@pytest.fixture
def owner(pool):
    owner = QObject()
    yield owner
    pool.waitForDone()  # a job must not outlive its owner


def test_a_job_delivers_what_its_work_returned(qtbot, pool, owner):
    job = Job(lambda _ticket: threading.current_thread().name, owner)
    with qtbot.waitSignal(job.succeeded) as caught:
        job.start(pool)
    assert caught.args[0] != threading.current_thread().name


def test_faults_and_bugs_part_ways(qtbot, pool, owner):
    def work(error):
        def fail(_ticket):
            raise error

        return fail

    fault, bug = ReaderError("The disk is full.", remedy="Make room."), ZeroDivisionError()
    job = Job(work(fault), owner)
    with qtbot.waitSignal(job.failed) as caught, qtbot.assertNotEmitted(job.crashed):
        job.start(pool)
    assert caught.args == [fault]
    job = Job(work(bug), owner)
    with qtbot.waitSignal(job.crashed) as caught, qtbot.assertNotEmitted(job.failed):
        job.start(pool)
    assert caught.args == [bug]


def test_a_cancelled_job_delivers_nothing(qtbot, pool, owner):
    may_finish, delivered = threading.Event(), []
    job = Job(lambda _ticket: may_finish.wait(5), owner)
    for signal in (job.succeeded, job.failed, job.crashed):
        signal.connect(delivered.append)
    job.start(pool)
    job.cancel()
    with qtbot.waitSignal(job.destroyed):
        may_finish.set()
    assert delivered == []


def test_work_that_looks_at_its_ticket_leaves_when_cancelled(qtbot, pool, owner):
    begun, left = threading.Event(), threading.Event()

    def work(ticket):
        begun.set()
        try:
            while True:
                ticket.step(0, 1)
        except CancelledError:
            left.set()
            raise

    job = Job(work, owner)
    job.start(pool)
    assert begun.wait(5)
    with qtbot.waitSignal(job.destroyed):
        job.cancel()
    assert left.is_set()


def test_a_newer_request_drops_the_older_answer(qtbot, pool, owner):
    latest, may_finish, delivered = Latest(pool, owner), threading.Event(), []
    latest.run(lambda: may_finish.wait(5) and "old", delivered.append)
    latest.run(lambda: "new", delivered.append)
    qtbot.waitUntil(lambda: delivered == ["new"])
    may_finish.set()
    assert pool.waitForDone(5_000)
    qtbot.waitUntil(lambda: not latest.busy)
    assert delivered == ["new"]


def test_in_turn_only_the_newest_request_follows_when_the_older_has_left_its_thread(qtbot, pool, owner):
    latest, may_finish, begun, delivered = Latest(pool, owner, in_turn=True), threading.Event(), [], []

    def work(name, wait=None):
        begun.append(name)
        if wait is not None:
            wait.wait(5)
        return name

    latest.run(lambda: work("first", may_finish), delivered.append)
    qtbot.waitUntil(lambda: begun == ["first"])
    latest.run(lambda: work("second"), delivered.append)
    latest.run(lambda: work("third"), delivered.append)
    assert latest.busy
    may_finish.set()
    qtbot.waitUntil(lambda: delivered == ["third"])
    assert begun == ["first", "third"]
    assert not latest.busy


def test_cancelling_drops_what_waits_as_well(qtbot, pool, owner):
    latest, may_finish, begun = Latest(pool, owner, in_turn=True), threading.Event(), []
    latest.run(lambda: may_finish.wait(5), begun.append)
    latest.run(lambda: begun.append("waited"), begun.append)
    latest.cancel()
    assert not latest.busy
    may_finish.set()
    qtbot.waitUntil(lambda: not owner.findChildren(Job))  # it has left, and nothing followed
    assert begun == []
    latest.run(lambda: "again", begun.append)
    qtbot.waitUntil(lambda: begun == ["again"])


def test_a_request_made_while_an_answer_is_delivered_is_run(qtbot, pool, owner):
    latest, delivered = Latest(pool, owner, in_turn=True), []

    def deliver(answer):
        delivered.append(answer)
        if answer == "one":
            latest.run(lambda: "two", deliver)

    latest.run(lambda: "one", deliver)
    qtbot.waitUntil(lambda: delivered == ["one", "two"])


def test_who_is_told_may_ask_whether_more_is_on_its_way(qtbot, pool, owner):
    latest, busy = Latest(pool, owner), []
    latest.run(lambda: None, lambda _none: busy.append(latest.busy))
    qtbot.waitUntil(lambda: busy == [False])


def test_many_jobs_leave_nothing_behind_that_is_taken_for_something_else(qtbot, pool, owner):
    done = []
    for _ in range(200):
        job = Job(lambda _ticket: None, owner)
        job.succeeded.connect(done.append)
        job.start(pool)
    qtbot.waitUntil(lambda: len(done) == 200)
    made = [QObject(owner) for _ in range(200)]
    assert isinstance(QGuiApplication.clipboard(), QClipboard)
    assert {type(child) for child in owner.children()} <= {QObject, Job}
    assert len(made) == 200


def test_what_is_written_is_told_once_and_a_fault_or_a_bug_is_told_of(qtbot, pool, owner):
    told, errors = [], []
    run_job(lambda: 7, told.append, owner=owner, pool=pool, failed=errors.append)
    for error in (ReaderError("no", remedy="yes"), ValueError("bug")):

        def fail(error=error):
            raise error

        run_job(fail, told.append, owner=owner, pool=pool, failed=errors.append)
    run_job(lambda: 8, owner=owner, pool=pool, failed=errors.append)  # nobody waits for it
    qtbot.waitUntil(lambda: len(told) == 1 and len(errors) == 2 and not owner.children())
    assert told == [7]
    assert {type(error) for error in errors} == {ReaderError, ValueError}
