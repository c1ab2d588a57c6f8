"""What charts are drawn with: the theme's colours and the fonts, taken once so that a file can be drawn on a thread."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from PySide6.QtGui import QColor, QFont

from reader.entities.mention import EntityKind
from reader.tasks.views import TimelineSeries
from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES, Theme

MOST_SERIES = 5
COLOR_OF_KIND = {
    EntityKind.PERSON: "chart.1",
    EntityKind.OTHER: "chart.2",
    EntityKind.PLACE: "chart.3",
    EntityKind.ORGANISATION: "chart.4",
}
TITLE_SIZE = 17.0  # pixels, in a file


class ChartLook(NamedTuple):
    """Colours and fonts of a chart. To be made on the GUI thread, to be used on any."""

    theme: Theme
    small: QFont  # along the axes and under the nodes
    names: QFont  # in a legend
    centre: QFont  # under the node the network is about
    title: QFont  # over the chart in a file

    @classmethod
    def of(cls, theme: Theme) -> Self:
        """The look in these colours, with the application's font as it is now."""
        return cls(
            theme=theme,
            small=interface_font(SIZES.meta_text),
            names=interface_font(SIZES.small_text),
            centre=interface_font(SIZES.meta_text, weight=QFont.Weight.DemiBold),
            title=interface_font(TITLE_SIZE, weight=QFont.Weight.DemiBold),
        )

    def color(self, meaning: str) -> QColor:
        return self.theme.color(meaning)


def series_meanings(series: Sequence[TimelineSeries]) -> tuple[str, ...]:
    """The meanings of the colours of these series: the first's goes by its kind, the others take what is left."""
    if not series:
        return ()
    first = COLOR_OF_KIND[series[0].entity.kind]
    left = [f"chart.{number}" for number in range(1, MOST_SERIES + 1) if f"chart.{number}" != first]
    return (first, *left)[: len(series)]
