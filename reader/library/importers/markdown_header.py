"""The YAML header of a Markdown file: what it says of the article, and what its reader had made of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from frontmatter.default_handlers import YAMLHandler

from reader.articles.addresses import web_address
from reader.library.importers.dates import parse_date
from reader.library.importers.draft import ImportedHighlight, ImportedMarks
from reader.library.importers.file_facts import Facts, site_name
from reader.library.importers.letters import one_line
from reader.library.importers.moments import moment_of
from reader.library.importers.values import tags_of, text_of, yes_of

Header = Mapping[str, object]

MAX_HIGHLIGHTS = 10_000  # of one article
_HEADER = re.compile(r"\s*---[ \t]*\n(?P<lines>.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_MAX_HEADER = 500_000  # characters; highlights and notes may stand in it, and YAML takes a second over so many
_MERGE_KEY = re.compile(r"<<[\"']?\s*:")  # a few lines of them can grow to gigabytes
_MAX_NESTING = 50  # brackets; a header has two or three, and YAML goes down into each by a call
_QUOTED = re.compile(r'(?<=[\s\[{])"(?:[^"\\\n]|\\.)*+"')  # brackets in it are words
_KEY_LINE = re.compile(r"^[ \t]*([A-Za-z_-]{1,40})[ \t]*:\s+(\S.*)", re.MULTILINE)
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")


def split_header(text: str) -> tuple[Header, str]:
    """The header's values by their names in small letters, and the text below it; no header gives no values."""
    match = _HEADER.match(text)
    if match is None or match.end() > _MAX_HEADER or not _KEY_LINE.search(match["lines"] or ""):
        return {}, text
    lines, body = match["lines"], text[match.end() :]
    values: object = None
    bare = _QUOTED.sub("", lines)
    if _nesting(bare) <= _MAX_NESTING and not _MERGE_KEY.search(bare):
        try:
            values = YAMLHandler().load(lines)
        except Exception:  # YAML that is none fails in many ways; 2025-13-45, which looks like a date, in another
            values = None
    if not isinstance(values, dict):  # a colon in an unquoted title is enough: read what stands on single lines
        values = {key: value.strip("\"'") for key, value in _KEY_LINE.findall(lines)}
    return {str(key).lower(): value for key, value in values.items() if isinstance(key, str)}, body


def first_text(header: Header, *keys: str) -> str:
    """The first of these values that is a text or a number, as a text."""
    for key in keys:
        text = text_of(header.get(key))
        if text:
            return text
    return ""


def facts_of(header: Header) -> Facts:
    return Facts(
        source=_source(header),
        author=_names(header, "author", "authors", "byline", "creator"),
        published=_published(header),
        language=_language(header),
    )


def url_of(header: Header) -> str:
    """The article's address, under whichever of the names that clippers give it."""
    keys = ("url", "source_url", "original_url", "source", "link", "permalink", "canonical", "canonical_url", "origin")
    return next((address for address in (web_address(first_text(header, key)) for key in keys) if address), "")


def marks_of(header: Header) -> ImportedMarks:
    tags = [tag for key in ("tags", "keywords", "tag", "labels", "categories") for tag in _tags(header.get(key))]
    saved = ("saved_at", "date_saved", "saved", "date_added", "added", "clipped", "created")
    return ImportedMarks(
        tags=tuple(dict.fromkeys(tags)),
        read=_is_read(header),
        starred=any(yes_of(header.get(key)) for key in ("starred", "favorite", "favourite", "star", "bookmarked")),
        note=_note(header),
        highlights=tuple(_highlights(header.get("highlights"))),
        saved_at=next((moment for moment in (moment_of(header.get(key)) for key in saved) if moment), None),
    )


def _nesting(lines: str) -> int:
    """How deep brackets and signs of nested lists stand in each other, at the most."""
    deepest = depth = 0
    for bracket in re.findall(r"[\[\]{}]", lines):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    dashes = max(len(run.split()) for run in re.findall(r"^[ \t]*(?:[-?:][ \t]+)+", f"{lines}\n- ", re.MULTILINE))
    return max(deepest, dashes)


def _names(header: Header, *keys: str) -> str:
    """Names from a text or a list of texts. Nothing deeper: a few nested lines of YAML can grow to gigabytes."""
    for key in keys:
        value = header.get(key)
        names = (
            [name for name in value if isinstance(name, str)] if isinstance(value, list) else [first_text(header, key)]
        )
        joined = ", ".join(filter(None, (_WIKI_LINK.sub(r"\1", one_line(name)) for name in names)))
        if joined:
            return joined
    return ""


def _source(header: Header) -> str:
    for key in ("publication", "publisher", "site", "site_name", "sitename", "source", "url"):
        value = _WIKI_LINK.sub(r"\1", first_text(header, key))
        name = site_name(value) or ("" if key == "url" else value)
        if name:
            return name
    return ""


def _published(header: Header) -> date | None:
    for key in ("date", "published", "publishdate", "pubdate", "date_published", "created"):
        value = header.get(key)
        if isinstance(value, datetime):
            return value.date()
        found = value if isinstance(value, date) else parse_date(first_text(header, key))
        if found:
            return found
    return None


def _language(header: Header) -> str:
    keys = ("lang", "language", "locale")
    if any(header.get(key) is False for key in keys):
        return "no"  # in YAML 1.1 the code of Norwegian, without quotes, is the opposite of yes
    return first_text(header, *keys)


def _tags(value: object) -> tuple[str, ...]:
    """From a list, or from a text with commas or, as Obsidian has it, spaces between tags."""
    return tags_of([tag for tag in value if not isinstance(tag, list | dict)] if isinstance(value, list) else value,
                   spaced=True)  # fmt: skip


def _is_read(header: Header) -> bool | None:
    for key in ("read", "is_read", "archived", "is_archived", "archive"):
        said = yes_of(header.get(key))
        if said is not None:
            return said
    return yes_of(first_text(header, "status", "state"))


def _note(header: Header) -> str:
    """The reader's own words, their lines kept."""
    for key in ("note", "notes", "comment", "annotation"):
        value = header.get(key)
        texts = [text for text in value if isinstance(text, str)] if isinstance(value, list) else [value]
        joined = "\n".join(text.strip() for text in texts if isinstance(text, str) and text.strip())
        if joined:
            return joined
    return ""


def _highlights(value: object) -> Sequence[ImportedHighlight]:
    """Quotations alone, or with a note and a colour."""
    found: list[ImportedHighlight] = []
    for item in value[:MAX_HIGHLIGHTS] if isinstance(value, list) else ():
        parts = item if isinstance(item, dict) else {"quote": item}
        quote = _words(parts, "quote", "text", "highlight")
        if quote:
            found.append(
                ImportedHighlight(
                    quote=quote, note=_words(parts, "note", "comment"), color=_words(parts, "color", "colour"),
                    prefix=_words(parts, "prefix"), suffix=_words(parts, "suffix"),
                    made_at=moment_of(parts.get("made_at") or parts.get("date")),
                )
            )  # fmt: skip
    return found


def _words(parts: Mapping[object, object], *keys: str) -> str:
    return next((value for value in map(parts.get, keys) if isinstance(value, str) and value.strip()), "")
