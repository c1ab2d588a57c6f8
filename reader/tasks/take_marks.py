"""Take over what the reader had made of articles in another program: tags, notes, highlights, what was read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from reader.articles.anchoring import anchor, find_anchor
from reader.articles.article import ArticleId
from reader.articles.folding import fold_label
from reader.library.importers.draft import ImportedHighlight, ImportedMarks
from reader.library.shelf import Shelf
from reader.userdata.annotation import Highlight, HighlightColor
from reader.userdata.annotations import Annotations
from reader.userdata.changes import Changes
from reader.userdata.edit import ARTICLE_TAGS, BOOKMARKS, NOTES, READ_ARTICLES, Edit
from reader.userdata.highlights import new_id
from reader.userdata.notes import LONGEST_NOTE, plain_text
from reader.userdata.tags import clean_tag_name

AT_ONCE = 200  # articles whose texts are in memory together
BETWEEN_NOTES = "\n\n"
_COLORS = frozenset(map(str, HighlightColor))


class TakeMarks:
    """Adds imported marks to what there is. Nothing is lost, and doing it twice changes nothing.

    It is no entry of what can be undone. Threads: any. Raises ReaderError where a file cannot be used.
    """

    def __init__(self, *, changes: Changes, annotations: Annotations, shelf: Shelf) -> None:
        self._changes = changes
        self._tags, _, self._highlights = annotations
        self._shelf = shelf

    def __call__(self, marks: Sequence[tuple[ArticleId, ImportedMarks]]) -> None:
        """All of them in one transaction. A mark that is not there takes none away: unread in a file says nothing."""
        marks = [(article_id, each) for article_id, each in marks if each != ImportedMarks(saved_at=each.saved_at)]
        if not marks:
            return
        with self._changes.editing() as edit:
            for start in range(0, len(marks), AT_ONCE):
                some = marks[start : start + AT_ONCE]
                texts = self._texts([article_id for article_id, each in some if each.highlights])
                self._take(
                    edit, [(article_id, each, _moment(each.saved_at) or edit.now) for article_id, each in some], texts
                )

    def _texts(self, ids: Sequence[ArticleId]) -> dict[ArticleId, str]:
        if not ids:
            return {}
        return {each.id: each.text for each in self._shelf.texts(self._shelf.numbers_of(ids)).values()}

    def _take(
        self, edit: Edit, marks: Sequence[tuple[ArticleId, ImportedMarks, str]], texts: Mapping[ArticleId, str]
    ) -> None:
        """`marks` with the moment they count from."""
        tags = self._tags.ensure(edit, [name for _, each, _ in marks for name in each.tags])
        by_key = {fold_label(tag.name): tag.number for tag in tags}
        edit.put(
            ARTICLE_TAGS,
            [
                (article_id, by_key[key], then)
                for article_id, each, then in marks
                for name in each.tags
                if (key := fold_label(clean_tag_name(name))) in by_key
            ],
            only_new=True,
        )
        edit.put(READ_ARTICLES, [(id_, then) for id_, each, then in marks if each.read], only_new=True)
        edit.put(BOOKMARKS, [(id_, then) for id_, each, then in marks if each.starred], only_new=True)
        _add_notes(edit, [(id_, plain_text(each.note).strip(), then) for id_, each, then in marks])
        there = self._highlights.in_articles(edit, [id_ for id_, each, _ in marks if each.highlights])
        kept: list[Highlight] = []
        for article_id, each, then in marks:
            if each.highlights:
                text = texts.get(article_id, "")
                known = there.setdefault(article_id, [])
                changed = _merged(
                    known, [_placed(article_id, one, text, then) for one in each.highlights], text, edit.now
                )
                there[article_id] = list({one.id: one for one in (*known, *changed)}.values())
                kept += changed
        self._highlights.put(edit, kept)


def _add_notes(edit: Edit, notes: Sequence[tuple[ArticleId, str, str]]) -> None:
    """Notes that are there already are gone on with."""
    there = edit.rows(NOTES, [(article_id,) for article_id, note, _ in notes if note])
    for article_id, note, then in notes:
        row = there.get((article_id,), (article_id, "", then, ""))
        if joined := _joined(str(row[1]), note):
            there[(article_id,)] = (article_id, joined[:LONGEST_NOTE], row[2], edit.now if row[3] else then)
    edit.put(NOTES, there.values())


def _merged(there: Sequence[Highlight], new: Iterable[Highlight], text: str, now: str) -> list[Highlight]:
    """What is to be kept of these: those that are not there yet, and those that are with their notes gone on with."""
    known = {_place(one, text): one for one in there}
    changed: dict[object, Highlight] = {}
    for one in new:
        place = _place(one, text)
        if not one.quote.strip():
            continue
        if place not in known:
            changed[place] = known[place] = one
        elif joined := _joined(known[place].note, one.note):
            # what came just now keeps its own moment; what the reader had already was changed now
            moment = known[place].changed_at if place in changed else now
            changed[place] = known[place] = known[place]._replace(note=joined, changed_at=moment)
    return list(changed.values())


def _joined(there: str, note: str) -> str:
    """Both notes, that which was there first; empty where nothing is to be added."""
    if not note or f"{BETWEEN_NOTES}{note}{BETWEEN_NOTES}" in f"{BETWEEN_NOTES}{there}{BETWEEN_NOTES}":
        return ""
    return f"{there}{BETWEEN_NOTES}{note}" if there else note


def _placed(article_id: ArticleId, each: ImportedHighlight, text: str, then: str) -> Highlight:
    """As it stands in the text; as it stood in the other program where the text has it not."""
    span = find_anchor(text, each.quote, each.prefix, each.suffix, -1)
    quote, prefix, suffix = anchor(text, span) if span else (each.quote, each.prefix, each.suffix)
    made_at = _moment(each.made_at) or then
    return Highlight(
        id=new_id(),
        article_id=article_id,
        quote=plain_text(quote),
        prefix=plain_text(prefix),
        suffix=plain_text(suffix),
        start=span.start if span else -1,
        color=HighlightColor(each.color) if each.color in _COLORS else HighlightColor.YELLOW,
        note=plain_text(each.note).strip(),
        made_at=made_at,
        changed_at=made_at,
    )


def _place(one: Highlight, text: str) -> object:
    """The same for highlights of the same words at the same place."""
    span = find_anchor(text, one.quote, one.prefix, one.suffix, one.start)
    return span or (" ".join(one.quote.split()), one.prefix, one.suffix)


def _moment(when: datetime | None) -> str:
    """As it is kept: UTC. A moment without a zone counts as UTC, as most formats mean it."""
    if when is None:
        return ""
    known = when if when.tzinfo else when.replace(tzinfo=UTC)
    return known.astimezone(UTC).isoformat(timespec="microseconds")
