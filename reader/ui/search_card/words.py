"""What a suggestion says in words, and which part of it was typed."""

import unicodedata
from collections.abc import Iterable

from reader.articles.article import Span
from reader.entities.mention import EntityKind
from reader.tasks.suggest import Suggestion, SuggestionKind
from reader.ui.dates import short_date

KIND_WORDS = {
    EntityKind.PERSON: "person",
    EntityKind.PLACE: "place",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.OTHER: "other name",
}
MEANT = "Did you mean “", "”?"


def row_words(suggestion: Suggestion) -> str:
    """The words the row begins with."""
    return suggestion.text.join(MEANT) if suggestion.kind is SuggestionKind.MEANT else suggestion.text


def kind_words(suggestion: Suggestion) -> str:
    """The kind of a name; nothing for what is no name."""
    return KIND_WORDS[suggestion.entity] if suggestion.entity is not None else ""


def detail_words(suggestion: Suggestion) -> str:
    """What stands at the end of the row."""
    match suggestion.kind:
        case SuggestionKind.NAME | SuggestionKind.WORD | SuggestionKind.TAG:
            return "1 article" if suggestion.articles == 1 else f"{suggestion.articles:,} articles"
        case SuggestionKind.TITLE:
            return f"article · {short_date(suggestion.published)}" if suggestion.published else "article"
        case SuggestionKind.SAVED:
            return "saved search"
        case SuggestionKind.EARLIER:
            return "earlier search"
        case SuggestionKind.MEANT:
            return ""


def in_words(suggestion: Suggestion) -> str:
    """The whole row for a screen reader: "Gen Nakatani, person, 23 articles"."""
    return ", ".join(filter(None, (row_words(suggestion), kind_words(suggestion), detail_words(suggestion))))


def emphasised(suggestion: Suggestion) -> list[Span]:
    """The parts of `row_words` that were typed, in order; of what was meant, the query itself."""
    if suggestion.kind is SuggestionKind.MEANT:
        return [Span(len(MEANT[0]), len(MEANT[0]) + len(suggestion.text))]
    return typed_parts(suggestion.text, suggestion.typed)


def typed_parts(text: str, typed: Iterable[str]) -> list[Span]:
    """Where each of the typed words stands in the text, whatever case and accents; at best where a word begins.

    The parts do not overlap and come in order; a word that stands nowhere, because another form of it does, has none.
    """
    plain = _plain(text)
    parts: list[Span] = []
    for word in sorted({_plain(word) for word in typed if word}, key=len, reverse=True):
        places = [at for at in range(len(plain)) if plain.startswith(word, at)]
        first = next((at for at in places if not plain[at - 1 : at].isalnum()), places[0] if places else None)
        if first is not None and all(first >= part.end or first + len(word) <= part.start for part in parts):
            parts.append(Span(first, first + len(word)))
    return sorted(parts, key=lambda part: part.start)


def _plain(text: str) -> str:
    """The text without case and accents, each character in its place."""
    if text.isascii():
        return text.lower()
    return "".join((unicodedata.normalize("NFKD", character).casefold() or character)[0] for character in text)
