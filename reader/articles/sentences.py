"""Where the sentence around a name begins and ends."""

import re
from typing import NamedTuple

from reader.articles.paragraphs import BLANK_LINE

LONGEST_SENTENCE = 420  # characters; of a longer one, what stands around the name
LOOKED_AT = 1_500  # characters before and after: a text may come as one paragraph

_END = re.compile(
    r"""(?P<stop>[.!?…]+)["'”’»)\]]*(?P<gap>\s+)(?=["'“‘«(\[¿¡–—-]*\s?(?P<next>\w+))|[。！？]+[」』”’）]*""",
)
_LAST_WORD = re.compile(r"[\w.’'-]*\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # an initial, or U.S
# A name or a number follows these: their full stop never ends a sentence.
_BEFORE_NAMES = frozenset(
    "mr mrs ms mx messrs dr prof gen lt col maj capt cpt sgt cpl pvt adm cmdr brig rep sen gov pres rev fr hon amb sec"
    " supt insp det st ste mt ft no nos vol fig figs pp art ch approx ca cf vs v dept hr frau mme mlle e.g i.e".split()
)
# These may end one; it is told by the word that follows.
_UNDECIDED = frozenset(
    "inc ltd co corp bros jr sr etc al a.m p.m est jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_OPENERS = frozenset(
    "the a an it its in on at by for from with as to of he she they we i you his her their our this that these those"
    " there here but and or so yet if when while after before since although though however meanwhile no not what who"
    " why how where both most many some all one two officials".split()
)


class SentencePlace(NamedTuple):
    """A sentence of a text. Of a very long one, a part."""

    start: int
    end: int
    cut_before: bool = False  # it begins earlier
    cut_after: bool = False


def sentence_around(text: str, start: int, end: int) -> SentencePlace:
    """The sentence in which `text[start:end]` stands, without white space around it; never beyond its paragraph.

    Full stops of titles, initials and abbreviations end none, and none ends inside of `text[start:end]`. Of a very
    long one, the words around: see `LONGEST_SENTENCE`.
    """
    first = max(0, start - LOOKED_AT)
    blank = text.rfind(BLANK_LINE, first, start)
    first = first if blank < 0 else blank + len(BLANK_LINE)
    last = text.find(BLANK_LINE, end, end + LOOKED_AT)
    last = min(len(text), end + LOOKED_AT) if last < 0 else last
    for found in _END.finditer(text, first, last):
        if start < found.end() <= end or not _ends_sentence(text, found):
            continue
        if found.end() <= start:
            first = found.end()
        else:
            last = found.end()
            break
    return _shortened(text, *_stripped(text, first, last), start, end)


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    following = found["next"]
    if following is None:
        return True  # a full stop of a script that has no capitals
    if following[0].islower():
        return False
    if found["stop"] != ".":
        return True
    word = _word_before(text, found.start())
    if word in _BEFORE_NAMES:
        return False
    if word in _UNDECIDED or _DOTTED.fullmatch(word):
        return following.lower() in _OPENERS and not following.isdigit()
    return True


def _word_before(text: str, position: int) -> str:
    match = _LAST_WORD.search(text, max(0, position - 24), position)
    return match.group().lower() if match else ""


def _stripped(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last


def _shortened(text: str, first: int, last: int, start: int, end: int) -> SentencePlace:
    """At most so many characters, cut between words where there are spaces."""
    if last - first <= LONGEST_SENTENCE:
        return SentencePlace(first, last)
    room = max(0, LONGEST_SENTENCE - (end - start))
    begin = max(first, min(start - room // 2, last - LONGEST_SENTENCE))
    stop = min(last, max(begin + LONGEST_SENTENCE, end))
    if begin > first:
        space = text.find(" ", begin, start)
        begin = space + 1 if space >= 0 else begin
    if stop < last:
        space = text.rfind(" ", end, stop)
        stop = space if space >= 0 else stop
    return SentencePlace(begin, stop, cut_before=begin > first, cut_after=stop < last)
