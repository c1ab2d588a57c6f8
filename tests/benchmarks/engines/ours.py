"""Read Also's own index, through the tasks the window calls."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import cycle

from engines.base import SNIPPETS as ROWS
from engines.base import TOP, Engine, Question, Record
from reader.articles.article import ArticleNumber
from reader.locations import locate
from reader.search.index import Condition, IndexedArticle, SearchIndex, SearchResults
from reader.tasks.find_articles import find_articles, passages_for
from reader.tasks.index_articles import rebuild_index
from reader.tasks.views import ArticleSort
from reader.ticket import Ticket
from reader.wiring import Services, build_services

SORTS = {"": ArticleSort.RELEVANCE, "title": ArticleSort.TITLE, "newest": ArticleSort.NEWEST}


class MeasuredEngine(Engine):
    """The index is made from the library with everything it holds for the reader: names, sources, facets."""

    sorts = True
    remark = "reads everything through the library's own objects; titles and dates come from the library"
    services: Services
    index: SearchIndex
    last: SearchResults
    before: str = ""  # what was asked last

    def load(self) -> None:
        import reader.search.engine  # noqa: F401  # with Whoosh and numpy

        self.services = build_services(locate(self.library))
        self.index = SearchIndex(self.place)

    def build(self) -> None:
        rebuild_index(shelf=self.services.shelf, names=self.services.names, search_index=self.index, ticket=Ticket())

    def open(self) -> None:
        self.index.warm()

    def query(self, question: Question) -> int:
        services = self.services
        if typed(question) == self.before:
            self.index.search("", resolve=none)  # so that the answer to the same question is not remembered
        self.before = typed(question)
        self.last = find_articles(
            typed(question),
            shelf=services.shelf,
            names=services.names,
            bookmarks=services.bookmarks,
            read_state=services.read_state,
            annotations=services.annotations,
            search_index=self.index,
            limit=TOP,
            sort=SORTS[question.order],
        )
        services.shelf.rows([hit.number for hit in self.last.hits])
        return self.last.total

    def snippets(self) -> int:
        numbers = [hit.number for hit in self.last.hits[:ROWS]]
        passages = passages_for(numbers, highlighter=self.last.highlighter, shelf=self.services.shelf)
        return sum(len(passage.text) for passage in passages.values())

    def suggestions(self, asked: Sequence[Question]) -> dict[str, Callable[[], object]]:
        """What only this index offers, ready to be measured."""
        index, common, frequent = self.index, typed(asked[0]), asked[1].words[0]
        offers: dict[str, Callable[[], object]] = {
            f"last word from {letters} letters": partial(index.complete_word, frequent[:letters])
            for letters in (1, 2, 3)
        }
        offers["name from 2 letters"] = partial(index.complete_name, "jo")
        offers["facets of the last answer"] = partial(index.facets, common, resolve=none)
        two = cycle((common, frequent))

        def search_with_facets() -> None:
            query = next(two)  # another one each time, so that nothing is remembered
            index.search(query, resolve=none)
            index.facets(query, resolve=none)

        offers["a search with its facets"] = search_with_facets
        offers["count and new ones"] = partial(index.count, common, resolve=none, after=ArticleNumber(1))
        offers["did you mean, one wrong letter"] = partial(index.did_you_mean, f"{frequent[:-1]}q{frequent[-1]}")
        return offers

    def add(self, records: Sequence[Record]) -> None:
        changes = [
            IndexedArticle(ArticleNumber(one.number), one.title, one.lead, one.text, published=one.published)
            for one in records
        ]
        self.index.apply(changes, revision=records[-1].number)

    def close(self) -> None:
        self.index.close()
        self.services.close()


def none(_condition: Condition) -> Collection[ArticleNumber]:
    """For queries without conditions."""
    return ()


def typed(question: Question) -> str:
    """The question as a reader types it."""
    words = " ".join(question.words)
    return {"words": words, "phrase": f'"{words}"', "prefix": f"{words}*"}[question.shape]
