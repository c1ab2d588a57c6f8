"""How long a correction takes: until it is kept and lists are right, and until every article is. See README.md.

The library is made up: each article names a person of all of them, one of a thousand and one of its own, and some more.
The search index is left out; it learns of changed articles as fast as it indexes.
"""

import argparse
import logging
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_articles import BODIES, PEOPLE, PLACES, _Language  # noqa: E402

from reader.articles.article import ArticleNumber  # noqa: E402
from reader.entities.correcting import Correcting  # noqa: E402
from reader.entities.correction import Correction, CorrectionAction  # noqa: E402
from reader.entities.finder import BETWEEN  # noqa: E402
from reader.entities.identity import entity_id  # noqa: E402
from reader.entities.linker import link_mentions  # noqa: E402
from reader.entities.mention import EntityId, EntityKind, LinkedMention, Mention  # noqa: E402
from reader.library.importers.draft import ImportedArticle  # noqa: E402
from reader.locations import locate  # noqa: E402
from reader.search.index import IndexUnreadableError, SearchIndex  # noqa: E402
from reader.tasks.correct_names import CorrectNames  # noqa: E402
from reader.tasks.name_articles import NameArticles  # noqa: E402
from reader.ticket import Ticket  # noqa: E402
from reader.wiring import Services, build_services  # noqa: E402

EVERYWHERE, SOME = "Everett Where", "Thora Sand"
SOME_EACH = 1_000  # articles that name one of these
KINDS = {
    **dict.fromkeys(PEOPLE, EntityKind.PERSON),
    **dict.fromkeys(PLACES, EntityKind.PLACE),
    **dict.fromkeys((body.removeprefix("the ") for body in BODIES), EntityKind.ORGANISATION),
}
NAME = re.compile(f"{'|'.join(map(re.escape, KINDS))}|{EVERYWHERE}|{SOME}\\d+|Sole Number\\d+")


class QuickFinder:
    """Finds the names that were made up."""

    version = "1"

    def mentions_in(self, title: str, text: str) -> tuple[Mention, ...]:
        ahead = len(title) + len(BETWEEN)
        return tuple(
            Mention(one.start() - ahead, one.end() - ahead, KINDS.get(one[0], EntityKind.PERSON), 0.9)
            for one in NAME.finditer(f"{title}{BETWEEN}{text}")
        )

    def link(self, title: str, text: str, mentions: Sequence[Mention]) -> tuple[LinkedMention, ...]:
        return link_mentions(title, text, mentions)

    def names_in(self, title: str, text: str) -> tuple[LinkedMention, ...]:
        return self.link(title, text, self.mentions_in(title, text))


def no_index() -> SearchIndex:
    raise IndexUnreadableError("It is left out of this measurement.")


def fill(services: Services, names: NameArticles, count: int) -> None:
    language = _Language(random.Random(5))
    for start in range(0, count, 5_000):
        drafts = []
        for number in range(start, min(start + 5_000, count)):
            title, _, text = language.article().partition("\n\n")
            own = f"{EVERYWHERE} met {SOME}{number // SOME_EACH:03d} and Sole Number{number}."
            drafts.append(ImportedArticle(title=title, text=f"{text}\n\n{own} {EVERYWHERE} left."))
        services.shelf.add(drafts)
    names(ticket=Ticket())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="keep the library here and use it again")
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # that there is no index
    with (
        tempfile.TemporaryDirectory() as scratch,
        closing(build_services(locate(options.library or Path(scratch)))) as services,
    ):
        names = NameArticles(
            shelf=services.shelf,
            names=services.names,
            recognitions=services.recognitions,
            linking=services.linking,
            search_index=no_index,
            name_finder=QuickFinder,
            version=lambda: QuickFinder.version,
            corrections=services.current_corrections,
        )
        if not services.shelf.count():
            started = time.perf_counter()
            fill(services, names, options.articles)
            print(f"library of {services.shelf.count():,} articles made in {time.perf_counter() - started:.0f} s")
        correct = CorrectNames(
            corrections=services.corrections, current=services.current_corrections, name_articles=lambda: names
        )
        measure(services, names, correct)


