"""Tags: words the reader puts on articles (userdata.sqlite)."""

import json
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from reader.articles.article import ArticleId
from reader.articles.folding import fold_label
from reader.database import Database
from reader.userdata.annotation import Tag, TagColor
from reader.userdata.edit import ARTICLE_TAGS, TAGS, Edit, Row

LONGEST_NAME = 100  # characters; more does not fit into a row
_COLORS = frozenset(map(str, TagColor))

# Signs nobody sees, by which a name could pretend to be another one or turn the line around: changes of direction,
# spaces without width. Joiners stay: emoji and Persian words are made with them. (A pattern takes longer to make.)
_UNSEEN_RANGES = (
    (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
)  # fmt: skip
_UNSEEN = {sign: None for first, last in _UNSEEN_RANGES for sign in range(first, last + 1)}


def clean_tag_name(name: str) -> str:
    """The name as it is kept: one line, trimmed, nothing invisible in it, at most `LONGEST_NAME` characters."""
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in name.translate(_UNSEEN))
    return " ".join(seen.split())[:LONGEST_NAME].rstrip()


class Tags:
    """The reader's tags and the articles that have them. Nothing is written before the first one.

    A name is the same whatever its case and accents; its signs count. Threads: any. Raises ReaderError where the file
    cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Tag]:
        """All tags by name, with how many articles have them, those that are not in this library included."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            found = db.execute(
                "SELECT number, name, color, (SELECT count(*) FROM article_tags WHERE tag = number) FROM tags"
                " ORDER BY name_key"
            )
            return [_tag(row) for row in found]

    def of(self, article_id: ArticleId) -> list[Tag]:
        """The tags of one article, by name; how many articles have them is not counted."""
        return self.of_many([article_id]).get(article_id, [])

    def of_many(self, ids: Collection[ArticleId]) -> dict[ArticleId, list[Tag]]:
        """The tags of those of these articles that have any, as `of` gives them."""
        if not self._database.exists():
            return {}
        tags: dict[ArticleId, list[Tag]] = {}
        with self._database.reading() as db:
            for article_id, *row in db.execute(
                "SELECT article_id, number, name, color FROM json_each(?) AS wanted"
                " CROSS JOIN article_tags ON article_id = wanted.value JOIN tags ON number = tag ORDER BY name_key",
                (json.dumps(list(ids)),),
            ):
                tags.setdefault(ArticleId(article_id), []).append(_tag(row))
        return tags

    def articles(self, tag_number: int) -> list[ArticleId]:
        """The articles that have this tag, in no order."""
        return self.articles_of([tag_number])

    def articles_of(self, tag_numbers: Collection[int]) -> list[ArticleId]:
        """The articles that have any of these tags, each once."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            found = db.execute(
                "SELECT DISTINCT article_id FROM article_tags WHERE tag IN (SELECT value FROM json_each(?))",
                (json.dumps(list(tag_numbers)),),
            )
            return [ArticleId(row[0]) for row in found]

    def tagged(self) -> list[ArticleId]:
        """The articles that have any tag."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            return [ArticleId(row[0]) for row in db.execute("SELECT DISTINCT article_id FROM article_tags")]

    def named(self, name: str) -> Tag | None:
        """The tag of this name, whatever its case and accents; None where there is none."""
        if not self._database.exists():
            return None
        with self._database.reading() as db:
            row = db.execute(
                "SELECT number, name, color, (SELECT count(*) FROM article_tags WHERE tag = number) FROM tags"
                " WHERE name_key = ?",
                (fold_label(clean_tag_name(name)),),
            ).fetchone()
        return _tag(row) if row else None

    # Within a transaction. The order of writing keeps what refers to a tag within the time of that tag.

    def ensure(self, edit: Edit, names: Iterable[str]) -> list[Tag]:
        """The tags of these names; those that are not there yet are made. Empty names and doubled ones count once."""
        wanted = {fold_label(clean): clean for name in names if (clean := clean_tag_name(name))}
        there = _keyed(edit, list(wanted))
        number = edit.next_number(TAGS)
        made: list[Row] = []
        for key, name in wanted.items():
            if key not in there:
                there[key] = (number, name, key, "")
                made.append(there[key])
                number += 1
        edit.put(TAGS, made)
        return [_tag((there[key][0], there[key][1], there[key][3])) for key in wanted]

    def put_on(self, edit: Edit, tags: Collection[Tag], ids: Iterable[ArticleId]) -> set[ArticleId]:
        """Let these articles have these tags; those that did not have all of them."""
        rows = [(article_id, tag.number, edit.now) for article_id in ids for tag in tags]
        return {ArticleId(str(key[0])) for key in edit.put(ARTICLE_TAGS, rows, only_new=True)}

    def take_off(self, edit: Edit, tags: Collection[Tag], ids: Iterable[ArticleId]) -> set[ArticleId]:
        """Take these tags off these articles; those that had any of them. The tags themselves stay."""
        keys = [(article_id, tag.number) for article_id in ids for tag in tags]
        return {ArticleId(str(key[0])) for key in edit.remove(ARTICLE_TAGS, keys)}

    def change(self, edit: Edit, tag: Tag) -> None:
        """Let the tag of this number have this name and colour. No other tag may have the name."""
        edit.put(TAGS, [(tag.number, tag.name, fold_label(tag.name), str(tag.color or ""))])

    def merge(self, edit: Edit, numbers: Collection[int], into: int) -> None:
        """Articles that have one of these tags have that one instead; these are gone."""
        rest = [number for number in numbers if number != into]
        marked = ", ".join("?" * len(rest))
        rows = edit.where(ARTICLE_TAGS, f"tag IN ({marked})", rest)
        # the earliest moment counts where an article had several of them
        edit.put(
            ARTICLE_TAGS, [(a, into, at) for a, _, at in sorted(rows, key=lambda r: r[2], reverse=True)], only_new=True
        )
        self.delete(edit, rest)

    def delete(self, edit: Edit, numbers: Collection[int]) -> None:
        """These tags are gone, from all articles."""
        for number in numbers:
            edit.remove(ARTICLE_TAGS, [ARTICLE_TAGS.key(row) for row in edit.where(ARTICLE_TAGS, "tag = ?", [number])])
        edit.remove(TAGS, [(number,) for number in numbers])

    def at(self, edit: Edit, number: int) -> Tag | None:
        """The tag of this number as it is now."""
        row = edit.rows(TAGS, [(number,)]).get((number,))
        return _tag((row[0], row[1], row[3])) if row else None

    def of_name(self, edit: Edit, name: str) -> Tag | None:
        """The tag of this name as it is now."""
        row = _keyed(edit, [fold_label(clean_tag_name(name))]).get(fold_label(clean_tag_name(name)))
        return _tag((row[0], row[1], row[3])) if row else None


def _keyed(edit: Edit, keys: Sequence[str]) -> dict[str, Row]:
    rows = edit.where(TAGS, "name_key IN (SELECT value FROM json_each(?))", [json.dumps(keys)])
    return {str(row[2]): row for row in rows}


def _tag(row: Sequence[str | int]) -> Tag:
    number, name, color, *articles = row
    known = color in _COLORS  # a later version may know more colours
    return Tag(int(number), str(name), TagColor(str(color)) if known else None, int(articles[0]) if articles else 0)
