"""Suggest what could be meant while a query is being typed: names, words, titles, saved and earlier searches."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import Protocol

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.entities.mention import EntityKind
from reader.library.shelf import Shelf
from reader.search.index import Condition, IndexUnreadableError, SearchIndex, UnknownConditionError
from reader.search.query_edit import quoted
from reader.tasks.annotation_conditions import as_asked
from reader.tasks.unfinished import FIELD_OF_KIND, KINDS_OF_FIELD, NameBeginning, Unfinished, read_unfinished
from reader.userdata.search_history import SearchHistory
from reader.userdata.tags import Tags

LIMIT = 10
MOST_NAMES, MOST_WORDS, MOST_TITLES, MOST_SEARCHES = 4, 3, 3, 3
NAMES_ASKED = 24  # where only some of them are wanted
SHORT = 3  # letters; fewer are hardly the beginning of a word, and after other words often a whole one: "on", "de"
SHORTEST_WORD = 2  # letters; one letter begins too many words to help
TITLE_WORDS = 8  # of a longer query the last ones decide


class SuggestionKind(StrEnum):
    NAME = "name"
    WORD = "word"
    TITLE = "title"
    TAG = "tag"
    SAVED = "saved"  # a saved search
    EARLIER = "earlier"  # an earlier search
    MEANT = "meant"  # what may have been meant by a query that found nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One thing the reader can choose: a query to go on with, or an article to open."""

    kind: SuggestionKind
    text: str  # what it is: a name, a word, a title, a query, the name of a saved search
    query: str = ""  # what stands in the field when it is chosen; empty for a title
    number: ArticleNumber | None = None  # of a title
    entity: EntityKind | None = None  # of a name
    articles: int = 0  # that have this name, word or tag
    published: date | None = None  # the day of a title
    typed: tuple[str, ...] = ()  # the words that were typed of it, to be told apart in it


