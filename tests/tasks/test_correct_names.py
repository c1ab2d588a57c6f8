"""Corrections over a real library: each action here and everywhere, at once and later, taken back, and kept."""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

import pytest

from reader.articles.article import ArticleId, ArticleNumber
from reader.entities.correction import Correction, CorrectionAction, fault_of
from reader.entities.correction_targets import name_of
from reader.entities.finder import BETWEEN
from reader.entities.identity import entity_id
from reader.entities.linker import link_mentions
from reader.entities.mention import EntityId, EntityKind, LinkedMention, Mention
from reader.errors import CancelledError, ReaderError
from reader.library.corrected import AppliedCorrections
from reader.library.linking import Linking, ReadArticle
from reader.locations import Locations
from reader.tasks.correct_names import CorrectNames, describe_correction
from reader.tasks.current_corrections import CurrentCorrections
from reader.tasks.name_articles import NameArticles
from reader.ticket import Ticket
from reader.userdata.corrections import Corrections
from reader.wiring import Services, build_services
from tests.conftest import MakeDraft

RENAME, RETYPE, MERGE = CorrectionAction.RENAME, CorrectionAction.RETYPE, CorrectionAction.MERGE
SPLIT, HIDE, ADD = CorrectionAction.SPLIT, CorrectionAction.HIDE, CorrectionAction.ADD
PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE
GEN, KIM, PARIS = (entity_id(PERSON, name) for name in ("Gen Nakatani", "Kim Dae-jung", "Paris"))
KNOWN = {"Gen Nakatani": PERSON, "Nakatani": PERSON, "Kim Dae-jung": PERSON, "Kim": PERSON, "Paris": PERSON}

Shown = list[tuple[str, str]]


@dataclass
class FewNames:
    """A finder that knows five names, so that a test says what is found."""

    version: str = "1"

    def mentions_in(self, title: str, text: str) -> tuple[Mention, ...]:
        ahead = len(title) + len(BETWEEN)
        found = re.finditer(r"Gen Nakatani|Nakatani|Kim Dae-jung|Kim|Paris", f"{title}{BETWEEN}{text}")
        return tuple(Mention(one.start() - ahead, one.end() - ahead, KNOWN[one[0]], 0.9) for one in found)

    def link(self, title: str, text: str, mentions: Sequence[Mention]) -> tuple[LinkedMention, ...]:
        return link_mentions(title, text, mentions)

    def names_in(self, title: str, text: str) -> tuple[LinkedMention, ...]:
        return self.link(title, text, self.mentions_in(title, text))


def read_again(desk: "Desk") -> list[ReadArticle]:
    """All articles with what is stored of them, ready to be linked."""
    found = desk.services.recognitions.of([ArticleNumber(number) for number in range(1, len(ARTICLES) + 1)])
    articles = [(number, desk.services.shelf.at(number).article, mentions) for number, mentions in found.items()]
    return [
        ReadArticle(number, one.id, one.title, one.text, link_mentions(one.title, one.text, mentions), found=mentions)
        for number, one, mentions in articles
    ]


class Desk:
    """A library with a few articles, and what a reader does with the names in it."""

    def __init__(self, services: Services, finder: FewNames) -> None:
        self.services = services
        self.corrections = Corrections(services.userdata)
        self.current = CurrentCorrections(corrections=self.corrections, applied=AppliedCorrections(services.library))
        self.name_articles = NameArticles(
            shelf=services.shelf,
            names=services.names,
            recognitions=services.recognitions,
            linking=Linking(services.library),
            search_index=lambda: services.search_index,
            name_finder=lambda: finder,
            version=lambda: finder.version,
            corrections=self.current,
        )
        self.correct_names = CorrectNames(
            corrections=self.corrections, current=self.current, name_articles=lambda: self.name_articles
        )

    def work(self) -> None:
        """What the child process does."""
        self.name_articles(ticket=Ticket())

    def shown(self, number: int) -> Shown:
        """Forms and names in the article, as they are stored."""
        article = self.services.shelf.at(ArticleNumber(number)).article
        mentions = self.services.names.mentions_of(ArticleNumber(number))
        assert mentions is not None
        return [
            ((article.title if one.in_title else article.text)[one.span.start : one.span.end], one.entity.name)
            for one in mentions
        ]

    def all_shown(self) -> list[Shown]:
        return [self.shown(number) for number in range(1, self.services.shelf.count() + 1)]

    def listed(self) -> dict[str, tuple[str, int, int]]:
        """What lists of names show: name -> kind, articles, mentions."""
        with self.services.library.reading() as db:
            rows = db.execute("SELECT name, kind, articles, mentions FROM entities WHERE articles > 0").fetchall()
        assert len({row[0] for row in rows}) == len(rows)
        return {row[0]: row[1:] for row in rows}

    def waiting(self) -> list[ArticleNumber]:
        return self.services.recognitions.relinking()

    def id_of(self, number: int) -> ArticleId:
        return self.services.shelf.at(ArticleNumber(number)).article.id

    def counts_agree(self) -> bool:
        """Whether what is counted once equals what is there."""
        with self.services.library.reading() as db:
            wrong = db.execute(
                "SELECT name FROM entities WHERE (articles, mentions) <> (SELECT count(*), coalesce(sum(n.mentions), 0)"
                " FROM entity_articles AS n WHERE entity = number) OR mentions <>"
                " (SELECT count(*) FROM mentions WHERE entity = number)"
            ).fetchall()
            forms = db.execute(
                "SELECT form FROM entity_forms WHERE mentions < 0 OR entity NOT IN (SELECT number FROM entities)"
            ).fetchall()
        return not wrong and not forms


