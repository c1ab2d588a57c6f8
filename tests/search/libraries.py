"""Small libraries by chance: many languages, segments, replaced and removed articles; and queries to ask them."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from reader.articles.article import ArticleNumber
from reader.search.index import Condition, IndexedArticle, NamedEntity, SearchIndex, UnknownConditionError
from reader.ticket import Ticket

FIRST_DAY = date(2024, 12, 1)
LONG = settings().max_examples > 100  # asked for with --long
LANGUAGES = ("", "en", "de", "fr", "ru", "ja", "tlh")
WORDS = (
    "radar", "Radars", "radar’s", "launch", "launches", "launching", "relaunch", "sea", "seas", "seam", "the", "to",
    "be", "Łódź", "Lodz", "35", "3.5", "1,000", "U.S.", "us", "O'Brien", "obrien", "cooperation",
    "l'homme", "hommes", "nation", "nationale", "nationalen", "Häuser", "Hausen", "Hause", "Straße", "cooperatoin",
    "Министр", "министры", "министра", "ещё", "еще", "Ελλάδα", "ελλαδα", "日本", "日本語", "本日", "日", "防衛省",
    "radar日", "서울", "서울에서", "กลาโหม", "الرئيس", "رئيس", "شَمس", "בית", "צה\"ל", "भारती", "भारत", "…", "\u0640",
    "ﬁne", "fine",
)  # fmt: skip
SOURCES = ("", " ", "Space Weekly", "space  weekly", "Łódź Radar", "日本 News")
NAMES = (
    NamedEntity("person", "Gen Nakatani"), NamedEntity("person", "Jane O’Brien"), NamedEntity("person", "Radar"),
    NamedEntity("place", "Łódź"), NamedEntity("place", "Radar"), NamedEntity("organisation", "日本 Radar Office"),
    NamedEntity("other", "Sea of Seas"), NamedEntity("place", "Sea"),
)  # fmt: skip


def often(examples: int) -> int:
    """So many examples, and many times more with --long."""
    return examples * settings().max_examples // 100


def language_of(number: int) -> str:
    """An article keeps its language whatever becomes of its text, so that deleted versions need not be remembered."""
    return LANGUAGES[number * 5 % 11 % len(LANGUAGES)]


def resolve(condition: Condition) -> list[ArticleNumber]:
    """Stands for the library: it knows some names and nothing else."""
    if condition.field in ("is", "has", "tag"):
        raise UnknownConditionError(f"“{condition.field}:{condition.value}” is not known")
    return [ArticleNumber(number) for number in range(len(condition.value), 400, 3)]


class Chance(random.Random):
    """Makes articles."""

    def text(self, most: int = 12) -> str:
        return " ".join(self.choices(WORDS, k=self.randrange(most)))

    def day(self) -> date | None:
        return FIRST_DAY + timedelta(days=self.randrange(90)) if self.random() < 0.8 else None

    def article(self, number: int) -> IndexedArticle:
        lead = self.text()
        return IndexedArticle(
            ArticleNumber(number),
            title=self.text(5),
            lead=lead,
            text=f"{lead} {self.text(30)}",
            source=self.choice(SOURCES),
            author=self.text(3),
            published=self.day(),
            added=self.day(),
            language=language_of(number),
            named=self.text(4),
            entities=tuple(self.sample(NAMES, self.randrange(4))),
        )

    def articles(self, count: int, highest: int) -> list[IndexedArticle]:
        return [self.article(number) for number in self.sample(range(1, highest), min(count, highest - 1))]


@dataclass(frozen=True)
class Library:
    """An index, and the articles that must be in it."""

    index: SearchIndex
    articles: dict[ArticleNumber, IndexedArticle]

    @property
    def whoosh_folder(self) -> Path:
        (folder,) = self.index._folder.glob("index-*")
        return folder


def make_library(folder: Path, seed: int) -> Library:
    """The library of this seed: commits of several sizes, so that some segments were merged and some were not."""
    chance = Chance(seed)
    made = Library(SearchIndex(folder), {})
    highest = chance.choice((4, 30, 60, 300 if LONG else 80))
    if chance.random() < 0.5:
        first = chance.articles(highest // 2, highest)
        made.index.rebuild([first], revision=0, library_id="", ticket=Ticket())
        made.articles.update((article.number, article) for article in first)
    for revision in range(1, chance.choice((2, 4, 12))):
        changes = chance.articles(chance.choice((1, 2, highest // 3)), highest)
        changed = {article.number for article in changes}
        gone = [ArticleNumber(n) for n in chance.sample(range(1, highest), min(2, highest - 1)) if n not in changed]
        made.index.apply(changes, removed=gone, revision=revision)
        made.articles.update((article.number, article) for article in changes)
        for number in gone:
            made.articles.pop(number, None)
    return made


_words = st.sampled_from(WORDS)
_fields = st.sampled_from(["", "", "title:", "lead:", "source:", "author:"])
_leaves = st.one_of(
    _words,
    st.tuples(_fields, _words).map("".join),
    st.tuples(_fields, st.sampled_from(["r", "rad", "radar", "launch", "l", "мин", "日", "3", "n", "co", "ال"])).map(
        lambda parts: f"{parts[0]}{parts[1]}*"
    ),
    st.tuples(_fields, _words, st.sampled_from(["~", "~1", "~2"])).map("".join),
    st.tuples(_fields, st.lists(_words, min_size=1, max_size=3).map(" ".join)).map(
        lambda both: f'{both[0]}"{both[1]}"'
    ),
    st.lists(_words, min_size=2, max_size=3).map("-".join),
    st.lists(_words, min_size=2, max_size=3).map(lambda found: f"{'-'.join(found)}*"),
    st.lists(_words, min_size=2, max_size=3).map(lambda found: f"{'-'.join(found)}~"),
    st.tuples(_fields, st.lists(_words, min_size=2, max_size=4).map(" ".join), st.integers(0, 6)).map(
        lambda parts: f'{parts[0]}"{parts[1]}"~{parts[2]}'
    ),
    st.sampled_from([f'source:"{source}"' for source in SOURCES if source.strip()]),
    st.sampled_from([f"lang:{language}" for language in LANGUAGES if language]),
    st.sampled_from("has:person has:place has:org has:other has:name has:date has:author has:source has:note".split()),
    st.sampled_from(["person:Nakatani", 'place:"Łódź"', "name:x", "is:purple", "tag:seas"]),
    st.tuples(
        st.sampled_from(["date:", "added:"]),
        st.sampled_from(
            ["2025", "2025-01", ">2025-01-20", "<2025-01", "..2025-02-10", "2024-12-20..2025-01-05", "1999"]
        ),
    ).map("".join),
)
QUERIES = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"NOT {part}"),
        inner.map(lambda part: f"-({part})"),
    ),
    max_leaves=5,
)
"""Queries of every kind, as they are typed."""
