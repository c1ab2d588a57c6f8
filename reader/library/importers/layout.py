"""How the lines of a text file make paragraphs: one each, blocks between blank lines, or indented beginnings."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.library.importers.letters import is_cjk

MAX_WRAPPED = 120  # characters; hard-wrapped lines have 60 to 100, so a longer line is a paragraph of its own
_DEEPER = 2  # columns; a single stray space at the beginning of a line means nothing
_LONG_LINES = 4  # one line in so many may be over long in a wrapped block: an address that could not be broken

_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028]")
_RULE = re.compile(r"\s*([-=_*~#–—])(?:\s*\1){2,}\s*")
_RULE_SIGNS = tuple("-=_*~#–—")
_SENTENCE_ENDS = (
    ".",
    "!",
    "?",
    ":",
    "。",
    "！",
    "？",
    "…",
    ".”",
    "?”",
    "!”",
    '."',
    '?"',
    '!"',
    ".’",
    ".)",
    ".»",
    "」",
    "”。",
)
BULLET = re.compile(r"\s*(?:[-–—•·‣▪◦●○■►・‧](?=[^\W\d_])|[-–—•·‣▪◦●○■►・‧*+]\s+|(?P<number>\d{1,2})[.)]\s+)(?=\S)")


def split_lines(text: str) -> list[str]:
    """The lines of a text with any kind of line break; white space at their ends and rules of signs removed."""
    text = _LINE_BREAKS.sub("\n", text.replace("\x1a", "")).replace("\u2029", "\n\n")
    lines = map(str.rstrip, text.split("\n"))
    return ["" if line.endswith(_RULE_SIGNS) and _RULE.fullmatch(line) else line for line in lines]


def paragraphs_in(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a body, by the habit of the file.

    With blank lines between them, paragraphs are the blocks, wrapped lines joined. Without, every line is one, unless
    the lines were wrapped: then a paragraph begins with an indented line, or after a line that ends early.
    """
    blocks = list(_blocks(lines))
    if len(blocks) == 1:
        return _split_run(blocks[0])
    return [paragraph for block in blocks for paragraph in split_block(block)]


def split_block(block: Sequence[str]) -> list[str]:
    """The paragraphs of one block between blank lines: usually one."""
    if len(block) == 1 or not _is_narrow(block):
        return [line.strip() for line in block]
    base = min(map(_indent, block))
    has_items = BULLET.match(block[0]) is not None
    paragraphs: list[list[str]] = []
    for line in block:
        is_item = BULLET.match(line) is not None
        begins = is_item if has_items else _indent(line) >= base + _DEEPER
        if not paragraphs or begins:
            paragraphs.append([])
        paragraphs[-1].append(line)
        has_items = is_item or (has_items and not begins) or line.endswith(":")
    return [join_lines(paragraph) for paragraph in paragraphs]


def join_lines(lines: Sequence[str]) -> str:
    """Wrapped lines as one; no space between letters of a script that has none."""
    joined = ""
    for line in map(str.strip, lines):
        spaceless = joined and line and not line.isascii() and is_cjk(joined[-1]) and is_cjk(line[0])
        joined += line if spaceless or not joined else f" {line}"
    return joined


def ends_sentence(line: str) -> bool:
    return line.rstrip().endswith(_SENTENCE_ENDS)


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room here, as in text wrapped to that width."""
    words = following.split(maxsplit=1)
    return not words or len(line) + 1 + len(words[0]) > width


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_narrow(lines: Sequence[str]) -> bool:
    if max(map(len, lines)) <= MAX_WRAPPED:
        return True
    return sum(len(line) > MAX_WRAPPED for line in lines) * _LONG_LINES <= len(lines) and len(lines[0]) <= MAX_WRAPPED


def _split_run(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a body without blank lines."""
    base = min(map(_indent, lines))
    pairs = [(line, following) for line, following in pairwise(lines) if _indent(following) < base + _DEEPER]
    if not pairs or not _is_narrow(lines) or not _run_is_wrapped(pairs, indented=len(pairs) < len(lines) - 1):
        return [line.strip() for line in lines]
    width = max(map(len, lines))
    paragraphs: list[list[str]] = []
    before = ""
    for line in lines:
        begins = _indent(line) >= base + _DEEPER
        ended_early = len(pairs) == len(lines) - 1 and ends_sentence(before) and not is_full(before, line, width)
        if not paragraphs or begins or ended_early:
            paragraphs.append([])
        paragraphs[-1].append(line)
        before = line
    return [join_lines(paragraph) for paragraph in paragraphs]


def _run_is_wrapped(pairs: Sequence[tuple[str, str]], *, indented: bool) -> bool:
    """Whether line ends fall anywhere in a sentence, as an editor breaks them, and not where a paragraph ends."""
    ended = sum(ends_sentence(line) for line, _ in pairs)
    if indented:  # the indents already say where paragraphs begin
        return len(pairs) < 3 or ended * 10 < len(pairs) * 8
    width = max(len(line) for pair in pairs for line in pair)
    full = sum(is_full(line, following, width) for line, following in pairs)
    return ended * 2 < len(pairs) and full * 2 >= len(pairs)


def _indent(line: str) -> int:
    """Columns before the first letter; the ideographic space that begins East Asian paragraphs counts two."""
    if line[:1] not in (" ", "\t", "\u3000", "\u00a0"):
        return 0
    space = line[: len(line) - len(line.lstrip())]
    return len(space) + 3 * space.count("\t") + space.count("\u3000")
