"""What stands at the end of a query that is being typed, and so may be completed."""

import re
from typing import NamedTuple

from reader.entities.mention import EntityKind
from reader.search.words import HEBREW_QUOTE, find_words

FIELD_OF_KIND = {
    EntityKind.PERSON: "person",
    EntityKind.PLACE: "place",
    EntityKind.ORGANISATION: "org",
    EntityKind.OTHER: "name",
}
KINDS_OF_FIELD = {field: frozenset({kind}) for kind, field in FIELD_OF_KIND.items() if field != "name"} | {
    "name": frozenset(EntityKind)
}
TAG_FIELDS = ("tag", "tagged")
LONGEST_NAME = 3  # words of a name that can have been typed before it is found
LONGEST_READ = 300  # characters; nobody waits for the completion of a pasted text

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』", '"') | {"（": "(", "）": ")", "：": ":", "＊": "*"})
_QUOTE = re.compile(f'(?!{HEBREW_QUOTE})"')
_FIELD_AT_END = re.compile(r"(?<![^\s()-])-?([A-Za-z]+):\s*$")
_CHUNK = re.compile(r"[^\s()]+")
_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_OPERATORS = {"AND", "OR", "NOT"}
_NOT_PLAIN = set(":*~")  # a quote that is left stands inside a Hebrew word


class NameBeginning(NamedTuple):
    """The last words, as the beginning of a name."""

    words: str
    start: int  # what was typed from here on is replaced by the name
    field: str = ""  # the name is asked for by this field already: `person`


class Unfinished(NamedTuple):
    """The end of what was typed. Everything is empty where nothing can be completed."""

    names: tuple[NameBeginning, ...] = ()  # the most words first
    word: str = ""  # the last word, where it may go on
    word_start: int = 0
    plain_words: tuple[str, ...] = ()  # all words that stand for themselves, without fields, quotes and signs
    tag: NameBeginning | None = None  # the name of a tag that is being typed; its words may be empty yet


class _Chunk(NamedTuple):
    text: str
    start: int


def read_unfinished(typed: str) -> Unfinished:
    """What could be completed. Inside a quoted phrase and after a field nothing can, but a name after `person:`."""
    text = typed.translate(_QUOTES)
    if len(text) > LONGEST_READ:
        return Unfinished()
    quotes = [match.start() for match in _QUOTE.finditer(text)]
    if len(quotes) % 2:
        return _in_quotes(text, quotes[-1])
    outside = quotes[-1] + 1 if quotes else 0
    chunks = [_Chunk(match[0], match.start()) for match in _CHUNK.finditer(text, outside)]
    if not chunks or text[-1:] in ("(", ")"):
        return Unfinished()
    last = chunks[-1]
    if field := _FIELD.match(last.text.removeprefix("-")):
        return _after_field(last, field[1].lower(), field[2], finished=text[-1].isspace())
    if not _is_plain(last.text.removeprefix("-")):
        return Unfinished()
    start = last.start + last.text.startswith("-")
    finished = text[-1].isspace()
    return Unfinished(
        names=tuple(_beginnings(text, chunks, start)),
        word="" if finished else text[start:],
        word_start=start,
        plain_words=() if start > last.start else _plain_words(text, quotes),
    )


def _in_quotes(text: str, quote: int) -> Unfinished:
    """Behind a quote that is not closed yet: a name may be meant, if its field says so."""
    field = _FIELD_AT_END.search(text, 0, quote)
    words = " ".join(text[quote + 1 :].split())
    if field is not None and field[1].lower() in TAG_FIELDS:
        return Unfinished(tag=NameBeginning(words, field.start(1), "tag"))
    if field is None or field[1].lower() not in KINDS_OF_FIELD or not words:
        return Unfinished()
    return Unfinished(names=(NameBeginning(words, field.start(1), field[1].lower()),))


def _after_field(chunk: _Chunk, field: str, value: str, *, finished: bool) -> Unfinished:
    if field in TAG_FIELDS and not finished:
        return Unfinished(tag=NameBeginning(value, chunk.start + chunk.text.startswith("-"), "tag"))
    if field not in KINDS_OF_FIELD or finished or not _is_plain(value):
        return Unfinished()
    return Unfinished(names=(NameBeginning(value, chunk.start + chunk.text.startswith("-"), field),))


def _beginnings(text: str, chunks: list[_Chunk], start: int) -> list[NameBeginning]:
    """The last one, two and three words, as far as they stand for themselves; or from the field of a name on."""
    found = [NameBeginning(text[start:].strip(), start)]
    if start > chunks[-1].start:  # a minus sign: only the one word is meant
        return found
    for before, after in zip(reversed(chunks[:-1]), reversed(chunks[1:]), strict=True):
        if len(found) == LONGEST_NAME or text[before.start + len(before.text) : after.start].strip():
            break  # a parenthesis between them parts them
        field = _FIELD.match(before.text)
        if field and field[1].lower() in KINDS_OF_FIELD and _is_plain(field[2]):
            words = " ".join(text[before.start + field.start(2) :].split())
            found.append(NameBeginning(words, before.start, field[1].lower()))
            break
        if not _is_plain(before.text) or before.text.startswith("-"):
            break
        found.append(NameBeginning(" ".join(text[before.start :].split()), before.start))
    return found[::-1]


def _plain_words(text: str, quotes: list[int]) -> tuple[str, ...]:
    """The words outside quotes that have no field and no minus sign, in their order."""
    ends = [0, *(quote + 1 for quote in quotes[1::2])]
    starts = [*quotes[::2], len(text)]
    words: list[str] = []
    for first, last in zip(ends, starts, strict=True):
        for match in _CHUNK.finditer(text, first, last):
            if _is_plain(match[0]) and not match[0].startswith("-"):
                words += (word.lower() for word in find_words(match[0]))
    return tuple(words)


def _is_plain(chunk: str) -> bool:
    return bool(chunk) and chunk not in _OPERATORS and _NOT_PLAIN.isdisjoint(chunk) and bool(find_words(chunk))
