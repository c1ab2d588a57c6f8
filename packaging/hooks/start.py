"""Where the frozen program begins."""

import os
import sys

from reader.cli import main

if sys.platform == "win32":  # a program with a window has nowhere to print there; what is printed all the same is lost
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  open to the end
sys.exit(main())
