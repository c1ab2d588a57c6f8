"""Measures finding and linking names: the two passes over made-up articles, and linking alone over very many names.

See README.md beside this file.
"""

import argparse
import itertools
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_articles import make_articles  # noqa: E402

from reader.entities.linker import link_mentions  # noqa: E402
from reader.entities.mention import EntityKind, Mention  # noqa: E402
from reader.entities.roles import roles_in  # noqa: E402
from reader.library.importers.draft import ImportedArticle  # noqa: E402
from reader.library.linking import ReadArticle  # noqa: E402
from reader.library.shelf import ShelfOrder  # noqa: E402
from reader.locations import locate  # noqa: E402
from reader.ticket import Ticket  # noqa: E402
from reader.wiring import Services, build_services  # noqa: E402

T = TypeVar("T")
BATCH = 40
GIVEN = (
    "Ana Omar Mira Jonas Lucia Wei Tariq Helen Pavel Ruth Aiko Diego Nadia Emil Grace Hassan Ingrid Yusuf Clara".split()
)
ROLES = "Senator striker novelist judge chairman General professor minister coach singer".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000, help="read by both passes (2000)")
    parser.add_argument("--linked", type=int, default=20_000, help="with made-up names, only linked (20000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.articles:
            measure_passes(Path(folder) / "passes", options.articles)
        if options.linked:
            measure_linking(Path(folder) / "linked", options.linked)
    print(f"{'peak memory, MB':58} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>10,.0f}")


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and what came of it."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def show(what: str, value: str) -> None:
    print(f"{what:58} {value:>10}", flush=True)


def measure_passes(folder: Path, count: int) -> None:
    make_articles(folder / "corpus", count)
    with closing(build_services(locate(folder / "library"))) as services:
        seconds, _ = timed(lambda: services.import_files([folder / "corpus"], ticket=Ticket()))
        show(f"first pass of {count:,}: articles/s of CPU", f"{count / seconds:,.0f}")
        seconds, _ = timed(services.name_finder)
        show("loading the finder, s", f"{seconds:.2f}")
        seconds, _ = timed(lambda: services.name_articles(ticket=Ticket()))
        show("second pass: articles/s of CPU", f"{count / seconds:,.0f}")
        services.recognitions.relink(services.shelf.order(ShelfOrder.NEWEST))
        seconds, _ = timed(lambda: services.name_articles(ticket=Ticket()))
        show("linking all anew: articles/s of CPU", f"{count / seconds:,.0f}")


def measure_linking(folder: Path, count: int) -> None:
    rng = random.Random(5)
    with closing(build_services(locate(folder))) as services:
        store = settle = 0.0
        numbers = []
        for drafts in _batches(_drafts(rng, count), 500):
            numbers += services.shelf.add([draft for draft, _ in drafts])
            for batch in _batches(iter(zip(numbers[-len(drafts) :], drafts, strict=True)), BATCH):
                read = [_read(number, draft, mentions) for number, (draft, mentions) in batch]
                store += timed(lambda read=read: services.linking.store(read, recognized_by="bench"))[0]
        show(f"storing {count:,} linked articles: articles/s of CPU", f"{count / store:,.0f}")
        unsettled = _count(services, "SELECT count(*) FROM unsettled")
        settle, changed = timed(services.linking.settle)
        show(f"settling {unsettled:,} families, s of CPU", f"{settle:.1f}")
        show("  as a share of storing", f"{100 * settle / store:.0f} %")
        show("  articles to be linked anew for it", f"{changed:,}")
        show("entities / their articles / names that depend on others", "")
        for table in ("entities", "entity_articles", "weak_names"):
            show(f"  {table}", f"{_count(services, f'SELECT count(*) FROM {table}'):,}")
        show("  library.sqlite, MB", f"{os.path.getsize(services.locations.library_file) / 1e6:,.0f}")


def _batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(itertools.islice(items, size)):
        yield batch


def _drafts(rng: random.Random, count: int) -> Iterator[tuple[ImportedArticle, list[Mention]]]:
    """Articles that name ten of a world of entities in twenty circles that keep together."""
    surnames = [_word(rng).capitalize() for _ in range(3_000)]
    circles = [_circle(rng, surnames, max(20, count // 40)) for _ in range(20)]
    for number in range(count):
        circle = rng.choice(circles)
        text, mentions = "", []
        for _ in range(10):
            name, kind, short = circle[min(int(rng.expovariate(1 / (len(circle) / 6))), len(circle) - 1)]
            name = short if rng.random() < 0.15 else name
            text += f"It was said by {rng.choice(ROLES)} "
            mentions.append(Mention(len(text), len(text) + len(name), kind))
            text += f"{name} and noted. "
        yield ImportedArticle(title=f"Report {number}", text=text), mentions


def _circle(rng: random.Random, surnames: list[str], size: int) -> list[tuple[str, EntityKind, str]]:
    members = []
    for _ in range(size):
        match rng.randrange(3):
            case 0:
                surname = rng.choice(surnames)
                members.append((f"{rng.choice(GIVEN)} {surname}", EntityKind.PERSON, surname))
            case 1:
                words = [_word(rng).capitalize() for _ in range(3)]
                members.append((" ".join(words), EntityKind.ORGANISATION, "".join(word[0] for word in words)))
            case _:
                place = _word(rng).capitalize()
                members.append((place, EntityKind.PLACE, place))
    return members


def _word(rng: random.Random) -> str:
    return "".join(rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(rng.randrange(2, 5)))


def _read(number: int, draft: ImportedArticle, mentions: list[Mention]) -> ReadArticle:
    linked = link_mentions(draft.title, draft.text, mentions)
    return ReadArticle(
        number, draft.id, draft.title, draft.text, linked, roles_in(draft.title, draft.text, linked), mentions
    )


def _count(services: Services, query: str) -> int:
    with services.library.reading() as db:
        return int(db.execute(query).fetchone()[0])


if __name__ == "__main__":
    main()
