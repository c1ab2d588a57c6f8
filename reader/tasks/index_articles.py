"""Keep the search index level with the library: bring it up to date, or build it anew."""

from collections.abc import Iterator, Sequence

from reader.library.names import NamedPlace, Names
from reader.library.shelf import Shelf, ShelvedArticle
from reader.search.index import SCHEMA_VERSION, IndexedArticle, NamedEntity, SearchIndex
from reader.ticket import Ticket

BATCH = 1_000


def index_is_behind(*, shelf: Shelf, search_index: SearchIndex) -> bool:
    """Whether the index lacks articles, is ahead of a library that lost some, or was made by another version.

    Cheap: nothing is opened. A library without articles needs no index.
    """
    state = search_index.state()
    if state is None:
        return shelf.revision() > 0
    return state.revision != shelf.revision() or state.schema_version != SCHEMA_VERSION


def index_missing(*, shelf: Shelf, names: Names, search_index: SearchIndex, ticket: Ticket) -> int:
    """Bring into the index what has changed in the library since it was last level; how many articles.

    Raises:
        IndexUnreadableError: the index is damaged and must be rebuilt.
        CancelledError: stopped through the ticket; what was committed stays.
    """
    state = search_index.state()
    newest = shelf.revision()
    seen = state.revision if state else 0
    outdated = state is not None and state.schema_version != SCHEMA_VERSION
    if outdated or seen > newest or (state is None and shelf.count() > BATCH):
        return rebuild_index(shelf=shelf, names=names, search_index=search_index, ticket=ticket)
    done = 0
    while seen < newest:
        batch = shelf.changed_after(seen, limit=BATCH)
        seen = batch[-1].change if batch else newest  # what had changed last may have been deleted
        thrown_away = [shelved.number for shelved in batch if shelved.trashed]
        search_index.apply(_indexed(batch, names), removed=thrown_away, revision=seen)
        done += len(batch)
        ticket.step(done, done + newest - seen)
    return done


def rebuild_index(*, shelf: Shelf, names: Names, search_index: SearchIndex, ticket: Ticket) -> int:
    """Build the index anew beside the old one and switch at the end; how many articles.

    Raises:
        CancelledError: stopped through the ticket; the old index is still in place.
    """
    newest, total = shelf.revision(), shelf.count()
    done = 0

    def batches() -> Iterator[list[IndexedArticle]]:
        nonlocal done
        seen = 0
        while seen < newest:
            batch = shelf.changed_after(seen, limit=BATCH)
            if not batch:
                return
            seen = batch[-1].change
            yield _indexed(batch, names)
            done += len(batch)
            ticket.step(min(done, total), total)  # what changes meanwhile comes again

    search_index.rebuild(batches(), revision=newest, library_id=shelf.library_key(), ticket=ticket)
    return done


def _indexed(batch: Sequence[ShelvedArticle], names: Names) -> list[IndexedArticle]:
    batch = [shelved for shelved in batch if not shelved.trashed]
    named = names.places_in([shelved.number for shelved in batch])
    return [_with_names(shelved, named.get(shelved.number, ())) for shelved in batch]


def _with_names(shelved: ShelvedArticle, places: Sequence[NamedPlace]) -> IndexedArticle:
    article = shelved.article
    return IndexedArticle(
        number=shelved.number,
        title=article.title,
        lead=article.lead,
        text=article.text,
        source=article.source,
        author=article.author,
        published=article.published,
        added=shelved.added,
        language=article.language,
        named="\n".join([article.text[place.start : place.end] for place in places if place.start >= 0]),
        entities=tuple(NamedEntity(kind, name) for kind, name in {(place.kind, place.name) for place in places}),
    )