ARTICLES = (
    ("Gen Nakatani in Paris", "Nakatani met Kim Dae-jung near Mount Fuji. Kim left."),
    ("Talks", "Kim Dae-jung and Kim spoke of Mount Fuji and of mount fuji."),
    ("Paris", "Paris waited for Gen Nakatani."),
    ("Nobody", "Nothing happened at all, and nobody’s hat was lost."),
)
BuildDesk = Callable[..., Desk]


@pytest.fixture
def build_desk(make_draft: MakeDraft) -> BuildDesk:
    def build(services: Services, finder: FewNames | None = None, *, named: bool = True) -> Desk:
        if not services.shelf.count():
            services.shelf.add([make_draft(title, text) for title, text in ARTICLES])
        desk = Desk(services, finder or FewNames())
        if named:
            desk.work()
        return desk

    return build


@pytest.fixture
def desk(services: Services, build_desk: BuildDesk) -> Desk:
    return build_desk(services)


def test_a_rename_counts_for_lists_at_once_and_the_old_name_still_finds(desk: Desk) -> None:
    desk.correct_names.correct(Correction(RENAME, GEN, "Gen Nakatani", to_name="General Nakatani"), ArticleNumber(1))
    assert desk.shown(1)[0] == ("Gen Nakatani", "General Nakatani")
    assert desk.shown(3)[-1] == ("Gen Nakatani", "General Nakatani")  # nothing is to be linked anew for it
    assert desk.listed()["General Nakatani"] == ("person", 2, 3)
    assert desk.name_articles.left() == 0
    for name in ("General Nakatani", "Gen Nakatani"):
        assert desk.services.names.articles_naming([PERSON], name, exact=True) == [1, 3]
    (undone,) = desk.correct_names.undo(ArticleNumber(1))
    assert describe_correction(undone) == "Renamed Gen Nakatani to General Nakatani"
    assert "General Nakatani" not in desk.listed()
    assert desk.services.names.articles_naming([PERSON], "General Nakatani") == []
    desk.correct_names.redo(ArticleNumber(1))
    assert "General Nakatani" in desk.listed()


def test_the_index_learns_of_a_new_name(desk: Desk) -> None:
    before = desk.services.shelf.revision()
    desk.correct_names.correct(Correction(RENAME, GEN, to_name="General Nakatani"))
    changed = desk.services.shelf.changed_after(before, limit=10)
    assert [one.number for one in changed] == [1, 3]


def test_another_kind_counts_at_once_and_is_undone(desk: Desk) -> None:
    desk.correct_names.correct(Correction(RETYPE, PARIS, "Paris", to_kind=PLACE), ArticleNumber(3))
    assert desk.listed()["Paris"][0] == "place"
    assert desk.services.names.articles_naming([PLACE], "Paris") == [1, 3]
    desk.correct_names.undo()
    assert desk.listed()["Paris"][0] == "person"


