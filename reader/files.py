"""Small files that must be whole or not there at all."""

import os
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or leave the old one: beside it first, on the disk, then renamed over it.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
