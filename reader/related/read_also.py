"""A title in a "Read also" list -> an article of the library, or wanted.

Equal titles (but for case, accents and punctuation) are joined in the library itself. This is the careful second
look: the same headline in British and American spelling, with another ending or joining word, without a word, or cut
off. A wrong link is worse than a wanted one, so a word that stands in the place of another is never accepted, how
ever much the rest is alike: "rises" and "falls" make two headlines, and so do "North" and "South", 2000 and 2018.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from reader.articles.article import ArticleNumber

SHORTEST = 3  # telling words: below that titles are too general ("Live updates")
SHORTEST_CUT = 4  # of what is left of a title that was cut off
SHORTEST_WITH_GAP = 6  # of the fuller title, where the other lacks a word of it
LONGEST_SERIES = 500  # titles; more of them with one beginning or end are a series ("Morning briefing of 8 May")
IGNORED = frozenset(["a", "an", "and", "as", "at", "in", "is", "of", "on", "s", "the"])
TURNING = frozenset([  # leaving one of these out says something else
    "after", "against", "anti", "before", "by", "end", "ends", "ex", "fail", "failed", "fails", "for", "former", "from",
    "halt", "halts", "never", "no", "not", "or", "stop", "stops", "to", "with", "without",
    "east", "eastern", "new", "north", "northern", "south", "southern", "west", "western",
])  # fmt: skip
SPELLINGS = (  # British and American -> one of the two, or neither; it is only compared
    (re.compile(r"our"), "or"),
    (re.compile(r"i[sz](?=e$|ed$|es$|ing$|ation|er)"), "iz"),
    (re.compile(r"y[sz](?=e$|ed$|es$|ing$)"), "yz"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=en)[cs](?=e)"), "c"),
    (re.compile(r"(?<=m)me$|(?<=og)ue(?=s?$)"), ""),
    (re.compile(r"ll(?=ed$|ing$|er)"), "l"),
    (re.compile(r"^grey$"), "gray"),
)
ENDING = re.compile(r"(?<=...)(?:ing|ed|es|e|s)$")


class Fit(IntEnum):
    """How well two titles fit, best last."""

    NOT = 0
    LACKS_A_WORD = 1
    CUT_OFF = 2  # at the end, or with a subtitle
    SAME_WORDS = 3


def telling_words(folded_title: str) -> tuple[str, ...]:
    """The words of a folded title that tell it from others, in one spelling and without their endings."""
    return tuple(_common_form(word) for word in folded_title.split() if word not in IGNORED)


class TitleMatcher:
    """Finds the article that a title means among all titles of a library. Threads: one."""

    def __init__(self, titles: Iterable[tuple[ArticleNumber, str]]) -> None:
        """`titles`: number and folded title of every article."""
        self._words: dict[ArticleNumber, tuple[str, ...]] = {}
        # Whatever fits has the first or the last words in common: see `fit_of`.
        self._beginning: dict[tuple[str, ...], list[ArticleNumber]] = {}
        self._ending: dict[tuple[str, ...], list[ArticleNumber]] = {}
        for number, folded in titles:
            words = telling_words(folded)
            if len(words) >= SHORTEST:
                self._words[number] = words
                self._beginning.setdefault(words[:SHORTEST], []).append(number)
                self._ending.setdefault(words[-SHORTEST:], []).append(number)

    def match(self, folded_title: str, *, not_this: ArticleNumber | None = None) -> ArticleNumber | None:
        """The one article that is clearly meant, or None."""
        words = telling_words(folded_title)
        if len(words) < SHORTEST:
            return None
        alike = (self._beginning.get(words[:SHORTEST], ()), self._ending.get(words[-SHORTEST:], ()))
        best, found = Fit.NOT, list[ArticleNumber]()
        for number in {number for numbers in alike if len(numbers) <= LONGEST_SERIES for number in numbers}:
            fit = fit_of(words, self._words[number]) if number != not_this else Fit.NOT
            if fit > best:
                best, found = fit, [number]
            elif fit is best:
                found.append(number)
        # where two articles fit equally well, better none than the wrong one
        return found[0] if best > Fit.NOT and len(found) == 1 else None


def fit_of(one: Sequence[str], other: Sequence[str]) -> Fit:
    """How well two titles fit, given as telling words; their order counts ("Japan beats Korea").

    Those that fit share the first three words or the last three: a title that lacks one word has six or more.
    """
    shorter, longer = sorted((tuple(one), tuple(other)), key=len)
    if shorter == longer:
        return Fit.SAME_WORDS
    if {word for word in shorter if word.isdigit()} != {word for word in longer if word.isdigit()}:
        return Fit.NOT  # "summit of 2000" is not "summit of 2018"
    if len(shorter) >= SHORTEST_CUT and _begins_with(longer, shorter):
        return Fit.CUT_OFF
    if len(longer) == len(shorter) + 1 >= SHORTEST_WITH_GAP:
        gap = next((at for at, word in enumerate(shorter) if word != longer[at]), len(shorter))
        if longer[gap + 1 :] == shorter[gap:] and longer[gap] not in TURNING:
            return Fit.LACKS_A_WORD
    return Fit.NOT


def _begins_with(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the one is the beginning of the other; where enough is left, its last word may be cut, too."""
    last = len(shorter) - 1
    if longer[:last] != shorter[:last]:
        return False
    return longer[last] == shorter[last] or (last >= SHORTEST_CUT and longer[last].startswith(shorter[last]))


def _common_form(word: str) -> str:
    if word in TURNING or word.isdigit():
        return word
    for pattern, form in SPELLINGS:
        word = pattern.sub(form, word)
    return ENDING.sub("", word)