def measure(services: Services, names: NameArticles, correct: CorrectNames) -> None:
    count = services.shelf.count()
    print(f"{'correction':34} {'articles':>9} {'kept, ms':>9} {'all, s':>8} {'articles/s':>11}")
    who = {"one": f"Sole Number{count // 2}", "some": f"{SOME}001", "all": EVERYWHERE}
    for action in (CorrectionAction.RENAME, CorrectionAction.HIDE, CorrectionAction.MERGE, CorrectionAction.SPLIT):
        for name in who.values():
            if name == EVERYWHERE and action not in (CorrectionAction.RENAME, CorrectionAction.HIDE):
                continue  # each article takes as long, whatever is corrected in it
            entity = entity_id(EntityKind.PERSON, name)
            rule = Correction(
                action, entity, name, to_name="Somebody Else", form=name if action is CorrectionAction.SPLIT else "",
                to_id=entity_id(EntityKind.PERSON, "Mira Okafor") if action is CorrectionAction.MERGE else EntityId(""),
            )  # fmt: skip
            show(f"{action} {name}", rule, services, names, correct)
    for form in (f"Sole Number{count // 3}", f"{SOME}002"):
        rule = Correction(CorrectionAction.ADD, form=form, to_name=form.title(), to_kind=EntityKind.OTHER)
        show(f"add {form}", rule, services, names, correct)
    own_list(services, names, correct)
    replay()


def show(what: str, rule: Correction, services: Services, names: NameArticles, correct: CorrectNames) -> None:
    for step, change in (("", lambda: correct.correct(rule, ArticleNumber(1))), ("undo ", lambda: correct.undo())):
        started = time.perf_counter()
        change()
        kept = time.perf_counter() - started
        touched = services.recognitions.relinking_count()
        started = time.perf_counter()
        names(ticket=Ticket())
        took = time.perf_counter() - started
        rate = f"{touched / took:,.0f}" if touched > 100 else ""
        print(f"{step + what:34} {touched:9,} {kept * 1000:9.1f} {kept + took:8.2f} {rate:>11}", flush=True)


def own_list(services: Services, names: NameArticles, correct: CorrectNames) -> None:
    rules = [
        Correction(
            CorrectionAction.ADD, form=f"Listed N{n}", to_id=EntityId(f"other:listed {n}"), to_name=f"Listed N{n}"
        )
        for n in range(5_000)
    ]  # fmt: skip
    started = time.perf_counter()
    services.corrections.add_all(rules)
    kept = time.perf_counter() - started
    started = time.perf_counter()
    names(ticket=Ticket())
    print(f"{'a list of 5,000 names':34} {'':9} {kept * 1000:9.1f} {time.perf_counter() - started:8.2f}")
    correct.undo()
    names(ticket=Ticket())


def replay() -> None:
    """The replay alone, over an article of usual length."""
    language, finder = _Language(random.Random(6)), QuickFinder()
    articles = [language.article().partition("\n\n")[::2] for _ in range(200)]
    linked = [finder.names_in(title, text) for title, text in articles]
    forms = [f"{language._word(2).title()} {language._word(3).title()}" for _ in range(5_000)]
    for words, rules in (
        ("no corrections", []),
        ("5,000 added names", [Correction(CorrectionAction.ADD, form=form, to_name=form) for form in forms]),
        ("all names renamed", [Correction(CorrectionAction.RENAME, entity_id(kind, name), to_name="X")
                               for name, kind in KINDS.items()]),
    ):  # fmt: skip
        correcting, times = Correcting(rules), []
        for (title, text), found in zip(articles, linked, strict=True):
            started = time.perf_counter()
            correcting.apply("", title, text, found)  # type: ignore[arg-type]
            times.append((time.perf_counter() - started) * 1000)
        print(f"replay of {words}, ms an article: {statistics.median(times):.3f}, at most {max(times):.3f}")


if __name__ == "__main__":
    main()
