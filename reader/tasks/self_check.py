"""The doctor: versions, paths, counts, and what is missing or damaged with the remedy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reader.articles.article import ArticleId
from reader.database import Database
from reader.database.faults import PUT_BACK
from reader.entities.mention import NameFinder
from reader.errors import ReaderError
from reader.journal import facts_of
from reader.library.imports import Imports
from reader.library.recognitions import Recognitions
from reader.library.shelf import Shelf
from reader.library.trash import Trash
from reader.library.wanted import Wanted
from reader.library.watched_folders import WatchedFolders
from reader.locations import Locations
from reader.search.index import SearchIndex
from reader.tasks.find_families import FindFamilies
from reader.tasks.list_articles import count_library
from reader.tasks.name_articles import NameArticles
from reader.tasks.open_article import place_highlights
from reader.userdata.annotation import Highlight
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.corrections import Corrections
from reader.userdata.read_state import ReadState

AT_ONCE = 200  # articles whose texts are in memory together
PROBLEMS_TOLD = 20  # of watched files; all are in the window
WITHOUT_NAMES = "articles whose names are to be found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    facts: tuple[str, ...]
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    build: Mapping[str, object] = field(default_factory=dict)  # see `check_installation`


def self_check(
    *,
    locations: Locations,
    databases: tuple[Database, Database],
    shelf: Shelf,
    name_articles: NameArticles,
    imports: Imports,
    bookmarks: Bookmarks,
    read_state: ReadState,
    search_index: SearchIndex,
    name_finder: Callable[[], NameFinder],
    corrections: Corrections,
    recognitions: Recognitions,
    annotations: Annotations,
    trash: Trash,
    wanted: Wanted,
    watched_folders: WatchedFolders,
    find_families: FindFamilies,
) -> Diagnosis:
    """Look at everything once. Never raises for what it finds; changes nothing."""
    findings: list[Finding] = []
    counts: dict[str, int] = {}
    sound = [_check_database(database, findings) for database in databases]
    if all(sound):
        counted = count_library(shelf=shelf, bookmarks=bookmarks, read_state=read_state)
        counts = {"articles": counted.articles, "unread": counted.unread, "bookmarks": counted.bookmarks}
        counts[WITHOUT_NAMES] = name_articles.left()
        counts["of them only to be linked anew"] = recognitions.relinking_count()
        counts["corrections of names"] = corrections.count()
        _count_annotations(annotations, shelf, counts)
        counts["articles in the trash"] = trash.count()
        counts["wanted articles"] = wanted.count()
        counts["articles to be compared with others"] = find_families.left()
        _check_watched(watched_folders, counts, findings)
        counts["unfinished imports"] = len(imports.unfinished())
        _check_index(search_index, shelf, counts, findings)
        _check_leftovers(counts, findings)
    _check_recogniser(name_finder, findings)
    return Diagnosis(facts=tuple(facts_of(locations)), counts=counts, findings=tuple(findings))


def _check_database(database: Database, findings: list[Finding]) -> bool:
    if not database.exists():
        return True  # made on first use
    try:
        damage = database.check()
    except ReaderError as error:
        findings.append(Finding(problem=error.problem, remedy=error.remedy))
        return False
    if damage:
        findings.append(
            Finding(
                problem=f"{database.path} is damaged: {'; '.join(damage)}.",
                remedy=PUT_BACK,
            )
        )
    return not damage


def _count_annotations(annotations: Annotations, shelf: Shelf, counts: dict[str, int]) -> None:
    """Highlights whose words are no longer in their articles are kept; they are no fault."""
    counts["tags"] = len(annotations.tags.all())
    counts["notes"] = len(annotations.notes.all())
    highlights = annotations.highlights.all()
    counts["highlights"] = len(highlights)
    numbers = shelf.numbers_of({one.article_id for one in highlights})
    of_article: dict[ArticleId, list[Highlight]] = {}
    for one in highlights:
        of_article.setdefault(one.article_id, []).append(one)
    placed = 0
    for start in range(0, len(numbers), AT_ONCE):
        for text in shelf.texts(numbers[start : start + AT_ONCE]).values():
            placed += sum(each.span is not None for each in place_highlights(text.text, of_article[text.id]))
    counts["of them without a place in a text of this library"] = len(highlights) - placed


def _check_watched(watched_folders: WatchedFolders, counts: dict[str, int], findings: list[Finding]) -> None:
    counts["watched folders"] = len(watched_folders.all())
    findings.extend(
        Finding(problem=f"{one.path}: {one.reason}", remedy="See the list of watched folders in the menu Library.")
        for one in watched_folders.problems(limit=PROBLEMS_TOLD)
    )


def _check_index(search_index: SearchIndex, shelf: Shelf, counts: dict[str, int], findings: list[Finding]) -> None:
    state = search_index.state()
    counts["articles in the search index"] = state.articles if state else 0
    if state is None and shelf.count() == 0:
        return
    rebuild = "Run `readalso index --rebuild`. Nothing is lost: the index is made from the library."
    findings.extend(Finding(problem=problem, remedy=rebuild) for problem in search_index.check())
    if state is not None and state.revision != shelf.revision():
        held, there = state.articles, shelf.count()
        behind = f"it holds {held:,} of {there:,} articles" if held != there else "it lacks names that were found since"
        findings.append(
            Finding(
                problem=f"The search index is behind: {behind}.",
                remedy="Start Read Also or run `readalso index`: it completes the index.",
            )
        )


def _check_leftovers(counts: dict[str, int], findings: list[Finding]) -> None:
    remedy = "Start Read Also or run `readalso index`: it completes what is missing."
    if counts["unfinished imports"]:
        findings.append(Finding(problem="An earlier import was interrupted.", remedy=remedy))
    if counts[WITHOUT_NAMES]:
        findings.append(Finding(problem="The names in some articles are still to be found.", remedy=remedy))


def _check_recogniser(name_finder: Callable[[], NameFinder], findings: list[Finding]) -> None:
    try:
        name_finder()
    except ReaderError as error:
        findings.append(Finding(problem=error.problem, remedy=error.remedy))
