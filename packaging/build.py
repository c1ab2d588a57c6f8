"""Builds what readers install: `build.py folder deb checksums`. Each step is a module in `building/`.

    UV_PYTHON=/usr/bin/python3 uv run --isolated --no-dev --group package packaging/build.py folder sizes

An environment of its own for every build: nothing that a developer has installed can get in. The steps run in the order
of the table, whatever the order they were asked for in.
"""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from building.context import BuildError, make_context

STEPS = {  # in the order in which they need one another; each has a module in `building/` with run(context)
    "folder": "the program in a folder of its own",
    "bare": "a bare window, built in the same way, to measure against",
    "sizes": "how large the folder is, by part",
    "deb": "the package for Debian and Ubuntu",
    "tarball": "an archive with a script that installs",
    "appimage": "one file that runs",
    "flatpak": "the manifest, checked as far as possible",
    "msi": "the installer for Windows",
    "dmg": "the disk image for macOS",
    "bill_of_materials": "what is inside, for other programs to read (CycloneDX)",
    "checksums": "a checksum for each of these files",
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("steps", nargs="+", choices=STEPS, metavar="STEP", help=", ".join(STEPS))
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to put it (dist)")
    parser.add_argument("--work", type=Path, metavar="DIR", help="for what is only needed meanwhile (build)")
    parser.add_argument("--version", help="another version than the program's own, to try upgrades with")
    options = parser.parse_args(arguments)
    os.umask(0o022)  # rights of files are part of what is packed
    try:
        context = make_context(out=options.out, work=options.work, version=options.version)
        for step in STEPS:
            if step in options.steps:
                print(f"== {step}: {STEPS[step]}", flush=True)
                import_module(f"building.{step}").run(context)
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
