"""A "Read also" title means the article of that title, whichever of the two came first."""

from datetime import date

from reader.articles.article import ArticleNumber
from reader.library.links import LinkedTitle
from reader.wiring import Services
from tests.conftest import MakeDraft


def targets(services: Services, number: ArticleNumber) -> list[tuple[str, ArticleNumber | None]]:
    return [(link.title, link.number) for link in services.links.of(number)]


def test_titles_keep_their_order_and_their_wording(services: Services, make_draft: MakeDraft) -> None:
    old, new = services.shelf.add(
        [make_draft("Japan’s plans", published=date(2025, 1, 2)), make_draft("New", links=("Zebra", "JAPAN'S  PLANS!"))]
    )
    assert services.links.of(new) == [
        LinkedTitle(title="Zebra", number=None, id=None, published=None),
        LinkedTitle(
            title="JAPAN'S  PLANS!", number=old, id=services.shelf.at(old).article.id, published=date(2025, 1, 2)
        ),
    ]


def test_a_wanted_title_is_found_when_its_article_arrives_later(services: Services, make_draft: MakeDraft) -> None:
    (asking,) = services.shelf.add([make_draft("Asking", links=("The answer", "Never"))])
    assert {link.title for link in services.links.wanted()} == {"The answer", "Never"}
    (answer,) = services.shelf.add([make_draft("THE ANSWER")])
    assert targets(services, asking) == [("The answer", answer), ("Never", None)]
    assert [link.title for link in services.links.wanted()] == ["Never"]


def test_an_article_never_leads_to_itself(services: Services, make_draft: MakeDraft) -> None:
    (alone,) = services.shelf.add([make_draft("Alone", links=("Alone", "alone!"))])
    assert targets(services, alone) == [("Alone", None), ("alone!", None)]
    (other,) = services.shelf.add([make_draft("Alone", "Another article of the same title.")])
    assert targets(services, alone) == [("Alone", other), ("alone!", other)]


def test_titles_without_a_letter_mean_nothing(services: Services, make_draft: MakeDraft) -> None:
    dots, asking = services.shelf.add([make_draft("…"), make_draft("Asking", links=("!?", "—"))])
    assert targets(services, asking) == [("!?", None), ("—", None)]
    (later,) = services.shelf.add([make_draft("???")])
    assert targets(services, asking) == [("!?", None), ("—", None)]
    assert services.links.to(dots) == services.links.to(later) == []


def test_who_links_here_is_told_once_each_and_newest_first(services: Services, make_draft: MakeDraft) -> None:
    here, *_ = services.shelf.add(
        [
            make_draft("Here"),
            make_draft("Old", links=("Here", "here"), published=date(2024, 1, 1)),
            make_draft("New", links=("Here",), published=date(2025, 1, 1)),
            make_draft("Elsewhere", links=("Old",)),
        ]
    )
    assert [link.title for link in services.links.to(here)] == ["New", "Old"]
    assert [link.title for link in services.links.to(here, limit=1)] == ["New"]


def test_of_two_articles_of_a_title_the_first_is_meant(services: Services, make_draft: MakeDraft) -> None:
    first, _second, asking = services.shelf.add(
        [make_draft("Live", "One."), make_draft("Live", "Two."), make_draft("Asking", links=("Live",))]
    )
    assert targets(services, asking) == [("Live", first)]


def test_a_line_can_be_resolved_by_hand(services: Services, make_draft: MakeDraft) -> None:
    asking, answer = services.shelf.add([make_draft("Asking", links=("Nearly",)), make_draft("Nearly, but not quite")])
    (wanted,) = services.links.wanted()
    assert (wanted.article, wanted.position, wanted.title_key) == (asking, 0, "nearly")
    services.links.resolve([(wanted, answer)])
    assert targets(services, asking) == [("Nearly", answer)]
    assert services.links.wanted() == []
