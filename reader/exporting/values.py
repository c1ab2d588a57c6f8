"""What is exported, as values: articles with all that belongs to them, and what an export is about."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.entities.correction import Correction
from reader.entities.mention import LinkedMention
from reader.library.whole_articles import WholeArticle, WholeWanted
from reader.userdata.annotation import Tag
from reader.userdata.whole_marks import MarksOf, SearchKept


class ExportedArticle(NamedTuple):
    """An article, what the reader made of it, and who is named in it."""

    whole: WholeArticle
    marks: MarksOf
    mentions: tuple[LinkedMention, ...] = ()

    @property
    def published(self) -> date | None:
        return date.fromisoformat(self.whole.published) if self.whole.published else None

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(name for name, _since in self.marks.tags)

    @property
    def note(self) -> str:
        return self.marks.note.text if self.marks.note else ""


class About(NamedTuple):
    """What a file says of itself."""

    title: str  # "Search: harbour", "12 articles"
    made_at: datetime
    members: Mapping[ArticleId, int]  # the articles in it and their places, from 1
    version: str = ""  # of the program
    tag_colors: Mapping[str, str] = {}  # of the tags that have one: name and TagColor


class Rest(NamedTuple):
    """What belongs to a library, but to no article of it."""

    tags: Iterable[Tag] = ()
    searches: Iterable[SearchKept] = ()
    corrections: Iterable[Correction] = ()
    wanted: Iterable[WholeWanted] = ()
    marks: Iterable[MarksOf] = ()  # of articles that are not in the library


NO_REST = Rest()


class Contents(NamedTuple):
    """What a file holds, counted; and the fingerprints of its articles, in order of size."""

    counts: Mapping[str, int]
    hashes: tuple[str, ...] = ()
