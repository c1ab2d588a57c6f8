"""A plain text file as one article or several: headline, paragraphs, and a "Read also" list if there is one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedArticle, ImportedItem, ReadOptions
from reader.library.importers.encoding import chosen_encoding, decode_text
from reader.library.importers.file_facts import MAX_TITLE, Facts, complete_draft, fact_in_line
from reader.library.importers.labelled_text import is_labelled, read_labelled
from reader.library.importers.layout import MAX_WRAPPED, ends_sentence, is_full, join_lines, paragraphs_in, split_lines
from reader.library.importers.read_also_list import find_read_also
from reader.library.importers.text_split import NO_SPLIT, find_split
from reader.library.importers.unreadable import UnreadableFileError

_HEADING_SIGNS = re.compile(r"\s*#{1,6}\s+|\s+#+\s*$")
_MAX_HEADLINE_LINES = 3


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterable[ImportedItem]:
    """The article in a text file, or the articles where it is clear that there are several, or was decided.

    Raises:
        UnreadableFileError: the bytes are no text, or hold neither headline nor text.
    """
    text = decode_text(data, forced=chosen_encoding(data, options))
    split = NO_SPLIT if options.split is False else find_split(text)
    if split.parts and (split.is_sure or options.split):
        return [_part(split_lines(part), path, number) for number, part in enumerate(split.parts, start=1)]
    return [_article(split_lines(text), path)]


def _part(lines: Sequence[str], path: Path, number: int) -> ImportedItem:
    """One of several articles of a file."""
    try:
        if not is_labelled(lines):
            return replace(_article(lines, path), several=True)
        found = read_labelled(lines)
        return complete_draft(
            path, title=found.title, text=join_paragraphs(found.text), facts=found.facts, links=found.links,
            url=found.url, key=found.key or found.url, several=True,
        )  # fmt: skip
    except UnreadableFileError as error:
        return Flaw(where=f"article {number}", reason=error.problem)


def _article(lines: Sequence[str], path: Path) -> ImportedArticle:
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines) - 1)
    body_start = _headline_end(lines, first)
    title = _HEADING_SIGNS.sub("", join_lines(lines[first:body_start]))
    facts, body_start = _labelled_lines(lines, body_start)
    body = lines[body_start:]
    links: tuple[str, ...] = ()
    found = find_read_also(body)
    if found:
        links = found.titles
        paragraphs = [*paragraphs_in(body[: found.start]), *paragraphs_in(body[found.end :])]
    else:
        paragraphs = paragraphs_in(body)
    if len(title) > MAX_TITLE:  # no headline at all: the first line is the first paragraph
        paragraphs.insert(0, title)
    return complete_draft(path, title=title, text=join_paragraphs(paragraphs), facts=facts, links=links)


def _headline_end(lines: Sequence[str], first: int) -> int:
    """The line after the headline, which is one line unless an editor wrapped it."""
    end = first + 1
    while end < len(lines) and lines[end].strip():
        end += 1
    is_set_apart = 1 < end - first <= _MAX_HEADLINE_LINES and any(line.strip() for line in lines[end:])
    return end if is_set_apart and _is_wrapped_headline(lines, first, end) else first + 1


def _is_wrapped_headline(lines: Sequence[str], first: int, end: int) -> bool:
    """Whether the first block is one headline, and not a headline with a short first paragraph below.

    It is if every line but its last is full, by the width the whole file is wrapped to (two thirds will do where small
    letters follow), ends amid a sentence, and goes on as no paragraph would: in small letters, or to an end without a
    full stop.
    """
    width = max(map(len, lines))
    if width > MAX_WRAPPED:
        return False
    for line, following in zip(lines[first : end - 1], lines[first + 1 : end], strict=True):
        small = following.lstrip()[0].islower()
        full = is_full(line, following, width) or (small and len(line) * 3 >= width * 2)
        amid = full and not ends_sentence(line) and fact_in_line(following) is None
        if not amid or not (small or not ends_sentence(lines[end - 1])):
            return False
    return True


def _labelled_lines(lines: Sequence[str], start: int) -> tuple[Facts, int]:
    """What the lines directly below the headline state, and where the text begins.

    The first statement of a kind counts: a second date is a part of the text.
    """
    source, author, published = "", "", None
    end = start
    for number in range(start, len(lines)):
        if not lines[number].strip():
            continue
        fact = fact_in_line(lines[number])
        if fact is None or (fact.source and source) or (fact.author and author) or (fact.published and published):
            break
        source, author = source or fact.source, author or fact.author
        published = published or fact.published
        end = number + 1
    return Facts(source=source, author=author, published=published), end
