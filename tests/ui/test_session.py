"""Where the reader left off: written, read again, and whole where the file is not."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSplitter, QWidget

from reader.tasks.views import ArticleSort
from reader.ui.main_window import MainWindow
from reader.ui.session import Session, load_session, save_session
from reader.ui.theme import LIGHT


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    session = Session(geometry="a", splitter="b", names_splitter="c", sidebar=False, sort=ArticleSort.TITLE)
    save_session(session, tmp_path / "session.json")
    assert load_session(tmp_path / "session.json") == session


@pytest.mark.parametrize("words", ["", "[]", '{"names_splitter": 3, "sort": "by mood"}'])
def test_what_means_nothing_has_its_default(tmp_path: Path, words: str) -> None:
    (tmp_path / "session.json").write_text(words)
    assert load_session(tmp_path / "session.json") == Session()


def test_what_a_newer_version_wrote_is_still_there_when_an_older_one_has_saved(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    path.write_text('{"article": "x", "panes": {"left": [1, 2]}}')
    save_session(load_session(path)._replace(article="y"), path)
    stored = json.loads(path.read_text())
    assert (stored["article"], stored["panes"]) == ("y", {"left": [1, 2]})


def make_window(qtbot, session: Session) -> tuple[MainWindow, QSplitter]:
    window = MainWindow(fetch_rows=lambda _numbers: [], theme=LIGHT, text_size=18.5, reading_family="")
    qtbot.addWidget(window)
    window.restore(session)
    view = QSplitter()
    for stretch in (0, 1):
        pane = QWidget()
        pane.setMinimumWidth(100)
        view.addWidget(pane)
        view.setStretchFactor(stretch, stretch)
    return window, view


def test_the_list_of_names_is_as_wide_as_it_was_left(qtbot) -> None:
    window, view = make_window(qtbot, Session())
    window.place_names_view(view)
    with qtbot.waitExposed(window):
        window.show()
    window.show_names_view(True)
    view.setSizes([410, view.width() - 410])
    left = view.sizes()[0]
    session = window.describe()

    again, its_view = make_window(qtbot, session)
    assert again.describe().names_splitter == session.names_splitter  # kept, also if nobody looks at names
    again.place_names_view(its_view)
    with qtbot.waitExposed(again):
        again.show()
    again.show_names_view(True)
    assert its_view.sizes()[0] == left
