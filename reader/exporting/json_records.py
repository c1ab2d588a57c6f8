"""Lines of a complete export as values again: what `json_lines` wrote. Files of strangers: everything is checked."""

import re
from collections.abc import Mapping

from reader.articles.article import ArticleId
from reader.entities.correction import Correction, CorrectionAction, fault_of
from reader.entities.mention import EntityId, EntityKind
from reader.library.importers.draft import article_id
from reader.library.importers.letters import one_line
from reader.library.importers.own_export import Record, day_in, marks_in, records_in, text_in, texts_in
from reader.library.wanted import packed_marks
from reader.library.whole_articles import WholeArticle, WholeLink, WholePlace, WholeVersion, WholeWanted
from reader.userdata.annotation import Highlight, HighlightColor, Note, Tag, TagColor
from reader.userdata.whole_marks import MarksOf, SearchKept

_ID = re.compile(r"[a-z2-7]{16}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:\+\d\d:\d\d|Z)?)?")
_HIGHLIGHT_ID = re.compile(r"[\w-]{1,64}")


def article_of(record: Record) -> WholeArticle:
    """The article of a line; what its words are called is reckoned anew. Raises ValueError where it is none."""
    title, text = _words(record)
    if not title:
        raise ValueError("it has no title")
    content = article_id(title, text)
    return WholeArticle(
        id=_id(record, "id") or content,
        title=title,
        text=text,
        source=text_in(record, "source"),
        author=text_in(record, "author"),
        published=_day(record, "published"),
        origin=text_in(record, "origin"),
        language=text_in(record, "language"),
        url=text_in(record, "url"),
        added_at=_moment(record, "added_at"),
        content=content,
        version_at=_moment(record, "version_at"),
        trashed_at=_moment(record, "trashed_at"),
        links=tuple(WholeLink(text_in(link, "title"), _id(link, "id")) for link in records_in(record, "links")),
        versions=tuple(_version(version) for version in records_in(record, "versions")),
        places=tuple(_place(place) for place in records_in(record, "places") if text_in(place, "path")),
    )


def id_of_article(record: Record) -> ArticleId:
    """What `article_of` calls it."""
    return _id(record, "id") or article_id(*_words(record))


def marks_of(record: Record, article: ArticleId) -> MarksOf:
    """What the reader made of an article. Raises ValueError where it cannot be understood."""
    tags, since = texts_in(record, "tags"), texts_in(record, "tagged_at")
    since += ("",) * (len(tags) - len(since))
    position = record.get("position")
    note = record.get("note")
    if note is not None and not isinstance(note, dict):
        raise ValueError("“note” is no object")
    return MarksOf(
        article_id=article,
        bookmarked_at=_moment(record, "bookmarked_at"),
        read_at=_moment(record, "read_at"),
        position=float(position) if isinstance(position, int | float) and 0 <= position <= 1 else None,
        tags=tuple((name, at) for name, at in zip(tags, since, strict=False) if name.strip()),
        note=Note(article, text_in(note, "text"), _moment(note, "made_at"), _moment(note, "changed_at"))
        if note
        else None,
        highlights=tuple(_highlight(one, article) for one in records_in(record, "highlights")),
    )


def id_of(record: Record) -> ArticleId:
    """The article that a line is about. Raises ValueError where it names none."""
    found = _id(record, "id")
    if not found:
        raise ValueError("it does not say which article it is about")
    return found


def link_targets(record: Record) -> tuple[ArticleId, ...]:
    """What the lines of an article's list lead to; empty ids where nothing. Raises ValueError."""
    return tuple(_id(link, "id") for link in records_in(record, "links"))


def tag_of(record: Record) -> Tag:
    """Raises ValueError."""
    name, color = one_line(text_in(record, "name")), text_in(record, "color")
    if not name:
        raise ValueError("the tag has no name")
    return Tag(0, name, TagColor(color) if color in set(TagColor) else None)


