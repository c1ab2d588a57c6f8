"""Made-up articles for the benchmarks: the same ones every time, with words spread and growing as in real text.

Common words follow Zipf's law, some words like to stand side by side, and about every fiftieth word is a rare one: most
of these stand once in all articles, so that the vocabulary grows with the articles (some 300,000 words in 100,000).
"""

import argparse
import itertools
import random
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

PEOPLE = ["Mira Okafor", "Jonas Lindqvist", "Kim Dae-ho", "Ana Ferreira", "Tariq Haddad", "Lucia Moretti", "Wei Zhang"]
PLACES = "Lisbon Jakarta Nairobi Busan Tbilisi Oslo Lima Hanoi Warsaw Quito Japan Kenya".split()
BODIES = [
    "the Ministry of Transport",
    "the National Assembly",
    "Harbour Rail Group",
    "the World Bank",
    "the Coast Guard",
]
COMMON = (
    "the of to in and a said on for that it was its by at from with is be as he has an will not would were which have"
    " but are had this been they or year more company market new last one about also up their after price trade"
    " government two some over bank three other first people week could than per month report rate oil stock plan world"
    " work there agreement water power road school talks visit budget port energy vote court"
).split()
SOURCES = "harbour-post evening-mail northern-desk transport-weekly the-observer market-report".split()
ONSETS, VOWELS, ENDS = (
    "b d f g k l m n p r s t v br st tr pl c h sh".split(),
    "a e i o u ea io".split(),
    ["", "", "n", "r", "l", "st"],
)
WORDS = 50_000  # of the language; rare ones come on top
ZIPF_SHIFT, ZIPF_POWER = 2.7, 1.12  # Mandelbrot's form of the law: weight = 1 / (rank + shift) ** power
PAIRS = 2_000  # of words that often stand side by side
PAIR_SHARE = 0.05  # of the words drawn are such pairs
RARE_SHARE = 0.02
NEW_SHARE = 0.85  # of the rare words were never there before
KEPT_RARE = 5_000  # of the last rare words come back now and then
FIRST_DAY, DAYS = date(2005, 1, 1), 7_300


def make_articles(folder: Path, count: int, *, seed: int = 11) -> None:
    """Write `count` plain-text articles of 120 to 220 words, a thousand to a folder."""
    rng = random.Random(seed)
    language = _Language(rng)
    for number in range(count):
        place = folder / f"{number // 1000:03d}" / SOURCES[number % len(SOURCES)]
        if number % 1000 < len(SOURCES):
            place.mkdir(parents=True, exist_ok=True)
        day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        (place / f"{day}-a{number:06d}.txt").write_text(language.article(), "utf-8")


class _Language:
    """Words with weights, and what is made of them."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        words = list(dict.fromkeys(COMMON))
        known = set(words)
        while len(words) < WORDS:
            word = self._word(1 + min(3, rng.randrange(1, 2 + len(words) // 4_000)))  # frequent words are short
            if word not in known:
                known.add(word)
                words.append(word)
        self._known, self._words = known, words
        self._weights = list(itertools.accumulate(_zipf(rank) for rank in range(WORDS)))
        telling = words[len(COMMON) // 2 : 6_000]
        self._pairs = [" ".join(rng.sample(telling[: 100 + rank * 2], 2)) for rank in range(PAIRS)]
        self._pair_weights = list(itertools.accumulate(_zipf(rank) for rank in range(PAIRS)))
        self._recent = deque(["zhaurex"], KEPT_RARE)

    def article(self) -> str:
        rng = self._rng
        drawn = self._draw(rng.randrange(115, 205))
        title = f"{rng.choice(PLACES)} {' '.join(itertools.islice(drawn, rng.randrange(4, 8)))}"
        paragraphs, sentences = [], []
        while words := list(itertools.islice(drawn, rng.randrange(8, 24))):
            for names in (PEOPLE, PLACES, BODIES):
                if rng.random() < 0.25:
                    words.insert(rng.randrange(len(words)) + 1, rng.choice(names))
            text = " ".join(words)
            sentences.append(f"{text[0].upper()}{text[1:]}.")
            if rng.random() < 0.4:
                paragraphs.append(" ".join(sentences))
                sentences = []
        paragraphs += [" ".join(sentences)] if sentences else []
        return title + "\n\n" + "\n\n".join(paragraphs) + "\n"

    def _draw(self, length: int) -> Iterator[str]:
        rng = self._rng
        for word in rng.choices(self._words, cum_weights=self._weights, k=length):
            chance = rng.random()
            if chance < RARE_SHARE:
                yield self._rare_word() if rng.random() < NEW_SHARE else rng.choice(self._recent)
            elif chance < RARE_SHARE + PAIR_SHARE:
                yield rng.choices(self._pairs, cum_weights=self._pair_weights)[0]
            else:
                yield word

    def _rare_word(self) -> str:
        """A word that was never there before; one in six is a code such as "BRAK204"."""
        rng = self._rng
        while True:
            word = self._word(rng.choice((2, 3, 3, 4)))
            if rng.random() < 0.16:
                word = f"{word[:4].upper()}{rng.randrange(10, 99_999)}"
            if word.lower() not in self._known:
                break
        self._known.add(word.lower())
        self._recent.append(word)
        return word

    def _word(self, syllables: int) -> str:
        rng = self._rng
        return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(ENDS) for _ in range(syllables))


def _zipf(rank: int) -> float:
    return 1 / float((rank + ZIPF_SHIFT) ** ZIPF_POWER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=13_013)
    options = parser.parse_args()
    make_articles(options.folder, options.count)


if __name__ == "__main__":
    main()
