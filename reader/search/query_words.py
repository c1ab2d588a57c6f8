"""A query in words, for the line under the search box, and the help text of what can be typed there."""

from reader.search.query_languages import language_in_words
from reader.search.query_nodes import (
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
)

QUERY_HELP: tuple[tuple[str, str], ...] = (  # what to type, and what it finds
    ("space cooperation", "articles with both words, in any of their forms"),
    ('"space cooperation"', "the words next to each other"),
    ('"space cooperation"~5', "the words near each other, at most five others between them, in any order"),
    ("coop*", "words that begin with these letters"),
    ("cooperaton~", "words spelled nearly so; ~1 and ~2 say how many letters may differ"),
    ("radar OR missile", "articles with one of the words, or both"),
    ("radar -missile", "articles with the first word and without the second; NOT does the same"),
    ("(radar OR missile) launch", "parentheses keep together what belongs together"),
    ("title:radar", "the word in the title; also lead: author: and source:"),
    ('source:"Diplomacy desk"', "from the source of exactly this name"),
    ('person:"Gen Nakatani"', "articles that name this person; also place: org: and, for any name, name:"),
    ("has:person", "articles that name anybody; also has:place has:org has:name has:date has:author has:link"),
    ("tag:water", 'articles you tagged so; tag:"climate policy" for several words, tag:wat* for all that begin so'),
    ("note:flood", "the word in your notes and highlighted passages; has:tag has:note has:highlight for any"),
    ("is:bookmarked", "your bookmarks; also is:unread and is:read"),
    ("lang:German", "articles in this language; lang:de does the same"),
    ("date:2025-09", "published in that month; a year, a day or September 2025 work the same"),
    ("date:2025-09-01..2025-09-30", "published from one day to another; either end may be left open"),
    ("date:>2025-06", "published after that month; < means before"),
    ("date:last week", "also today, yesterday, this month, last year, last 30 days"),
    ("added:today", "added to your library then; takes the same dates"),
)

_PLACES = {
    "title": "in the title",
    "lead": "in the first paragraph",
    "source": "in the name of the source",
    "author": "in the name of the author",
}
_NAMING = {"person": "a person", "place": "a place", "org": "an organisation", "name": "somebody or something called"}
_NAMING_EXACTLY = {"person": "the person", "place": "the place", "org": "the organisation"}
_HAVING = {
    "person": "naming a person",
    "place": "naming a place",
    "organisation": "naming an organisation",
    "other": "naming something that is no person, place or organisation",
    "name": "naming anybody or anything",
    "date": "with a date",
    "author": "with an author",
    "source": "with a source",
}
_WITH = {
    "note": "with a note",
    "highlight": "with a highlight",
    "tag": "with a tag",
    "link": "with a list of related articles",
}

_MOST_LISTED = 12  # words named of a long query
_PUNCTUATION = ".,;:!?*"


def in_words(root: Node | None) -> str:
    """E.g. `articles with “space” and “cooperation”, naming a person “Nakatani”`. Empty for an empty query."""
    return f"articles {_clause(root)}" if root is not None else ""


def _clause(node: Node) -> str:
    match node:
        case Word() | Phrase():
            return f"with {_thing(node)}"
        case Dated(span, field):
            return f"{'added' if field == 'added' else 'published'} {span.words}"
        case FromSource(name):
            return f"from “{name}”"
        case InLanguage(code):
            return f"in {language_in_words(code)}"
        case Having(what):
            return _HAVING[what]
        case Condition():
            return _condition(node)
        case Not(part):
            return _negated(part)
        case Or(parts):
            return f"with {_listed(parts, 'or')}" if _all_things(parts) else " or ".join(map(_grouped, parts))
        case And(parts):
            return _all_of(parts)


def _condition(node: Condition) -> str:
    value = node.value
    match node.field:
        case "is":
            return f"that are {value}"
        case "has":
            return _WITH.get(value, f"that have “{value}”")
        case "tag":
            return f"tagged “{value}”" if node.exact else f"with a tag beginning “{value}”"
        case "note":
            begun = "" if node.exact else "words beginning "
            return f"with {begun}“{value}” in notes or highlights"
    naming = _NAMING_EXACTLY.get(node.field) if node.exact else None
    return f"naming {naming or _NAMING[node.field]} “{value}”"


def _negated(node: Node) -> str:
    clause = _grouped(node)
    for positive, negative in (("with ", "without "), ("that are ", "that are not ")):
        if clause.startswith(positive):
            return negative + clause.removeprefix(positive)
    return f"not {clause}"


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
        begun = f"words beginning “{text}”" if node.prefix else f"“{text}{'…' if node.unfinished else ''}”"
        thing = f"words like “{text}”" if node.edits else begun
    elif node.near is not None:
        thing = f"the words “{text}” near each other"
    else:
        thing = f"the phrase “{text}{'…' if node.unfinished else ''}”" if " " in text else f"“{text}”"
    return f"{thing} {_PLACES[node.field]}" if node.field else thing
