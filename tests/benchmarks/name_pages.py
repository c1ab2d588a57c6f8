"""How long the views of names take to answer, in a library of 100,000 articles that name 100,000 entities.

The rows are made up: names follow Zipf's law, the first stands in half of the articles, every article names about ten.
"""

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from reader.articles.folding import fold
from reader.database import Database
from reader.entities.mention import EntityId, EntityKind
from reader.library.name_pages import EntitySort, NamePages
from reader.library.name_sentences import Cursor, Period
from reader.library.schema import MIGRATIONS

FIRST_DAY, DAYS = date(2005, 1, 1), 7_300
NAMED = 10  # entities of an article, besides the first
KINDS = (EntityKind.PERSON,) * 6 + (
    EntityKind.PLACE,
    EntityKind.ORGANISATION,
    EntityKind.ORGANISATION,
    EntityKind.OTHER,
)
SYLLABLES = "ka to mi ra len sor vik bel dan gri mo tash ul pe zor hin wel cas dro fi".split()
FILLER = "and the talks went on while ministers of both sides looked at what had been agreed before".split()
RUNS = 7


def make_library(path: Path, articles: int, entities: int, *, seed: int = 5) -> None:
    """Fill a new library with made-up articles and names."""
    rng = random.Random(seed)
    names = _names(rng, entities)
    weights = list(itertools.accumulate(1 / (rank + 8) ** 0.95 for rank in range(entities)))
    with closing(Database(path, MIGRATIONS, what="library")) as database, database.writing() as db:
        db.executemany(
            "INSERT INTO entities (number, id, kind, name, name_key, found_name) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, f"{kind}:{fold(name)}:{number}", kind, name, fold(name), name)
                for number, (name, kind) in enumerate(names, 1)
            ],
        )
        for number in range(1, articles + 1):
            day = (FIRST_DAY + timedelta(days=rng.randrange(DAYS))).isoformat()
            chosen = list(dict.fromkeys(rng.choices(range(1, entities + 1), cum_weights=weights, k=NAMED)))
            chosen += [1] if number % 2 and 1 not in chosen else []
            text, mentions = _text(rng, [(one, names[one - 1][0]) for one in chosen])
            db.execute(
                "INSERT INTO articles (number, id, title, title_key, text, source, author, published, sort_day, origin,"
                " added_at, recognized_by, changed) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, '', '2026-01-01', '1', ?)",
                (number, f"a{number}", f"Talks {number}", f"talks {number}", text, f"source {number % 40}",
                 day if number % 50 else None, day, number),
            )  # fmt: skip
            db.executemany("INSERT INTO mentions (article, start, length, entity) VALUES (?, ?, ?, ?)",
                           [(number, *mention) for mention in mentions])  # fmt: skip
            for one in chosen:
                count = sum(mention[2] == one for mention in mentions)
                db.execute(
                    "INSERT INTO entity_articles (entity, article, mentions) VALUES (?, ?, ?)", (one, number, count)
                )
        db.execute(
            "UPDATE entities SET (articles, mentions, first_day, last_day) = (SELECT count(*), sum(e.mentions),"
            " min(sort_day), max(sort_day) FROM entity_articles AS e JOIN articles AS a ON a.number = article"
            " WHERE entity = entities.number)"
            " WHERE EXISTS (SELECT 1 FROM entity_articles WHERE entity = number)"
        )
        db.executemany(
            "INSERT INTO entity_forms (entity, form, form_key, mentions) VALUES (?, ?, ?, 1)",
            [
                (number, form, fold(form))
                for number, (name, _kind) in enumerate(names, 1)
                for form in {name, name.split()[-1]}
            ],
        )
        db.executemany(
            "INSERT OR IGNORE INTO form_words VALUES (?, ?)",
            [(word, number) for number, (name, _kind) in enumerate(names, 1) for word in fold(name).split()],
        )


def _names(rng: random.Random, count: int) -> list[tuple[str, EntityKind]]:
    def word() -> str:
        return "".join(rng.choices(SYLLABLES, k=rng.randrange(2, 4))).title()

    return [(f"{word()} {word()}", rng.choice(KINDS) if number else EntityKind.PERSON) for number in range(count)]