def test_a_merge_counts_for_lists_at_once_and_everywhere_after_the_work(desk: Desk) -> None:
    before, listed = desk.all_shown(), desk.listed()
    desk.correct_names.correct(Correction(MERGE, PARIS, "Paris", to_id=GEN, to_name="Gen Nakatani"), ArticleNumber(3))
    assert desk.shown(3) == [("Paris", "Gen Nakatani"), ("Paris", "Gen Nakatani"), ("Gen Nakatani", "Gen Nakatani")]
    assert desk.listed()["Gen Nakatani"] == ("person", 2, 6)
    assert "Paris" not in desk.listed()
    assert desk.waiting() == [1]
    desk.work()
    assert desk.shown(1)[:2] == [("Gen Nakatani", "Gen Nakatani"), ("Paris", "Gen Nakatani")]
    assert desk.listed()["Gen Nakatani"] == ("person", 2, 6)
    assert desk.counts_agree()
    assert desk.services.names.articles_naming([PERSON], "Paris") == [1, 3]
    desk.correct_names.undo(ArticleNumber(3))
    assert desk.waiting() == [1]
    desk.work()
    assert (desk.all_shown(), desk.listed()) == (before, listed)
    assert desk.counts_agree()
    desk.correct_names.redo()
    desk.work()
    assert "Paris" not in desk.listed()


def test_a_chain_of_merges_comes_apart_where_it_is_cut(desk: Desk) -> None:
    first = desk.correct_names.correct(Correction(MERGE, PARIS, to_id=GEN))
    second = desk.correct_names.correct(Correction(MERGE, GEN, to_id=KIM))
    desk.work()
    assert set(desk.listed()) == {"Kim Dae-jung"}
    desk.correct_names.delete([second.number])
    assert desk.waiting() == [1, 3]
    desk.work()
    assert set(desk.listed()) == {"Kim Dae-jung", "Gen Nakatani"}
    desk.correct_names.delete([first.number])
    desk.work()
    assert set(desk.listed()) == {"Kim Dae-jung", "Gen Nakatani", "Paris"}
    assert desk.counts_agree()


def test_a_hidden_name_is_in_no_list_at_once(desk: Desk) -> None:
    before, listed = desk.all_shown(), desk.listed()
    desk.correct_names.correct(Correction(HIDE, GEN, "Gen Nakatani"), ArticleNumber(1))
    assert desk.shown(1) == [("Paris", "Paris"), ("Kim Dae-jung", "Kim Dae-jung"), ("Kim", "Kim Dae-jung")]
    assert "Gen Nakatani" not in desk.listed()
    desk.work()
    assert desk.shown(3) == [("Paris", "Paris"), ("Paris", "Paris")]
    assert desk.counts_agree()
    desk.correct_names.undo(ArticleNumber(1))
    desk.work()
    assert (desk.all_shown(), desk.listed()) == (before, listed)


def test_here_means_in_this_article_only(desk: Desk) -> None:
    others = desk.all_shown()[1:]
    here = desk.id_of(1)
    for rule, name in (
        (Correction(HIDE, KIM, "Kim Dae-jung", here), None),
        (Correction(RENAME, PARIS, "Paris", here, to_name="Paris Jackson"), "Paris Jackson"),
        (Correction(SPLIT, GEN, "Gen Nakatani", here, to_name="Gen Nakatani"), "Gen Nakatani"),
        (Correction(ADD, article_id=here, form="Mount Fuji", to_name="Mount Fuji", to_kind=PLACE), "Mount Fuji"),
    ):
        desk.correct_names.correct(rule, ArticleNumber(1))
        assert desk.name_articles.left() == 0
        assert name is None or name in {name for _, name in desk.shown(1)}
    assert desk.all_shown()[1:] == others
    assert [form for form, _ in desk.shown(1)] == ["Gen Nakatani", "Paris", "Nakatani", "Mount Fuji"]
    with desk.services.library.reading() as db:
        namesakes = db.execute("SELECT id FROM entities WHERE name = 'Gen Nakatani' AND articles > 0").fetchall()
    assert {row[0] for row in namesakes} == {GEN, entity_id(PERSON, "Gen Nakatani", here[:8])}


def test_one_form_is_split_off_in_the_whole_library(desk: Desk) -> None:
    rule = Correction(SPLIT, KIM, "Kim Dae-jung", form="Kim", to_name="Kim Yong-hyun", to_kind=PERSON)
    desk.correct_names.correct(rule, ArticleNumber(1))
    desk.work()
    assert desk.listed()["Kim Yong-hyun"] == ("person", 2, 2)
    assert desk.listed()["Kim Dae-jung"] == ("person", 2, 2)
    desk.correct_names.undo()
    desk.work()
    assert desk.listed()["Kim Dae-jung"] == ("person", 2, 4)


