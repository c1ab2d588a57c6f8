"""A query in words, for the line under the search box, and the help text of what can be typed there."""

from reader.search.query import And, Condition, Dated, Node, Not, Or, Phrase, Word

QUERY_HELP: tuple[tuple[str, str], ...] = (  # what to type, and what it finds
    ("space cooperation", "articles with both words, in any of their forms"),
    ('"space cooperation"', "the words next to each other"),
    ('"space cooperation"~5', "the words near each other, at most five others between them, in any order"),
    ("coop*", "words that begin with these letters"),
    ("radar OR missile", "articles with one of the words, or both"),
    ("radar -missile", "articles with the first word and without the second; NOT does the same"),
    ("(radar OR missile) launch", "parentheses keep together what belongs together"),
    ("title:radar", "the word in the title; also lead: source: and author:"),
    ('person:"Gen Nakatani"', "articles that name this person; also place: and org:"),
    ("is:bookmarked", "your bookmarks; also is:unread and is:read"),
    ("date:2025-09", "published in that month; a year or a day works the same"),
    ("date:2025-09-01..2025-09-30", "published from one day to another; either end may be left open"),
    ("date:>2025-06", "published after that month; < means before"),
)

_PLACES = {
    "title": "in the title",
    "lead": "in the first paragraph",
    "source": "in the name of the source",
    "author": "in the name of the author",
}
_NAMING = {"person": "a person", "place": "a place", "org": "an organisation", "entity": "somebody or something called"}

_MOST_LISTED = 12  # words named of a long query
_PUNCTUATION = ".,;:!?*"


def in_words(root: Node | None) -> str:
    """E.g. `articles with “space” and “cooperation”, naming a person “Nakatani”`. Empty for an empty query."""
    return f"articles {_clause(root)}" if root is not None else ""


def _clause(node: Node) -> str:
    match node:
        case Word() | Phrase():
            return f"with {_thing(node)}"
        case Dated(span):
            return f"published {span.words}"
        case Condition("is", value):
            return f"that are {value}"
        case Condition(field, value):
            return f"naming {_NAMING[field]} “{value}”"
        case Not(part):
            return _negated(part)
        case Or(parts):
            return f"with {_listed(parts, 'or')}" if _all_things(parts) else " or ".join(map(_grouped, parts))
        case And(parts):
            return _all_of(parts)


def _negated(node: Node) -> str:
    match node:
        case Condition("is", value):
            return f"that are not {value}"
        case Word() | Phrase():
            return f"without {_thing(node)}"
        case Or(parts) if _all_things(parts):
            return f"without {_listed(parts, 'or')}"
    return f"not {_grouped(node)}"


def _all_of(parts: tuple[Node, ...]) -> str:
    things = [part for part in parts if isinstance(part, Word | Phrase)]
    without = [part.part for part in parts if isinstance(part, Not) and isinstance(part.part, Word | Phrase)]
    clauses = [f"with {_listed(tuple(things), 'and')}"] if things else []
    for part in parts:
        if isinstance(part, Or):
            clauses.append(_clause(part) if _all_things(part.parts) else _grouped(part))
        elif not isinstance(part, Word | Phrase) and not (isinstance(part, Not) and part.part in without):
            clauses.append(_clause(part))
    if without:
        clauses.append(f"without {_listed(tuple(without), 'or')}")
    return ", ".join(clauses)


def _grouped(node: Node) -> str:
    compound = isinstance(node, And) or (isinstance(node, Or) and not _all_things(node.parts))
    return f"({_clause(node)})" if compound else _clause(node)


def _all_things(parts: tuple[Node, ...]) -> bool:
    return all(isinstance(part, Word | Phrase) for part in parts)


def _listed(parts: tuple[Node, ...], joint: str) -> str:
    things = [_thing(part) for part in parts if isinstance(part, Word | Phrase)]
    if len(things) > _MOST_LISTED:
        things[_MOST_LISTED:] = [f"{len(things) - _MOST_LISTED} more"]
    return f" {joint} ".join(filter(None, (", ".join(things[:-1]), things[-1])))


def _thing(node: Word | Phrase) -> str:
    text = " ".join(node.text.split()).strip(_PUNCTUATION)
    if isinstance(node, Word):
        thing = f"words beginning “{text}”" if node.prefix else f"“{text}{'…' if node.unfinished else ''}”"
    elif node.near is not None:
        thing = f"the words “{text}” near each other"
    else:
        thing = f"the phrase “{text}{'…' if node.unfinished else ''}”" if " " in text else f"“{text}”"
    return f"{thing} {_PLACES[node.field]}" if node.field else thing