def _text(rng: random.Random, chosen: list[tuple[int, str]]) -> tuple[str, list[tuple[int, int, int]]]:
    parts, mentions, length = [], [], 0
    for place, (number, name) in enumerate([*chosen, *rng.choices(chosen, k=8)]):
        words = " ".join(rng.choices(FILLER, k=rng.randrange(4, 14)))
        before, after = (f"Then {words} ", ".\n\n" if place % 4 == 3 else ". ")
        mentions.append((length + len(before), len(name), number))
        parts.append(before + name + after)
        length += len(parts[-1])
    return "".join(parts).rstrip(), mentions


def questions(pages: NamePages, ids: list[EntityId]) -> dict[str, Callable[[], object]]:
    """What is measured; `ids` are the five entities in most articles and one in some twenty."""
    common, other, rare = ids[0], ids[1], ids[5]
    articles = pages.articles(common)
    people = EntityKind.PERSON

    def order_and_page(sort: EntitySort, text: str = "") -> object:
        return pages.rows(pages.order(people, sort, text)[:40])

    return {
        **{f"order by {sort}, first page": lambda sort=sort: order_and_page(sort) for sort in EntitySort},
        "filter 'k', first page": lambda: order_and_page(EntitySort.ARTICLES, "k"),
        "filter 'ka', first page": lambda: order_and_page(EntitySort.ARTICLES, "ka"),
        "filter 'kato mi', first page": lambda: order_and_page(EntitySort.ARTICLES, "kato mi"),
        "filter 'kato mi' by name, first page": lambda: order_and_page(EntitySort.NAME, "kato mi"),
        "counts of the kinds": pages.counts,
        "find 'k'": lambda: pages.find_entities("k"),
        "find 'kato mi'": lambda: pages.find_entities("kato mi"),
        "facts of the most common": lambda: pages.facts(common),
        "its articles, newest first": lambda: pages.articles(common),
        "its articles of a month": lambda: pages.articles(common, period=Period(date(2020, 5, 1), date(2020, 5, 31))),
        "its first sentences": lambda: pages.sentences(common, articles, Cursor()),
        "its sentences from 30,000 on": lambda: pages.sentences(common, articles, Cursor(30_000)),
        "its days": lambda: pages.days(common),
        "days of five": lambda: [pages.days(one) for one in ids[:5]],
        "its neighbours": lambda: pages.neighbours(common),
        "network of 60": lambda: _network(pages, common, 60),
        "network of 150": lambda: _network(pages, common, 150),
        "sentences of the two most common": lambda: pages.sentences_of_both(common, other),
        "a rare one: facts": lambda: pages.facts(rare),
        "a rare one: articles and sentences": lambda: pages.sentences(rare, pages.articles(rare), Cursor()),
        "a rare one: network of 150": lambda: _network(pages, rare, 150),
    }


def _network(pages: NamePages, entity_id: EntityId, limit: int) -> object:
    neighbours = pages.neighbours(entity_id, limit=limit)
    return pages.edges([one.number for one in neighbours])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="kept, and used again where it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.library or Path(folder) / "library.sqlite"
        if not path.exists():
            make_library(path, options.articles, options.entities)
        with closing(Database(path, MIGRATIONS, what="library")) as database:
            with database.reading() as db:
                ids = [EntityId(row[0]) for row in db.execute("SELECT id FROM entities ORDER BY articles DESC LIMIT 5")]
                ids += [EntityId(row[0]) for row in db.execute("SELECT id FROM entities WHERE articles = 23 LIMIT 1")]
            print("| question | median ms | slowest ms |\n|---|---|---|")
            for words, ask in questions(NamePages(database), ids).items():
                taken = []
                for _ in range(RUNS):
                    started = time.perf_counter()
                    ask()
                    taken.append(1000 * (time.perf_counter() - started))
                print(f"| {words} | {statistics.median(taken):.1f} | {max(taken):.1f} |", flush=True)


if __name__ == "__main__":
    main()
