"""The sentences in which names stand, cut from the texts of the few articles that a page of them needs."""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, cast

from reader.articles.article import ArticleNumber, Span
from reader.articles.sentences import LONGEST_SENTENCE, SentencePlace, sentence_around
from reader.entities.mention import TITLE_GAP, EntityKind

MOST_SHARED = 400  # of the articles that name two, the newest so many are looked through
MOST_OF_BOTH = 100  # sentences shown of two names


class Period(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date


class Cursor(NamedTuple):
    """How far the sentences of some articles were read."""

    place: int = 0  # in the order of the articles
    after: int | None = None  # the last mention read of that article


class MarkedName(NamedTuple):
    """A name in a sentence."""

    span: Span  # of the sentence
    kind: EntityKind


class Sentence(NamedTuple):
    """A sentence that names somebody or something, and where it stands."""

    article: ArticleNumber
    title: str
    published: date | None
    added: date  # of the article, where the date of publication is not known
    text: str
    names: tuple[MarkedName, ...]  # where the sentence names what was asked for
    place: Span | None  # of the first of these names in the article's text; None: it stands in the title
    cut_before: bool = False  # the sentence begins earlier
    cut_after: bool = False


class SentencePage(NamedTuple):
    """Some sentences, and where the next ones begin; None: there are no more."""

    sentences: tuple[Sentence, ...]
    following: Cursor | None


class SentencesOfBoth(NamedTuple):
    """Sentences that name two, then sentences of articles that name the two apart from each other."""

    together: tuple[Sentence, ...]
    apart: tuple[Sentence, ...]
    articles: int  # that name both, in the whole library


class _Place(NamedTuple):
    """A mention; in the title, `start` is negative."""

    start: int
    length: int
    kind: EntityKind
    entity: int


def articles_naming(
    db: sqlite3.Connection, number: int | None, *, period: Period | None, oldest_first: bool
) -> Sequence[ArticleNumber]:
    """Articles that name it, by their days; with `period`, only those published in it."""
    published = "AND published BETWEEN ? AND ? " if period is not None else ""
    days = (period.first.isoformat(), period.last.isoformat()) if period is not None else ()
    direction = ("ASC", "DESC") if oldest_first else ("DESC", "ASC")  # the orders of the list of articles
    found = db.execute(
        "SELECT article FROM entity_articles CROSS JOIN articles INDEXED BY articles_facts ON articles.number = article"
        f" WHERE entity = ? {published}ORDER BY sort_day {direction[0]}, article {direction[1]}",
        (number, *days),
    )
    return cast("Sequence[ArticleNumber]", array("q", [row[0] for row in found]))


def sentences_in(
    db: sqlite3.Connection, number: int | None, articles: Sequence[ArticleNumber], begin: Cursor, *, limit: int
) -> SentencePage:
    """Sentences of these articles from `begin` on, about `limit`. A sentence with several mentions comes once."""
    found: list[Sentence] = []
    batch = articles[begin.place : begin.place + limit]
    places = _places_in(db, batch, (number,))
    for offset, article in enumerate(batch):
        after = begin.after if offset == 0 else None
        wanted = [place for place in places.get(article, ()) if after is None or place.start > after]
        for sentence, last in _sentences_of(db, article, wanted):
            found.append(sentence)
            if len(found) >= limit:
                rest = last < wanted[-1].start
                place = begin.place + offset + (0 if rest else 1)
                more = place < len(articles)
                return SentencePage(tuple(found), Cursor(place, last if rest else None) if more else None)
    place = begin.place + len(batch)
    return SentencePage(tuple(found), Cursor(place) if place < len(articles) else None)


def sentences_of_both(db: sqlite3.Connection, first: int | None, second: int | None) -> SentencesOfBoth:
    """Where two are named: in one sentence, else in one article.

    Looks through the newest `MOST_SHARED` articles that name both and gives at most `MOST_OF_BOTH` sentences.
    """
    shared = db.execute(
        "SELECT one.article FROM entity_articles AS one JOIN entity_articles AS other"
        " ON other.entity = ?2 AND other.article = one.article"
        " CROSS JOIN articles INDEXED BY articles_facts ON articles.number = one.article"
        " WHERE one.entity = ?1 ORDER BY sort_day DESC, one.article",
        (first, second),
    ).fetchall()
    newest = [ArticleNumber(row[0]) for row in shared[:MOST_SHARED]]
    places = _places_in(db, newest, (first, second))
    together: list[Sentence] = []
    apart: list[tuple[ArticleNumber, list[_Place]]] = []
    for article in newest:
        if len(together) >= MOST_OF_BOTH:
            break
        here = places.get(article, [])
        found = list(_with_both(db, article, here)) if _stand_near(here) else []
        together += found
        if not found:
            apart.append((article, [place for place in here if place.entity == first]))
    room = max(0, MOST_OF_BOTH - len(together))
    beside = (next(_sentences_of(db, article, here), None) for article, here in apart[:room])
    return SentencesOfBoth(tuple(together[:MOST_OF_BOTH]), tuple(one[0] for one in beside if one), len(shared))


def _with_both(db: sqlite3.Connection, article: ArticleNumber, here: Sequence[_Place]) -> Iterator[Sentence]:
    """Sentences of the article with a mention of each of two."""
    title_text = _text_of(db, article)
    if title_text is None:
        return
    for group in _grouped(title_text, here):
        if len({place.entity for place in group.places}) > 1:
            yield group.sentence(article, title_text)


def _stand_near(places: Sequence[_Place]) -> bool:
    """Whether mentions of two stand close enough to each other for one sentence."""
    return any(
        one.entity != following.entity and following.start - one.start <= LONGEST_SENTENCE
        for one, following in pairwise(places)
    )


def _places_in(
    db: sqlite3.Connection, articles: Sequence[ArticleNumber], numbers: Sequence[int | None]
) -> dict[ArticleNumber, list[_Place]]:
    """Where these articles name these entities, in order."""
    rows = db.execute(
        "SELECT article, start, length, kind, entity FROM mentions JOIN entities ON entities.number = entity"
        " WHERE article IN (SELECT value FROM json_each(?)) AND entity IN (SELECT value FROM json_each(?))"
        " ORDER BY article, start",
        (json.dumps(list(articles)), json.dumps(list(numbers))),
    )
    found: dict[ArticleNumber, list[_Place]] = {}
    for article, start, length, kind, entity in rows:
        found.setdefault(article, []).append(_Place(start, length, EntityKind(kind), entity))
    return found


class _Text(NamedTuple):
    title: str
    text: str
    published: date | None
    added: date


def _text_of(db: sqlite3.Connection, article: ArticleNumber) -> _Text | None:
    row = db.execute(
        "SELECT title, text, published, substr(added_at, 1, 10) FROM articles WHERE number = ?", (article,)
    ).fetchone()
    if row is None:
        return None
    return _Text(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None, date.fromisoformat(row[3]))


class _Group(NamedTuple):
    """Mentions that stand in one sentence."""

    span: SentencePlace  # of the title or of the text
    places: list[_Place]
    in_title: bool

    def sentence(self, article: ArticleNumber, about: _Text) -> Sentence:
        whole = about.title if self.in_title else about.text
        first = self.places[0]
        begin, end = self.span.start, self.span.end
        shift = _shift(about, first)
        names = tuple(
            MarkedName(Span(place.start + shift - begin, place.start + shift + place.length - begin), place.kind)
            for place in self.places
        )
        return Sentence(
            article=article,
            title=about.title,
            published=about.published,
            added=about.added,
            text=whole[begin:end],
            names=names,
            place=None if self.in_title else Span(first.start, first.start + first.length),
            cut_before=self.span.cut_before,
            cut_after=self.span.cut_after,
        )


def _grouped(about: _Text, places: Sequence[_Place]) -> Iterator[_Group]:
    """The mentions by sentences; a stored place that does not fit the text (any more) is left out."""
    group: _Group | None = None
    for place in places:
        in_title = place.start < 0
        whole = about.title if in_title else about.text
        start = place.start + _shift(about, place)
        end = start + place.length
        if start < 0 or end > len(whole):
            continue
        if group is not None and group.in_title == in_title and end <= group.span.end:
            group.places.append(place)
            continue
        if group is not None:
            yield group
        group = _Group(sentence_around(whole, start, end), [place], in_title)
    if group is not None:
        yield group


def _shift(about: _Text, place: _Place) -> int:
    """What is added to a mention's start to find it in the title or in the text."""
    return len(about.title) + TITLE_GAP if place.start < 0 else 0


def _sentences_of(
    db: sqlite3.Connection, article: ArticleNumber, places: Sequence[_Place]
) -> Iterator[tuple[Sentence, int]]:
    """The sentences with these mentions, each with the start of its last one."""
    about = _text_of(db, article) if places else None
    if about is not None:
        for group in _grouped(about, places):
            yield group.sentence(article, about), group.places[-1].start
