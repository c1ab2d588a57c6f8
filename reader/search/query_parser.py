"""Reads the text of a query, from left to right, whatever it is.

The grammar, in the order of binding: NOT or `-`, then AND (also where nothing stands between two words), then OR.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reader.search.query_dates import begins_date, parse_dates
from reader.search.query_languages import begins_language, language_code
from reader.search.query_nodes import (
    ANNOTATION_FIELDS,
    HAVING,
    NAME_FIELDS,
    And,
    Condition,
    Dated,
    FromSource,
    Having,
    InLanguage,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    join,
)
from reader.search.words import HEBREW_QUOTE, find_words, fold, is_run

LONGEST = 2_000  # characters; nobody types that much, and a pasted article is not a question
_DEEPEST = 40  # parentheses within parentheses
_MOST_EDITS = 2
_LONGEST_DATE = 7  # words: `8 September 2025 .. 30 September 2025`

_TEXT_FIELDS = ("", "title", "lead", "source", "author")
_DATE_FIELDS = ("date", "added")
_FIELDS = {*_TEXT_FIELDS, *_DATE_FIELDS, *NAME_FIELDS, "is", "has", *ANNOTATION_FIELDS, "lang"}
_OTHER_NAMES = {
    **{"entity": "name", "language": "lang", "published": "date", "tagged": "tag", "notes": "note"},
    **dict.fromkeys(("organisation", "organization"), "org"),
}
_HAVING = {
    **dict.fromkeys(("org", "organization", "orgs", "organisations", "organizations"), "organisation"),
    **dict.fromkeys(("people", "persons"), "person"),
    **dict.fromkeys(("entity", "entities"), "name"),
    **{f"{what}s": what for what in ("place", "name", "date", "author", "source", "note", "highlight", "tag", "link")},
}

TYPED_QUOTES = dict.fromkeys("“”„‟«»＂「」『』", '"')
"""Marks that count as the plain quotation mark."""
_PLAIN = str.maketrans(TYPED_QUOTES | {"（": "(", "）": ")", "：": ":", "＊": "*", "～": "~"})
_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"([A-Za-z]+):")
_CHUNK = re.compile(f'(?:[^\\s()"]|{HEBREW_QUOTE})+')
_QUOTE = re.compile(f'(?!{HEBREW_QUOTE})"')
_NEAR = re.compile(r"~(\d{1,3})?(?![^\s()])")
_FUZZY = re.compile(r"(.+)~(\d*)", re.DOTALL)
_OPERATOR = re.compile(r'(?:AND|OR|NOT)(?![^\s()"])')


class Piece(NamedTuple):
    """A part of the text that stands for itself at the top of the query: all of them must be so."""

    start: int
    end: int
    node: Node


class Parser:
    """Recursive descent over the text itself. One use only."""

    def __init__(self, typed: str, *, typing: bool, today: date) -> None:
        self.problems: list[str] = []
        self.pieces: list[Piece] = []
        self.ending = ""  # the word or open phrase the text ends with, while typing
        self._typing = typing
        self._today = today
        self._at = 0
        self._open = 0  # parentheses
        self._field = ""  # of the parentheses we are in
        self._text = typed.translate(_PLAIN)
        if len(typed) > LONGEST:
            cut = self._text[:LONGEST]
            self._text = cut.rpartition(" ")[0] or cut
            self._typing = False  # what is cut off there goes on
            self._problem(f"Only the first {LONGEST:,} characters were read.")

    def parse(self) -> Node | None:
        """All of it. Afterwards `problems`, `pieces` and `ending` say the rest."""
        found: list[Node] = []
        while True:
            node = self._either()
            if node is not None:
                found.append(node)
            if not self._take(")"):
                break
            self._problem("A “)” without a “(” was left out.")
        if not found and self._text.strip() and not self.problems and not self._typing:
            self._problem("There is no word in it to look for.")
        return join(And, found)

    def _problem(self, words: str, *, only_unfinished: bool = False) -> None:
        if not (only_unfinished and self._typing):
            self.problems.append(words)

    def _take(self, what: str) -> bool:
        if self._text.startswith(what, self._at):
            self._at += len(what)
            return True
        return False

    def _peek_operator(self) -> str:
        """The operator that comes next, or an empty text."""
        self._skip_space()
        match = _OPERATOR.match(self._text, self._at)
        return match[0] if match else ""

    def _skip_space(self) -> None:
        if match := _SPACE.match(self._text, self._at):
            self._at = match.end()

    def _nothing_left(self) -> bool:
        return self._at >= len(self._text) or self._text[self._at] == ")"

    def _either(self) -> Node | None:
        """Parts with OR between them, up to the end or to a closing parenthesis."""
        self._skip_space()
        start, before = self._at, len(self.pieces)
        parts = [self._all()]
        while self._peek_operator() == "OR":
            self._at += 2
            parts.append(self._all())
        found = [part for part in parts if part is not None]
        if len(found) < len(parts) and len(parts) > 1:
            self._problem("An OR with nothing beside it was left out.", only_unfinished=parts[0] is not None)
        node = join(Or, found)
        if len(found) > 1 and node is not None and not self._open:
            self.pieces[before:] = [Piece(start, self._at, node)]
        return node

    def _all(self) -> Node | None:
        """Parts that must all be there, with or without AND between them."""
        parts: list[Node] = []
        dangling = False
        while True:
            operator = self._peek_operator()
            if operator == "OR" or self._nothing_left():
                break
            if operator == "AND":
                self._at += 3
                if dangling or not parts:
                    self._problem("An AND with nothing beside it was left out.")
                dangling = True
                continue
            start = self._at
            if (part := self._part()) is not None:
                parts.append(part)
                dangling = False
                if not self._open:
                    self.pieces.append(Piece(start, self._at, part))
        if dangling and parts:
            self._problem("An AND with nothing beside it was left out.", only_unfinished=True)
        return join(And, parts)

    def _part(self) -> Node | None:
        """One word, phrase, condition or parenthesis, with the NOTs and minus signs before it."""
        negated = False
        before = self._at
        while True:
            if self._peek_operator() == "NOT":
                self._at += 3
            elif self._text.startswith("-", self._at) and self._text[self._at + 1 : self._at + 2].strip(") \t\n"):
                self._at += 1
            else:
                break
            negated = not negated
        if self._peek_operator() or self._nothing_left():
            if self._text[before : self._at].strip(" -"):
                self._problem("A NOT with nothing after it was left out.", only_unfinished=True)
            return None
        node = self._atom()
        return Not(node) if negated and node is not None else node

    def _atom(self) -> Node | None:
        if self._take("("):
            return self._parenthesis(self._field)
        if match := _FIELD.match(self._text, self._at):
            name = match[1].lower()
            name = _OTHER_NAMES.get(name, name)
            if name in _FIELDS:
                self._at = match.end()
                return self._fielded(name, match[0])
            if _CHUNK.match(self._text, match.end()):
                self._problem(f"There is no field “{match[0]}”, so it was read as words.")
        return self._in_field(self._field, f"{self._field}:")

    def _parenthesis(self, field: str) -> Node | None:
        if self._open >= _DEEPEST:
            self._problem("There are too many parentheses within each other; the innermost do not count.")
            return None
        outside, self._field = self._field, field
        self._open += 1
        node = self._either()
        self._open -= 1
        self._field = outside
        if not self._take(")"):
            self._problem("A “(” was never closed; it was closed at the end.", only_unfinished=True)
        return node

    def _fielded(self, name: str, shown: str) -> Node | None:
        """What stands after the colon of a field."""
        if self._peek_operator() or self._nothing_left():
            self._problem(f"“{shown}” needs a word after it, and was left out.", only_unfinished=True)
            return None
        return self._parenthesis(name) if self._take("(") else self._in_field(name, shown)

    def _in_field(self, name: str, shown: str) -> Node | None:
        if name in _TEXT_FIELDS:
            return self._phrase(name) if self._take('"') else self._word(name)
        if name in _DATE_FIELDS:
            return self._dated(name)
        value, quoted = self._value()
        if name in ANNOTATION_FIELDS and value.strip("* "):  # signs and emoji are names of tags, too
            begun = self._take("*") if quoted else value.endswith("*")
            return Condition(name, value.rstrip("*") if begun and not quoted else value, exact=not begun)
        if not find_words(value):
            self._problem(f"“{shown}” needs a word after it, and was left out.", only_unfinished=True)
            return None
        if name == "lang":
            return self._language(value)
        if name == "has":
            what = _HAVING.get(value.lower(), value.lower())
            return Having(what) if what in HAVING else Condition(name, what)
        return Condition(name, value, exact=quoted and name in NAME_FIELDS)

    def _chunk(self) -> str:
        """What stands up to the next space, quote or parenthesis."""
        match = _CHUNK.match(self._text, self._at)
        self._at = match.end() if match else self._at + 1  # a parser must always move on
        return match[0] if match else ""

    def _quoted(self) -> tuple[str, bool]:
        """What stands up to the closing quote, or to the end, spaces folded; whether the quote counts as closed."""
        match = _QUOTE.search(self._text, self._at)
        if match is None:
            self._problem("A quote was never closed; it was closed at the end.", only_unfinished=True)
        text = self._text[self._at : match.start() if match else len(self._text)]
        self._at = match.end() if match else len(self._text)
        return " ".join(text.split()), match is not None or not self._typing

    def _value(self) -> tuple[str, bool]:
        """What stands after the colon of a condition, and whether it stood in quotes."""
        if not self._take('"'):
            return self._chunk(), False
        text, closed = self._quoted()
        if self._near() is not None:
            self._problem("A “~” after a name in quotes was left out.")
        return text, closed

    def _near(self) -> int | None:
        match = _NEAR.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        return int(match[1] or 10)

    def _phrase(self, field: str) -> Node | None:
        text, closed = self._quoted()
        near = self._near()
        if not find_words(text):
            return None
        if field == "source" and near is None and closed:
            return FromSource(text)
        if not closed:
            self._ends_with(text)
        return Phrase(text, field, near)

    def _word(self, field: str) -> Node | None:
        chunk = self._chunk()
        if not find_words(chunk):
            return None
        self._ends_with(chunk)
        fuzzy = _FUZZY.fullmatch(chunk)
        if fuzzy and (words := find_words(fuzzy[1])):
            return Word(self._without_stars(fuzzy[1]), field, edits=self._edits(words, fuzzy[2]))
        text = chunk.rstrip("*")
        prefix = text != chunk and text.endswith(find_words(text)[-1])
        return Word(self._without_stars(text), field, prefix)

    def _without_stars(self, text: str) -> str:
        if "*" in text:
            self._problem("A “*” stands for the rest of a word, at its end; elsewhere it was left out.")
        return text.rstrip("*")

    def _edits(self, words: list[str], asked: str) -> int:
        """How many letters of these words may differ: as many as was asked for, but none of short words."""
        shortest = min(0 if is_run(word) else len(fold(word)) for word in words)
        if shortest < 3:
            self._problem("A “~” after a word of fewer than three letters was left out.")
            return 0
        if not asked:
            return 1 if shortest <= 5 else _MOST_EDITS
        if int(asked) > _MOST_EDITS:
            self._problem("At most two letters of a word may differ.")
        return min(int(asked), _MOST_EDITS)

    def _ends_with(self, text: str) -> None:
        if self._typing and self._at == len(self._text) and not self._text[-1].isspace():
            self.ending = text

    def _dated(self, field: str) -> Node | None:
        start = self._at
        if self._text[start] == '"':
            value, closed = self._value()
            rest = "" if closed else value
            span = parse_dates(value, today=self._today)
        else:
            rest = self._text[start:]
            span = None
            for end in reversed(list(self._chunk_ends())):  # as many words as make a date together
                self._at = end
                if span := parse_dates(self._text[start:end], today=self._today):
                    break
            value = self._text[start : self._at]
        if span:
            return Dated(span, field)
        if self._typing and rest and begins_date(rest):
            self._at = len(self._text)
            return None
        self._problem(f"“{value}” is not a date such as 2025, 2025-09 or last week, so it was read as words.")
        return _as_words(value)

    def _chunk_ends(self) -> Iterator[int]:
        """Where the next chunks end that could belong to one date."""
        at = self._at
        for number in range(_LONGEST_DATE):
            match = _CHUNK.match(self._text, at)
            if match is None or _OPERATOR.match(self._text, at) or (number and match[0].startswith("-")):
                return
            yield match.end()
            space = _SPACE.match(self._text, match.end())
            if space is None:
                return
            at = space.end()

    def _language(self, value: str) -> Node | None:
        if code := language_code(value):
            return InLanguage(code)
        if self._typing and self._at == len(self._text) and begins_language(value):
            return None
        self._problem(f"“{value}” is not a language that is known here, so it was read as words.")
        return _as_words(value)


def _as_words(value: str) -> Node | None:
    if not find_words(value):
        return None
    return Phrase(value) if " " in value else Word(value)
