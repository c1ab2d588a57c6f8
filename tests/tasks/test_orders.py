"""What is told to a running import over its standard input."""

import io
import threading
from pathlib import Path

import pytest

from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.tasks.orders import ImportOrder, Orders
from reader.ticket import Ticket


def test_the_first_line_says_what_to_import() -> None:
    line = '{"paths": ["/a", "/ü"], "options": {"encoding": "latin-1", "columns": {"title": "T"}, "split": true}}\n'
    order = Orders(io.StringIO(line)).first()
    assert order == ImportOrder(
        (Path("/a"), Path("/ü")), ReadOptions(encoding="latin-1", columns=(("title", "T"),), split=True)
    )


@pytest.mark.parametrize("line", ["", "nonsense\n", "[]\n", '{"paths": 7}\n', "{}\n", "null\n"])
def test_a_line_that_says_nothing_asks_for_nothing(line: str) -> None:
    assert Orders(io.StringIO(line)).first() == ImportOrder((), NO_OPTIONS)


def test_work_rests_and_goes_on_as_it_is_told() -> None:
    told: list[bool] = []

    class Watched(Ticket):
        def pause(self, on: bool) -> None:
            told.append(on)
            super().pause(on)

    ticket = Watched()
    orders = Orders(io.StringIO('{"pause": true}\nnonsense\n{"pause": 1}\n{"pause": false}\n{"pause": true}\n'))
    orders.follow(ticket)
    orders.join()
    assert told == [True, False, True, False]  # at the end nobody could let it go on
    ticket.step(1, 2)


def test_paused_work_can_be_cancelled() -> None:
    ticket, ended = Ticket(), threading.Event()
    ticket.pause(True)

    def work() -> None:
        try:
            ticket.step(1, 2)
        finally:
            ended.set()

    def quiet() -> None:
        try:
            work()
        except Exception:
            return

    thread = threading.Thread(target=quiet)
    thread.start()
    assert not ended.wait(0.05)
    ticket.cancel()
    assert ended.wait(10)
    thread.join()
