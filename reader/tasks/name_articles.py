"""The second pass: find the names in articles that are in the library, link them, and keep them linked.

Safe to end at any moment: every batch is one transaction, and the library itself tells what is left: articles that were
recognised by no version or another one, articles that are to be linked anew, names that are to be settled.
"""

import logging
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.entities.linker import link_mentions
from reader.entities.mention import LinkedMention, Mention, NameFinder
from reader.entities.roles import roles_in
from reader.library.linking import Linking, ReadArticle
from reader.library.names import Names
from reader.library.recognitions import Recognitions
from reader.library.shelf import Shelf, ShelfText
from reader.search.index import IndexUnreadableError, SearchIndex
from reader.tasks.current_corrections import CurrentCorrections
from reader.tasks.index_articles import index_missing
from reader.ticket import Ticket

BATCH = 40  # articles of one transaction: half a second of work; what the reader looks at waits no longer
RELINKED_BATCH = 200
FIRST_INDEXING = 400  # the index learns of the names of as many articles first, and then of more at a time
LARGEST_INDEXING = 4_000
MOST_ROUNDS = 4  # what is linked anew may change what other articles are linked to, but not without end
SETTLE_SHARE = 3  # names are settled whenever a third more articles have come since
FIRST_SETTLING = 2_000

log = logging.getLogger(__name__)

Preferred = Callable[[], Sequence[ArticleNumber]]  # the articles that the reader looks at, since it was last asked


def nobody_waits() -> Sequence[ArticleNumber]:
    return ()


class NamesNow(NamedTuple):
    """The names of one article, found because it is open."""

    mentions: tuple[LinkedMention, ...]
    store: Callable[[], None]  # keeps them; may have to wait for another process


