"""The steps of a build and the checks are no part of the program: they are found beside it."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "packaging"))