class SavedQuery(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def query(self) -> str: ...


class SavedQueries(Protocol):
    """The saved searches, as far as they matter here."""

    def all(self) -> Sequence[SavedQuery]: ...


def suggest(
    typed: str,
    *,
    search_index: SearchIndex,
    search_history: SearchHistory,
    saved_searches: SavedQueries,
    shelf: Shelf,
    tags: Tags,
    limit: int = LIMIT,
) -> tuple[Suggestion, ...]:
    """What could be meant by the end of what was typed: names, words, titles, then searches; at most `limit` of all.

    Before anything is typed: the most recent searches. Never what stands there already. Without a readable index only
    searches are suggested; who searches tells about the index.

    Raises:
        ReaderError: the library or the reader's data cannot be read.
    """
    if not typed.strip():
        return tuple(
            Suggestion(kind=SuggestionKind.EARLIER, text=query, query=query) for query in search_history.recent(limit)
        )
    end = read_unfinished(typed)
    if end.tag is not None:
        return tuple(_tags(typed, end.tag, tags)[:limit])
    names: list[Suggestion] = []
    words: list[Suggestion] = []
    titles: list[Suggestion] = []
    if shelf.revision():  # a library without articles has no index either
        try:
            names = _names(typed, end, search_index)
            words = _words(typed, end, search_index, without={fold(name.text) for name in names})
            titles = _titles(end, search_index, shelf)
        except IndexUnreadableError:
            names, words, titles = [], [], []
    searches = _searches(typed, saved_searches, search_history, anywhere=bool(end.names))
    return tuple(_mixed((names, words, titles, searches), limit))


def did_you_mean(query: str, *, search_index: SearchIndex) -> Suggestion | None:
    """A similar query that finds something, for one that found nothing; None where there is none, or no index.

    Nothing is guessed from a word that was hardly begun.
    """
    if _is_short(read_unfinished(query).word):
        return None
    try:
        meant = search_index.did_you_mean(query)
    except IndexUnreadableError:
        return None
    return Suggestion(kind=SuggestionKind.MEANT, text=meant, query=meant) if meant else None


def _tags(typed: str, beginning: NameBeginning, tags: Tags) -> list[Suggestion]:
    """The tags that begin as typed, then those of which another word does; of each those on most articles first."""
    wanted = as_asked(beginning.words)
    found = []
    for tag in sorted(tags.all(), key=lambda tag: -tag.articles):
        key = as_asked(tag.name)
        query = typed[: beginning.start] + _tag_condition(tag.name)
        if (key.startswith(wanted) or f" {wanted}" in key) and not _same(query, typed):
            found.append(
                Suggestion(
                    kind=SuggestionKind.TAG, text=tag.name, query=query, articles=tag.articles,
                    typed=tuple(beginning.words.split()),
                )
            )  # fmt: skip
    return sorted(found, key=lambda each: not as_asked(each.text).startswith(wanted))


def _tag_condition(name: str) -> str:
    """`tag:water`; in quotes only where the name needs them."""
    return f"tag:{name}" if name.isalnum() else quoted("tag", name)


def _names(typed: str, end: Unfinished, search_index: SearchIndex) -> list[Suggestion]:
    """The names that go on as typed; those of which more words were typed come first."""
    found: dict[tuple[str, str], Suggestion] = {}
    for beginning in end.names:
        kinds = KINDS_OF_FIELD.get(beginning.field, frozenset(EntityKind))
        words = beginning.words
        short = words if _is_short(words) and beginning.start and not beginning.field else ""
        asked = MOST_NAMES if len(kinds) == len(EntityKind) and not short else NAMES_ASKED
        for name in search_index.complete_name(words, limit=asked):
            kind = EntityKind(name.kind)
            query = typed[: beginning.start] + quoted(beginning.field or FIELD_OF_KIND[kind], name.name)
            if kind in kinds and fold(name.name).startswith(fold(short)) and not _same(query, typed):
                suggestion = Suggestion(
                    kind=SuggestionKind.NAME, text=name.name, query=query, entity=kind, articles=name.articles,
                    typed=tuple(words.split()),
                )  # fmt: skip
                found.setdefault((name.kind, name.name), suggestion)
    return list(found.values())[:MOST_NAMES]


def _words(typed: str, end: Unfinished, search_index: SearchIndex, *, without: Collection[str]) -> list[Suggestion]:
    if len(end.word) < SHORTEST_WORD:
        return []
    known = {fold(end.word), *without}
    found = search_index.complete_word(end.word, limit=MOST_WORDS + len(known))
    return [
        Suggestion(
            kind=SuggestionKind.WORD, text=each.word, query=typed[: end.word_start] + each.word,
            articles=each.articles, typed=(end.word,),
        )
        for each in found
        if fold(each.word) not in known
    ][:MOST_WORDS]  # fmt: skip


def _titles(end: Unfinished, search_index: SearchIndex, shelf: Shelf) -> list[Suggestion]:
    words = end.plain_words[-TITLE_WORDS:]
    asked = list(words)
    if (
        words and end.word and _is_short(words[-1])
    ):  # the index takes so short a word for a whole one unless it has the sign
        asked[-1:] = [f"{words[-1]}*"] if len(words[-1]) >= SHORTEST_WORD else []
    if not asked:
        return []
    query = " ".join(f"title:{word}" for word in asked)
    found = search_index.search(query, resolve=_no_condition, limit=MOST_TITLES, typing=bool(end.word))
    return [
        Suggestion(
            kind=SuggestionKind.TITLE, text=row.title, number=row.number, published=row.published, typed=words
        )
        for row in shelf.rows([hit.number for hit in found.hits])
    ]  # fmt: skip


def _is_short(word: str) -> bool:
    """Whether a word has hardly begun; of Chinese, Japanese and Korean two letters are a word."""
    return 0 < len(word) < SHORT and word.isascii()


def _no_condition(condition: Condition) -> Collection[ArticleNumber]:
    raise UnknownConditionError(f"There is no condition “{condition.field}:” in a title")


def _searches(
    typed: str, saved_searches: SavedQueries, search_history: SearchHistory, *, anywhere: bool
) -> list[Suggestion]:
    """Saved and earlier searches that begin as typed, then, if `anywhere` may be looked, those that contain it."""
    wanted = " ".join(typed.split()).casefold()
    anywhere = anywhere and len(wanted) >= SHORTEST_WORD

    def fits(*texts: str) -> bool:
        return any(wanted in text.casefold() if anywhere else text.casefold().startswith(wanted) for text in texts)

    saved = [
        Suggestion(kind=SuggestionKind.SAVED, text=each.name, query=each.query, typed=(typed.strip(),))
        for each in saved_searches.all()
        if fits(each.name, each.query) and not _same(each.query, typed)
    ]
    known = {search.query for search in saved}
    earlier = [
        Suggestion(kind=SuggestionKind.EARLIER, text=query, query=query, typed=(typed.strip(),))
        for query in search_history.matching(typed, MOST_SEARCHES + len(known) + 1)
        if fits(query) and not _same(query, typed) and query not in known
    ]
    return _mixed((saved, earlier), MOST_SEARCHES)


def _same(query: str, typed: str) -> bool:
    return " ".join(query.split()).casefold() == " ".join(typed.split()).casefold()


def _mixed(groups: Iterable[Sequence[Suggestion]], limit: int) -> list[Suggestion]:
    """So many of all groups, the first of each first; then put together again, group by group."""
    groups = list(groups)
    ranked = [each for rank in zip_longest(*groups) for each in rank if each is not None]
    chosen = set(ranked[:limit])
    return [each for group in groups for each in group if each in chosen]
