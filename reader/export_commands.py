"""`readalso export`: articles as files for other programs and for paper, and whether everything is in them."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from reader import __version__
from reader.articles.article import ArticleId, ArticleNumber
from reader.errors import ReaderError
from reader.exporting.formats import ExportFormat, FormatKey, format_named
from reader.locations import Locations
from reader.printing import print_json, progress_ticket
from reader.tasks.check_export import check_export
from reader.tasks.export_articles import ExportArticles, Exported
from reader.tasks.export_choice import Chosen, ExportChoice
from reader.tasks.find_articles import find_articles
from reader.tasks.index_articles import index_is_behind, index_missing
from reader.tasks.verify_export import Verification, VerifyExport
from reader.ticket import Ticket
from reader.wiring import Services, build_services, open_parts

FAILURE = 1


def run_export(locations: Locations, options: argparse.Namespace) -> int:
    """Write the file, read it back, and say what came of it; 1 where it differs from what was to be written."""
    row = format_named(options.format)
    with closing(build_services(locations, rescue=True)) as services:
        _tell_rescue(services)
        chosen = _chosen(services, options, row)
        export = ExportArticles(
            parts=services.library_parts,
            mentions=lambda number: services.names.mentions_of(number) or (),
            version=__version__,
            write_pdf=options.write_pdf if row.key is FormatKey.PDF else None,
        )
        exported = export(
            chosen, row, options.out, overwrite=options.overwrite, ticket=progress_ticket(options, "Exporting")
        )
        verified = None if options.no_check else _verified(exported, row, chosen, options)
    _report(exported, row, verified, options)
    return FAILURE if verified is not None and not verified.equal else 0


def _tell_rescue(services: Services) -> None:
    """A library that cannot be opened can still be exported as it was last backed up."""
    if services.rescue is not None:
        day = services.rescue.made_at.date().isoformat()
        print(f"readalso: {services.rescue.problem} Exported is the backup of {day}.", file=sys.stderr)


def _chosen(services: Services, options: argparse.Namespace, row: ExportFormat) -> Chosen:
    choice = ExportChoice(
        shelf=services.shelf,
        articles=services.library_parts.articles,
        bookmarks=services.bookmarks,
        tags=services.tags,
        search=lambda query: _search(services, query),
    )
    if options.query is not None:
        return choice.of_query(options.query)
    if options.tag is not None:
        return choice.of_tag(options.tag)
    if options.bookmarked:
        return choice.bookmarked()
    ids = _ids_from_stdin() if options.ids_from_stdin else options.ids
    if ids is not None:
        return choice.of_ids([ArticleId(one) for one in ids])
    return choice.everything(with_trash=row.key is FormatKey.JSONL)


def _ids_from_stdin() -> list[str]:
    """A command line has no room for thousands."""
    try:
        told = json.loads(sys.stdin.readline())
        return [str(one) for one in told["ids"]]
    except (ValueError, TypeError, KeyError) as error:
        raise ReaderError("No articles were named.", remedy='Write a line such as {"ids": ["…"]} to it.') from error


def _search(services: Services, query: str) -> Sequence[ArticleNumber]:
    if index_is_behind(shelf=services.shelf, search_index=services.search_index):
        index_missing(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket())
    found = find_articles(
        query,
        shelf=services.shelf,
        names=services.names,
        bookmarks=services.bookmarks,
        read_state=services.read_state,
        search_index=services.search_index,
        annotations=services.annotations,
        limit=max(1, services.shelf.count()),
    )
    if found.problem:
        print(f"readalso: {found.problem}", file=sys.stderr)
    return [hit.number for hit in found.hits]


def _verified(
    exported: Exported, row: ExportFormat, chosen: Chosen, options: argparse.Namespace
) -> Verification | None:
    ticket = progress_ticket(options, "Reading back")
    if exported.contents is not None:
        return VerifyExport(open_parts)(exported.path, exported.contents, complete=chosen.complete, ticket=ticket)
    return check_export(row.key, exported.path, exported.articles, ticket=ticket)


def _report(exported: Exported, row: ExportFormat, verified: Verification | None, options: argparse.Namespace) -> None:
    told = f"{exported.articles:,} {'article' if exported.articles == 1 else 'articles'}"
    if options.progress or options.json:
        event = {"event": "report"} if options.progress else {}
        answer = event | {
            "path": str(Path(exported.path).absolute()),
            "format": row.key,
            "articles": exported.articles,
            "checked": verified is not None,
            "equal": verified.equal if verified is not None else None,
            "words": verified.words if verified is not None else "",
            "counts": verified.counts if verified is not None else {},
            "differences": verified.differences if verified is not None else (),
        }
        print_json(answer, indent=None if options.progress else 2)
        return
    print(f"{told} exported to {exported.path}")
    if verified is not None:
        print(verified.words)
        for difference in verified.differences:
            print(f"readalso: {difference}", file=sys.stderr)
