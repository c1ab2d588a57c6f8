"""What was typed -> a query as values. Whatever the text is, it is read as far as possible; `problem` says how."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from reader.search.query_nodes import (
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
    UnknownConditionError,
    Word,
    join,
)
from reader.search.query_parser import LONGEST, Parser, Piece
from reader.search.words import find_words, fold, is_run

__all__ = [
    "HAVING",
    "LONGEST",
    "NAME_FIELDS",
    "And",
    "Condition",
    "Dated",
    "FromSource",
    "Having",
    "InLanguage",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Piece",
    "Query",
    "UnknownConditionError",
    "Word",
    "join",
    "map_conditions",
    "parse_query",
    "words_instead",
]

_SHORTEST_BEGINNING = 3  # letters; fewer begin too many words to help


@dataclass(frozen=True, slots=True)
class Query:
    root: Node | None  # None: nothing to look for
    problem: str = ""
    pieces: tuple[Piece, ...] = ()  # what stands at the top, in the order typed; together they are the root


def parse_query(typed: str, *, typing: bool = False, today: date | None = None) -> Query:
    """Read what was typed. Never fails. While `typing`, what is only unfinished is not called a problem.

    While typing, the word at the very end counts also as the beginning of one; with fewer than three letters only of
    one in a title, because in texts nearly everything would be found, and not at once. Dates such as `last week` count
    from `today`.
    """
    parser = Parser(typed, typing=typing, today=today or date.today())
    root = parser.parse()
    if typing and root is not None and (last := _last_word(parser.ending)):
        root = _unfinished(root, short=not is_run(last) and len(fold(last)) < _SHORTEST_BEGINNING)
    return Query(root, " ".join(dict.fromkeys(parser.problems)), tuple(parser.pieces))


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
            return join(type(node), found)
        case Word() | Phrase() | Dated() | FromSource() | InLanguage() | Having():
            return node


def words_instead(condition: Condition) -> Node | None:
    """A condition that means nothing, read as plain words."""
    return join(And, [Word(word) for word in (condition.field, *find_words(condition.value))])


def _last_word(ending: str) -> str:
    """The word at the very end, which may go on; empty where there is none."""
    words = find_words(ending)
    return words[-1] if words and ending.endswith(words[-1]) else ""


def _unfinished(node: Node, *, short: bool) -> Node:
    """The same query, where the word typed last may go on; `short`: it has few letters yet."""
    match node:
        case Word(prefix=False, edits=0, field="") if short:
            return Or((node, replace(node, field="title", prefix=True)))
        case Word(prefix=False, edits=0, field=field) if not short or field == "title":
            return replace(node, unfinished=True)
        case Phrase(near=None) if not short:
            return replace(node, unfinished=True)
        case And(parts) | Or(parts):
            return type(node)((*parts[:-1], _unfinished(parts[-1], short=short)))
    return node  # what must not be there is not guessed further
