"""Puts conditions into a typed query and takes them out again. Works on the text alone, and knows no index.

Every change is read back: it counts only if all else in the query still means what it meant.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from reader.articles.folding import fold_label
from reader.search.query import LONGEST, parse_query
from reader.search.query_nodes import And, Condition, FromSource, Node, Not, Or, Phrase, Word, join
from reader.search.query_parser import TYPED_QUOTES, Piece
from reader.search.words import HEBREW_QUOTE, find_words, fold

_PLAIN_QUOTES = str.maketrans(TYPED_QUOTES)
_QUOTE = re.compile(f'(?!{HEBREW_QUOTE})"')
_AND_BEFORE = re.compile(r"(?:^|(?<=\s))AND\s*$")
_AND_AFTER = re.compile(r"^\s*AND(?=\s|$)")
_LOOSE_END = re.compile(r"(?:(?:^|(?<=[\s)\"]))(?:AND|OR|NOT|-)\s*)+$")


def quoted(field: str, value: str) -> str:
    """A condition with its value in quotes: `person:"Gen Nakatani"`. Quotes within the value become spaces."""
    plain = _QUOTE.sub(" ", value.translate(_PLAIN_QUOTES))
    return f'{field}:"{" ".join(plain.split())}"'


def with_condition(query: str, condition: str) -> str:
    """The query with this condition at its end; the same query if it is there, or if it would become too long.

    An open quote or parenthesis is closed, and a query of alternatives is put in parentheses before.
    """
    wanted = parse_query(condition).root
    if wanted is None or has_condition(query, condition):
        return query
    root = parse_query(query).root
    if root is None:
        return condition.strip()
    expected = _all((root, wanted))
    tidy = _LOOSE_END.sub("", query.rstrip()).rstrip() or query.strip()
    texts = (query.strip(), tidy, _closed(tidy), _closed(query.strip()))
    befores = [each for text in texts for each in (text, f"({text})")]
    changed = [f"{before} {after}" for before in befores for after in (condition.strip(), f"({condition.strip()})")]
    return _best((text for text in changed if has_condition(text, condition)), expected, query)


def without_condition(query: str, condition: str) -> str:
    """The query without this condition, wherever it stands among those that must all be so; else the same query.

    Parentheses around all of the rest, and an AND that joined the two, go with it.
    """
    wanted = _keys(parse_query(condition).root)
    while wanted:
        pieces = parse_query(query).pieces
        at = next((at for at, piece in enumerate(pieces) if _key(piece.node) in wanted), -1)
        if at < 0:
            break
        rest = _all(piece.node for place, piece in enumerate(pieces) if place != at)
        changed = _cut(query, pieces[at], rest)
        if changed == query:
            break
        query = changed
    return query


def has_condition(query: str, condition: str) -> bool:
    """Whether the query asks for this condition, however it is written, among what must all be so."""
    wanted = _keys(parse_query(condition).root)
    return bool(wanted) and wanted <= {_key(piece.node) for piece in parse_query(query).pieces}


def conditions_of(query: str) -> tuple[str, ...]:
    """The conditions of the query that must all be so, as they stand there: all but plain words and parentheses."""
    return tuple(query[piece.start : piece.end].strip() for piece in parse_query(query).pieces if _fielded(piece.node))


def _fielded(node: Node) -> bool:
    match node:
        case Not(part):
            return _fielded(part)
        case Word() | Phrase():
            return bool(node.field)
    return not isinstance(node, And | Or)


def _cut(query: str, piece: Piece, rest: Node | None) -> str:
    """The query without this piece, if what is left can be written so that it means the rest."""
    if rest is None:
        return ""
    before, after = query[: piece.start], query[piece.end :]
    joined = _AND_BEFORE.sub("", before)
    loose = (joined, after) if joined != before else (before, _AND_AFTER.sub("", after))
    changed = []
    for first, last in (loose, (before, after)):
        text = f"{first.rstrip()} {last.lstrip()}".strip()
        opened = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
        changed += [opened, text, f"({first.strip()}) {last.strip()}"]
    return _best(changed, rest, query)


def _closed(text: str) -> str:
    """The text with what was left open closed at its end."""
    parts = _QUOTE.split(text.translate(_PLAIN_QUOTES))
    missing = 0
    for sign in "".join(parts[::2]):  # outside quotes
        missing = missing + 1 if sign in "(（" else max(0, missing - (sign in ")）"))
    return text + '"' * (len(parts) % 2 == 0) + ")" * missing


def _best(texts: Iterable[str], meant: Node | None, otherwise: str) -> str:
    """The first of the texts that means this without a problem, or else that with the least to say of it."""
    fitting: list[tuple[int, str]] = []
    for text in texts:
        query = parse_query(text)
        if query.root == meant and len(text) <= LONGEST:
            if not query.problem:
                return text
            fitting.append((len(query.problem), text))
    return min(fitting, key=lambda each: each[0], default=(0, otherwise))[1]


def _all(parts: Iterable[Node]) -> Node | None:
    return join(And, list(parts))


def _keys(node: Node | None) -> set[Node]:
    if node is None:
        return set()
    return {_key(part) for part in (node.parts if isinstance(node, And) else (node,))}


def _key(node: Node) -> Node:
    """The same for conditions that differ in case, accents and punctuation only."""
    match node:
        case Condition(field="tag", value=value):
            return replace(node, value=fold_label(value))  # signs count: C++ and C are two tags
        case Condition():
            return replace(node, value=_compared(node.value))
        case FromSource(name):
            return FromSource(_compared(name))
        case Not(part):
            return Not(_key(part))
    return node


def _compared(value: str) -> str:
    return " ".join(fold(word) for word in find_words(value))
