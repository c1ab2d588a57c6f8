"""A log that loads Python's logging late writes the same records."""

import logging
import subprocess
import sys

import pytest

from reader.log import Log


def test_records_are_those_of_the_logger_with_this_name(caplog: pytest.LogCaptureFixture) -> None:
    log = Log("reader.somewhere")
    with caplog.at_level(logging.INFO, logger="reader.somewhere"):
        log.info("%d files", 3)
        log.warning("slow")
        log.error("lost %s", "it", exc_info=ValueError("why"))
        log.critical("a bug")
        try:
            raise OSError("no disk")
        except OSError:
            log.exception("not written")
    written = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert written == [
        ("INFO", "3 files"), ("WARNING", "slow"), ("ERROR", "lost it"), ("CRITICAL", "a bug"), ("ERROR", "not written"),
    ]  # fmt: skip
    assert {record.name for record in caplog.records} == {"reader.somewhere"}
    assert {record.filename for record in caplog.records} == {"test_log.py"}  # not the log's own file
    assert [record.exc_info is not None for record in caplog.records] == [False, False, True, False, True]


def test_logging_is_loaded_by_the_first_record() -> None:
    code = (
        "import sys; from reader.log import Log\n"
        "log = Log('x'); before = 'logging' in sys.modules; log.info('once'); print(before, 'logging' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ran.stdout == "False True\n", ran.stderr
