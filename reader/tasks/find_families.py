"""Find reprints: which articles have nearly the same words. Part of the second pass, after articles came in.

Safe to end at any moment: every batch is one transaction, and articles that were not compared yet are found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from reader.articles.article import ArticleNumber
from reader.library.families import Families, Signed
from reader.library.shelf import Shelf, ShelfText
from reader.ticket import Ticket

if TYPE_CHECKING:
    from reader.related.reprints import Shingles

BATCH = 1_000  # articles of one transaction
MOST_CANDIDATES = 40  # of one article are compared, those that share most bands with it first


class FindFamilies:
    """Threads: any; one at a time."""

    def __init__(self, *, shelf: Shelf, families: Families) -> None:
        self._shelf, self._families = shelf, families

    def left(self) -> int:
        """How many articles are to be compared. Costs next to nothing."""
        return self._families.left_count()

    def __call__(self, *, ticket: Ticket) -> int:
        """Compare all that are left with the whole library; how many.

        Raises:
            CancelledError: stopped through the ticket; what is left will be found again.
        """
        done = 0
        if not self.left():
            return done
        left = self._families.left()
        waiting = iter(left)
        while batch := list(islice(waiting, BATCH)):
            ticket.step(done, len(left))
            self._compare(self._shelf.texts(batch))
            done += len(batch)
        ticket.step(done, len(left))
        return done

    def _compare(self, texts: dict[ArticleNumber, ShelfText]) -> None:
        # deferred: numpy is loaded by it, and most commands only ask how many are left
        from reader.related.reprints import are_reprints, bands_of, shingles_of

        shingles = {number: shingles_of(text.text) for number, text in texts.items()}
        bands = {number: bands_of(shingles[number]) for number in texts}
        sharing = self._families.candidates({band for of_one in bands.values() for band in of_one})
        candidates: dict[ArticleNumber, Sequence[ArticleNumber]] = {}
        for number in texts:
            candidates[number] = _most_shared(number, bands[number], sharing)
            for band in bands[number]:
                sharing.setdefault(band, []).append(number)  # for those that follow in this batch
        shingles |= self._shingles_of(candidates, known=shingles)
        self._families.keep([
            Signed(
                number, text.title, text.text, bands[number],
                [other for other in candidates[number] if are_reprints(shingles[number], shingles[other])],
            )
            for number, text in texts.items()
        ])  # fmt: skip

    def _shingles_of(
        self, candidates: dict[ArticleNumber, Sequence[ArticleNumber]], *, known: dict[ArticleNumber, Shingles]
    ) -> dict[ArticleNumber, Shingles]:
        """Those of the articles of earlier batches; of articles that are gone none."""
        from reader.related.reprints import shingles_of  # deferred, as above

        wanted = {other for others in candidates.values() for other in others} - known.keys()
        found = self._shelf.texts(sorted(wanted))
        return {number: shingles_of(found[number].text if number in found else "") for number in wanted}


def _most_shared(
    number: ArticleNumber, bands: Iterable[int], sharing: dict[int, list[ArticleNumber]]
) -> list[ArticleNumber]:
    counts: dict[ArticleNumber, int] = {}
    for band in bands:
        for other in sharing.get(band, ()):
            if other != number:
                counts[other] = counts.get(other, 0) + 1
    return sorted(counts, key=lambda other: (-counts[other], other))[:MOST_CANDIDATES]
