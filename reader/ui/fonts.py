"""Which fonts the window uses, at the design's sizes: the system's sans for the interface, a good serif for reading."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from reader.ui.theme import SIZES

# Made for long reading, best first: what a reader may have installed, then what platforms bring along.
READING_FAMILIES = (
    "Source Serif 4",
    "Source Serif Pro",
    "Libertinus Serif",
    "Linux Libertine O",
    "Charter",
    "Bitstream Charter",
    "Charis SIL",
    "Iowan Old Style",
    "Sitka Text",
    "Georgia",
    "Gelasio",
    "Noto Serif",
    "Cambria",
    "Liberation Serif",
    "DejaVu Serif",
)
POINTS_PER_INCH = 72.0


@lru_cache(maxsize=8)
def reading_family(chosen: str = "") -> str:
    """The family articles are set in: `chosen` if this machine has it, else the first good serif there is.

    Asks for single names, because listing every family costs some twenty times as much at start-up.
    """
    for family in (chosen, *READING_FAMILIES):
        if family and QFontDatabase.hasFamily(family):
            return family
    hinted = QFont()
    hinted.setStyleHint(QFont.StyleHint.Serif)
    return hinted.defaultFamily()


def reading_font(pixels: float = SIZES.text_size, *, family: str = "") -> QFont:
    """The serif of the article's text. `family` is the reader's choice, empty for the best there is."""
    font = QFont([reading_family(family)])
    font.setStyleHint(QFont.StyleHint.Serif)
    set_pixels(font, pixels)
    return font


def interface_font(
    pixels: float = SIZES.interface_text,
    *,
    weight: QFont.Weight = QFont.Weight.Normal,
    family: str | None = None,
) -> QFont:
    """The sans of everything but the article: the application's font as it is now.

    With `family` it is made anew: that family, or the system's own where it is empty. That is for the
    application's font itself; everything else then follows it.
    """
    if family is None:
        font = QFont(QGuiApplication.font())
    else:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        if family:
            font.setFamilies([family, *font.families()])
    font.setWeight(weight)
    set_pixels(font, pixels)
    return font


def section_head_font() -> QFont:
    """The small spaced bold capitals over a section."""
    font = interface_font(SIZES.section_head, weight=QFont.Weight.Bold)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * (1 + SIZES.section_head_spacing))
    return font


def set_pixels(font: QFont, pixels: float) -> None:
    """Give a font a size in pixels, fractions included.

    Qt sets text in whole pixels, whatever is asked for: 13.5 becomes 14. The letters are narrowed to the width
    they would have had, so that lines break where the design breaks them.
    """
    whole = int(pixels + 0.5)
    screen = QGuiApplication.primaryScreen()
    dots_per_inch = screen.logicalDotsPerInchY() if screen is not None else 96.0
    font.setPointSizeF(whole * POINTS_PER_INCH / dots_per_inch)
    font.setStretch(round(100 * pixels / whole) if whole != pixels else QFont.Stretch.Unstretched)
