"""PyInstaller, started in the environment of builds."""

import re
import shutil
import sys
from pathlib import Path

from building.contents import is_of_the_system, strangers
from building.context import BuildError, Context, own_version
from building.icu_data import trim_icu
from building.libraries import PACKAGES, system_needs

QT_CONF = "[Paths]\nPrefix = _internal/PySide6{}\n"


def freeze(context: Context, name: str) -> Path:
    """Build `name` ("readalso" or "bare") by `packaging/readalso.spec`, and put its folder into `out`."""
    work = context.fresh(f"pyinstaller-{name}")
    context.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", work / "dist", "--workpath", work / "work"),
            context.root / "packaging" / "readalso.spec",
            *("--", "--name", name),
            *(("--source", _as_version(context, work)) if context.version != own_version() else ()),
        ],
        PYINSTALLER_CONFIG_DIR=str(work / "config"),  # its cache of changed libraries must not come from another build
    )
    built = work / "dist" / name
    if not built.is_dir():
        raise BuildError(f"PyInstaller ended well, but {built} is not there.")
    for library in sorted((built / "_internal" / "PySide6").glob("Qt/lib/libicudata.so.*")):
        trim_icu(library, context)
    _write_qt_conf(built)
    _refuse_strangers(built / "_internal")
    if sys.platform.startswith("linux"):
        refuse_gaps(built, name)
    target = context.out / name
    if target.is_dir():
        shutil.rmtree(target)
    shutil.move(built, target)
    return target


def _write_qt_conf(folder: Path) -> None:
    """Where Qt's plugins are, from the program's own folder. What PySide would tell Qt instead is an absolute path, and
    Qt takes a comma, a semicolon or a quote in it for the end."""
    if sys.platform != "darwin":
        text = QT_CONF.format("" if sys.platform.startswith("win") else "/Qt")
        (folder / "qt.conf").write_text(text, "utf-8", newline="\n")


def _refuse_strangers(internal: Path) -> None:
    files = sorted(path.relative_to(internal).as_posix() for path in internal.rglob("*") if path.is_file())
    found = strangers(files)
    if found:
        raise BuildError(
            "These are not in the tables of packaging/building/contents.py:\n  "
            + "\n  ".join(found)
            + "\nAdmit what is used, or leave out the module that brings it."
        )


def refuse_gaps(folder: Path, program: str) -> None:
    """What the machine that builds lacks, PyInstaller leaves out with a warning: it would depend on who builds."""
    missing = [name for name in system_needs(folder, program).libraries if not is_of_the_system(name)]
    if missing:
        packages = sorted({PACKAGES.get(name, name) for name in missing})
        raise BuildError(
            f"This machine lacks libraries that go into the folder: {', '.join(missing)}"
            f" (Debian and Ubuntu: apt install {' '.join(packages)})."
        )


def _as_version(context: Context, work: Path) -> Path:
    """A copy of our package that calls itself by another version: to try an update with."""
    source = work / "source"
    shutil.copytree(context.root / "reader", source / "reader", ignore=shutil.ignore_patterns("__pycache__"))
    about = source / "reader" / "__init__.py"
    about.write_text(
        re.sub(r'__version__ = "[^"]+"', f'__version__ = "{context.version}"', about.read_text("utf-8")), "utf-8"
    )
    return source
