"""An import in the real window is paused, goes on, is stopped, or is cut off by the end of the program."""

import pytest
from PySide6.QtWidgets import QAbstractButton

pytestmark = pytest.mark.usefixtures("seeded")

FILES = 1_000  # takes a second, which is long enough to press a button
QUIET_MS = 1_000  # so long nothing is heard of what rests


@pytest.fixture
def folder(write_article):
    for number in range(FILES):
        path = write_article(f"{number:04}.txt", f"Report {number} from the harbour", f"Ship {number} came in. " * 40)
    return path.parent


@pytest.fixture
def importing(open_window, do, folder):
    """A window in the middle of an import."""
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.importing.import_paths([str(folder)])
    do.wait(lambda: named(reader, "Pause") is not None and 0 < new_articles(reader) < FILES)
    return reader


def named(reader, words):
    """The button of the status bar whose name begins so, where it can be seen."""
    buttons = reader.window.status_bar.findChildren(QAbstractButton)
    return next((each for each in buttons if each.isVisible() and each.accessibleName().startswith(words)), None)


def new_articles(reader):
    return reader.services.shelf.count() - 58


def test_it_rests_while_it_is_paused_and_goes_on_to_the_end(qtbot, importing, do):
    do.click(named(importing, "Pause"))
    assert "paused" in importing.words()
    work = importing.gestures.work

    def is_heard_of():
        with qtbot.waitSignal(work.progressed, timeout=QUIET_MS, raising=False) as heard:
            pass
        return heard.signal_triggered

    do.wait(lambda: not is_heard_of())
    rested = new_articles(importing)
    assert 0 < rested < FILES
    assert work.busy
    do.click(named(importing, "Go on"))
    do.finish_work(importing)
    assert new_articles(importing) == FILES
    assert f"{FILES:,} articles added" in importing.words()


def test_what_came_before_it_was_stopped_is_kept_and_no_more_comes(importing, do, open_window, folder):
    do.click(named(importing, "Stop"))
    do.wait(lambda: "Stopped. What was imported so far is kept." in importing.words())
    do.settle(importing)
    kept = new_articles(importing)
    assert 0 < kept < FILES
    importing.close()
    again = open_window()
    do.settle(again)
    assert new_articles(again) == kept
    again.gestures.library.importing.import_paths([str(folder)])
    do.finish_work(again)
    assert new_articles(again) == FILES


def test_one_that_was_paused_can_be_stopped(importing, do):
    do.click(named(importing, "Pause"))
    do.click(named(importing, "Stop"))
    do.wait(lambda: "Stopped." in importing.words())
    do.settle(importing)
    assert named(importing, "Go on") is None


def test_the_end_of_the_program_ends_it_and_the_next_start_goes_on(importing, do, open_window):
    importing.close()
    again = open_window()
    do.wait(lambda: new_articles(again) == FILES)
    do.settle(again)
    assert new_articles(again) == FILES
