"""What an article leads to: its own "Read also" list, who links to it, what is similar."""

from reader.articles.article import ArticleNumber
from reader.library.families import Families
from reader.library.links import LinkedTitle, Links
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.related.similar import SharedWords, rank_similar
from reader.search.index import IndexUnreadableError, SearchIndex
from reader.tasks.views import RelatedArticle, RelatedArticles
from reader.userdata.read_state import ReadState

NAME_CANDIDATES = 200  # the articles that share the rarest names
WORD_CANDIDATES = 30


def find_related(
    number: ArticleNumber,
    *,
    shelf: Shelf,
    links: Links,
    names: Names,
    read_state: ReadState,
    search_index: SearchIndex | None,
    families: Families | None = None,
) -> RelatedArticles:
    """The three lists of the sidebar. Without a search index, or with a damaged one, only names make articles similar.

    With `families`, reprints of the article are not among the similar ones: who asks tells of them elsewhere.

    Raises:
        ArticleMissingError: the library holds no such article.
    """
    read_also, linked_from = links.of(number), links.to(number)
    read = read_state.among([linked.id for linked in (*read_also, *linked_from) if linked.id is not None])
    named_already = frozenset(link.number for link in read_also if link.number is not None) | {number}
    if families is not None:
        named_already |= frozenset(families.members(number))
    return RelatedArticles(
        read_also=tuple(_linked(link, link.id in read) for link in read_also),
        linked_from=tuple(_linked(link, link.id in read) for link in linked_from),
        similar=_similar(number, named_already, shelf, names, read_state, search_index),
    )


def _linked(linked: LinkedTitle, read: bool) -> RelatedArticle:
    return RelatedArticle(title=linked.title, number=linked.number, id=linked.id, published=linked.published, read=read)


def _similar(
    number: ArticleNumber,
    named_already: frozenset[ArticleNumber],
    shelf: Shelf,
    names: Names,
    read_state: ReadState,
    search_index: SearchIndex | None,
) -> tuple[RelatedArticle, ...]:
    me = shelf.at(number).article
    by_names = sorted(names.sharing(number), key=lambda shared: (-len(shared.names), shared.names[0][1]))
    by_names = by_names[:NAME_CANDIDATES]
    by_words = _shared_words(f"{me.title}\n\n{me.text}", number, search_index)
    candidates = {shared.number for shared in by_names} | {shared.number for shared in by_words}
    rows = {row.number: row for row in shelf.rows(sorted(candidates))}
    ranked = rank_similar(
        [shared for shared in by_names if shared.number in rows],
        [shared for shared in by_words if shared.number in rows],
        articles=shelf.count(),
        published=me.published,
        dates={number: row.published for number, row in rows.items()},
        without=named_already,
    )
    read = read_state.among([rows[similar.number].id for similar in ranked])
    return tuple(
        RelatedArticle(
            title=rows[similar.number].title,
            number=similar.number,
            id=rows[similar.number].id,
            published=rows[similar.number].published,
            read=rows[similar.number].id in read,
            score=similar.score,
            reasons=similar.reasons,
        )
        for similar in ranked
    )


def _shared_words(text: str, number: ArticleNumber, search_index: SearchIndex | None) -> list[SharedWords]:
    if search_index is None:
        return []
    try:
        found = search_index.similar_words(text, limit=WORD_CANDIDATES, without=number)
    except IndexUnreadableError:
        return []  # the list is still good without; the damage is reported where the index is searched
    best = max((score for _number, score, _words in found), default=0.0) or 1.0
    return [SharedWords(number=other, score=score / best, words=words) for other, score, words in found]
