"""What was typed -> a query as values. Whatever the text is, it is read as far as possible; `problem` says how.

The grammar, in the order of binding: NOT or `-`, then AND (also where nothing stands between two words), then OR.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.search.query_dates import DateSpan, parse_dates
from reader.search.words import HEBREW_QUOTE, find_words

LONGEST = 2_000  # characters; nobody types that much, and a pasted article is not a question
_DEEPEST = 40  # parentheses within parentheses

TEXT_FIELDS = ("title", "lead", "source", "author")
CONDITION_FIELDS = ("person", "place", "org", "is", "entity")
_FIELDS = {*TEXT_FIELDS, *CONDITION_FIELDS, "date"}

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』", '"') | {"（": "(", "）": ")", "：": ":", "＊": "*"})
_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"([A-Za-z]+):")
_CHUNK = re.compile(f'(?:[^\\s()"]|{HEBREW_QUOTE})+')
_NEAR = re.compile(r"~(\d{1,3})?(?![^\s()])")
_OPERATORS = {"AND", "OR", "NOT"}


class UnknownConditionError(Exception):
    """The value of a condition means nothing, as in `is:purple`. The message says so in the reader's words."""


@dataclass(frozen=True, slots=True)
class Word:
    """Words typed without a space between them: all of them, next to each other."""

    text: str
    field: str = ""  # empty: title, text and author
    prefix: bool = False  # the last one is the beginning of a word
    unfinished: bool = False  # the last one is a word, or the beginning of one


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: next to each other, or with `near` at most so many others between them, in any order."""

    text: str
    field: str = ""
    near: int | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    span: DateSpan


@dataclass(frozen=True, slots=True)
class Condition:
    """What the index cannot answer itself, e.g. `person:"Gen Nakatani"`; the field is in lower case."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]


Node = Word | Phrase | Dated | Condition | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    root: Node | None  # None: nothing to look for
    problem: str = ""


def parse_query(typed: str, *, typing: bool = False) -> Query:
    """Read what was typed. Never fails. While `typing`, what is only unfinished is not called a problem."""
    parser = _Parser(typed, typing)
    root = parser.parse()
    if typing and root is not None and find_words(typed[-1:]):
        root = _unfinished(root)
    return Query(root, " ".join(dict.fromkeys(parser.problems)))


def map_conditions(node: Node, change: Callable[[Condition], Node | None]) -> Node | None:
    """The same query with each condition replaced; None drops it."""
    match node:
        case Condition():
            return change(node)
        case Not(part):
            kept = map_conditions(part, change)
            return None if kept is None else Not(kept)
        case And(parts) | Or(parts):
            found = [kept for part in parts if (kept := map_conditions(part, change)) is not None]
            return _join(type(node), found)
    return node


def words_instead(condition: Condition) -> Node | None:
    """A condition that means nothing, read as plain words."""
    return _join(And, [Word(word) for word in (condition.field, *find_words(condition.value))])


