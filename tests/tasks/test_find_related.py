"""What the sidebar offers for the bundled articles is what an editor might have offered."""

import pytest

from reader.articles.article import ArticleNumber
from reader.library.shelf import ArticleMissingError
from reader.tasks.find_related import find_related
from reader.tasks.views import RelatedArticles
from reader.wiring import Services


def related(services: Services, number: ArticleNumber, *, with_index: bool = True) -> RelatedArticles:
    return find_related(
        number,
        shelf=services.shelf,
        links=services.links,
        names=services.names,
        read_state=services.read_state,
        search_index=services.search_index if with_index else None,
    )


def test_the_articles_own_list_comes_in_its_order_with_what_is_missing(
    seeded: Services, number_of: dict[str, ArticleNumber]
) -> None:
    found = related(seeded, number_of["Seoul and Tokyo"])
    assert [(one.title.split()[0], one.number is not None) for one in found.read_also] == [
        ("Japan’s", True), ("Pashinyan", True), ("Mixed", True), ("Gen", True), ("Lu", False)
    ]  # fmt: skip
    assert found.read_also[0].number == number_of["Japan’s prime minister"]
    assert found.read_also[0].published is not None
    assert found.read_also[4].id is None


def test_who_links_here_is_told(seeded: Services, number_of: dict[str, ArticleNumber]) -> None:
    titles = {one.title for one in related(seeded, number_of["Gen Nakatani, a"]).linked_from}
    assert "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space" in titles
    assert "Shigeru Ishiba, the politician from Tottori" in titles


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Seoul and Tokyo", "The Cheonan sinking"),
        ("Nikol Pashinyan, the", "The Washington meeting"),
        ("SLIM, the lander", "Nusantara"),
        ("Six nuclear tests:", "The Northern Limit"),
    ],
)
def test_similar_articles_share_names_and_say_which(
    title: str, expected: str, seeded: Services, number_of: dict[str, ArticleNumber]
) -> None:
    similar = related(seeded, number_of[title]).similar
    assert 1 <= len(similar) <= 6
    assert all(one.reasons and one.number and one.id for one in similar)
    assert [one.score for one in similar] == sorted((one.score for one in similar), reverse=True)
    found = any(one.title.startswith(expected) for one in similar)
    assert found is not (expected == "Nusantara"), [one.title for one in similar]


def test_nothing_is_offered_twice(seeded: Services, number_of: dict[str, ArticleNumber]) -> None:
    for number in number_of.values():
        found = related(seeded, number)
        offered = [one.number for one in (*found.read_also, *found.similar) if one.number is not None]
        assert len(offered) == len(set(offered))
        assert number not in offered


def test_without_an_index_names_alone_make_articles_similar(
    seeded: Services, number_of: dict[str, ArticleNumber]
) -> None:
    similar = related(seeded, number_of["Seoul and Tokyo"], with_index=False).similar
    assert similar
    assert all(reason.startswith("shares ") for one in similar for reason in one.reasons)


def test_an_article_that_is_not_there_is_said_in_words(seeded: Services) -> None:
    with pytest.raises(ArticleMissingError):
        related(seeded, ArticleNumber(9_999))


def test_what_was_read_is_told(services: Services, make_draft) -> None:  # type: ignore[no-untyped-def]
    read, unread, asking = services.shelf.add(
        [make_draft("Read"), make_draft("Unread"), make_draft("Asking", links=("Read", "Unread", "Wanted"))]
    )
    services.read_state.mark(services.shelf.at(read).article.id, True)
    assert [one.read for one in related(services, asking, with_index=False).read_also] == [True, False, False]
    assert related(services, unread, with_index=False).linked_from[0].read is False
