"""Step `folder`: the program in a folder of its own, which needs no Python."""

from building.context import Context
from building.frozen import freeze
from building.trust import finish


def run(context: Context) -> None:
    folder = freeze(context, "readalso")
    finish(folder, version=context.version, epoch=context.epoch)
