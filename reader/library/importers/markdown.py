"""A Markdown file as an article: YAML header, plain paragraphs, "Read also" list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.encoding import chosen_encoding, decode_text
from reader.library.importers.file_facts import complete_draft
from reader.library.importers.layout import MAX_WRAPPED, join_lines
from reader.library.importers.letters import one_line
from reader.library.importers.markdown_header import facts_of, first_text, marks_of, split_header, url_of
from reader.library.importers.read_also_list import find_read_also

_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_LINE_TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?h\d|/?tr)\b[^<>]*>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
# Microseconds that a slow machine takes over a letter and over signs that cost more, measured on the worst texts there
# are: 100,000 brackets would take some four seconds, and no article has so many.
_LETTER_COST = 1.5
_SIGN_COSTS = (("[", 40), ("\n", 30), ("|", 7))
_MAX_EFFORT = 4_000_000
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")  # an escape stays apart
_KEPT_BRACKET = "\x1d"  # stands for an escaped bracket, which makes no [[link]]


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
    header, body = split_header("\n".join(decode_text(data, forced=chosen_encoding(data, options)).splitlines()))
    title, blocks = _take_title(first_text(header, "title", "headline"), _blocks_in(body))
    paragraphs, links = _take_links(blocks)
    text = join_paragraphs(paragraphs)
    lead = one_line(first_text(header, "description", "lead", "summary", "subtitle", "excerpt"))
    if lead and not text.startswith(lead.rstrip(" .…")):
        text = join_paragraphs((lead, *paragraphs))
    return [
        complete_draft(
            path, title=title, text=text, facts=facts_of(header), links=links, url=url_of(header),
            marks=marks_of(header),
        )
    ]  # fmt: skip


def _blocks_in(body: str) -> list[_Block]:
    """What Markdown makes of the body; of a body it would take long over, what stands between blank lines."""
    effort = len(body) * _LETTER_COST + sum(body.count(sign) * cost for sign, cost in _SIGN_COSTS)
    if effort <= _MAX_EFFORT:
        return list(_blocks_of(_PARSER.parse(body)))
    parts = (part.strip("\n") for part in _BLANK_LINES.split(body))
    return [_Block(part.lstrip("# "), is_title=part.startswith("# ")) for part in parts if part.strip()]


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
            parts.append(token.content)
        elif token.type == "text_special" or token.type == "code_inline":
            parts.append(token.content.replace("[", _KEPT_BRACKET))
        elif token.type == "image":
            parts.append(_inline_text(token.children or ()))
        elif token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and _LINE_TAG.match(token.content)
        ):
            parts.append("\n")
    return _WIKI_LINK.sub(r"\1", "".join(parts)).replace(_KEPT_BRACKET, "[")


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
