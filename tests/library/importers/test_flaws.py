"""Flaws never stand alone."""

from collections.abc import Iterator

import pytest

from reader.library.importers.draft import Flaw
from reader.library.importers.flaws import some_of
from reader.library.importers.unreadable import UnreadableFileError

FLAW = Flaw(where="line 1", reason="It has no address.")


def test_good_items_and_flaws_keep_their_order() -> None:
    assert list(some_of([FLAW, "a", FLAW, "b"], nothing="Nothing.")) == [FLAW, "a", FLAW, "b"]


def test_nothing_is_given_before_the_first_good_item() -> None:
    def items() -> Iterator[str | Flaw]:
        yield FLAW
        yield "a"
        raise TimeoutError

    found = some_of(items(), nothing="Nothing.")
    assert (next(found), next(found)) == (FLAW, "a")
    with pytest.raises(TimeoutError):
        next(found)


def test_flaws_alone_are_the_reason_why_not() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        list(some_of([FLAW, Flaw(where="", reason="Another.")], nothing="Nothing."))
    assert caught.value.problem == "Nothing in the file could be read: it has no address."
    assert caught.value.remedy
    with pytest.raises(UnreadableFileError, match=r"^Nothing\. "):
        list(some_of([], nothing="Nothing."))
