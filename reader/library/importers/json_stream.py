"""JSON of any size, one object after the other: arrays, objects around lists, JSON Lines, objects in a row.

The text is read piece by piece, and let go when its objects have been given. Where an object ends is found by its
brackets, before it is parsed: so a broken one costs only itself, and none can nest so deep that the parser gives up.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from reader.library.importers.draft import NO_OPTIONS, Flaw, ReadOptions
from reader.library.importers.encoding import decode_text
from reader.library.importers.flaws import some_of
from reader.library.importers.text_stream import open_text
from reader.library.importers.unreadable import UnreadableFileError

Object = dict[str, object]

MAX_OBJECT = 20_000_000  # characters of one object; the longest novels have three million
MAX_DEPTH = 100  # brackets in brackets; exports have about ten
MOST_BROKEN = 1000  # entries without a good one between them: then the rest is not looked at
_PIECE, _LARGEST_PIECE = 1 << 18, 1 << 22  # characters
_SHORT = 1 << 20  # characters; a longer object at the top may be one around a list of all others
_MOST_REPEATED = 100_000_000  # characters looked at a second time behind broken objects

_PLAIN = re.compile(r'(?:[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)  # over strings, to the next bracket
_INSIDE_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_GAP = re.compile(r"[\s,\x1e\ufeff]*+")  # the third begins a record of "JSON text sequences"
_BRACKET_OR_STRING = re.compile(r'[{}\[\]]|"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_OPENING = re.compile(r"[{\[]")
_SIMPLE = re.compile(r'(?:[^",\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)
_FIRST_KEY = re.compile(r'\{\s*("[^"\\]{1,100}"\s*:)')
_LIST_OF_OBJECTS = re.compile(r"\[\s*(\{)")
_PARSER = json.JSONDecoder(strict=False)  # line breaks in strings are common and do no harm

# An object with one of these is an entry, whatever lists it has in it; one without may hold a list of entries.
_ENTRY_KEYS = frozenset((
    "text", "content", "body", "html", "url", "link", "href", "articleBody", "content_text", "content_html",
    "given_url", "uri",
))  # fmt: skip
_ENTRY_KEY = re.compile(rf'"(?:{"|".join(sorted(_ENTRY_KEYS))})"\s*:')
_LISTED_KEYS = _ENTRY_KEYS | {"title", "headline"}
_LISTED_KEY = re.compile(rf'"(?:{"|".join(sorted(_LISTED_KEYS))})"\s*:')
_CUT_SHORT, _TOO_LONG, _TOO_DEEP = 0, -1, -2  # in place of where an object ends
_LAYERS = 3  # {"data": {"result": {"articles": […]}}}

_REMEDY = "It may be damaged or cut short: export or copy it again."


def objects_in(file: BinaryIO, options: ReadOptions = NO_OPTIONS, *, most: int = MAX_OBJECT) -> Iterator[Object | Flaw]:
    """The objects of a file in their order; a flaw for each that is broken or longer than `most` characters.

    An object that only holds lists of others is not given, they are. Memory: some four times the longest object.

    Raises:
        UnreadableFileError: it is no text, no object in it can be read, or brackets nest more than MAX_DEPTH deep.
            The last may come when others were given already.
    """
    with open_text(file, options) as text:
        yield from some_of(_Objects(text, most).read(), nothing="There is no entry in this file.")


def value_of(data: bytes) -> object:
    """The value that a whole file of JSON is. Raises UnreadableFileError: broken, nested too deep, or no text."""
    text = decode_text(data)
    depth = 0
    for bracket in _BRACKET_OR_STRING.finditer(text):
        if bracket[0] in "{[":
            depth += 1
            _check_depth(depth)
        elif bracket[0] in "}]":
            depth -= 1
    try:
        return _PARSER.decode(text)
    except ValueError as error:  # a number of 5,000 digits is one, too
        raise UnreadableFileError("The file is broken JSON.", remedy=_REMEDY) from error


class _Objects:
    """Reads a text once, from its start. One thread. Places are those of `_text`, which `_let_go` shortens."""

    def __init__(self, source: TextIO, most: int) -> None:
        self._source = source
        self._most = most
        self._text = ""
        self._at = 0
        self._entries = 0
        self._broken = 0  # in a row
        self._repeated = 0
        self._open_list = -1
        self._seen = 0  # up to where `_find_end` looked

    def read(self) -> Iterator[Object | Flaw]:
        while self._broken < MOST_BROKEN and self._skip_gap():
            sign = self._text[self._at]
            if sign == "[":
                self._at += 1
                yield from self._elements()
            elif sign == "{":
                yield from self._at_the_top()
            else:
                yield self._flaw("Between the entries stands something that is none.")
                self._at += 1
                self._to_opening()
        if self._broken >= MOST_BROKEN:
            yield Flaw(where="", reason="Too much of the file is broken; the rest of it was left out.")

    def _elements(self) -> Iterator[Object | Flaw]:
        """To the end of a list, behind the bracket that opens it."""
        while self._broken < MOST_BROKEN:
            if not self._skip_gap():
                yield self._flaw("The file ends before its list does: it was cut short.")
                return
            sign = self._text[self._at]
            if sign == "]":
                self._at += 1
                return
            if sign == "{":
                yield from self._element()
            else:
                yield self._flaw("The entry is not an object with named values.")
                self._skip_other(sign)

    def _element(self) -> Iterator[Object | Flaw]:
        end = self._find_end(self._at, self._most)
        if end - self._at > self._most:  # more was read than may be kept
            end = _TOO_LONG
        found = self._parse(self._at, end) if end > 0 else None
        if found is None:
            too_long = f"The entry is longer than {self._most:,} characters."
            yield self._flaw(too_long if end == _TOO_LONG else "The entry is broken JSON.")
            self._go_on_behind(end)
            return
        self._at = end
        self._entries += 1
        self._broken = 0
        yield found

    def _at_the_top(self) -> Iterator[Object | Flaw]:
        """An object that is no element of a list: an entry, or what holds lists of them."""
        end = self._find_end(self._at, _SHORT)
        found = self._parse(self._at, end) if end > 0 else None
        if found is None and self._is_around_list(end):
            before = self._entries
            self._at += 1
            yield from self._members()
            if before == self._entries:
                yield self._flaw("The entry is broken JSON.")
        elif found is None or not _ENTRY_KEYS.isdisjoint(found):
            yield from self._element()
        else:
            self._at = end
            inner = list(_entries_in(found, _LAYERS))
            self._entries += len(inner) or 1
            self._broken = 0
            holds_nothing = _LISTED_KEYS.isdisjoint(found) and [] in found.values()
            yield from inner if inner or holds_nothing else [found]

    def _is_around_list(self, end: int) -> bool:
        """Whether an object that is too long, cut short or broken holds a list of entries, and is none itself."""
        if end in (_TOO_LONG, _TOO_DEEP) and self._open_list < 0:
            return False
        first = _LIST_OF_OBJECTS.search(self._text, self._at, end if end > 0 else len(self._text))
        tells = _ENTRY_KEY if end == _TOO_LONG else _LISTED_KEY
        return first is not None and not tells.search(self._text, self._at, first.start())

    def _members(self) -> Iterator[Object | Flaw]:
        """Entries in the lists of a long object and of objects in it; whatever else it has is passed over."""
        depth = 1
        while depth and self._broken < MOST_BROKEN:
            sign = self._to_bracket()
            if not sign:
                yield self._flaw("The file ends early: it was cut short.")
                return
            if sign == "[" and not self._is_list_of_entries():
                self._skip_rest(0)
                continue
            self._at += 1
            if sign == "[":
                yield from self._elements()
            elif sign != "]":
                depth += 1 if sign == "{" else -1
                _check_depth(depth)

    def _is_list_of_entries(self) -> bool:
        while (first := _LIST_OF_OBJECTS.match(self._text, self._at)) is None:
            if len(self._text) > self._at + 100 or not self._more():
                return False
        end = self._find_end(first.start(1), self._most)
        found = self._parse(first.start(1), end) if end > 0 else None
        return found is None or not _LISTED_KEYS.isdisjoint(found)

    def _find_end(self, start: int, most: int) -> int:
        """Behind the bracket that closes the one at `start`, or why there is none within `most` characters.

        Where a list of objects stands open then, directly in objects, is in `_open_list`; -1: nowhere.
        """
        opened: list[int] = []
        place = start
        while True:
            self._seen = place = _skip(_PLAIN, self._text, place)
            if place < len(self._text) and self._text[place] != '"':
                if self._text[place] in "{[":
                    opened.append(place)
                    if len(opened) > MAX_DEPTH:
                        self._open_list = -1
                        return _TOO_DEEP
                else:
                    opened.pop()
                place += 1
                if not opened:
                    return place
            elif len(self._text) - start > most or not self._more():
                lists = [at for at in opened[: _LAYERS + 1] if self._text[at] == "["][:1]
                self._open_list = next((at for at in lists if _LIST_OF_OBJECTS.match(self._text, at)), -1)
                return _TOO_LONG if len(self._text) - start > most else _CUT_SHORT

    def _parse(self, start: int, end: int) -> Object | None:
        try:
            found = _PARSER.decode(self._text[start:end])
        except ValueError:  # broken, or a number of 5,000 digits
            return None
        return found if isinstance(found, dict) else None

    def _go_on_behind(self, end: int) -> None:
        """Behind a broken object: at the next that begins as it does, if its brackets cannot be trusted."""
        key = _FIRST_KEY.match(self._text, self._at)
        again = None
        if self._repeated < _MOST_REPEATED:
            begin = r"[},\n][^\S\n]*+(\{\s*" + (re.escape(key[1]) if key else '"') + ")"
            again = re.compile(begin).search(self._text, self._at + 1, end if end > 0 else len(self._text))
        if again:
            self._repeated += max(0, self._seen - again.start(1))
            self._at = again.start(1)
        elif end > 0:
            self._at = end
        elif end == _TOO_LONG:
            self._skip_rest(0)
        else:
            _check_depth(MAX_DEPTH + 1 if end == _TOO_DEEP else 0)
            self._at = len(self._text)

    def _skip_other(self, sign: str) -> None:
        """An element of a list that is no object."""
        if sign == "[":
            self._skip_rest(0)
        elif sign == "}":
            self._at += 1
        else:
            place = _skip(_SIMPLE, self._text, self._at)
            while place == len(self._text) and self._more() and place - self._at < self._most:
                place = _skip(_SIMPLE, self._text, self._at)
            self._at = max(place, self._at + 1)

    def _skip_rest(self, depth: int) -> None:
        """Behind the end of what opens here, however long it is: nothing of it is kept."""
        while sign := self._to_bracket():
            self._at += 1
            depth += 1 if sign in "{[" else -1
            _check_depth(depth)
            if depth <= 0:
                return

    def _to_bracket(self) -> str:
        """The next bracket that is not in a string; empty at the end of the file. Nothing before it is kept."""
        while True:
            self._at = _skip(_PLAIN, self._text, self._at)
            if self._at < len(self._text) and self._text[self._at] != '"':
                return self._text[self._at]
            if self._at < len(self._text):  # a string that goes on: of it only its beginning is needed
                self._text = '"' + self._text[_skip(_INSIDE_STRING, self._text, self._at) :]
                self._at = 0
            self._let_go()
            if not self._more():
                self._at = len(self._text)
                return ""

    def _to_opening(self) -> None:
        while (opening := _OPENING.search(self._text, self._at)) is None:
            self._at = len(self._text)
            self._let_go()
            if not self._more():
                return
        self._at = opening.start()

    def _skip_gap(self) -> bool:
        """Over white space and commas; False at the end of the file."""
        if self._at > _PIECE:
            self._let_go()
        while True:
            self._at = _skip(_GAP, self._text, self._at)
            if self._at < len(self._text):
                return True
            self._let_go()
            if not self._more():
                return False

    def _more(self) -> bool:
        """Reads on, about as much again as is waiting: so nothing is looked at often, however long it is."""
        piece = self._source.read(min(max(_PIECE, len(self._text) - self._at), _LARGEST_PIECE))
        self._text += piece
        return bool(piece)

    def _let_go(self) -> None:
        self._text = self._text[self._at :]
        self._at = 0

    def _flaw(self, reason: str) -> Flaw:
        self._entries += 1
        self._broken += 1
        return Flaw(where=f"entry {self._entries:,}", reason=reason)


def _skip(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Behind what a pattern that matches everywhere finds at this place."""
    found = pattern.match(text, place)
    return found.end() if found else place


def _entries_in(holder: Object, layers: int) -> Iterator[Object]:
    """The objects in its lists, and those that it has by their names, if they look like entries."""
    for value in holder.values():
        if isinstance(value, list):
            objects = [each for each in value if isinstance(each, dict)]
            if objects and not _LISTED_KEYS.isdisjoint(objects[0]):
                yield from objects
        elif isinstance(value, dict) and layers:
            yield from [value] if not _LISTED_KEYS.isdisjoint(value) else _entries_in(value, layers - 1)


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise UnreadableFileError(
            f"The file has lists in lists more than {MAX_DEPTH} deep.", remedy="Export it again from its program."
        )
