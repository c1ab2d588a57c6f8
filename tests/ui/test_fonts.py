"""Fonts at the sizes of the design."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from reader.ui.fonts import READING_FAMILIES, interface_font, reading_family, reading_font

pytestmark = pytest.mark.usefixtures("qapp")

TITLE = "Seoul and Tokyo defence chiefs agree to look at joint work"


def test_a_family_the_reader_chose_wins():
    families = QFontDatabase.families()
    assert reading_family(families[-1]) == families[-1]


def test_a_chosen_family_that_is_gone_gives_way_to_the_best_there_is():
    present = [family for family in READING_FAMILIES if QFontDatabase.hasFamily(family)]
    assert reading_family("No Such Family 1234") == reading_family("")
    assert not present or reading_family("") == present[0]


def test_whole_pixels_are_what_was_asked_for():
    dots_per_inch = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    assert round(reading_font(19).pointSizeF() * dots_per_inch / 72, 3) == 19


def test_half_a_pixel_makes_a_line_wider_than_the_whole_pixel_below_and_narrower_than_the_one_above():
    widths = [QFontMetricsF(interface_font(size)).horizontalAdvance(TITLE) for size in (13, 13.5, 14)]
    assert widths[0] < widths[1] < widths[2]


def test_interface_text_follows_the_applications_font(qapp):
    before = qapp.font()
    try:
        qapp.setFont(interface_font(family="DejaVu Sans Mono"))
        assert interface_font(11, weight=QFont.Weight.Bold).families()[0] == "DejaVu Sans Mono"
        qapp.setFont(interface_font(family=""))
        assert "DejaVu Sans Mono" not in interface_font(11).families()
    finally:
        qapp.setFont(before)
