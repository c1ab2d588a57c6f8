"""From the dialog to the file: a child process exports, and what came of it is told."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleId
from reader.exporting.formats import FormatKey
from reader.ui.child_job import ChildJob
from reader.ui.dialogs.export_dialog import ExportDialog
from reader.ui.flows.exporting import ExportingFlow, Shown, sources
from reader.userdata.annotation import Tag
from reader.wiring import Services
from tests.conftest import MakeDraft

WAIT_MS = 30_000
HOLD = """
import json, sys
print(json.dumps({"event": "progress", "stage": "Exporting", "done": 1, "total": 9}), flush=True)
sys.stdin.readline()
print(json.dumps({"event": "report", "articles": 9, "path": "/x/all.jsonl", "words": "Read back and equal."}))
"""
Make = Callable[..., ExportingFlow]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def make(window: QWidget, services: Services, tmp_path: Path) -> Iterator[Make]:
    """A flow whose child is our own command line, or a script that is given."""
    pool = QThreadPool()
    made: list[ExportingFlow] = []

    def make_flow(shown: Shown = Shown(), script: str = "") -> ExportingFlow:  # noqa: B008  # a value
        own = [sys.executable, "-m", "reader", "--library", str(services.locations.data)]
        if script:
            (tmp_path / "child.py").write_text(script, "utf-8")
            own = [sys.executable, str(tmp_path / "child.py")]
        flow = ExportingFlow(
            command=own,
            tags=services.tags,
            articles=lambda: services.library_parts.articles,
            shown=lambda: shown,
            window=window,
            pool=pool,
        )
        made.append(flow)
        return flow

    yield make_flow
    for flow in made:
        flow.end_now()
    pool.waitForDone()


def let_go_on(flow: ExportingFlow) -> None:
    """The script waits for a line."""
    (job,) = flow.findChildren(ChildJob)
    job.send("")


def opened(qtbot: QtBot, flow: ExportingFlow, window: QWidget) -> ExportDialog:
    flow.show()
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is not None, timeout=WAIT_MS)
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    return dialog


@pytest.mark.parametrize(
    ("typed", "written"),
    [("all", "all.readalso"), ("all.readalso", "all.readalso"), ("all.jsonl", "all.jsonl"), ("v1.5", "v1.5.readalso")],
)
def test_a_complete_export_is_called_by_its_kind_or_by_its_form(
    qtbot: QtBot, make: Make, window: QWidget, tmp_path: Path, typed: str, written: str
) -> None:
    dialog = opened(qtbot, make(script="input()"), window)
    dialog.choose(FormatKey.JSONL)
    with qtbot.waitSignal(dialog.wanted) as asked:
        dialog.request(tmp_path / typed)
    assert asked.args[0].path == tmp_path / written


def test_the_selected_articles_are_exported_read_back_and_told(
    qtbot: QtBot, make: Make, window: QWidget, services: Services, make_draft: MakeDraft, tmp_path: Path
) -> None:
    services.shelf.add([make_draft(f"Article {number}", "Text.") for number in range(4)])
    numbers = services.library_parts.articles.numbers()
    flow = make(Shown(ArticleId("a" * 16), "Article 0", numbers[:3], ""))
    dialog = opened(qtbot, flow, window)
    assert dialog.source.currentText() == "The 3 articles that are selected"
    dialog.choose(FormatKey.JSONL)
    dialog.request(tmp_path / "three")
    assert dialog.running
    qtbot.waitUntil(lambda: not dialog.running, timeout=WAIT_MS)
    assert dialog.outcome.text() == (
        "3 articles were exported to three.readalso.\n\nRead back and equal: 3 articles, 3 versions."
    )
    assert dialog.show_folder.isVisible()
    assert not dialog.differences.isVisible()
    assert len((tmp_path / "three.readalso").read_text("utf-8").splitlines()) == 5


def test_a_fault_is_told_in_the_dialog(
    qtbot: QtBot, make: Make, window: QWidget, services: Services, make_draft: MakeDraft, tmp_path: Path
) -> None:
    services.shelf.add([make_draft("Article")])
    (tmp_path / "mine.csv").write_text("mine")
    dialog = opened(qtbot, make(), window)
    dialog.choose(FormatKey.CSV)
    dialog.request(tmp_path / "mine")  # without the suffix nobody was asked
    qtbot.waitUntil(lambda: not dialog.running, timeout=WAIT_MS)
    assert "“mine.csv” is there already." in dialog.outcome.text()
    assert not dialog.show_folder.isVisible()
    assert (tmp_path / "mine.csv").read_text() == "mine"
    dialog.request(tmp_path / "mine.csv")  # the dialog of files has asked
    qtbot.waitUntil(lambda: not dialog.running, timeout=WAIT_MS)
    assert "1 article was exported" in dialog.outcome.text()


def test_stopping_leads_back_to_the_choice(qtbot: QtBot, make: Make, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, make(script=HOLD), window)
    half = tmp_path / ".all.jsonl.12.part"
    half.write_text("half")
    dialog.request(tmp_path / "all.jsonl")
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 9, timeout=WAIT_MS)
    assert dialog.stage.text() == "Exporting 1 of 9"
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.running, timeout=WAIT_MS)
    assert dialog.export.isVisible()
    qtbot.waitUntil(lambda: not half.exists(), timeout=WAIT_MS)


def test_a_dialog_that_is_closed_lets_the_export_go_on_and_the_window_tells(
    qtbot: QtBot, make: Make, window: QWidget, tmp_path: Path
) -> None:
    flow = make(script=HOLD)
    told: list[tuple[str, str]] = []
    flow.noted.connect(lambda words, action, _act: told.append((words, action)))
    dialog = opened(qtbot, flow, window)
    dialog.request(tmp_path / "all.jsonl")
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 9, timeout=WAIT_MS)
    dialog.close()
    assert dialog.isHidden()
    with qtbot.waitSignal(flow.noted, timeout=WAIT_MS):
        let_go_on(flow)
    assert told == [("9 articles were exported to all.jsonl. Read back and equal.", "Show the folder")]


def test_the_dialog_is_opened_once(qtbot: QtBot, make: Make, window: QWidget) -> None:
    flow = make()
    dialog = opened(qtbot, flow, window)
    dialog.hide()
    flow.show()
    assert dialog.isVisible()
    assert window.findChildren(ExportDialog) == [dialog]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ExportDialog), timeout=WAIT_MS)
    assert opened(qtbot, flow, window).isVisible()


def test_what_the_window_shows_can_be_chosen_first() -> None:
    shown = Shown(ArticleId("a" * 16), "A title", query=" harbour ")
    found = sources(shown, [ArticleId("a" * 16)], [Tag(1, "water", None, 3), Tag(2, "unused", None, 0)])
    assert [source.words for source in found] == [
        "This article: A title", "What this search finds: harbour", "Everything", "The bookmarked articles",
        "Tag: water (3)",
    ]  # fmt: skip
    assert found[0].ids == ("a" * 16,)
    assert [source.arguments for source in found[1:]] == [
        ("--query=harbour",), ("--everything",), ("--bookmarked",), ("--tag=water",),
    ]  # fmt: skip
    assert json.dumps(found[0].ids)


def test_every_format_is_listed_with_its_sentence(qtbot: QtBot, make: Make, window: QWidget) -> None:
    dialog = opened(qtbot, make(), window)
    texts = [dialog.formats.item(row).text() for row in range(dialog.formats.count())]
    assert len(texts) == len(FormatKey)
    assert all("\n" in text for text in texts)
    for key in FormatKey:
        dialog.choose(key)
        assert dialog.zip.isVisible() == (key is FormatKey.MARKDOWN)
