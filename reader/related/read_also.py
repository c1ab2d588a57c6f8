"""A title in a "Read also" list -> an article of the library, or wanted.

Equal titles (but for case, accents and punctuation) are joined in the library itself. This is the careful second
look: the same headline in British and American spelling, without its article or its last words, or with a word
changed. A wrong link is worse than a wanted one, so a match must be clearly better than every other.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from reader.articles.article import ArticleNumber

SURE = 0.86  # similarity from which a title counts as the same
CLEARLY_BETTER = 0.05  # by as much the second best must be behind
SHORTEST = 3  # telling words: below that titles are too general ("Live updates")
MOST_CANDIDATES = 60
IGNORED = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "s", "the", "to", "with"]
)
SPELLINGS = (("defense", "defence"), ("offense", "offence"), ("ise", "ize"), ("isation", "ization"), ("our", "or"))


def telling_words(folded_title: str) -> tuple[str, ...]:
    """The words of a folded title that tell it from others, in one spelling."""
    words = []
    for word in folded_title.split():
        if word not in IGNORED:
            for british, american in SPELLINGS:
                if word.endswith(american):
                    word = word.removesuffix(american) + british
            words.append(word)
    return tuple(words)


class TitleMatcher:
    """Finds the article that a title means among all titles of a library. Threads: one."""

    def __init__(self, titles: Iterable[tuple[ArticleNumber, str]]) -> None:
        """`titles`: number and folded title of every article."""
        self._words: dict[ArticleNumber, tuple[str, ...]] = {}
        self._holding: dict[str, list[ArticleNumber]] = {}  # word -> the articles with it in the title
        for number, folded in titles:
            words = telling_words(folded)
            if len(words) >= SHORTEST:
                self._words[number] = words
                for word in set(words):
                    self._holding.setdefault(word, []).append(number)

    def match(self, folded_title: str, *, not_this: ArticleNumber | None = None) -> ArticleNumber | None:
        """The one article that is clearly meant, or None."""
        words = telling_words(folded_title)
        if len(words) < SHORTEST:
            return None
        scored = sorted(
            ((similarity(words, self._words[number]), number) for number in self._candidates(words, not_this)),
            reverse=True,
        )
        if not scored or scored[0][0] < SURE:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY_BETTER:
            return None  # two articles fit: better none than the wrong one
        return scored[0][1]

    def _candidates(self, words: Sequence[str], not_this: ArticleNumber | None) -> list[ArticleNumber]:
        """Titles that share the rarest words, best shared first."""
        shared: dict[ArticleNumber, int] = {}
        lists = sorted((self._holding.get(word, []) for word in set(words)), key=len)
        for holding in lists[: max(2, len(lists) - 1)]:
            if shared and len(holding) > 20 * MOST_CANDIDATES:
                break  # a word in very many titles finds nothing new
            for number in holding:
                shared[number] = shared.get(number, 0) + 1
        shared.pop(not_this, None) if not_this is not None else None
        return sorted(shared, key=lambda number: -shared[number])[:MOST_CANDIDATES]


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two titles are, 0 to 1: the mean of the shared letters in order and the shared words.

    The letters are compared by the Ratcliff/Obershelp measure of `difflib`; numbers must be the same on both sides.
    """
    if {word for word in one if word.isdigit()} != {word for word in other if word.isdigit()}:
        return 0.0  # "summit of 2000" is not "summit of 2018"
    shorter, longer = sorted((tuple(one), tuple(other)), key=len)
    if len(shorter) > SHORTEST and longer[: len(shorter)] == shorter:
        return 0.9 + 0.1 * len(shorter) / len(longer)  # cut off at the end, or with a subtitle
    letters = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio()
    words = 2 * len(set(one) & set(other)) / (len(set(one)) + len(set(other)))
    return (letters + words) / 2
