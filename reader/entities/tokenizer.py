"""Cuts a text into tokens and sentences. Natural text and tokenised text give the same kind of tokens."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

_UNITS = r"""
    (?:https?://|www\.)[^\s<>"”]+(?<![.,;:!?)])      # addresses of pages
  | [\w.+-]+@\w[\w.-]+\w                             # addresses of people
  | @\w+
  | (?:[^\W\d_]\.){2,}(?![^\W\d_])                   # U.S.
  | (?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|Ste|Prof|Sgt|Capt|Adm|Rev|Hon|Jr|Sr|Maj|Brig|Cmdr|Cpl|Pvt|Supt|Insp|Det
      |Inc|Corp|Ltd|Co|Cos|Bros|Sens|Reps|Messrs|Mme|Mlle|Fr|Pres|Amb|vs|No|Nos|Mt|Ft
      |Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.
  | [^\W\d_]\.(?=\s?[^\W\d_a-z])                     # J. Smith
  | \d+(?:[.,:/-]\d+)*(?:st|nd|rd|th|m|bn|km|kg)?(?![^\W_])
  | ['’](?:s|S|re|ll|ve|d|m)(?![^\W_])
  | [^\W_]+(?:(?:[’'](?!(?:s|S)(?![^\W_]))|[-&]|\.(?=[^\W\d_]))[^\W_]+)*
  | ``|''|--+|\.\.\.+
  | \S
"""
_NATURAL = re.compile(_UNITS, re.VERBOSE)
_CHUNK = re.compile(r"\S+")
_SPACED = re.compile(r"(?<=\s)[.,;?!](?=\s|\Z)")
_GLUED = re.compile(r"[^\W_][,;?!](?=\s|\Z)|[^\W\d_][a-z]\.(?=\s|\Z)")
_WORD = re.compile(r"[^\W_]")
_ENDS = frozenset((".", "?", "!", "...", "…", "。"))
_CLOSERS = frozenset(("”", "’", ")", "]", "''", "»", "'"))
_OPEN_QUESTION = frozenset(('"', "'"))  # opens and closes alike
_STARTERS = frozenset(
    "The He She It They In But A An This That His Her We I You On At And For After As There When If While By With No "
    "Its Their Both Some Many Last Now One".split()
)
_TAILS = frozenset(
    "based led made backed born style wide era bound area controlled held occupied run owned listed brokered speaking "
    "funded sponsored trained built designed supplied language educated flagged friendly dominated ruled administered "
    "allied inspired type only affiliated linked aligned installed mediated hosted like mandated imposed approved "
    "drafted appointed registered bred chaired centred centered trained supported organised organized related driven "
    "operated populated majority flag bank bashing trade sanctioned protected proposed chartered raised licensed "
    "winning qualifying produced grown focused critical skeptic sceptic loving hating obsessed ready compatible "
    "compliant exclusive branded themed shaped sized class esque wise side free".split()
)
_HEADS = frozenset(
    "pro anti non ex post pre mid trans inter intra sub un neo pan cross all half semi quasi self then former pseudo "
    "ultra multi arch vice southern northern eastern western central north south east west".split()
)
_HALVES = frozenset("Anglo Sino Russo Franco Indo Afro Greco Austro Turko Serbo Euro Judeo Italo Finno Hispano".split())
_LONGEST_WORD = 80  # characters; what is longer is no word worth a closer look
_LONGEST_SENTENCE = 90  # tokens; a longer one is cut, so that work grows with the text and not with its square
_SOFT_LINE = 45  # characters; a line that long may break off in the middle of a sentence


class Tokens(NamedTuple):
    """The tokens of a text, as parallel lists, and where sentences begin."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]  # the number of the first token of each sentence


def _nothing(_word: str) -> bool:
    return False


def tokenize(text: str, is_land: Callable[[str], bool] = _nothing) -> Tokens:
    """The tokens of `text` in order; `is_land` tells names that stand alone in compounds such as US-China."""
    spans = [match.span() for match in _CHUNK.finditer(text)] if is_tokenised(text) else _natural_spans(text, is_land)
    words = [text[start:end] for start, end in spans]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    return Tokens(words, starts, ends, _sentences(text, words, starts, ends))


def is_tokenised(text: str) -> bool:
    """Whether punctuation stands apart from the words, as in annotated corpora."""
    spaced = sum(1 for _ in _SPACED.finditer(text))
    return spaced > 0 and spaced > sum(1 for _ in _GLUED.finditer(text))


def _natural_spans(text: str, is_land: Callable[[str], bool]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for match in _NATURAL.finditer(text):
        start, end = span = match.span()
        if end - start > 3 and text.find("-", start + 1, end) > 0:
            spans += _hyphened(text[start:end], start, is_land)
        else:
            spans.append(span)
    return spans


def _hyphened(word: str, start: int, is_land: Callable[[str], bool]) -> list[tuple[int, int]]:
    """ "Seoul-based" and "US-China" are cut at the hyphen, "Gyu-back" and "al-Sisi" are not."""
    end = start + len(word)
    whole = [(start, end)]
    if len(word) > _LONGEST_WORD or "@" in word or "/" in word:
        return whole
    head, _, tail = word.rpartition("-")
    if not head or not tail:
        return whole
    if not _stands_apart(head, tail, is_land):
        return whole
    cut = start + len(head)
    before = _hyphened(head, start, is_land) if "-" in head else [(start, cut)]
    return [*before, (cut, cut + 1), (cut + 1, end)]


def _stands_apart(head: str, tail: str, is_land: Callable[[str], bool]) -> bool:
    first = head.rpartition("-")[2]
    if head[:1].isupper() and tail[:1].islower():
        return tail in _TAILS or (len(tail) > 5 and tail.endswith(("ed", "ing", "style")))
    if first in _HEADS and tail[:1].isupper():
        return True
    if first in _HALVES or not (first[:1].isupper() and tail[:1].isupper()):
        return False
    return is_land(first) and is_land(tail)


def _sentences(text: str, words: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """The first token of every sentence."""
    breaks = _line_starts(text, words, starts, ends)
    firsts: list[int] = []
    for begin, stop in pairwise([*breaks, len(words)]):
        firsts += _in_line(words, begin, stop)
    return _short(words, firsts)


def _line_starts(text: str, words: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """The first token of every line; a line that breaks off in the middle of a sentence goes on in the next."""
    if not words:
        return []
    found, token, at = [0], 0, 0
    while (at := text.find("\n", at)) >= 0:
        while token < len(words) and starts[token] < at:
            token += 1
        if token >= len(words):
            break
        soft = token and words[token][0].islower() and text[at + 1 : at + 2] not in ("\n", " ", "")
        if soft and words[token - 1] not in _ENDS and ends[token - 1] - starts[found[-1]] > _SOFT_LINE:
            at += 1
            continue
        if token > found[-1]:
            found.append(token)
        at += 1
    return found


def _in_line(words: list[str], begin: int, stop: int) -> list[int]:
    """The first tokens of the sentences in one line."""
    firsts, at, is_open = [begin], begin, False
    while at < stop:
        word = words[at]
        if word == '"':
            is_open = not is_open
        if word in _ENDS or (word[-1] == "." and len(word) > 2):
            after = at + 1
            if word in _ENDS:
                while after < stop and (words[after] in _CLOSERS or (words[after] == '"' and is_open)):
                    is_open = is_open and words[after] != '"'
                    after += 1
                goes_on = after < stop and words[after][0].islower()
            else:
                goes_on = after >= stop or words[after] not in _STARTERS or word in ("Mr.", "Mrs.", "Dr.", "St.")
            if after < stop and not goes_on:
                firsts.append(after)
                at = after
                continue
        at += 1
    return firsts


def _short(words: list[str], firsts: list[int]) -> list[int]:
    """Cut sentences that are too long, before a word without a capital where there is one."""
    cut: list[int] = []
    for first, end in pairwise([*firsts, len(words)]):
        at = first
        cut.append(at)
        while end - at > _LONGEST_SENTENCE:
            limit = at + _LONGEST_SENTENCE
            plain = (i for i in range(limit, at + _LONGEST_SENTENCE // 2, -1) if words[i][0].islower())
            at = next(plain, limit)
            cut.append(at)
    return cut
