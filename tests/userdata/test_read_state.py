"""The place where reading stopped."""

from reader.articles.article import ArticleId
from reader.wiring import Services

ONE = ArticleId("one")


def test_the_last_place_counts_and_stays_within_the_article(services: Services) -> None:
    assert services.read_state.position(ONE) == 0.0
    for asked, kept in ((0.25, 0.25), (0.75, 0.75), (1.5, 1.0), (-1.0, 0.0)):
        services.read_state.set_position(ONE, asked)
        assert services.read_state.position(ONE) == kept
    assert not services.read_state.holds(ONE)  # to have begun is not to have read
    assert services.read_state.position(ArticleId("two")) == 0.0
