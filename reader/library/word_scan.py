"""Which articles have certain words in title or text, told without the search index, which may be behind."""

import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.entities.whole_words import WholeWords, has_no_spaces, plain

MOST_ASKED = 20  # forms that SQLite itself looks for, in one pass over all texts
LEAST_ASKED = 3  # letters of a part of a form: fewer stand in most articles
TEXTS_AT_ONCE = 1_000
# What stands for itself wherever it occurs: no apostrophe, quote or dash, which are set in several ways.
_SURE = re.compile(r"[^'\"\-`´‘’ʼʻ‛＇“”„‟«»‐‑‒–—−﹣－]+")
_SURE_SMALL = re.compile(r"[ -!#-&(-,.-_a-~]+")  # the same of what SQLite makes small letters of


class Scan(NamedTuple):
    """What was found, and how far was looked."""

    articles: Sequence[ArticleNumber]
    newest: ArticleNumber  # the newest article then

    def later(self, db: sqlite3.Connection) -> list[ArticleNumber]:
        """Articles that have come since: they may have the words, too."""
        found = db.execute("SELECT number FROM articles WHERE number > ?", (self.newest,))
        return [ArticleNumber(row[0]) for row in found]


def is_quick(forms: Sequence[str]) -> bool:
    """Whether looking for these takes no longer than a second or so, however large the library."""
    return len(forms) <= MOST_ASKED and all(map(_sure_part, forms))


def articles_with(database: Database, forms: Sequence[str]) -> Scan:
    """Every article with one of these forms, and maybe some without: it is to be looked at more closely."""
    with database.reading() as db:
        newest = ArticleNumber(db.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0])
        if not forms:
            return Scan((), newest)
        return Scan(_asked(db, forms) if is_quick(forms) else _read_through(db, forms, newest), newest)


def _asked(db: sqlite3.Connection, forms: Sequence[str]) -> list[ArticleNumber]:
    conditions, values = [], []
    for number, form in enumerate(forms, 1):
        field = "lower({})" if _is_small(form) else "{}"
        conditions += [f"instr({field.format(part)}, ?{number})" for part in ("text", "title")]
        values.append(_sure_part(form))
    found = db.execute(f"SELECT number FROM articles WHERE {' OR '.join(conditions)}", values)
    return [ArticleNumber(row[0]) for row in found]


def _read_through(db: sqlite3.Connection, forms: Sequence[str], newest: ArticleNumber) -> list[ArticleNumber]:
    words, found, last = WholeWords(forms), list[ArticleNumber](), ArticleNumber(0)
    while last < newest:
        texts = db.execute(
            "SELECT number, title, text FROM articles WHERE number > ? ORDER BY number LIMIT ?", (last, TEXTS_AT_ONCE)
        ).fetchall()
        if not texts:
            break
        found += [number for number, title, text in texts if words.found_in(title) or words.found_in(text)]
        last = texts[-1][0]
    return found


def _is_small(form: str) -> bool:
    return form == form.lower() and not has_no_spaces(form)


def _sure_part(form: str) -> str:
    """The longest part of it that stands in a text as it stands here; empty where that tells too little."""
    words = " ".join(plain(form).split())
    parts = (_SURE_SMALL if _is_small(form) else _SURE).findall(words)
    longest = max((part.strip() for part in parts), key=len, default="")
    return longest if len(longest) >= LEAST_ASKED or longest == words else ""
