"""The style sheet and the palette made from the theme table."""

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton

from reader.ui.style_sheet import palette, style_sheet
from reader.ui.theme import DARK, LIGHT, Theme

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_color_in_the_style_sheet_comes_from_the_table(theme: Theme):
    assert set(re.findall(r"#[0-9a-f]{6}", style_sheet(theme))) <= set(theme.colors.values())
    assert "$" not in style_sheet(theme)


def test_qt_understands_the_style_sheet(qtbot, qtlog):
    button = QPushButton("Clear the search")
    qtbot.addWidget(button)
    button.setStyleSheet(style_sheet(LIGHT))
    button.ensurePolished()
    assert button.palette().color(QPalette.ColorRole.ButtonText) == LIGHT.color("text")
    assert not [record.message for record in qtlog.records if "parse" in record.message]


def test_the_palette_follows_the_theme():
    assert palette(DARK).color(QPalette.ColorRole.Window) == DARK.color("panel")
    assert palette(DARK).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == DARK.color("disabled")
