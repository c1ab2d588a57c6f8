"""A library leaves as a file and comes back: is anything lost? How long does it take?

    uv run python tests/benchmarks/round_trip.py --count 5000

A made-up library with tags, notes, highlights, older versions, links, wanted entries, corrections, saved searches and a
trash is exported, read back by the program's own check, and taken into an empty library. Then the tables of both
libraries are compared row by row, by SQL of this script and not by what wrote and read the file.
"""

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_articles import make_articles  # noqa: E402

from reader.articles.article import ArticleId, ArticleNumber  # noqa: E402
from reader.entities.correction import Correction, CorrectionAction  # noqa: E402
from reader.entities.mention import EntityId, EntityKind  # noqa: E402
from reader.exporting.formats import FormatKey, format_named  # noqa: E402
from reader.library.importers.draft import ImportedHighlight, ImportedMarks  # noqa: E402
from reader.locations import locate  # noqa: E402
from reader.tasks.export_articles import ExportArticles  # noqa: E402
from reader.tasks.export_choice import Chosen  # noqa: E402
from reader.tasks.verify_export import VerifyExport  # noqa: E402
from reader.ticket import Ticket  # noqa: E402
from reader.userdata.annotation import HighlightColor, TagColor  # noqa: E402
from reader.wiring import Services, build_services, open_parts  # noqa: E402

LIBRARY_TABLES = {
    "articles": "SELECT id, title, title_key, text, source, author, published, sort_day, origin, added_at, language,"
    " url, url_key, content, version_at, trashed_at FROM articles ORDER BY number",
    "links": "SELECT a.id, position, links.title, links.title_key, b.id FROM links"
    " JOIN articles a ON a.number = article LEFT JOIN articles b ON b.number = target ORDER BY 1, 2",
    "versions": "SELECT versions.content, id, versions.title, versions.text, versions.source, versions.author,"
    " versions.published, versions.language, links, came_at, replaced_at FROM versions"
    " JOIN articles ON number = article ORDER BY 1",
    "places": "SELECT path, key, id, places.content, seen_at, gone_at FROM places"
    " JOIN files ON files.number = file JOIN articles ON articles.number = article ORDER BY 1, 2",
    "wanted": "SELECT key, wanted.url, wanted.title, wanted.title_key, marks, wanted.origin, wanted.added_at, id"
    " FROM wanted LEFT JOIN articles ON articles.number = article ORDER BY 1",
}
USERDATA_TABLES = {
    "bookmarks": "SELECT * FROM bookmarks ORDER BY 1",
    "read": "SELECT * FROM read_articles ORDER BY 1",
    "positions": "SELECT * FROM positions ORDER BY 1",
    "tags": "SELECT name, name_key, color FROM tags ORDER BY 1",
    "tagged": "SELECT article_id, name, added_at FROM article_tags JOIN tags ON number = tag ORDER BY 1, 2",
    "notes": "SELECT * FROM notes ORDER BY 1",
    "highlights": "SELECT * FROM highlights ORDER BY 1",
    "corrections": "SELECT made_at, action, entity_id, entity_name, article_id, form, to_id, to_name, to_kind"
    " FROM corrections ORDER BY number",
    "saved searches": "SELECT name, query, saved_at FROM saved_searches ORDER BY position, number",
}


