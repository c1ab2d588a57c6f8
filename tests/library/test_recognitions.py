"""What was recognised comes back as it was, and the library tells what is left to do."""

from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleNumber
from reader.entities.mention import EntityKind, Mention, MentionSource
from reader.library.linking import ReadArticle
from reader.library.recognitions import packed, unpacked
from reader.wiring import Services
from tests.conftest import MakeDraft

MENTIONS = st.builds(
    Mention,
    st.integers(-300, 9_000),
    st.integers(9_001, 9_999),
    st.sampled_from(EntityKind),
    st.integers(0, 100).map(lambda percent: percent / 100),
    st.sampled_from(MentionSource),
    st.sampled_from(["", "Japan", "Côte d'Ivoire", '"']),
    st.booleans(),
)


@given(st.lists(MENTIONS, max_size=5))
def test_mentions_come_back_as_they_were_stored(mentions: list[Mention]) -> None:
    assert unpacked(packed(mentions)) == tuple(mentions)


def test_an_article_is_left_until_it_is_recognised_by_this_version(services: Services, make_draft: MakeDraft) -> None:
    first, second = services.shelf.add([make_draft("One", "Text."), make_draft("Two")])
    found = [Mention(0, 1, EntityKind.PLACE)]
    services.linking.store(
        [ReadArticle(first, services.shelf.at(first).article.id, "One", "Text.", (), found=found)], recognized_by="1"
    )
    recognitions = services.recognitions
    assert recognitions.of([first, second]) == {first: tuple(found)}
    assert (recognitions.left("1"), recognitions.left_count("1")) == ([second], 1)
    assert (recognitions.left("2"), recognitions.left_count("2")) == ([second, first], 2)  # those without names first


def test_only_what_was_recognised_can_be_linked_anew(services: Services, make_draft: MakeDraft) -> None:
    (number,) = services.shelf.add([make_draft("One", "Text.")])
    services.recognitions.relink([number, ArticleNumber(99)])
    assert services.recognitions.relinking() == []
    read = ReadArticle(number, services.shelf.at(number).article.id, "One", "Text.", (), found=[])
    services.linking.store([read], recognized_by="1")
    services.recognitions.relink([number])
    assert (services.recognitions.relinking(), services.recognitions.relinking_count()) == ([number], 1)
    services.linking.store([read._replace(found=None)], recognized_by="")
    assert services.recognitions.relinking() == []
    assert services.recognitions.left("1") == []
