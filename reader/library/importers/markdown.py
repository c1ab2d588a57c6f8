"""A Markdown file as an article: YAML header, plain paragraphs, "Read also" list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.dates import parse_date
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.encoding import decode_text
from reader.library.importers.file_facts import Facts, complete_draft, site_name
from reader.library.importers.layout import MAX_WRAPPED, join_lines
from reader.library.importers.letters import one_line
from reader.library.importers.read_also_list import find_read_also

_HEADER = re.compile(r"\s*---[ \t]*\n(?P<lines>.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_MAX_HEADER = 50_000  # characters; a longer one is no header, and YAML would take minutes over it
_KEY_LINE = re.compile(r"([A-Za-z_-]+)\s*:\s+(\S.*)")
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_LINE_TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?h\d|/?tr)\b[^<>]*>", re.IGNORECASE)
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph of the page; `text` keeps the line breaks of the file."""

    text: str
    is_title: bool = False
    is_item: bool = False


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedArticle]:
    """The article in a Markdown file, always one. A broken header costs only what cannot be read of it.

    Raises:
        UnreadableFileError: the bytes are no text, or hold neither headline nor text.
    """
    header, body = _split_header("\n".join(decode_text(data).splitlines()))
    blocks = list(_blocks_of(_PARSER.parse(body)))
    title, blocks = _take_title(_first(header, "title", "headline"), blocks)
    paragraphs, links = _take_links(blocks)
    text = join_paragraphs(paragraphs)
    lead = one_line(_first(header, "description", "lead", "summary", "subtitle", "excerpt"))
    if lead and not text.startswith(lead.rstrip(" .…")):
        text = join_paragraphs((lead, *paragraphs))
    facts = Facts(
        source=_source(header),
        author=_names(header, "author", "authors", "byline", "creator"),
        published=_published(header),
        language=_language(header),
    )
    return [complete_draft(path, title=title, text=text, facts=facts, links=links)]


def _split_header(text: str) -> tuple[dict[str, object], str]:
    match = _HEADER.match(text)
    if match is None or match.end() > _MAX_HEADER or not _KEY_LINE.search(match["lines"] or ""):
        return {}, text
    lines, body = match["lines"], text[match.end() :]
    try:
        values = YAMLHandler().load(lines)
    except Exception:  # YAML that is none fails in many ways; 2025-13-45, which looks like a date, in another
        values = None
    if not isinstance(values, dict):  # a colon in an unquoted title is enough: read what stands on single lines
        found = (_KEY_LINE.fullmatch(line.strip()) for line in lines.splitlines())
        values = {match[1]: match[2].strip("\"'") for match in found if match}
    return {str(key).lower(): value for key, value in values.items() if isinstance(key, str)}, body


def _first(header: dict[str, object], *keys: str) -> str:
    """The first of these values that is a text or a number, as a text."""
    for key in keys:
        value = header.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and one_line(str(value)):
            return one_line(str(value))
    return ""


def _names(header: dict[str, object], *keys: str) -> str:
    """Names from a text or a list of texts. Nothing deeper: a few nested lines of YAML can grow to gigabytes."""
    for key in keys:
        value = header.get(key)
        names = [name for name in value if isinstance(name, str)] if isinstance(value, list) else [_first(header, key)]
        joined = ", ".join(filter(None, (_WIKI_LINK.sub(r"\1", one_line(name)) for name in names)))
        if joined:
            return joined
    return ""


def _source(header: dict[str, object]) -> str:
    for key in ("publication", "publisher", "site", "site_name", "sitename", "source", "url"):
        value = _WIKI_LINK.sub(r"\1", _first(header, key))
        name = site_name(value) or ("" if key == "url" else value)
        if name:
            return name
    return ""


def _published(header: dict[str, object]) -> date | None:
    for key in ("date", "published", "publishdate", "pubdate", "date_published", "created"):
        value = header.get(key)
        if isinstance(value, datetime):
            return value.date()
        found = value if isinstance(value, date) else parse_date(_first(header, key))
        if found:
            return found
    return None


def _language(header: dict[str, object]) -> str:
    keys = ("lang", "language", "locale")
    if any(header.get(key) is False for key in keys):
        return "no"  # in YAML 1.1 the code of Norwegian, without quotes, is the opposite of yes
    return _first(header, *keys)


def _blocks_of(tokens: Sequence[Token]) -> Iterator[_Block]:
    items = 0
    row: list[str] | None = None
    opening = None
    for token in tokens:
        items += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield _Block(" · ".join(filter(None, row)))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(one_line(_inline_text(token.children or ())))
        elif token.type == "inline":
            is_title = opening is not None and opening.type == "heading_open" and opening.tag == "h1"
            yield _Block(_inline_text(token.children or ()), is_title=is_title, is_item=items > 0)
        elif token.type in ("fence", "code_block"):
            yield _Block(token.content)
        elif token.type == "html_block":
            yield from map(_Block, _html_paragraphs(token.content))
        opening = token


def _inline_text(children: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in children:
        if token.type == "text":
            parts.append(_WIKI_LINK.sub(r"\1", token.content))
        elif token.type == "code_inline":
            parts.append(token.content)
        elif token.type == "image":
            parts.append(_inline_text(token.children or ()))
        elif token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and _LINE_TAG.match(token.content)
        ):
            parts.append("\n")
    return "".join(parts)


def _html_paragraphs(html: str) -> list[str]:
    """The words of raw HTML without its tags; comments and scripts give none."""
    lined = _LINE_TAG.sub("\n", _UNREAD.sub(" ", html))
    return [unescape(line).strip() for line in _TAG.sub("", lined).splitlines() if line.strip()]


def _take_title(title: str, blocks: list[_Block]) -> tuple[str, list[_Block]]:
    """The headline and the other blocks: from the header, else the first `#` heading, else the first line."""
    number = next((number for number, block in enumerate(blocks) if block.is_title and block.text.strip()), None)
    if title:
        repeats = number is not None and one_line(blocks[number].text).casefold() == title.casefold()
        return title, blocks[:number] + blocks[number + 1 :] if repeats and number is not None else blocks
    if number is not None:
        return blocks[number].text, blocks[:number] + blocks[number + 1 :]
    number = next((number for number, block in enumerate(blocks) if block.text.strip()), None)
    if number is None:
        return "", blocks
    first, _, rest = blocks[number].text.strip().partition("\n")
    return first, [*blocks[:number], _Block(rest), *blocks[number + 1 :]]


def _take_links(blocks: Sequence[_Block]) -> tuple[list[str], tuple[str, ...]]:
    """Paragraphs without the list, and the list: found in lines, as in a text file, and cut out of the blocks."""
    lines: list[str] = []
    owners: list[int] = []
    for number, block in enumerate(blocks):
        for line in [f"- {join_lines(block.text.split(chr(10)))}"] if block.is_item else block.text.split("\n"):
            lines.append(line)
            owners.append(number)
        lines.append("")
        owners.append(number)
    found = find_read_also(lines)
    kept: list[list[str]] = [[] for _ in blocks]
    for number, (line, owner) in enumerate(zip(lines, owners, strict=True)):
        if line and not (found and found.start <= number < found.end):
            kept[owner].append(line.removeprefix("- ") if blocks[owner].is_item else line)
    return [paragraph for part in kept for paragraph in _unwrap(part)], found.titles if found else ()


def _unwrap(lines: Sequence[str]) -> list[str]:
    """One paragraph, unless its lines are too long to have been wrapped: then each is one."""
    if any(len(line) > MAX_WRAPPED * 2 for line in lines):
        return list(lines)
    return [join_lines(lines)] if lines else []
