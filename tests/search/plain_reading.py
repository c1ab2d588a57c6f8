"""What a query finds, by reading every article from beginning to end: no index, no arrays, nothing clever."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.search.index import IndexedArticle
from reader.search.query import (
    And,
    Condition,
    Dated,
    FromSource,
    Having,
    InLanguage,
    Node,
    Not,
    Or,
    Phrase,
    UnknownConditionError,
    Word,
    words_instead,
)
from reader.search.spelling import within_edits
from reader.search.stems import stem
from reader.search.words import QueryTerm, find_words, fold, is_run, pairs, query_terms

ASKED_FIELDS = ("title", "text", "lead", "author", "named")
_PLACED_FIELDS = ("title", "lead", "text", "source", "author")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, and the pairs of its runs."""
    return [each for word in find_words(text) for each in (pairs(word) if is_run(word) else [fold(word)])]


class Meaning(NamedTuple):
    """What a term stands for in an article of some language."""

    how: str
    text: str
    language: str = ""
    edits: int = 0

    def fits(self, word: str) -> bool:
        match self.how:
            case "begins":
                return word.startswith(self.text)
            case "near":
                return within_edits(word, self.text, self.edits)
            case "stem":
                return stem(word, self.language) == self.text
        return word == self.text


def meaning(term: QueryTerm, language: str) -> Meaning:
    if term.prefix:
        return Meaning("begins", term.text)
    if term.pair:
        return Meaning("is", term.text)
    if term.edits:
        return Meaning("near", term.text, edits=term.edits)
    return Meaning("stem", stem(term.text, language), language)


def readings(node: Word | Phrase) -> list[list[QueryTerm]]:
    """The terms that must stand at their offsets; twice where the last one may be whole or only begun."""
    whole = list(query_terms(node.text))
    if not whole:
        return []
    last = whole[-1]
    begun = [*whole[:-1], QueryTerm(last.text, last.offset, prefix=True, pair=last.pair)]
    if isinstance(node, Word) and node.prefix:
        return [begun]
    if isinstance(node, Word) and node.edits:
        return [[t if t.pair or t.prefix else QueryTerm(t.text, t.offset, edits=node.edits) for t in whole]]
    return [whole, begun] if node.unfinished and not last.pair else [whole]


def is_next_to_each_other(text: str, row: Sequence[QueryTerm], language: str) -> bool:
    words = words_of(text)
    meant = [(term.offset - row[0].offset, meaning(term, language)) for term in row]
    return any(
        all(at + offset < len(words) and each.fits(words[at + offset]) for offset, each in meant)
        for at in range(len(words))
    )


def is_near(text: str, row: Iterable[QueryTerm], most_between: int, language: str) -> bool:
    """Whether a stretch of the text has all of these, and at most so many other words. Two forms of a word are one."""
    words, meant = words_of(text), {meaning(term, language) for term in row}
    longest = most_between + len(meant)
    stretches = (words[at : at + longest] for at in range(len(words)))
    return any(all(any(each.fits(word) for word in stretch) for each in meant) for stretch in stretches)


def _has_words(article: IndexedArticle, node: Word | Phrase) -> bool:
    fields = (node.field,) if node.field else ASKED_FIELDS
    for row in readings(node):
        for name in fields:
            if len(row) > 1 and name not in _PLACED_FIELDS:
                continue  # names are written without their places
            if len(row) > 1 and isinstance(node, Phrase) and node.near is not None:
                found = is_near(getattr(article, name), row, node.near, article.language)
            else:
                found = is_next_to_each_other(getattr(article, name), row, article.language)
            if found:
                return True
    return False


def has(article: IndexedArticle, node: Dated | FromSource | InLanguage | Having) -> bool:
    """Whether an article has what is no matter of words."""
    match node:
        case Dated(span, field):
            day = article.added if field == "added" else article.published
            return day is not None and (span.first or date.min) <= day <= (span.last or date.max)
        case FromSource(name):
            return _folded(article.source) == _folded(name)
        case InLanguage(code):
            return article.language == code
        case Having("name"):
            return bool(article.entities)
        case Having("date"):
            return article.published is not None
        case Having("author"):
            return bool(words_of(article.author))
        case Having("source"):
            return bool(article.source.strip())
        case Having(kind):
            return any(entity.kind == kind for entity in article.entities)


def _folded(source: str) -> list[str]:
    return [fold(word) for word in find_words(source)]


def find(articles: Mapping[ArticleNumber, IndexedArticle], node: Node, resolve) -> set[ArticleNumber]:
    """The numbers of the articles that match."""
    match node:
        case And(parts):
            return set.intersection(*(find(articles, part, resolve) for part in parts))
        case Or(parts):
            return set.union(*(find(articles, part, resolve) for part in parts))
        case Not(part):
            return articles.keys() - find(articles, part, resolve)
        case Condition():
            try:
                return articles.keys() & set(resolve(node))
            except UnknownConditionError:
                instead = words_instead(node)
                return find(articles, instead, resolve) if instead else set()
        case Word() | Phrase():
            return {number for number, article in articles.items() if _has_words(article, node)}
    return {number for number, article in articles.items() if has(article, node)}
