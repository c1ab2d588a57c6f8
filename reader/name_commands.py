"""`readalso names`: the names of the library, corrections of them, and linking them anew."""

import argparse
import sys
from contextlib import closing

from reader.entities.correction import Correction
from reader.entities.mention import EntityKind
from reader.library.name_pages import EntityRow, EntitySort
from reader.locations import Locations
from reader.printing import print_json, progress_ticket
from reader.tasks.correction_list import ListedCorrection, TakenIn
from reader.wiring import Services, build_services

FAILURE = 1
USAGE = 2
CORRECTIONS, RELINK = "corrections", "relink"


def run_names(locations: Locations, options: argparse.Namespace) -> int:
    """One of the three; what does not belong to it is refused."""
    if (options.export_to or options.import_from) and options.what != CORRECTIONS:
        print("readalso: only corrections are exported and imported: `readalso names corrections …`", file=sys.stderr)
        return USAGE
    with closing(build_services(locations)) as services:
        if options.what == RELINK:
            return _relink(services, options)
        if options.what != CORRECTIONS:
            return _list_names(services, options)
        if options.import_from:
            return _import(services, options)
        if options.export_to:
            print(services.correction_list.export_to(options.export_to))
            return 0
        return _list_corrections(services, options)


def _list_names(services: Services, options: argparse.Namespace) -> int:
    kinds = [EntityKind(options.kind)] if options.kind else list(EntityKind)
    total, rows = 0, list[EntityRow]()
    for kind in kinds:
        numbers = services.name_pages.order(kind, EntitySort.ARTICLES, options.filter)
        total += len(numbers)
        rows += services.name_pages.rows(numbers[: options.limit])
    rows = sorted(rows, key=lambda row: (-row.articles, row.entity.name))[: options.limit]
    if options.json:
        print_json({"total": total, "names": [_described_name(row) for row in rows]})
        return 0
    for row in rows:
        print(f"{row.entity.name}  ({row.entity.kind}, {_articles(row.articles)})")
    if total > len(rows):
        print(f"readalso: {total - len(rows):,} more; --limit shows more of them.", file=sys.stderr)
    if left := services.name_articles.left():
        print(f"readalso: names are still to be found, or corrected, in {_articles(left)}.", file=sys.stderr)
    return 0


def _articles(number: int) -> str:
    return f"{number:,} {'article' if number == 1 else 'articles'}"


def _described_name(row: EntityRow) -> dict[str, object]:
    return {
        "id": row.entity.id,
        "kind": row.entity.kind,
        "name": row.entity.name,
        "articles": row.articles,
        "mentions": row.mentions,
        "last": row.last_day.isoformat() if row.last_day else None,
    }


def _list_corrections(services: Services, options: argparse.Namespace) -> int:
    lines = services.correction_list.lines()
    if options.json:
        made = {one.number: one for one in services.corrections.all()}
        print_json([_described_correction(made[line.number], line) for line in lines if line.number in made])
        return 0
    for line in lines:
        print(f"{line.when}  {line.what}  ({line.where})")
    return 0


def _described_correction(one: Correction, line: ListedCorrection) -> dict[str, object]:
    return {
        "number": one.number,
        "words": line.what,
        "where": line.where,
        "made_at": one.made_at,
        "action": one.action,
        "entity_id": one.entity_id,
        "name": one.entity_name,
        "article_id": one.article_id,
        "form": one.form,
        "to_id": one.to_id,
        "to_name": one.to_name,
        "to_kind": one.to_kind,
    }


def _import(services: Services, options: argparse.Namespace) -> int:
    """Take in corrections, or names where the file does not name an action, and apply them unless told otherwise."""
    taken_in = services.correction_list.take_in(options.import_from, own_list=True)
    _print_taken_in(taken_in, options)
    if not options.names_later:
        sys.stdout.flush()
        _link_left(services, options)
    return FAILURE if taken_in.problems and not taken_in.taken + taken_in.present else 0


def _print_taken_in(taken_in: TakenIn, options: argparse.Namespace) -> None:
    if options.json or options.progress:
        event = {"event": "report"} if options.progress else {}
        problems = [problem._asdict() for problem in taken_in.problems]
        answer = {"taken": taken_in.taken, "present": taken_in.present, "problems": problems}
        print_json(event | answer, indent=None if options.progress else 2)
        return
    for problem in taken_in.problems:
        print(f"readalso: line {problem.line} was left out: {problem.reason}", file=sys.stderr)
    print(taken_in._replace(problems=()).in_words())


def _relink(services: Services, options: argparse.Namespace) -> int:
    services.recognitions.relink_all()
    done = _link_left(services, options)
    if options.json or options.progress:
        event = {"event": "relinked"} if options.progress else {}
        print_json(event | {"articles": done}, indent=None if options.progress else 2)
    else:
        print(f"{_articles(done)} linked anew.")
    return 0


def _link_left(services: Services, options: argparse.Namespace) -> int:
    return services.name_articles(ticket=progress_ticket(options, "Linking names,"))
