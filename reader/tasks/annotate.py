"""Annotate: what a reader does to articles, so that it can be undone."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from reader.articles.anchoring import anchor, find_anchor
from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.errors import ReaderError
from reader.library.shelf import Shelf
from reader.userdata.annotation import Highlight, HighlightColor, Tag, TagColor
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.changes import Change, Changes, Moved
from reader.userdata.edit import Edit
from reader.userdata.marks import Marks
from reader.userdata.read_state import ReadState
from reader.userdata.tags import clean_tag_name


class Trash(Protocol):
    """Where articles go that the reader throws away; each call gives those that were not there yet."""

    def put(self, numbers: Sequence[ArticleNumber]) -> Sequence[ArticleNumber]: ...
    def restore(self, numbers: Sequence[ArticleNumber]) -> Sequence[ArticleNumber]: ...


class Annotate:
    """Tags, notes, highlights, and marks of many articles at once. Each call is one transaction and can be undone.

    What changes nothing is not remembered. Threads: any. Raises ReaderError where a file cannot be used.
    """

    def __init__(
        self,
        *,
        changes: Changes,
        annotations: Annotations,
        bookmarks: Bookmarks,
        read_state: ReadState,
        shelf: Shelf,
        trash: Callable[[], Trash],
    ) -> None:
        self._changes = changes
        self._tags, self._notes, self._highlights = annotations
        self._bookmarks, self._read_state = bookmarks, read_state
        self._shelf, self._trash = shelf, trash

    def tag(self, ids: Collection[ArticleId], names: Collection[str]) -> None:
        """Put these tags on these articles; those that are not there yet are made, without a colour."""
        with self._changes.editing() as edit:
            tags = self._tags.ensure(edit, names)
            changed = self._tags.put_on(edit, tags, ids)
            edit.words = f"{_articles(changed)} tagged {_named(tag.name for tag in tags)}" if changed else ""
            if not ids:
                edit.words = f"Tag {_named(tag.name for tag in tags)} made"

    def untag(self, ids: Collection[ArticleId], names: Collection[str]) -> None:
        """Take these tags off these articles. A tag stays, even when no article has it any more."""
        with self._changes.editing() as edit:
            tags = [tag for name in names if (tag := self._tags.of_name(edit, name))]
            changed = self._tags.take_off(edit, tags, ids)
            edit.words = f"{_named(tag.name for tag in tags)} taken off {_articles(changed)}"

    def rename_tag(self, number: int, name: str) -> None:
        """Call a tag otherwise. Where there is one of that name already, the two become one, with the colour of that.

        Raises:
            ReaderError: the name is empty.
        """
        clean = clean_tag_name(name)
        if not clean:
            raise ReaderError("A tag needs a name.", remedy="Type a word or two.")
        with self._changes.editing() as edit:
            tag, other = self._tags.at(edit, number), self._tags.of_name(edit, clean)
            if tag is None:
                return
            if other is not None and other.number != number:
                self._tags.merge(edit, [number], other.number)
                edit.words = f"Tag “{tag.name}” merged into “{other.name}”"
                return
            self._tags.change(edit, tag._replace(name=clean))
            edit.words = f"Tag “{tag.name}” renamed to “{clean}”"

    def merge_tags(self, numbers: Collection[int], into: int) -> None:
        """Articles that have any of these tags have that one instead, and these are gone."""
        with self._changes.editing() as edit:
            target = self._tags.at(edit, into)
            others = [tag for number in numbers if number != into and (tag := self._tags.at(edit, number))]
            if target is not None:
                self._tags.merge(edit, [tag.number for tag in others], into)
                edit.words = f"Tags {_named(tag.name for tag in others)} merged into “{target.name}”"

    def color_tag(self, number: int, color: TagColor | None) -> None:
        """Give a tag this colour, or none."""
        self.color_tags([number], color)

    def color_tags(self, numbers: Sequence[int], color: TagColor | None) -> None:
        """Give these tags this colour, or none."""
        with self._changes.editing() as edit:
            tags = self._known_tags(edit, numbers)
            for tag in tags:
                self._tags.change(edit, tag._replace(color=color))
            if tags:
                edit.words = f"Colour of {_tags_in_words(tags)} changed"

    def delete_tag(self, number: int) -> None:
        """Take a tag off all articles and forget it."""
        self.delete_tags([number])

    def delete_tags(self, numbers: Sequence[int]) -> None:
        """Take these tags off all articles and forget them."""
        with self._changes.editing() as edit:
            tags = self._known_tags(edit, numbers)
            if tags:
                self._tags.delete(edit, [tag.number for tag in tags])
                edit.words = f"{_capital(_tags_in_words(tags))} deleted"

    def _known_tags(self, edit: Edit, numbers: Sequence[int]) -> list[Tag]:
        return [tag for number in dict.fromkeys(numbers) if (tag := self._tags.at(edit, number))]

    def set_note(self, article_id: ArticleId, text: str) -> None:
        """Let this be the note on the article; an empty one removes it. What is written in one go is undone in one go.

        Raises:
            ReaderError: the note is longer than can be kept.
        """
        with self._changes.editing() as edit:
            self._notes.set(edit, article_id, text)
            edit.joins = f"note {article_id}" if text.strip() else ""
            edit.words = "Note changed" if text.strip() else "Note removed"

    def highlight(
        self,
        article_id: ArticleId,
        span: Span,
        *,
        color: HighlightColor = HighlightColor.YELLOW,
        note: str = "",
    ) -> Highlight:
        """Mark a passage of the article's text. Marking the same one again changes its colour, and its note if given.

        Raises:
            ArticleMissingError: there is no such article.
            ReaderError: there is no word in the passage.
        """
        text = self._shelf.get(article_id).article.text
        quote, prefix, suffix = anchor(text, span)
        if not quote.strip():
            raise ReaderError("There are no words in this passage.", remedy="Select some words, then try again.")
        with self._changes.editing() as edit:
            same = next(
                (one for one in self._highlights.in_article(edit, article_id) if _place(one, text) == span), None
            )
            if same is not None:
                kept = self._change(edit, same, color, note or None)
                edit.words = "Highlight changed"
            else:
                new = Highlight("", article_id, quote, prefix, suffix, span.start, color, note.strip())
                (kept,) = self._highlights.put(edit, [new])
                edit.words = "Passage highlighted"
        return kept

    def change_highlight(
        self, highlight_id: str, *, color: HighlightColor | None = None, note: str | None = None
    ) -> Highlight | None:
        """Give it this colour or note, where they are given; as it is now. None where it is gone."""
        with self._changes.editing() as edit:
            there = self._highlights.at(edit, highlight_id)
            if there is None:
                return None
            edit.words = "Highlight changed"
            edit.joins = f"highlight {highlight_id}" if note is not None and color is None else ""
            return self._change(edit, there, color, note)

    def remove_highlight(self, highlight_id: str) -> None:
        with self._changes.editing() as edit:
            self._highlights.remove(edit, highlight_id)
            edit.words = "Highlight removed"

    def bookmark(self, ids: Collection[ArticleId], on: bool) -> None:
        """Bookmark these articles or take their bookmarks away. A single one is not remembered: see `mark_read`."""
        done = "{} bookmarked" if on else "Bookmarks of {} taken away"
        self._mark(self._bookmarks, ids, on, done)

    def mark_read(self, ids: Collection[ArticleId], on: bool) -> None:
        """Mark these articles as read or unread. A single one is not remembered: the opposite takes it back."""
        self._mark(self._read_state, ids, on, "{} marked as read" if on else "{} marked as unread")

    def put_in_trash(self, numbers: Sequence[ArticleNumber]) -> Sequence[ArticleNumber]:
        """Throw these away; those that were not in the trash yet. The index is brought up to date elsewhere."""
        return self._move(numbers, to_trash=True)

    def restore(self, numbers: Sequence[ArticleNumber]) -> Sequence[ArticleNumber]:
        """Take these articles out of the trash; those that were in it."""
        return self._move(numbers, to_trash=False)

    def undo(self) -> str:
        """Take back what was done last; it in words, empty where there is nothing to undo."""
        change = self._changes.last()
        if change is None:
            return ""
        self._move_back(change, undone=True)
        return change.words if self._changes.undo(change) else ""

    def redo(self) -> str:
        """Do again what was undone last; it in words, empty where there is nothing to do again."""
        change = self._changes.next_again()
        if change is None:
            return ""
        self._move_back(change, undone=False)
        return change.words if self._changes.redo(change) else ""

    def can_undo(self) -> bool:
        return self._changes.last() is not None

    def can_redo(self) -> bool:
        return self._changes.next_again() is not None

    def last_words(self) -> str:
        """What `undo` would take back, in words: "12 articles tagged “water”"; empty where there is nothing."""
        change = self._changes.last()
        return change.words if change else ""

    def _change(self, edit: Edit, there: Highlight, color: HighlightColor | None, note: str | None) -> Highlight:
        wanted = there._replace(
            color=there.color if color is None else color, note=there.note if note is None else note.strip()
        )
        if wanted == there:
            return there
        (kept,) = self._highlights.put(edit, [wanted._replace(changed_at=edit.now)])
        return kept

    def _mark(self, marks: Marks, ids: Collection[ArticleId], on: bool, done: str) -> None:
        with self._changes.editing() as edit:
            changed = marks.mark_all(edit, ids, on)
            edit.words = done.format(_articles(changed)) if len(ids) > 1 else ""

    def _move(self, numbers: Sequence[ArticleNumber], *, to_trash: bool) -> Sequence[ArticleNumber]:
        moved = self._trash().put(numbers) if to_trash else self._trash().restore(numbers)
        if moved:
            words = "put in the trash" if to_trash else "taken out of the trash"
            self._changes.record_move(
                f"{_articles(moved)} {words}", Moved(self._shelf.library_key(), tuple(moved), to_trash)
            )
        return moved

    def _move_back(self, change: Change, *, undone: bool) -> None:
        """Before the stack is changed: interrupted in between, the same is moved once more, which changes nothing."""
        moved = self._changes.moved(change)
        if moved is not None and moved.library == self._shelf.library_key():
            (self._trash().restore if moved.to_trash == undone else self._trash().put)(moved.numbers)


def _place(one: Highlight, text: str) -> Span | None:
    return find_anchor(text, one.quote, one.prefix, one.suffix, one.start)


def _articles(which: Collection[object]) -> str:
    return f"{len(which):,} {'article' if len(which) == 1 else 'articles'}"


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _tags_in_words(tags: Sequence[Tag]) -> str:
    """ "tag “water”", "3 tags"."""
    return f"tag “{tags[0].name}”" if len(tags) == 1 else f"{len(tags):,} tags"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
