"""What a reader makes of articles, on the command line: tags, notes, highlights, the trash, and taking it back."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing

from reader.articles.article import ArticleId, ArticleNumber
from reader.errors import ReaderError
from reader.library.shelf import ArticleMissingError
from reader.locations import Locations
from reader.printing import print_json
from reader.tasks.find_articles import find_articles
from reader.tasks.index_articles import index_is_behind, index_missing
from reader.tasks.open_article import place_highlights
from reader.tasks.views import OpenedArticle, PlacedHighlight
from reader.ticket import Ticket
from reader.userdata.annotation import Tag, TagColor
from reader.wiring import Services, build_services

USAGE = 2
EVERYTHING = 1_000_000_000  # more than any library holds
SHOWN = 100  # characters of a highlight in a list


def run_tags(locations: Locations, options: argparse.Namespace) -> int:
    """List the tags, or change one of them."""
    with closing(build_services(locations)) as services:
        annotate = services.annotate
        if options.rename:
            old, new = options.rename
            annotate.rename_tag(_tag(services, old).number, new)
        elif options.merge:
            *some, into = options.merge
            if not some:
                print("readalso: name the tags to merge, and at the end the one they become.", file=sys.stderr)
                return USAGE
            numbers = [_tag(services, name).number for name in some]
            if services.tags.named(into) is None:
                annotate.rename_tag(numbers[0], into)
            annotate.merge_tags(numbers, _tag(services, into).number)
        elif options.delete:
            annotate.delete_tag(_tag(services, options.delete).number)
        elif options.color:
            name, color = options.color
            annotate.color_tag(_tag(services, name).number, _color(color))
        else:
            _list_tags(services, options)
            return 0
        print(annotate.last_words())
    return 0


def run_tag(locations: Locations, options: argparse.Namespace) -> int:
    """Put a tag on articles, or take it off."""
    if not options.ids and not options.query:
        print("readalso: say which articles: their ids, or --query.", file=sys.stderr)
        return USAGE
    with closing(build_services(locations)) as services:
        ids = _present(services, options.ids)
        if options.query:
            ids += _found(services, options.query)
        before = services.changes.last()
        if options.remove:
            _tag(services, options.name)
            services.annotate.untag(ids, [options.name])
        elif ids:
            services.annotate.tag(ids, [options.name])
        changed = services.changes.last()
        print(changed.words if changed and changed != before else "Nothing was to be changed.")
    return 0


def run_note(locations: Locations, options: argparse.Namespace) -> int:
    """Show, write or remove the note on an article."""
    with closing(build_services(locations)) as services:
        (article_id,) = _present(services, [options.id])
        if options.remove:
            services.annotate.set_note(article_id, "")
        elif options.text:
            text = " ".join(options.text)
            services.annotate.set_note(article_id, sys.stdin.read() if text == "-" else text)
        elif note := services.notes.of(article_id):
            print(note.text)
    return 0


def run_highlights(locations: Locations, options: argparse.Namespace) -> int:
    """List all highlights, the newest first."""
    with closing(build_services(locations)) as services:
        ids = {one.article_id for one in services.highlights.all()}
        texts = {text.id: text for text in services.shelf.texts(services.shelf.numbers_of(ids)).values()}
        placed = [
            (one, texts[one.highlight.article_id].title if one.highlight.article_id in texts else "")
            for highlight in services.highlights.all()
            for one in place_highlights(
                texts[highlight.article_id].text if highlight.article_id in texts else "", [highlight]
            )
        ]
    if options.json:
        print_json([described_highlight(one) | {"title": title} for one, title in placed])
        return 0
    for one, title in placed:
        print(f"{title or 'An article that is not in this library'} ({one.highlight.article_id})")
        print_highlight(one)
    return 0


def run_trash(locations: Locations, options: argparse.Namespace) -> int:
    """List the trash, put articles into it or take them out, or empty it."""
    if options.what in ("put", "restore") and not options.ids:
        print(f"readalso: say which articles: `readalso trash {options.what} ID …`.", file=sys.stderr)
        return USAGE
    with closing(build_services(locations)) as services:
        match options.what:
            case "put":
                numbers = services.shelf.numbers_of(_present(services, options.ids))
                print(_counted(len(services.annotate.put_in_trash(numbers)), "put in the trash."))
                _complete(services)
            case "restore":
                there = {row.id: row.number for row in services.shelf.rows(services.trash.all(), in_trash=True)}
                if missing := [id_ for id_ in options.ids if id_ not in there]:
                    raise ReaderError(f"{missing[0]} is not in the trash.", remedy="See `readalso trash list`.")
                back = services.annotate.restore([there[ArticleId(id_)] for id_ in options.ids])
                print(_counted(len(back), "taken out of the trash."))
                _complete(services)
            case "empty":
                if not options.yes:
                    count = _counted(services.trash.count(), "would be deleted for good")
                    print(f"readalso: {count}; say so with --yes.", file=sys.stderr)
                    return USAGE
                print(_counted(services.trash_articles.empty(ticket=Ticket()), "deleted for good."))
            case _:
                _list_trash(services, options)
    return 0


def run_undo(locations: Locations, options: argparse.Namespace) -> int:
    """Take back what was done last, or do it again."""
    with closing(build_services(locations)) as services:
        words = services.undo.redo() if options.redo else services.undo.undo()
        if words:
            _complete(services)
    nothing = f"There is nothing to {'do again' if options.redo else 'undo'}."
    print(f"{'Done again' if options.redo else 'Undone'}: {words}." if words else nothing)
    return 0


def described_annotations(opened: OpenedArticle) -> dict[str, object]:
    """For `show --json`."""
    return {
        "tags": [tag.name for tag in opened.tags],
        "note": opened.note.text if opened.note else "",
        "highlights": [described_highlight(one) for one in opened.highlights],
    }


def print_annotations(opened: OpenedArticle) -> None:
    """For `show`."""
    if opened.tags:
        print(f"\nTags: {', '.join(tag.name for tag in opened.tags)}")
    if opened.note:
        print(f"\nNote:\n{opened.note.text}")
    if opened.highlights:
        print("\nHighlights:")
        for one in opened.highlights:
            print_highlight(one)


def described_highlight(placed: PlacedHighlight) -> dict[str, object]:
    one, span = placed
    return {
        "id": one.id,
        "article_id": one.article_id,
        "quote": one.quote,
        "color": one.color,
        "note": one.note,
        "made_at": one.made_at,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def print_highlight(placed: PlacedHighlight) -> None:
    one, span = placed
    quote = " ".join(one.quote.split())
    short = quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1]}…"
    print(f"- “{short}” ({one.color}{'' if span else ', no longer in the text'})")
    for line in one.note.splitlines():
        print(f"    {line}")


def _list_tags(services: Services, options: argparse.Namespace) -> None:
    tags = services.tags.all()
    if options.json:
        print_json([{"name": tag.name, "color": tag.color or "", "articles": tag.articles} for tag in tags])
        return
    for tag in tags:
        print(f"{tag.name}  ({_counted(tag.articles, f'· {tag.color}' if tag.color else '').strip()})")


def _list_trash(services: Services, options: argparse.Namespace) -> None:
    rows = services.shelf.rows(services.trash.all(), in_trash=True)
    if options.json:
        print_json([{"id": row.id, "title": row.title, "source": row.source} for row in rows])
        return
    for row in rows:
        print(f"{row.id}  {row.title}")


def _tag(services: Services, name: str) -> Tag:
    tag = services.tags.named(name)
    if tag is None:
        raise ReaderError(f"There is no tag “{name}”.", remedy="See `readalso tags`.")
    return tag


def _color(name: str) -> TagColor | None:
    if name == "none":
        return None
    if name not in list(TagColor):
        raise ReaderError(f"“{name}” is no colour of a tag.", remedy=f"Choose {', '.join(TagColor)} or none.")
    return TagColor(name)


def _present(services: Services, ids: Iterable[str]) -> list[ArticleId]:
    """These, if all of them are in the library."""
    wanted = [ArticleId(id_) for id_ in ids]
    there = {row.id for row in services.shelf.rows(services.shelf.numbers_of(wanted))}
    for article_id in wanted:
        if article_id not in there:
            raise ArticleMissingError(article_id)
    return wanted


def _found(services: Services, query: str) -> list[ArticleId]:
    _complete_index(services)
    results = find_articles(
        query,
        shelf=services.shelf,
        names=services.names,
        bookmarks=services.bookmarks,
        read_state=services.read_state,
        annotations=services.annotations,
        search_index=services.search_index,
        limit=EVERYTHING,
    )
    if results.problem:
        print(f"readalso: {results.problem}", file=sys.stderr)
    return _ids(services, [hit.number for hit in results.hits])


def _ids(services: Services, numbers: Sequence[ArticleNumber]) -> list[ArticleId]:
    return [row.id for row in services.shelf.rows(numbers)]


def _complete_index(services: Services) -> None:
    if index_is_behind(shelf=services.shelf, search_index=services.search_index):
        index_missing(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket())


def _complete(services: Services) -> None:
    """Names and index follow what was thrown away or came back."""
    if services.name_articles.left():
        services.name_articles(ticket=Ticket())
    _complete_index(services)


def _counted(articles: int, what: str) -> str:
    return f"{articles:,} {'article' if articles == 1 else 'articles'} {what}"


COMMANDS: dict[str, Callable[[Locations, argparse.Namespace], int]] = {
    "tags": run_tags,
    "tag": run_tag,
    "note": run_note,
    "highlights": run_highlights,
    "trash": run_trash,
    "undo": run_undo,
}
