"""About: what it says, what can be copied, and the licences."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import reader
from reader import __version__, licences
from reader.errors import ReaderError
from reader.licences import Component
from reader.locations import locate
from reader.ui.dialogs import about as about_module
from reader.ui.dialogs.about import COPIED, NETWORK, PORTABLE, AboutDialog, Kept, PathLabel
from reader.ui.dialogs.licences_dialog import NO_TEXT, LicencesDialog
from reader.ui.flows import about as flow_module
from reader.ui.flows.about import AboutFlow, kept_in

SMALL = (640, 480)  # pixels
READER = Path(reader.__file__).parent
FETCHING = {
    *("urllib.request.urlopen", "http.client", "ssl", "ftplib", "smtplib", "webbrowser", "requests", "urllib3"),
    *("trafilatura.fetch_url", "trafilatura.downloads", "PySide6.QtNetwork", "PySide6.QtWebEngineCore"),
}
TOLD = (
    Component("Read Also", "1", "MIT", "the program", "Be kind."),
    Component("numpy", "2", "BSD-3-Clause", "Python package", "Count."),
    Component("libxcb1", "1.15", "MIT", "system library", ""),
)
Make = Callable[..., AboutDialog]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Make:
    def make_dialog(*, portable: bool = False) -> AboutDialog:
        kept = [Kept("Articles", tmp_path / "data"), Kept("Log", tmp_path / ("deep/" * 30) / "log")]
        made = AboutDialog(version="1.2.3", folders=kept, portable=portable, parent=None)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        return made

    return make_dialog


@pytest.fixture
def listing(qtbot: QtBot) -> LicencesDialog:
    made = LicencesDialog(parent=None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def flow(qtbot: QtBot, tmp_path: Path) -> Iterator[AboutFlow]:
    window, pool = QWidget(), QThreadPool()
    qtbot.addWidget(window)
    opened: list[Path] = []
    made = AboutFlow(
        locations=locate(tmp_path / "library"), window=window, pool=pool, parent=window, open_folder=opened.append
    )
    made.opened = opened  # type: ignore[attr-defined]  # what a file manager would show
    yield made
    pool.waitForDone()


def said(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_says_what_it_is_and_what_it_does_not_do(make: Make) -> None:
    dialog = make()
    assert "Version 1.2.3" in said(dialog)
    assert NETWORK in said(dialog)
    assert PORTABLE not in said(dialog)
    assert PORTABLE in said(make(portable=True))


@pytest.mark.parametrize("path", sorted(READER.rglob("*.py")), ids=lambda path: path.relative_to(READER).as_posix())
def test_what_it_says_of_the_network_is_true(path: Path) -> None:
    """No module of ours can fetch or send; what is opened elsewhere is a folder of this computer."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "openUrl":
            assert ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile("), ast.unparse(node)
    assert not names & FETCHING


def test_the_build_comes_later_and_can_be_copied(make: Make) -> None:
    dialog = make()
    assert not dialog.copy.isEnabled()
    dialog.show_build("from source, commit 0123", "Python 3, Qt 6", "Read Also 1.2.3\n")
    assert "From source, commit 0123" in said(dialog)
    assert "Python 3, Qt 6" in said(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "Read Also 1.2.3\n"
    assert dialog.note.text() == COPIED


def test_every_folder_can_be_shown(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    dialog = make()
    buttons = [each for each in dialog.findChildren(QPushButton) if each.text() == about_module.SHOW]
    assert [each.accessibleName() for each in buttons] == ["Show the folder: Articles", "Show the folder: Log"]
    with qtbot.waitSignal(dialog.folder_wanted) as wanted:
        buttons[0].click()
    assert wanted.args == [tmp_path / "data"]


def test_a_path_that_is_too_long_keeps_both_ends(qtbot: QtBot, make: Make) -> None:
    dialog = make()
    dialog.resize(*SMALL)
    dialog.show()
    short, long = sorted(dialog.findChildren(PathLabel), key=lambda each: len(each.accessibleName()))
    qtbot.waitUntil(lambda: long.width() > 0)
    assert short.accessibleName().endswith("data")
    assert "…" in long.shown()
    assert long.shown().endswith("log")
    assert long.toolTip() == long.accessibleName()


def test_it_fits_a_small_window_and_begins_at_close(qtbot: QtBot, make: Make) -> None:
    dialog = make()
    assert dialog.minimumSizeHint().width() <= SMALL[0]
    assert dialog.minimumSizeHint().height() <= SMALL[1]
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.close_button.hasFocus)
    for button in dialog.findChildren(QAbstractButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.text()
        assert button.text() or button.accessibleName()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_licences_are_filtered_and_read(listing: LicencesDialog, qtmodeltester: ModelTester) -> None:
    listing.show()
    assert not listing.text.isVisible()
    listing.show_components(TOLD)
    assert listing.text.isVisible()
    assert listing.text.toPlainText() == "Be kind."
    assert listing.minimumSizeHint().width() <= SMALL[0]
    assert listing.minimumSizeHint().height() <= SMALL[1]
    qtmodeltester.check(listing.model)
    listing.filter.setText("python bsd")
    assert listing.model.rowCount() == 1
    assert listing.text.toPlainText() == "Count."
    listing.filter.setText("nothing of the kind")
    assert not listing.text.isVisible()
    listing.filter.setText("")
    listing.table.selectRow(2)
    assert listing.text.toPlainText() == NO_TEXT
    assert listing.text.accessibleName()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # to bring a window before the others
def test_the_flow_fills_the_dialog_from_a_thread(qtbot: QtBot, flow: AboutFlow, tmp_path: Path) -> None:
    flow.show()
    dialog = flow._window.findChild(AboutDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.copy.isEnabled, timeout=30_000)
    flow.show()
    assert flow._window.findChildren(AboutDialog) == [dialog]
    dialog.copy_details()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Read Also {__version__}, ")
    assert "Display offscreen" in copied
    assert str(tmp_path / "library") in copied
    dialog.folder_wanted.emit(tmp_path)
    assert flow.opened == [tmp_path]  # type: ignore[attr-defined]
    dialog.close()


def test_the_flow_shows_the_licences(qtbot: QtBot, flow: AboutFlow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "components", lambda: TOLD)
    flow.show_licences()
    listing = flow._window.findChild(LicencesDialog)
    assert listing is not None
    qtbot.waitUntil(lambda: listing.model.total == len(TOLD), timeout=30_000)
    listing.close()


def test_what_comes_when_the_dialog_is_closed_is_not_delivered(flow: AboutFlow) -> None:
    flow.show()
    flow.show_licences()
    for dialog in (flow._dialog, flow._licences):
        assert dialog is not None
        dialog.close()
    flow._pool.waitForDone()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    assert (flow._dialog, flow._licences) == (None, None)
    assert flow._window.findChildren(QDialog) == []


def test_only_the_library_beside_the_program_is_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locations = locate(tmp_path)
    assert not flow_module.is_portable(locations)
    monkeypatch.setattr(flow_module, "portable_folder", lambda: tmp_path)
    assert flow_module.is_portable(locations)
    monkeypatch.setattr(flow_module, "portable_folder", lambda: tmp_path / "other")
    assert not flow_module.is_portable(locations)

    def complain() -> Path:
        raise ReaderError("Nothing can be written.", remedy="Move it.")

    monkeypatch.setattr(flow_module, "portable_folder", complain)
    assert not flow_module.is_portable(locations)


def test_the_folders_are_those_of_the_library(tmp_path: Path) -> None:
    kept = {one.what: one.folder for one in kept_in(locate(tmp_path))}
    assert kept["Articles and marks"] == tmp_path
    assert kept["Backups"] == tmp_path / "backups"
