"""Corrections of names and everything else are one stack."""

import pytest

from reader.articles.article import ArticleId
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityId
from reader.tasks.import_files import ImportFiles
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import WriteArticle

ONE = ArticleId("one")


@pytest.fixture
def filled(services: Services, import_files: ImportFiles, write_article: WriteArticle) -> Services:
    text = "Gen Nakatani spoke of the navy in Seoul. Gen Nakatani then left."
    import_files([write_article("one.txt", "One", text)], ticket=Ticket())
    services.name_articles(ticket=Ticket())
    return services


def hide(services: Services) -> None:
    services.correct_names.correct(
        Correction(action=CorrectionAction.HIDE, entity_id=EntityId("person:gen nakatani"), entity_name="Gen Nakatani")
    )


def test_what_was_done_last_is_undone_first_whatever_it_was(filled: Services) -> None:
    undo = filled.undo
    assert not undo.can_undo()
    filled.annotate.tag([ONE], ["water"])
    hide(filled)
    filled.annotate.tag([ONE], ["fire"])
    assert (undo.can_undo(), undo.next_is_correction()) == (True, False)
    assert undo.undo() == "1 article tagged “fire”"
    assert undo.next_is_correction()
    assert undo.undo() == "Hid Gen Nakatani"
    assert not undo.next_is_correction()
    assert undo.undo() == "1 article tagged “water”"
    assert (undo.undo(), undo.can_undo(), undo.can_redo()) == ("", False, True)
    assert not undo.next_again_is_correction()
    assert undo.redo() == "1 article tagged “water”"
    assert undo.next_again_is_correction()
    assert undo.redo() == "Hid Gen Nakatani"
    assert undo.redo() == "1 article tagged “fire”"
    assert (undo.redo(), undo.can_redo()) == ("", False)
    assert len(filled.corrections.all()) == 1


def test_anything_new_empties_what_was_undone_of_both(filled: Services) -> None:
    hide(filled)
    filled.undo.undo()
    filled.annotate.tag([ONE], ["water"])
    assert not filled.undo.can_redo()
    filled.undo.undo()
    hide(filled)
    assert not filled.undo.can_redo()
    assert filled.undo.undo() == "Hid Gen Nakatani"


def test_corrections_that_came_together_are_told_by_their_number(filled: Services) -> None:
    one = Correction(action=CorrectionAction.HIDE, entity_id=EntityId("person:gen nakatani"), entity_name="A")
    filled.corrections.add_all([one, one._replace(entity_id=EntityId("place:seoul"))])
    assert filled.undo.undo() == "2 corrections of names"