def _join(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    flat = [each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _unfinished(node: Node) -> Node:
    """The same query, where the word typed last may go on."""
    match node:
        case Word(prefix=False) | Phrase(near=None):
            return replace(node, unfinished=True)
        case And(parts) | Or(parts):
            return type(node)((*parts[:-1], _unfinished(parts[-1])))
    return node  # what must not be there is not guessed further


class _Parser:
    """Recursive descent over the text itself. One use only."""

    def __init__(self, typed: str, typing: bool) -> None:
        self.problems: list[str] = []
        self._typing = typing
        self._at = 0
        self._open = 0  # parentheses
        self._field = ""  # of the parentheses we are in
        self._text = typed.translate(_QUOTES)
        if len(typed) > LONGEST:
            cut = self._text[:LONGEST]
            self._text = cut.rpartition(" ")[0] or cut
            self._problem(f"Only the first {LONGEST:,} characters were read.")

    def parse(self) -> Node | None:
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
        return _join(And, found)

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
        match = _CHUNK.match(self._text, self._at)
        return match[0] if match and match[0] in _OPERATORS else ""

    def _skip_space(self) -> None:
        if match := _SPACE.match(self._text, self._at):
            self._at = match.end()

    def _either(self) -> Node | None:
        """Parts with OR between them, up to the end or to a closing parenthesis."""
        parts = [self._all()]
        while self._peek_operator() == "OR":
            self._at += 2
            parts.append(self._all())
        if len(parts) > 1 and None in parts:
            self._problem("An OR with nothing beside it was left out.", only_unfinished=parts[0] is not None)
        return _join(Or, [part for part in parts if part is not None])

    def _all(self) -> Node | None:
        """Parts that must all be there, with or without AND between them."""
        parts: list[Node] = []
        dangling = False
        while True:
            operator = self._peek_operator()
            if operator == "OR" or self._at >= len(self._text) or self._text[self._at] == ")":
                break
            if operator == "AND":
                self._at += 3
                if dangling or not parts:
                    self._problem("An AND with nothing beside it was left out.")
                dangling = True
                continue
            if (part := self._part()) is not None:
                parts.append(part)
                dangling = False
        if dangling and parts:
            self._problem("An AND with nothing beside it was left out.", only_unfinished=True)
        return _join(And, parts)

    def _part(self) -> Node | None:
        """One word, phrase, condition or parenthesis, with the NOTs and minus signs before it."""
        negated = False
        before = self._at
        while True:
            if self._peek_operator() == "NOT":
                self._at += 3
            elif not (self._text.startswith("-", self._at) and self._text[self._at + 1 : self._at + 2].strip(" )")):
                break
            else:
                self._at += 1
            negated = not negated
        self._skip_space()
        if self._peek_operator() or self._at >= len(self._text) or self._text[self._at] == ")":
            if self._at > before and self._text[before : self._at].strip(" -"):
                self._problem("A NOT with nothing after it was left out.", only_unfinished=True)
            return None
        node = self._atom()
        return Not(node) if negated and node is not None else node

    def _atom(self) -> Node | None:
        if self._take("("):
            return self._parenthesis(self._field)
        if self._take('"'):
            return self._phrase(self._field)
        if match := _FIELD.match(self._text, self._at):
            name = match[1].lower()
            if name in _FIELDS:
                self._at = match.end()
                return self._fielded(name, match[0])
            if _CHUNK.match(self._text, match.end()):
                self._problem(f"There is no field “{match[0]}”, so it was read as words.")
        return self._word(self._field)

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

    def _quoted(self) -> str:
        """What stands up to the closing quote, or to the end."""
        end = next(
            (m.start() for m in re.compile('"').finditer(self._text, self._at) if not self._inside(m.start())), -1
        )
        if end < 0:
            self._problem("A quote was never closed; it was closed at the end.", only_unfinished=True)
            end = len(self._text)
        text = self._text[self._at : end]
        self._at = min(end + 1, len(self._text))
        return text

    def _inside(self, at: int) -> bool:
        return re.compile(HEBREW_QUOTE).match(self._text, at) is not None

    def _phrase(self, field: str) -> Node | None:
        text = self._quoted()
        near = None
        if match := _NEAR.match(self._text, self._at):
            self._at = match.end()
            near = int(match[1] or 10)
        return Phrase(text, field, near) if find_words(text) else None

    def _word(self, field: str) -> Node | None:
        match = _CHUNK.match(self._text, self._at)
        if match is None:  # cannot happen after the checks above, but a parser must always move on
            self._at += 1
            return None
        self._at = match.end()
        chunk = match[0]
        prefix = chunk.endswith("*") and chunk[-2:-1].isalnum()
        if "*" in chunk.rstrip("*"):
            self._problem("A “*” stands for the rest of a word, at its end; elsewhere it was left out.")
        return Word(chunk.rstrip("*"), field, prefix) if find_words(chunk) else None

    def _fielded(self, name: str, shown: str) -> Node | None:
        self._skip_space()
        if self._at >= len(self._text) or self._text[self._at] == ")" or self._peek_operator():
            self._problem(f"“{shown}” needs a word after it, and was left out.", only_unfinished=True)
            return None
        if name in TEXT_FIELDS:
            if self._take("("):
                return self._parenthesis(name)
            return self._phrase(name) if self._take('"') else self._word(name)
        value = self._value()
        if name != "date":
            return self._condition(name, value, shown)
        if span := parse_dates(value):
            return Dated(span)
        self._problem(f"“{value}” is not a date such as 2025, 2025-09 or 2025-09-08, so it was read as words.")
        return Word(value) if find_words(value) else None

    def _condition(self, name: str, value: str, shown: str) -> Node | None:
        if find_words(value):
            return Condition(name, value)
        self._problem(f"“{shown}” needs a word after it, and was left out.", only_unfinished=True)
        return None

    def _value(self) -> str:
        """What stands after the colon of a condition: a quoted text or one chunk, spaces folded."""
        if self._take('"'):
            return " ".join(self._quoted().split())
        match = _CHUNK.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match[0]
