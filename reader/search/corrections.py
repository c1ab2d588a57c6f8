"""What a query without hits may have meant."""

import re

from reader.search.completion import nearest_word
from reader.search.dictionary import encoded
from reader.search.query import And, Node, Or, Phrase, Word, parse_query
from reader.search.snapshot import Snapshot
from reader.search.stems import STEMMED, stem
from reader.search.words import find_words, fold, is_run


def corrected(typed: str, snapshot: Snapshot) -> str:
    """The query with each word that stands nowhere replaced by a near one that does; empty when there is none."""
    text = typed
    for word in _asked(parse_query(typed).root):
        folded = fold(word)
        if not folded or is_run(word) or _stands_somewhere(folded, snapshot):
            continue
        near = nearest_word(snapshot.parts, folded)
        if near:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near.replace("\\", ""), text)
    return text if text != typed else ""


def _asked(node: Node | None) -> list[str]:
    """The words that must be there as they are."""
    match node:
        case Word(text, _, prefix=False, edits=0) | Phrase(text):
            return find_words(text)
        case And(parts) | Or(parts):
            return [word for part in parts for word in _asked(part)]
    return []  # what must not be there may be spelled in any way


def _stands_somewhere(folded: str, snapshot: Snapshot) -> bool:
    if any(part.segment.words.find(encoded(folded)) >= 0 for part in snapshot.parts):
        return True
    languages = {language for part in snapshot.parts for language in part.stemmed_as if language in STEMMED}
    return any(
        part.segment.words.with_stem(stem(folded, language), language)
        for part in snapshot.parts
        for language in languages
    )
