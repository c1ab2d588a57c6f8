"""Made-up articles for the benchmarks: the same ones every time, with a growing vocabulary as real text has."""

import random
from collections.abc import Iterator
from pathlib import Path

PEOPLE = ["Mira Okafor", "Jonas Lindqvist", "Kim Dae-ho", "Ana Ferreira", "Tariq Haddad", "Lucia Moretti", "Wei Zhang"]
PLACES = [
    "Lisbon",
    "Jakarta",
    "Nairobi",
    "Busan",
    "Tbilisi",
    "Oslo",
    "Lima",
    "Hanoi",
    "Warsaw",
    "Quito",
    "Japan",
    "Kenya",
]
BODIES = [
    "the Ministry of Transport",
    "the National Assembly",
    "Harbour Rail Group",
    "the World Bank",
    "the Coast Guard",
]
COMMON = (
    "the of and to in a that it was for on with as by at from said would has had new more after year government people"
    " report plan work agreement water power road school market price talks visit budget company port energy vote court"
).split()
ONSETS, VOWELS, ENDS = (
    "b d f g k l m n p r s t v br st tr pl".split(),
    "a e i o u ea io".split(),
    ["", "n", "r", "l", "st"],
)


def make_articles(folder: Path, count: int, *, seed: int = 11) -> None:
    """Write `count` plain-text articles of about 300 words into subfolders of a thousand."""
    rng = random.Random(seed)
    words = [_word(rng) for _ in range(60_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    drawn = iter(rng.choices(words, weights, k=count * 130))
    for number in range(count):
        place = folder / f"{number // 1000:03d}"
        place.mkdir(parents=True, exist_ok=True)
        title = f"{rng.choice(PLACES)} {_sentence(rng, drawn, 7)}".rstrip(".")
        paragraphs = [" ".join(_sentence(rng, drawn, 18) for _ in range(3)) for _ in range(5)]
        lines = [title, "", *("\n\n".join(paragraphs)).split("\n"), "", f"only{number:06d}", ""]
        (place / f"a{number:06d}.txt").write_text("\n".join(lines), "utf-8")


def _sentence(rng: random.Random, drawn: Iterator[str], length: int) -> str:
    words = [next(drawn) if rng.random() < 0.4 else rng.choice(COMMON) for _ in range(length)]
    for names in (PEOPLE, PLACES, BODIES):
        if rng.random() < 0.4:
            words.insert(rng.randrange(1, len(words)), rng.choice(names))
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(ENDS) for _ in range(rng.choice((2, 2, 3, 4))))
