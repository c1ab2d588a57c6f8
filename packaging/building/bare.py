"""Step `bare`: the least window that Qt can open, built as the program is; what our start is measured against."""

from building.context import Context
from building.frozen import freeze


def run(context: Context) -> None:
    freeze(context, "bare")
