"""Which version a SQLite file is of, told from its bytes: it is not opened, so that nothing on the disk changes.

SQLite itself would make a log beside a file that it only looks at, and fold a log that it finds there into it.
"""

from pathlib import Path

MAGIC = b"SQLite format 3\x00"
VERSION_AT = slice(60, 64)  # `PRAGMA user_version`, in the file's first page
LOG_MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
LOG_HEADER, FRAME_HEADER = 32, 24
SALTS = slice(16, 24)  # in the header of the log
FRAME_SALTS = slice(8, 16)  # in that of a frame: others are left from an earlier use of the log
READ_AT_ONCE = 1 << 18  # bytes of a log; a call to the system for each frame would take ten times as long


def version_of(path: Path) -> int:
    """How many migrations the file has, those in its write-ahead log included; 0 where there is no SQLite file.

    The last word is SQLite's own: what is damaged is not found here.
    """
    in_log = _version_in_log(path.with_name(f"{path.name}-wal"))
    return _version_in_header(path) if in_log is None else in_log


def is_filled(path: Path) -> bool:
    """Whether there is a file with something in it."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _version_in_header(path: Path) -> int:
    try:
        with path.open("rb", buffering=0) as file:
            header = file.read(100)
    except OSError:  # it is not there, or cannot be read: whoever opens it says so
        return 0
    return _number(header[VERSION_AT]) if header.startswith(MAGIC) else 0


def _version_in_log(path: Path) -> int | None:
    """What the newest first page says that was committed to the log; None where there is none."""
    try:
        with path.open("rb", buffering=READ_AT_ONCE) as log:
            header = log.read(LOG_HEADER)
            if len(header) < LOG_HEADER or header[:4] not in LOG_MAGIC:
                return None
            page_size, salts = _number(header[8:12]), header[SALTS]
            first_page, committed = None, None
            at, size = LOG_HEADER, path.stat().st_size
            while at + FRAME_HEADER + page_size <= size:  # what a kill cut short does not count
                frame = log.read(FRAME_HEADER)
                if frame[FRAME_SALTS] != salts:
                    break
                if _number(frame[:4]) == 1:
                    page = log.read(VERSION_AT.stop)
                    first_page = _number(page[VERSION_AT]) if page.startswith(MAGIC) else first_page
                if _number(frame[4:8]):  # the size of the file after it: a transaction ends here
                    committed = first_page
                at += FRAME_HEADER + page_size
                log.seek(at)
            return committed
    except OSError:
        return None


def _number(four: bytes) -> int:
    return int.from_bytes(four, "big")