class NameArticles:
    """Finds names, with everything it needs. Threads: any; the whole pass one, in a process of its own."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        names: Names,
        recognitions: Recognitions,
        linking: Linking,
        search_index: Callable[[], SearchIndex],
        name_finder: Callable[[], NameFinder],
        version: Callable[[], str],
        corrections: CurrentCorrections,
    ) -> None:
        """`version` tells that of the finder without loading it."""
        self._shelf, self._names = shelf, names
        self._recognitions, self._linking = recognitions, linking
        self._search_index = search_index
        self._name_finder, self._version = name_finder, version
        self._corrections = corrections

    def left(self) -> int:
        """How many articles are to be recognised or linked anew. Costs next to nothing; the finder is not loaded."""
        if self._recognitions.linked_by_other_rules(self._linking.rules):
            return self._shelf.count()
        waiting = self._recognitions.left_count(self._version()) + self._recognitions.relinking_count()
        return waiting or int(self._linking.is_unsettled() or self._corrections.are_left())

    def __call__(self, *, ticket: Ticket, preferred: Preferred = nobody_waits) -> int:
        """Do all that is left; in how many articles names were found or linked anew.

        Articles the reader looks at come first, then those never recognised, the newest first.

        Raises:
            CancelledError: stopped through the ticket; what is left will be found again.
            ReaderError: the library cannot be written, or the finder's files are missing.
        """
        self._recognitions.begin_linking(self._linking.rules)
        self._corrections.bring_in()
        done = self._recognize_left(ticket, preferred)
        self._linking.settle()
        for _ in range(MOST_ROUNDS):
            done += self._relink_waiting(ticket, preferred)
            if not self._linking.settle():
                break
        done += self._relink_waiting(ticket, preferred)
        self._index()
        return done

    def warm_up(self) -> None:
        """Load the finder, so that the first article that is opened need not wait for it.

        Raises:
            ReaderError: its files are missing.
        """
        self._name_finder()

    def now(self, number: ArticleNumber) -> NamesNow:
        """The names of an article that has none yet, linked and corrected; they are not stored before `store`.

        Raises:
            ReaderError: the finder's files are missing.
        """
        (text,) = self._shelf.texts([number]).values()
        read = _read(number, text, self._name_finder())
        mentions = self._linking.link(read, correcting=self._corrections.now())
        return NamesNow(mentions, lambda: self._store([read], self._name_finder().version))

    def relink(self, numbers: Sequence[ArticleNumber]) -> None:
        """Link the names of these articles anew and store them at once; those not recognised yet are left alone."""
        found = self._recognitions.of(numbers)
        texts = self._shelf.texts(list(found))
        self._store([_linked(number, text, found[number], None) for number, text in texts.items()], "")

    def _recognize_left(self, ticket: Ticket, preferred: Preferred) -> int:
        """Find the names of all articles that have none, or those of another version of the finder."""
        done, wait, since, settle_at = 0, FIRST_INDEXING, 0, max(FIRST_SETTLING, self._shelf.count() // SETTLE_SHARE)
        if not self._recognitions.left_count(self._version()):
            return 0
        while left := self._recognitions.left(self._name_finder().version):
            total = self._shelf.count()
            before = total - len(left)
            queue = _Queue(left)
            while batch := queue.next(BATCH, preferred):
                ticket.step(before + queue.taken - len(batch), total)
                self._recognize(batch)
                since += len(batch)
                done += len(batch)
                if since >= wait:
                    self._index()
                    wait, since = min(2 * wait, LARGEST_INDEXING), 0
                if done >= settle_at:
                    self._linking.settle()
                    settle_at += max(FIRST_SETTLING, total // SETTLE_SHARE)
            ticket.step(before + queue.taken, total)
        return done

    def _recognize(self, batch: Sequence[ArticleNumber]) -> None:
        self._corrections.bring_in()  # the reader may have made some meanwhile
        finder = self._name_finder()
        self._store([_read(number, text, finder) for number, text in self._shelf.texts(batch).items()], finder.version)

    def _relink_waiting(self, ticket: Ticket, preferred: Preferred) -> int:
        """Link anew what waits for it."""
        done = 0
        while left := self._recognitions.relinking():
            total = done + len(left)
            queue = _Queue(left)
            while batch := queue.next(RELINKED_BATCH, preferred):
                ticket.step(done, total)
                self._corrections.bring_in()
                self.relink(batch)
                done += len(batch)
            ticket.step(done, total)
        return done

    def _store(self, articles: Sequence[ReadArticle], recognized_by: str) -> None:
        self._linking.store(articles, recognized_by=recognized_by, correcting=self._corrections.now())

    def _index(self) -> None:
        """Bring the index up to date; a damaged one is left to be rebuilt, the names are safe in the library."""
        try:
            index_missing(shelf=self._shelf, names=self._names, search_index=self._search_index(), ticket=Ticket())
        except IndexUnreadableError as error:
            log.warning("the index was not brought up to date: %s", error)


class _Queue:
    """Articles in the order they are to be done; what the reader looks at comes first."""

    def __init__(self, articles: Sequence[ArticleNumber]) -> None:
        self._left = dict.fromkeys(articles)
        self.taken = 0

    def next(self, size: int, preferred: Preferred) -> list[ArticleNumber]:
        """The next ones, `size` at most; empty at the end."""
        batch = [number for number in dict.fromkeys(preferred()) if number in self._left]
        batch = batch or list(islice(self._left, size))
        for number in batch:
            del self._left[number]
        self.taken += len(batch)
        return batch


def _read(number: ArticleNumber, text: ShelfText, finder: NameFinder) -> ReadArticle:
    found = finder.mentions_in(text.title, text.text)
    return _linked(number, text, found, found)


def _linked(
    number: ArticleNumber,
    text: ShelfText,
    mentions: Sequence[Mention],
    new: Sequence[Mention] | None,
) -> ReadArticle:
    # not through the finder, which need not be loaded for it
    linked = link_mentions(text.title, text.text, mentions)
    return ReadArticle(number, text.id, text.title, text.text, linked, roles_in(text.title, text.text, linked), new)
