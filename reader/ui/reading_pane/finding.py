"""Finds words in one text, the way the find bar promises: plain words, no patterns."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.articles.article import Span

FOUND_MOST = 5_000  # more places than that help nobody and would only cost time
APOSTROPHES = "['’ʼ]"  # typed one way, printed another
QUOTES = '["“”„«»]'
DASHES = "[-‐‑–]"


class Found(NamedTuple):
    """Where the words stand, in order; `all_found` is False if there were more than `FOUND_MOST`."""

    spans: tuple[Span, ...]
    all_found: bool = True


def find_words(text: str, words: str, *, match_case: bool = False) -> Found:
    """Every place of `words` in `text`. White space matches any white space, straight quotes match curly ones."""
    wanted = words.strip()
    if not wanted:
        return Found(())
    spans: list[Span] = []
    for match in _pattern(wanted, match_case).finditer(text):
        if len(spans) == FOUND_MOST:
            return Found(tuple(spans), all_found=False)
        spans.append(Span(match.start(), match.end()))
    return Found(tuple(spans))


def _pattern(wanted: str, match_case: bool) -> re.Pattern[str]:
    parts: Sequence[str] = [re.escape(part) for part in wanted.split()]
    pattern = r"\s+".join(parts)
    for typed, printed in (("'", APOSTROPHES), ('"', QUOTES), (r"\-", DASHES)):
        pattern = pattern.replace(typed, printed)
    return re.compile(pattern, 0 if match_case else re.IGNORECASE)
