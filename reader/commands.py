"""The commands of `readalso` that need no window: each calls one task and prints what came of it."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict

from reader import keeping_commands
from reader.articles.article import ArticleId
from reader.entities.mention import LinkedMention
from reader.errors import ReaderError
from reader.import_commands import find_names, print_report, run_import, run_watch
from reader.journal import facts_of
from reader.locations import Locations, bundled
from reader.name_commands import run_names
from reader.printing import print_json, progress_ticket
from reader.search.index import IndexUnreadableError, MatchCount, SearchResults
from reader.tasks.bookmark_article import bookmark_article
from reader.tasks.check_backups import with_backups
from reader.tasks.check_installation import with_installation
from reader.tasks.complete_work import complete_work
from reader.tasks.describe_article import ArticleDescription, describe_article
from reader.tasks.find_articles import find_articles, passages_for
from reader.tasks.find_related import find_related
from reader.tasks.index_articles import index_is_behind, index_missing, rebuild_index
from reader.tasks.list_articles import fetch_rows, order_articles
from reader.tasks.open_article import open_article_by_id
from reader.tasks.saved_searches import count_saved_searches, save_search
from reader.tasks.self_check import Diagnosis, Finding, self_check
from reader.tasks.views import ArticleFilter, ArticleSort, OpenedArticle, RelatedArticle, RelatedArticles
from reader.ticket import Ticket
from reader.wiring import Services, build_services

FAILURE = 1


def run_search(locations: Locations, options: argparse.Namespace) -> int:
    query = " ".join(options.query)
    with closing(build_services(locations)) as services:
        _bring_index_up_to_date(services)
        started = time.perf_counter()
        results = find_articles(
            query,
            shelf=services.shelf,
            names=services.names,
            bookmarks=services.bookmarks,
            read_state=services.read_state,
            annotations=services.annotations,
            search_index=services.search_index,
            limit=options.limit,
        )
        hits = _described_hits(services, results)
        took_ms = round((time.perf_counter() - started) * 1000, 1)
        if options.save:
            _save_search(query, options.save, services)
    if options.json:
        answer = {"total": results.total, "took_ms": took_ms, "hits": hits}
        print_json(answer | {"understood": results.understood, "problem": results.problem})
        return 0
    if results.problem:
        print(f"readalso: {results.problem}", file=sys.stderr)
    print(f"{results.total} {'article' if results.total == 1 else 'articles'}; understood: {results.understood}")
    for hit in hits:
        print(f"\n{hit['id']}  {hit['title']}\n    {hit['snippet']}")
    return 0


def run_searches(locations: Locations, options: argparse.Namespace) -> int:
    with closing(build_services(locations)) as services:
        if services.saved_searches.all():
            _bring_index_up_to_date(services)
        counted = count_saved_searches(
            shelf=services.shelf,
            names=services.names,
            bookmarks=services.bookmarks,
            read_state=services.read_state,
            annotations=services.annotations,
            search_index=services.search_index,
            saved_searches=services.saved_searches,
        )
    searches = [(each.saved.name, each.saved.query, each.found or MatchCount(0, 0)) for each in counted]
    if options.json:
        print_json(
            [
                {"name": name, "query": query, "articles": found.total, "new": found.new}
                for name, query, found in searches
            ]
        )
        return 0
    for name, query, found in searches:
        new = f", {found.new} new" if found.new else ""
        print(f"{name}: {found.total} {'article' if found.total == 1 else 'articles'}{new}\n    {query}")
    return 0


def run_list(locations: Locations, options: argparse.Namespace) -> int:
    shown = ArticleFilter.BOOKMARKS if options.bookmarked else ArticleFilter.ALL
    shown = ArticleFilter.UNREAD if options.unread and not options.bookmarked else shown
    with closing(build_services(locations)) as services:
        shelf, bookmarks, read_state = services.shelf, services.bookmarks, services.read_state
        numbers = order_articles(shown, ArticleSort.NEWEST, shelf=shelf, bookmarks=bookmarks, read_state=read_state)
        rows = fetch_rows(
            numbers, shelf=shelf, bookmarks=bookmarks, read_state=read_state, annotations=services.annotations
        )
    if options.bookmarked and options.unread:
        rows = [row for row in rows if not row.read]
    if options.json:
        print_json(
            [
                {
                    "id": row.id,
                    "title": row.title,
                    "source": row.source,
                    "published": row.published.isoformat() if row.published else None,
                    "bookmarked": row.bookmarked,
                    "read": row.read,
                    "tags": [tag.name for tag in row.tags],
                }
                for row in rows
            ]
        )
        return 0
    for row in rows:
        marks = ("*" if row.bookmarked else " ") + (" " if row.read else "•")
        print(f"{row.id} {marks} {row.published or '          '}  {row.title}")
    return 0


def run_show(locations: Locations, options: argparse.Namespace) -> int:
    with closing(build_services(locations)) as services:
        opened = open_article_by_id(
            ArticleId(options.id),
            shelf=services.shelf,
            names=services.names,
            bookmarks=services.bookmarks,
            read_state=services.read_state,
            annotations=services.annotations,
            name_articles=services.name_articles,
        )
        _bring_index_up_to_date(services)
        related = find_related(
            opened.number,
            shelf=services.shelf,
            links=services.links,
            names=services.names,
            read_state=services.read_state,
            search_index=services.search_index,
        )
        origin = describe_article(
            opened.number,
            shelf=services.shelf,
            places=services.places,
            versions=services.versions,
            families=services.families,
        )
    if options.json:
        print_json(_described_article(opened, related) | _described_origin(origin))
    else:
        _print_article(opened, related)
        _print_origin(origin)
    return 0


def run_bookmark(locations: Locations, options: argparse.Namespace) -> int:
    with closing(build_services(locations)) as services:
        bookmark_article(
            ArticleId(options.id), on=not options.remove, shelf=services.shelf, bookmarks=services.bookmarks
        )
    return 0


def run_index(locations: Locations, options: argparse.Namespace) -> int:
    with closing(build_services(locations)) as services:
        if options.check:
            return _check_index(services)
        if options.rebuild:
            done = rebuild_index(
                shelf=services.shelf,
                names=services.names,
                search_index=services.search_index,
                ticket=progress_ticket(options, "Indexing"),
            )
            print(json.dumps({"event": "rebuilt", "articles": done}) if options.progress else f"{done} articles")
            return 0
        report = complete_work(
            shelf=services.shelf,
            names=services.names,
            imports=services.imports,
            search_index=services.search_index,
            import_files=services.import_files,
            watch_folders=None if options.progress else services.watch_folders,  # the window scans by itself
            seeds=bundled("seeds"),
            with_seeds=options.bundled,
            ticket=progress_ticket(options, "Indexing"),
        )
        print_report(report, options)
        find_names(services, options)
    return 0


def run_doctor(locations: Locations, options: argparse.Namespace) -> int:
    try:
        with closing(build_services(locations)) as services:
            diagnosis = self_check(
                locations=locations,
                databases=(services.library, services.userdata),
                shelf=services.shelf,
                name_articles=services.name_articles,
                imports=services.imports,
                bookmarks=services.bookmarks,
                read_state=services.read_state,
                search_index=services.search_index,
                name_finder=services.name_finder,
                corrections=services.corrections,
                recognitions=services.recognitions,
                annotations=services.annotations,
                trash=services.trash,
                wanted=services.wanted,
                watched_folders=services.watched_folders,
                find_families=services.find_families,
            )
    except ReaderError as error:  # a library that cannot be opened is what the doctor is called for
        found = (Finding(problem=error.problem, remedy=error.remedy),)
        diagnosis = Diagnosis(facts=tuple(facts_of(locations)), counts={}, findings=found)
    with closing(Services(locations)) as services:  # nothing is opened
        diagnosis = with_backups(diagnosis, services.backups, thoroughly=options.check_backups)
    diagnosis = with_installation(diagnosis)
    if options.json:
        print_json(asdict(diagnosis))
    else:
        for fact in diagnosis.facts:
            print(fact)
        for what, count in diagnosis.counts.items():
            print(f"{what}: {count:,}")
        for finding in diagnosis.findings:
            print(f"\n{finding.problem}\n  {finding.remedy}")
        if not diagnosis.findings:
            print("Everything is in order.")
    if diagnosis.findings:
        count = len(diagnosis.findings)
        print(f"readalso: {count} {'problem was' if count == 1 else 'problems were'} found.", file=sys.stderr)
    return FAILURE if diagnosis.findings else 0


def _run_export(locations: Locations, options: argparse.Namespace) -> int:
    from reader import export_commands  # deferred, as below

    return export_commands.run_export(locations, options)


def _run_backup(locations: Locations, options: argparse.Namespace) -> int:
    from reader import backup_commands  # deferred: other commands start sooner without it

    return backup_commands.COMMANDS[options.command](locations, options)


COMMANDS: dict[str, Callable[[Locations, argparse.Namespace], int]] = {
    **keeping_commands.COMMANDS,
    "import": run_import,
    "watch": run_watch,
    "search": run_search,
    "searches": run_searches,
    "list": run_list,
    "show": run_show,
    "bookmark": run_bookmark,
    "names": run_names,
    "index": run_index,
    "export": _run_export,
    "backup": _run_backup,
    "backups": _run_backup,
    "restore": _run_backup,
    "doctor": run_doctor,
}


def _bring_index_up_to_date(services: Services) -> None:
    """What is searched must be complete; a damaged index is made anew, and said so."""
    try:
        if index_is_behind(shelf=services.shelf, search_index=services.search_index):
            index_missing(
                shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket()
            )
        if services.search_index.state() is not None:
            services.search_index.articles()  # opens it, and says what is wrong with it
    except IndexUnreadableError as error:
        print(f"readalso: {error.problem} It is being built anew from the library.", file=sys.stderr)
        rebuild_index(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket())


def _save_search(query: str, name: str, services: Services) -> None:
    saved = save_search(
        query,
        name=name,
        shelf=services.shelf,
        search_index=services.search_index,
        saved_searches=services.saved_searches,
    )
    print(f"readalso: the search is saved as “{saved.name}”.", file=sys.stderr)


def _check_index(services: Services) -> int:
    problems = services.search_index.check() if services.shelf.count() else []
    if not problems and index_is_behind(shelf=services.shelf, search_index=services.search_index):
        problems = ["The search index is behind the library; `readalso index` completes it."]
    for problem in problems:
        print(f"readalso: {problem}", file=sys.stderr)
    if not problems:
        print("The search index is sound and complete.")
    return FAILURE if problems else 0


def _described_hits(services: Services, results: SearchResults) -> list[dict[str, object]]:
    numbers = [hit.number for hit in results.hits]
    passages = passages_for(numbers, highlighter=results.highlighter, shelf=services.shelf)
    rows = fetch_rows(
        numbers,
        shelf=services.shelf,
        bookmarks=services.bookmarks,
        read_state=services.read_state,
        annotations=services.annotations,
    )
    scores = {hit.number: hit.score for hit in results.hits}
    return [
        {
            "id": row.id,
            "title": row.title,
            "score": round(scores[row.number], 4),
            "snippet": passages[row.number].text,
        }
        for row in rows
    ]


def _described_article(opened: OpenedArticle, related: RelatedArticles) -> dict[str, object]:
    article = opened.article
    return {
        "id": article.id,
        "title": article.title,
        "lead": article.lead,
        "text": article.text,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "bookmarked": opened.bookmarked,
        "read": opened.read,
        **keeping_commands.described_annotations(opened),
        "mentions": [_described_mention(one, article.text) for one in opened.mentions if not one.in_title],
        "title_mentions": [_described_mention(one, article.title) for one in opened.mentions if one.in_title],
        "links": [{"title": link.title, "article_id": link.id} for link in related.read_also],
        "linked_from": [{"id": link.id, "title": link.title} for link in related.linked_from],
        "similar": [
            {"id": one.id, "title": one.title, "score": one.score, "reasons": list(one.reasons)}
            for one in related.similar
        ],
    }


def _described_origin(origin: ArticleDescription) -> dict[str, object]:
    places = [{"path": place.path, "key": place.key, "gone": place.gone_at or None} for place in origin.places]
    reprints = [row.id for row in origin.family if row.number != origin.number]
    return {"url": origin.article.url, "places": places, "versions": len(origin.versions), "reprints": reprints}


def _print_origin(origin: ArticleDescription) -> None:
    if origin.places:
        print("\nFrom:")
    for place in origin.places:
        print(f"- {place.path}{' (no longer there)' if place.gone_at else ''}")
    if len(origin.versions) > 1:
        print(f"\n{len(origin.versions)} versions; the window compares them.")


def _described_mention(mention: LinkedMention, text: str) -> dict[str, object]:
    start, end = mention.span.start, mention.span.end
    entity = mention.entity
    return {"start": start, "end": end, "text": text[start:end], "kind": entity.kind, "entity": entity.name}


def _print_article(opened: OpenedArticle, related: RelatedArticles) -> None:
    article = opened.article
    facts = [article.source, str(article.published or ""), article.author]
    print(f"{article.title}\n{' · '.join(fact for fact in facts if fact)}\n\n{article.text}")
    keeping_commands.print_annotations(opened)
    for head, listed in (
        ("Read also", related.read_also),
        ("Linked from", related.linked_from),
        ("Similar", related.similar),
    ):
        if listed:
            print(f"\n{head}:")
            for one in listed:
                print(f"- {one.title}{_remark(one)}")


def _remark(related: RelatedArticle) -> str:
    if related.number is None:
        return " (not in the library)"
    return f" ({'; '.join(related.reasons)})" if related.reasons else ""
