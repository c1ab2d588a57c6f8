"""Somebody asks what program this is, where the articles are, and under which licences it stands."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from reader import __version__
from reader.ui.actions import Command
from reader.ui.dialogs.about import AboutDialog
from reader.ui.dialogs.licences_dialog import LicencesDialog

pytestmark = pytest.mark.usefixtures("seeded")


def test_what_it_is_where_everything_lies_and_its_licences(open_window, do, library):
    reader = open_window()
    reader.trigger(Command.SHOW_ABOUT)
    about = do.named(reader, AboutDialog)
    assert any(label.text() == f"Version {__version__}" for label in about.findChildren(QLabel))
    do.wait(about.copy.isEnabled)
    do.click_button(about, "Copy details")
    assert str(library) in QGuiApplication.clipboard().text()
    do.click_button(about, "Licences…")
    listed = do.named(reader, LicencesDialog)
    do.wait(lambda: listed.model.total > 10)
    do.click(listed.filter)
    do.type("Qt LGPL")
    assert listed.model.line(0).cells[0] in ("PySide6_Essentials", "Qt")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in listed.text.toPlainText()
    listed.close()
    about.close()
    do.settle(reader)


def test_a_window_that_closes_at_once_leaves_nothing_behind(open_window, do):
    reader = open_window()
    reader.trigger(Command.SHOW_ABOUT)
    do.named(reader, AboutDialog)
    reader.close()
