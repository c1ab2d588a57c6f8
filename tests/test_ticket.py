"""Progress and cancellation."""

import pytest

from reader.errors import CancelledError
from reader.ticket import Ticket


def test_progress_is_reported() -> None:
    seen: list[tuple[int, int]] = []
    ticket = Ticket(lambda done, total: seen.append((done, total)))
    ticket.step(1, 3)
    ticket.step(2, 3)
    assert seen == [(1, 3), (2, 3)]


def test_cancelled_work_ends_at_the_next_step_and_reports_no_more() -> None:
    seen: list[int] = []
    ticket = Ticket(lambda done, _total: seen.append(done))
    ticket.cancel()
    with pytest.raises(CancelledError):
        ticket.step(1, 2)
    assert seen == []


def test_a_bare_ticket_lets_everything_pass() -> None:
    Ticket().step(0, 0)


def test_how_many_articles_came_is_kept_for_who_reports() -> None:
    ticket = Ticket()
    ticket.step(1, 0, articles=5)
    ticket.step(2, 0)
    assert ticket.articles == 5
