"""Step `folder`: the program in a folder of its own, which needs no Python."""

from importlib.util import find_spec

from building.context import Context
from building.frozen import freeze


def run(context: Context) -> None:
    folder = freeze(context, "readalso")
    if find_spec("building.trust") is not None:
        from building.trust import finish

        finish(folder, version=context.version, epoch=context.epoch)
