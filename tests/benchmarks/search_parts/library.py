"""From a folder of articles to a library without an index, and to the words that are asked for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from engines.base import Question, Record, read_records

from reader.library.importers.draft import ImportedArticle
from reader.library.importers.formats import UnreadableFileError, find_files, read_file
from reader.locations import locate
from reader.ticket import Ticket
from reader.wiring import build_services

BATCH = 1_000
FIRST_DAY, DAYS = date(2005, 1, 1), 7_300  # for files without a date: a fixed one each, so that sorting has work to do
WORD = re.compile(r"\w+")
TELLING = re.compile(r"[a-z]{4,}")
STOP_WORDS = frozenset(
    "about above after again against also because been before being below between both but can cannot could does doing"
    " down during each either else ever every from further have having here hers himself however into itself just like"
    " more most much must myself neither only other ought ours over said same shall should since some still such than"
    " that their them then there these they this those through under until upon very were what when where which while"
    " whom will with within without would your yours".split()
) - {"said"}  # it is the common word of newswire
FREQUENT, RARE, PHRASE = 0.10, 5, 0.01  # share of the articles, articles, share of the articles
SAMPLE = 5_000  # articles in which pairs of words are counted


def make_library(corpus: Path, library: Path, *, names: bool) -> None:
    """Read the files and store them; with `names`, recognise the names in them, too, which takes long."""
    with closing(build_services(locate(library))) as services:
        drafts = _drafts(corpus)
        while some := list(islice(drafts, BATCH)):
            services.shelf.add(some)
        if names:
            services.name_articles(ticket=Ticket())


def _drafts(corpus: Path) -> Iterator[ImportedArticle]:
    number = 0
    for path in find_files([corpus]):
        try:
            found = read_file(path)
        except UnreadableFileError:
            continue
        for draft in found:
            number += 1
            day = FIRST_DAY + timedelta(days=number * 7_919 % DAYS)
            yield draft if draft.published else replace(draft, published=day)


def describe_library(library: Path) -> dict[str, Any]:
    """How much there is in it, and the questions for it: every word is counted once for each article it stands in."""
    articles = text_bytes = 0
    counts: Counter[str] = Counter()
    for record in read_records(library):
        articles += 1
        text_bytes += len(record.title.encode()) + len(record.text.encode())
        counts.update(set(words_of(record)))
    questions = choose_questions(counts, articles, _pairs(library, articles))
    return {
        "articles": articles,
        "text_bytes": text_bytes,
        "different_words": len(counts),
        "questions": questions,
        "articles_with": {word: counts[word] for question in questions for word in question.words},
    }


def words_of(record: Record) -> list[str]:
    folded = unicodedata.normalize("NFC", f"{record.title}\n{record.text}").lower()
    return WORD.findall(folded)


def choose_questions(counts: Counter[str], articles: int, pairs: Counter[tuple[str, str]]) -> list[Question]:
    """One question of each kind, by the number of articles a word stands in; the same ones for every engine.

    `pairs`: in how many articles of a sample two words stand side by side.
    """
    telling = {word: count for word, count in counts.items() if TELLING.fullmatch(word) and word not in STOP_WORDS}
    common = max(telling, key=lambda word: (telling[word], word))
    frequent = _nearest(telling, FREQUENT * articles, without=common)
    rare = _nearest(telling, RARE, without=common)
    beside = {pair: count for pair, count in pairs.items() if set(pair) <= telling.keys() and pair[0] != pair[1]}
    heavy = max(beside, key=lambda pair: (beside[pair], pair), default=(common, frequent))
    phrase = _nearest(beside, PHRASE * min(articles, SAMPLE), without=heavy) if len(beside) > 1 else heavy
    return [
        Question("common word", "words", (common,)),
        Question("frequent word", "words", (frequent,)),
        Question("rare word", "words", (rare,)),
        Question("two words", "words", (common, frequent)),
        Question("phrase", "phrase", phrase),
        Question("phrase of common words", "phrase", heavy),
        Question("prefix of three letters", "prefix", (frequent[:3],)),
        Question("common word by title", "words", (common,), "title"),
        Question("common word by date", "words", (common,), "newest"),
    ]


def _nearest(counts: dict[Any, int], wanted: float, *, without: object) -> Any:
    """The key whose count is nearest to what is wanted, and the first of these by its letters."""
    return min((key for key in counts if key != without), key=lambda key: (abs(counts[key] - wanted), key))


def _pairs(library: Path, articles: int) -> Counter[tuple[str, str]]:
    step = max(1, articles // SAMPLE)
    pairs: Counter[tuple[str, str]] = Counter()
    for number, record in enumerate(read_records(library)):
        if number % step == 0:
            pairs.update(set(pairwise(words_of(record))))
    return pairs