def search_of(record: Record) -> SearchKept:
    """Raises ValueError."""
    query = text_in(record, "query")
    if not query.strip():
        raise ValueError("the saved search is empty")
    return SearchKept(text_in(record, "name") or query, query, _moment(record, "saved_at"))


def correction_of(record: Record, ids: Mapping[ArticleId, ArticleId]) -> Correction:
    """A correction; `ids`: articles that the library knows by other ids. Raises ValueError."""
    kind, article = text_in(record, "to_kind"), ArticleId(text_in(record, "article_id"))
    correction = Correction(
        action=CorrectionAction(text_in(record, "action")),
        entity_id=EntityId(text_in(record, "entity_id")),
        entity_name=text_in(record, "entity_name"),
        article_id=ids.get(article, article),
        form=text_in(record, "form"),
        to_id=EntityId(text_in(record, "to_id")),
        to_name=text_in(record, "to_name"),
        to_kind=EntityKind(kind) if kind else None,
        made_at=_moment(record, "made_at"),
    )
    if fault := fault_of(correction):
        raise ValueError(fault)
    return correction


def wanted_of(record: Record, ids: Mapping[ArticleId, ArticleId]) -> WholeWanted:
    """Raises ValueError."""
    key, article, marks = text_in(record, "key"), _id(record, "article"), record.get("marks", {})
    if not key or not isinstance(marks, dict):
        raise ValueError("the wanted entry is damaged")
    return WholeWanted(
        key=key,
        url=text_in(record, "url"),
        title=text_in(record, "title"),
        marks=packed_marks(marks_in(marks)),
        origin=text_in(record, "origin"),
        added_at=_moment(record, "added_at"),
        article=ids.get(article, article),
    )


def _words(record: Record) -> tuple[str, str]:
    return one_line(text_in(record, "title")), text_in(record, "text")


def _version(record: Record) -> WholeVersion:
    title, text = _words(record)
    return WholeVersion(
        content=article_id(title, text),
        title=title,
        text=text,
        source=text_in(record, "source"),
        author=text_in(record, "author"),
        published=_day(record, "published"),
        language=text_in(record, "language"),
        links=texts_in(record, "links"),
        came_at=_moment(record, "came_at"),
        replaced_at=_moment(record, "replaced_at"),
    )


def _place(record: Record) -> WholePlace:
    """Where an article came from: only words that are shown and compared, never a path to write to."""
    return WholePlace(
        path=text_in(record, "path"),
        key=text_in(record, "key"),
        content=_id(record, "content"),
        seen_at=_moment(record, "seen_at"),
        gone_at=_moment(record, "gone_at"),
    )


def _highlight(record: Record, article: ArticleId) -> Highlight:
    quote, start, color = text_in(record, "quote"), record.get("start", -1), text_in(record, "color")
    found_id = text_in(record, "id")
    if not quote or not _HIGHLIGHT_ID.fullmatch(found_id):
        raise ValueError("a highlight has no words or no id")
    return Highlight(
        id=found_id,
        article_id=article,
        quote=quote,
        prefix=text_in(record, "prefix"),
        suffix=text_in(record, "suffix"),
        start=start if isinstance(start, int) and -1 <= start < 2**40 else -1,
        color=HighlightColor(color) if color in set(HighlightColor) else HighlightColor.YELLOW,
        note=text_in(record, "note"),
        made_at=_moment(record, "made_at"),
        changed_at=_moment(record, "changed_at"),
    )


def _id(record: Record, key: str) -> ArticleId:
    written = text_in(record, key)
    return ArticleId(written if _ID.fullmatch(written) else "")


def _day(record: Record, key: str) -> str:
    day = day_in(record, key)
    return day.isoformat() if day else ""


def _moment(record: Record, key: str) -> str:
    written = text_in(record, key)
    if written and not _MOMENT.fullmatch(written):
        raise ValueError(f"“{key}” is no moment")
    return written