def fill(services: Services, folder: Path, count: int) -> None:
    """A library in which there is some of everything."""
    rng = random.Random(5)
    make_articles(folder, count)
    files = sorted(folder.rglob("*.txt"))
    titles = [file.read_text("utf-8").partition("\n")[0] for file in rng.sample(files, 200)] + ["What nobody has"]
    for file in files[::3]:
        listed = "".join(f"- {title}\n" for title in rng.sample(titles, 3))
        file.write_text(f"{file.read_text('utf-8')}\nRead also:\n{listed}", "utf-8")
    services.import_files([folder], ticket=Ticket())
    for file in files[::20]:
        changed = file.read_text("utf-8").replace("\n\n", "\n\nThis paragraph was added later.\n\n", 1)
        file.write_text(changed, "utf-8")
    links = folder / "part_000000.csv"
    rows = "".join(f"Entry {n},https://example.com/{n},1700000000,a|b,unread\n" for n in range(count // 20))
    links.write_text(f"title,url,time_added,tags,status\n{rows}", "utf-8")
    services.import_files([folder], ticket=Ticket())
    numbers = services.library_parts.articles.numbers()
    for first in range(0, len(numbers), 500):
        articles = services.library_parts.articles.of(numbers[first : first + 500])
        services.take_marks([(each.id, _marks(rng, each.text)) for each in articles])
    ids = services.library_parts.articles.ids_of(numbers)
    for article_id in rng.sample(ids, count // 10):
        services.read_state.set_position(article_id, rng.random())
    for tag in services.tags.all()[::2]:
        services.annotate.color_tag(tag.number, rng.choice(list(TagColor)))
    services.annotate.put_in_trash(numbers[3::100])
    services.corrections.add_all(_correction(n, rng.choice(ids)) for n in range(count // 25))
    for n in range(5):
        services.saved_searches.save(f"Search {n}", f"harbour OR road{n}", library="x", seen=ArticleNumber(n))
    services.bookmarks.mark(ArticleId("a" * 16), True)  # an article that is in no library


def _marks(rng: random.Random, text: str) -> ImportedMarks:
    words = text.split(" ")
    highlights = []
    for _ in range(rng.randrange(3)):
        first = rng.randrange(len(words))
        quote = " ".join(words[first : first + rng.randrange(2, 12)])
        color, note = rng.choice(list(HighlightColor)), rng.choice(["", "why?", "see\n\nbelow"])
        highlights.append(
            ImportedHighlight(quote=quote, color=color, note=note, made_at=datetime(2025, 1, 2, tzinfo=UTC))
        )
    return ImportedMarks(
        tags=tuple(f"tag {rng.randrange(300)}" for _ in range(rng.randrange(3))),
        read=rng.random() < 0.5,
        starred=rng.random() < 0.1,
        note="A note.\n\nOf two “paragraphs” & <signs>." if rng.random() < 0.2 else "",
        highlights=tuple(highlights),
    )


def _correction(number: int, article: ArticleId) -> Correction:
    return Correction(
        CorrectionAction.ADD, form=f"Name {number}", article_id=article if number % 2 else ArticleId(""),
        to_id=EntityId(f"person:name {number}"), to_name=f"Name {number}", to_kind=EntityKind.PERSON,
    )  # fmt: skip


def differing_rows(one: Path, other: Path, tables: dict[str, str]) -> Iterator[str]:
    with closing(sqlite3.connect(one)) as first, closing(sqlite3.connect(other)) as second:
        for name, question in tables.items():
            rows, again = first.execute(question).fetchall(), second.execute(question).fetchall()
            print(f"  {name}: {len(rows):,} rows, {'equal' if rows == again else 'NOT EQUAL'}")
            if rows != again:
                missing, extra = set(rows) - set(again), set(again) - set(rows)
                yield f"{name}: {len(missing)} missing, {len(extra)} new, as {[*missing][:1]} and {[*extra][:1]}"


def timed(what: str, work: Callable[[], object]) -> object:
    started = time.perf_counter()
    result = work()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {time.perf_counter() - started:.2f} s (peak memory so far {memory} MB)")
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        one, other = locate(folder / "one"), locate(folder / "other")
        with closing(build_services(one)) as services:
            timed("making the library", lambda: fill(services, folder / "files", options.count))
            chosen = Chosen("Library", services.library_parts.articles.numbers(), complete=True)
            export = ExportArticles(parts=services.library_parts, mentions=lambda _n: (), version="", write_pdf=None)
            out = folder / "all.jsonl"
            exported = timed("export", lambda: export(chosen, format_named(FormatKey.JSONL), out, ticket=Ticket()))
            print(f"  {out.stat().st_size / 1e6:.1f} MB")
            verify = VerifyExport(open_parts)
            verified = timed("check", lambda: verify(out, exported.contents, complete=True, ticket=Ticket()))
            print(f"  {verified.words}", *verified.differences, sep="\n  ")
        with closing(build_services(other)) as services:
            report = timed("taking it into an empty library", lambda: services.import_export(out, ticket=Ticket()))
            print(f"  {report._replace(flaws=report.flaws[:3])}")
            timed("taking it in once more", lambda: services.import_export(out, ticket=Ticket()))
        problems = [
            *differing_rows(one.library_file, other.library_file, LIBRARY_TABLES),
            *differing_rows(one.userdata_file, other.userdata_file, USERDATA_TABLES),
        ]
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems or not verified.equal else 0


if __name__ == "__main__":
    raise SystemExit(main())
