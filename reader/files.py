"""Small files that must be whole or not there at all."""

import os
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file of text or leave the old one.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Write a whole file or leave the old one: beside it first, on the disk, then renamed over it.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
