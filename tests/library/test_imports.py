"""The journal of imports knows what is unfinished."""

import json

from reader.library.imports import Failure, ImportReport
from reader.wiring import Services


def test_an_import_is_unfinished_until_it_ends(services: Services) -> None:
    assert not services.imports.any()
    first = services.imports.begin(["/archive/ümlaut", "/more"])
    second = services.imports.begin(["seeds:"])
    assert services.imports.any()
    assert [(one.number, one.paths) for one in services.imports.unfinished()] == [
        (first, ("/archive/ümlaut", "/more")),
        (second, ("seeds:",)),
    ]
    services.imports.end(first, ImportReport(files=3, added=2, failed=(Failure(path="/a", reason="empty"),)))
    assert [one.number for one in services.imports.unfinished()] == [second]
    with services.library.reading() as db:
        (outcome,) = db.execute("SELECT outcome FROM imports WHERE number = ?", (first,)).fetchone()
    assert json.loads(outcome) == {
        "files": 3, "added": 2, "present": 0, "failed": [{"path": "/a", "reason": "empty"}]
    }  # fmt: skip


def test_what_was_given_up_is_not_completed(services: Services) -> None:
    services.imports.begin(["/one"])
    services.imports.begin(["/two"])
    services.imports.give_up_unfinished()
    assert services.imports.unfinished() == []
    assert services.imports.any()
