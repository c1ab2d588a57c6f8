"""Reads the shipped lists of a folder, keeping a digest of all that was read."""

import hashlib
from pathlib import Path

from reader.errors import ReaderError


class ListReader:
    """The files of one folder. Whoever reads through it gets a digest that changes with any byte that was read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digests: dict[str, bytes] = {}

    def content(self, name: str) -> bytes:
        """A file as it is.

        Raises ReaderError if it is missing or unreadable.
        """
        try:
            found = (self._folder / name).read_bytes()
        except OSError as error:
            raise _unreadable(name) from error
        self._digests[name] = hashlib.blake2b(found, digest_size=8).digest()
        return found

    def lines(self, name: str) -> list[str]:
        """The entries of a list; comments start with #.

        Raises ReaderError if it is missing or unreadable.
        """
        try:
            text = self.content(name).decode("utf-8")
        except UnicodeDecodeError as error:
            raise _unreadable(name) from error
        return [line for line in text.splitlines() if line and line[0] != "#"]

    def digest(self) -> str:
        """Changes with any byte of what was read so far."""
        whole = hashlib.blake2b(digest_size=8)
        for name in sorted(self._digests):
            whole.update(name.encode() + self._digests[name])
        return whole.hexdigest()


def _unreadable(name: str) -> ReaderError:
    return ReaderError(
        f"The list of names “{name}” could not be read.",
        remedy="Install Read Also again; your articles and bookmarks are not affected.",
    )
