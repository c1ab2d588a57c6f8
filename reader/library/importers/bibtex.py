"""References in BibTeX, read by a small parser of its own: entries, strings, and the accents of LaTeX."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from reader.library.importers.dates import MONTHS, make_date
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedItem, ReadOptions
from reader.library.importers.encoding import chosen_encoding, decode_text
from reader.library.importers.flaws import some_of
from reader.library.importers.latex import plain_words
from reader.library.importers.letters import one_line, plain_letters
from reader.library.importers.link_entries import marks_of
from reader.library.importers.moments import moment_of
from reader.library.importers.references import Reference, item_of, names_in_order, reference_date
from reader.library.importers.values import tags_of

Fields = Mapping[str, str]

MAX_DEPTH = 100  # braces in braces
_MAX_STRINGS = 10_000
_MOST_REPEATED = 5_000_000  # characters looked at again behind broken entries
_MAX_VALUE = 2_000_000  # characters; strings joined with # can grow without end
_ENTRY = re.compile(r"@[ \t]*+([A-Za-z]{1,40}+)\s*+([{(])")
_KEY = re.compile(r"\s*+([^\s,{}()=\"#]*+)\s*+(,|(?=[})]))")
_FIELD = re.compile(r"[\s,]*+([A-Za-z][\w.:+/-]{0,60}+)\s*+=\s*+")
_ENTRY_END = re.compile(r"[\s,]*+[})]")
_WORD = re.compile(r"[^\s,{}()\"#=]+")
_NEXT = re.compile(r"\s*+#\s*+")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTED = re.compile(r"\\.|[{}\"]", re.DOTALL)
_AUTHORS = re.compile(r"\s+and\s+", re.IGNORECASE)
_NO_REFERENCES = frozenset(("comment", "preamble"))
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class _BrokenError(Exception):
    """An entry that does not end, or has something between its fields."""


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each reference with an abstract, a wanted entry for each other one. A broken one is a flaw.

    Raises:
        UnreadableFileError: there is no reference with a title or an address, or the bytes are no text.
    """
    text = decode_text(data, forced=chosen_encoding(data, options))
    yield from some_of(_items(text, path), nothing="There is no reference in this file.")


def _items(text: str, path: Path) -> Iterator[ImportedItem]:
    strings = {name: name for name in _MONTH_NAMES}
    at, line, counted, repeated = 0, 1, 0, 0
    while (match := _ENTRY.search(text, at)) is not None:
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        parser = _Parser(text, match.end(), strings)
        try:
            item = _entry(match[1].lower(), parser, strings, path)
            at = max(parser.at, match.end())
        except _BrokenError:
            item = Flaw(where=f"line {line:,}", reason="The reference is broken.")
            at = match.end()
            repeated += parser.farthest - at
        if item is not None:
            yield item
        if repeated > _MOST_REPEATED:
            yield Flaw(where=f"line {line:,}", reason="Too much of the file is broken; the rest of it was left out.")
            return


def _entry(kind: str, parser: "_Parser", strings: dict[str, str], path: Path) -> ImportedItem | None:
    """What an entry gives; None for those that are no references."""
    if kind in _NO_REFERENCES:
        parser.skip()
        return None
    if kind == "string":
        fields = parser.fields()
        if len(strings) < _MAX_STRINGS:
            strings.update(fields)
        return None
    key = parser.key()
    return item_of(_reference(parser.fields(), key), path, key or "a reference")


class _Parser:
    """Reads one entry from behind its opening brace. One thread, used once."""

    def __init__(self, text: str, at: int, strings: Mapping[str, str]) -> None:
        self._text = text
        self.at = self.farthest = at
        self._strings = strings

    def key(self) -> str:
        match = _KEY.match(self._text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[1]

    def fields(self) -> dict[str, str]:
        """By their names in small letters, the first of a name; ends behind the entry's closing brace."""
        found: dict[str, str] = {}
        while (match := _FIELD.match(self._text, self.at)) is not None:
            self.at = match.end()
            found.setdefault(match[1].lower(), self._value())
        rest = _ENTRY_END.match(self._text, self.at)
        if rest is None:
            raise _BrokenError
        self.at = rest.end()
        return found

    def skip(self) -> None:
        """Over what is in braces."""
        self._braced(_BRACES)

    def _value(self) -> str:
        parts = [self._part()]
        length = len(parts[0])
        while (match := _NEXT.match(self._text, self.at)) is not None:
            self.at = match.end()
            parts.append(self._part())
            length += len(parts[-1])
            if length > _MAX_VALUE:
                raise _BrokenError
        return "".join(parts)

    def _part(self) -> str:
        sign = self._text[self.at : self.at + 1]
        if sign in ("{", '"') and sign:
            start = self.at = self.at + 1
            self._braced(_BRACES if sign == "{" else _QUOTED)
            return self._text[start : self.at - 1]
        match = _WORD.match(self._text, self.at)
        if match is None:
            raise _BrokenError
        self.at = match.end()
        return self._strings.get(match[0].lower(), match[0])

    def _braced(self, signs: re.Pattern[str]) -> None:
        """To behind the brace or quotation mark that closes what was opened before."""
        depth = 1 if signs is _BRACES else 0
        for sign in signs.finditer(self._text, self.at):
            if sign[0] == "{":
                depth += 1
            elif sign[0] == "}":
                depth -= 1
            self.farthest = max(self.farthest, sign.end())
            is_end = depth == 0 and (sign[0] == "}" if signs is _BRACES else sign[0] == '"')
            if depth > MAX_DEPTH or depth < 0 or sign.end() - self.at > _MAX_VALUE:
                break
            if is_end:
                self.at = sign.end()
                return
        raise _BrokenError


def _reference(fields: Fields, key: str) -> Reference:
    def first(*names: str) -> str:
        return next((text for text in (plain_words(fields.get(name, "")) for name in names) if text.strip()), "")

    authors = _AUTHORS.split(one_line(fields.get("author") or fields.get("editor") or ""))
    return Reference(
        title=one_line(first("title")),
        texts=[text for text in (first("abstract"),) if text],
        author=names_in_order(one_line(plain_words(name)) for name in authors),
        source=one_line(first("journal", "journaltitle", "newspaper", "booktitle", "publisher", "organization")),
        published=_published(fields),
        language=one_line(first("language", "langid")),
        url=_address(fields),
        key=key,
        marks=marks_of(
            tags=tags_of(first("keywords", "keyword", "tags")),
            note=first("note", "annote", "annotation") if not _is_address(first("note")) else "",
            saved_at=moment_of(first("urldate", "timestamp", "date-added")),
        ),
    )


def _address(fields: Fields) -> str:
    """As it is written, without the commands that programs wrap addresses in."""
    for name in ("url", "howpublished", "note", "link"):
        value = fields.get(name, "").replace("\\url", "").replace("\\", "").strip("{} \n")
        if _is_address(value):
            return one_line(value)
    return ""


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _published(fields: Fields) -> date | None:
    found = reference_date(fields.get("date", "").partition("T")[0])
    month = plain_letters(fields.get("month", "").strip("{}. "))
    year, day = fields.get("year", "").strip("{} "), fields.get("day", "").strip("{} ")
    number = MONTHS.get(month, int(month) if month.isdecimal() and len(month) < 3 else 0)
    if found or not (number and year.isdecimal() and day.isdecimal() and len(year) == 4 and len(day) < 3):
        return found
    return make_date(int(year), number, int(day))
