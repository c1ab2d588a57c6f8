"""Export highlights: those that are chosen, with the articles they stand in."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from reader.articles.article import ArticleId
from reader.errors import ReaderError
from reader.exporting.highlight_lists import HIGHLIGHT_FORMATS
from reader.exporting.values import About, ExportedArticle
from reader.library.shelf import Shelf
from reader.tasks.export_articles import GatheredArticles
from reader.tasks.export_target import open_whole
from reader.tasks.library_parts import LibraryParts
from reader.ticket import Ticket


def export_highlights(
    ids: Sequence[str], articles: Sequence[ArticleId], path: Path, *, parts: LibraryParts, shelf: Shelf, ticket: Ticket
) -> int:
    """Write these highlights of these articles in the format the file's suffix names; how many were written.

    Highlights of articles that are not in the library are left out: their words alone say nothing.

    Raises:
        ReaderError: there is no such format, or the file cannot be written.
        CancelledError: stopped through the ticket; nothing half-written is left.
    """
    form = HIGHLIGHT_FORMATS.get(path.suffix.lower())
    if form is None:
        raise ReaderError(
            f"Highlights cannot be written as {path.suffix or 'a file without a suffix'}.",
            remedy=f"Choose a name that ends in {', '.join(HIGHLIGHT_FORMATS)}.",
        )
    by_id = {each.id: each.number for each in shelf.rows(shelf.numbers_of(articles))}
    numbers = [by_id[article_id] for article_id in dict.fromkeys(articles) if article_id in by_id]
    written = 0

    def chosen() -> Iterator[ExportedArticle]:
        nonlocal written
        wanted = set(ids)
        for each in GatheredArticles(numbers, parts, None, ticket):
            kept = tuple(one for one in each.marks.highlights if one.id in wanted)
            written += len(kept)
            yield each._replace(marks=each.marks._replace(highlights=kept, note=None, tags=()))

    members = {article_id: place for place, article_id in enumerate(by_id, start=1)}
    with open_whole(path, overwrite=True) as file:  # the file dialog has asked
        form.write(chosen(), file, About("Highlights", datetime.now(UTC), members))
    return written