def test_selected_words_become_a_name_wherever_they_stand(desk: Desk) -> None:
    kept = desk.correct_names.correct(
        Correction(ADD, form=" Mount  Fuji ", to_name="Mount Fuji", to_kind=PLACE), ArticleNumber(1)
    )
    assert (kept.form, kept.to_id) == ("Mount Fuji", entity_id(PLACE, "Mount Fuji"))
    assert ("Mount Fuji", "Mount Fuji") in desk.shown(1)
    assert desk.waiting() == [2]
    desk.work()
    assert desk.listed()["Mount Fuji"] == ("place", 2, 2)
    desk.correct_names.correct(Correction(ADD, form="mount fuji", to_id=kept.to_id, to_name="Mount Fuji"))
    desk.work()
    assert desk.listed()["Mount Fuji"] == ("place", 2, 3)
    desk.correct_names.delete([kept.number])
    desk.work()
    assert desk.listed()["Mount Fuji"] == ("place", 2, 3)  # the form in small letters finds all three
    desk.correct_names.correct(Correction(ADD, form="nobody's hat", to_name="The hat", to_kind=EntityKind.OTHER))
    desk.work()
    assert desk.shown(4) == [("nobody’s hat", "The hat")]
    assert desk.counts_agree()


def test_undoing_a_merge_of_an_added_name_finds_its_places(desk: Desk) -> None:
    added = desk.correct_names.correct(Correction(ADD, form="Mount Fuji", to_name="Mount Fuji", to_kind=PLACE))
    desk.correct_names.correct(Correction(MERGE, added.to_id, "Mount Fuji", to_id=PARIS, to_name="Paris"))
    desk.work()
    assert "Mount Fuji" not in desk.listed()
    desk.correct_names.undo()
    desk.work()
    assert desk.listed()["Mount Fuji"] == ("place", 2, 2)


def test_a_surname_alone_in_a_later_article_means_whom_it_would_mean_without_corrections(
    desk: Desk, make_draft: MakeDraft
) -> None:
    desk.correct_names.correct(Correction(MERGE, GEN, to_id=PARIS, to_name="Paris"))
    desk.correct_names.correct(Correction(HIDE, KIM))
    desk.work()
    desk.services.shelf.add([make_draft("Later", "Nakatani left without Kim.")])
    desk.work()
    assert desk.shown(5) == [("Nakatani", "Paris")]
    desk.correct_names.undo()
    desk.work()
    assert desk.shown(5) == [("Nakatani", "Paris"), ("Kim", "Kim Dae-jung")]
    assert desk.counts_agree()


def test_what_says_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(ReaderError, match="Nothing was corrected: the new name is empty"):
        desk.correct_names.correct(Correction(RENAME, GEN, to_name=" "))
    assert desk.corrections.count() == 0
    assert (desk.correct_names.can_undo(), desk.correct_names.can_redo()) == (False, False)
    assert desk.correct_names.undo() == desk.correct_names.redo() == desk.correct_names.delete([1]) == ()


def test_a_newer_recogniser_keeps_what_was_said(services: Services, build_desk: BuildDesk) -> None:
    finder = FewNames()
    desk = build_desk(services, finder)
    desk.correct_names.correct(Correction(HIDE, GEN))
    desk.correct_names.correct(Correction(RENAME, KIM, to_name="Kim the elder"))
    desk.correct_names.correct(Correction(ADD, form="Mount Fuji", to_name="Mount Fuji", to_kind=PLACE))
    desk.work()
    before = desk.all_shown()
    finder.version = "2"
    assert desk.name_articles.left() == len(ARTICLES)
    desk.work()
    assert desk.all_shown() == before
    assert desk.name_articles.left() == 0


def test_what_was_said_before_the_names_were_found_counts(services: Services, build_desk: BuildDesk) -> None:
    desk = build_desk(services, named=False)
    desk.correct_names.correct(Correction(MERGE, PARIS, to_id=GEN, to_name="Gen"), ArticleNumber(1))
    desk.work()
    assert "Paris" not in desk.listed()
    assert [one.entity.name for one in desk.name_articles.now(ArticleNumber(3)).mentions] == ["Gen Nakatani"] * 3
    assert desk.name_articles.left() == 0


def test_corrections_made_elsewhere_are_applied_at_the_next_start(
    desk: Desk, locations: Locations, build_desk: BuildDesk
) -> None:
    before = desk.listed()
    hidden = desk.corrections.add(Correction(HIDE, PARIS))  # by a program that knows nothing of this library
    assert desk.name_articles.left() > 0
    desk.work()
    assert "Paris" not in desk.listed()
    desk.corrections.delete([hidden.number])
    assert desk.name_articles.left() > 0
    desk.work()
    assert desk.listed() == before
    assert desk.name_articles.left() == 0
    with closing(build_services(locations)) as again:  # another process finds nothing to do
        assert build_desk(again, named=False).name_articles.left() == 0


