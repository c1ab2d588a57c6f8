"""How the commands answer: JSON, and progress as lines of JSON."""

import argparse
import json
import time

from reader.ticket import Ticket

PROGRESS_PAUSE_SECONDS = 0.1  # between two lines of progress


def print_json(value: object, indent: int | None = 2) -> None:
    """Bytes of a file name that are no letters are written as JSON spells them, "\\udcff"."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    print(written.encode("utf-8", "backslashreplace").decode("utf-8"))


def progress_ticket(options: argparse.Namespace, stage: str) -> Ticket:
    """Progress as JSON lines if asked for, ten a second at most; the last one always."""
    if not options.progress:
        return Ticket()
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= PROGRESS_PAUSE_SECONDS or done >= total > 0:
            last = now
            told = {"event": "progress", "stage": stage, "done": done, "total": total}
            print(json.dumps(told | ({"articles": ticket.articles} if ticket.articles else {})), flush=True)

    ticket = Ticket(report)
    return ticket
