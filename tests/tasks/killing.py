"""An import of files of every format that is killed, completed, and compared with one that was left in peace."""

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from reader.library.importers.draft import ReadOptions
from reader.locations import bundled, locate
from reader.tasks.complete_work import complete_work
from reader.tasks.find_articles import find_articles
from reader.tasks.index_articles import index_is_behind
from reader.ticket import Ticket
from reader.wiring import build_services
from tests.child_commands import seconds_of
from tests.library.importers.every_format import MODULES, Story, made_file, story

EACH = 6  # stories of a format, in files of up to four
SHARED = 2  # most stories are in so many formats
OTHER_FORM = 0.3  # of the stories of a format have other words than in the next

# What two libraries of the same files have in common: everything but the numbers of rows and the moments.
LIBRARY_TABLES = {
    "articles": "SELECT id, content, title, text, source, author, published, language, url, url_key, origin"
    " FROM articles",
    "versions": "SELECT versions.content, id, versions.title, versions.text FROM versions"
    " JOIN articles ON articles.number = article",
    "places": "SELECT path, key, id, places.content, gone_at FROM places JOIN files ON files.number = file"
    " JOIN articles ON articles.number = article",
    "files": "SELECT path, size, modified_ns, articles, problem, gone_at FROM files",
    "links": "SELECT a.id, position, links.title, b.id FROM links JOIN articles a ON a.number = article"
    " LEFT JOIN articles b ON b.number = target",
    "wanted": "SELECT key, wanted.url, wanted.title, marks, id FROM wanted"
    " LEFT JOIN articles ON articles.number = article",
}
USERDATA_TABLES = {
    "bookmarks": "SELECT article_id FROM bookmarks",
    "read": "SELECT article_id FROM read_articles",
    "tags": "SELECT name, name_key, color FROM tags",
    "tagged": "SELECT article_id, name FROM article_tags JOIN tags ON number = tag",
    "notes": "SELECT article_id, text FROM notes",
    "highlights": "SELECT article_id, quote, prefix, suffix, color, note FROM highlights",
}
HAVING = "SELECT number FROM articles WHERE instr(lower(title || ' ' || text), ?)"
Contents = dict[str, Counter[tuple[object, ...]]]


def write_corpus(folder: Path, each: int = EACH) -> int:
    """Files of every format in folders of their own; how many stories are in them. Lists of links name stories that
    come in other files, and some stories come in two forms with the same address."""
    step = max(1, each // SHARED)
    last = _write_linked(folder / "linked", len(MODULES) * step + each, each)
    for place, module in enumerate(MODULES):
        stories = [_formed(story(place * step + number), module) for number in range(each)]
        last = max(last, stories[-1].number)
        inside = folder / f"{place % 5}" / module
        inside.mkdir(parents=True)
        for start in range(0, each, max(1, len_of_file(module))):
            chosen = stories[start : start + max(1, len_of_file(module))]
            file = made_file(module, chosen)
            (inside / f"{start}{file.suffix}").write_bytes(file.data)
    return last + 1


def _write_linked(folder: Path, first: int, each: int) -> int:
    """Texts that name their neighbours under "Read also", in the letters of the title or nearly."""
    folder.mkdir(parents=True)
    stories = [story(number) for number in range(first, first + 2 * each)]
    for one, before in zip(stories, [stories[-1], *stories], strict=False):
        links = f"- {before.title}\n- {before.title.replace('harbour', 'harbor')}"
        text = f"{one.title}\n\n{one.text}\n\nRead also:\n{links}\n"
        (folder / f"{one.number}.txt").write_text(text, "utf-8")
    return stories[-1].number


def len_of_file(module: str) -> int:
    return min(4, made_file(module, [story(number) for number in range(4)]).items)


def _formed(one: Story, module: str) -> Story:
    if random.Random(f"{module} {one.number}").random() >= OTHER_FORM:
        return one
    return one._replace(paragraphs=(*one.paragraphs, f"A correction about {one.own_word}, as {module} has it."))


def import_command(corpus: Path, library: Path) -> tuple[object, ...]:
    return ("import", corpus, "--names-later", "--progress", "--library", library)


def import_in_peace(corpus: Path, library: Path) -> float:
    """How long it took."""
    return seconds_of(*import_command(corpus, library))


def progress_of(library: Path) -> str:
    """How far an import had come when it was killed, for seeing that the moments were spread over all of it."""
    file = locate(library).library_file
    if not file.exists():
        return "nothing written"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        try:
            articles, files = (
                db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("articles", "files")
            )
            ended = db.execute("SELECT count(*) FROM imports WHERE ended_at IS NOT NULL").fetchone()[0]
        except sqlite3.OperationalError:
            return "tables in the making"
    if ended:
        return "at its end"
    return "no article yet" if not articles else "articles, no file noted" if not files else "articles and files"


def complete(corpus: Path, library: Path) -> None:
    """What `readalso index --names-later` does; and the import once more where nothing of it was written down."""
    with closing(build_services(locate(library))) as services:
        if not services.imports.any():
            services.import_files([corpus], ReadOptions(), ticket=Ticket())
        complete_work(
            shelf=services.shelf, names=services.names, imports=services.imports, search_index=services.search_index,
            import_files=services.import_files, watch_folders=None, seeds=bundled("seeds"), with_seeds=False,
            ticket=Ticket(),
        )  # fmt: skip


def contents(library: Path) -> Contents:
    locations = locate(library)
    found: Contents = {}
    for file, tables in ((locations.library_file, LIBRARY_TABLES), (locations.userdata_file, USERDATA_TABLES)):
        with closing(sqlite3.connect(file)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            for name, question in tables.items():
                found[name] = Counter(map(tuple, db.execute(question)))
    return found


def differences(expected: Contents, got: Contents) -> list[str]:
    """In words; rows that are missing, and rows that are too many."""
    told = []
    for name, rows in expected.items():
        lost, more = rows - got[name], got[name] - rows
        if lost:
            told.append(f"{name}: {lost.total()} lost, as {str(next(iter(lost)))[:300]}")
        if more:
            told.append(f"{name}: {more.total()} too many, as {str(next(iter(more)))[:300]}")
    return told


def index_problems(library: Path, stories: int) -> list[str]:
    """Every article stands in the index once, and each is found by the word that is its own."""
    with closing(build_services(locate(library))) as services:
        index, shelf = services.search_index, services.shelf
        told = index.check()
        if index_is_behind(shelf=shelf, search_index=index):
            told.append("the index is behind the library")
        if services.imports.unfinished():
            told.append("an import is still unfinished")
        state, listed = index.state(), [number for number, _title in shelf.titles()]
        if state is None or state.articles != len(listed) or index.numbers() != frozenset(listed):
            told.append(f"the index has not each of {len(listed)} articles once")
        for number in range(stories):
            word = story(number).own_word
            with services.library.reading() as db:
                having = {found for (found,) in db.execute(HAVING, (word,))}
            hits = find_articles(
                word, shelf=shelf, names=services.names, bookmarks=services.bookmarks, read_state=services.read_state,
                annotations=services.annotations, search_index=index, limit=1_000,
            ).hits  # fmt: skip
            if sorted(hit.number for hit in hits) != sorted(having):
                told.append(f"“{word}” is not found where it stands")
    return told
