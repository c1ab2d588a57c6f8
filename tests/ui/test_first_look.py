"""What is shown first is read without Qt, and a library that cannot be read is a fault to be told, not a crash."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.database.faults import DamagedFileError, NewerFileError
from reader.errors import ReaderError
from reader.locations import Locations, locate
from reader.tasks.views import ArticleFilter
from reader.ui import first_look
from reader.ui.first_look import FirstLook, FirstView, take_first_look, try_first_look
from reader.ui.session import Session, save_session
from reader.wiring import Services, build_services
from tests.conftest import MakeDraft


@pytest.fixture
def locations(tmp_path: Path, make_draft: MakeDraft) -> Locations:
    """Of a library with three articles."""
    found = locate(tmp_path / "library")
    with closing(build_services(found)) as services:
        services.shelf.add([make_draft(title=f"Harbour {number}") for number in (1, 2, 3)])
    return found


def look(locations: Locations) -> FirstLook:
    taken = try_first_look(locations)
    assert isinstance(taken, FirstLook)
    taken.services.close()
    return taken


def test_the_top_of_the_list_and_its_first_article(locations: Locations) -> None:
    view = look(locations).view
    assert len(view.order.numbers) == 3
    assert view.opened is not None
    assert view.opened.number == view.order.numbers[0]


def test_the_article_that_was_open_last(locations: Locations) -> None:
    first = look(locations).view.opened
    assert first is not None
    with closing(build_services(locations)) as services:
        last = services.shelf.at(look(locations).view.order.numbers[-1]).article
    assert last.id != first.article.id
    save_session(Session(article=last.id), locations.session_file)
    opened = look(locations).view.opened
    assert opened is not None
    assert opened.article == last


def test_an_article_that_is_gone_is_not_missed(locations: Locations) -> None:
    save_session(Session(article="of another library"), locations.session_file)
    taken = look(locations)
    assert taken.session.article == "of another library"
    assert taken.view.opened is not None


def test_nothing_is_open_where_nothing_is_shown(locations: Locations) -> None:
    save_session(Session(shown=ArticleFilter.BOOKMARKS), locations.session_file)
    view = look(locations).view
    assert len(view.order.numbers) == 0
    assert view.opened is None


def test_what_was_wrong_with_the_preferences_is_told(locations: Locations) -> None:
    locations.config.mkdir(parents=True)
    locations.preferences_file.write_text('{"theme": "dark", "colour": "green"}', "utf-8")
    taken = look(locations)
    assert taken.preferences.theme == "dark"
    assert len(taken.problems) == 1


def test_a_fault_is_given_not_raised(locations: Locations) -> None:
    with closing(sqlite3.connect(locations.library_file)) as db:
        db.execute("PRAGMA user_version = 9999")
    assert isinstance(try_first_look(locations), NewerFileError)


def test_damage_that_is_seen_in_what_is_shown_first_leads_to_the_rescue(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Services] = []
    reads = first_look.first_view

    def first_view(services: Services, session: Session) -> FirstView:
        seen.append(services)
        if len(seen) == 1:
            raise DamagedFileError("A page is damaged.", remedy="None.")
        return reads(services, session)

    monkeypatch.setattr(first_look, "first_view", first_view)
    taken = take_first_look(locations)
    taken.services.close()
    assert len(seen) == 2
    assert taken.services is seen[1] is not seen[0]  # opened anew: what opens now knows of the damage


def test_damage_that_stays_is_a_fault(locations: Locations, monkeypatch: pytest.MonkeyPatch) -> None:
    def first_view(_services: Services, _session: Session) -> FirstView:
        raise DamagedFileError("A page is damaged.", remedy="None.")

    monkeypatch.setattr(first_look, "first_view", first_view)
    assert isinstance(try_first_look(locations), ReaderError)


def test_it_needs_no_qt(locations: Locations) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from reader.locations import locate; from reader.ui.first_look import FirstLook, try_first_look\n"
        "assert isinstance(try_first_look(locate(Path(sys.argv[1]))), FirstLook)\n"
        "print(sorted({'PySide6', 'shiboken6'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", code, str(locations.data)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.stdout == "[]\n", ran.stderr
