"""When flaws are all that a file has, they are the reason why it could not be read."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from reader.library.importers.draft import Flaw
from reader.library.importers.unreadable import UnreadableFileError

Item = TypeVar("Item")


def some_of(items: Iterable[Item], *, nothing: str) -> Iterator[Item]:
    """The same items. Flaws at the beginning come when the first good item does, so that they never stand alone.

    Raises:
        UnreadableFileError: there is no good item; the problem is that of the first flaw, or `nothing`.
    """
    waiting: list[Item] = []
    reason = ""
    found = False
    for item in items:
        if isinstance(item, Flaw) and not found:
            waiting.append(item)
            reason = reason or item.reason
            continue
        if not found:
            yield from waiting
            found = True
        yield item
    if not found:
        raise UnreadableFileError(
            f"Nothing in the file could be read: {_small(reason)}" if reason else nothing,
            remedy="Check in the program it came from that it was exported completely, and try again.",
        )


def _small(sentence: str) -> str:
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
