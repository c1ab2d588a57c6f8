"""Across the library: one entity for one, several where the evidence says so, whatever order the articles come in."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.entities.linker import link_mentions
from reader.entities.mention import EntityId
from reader.entities.roles import roles_in
from reader.library.importers.draft import ImportedArticle
from reader.library.linking import ReadArticle
from reader.locations import locate
from reader.wiring import Services, build_services
from tests.entities.marked import read_article

Linked = dict[str, list[str]]  # title -> the entity of each mention


def keep(services: Services, *marked: str) -> list[ArticleNumber]:
    """Store articles, "Title. Text", with their names, and settle until nothing changes."""
    numbers = [_keep_one(services, one) for one in marked]
    while services.linking.settle():
        for number in services.recognitions.relinking():
            _relink(services, number)
    return numbers


def _keep_one(services: Services, marked: str) -> ArticleNumber:
    title, _, text = marked.partition(": ")
    plain_title, plain_text, mentions = read_article(title, text)
    draft = ImportedArticle(title=plain_title, text=plain_text)
    (number,) = services.shelf.add([draft])
    linked = link_mentions(plain_title, plain_text, mentions)
    roles = roles_in(plain_title, plain_text, linked)
    read = ReadArticle(number, draft.id, plain_title, plain_text, linked, roles, mentions)
    services.linking.store([read], recognized_by="test")
    return number


def _relink(services: Services, number: ArticleNumber) -> None:
    text = services.shelf.texts([number])[number]
    linked = link_mentions(text.title, text.text, services.recognitions.of([number])[number])
    roles = roles_in(text.title, text.text, linked)
    services.linking.store([ReadArticle(number, text.id, text.title, text.text, linked, roles)], recognized_by="")


def linked(services: Services) -> Linked:
    rows = services.shelf.rows([ArticleNumber(n) for n in range(1, services.shelf.count() + 1)])
    return {row.title: [one.entity.name for one in services.names.mentions_of(row.number) or ()] for row in rows}


def in_any_order(folder: Path, articles: Sequence[str]) -> Iterator[Linked]:
    for number, order in enumerate(itertools.islice(itertools.permutations(articles), 0, 24, 5)):
        with closing(build_services(locate(folder / str(number)))) as services:
            keep(services, *order)
            yield linked(services)


TALKS = "Talks: [Gen Nakatani|person] came to [Seoul|place]. The minister [Nakatani|person] met [Ahn Gyu-back|person]."


def test_one_person_is_one_in_all_articles_under_all_forms(services: Services) -> None:
    keep(
        services,
        TALKS,
        "Home: [Nakatani Gen|person] is back.",
        "Later: Minister [Nakatani|person] wrote to [Seoul|place].",
    )
    assert linked(services)["Home"] == ["Gen Nakatani"]
    assert linked(services)["Later"][0] == "Gen Nakatani"
    found = services.names.entity(EntityId("person:gen nakatani"))
    assert sorted(found.aliases) == ["Nakatani", "Nakatani Gen"]
    assert services.names.counts(found.id).articles == 3


KIMS = (
    "Ministry: Minister [Kim Byung-ho|person] spoke to the army of [Sacheon|place] at [Hanwha Ocean|organisation].",
    "Pitch: Striker [Kim Tae-yang|person] scored a goal for [Leeds United|organisation] at [Elland Road|place].",
    "Shipyard: The minister [Kim|person] saw ships of [Hanwha Ocean|organisation] with the army.",
    "Match: [Kim|person] scored a goal again for [Leeds United|organisation], the striker's last of the season.",
)


def test_a_surname_alone_means_who_is_named_with_the_same_others(tmp_path: Path) -> None:
    for found in in_any_order(tmp_path, KIMS):
        assert (found["Shipyard"][0], found["Match"][0]) == ("Kim Byung-ho", "Kim Tae-yang")


def test_a_surname_that_fits_nobody_clearly_stays_by_itself(services: Services) -> None:
    keep(services, *KIMS[:2], "Unclear: Somebody called [Kim|person] came by.")
    assert linked(services)["Unclear"] == ["Kim"]


SMITHS = (
    "Bill: Senator [John Smith|person] said in the [Senate|organisation] that the bill on [Ohio|place] must pass.",
    "Vote: Senator [John Smith|person] of [Ohio|place] lost the vote in the Senate; voters and lawmakers saw it.",
    "Race: The cyclist [John Smith|person] won the stage to [Loulé|place] in a sprint of the whole peloton.",
    "Tour: The cyclist [John Smith|person] missed the stage at [Loulé|place]; his team left the peloton early.",
)


def test_two_of_one_full_name_are_two_where_their_fields_are_far_apart(tmp_path: Path) -> None:
    for found in in_any_order(tmp_path, SMITHS):
        senator, rider = found["Bill"][0], found["Race"][0]
        assert senator != rider
        assert (found["Vote"][0], found["Tour"][0]) == (senator, rider)
        assert {senator, rider} >= {"John Smith"}


def test_somebody_who_changes_the_field_stays_one_if_the_same_are_named_beside(services: Services) -> None:
    friends = "[Ruth Hale|person], [Omar Diop|person] and [Ines Prado|person]"
    bill = "Senator [John Smith|person] and lawmakers left the Senate with"
    race = "The cyclist [John Smith|person] won the stage in a sprint of the peloton with"
    others = [f"Other {n}: [Somebody Else|person] slept." for n in range(20)]  # the friends are nobody in every article
    keep(services, *(f"{says[:3]} {n}: {says} {friends}." for says in (bill, race) for n in range(3)), *others)
    assert {names[0] for names in linked(services).values()} == {"John Smith", "Somebody Else"}


def test_father_and_son_are_two(services: Services) -> None:
    keep(
        services,
        "A: [Robert Keane Jr.|person] won.",
        "B: [Robert A. Keane|person] retired.",
        "C: [Robert Keane|person] left.",
    )
    assert linked(services) == {"A": ["Robert Keane Jr."], "B": ["Robert A. Keane"], "C": ["Robert A. Keane"]}


BANKS = (
    "Manila: The [Asian Research Bank|organisation] ([ARB|organisation]) lends to [Palau|place] and [Samoa|place].",
    "Abidjan: The [African Research Bank|organisation] ([ARB|organisation]) lends to [Ghana|place] and [Togo|place].",
    "Loan: The [ARB|organisation] said that [Samoa|place] and [Palau|place] pay on time.",
    "Credit: The [ARB|organisation] said that [Togo|place] and [Ghana|place] do not.",
)


def test_an_acronym_alone_means_the_organisation_named_with_the_same_others(tmp_path: Path) -> None:
    for found in in_any_order(tmp_path, BANKS):
        assert (found["Loan"][0], found["Credit"][0]) == ("Asian Research Bank", "African Research Bank")


def test_an_acronym_that_is_never_introduced_finds_the_one_name_with_its_initials(services: Services) -> None:
    keep(services, "Short: The [BSA|organisation] met.", "Long: The [Busan Shipping Alliance|organisation] met.")
    assert linked(services)["Short"] == ["Busan Shipping Alliance"]
    assert services.names.articles_naming(["organisation"], "bsa") == [1, 2]  # type: ignore[list-item]


def test_the_offices_of_two_countries_are_two(services: Services) -> None:
    office = "[Foreign Ministry|organisation]"
    keep(services, f"A: [Brazil|place]'s {office} wrote.", f"B: [Chile|place]'s {office} wrote.",
         "C: The [Brazilian|demonym=Brazil] [Ministry of Foreign Affairs|organisation] wrote.")  # fmt: skip
    assert [names[1] for names in linked(services).values()] == [
        "Foreign Ministry (Brazil)", "Foreign Ministry (Chile)", "Foreign Ministry (Brazil)"
    ]  # fmt: skip


def test_a_short_first_name_needs_evidence(services: Services) -> None:
    keep(services, "Long: Secretary [Robert Keane|person] spoke of the [Navy Yard|place] in [Savannah|place].",
         "Near: [Bob Keane|person] spoke of the [Navy Yard|place] in [Savannah|place].")  # fmt: skip
    assert linked(services)["Near"][0] == "Robert Keane"


def test_a_first_name_alone_means_nobody_in_another_article(services: Services) -> None:
    keep(services, "Long: [Robert Keane|person] spoke.", "Short: [Robert|person] came.", "Sur: [Keane|person] came.")
    assert (linked(services)["Short"], linked(services)["Sur"]) == (["Robert"], ["Robert Keane"])


def test_the_name_is_the_most_frequent_full_form(services: Services) -> None:
    keep(services, "A: [LEE MIN-SEO|person] and [Lee|person], [Lee|person].", "B: [Lee Min-seo|person].",
         "C: [Lee Min Seo|person]", "D: [Lee Min Seo|person]")  # fmt: skip
    assert {name for names in linked(services).values() for name in names} == {"Lee Min Seo"}


def test_what_waits_for_settling_is_work_and_is_done_once(services: Services) -> None:
    keep(services, *KIMS)
    assert not services.linking.is_unsettled()
    assert services.recognitions.relinking() == []
    revision = services.shelf.revision()
    assert services.linking.settle() == 0
    assert services.shelf.revision() == revision


@pytest.mark.parametrize("articles", [KIMS, SMITHS, BANKS])
def test_what_is_counted_is_exact_after_every_change(articles: Sequence[str], services: Services) -> None:
    numbers = keep(services, *articles, TALKS)
    assert_counts_are_exact(services)
    services.names.store([(numbers[0], ()), (numbers[-1], ())], recognized_by="test")
    assert_counts_are_exact(services)
    for number in numbers:
        _relink(services, number)
    assert_counts_are_exact(services)


def assert_counts_are_exact(services: Services) -> None:
    """The kept-up columns say what the tables would give if they were counted anew."""
    with services.library.reading() as db:
        counted = db.execute(
            "SELECT entities.number, count(article), coalesce(sum(named.mentions), 0), min(sort_day), max(sort_day)"
            " FROM entities"
            " LEFT JOIN entity_articles AS named ON entity = entities.number"
            " LEFT JOIN articles AS a ON a.number = article GROUP BY entities.number"
        ).fetchall()
        kept = db.execute("SELECT number, articles, mentions, first_day, last_day FROM entities").fetchall()
        assert sorted(kept) == sorted(counted)
        forms = db.execute(
            "SELECT entity, sum(mentions) FROM entity_forms GROUP BY entity HAVING sum(mentions) > 0"
        ).fetchall()
        assert sorted(forms) == sorted(
            row[:2] for row in db.execute("SELECT entity, count(*) FROM mentions GROUP BY 1")
        )
        places = db.execute("SELECT entity, article, count(*) FROM mentions GROUP BY 1, 2").fetchall()
        assert sorted(places) == sorted(db.execute("SELECT entity, article, mentions FROM entity_articles").fetchall())