def test_a_new_library_gets_what_was_said_in_the_old_one(
    desk: Desk, locations: Locations, build_desk: BuildDesk
) -> None:
    desk.correct_names.correct(Correction(HIDE, PARIS))
    desk.correct_names.correct(Correction(HIDE, KIM, article_id=desk.id_of(2)))
    desk.work()
    before = desk.all_shown()
    desk.services.close()
    for path in locations.library_file.parent.glob("library.sqlite*"):
        path.unlink()
    with closing(build_services(locations)) as again:
        assert build_desk(again).all_shown() == before


def test_relinking_that_was_cut_short_goes_on(desk: Desk) -> None:
    desk.correct_names.correct(Correction(HIDE, GEN))
    assert desk.waiting() == [1, 3]
    desk.name_articles.relink([ArticleNumber(1)])  # as far as it came
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(CancelledError):
        desk.name_articles(ticket=ticket)
    assert desk.waiting() == [3]
    assert desk.name_articles.left() == 1
    desk.work()
    assert desk.waiting() == []
    assert "Gen Nakatani" not in {name for shown in desk.all_shown() for _, name in shown}


def test_articles_corrected_by_older_rules_meanwhile_are_linked_again(desk: Desk) -> None:
    """The child has read the rules and is at work when the window brings in another one."""
    older = desk.current.now()
    desk.correct_names.correct(Correction(RENAME, GEN, to_name="General"))
    with desk.services.library.writing() as db:
        db.execute("DELETE FROM relinking")
    Linking(desk.services.library).store(read_again(desk), recognized_by="1", correcting=older)
    assert desk.waiting() == [1, 2, 3, 4]
    desk.work()
    assert desk.shown(1)[0] == ("Gen Nakatani", "General")


def test_thousands_of_names_wait_for_the_work(desk: Desk) -> None:
    rules = [
        Correction(ADD, form=f"Name {n}", to_id=EntityId(f"other:name {n}"), to_name=f"Name {n}") for n in range(50)
    ]
    rules.append(Correction(ADD, form="Mount Fuji", to_id=EntityId("place:mt fuji"), to_name="Mount Fuji"))
    desk.corrections.add_all(rules)
    desk.correct_names.correct(Correction(HIDE, KIM), ArticleNumber(1))
    assert ("Mount Fuji", "Mount Fuji") in desk.shown(1)
    assert "Kim Dae-jung" not in dict(desk.shown(1))
    assert desk.name_articles.left() > 0
    desk.work()
    assert desk.listed()["Mount Fuji"] == ("place", 2, 2)
    assert "Kim Dae-jung" not in desk.listed()
    assert desk.name_articles.left() == 0


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (Correction(RENAME, GEN, "Nakatani", to_name="Gen Nakatani"), "Renamed Nakatani to Gen Nakatani"),
        (Correction(RETYPE, PARIS, "Paris", to_kind=PLACE), "Made Paris a place"),
        (Correction(MERGE, PARIS, "Paris", to_id=GEN, to_name="Gen Nakatani"), "Merged Paris into Gen Nakatani"),
        (Correction(SPLIT, KIM, "Kim", form="Kim", to_name="Kim Il"), "Split “Kim” off Kim as Kim Il"),
        (Correction(SPLIT, KIM, "Kim", ArticleId("a"), to_name="Kim Il"), "Split Kim off as Kim Il in one article"),
        (Correction(HIDE, PARIS, "Paris"), "Hid Paris"),
        (Correction(ADD, form="KAI", to_name="KAI", to_kind=EntityKind.ORGANISATION), "Added KAI as an organisation"),
        (Correction(ADD, form="KAI", to_name="Korea Air"), "Added “KAI” as Korea Air"),
        (Correction(HIDE, GEN), f"Hid {name_of(GEN)}"),
    ],
)
def test_a_correction_is_told_in_words(correction: Correction, words: str) -> None:
    assert describe_correction(correction) == words


@pytest.mark.parametrize(
    "correction",
    [
        Correction(HIDE), Correction(RETYPE, GEN), Correction(MERGE, GEN), Correction(MERGE, GEN, to_id=GEN),
        Correction(SPLIT, GEN), Correction(SPLIT, GEN, article_id=ArticleId("a")), Correction(ADD, form="…"),
        Correction(ADD, form="I"), Correction(ADD, form="long " * 50),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_known_by_its_fault(correction: Correction) -> None:
    assert fault_of(correction)
