"""The licences of everything that the program is made of.

A build writes them into `licences.json` (`packaging/building/licences.py`), and fails where one is missing. Without a
build they are read from the Python packages that are installed; what those do not bring along stands in
`resources/licences`.
"""

import json
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from reader import __version__
from reader.locations import bundled

LICENCES_FILE = "licences.json"
PROGRAM = "Read Also"
DISTRIBUTION = "readalso"
OWN_LICENCE = "MIT"
DATA_LICENCE = "CC-BY-4.0 AND LGPL-2.1-only AND MIT AND PDDL-1.0"  # `resources/entities/NOTICES.md` tells of what
IS_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
REQUIREMENT = re.compile(r"[A-Za-z0-9][\w.-]*")
LONGEST_NAME = 60  # characters; what is longer in a field "License" is the text itself

QT_STATEMENT = """\
Qt and PySide6 are used under the GNU Lesser General Public License, version 3. They are not changed, and they are
files of their own in the folder of the program: you can put other versions of them that fit in their place, and Read
Also uses those. Nothing in the program hinders you, and you may take it apart to find mistakes in such a version. The
sources of Qt are at https://download.qt.io/official_releases/qt, those of PySide6 at
https://code.qt.io/cgit/pyside/pyside-setup.git.
"""
ICU_STATEMENT = """\
The packages of Read Also for Linux hold a part of ICU's data only: the data file was modified, by leaving out tables.
"""


class Component(NamedTuple):
    """Something the program is made of, as somebody else made it."""

    name: str
    version: str
    licence: str  # an SPDX expression where there is one, else the words of who made it
    what: str  # "Python package"
    text: str  # of the licence; empty where it was not delivered


class Texts(NamedTuple):
    """The licence of what was delivered without one."""

    licence: str
    files: tuple[str, ...]  # in `resources/licences`; none where the package itself brings the text
    statement: str = ""


QT_LICENCE = Texts("LGPL-3.0-only", ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"), QT_STATEMENT)
NOT_DELIVERED: Mapping[str, Texts] = {"pyside6-essentials": QT_LICENCE, "shiboken6": QT_LICENCE}
# Libraries that are part of the files of a Python package, and told by nobody else: (name, licence).
INSIDE: Mapping[str, tuple[tuple[str, Texts], ...]] = {
    "pyside6-essentials": (
        ("Qt", Texts(QT_LICENCE.licence, (*QT_LICENCE.files, "Qt-parts.txt"), QT_STATEMENT)),
        ("ICU", Texts("ICU", ("ICU.txt",), ICU_STATEMENT)),
    ),
    "lxml": (
        ("libxml2", Texts("MIT", ("libxml2.txt",))),
        ("libxslt", Texts("MIT", ("libxslt.txt",))),
        ("GNU libiconv", Texts("LGPL-2.1-or-later", ("LGPL-2.1-or-later.txt",))),
        ("zlib", Texts("Zlib", ("zlib.txt",))),
    ),
    "numpy": (  # their texts stand in numpy's own
        ("OpenBLAS", Texts("BSD-3-Clause", ())),
        ("libgfortran", Texts("GPL-3.0-or-later WITH GCC-exception-3.1", ())),
        ("libquadmath", Texts("LGPL-2.1-or-later", ())),
    ),
    "pyyaml": (("LibYAML", Texts("MIT", ("libyaml.txt",))),),
}
SPDX = {  # what people write, in small letters
    "mit license": "MIT",
    "the mit license": "MIT",
    "the bsd 2-clause license": "BSD-2-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd-2-clause license": "BSD-2-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "isc license (iscl)": "ISC",
    "dual license": "Apache-2.0 OR BSD-3-Clause",
}


def components() -> tuple[Component, ...]:
    """Everything, the program first. It reads files and may load slow modules: not on the GUI thread."""
    with suppress(OSError, ValueError, KeyError, IndexError, TypeError):
        return read_components(Path(__file__).resolve().parent / "_bundled" / LICENCES_FILE)
    return tuple(installed_components())


def read_components(path: Path) -> tuple[Component, ...]:
    """What the build wrote. Texts stand there once, however many have the same."""
    told = json.loads(path.read_text("utf-8"))
    texts = told["texts"]
    return tuple(
        Component(one["name"], one["version"], one["licence"], one["what"], texts[one["text"]])
        for one in told["components"]
    )


def installed_components() -> Iterator[Component]:
    """What is installed here, without a build: the program, Python, and the packages they use."""
    yield own_component()
    yield data_component()
    yield python_component()
    for distribution in needed_distributions():
        yield from components_of(distribution)


def own_component() -> Component:
    return Component(PROGRAM, __version__, OWN_LICENCE, "the program", _own_text())


def data_component() -> Component:
    """The recogniser and its lists are made from the data of others."""
    notices = (bundled("resources") / name for name in ("NOTICES.md", "entities/NOTICES.md"))
    text = "\n\n".join(path.read_text("utf-8").strip() for path in notices if path.is_file())
    return Component("Recogniser of names", __version__, DATA_LICENCE, "data", text)


def python_component() -> Component:
    version = ".".join(map(str, sys.version_info[:3]))
    return Component("Python", version, "PSF-2.0", "language", python_text())


def python_text() -> str:
    """The licence of this Python, where its makers have put it."""
    standard = sysconfig.get_path("stdlib")
    for place in (Path(standard, "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt"), Path(standard, "LICENSE")):
        with suppress(OSError):
            return place.read_text("utf-8", "replace").strip()
    with suppress(OSError):
        name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return Path("/usr/share/doc", name, "copyright").read_text("utf-8", "replace").strip()
    return ""


def needed_distributions() -> Iterator[metadata.Distribution]:
    """The packages that are installed because the program asks for them, by name. What is not installed is left out."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [DISTRIBUTION]
    while waiting:
        name = waiting.pop()
        if normalized(name) in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # for another system, or another Python
            continue
        found[normalized(name)] = distribution
        waiting += required_by(distribution)
    found.pop(DISTRIBUTION, None)
    yield from (found[name] for name in sorted(found))


def required_by(distribution: metadata.Distribution) -> list[str]:
    """The names of what a package always asks for."""
    asked = [each for each in distribution.requires or () if "extra ==" not in each.replace("extra==", "extra ==")]
    return [found[0] for found in map(REQUIREMENT.match, asked) if found]


def components_of(distribution: metadata.Distribution) -> Iterator[Component]:
    """A Python package, and the libraries inside its files."""
    name, version = distribution.metadata["Name"], distribution.version
    told = NOT_DELIVERED.get(normalized(name))
    text = licence_text(distribution) or (text_of(told) if told else "")
    licence = told.licence if told else licence_name(distribution)
    yield Component(name, version, licence, "Python package", text)
    for inner, texts in INSIDE.get(normalized(name), ()):
        inner_version = version if inner == "Qt" else ""  # there is a PySide6 for each Qt
        inner_text = text_of(texts) if texts.files else text
        yield Component(inner, inner_version, texts.licence, f"library in {name}", inner_text)


def licence_name(distribution: metadata.Distribution) -> str:
    """As an SPDX expression where it can be had; empty where nothing is said."""
    expression, field = (_field(distribution, name) for name in ("License-Expression", "License"))
    if expression:
        return expression
    told = distribution.metadata.get_all("Classifier") or ()
    classifiers = [each.rpartition(" :: ")[2] for each in told if each.startswith("License")]
    if field and field != "UNKNOWN" and len(field) <= LONGEST_NAME and "\n" not in field:
        return SPDX.get(field.lower(), field)
    return " OR ".join(SPDX.get(each.lower(), each) for each in classifiers if each != "OSI Approved")


def licence_text(distribution: metadata.Distribution) -> str:
    """All that a package brings along of licences, each file under its name where there are several."""
    texts: dict[str, str] = {}
    for path in sorted(distribution.files or (), key=str):
        inside = path.as_posix().partition(".dist-info/")[2]
        if inside and (inside.startswith("licenses/") or IS_LICENCE.search(path.name)):
            with suppress(OSError):
                text = Path(str(path.locate())).read_text("utf-8", "replace").strip()
                if text and text not in texts.values():
                    texts[inside.removeprefix("licenses/")] = text
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "\n\n".join(f"{name}\n{'-' * len(name)}\n\n{text}" for name, text in texts.items())


def text_of(texts: Texts) -> str:
    """What stands in `resources/licences`; empty where one of the files is not there."""
    folder = bundled("resources") / "licences"
    try:
        parts = [(folder / name).read_text("utf-8").strip("\n") for name in texts.files]
    except OSError:
        return ""
    return "\n\n\n".join(filter(None, (texts.statement.strip(), *parts)))


def normalized(name: str) -> str:
    """Names of packages as they are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def in_one_text(told: Iterable[Component]) -> str:
    """All of them to be read one after the other; a text that several have stands with the first."""
    seen: dict[str, str] = {}
    parts = []
    for one in told:
        head = " ".join(filter(None, (one.name, one.version)))
        title = f"{head} ({one.what}): {one.licence}"
        text = f"The text is the one of {seen[one.text]}." if one.text in seen else one.text
        seen.setdefault(one.text, head)
        parts.append(f"{'=' * 100}\n{title}\n{'=' * 100}\n\n{text or 'The text was not delivered with it.'}\n")
    return "\n\n".join(parts)


def _field(distribution: metadata.Distribution, name: str) -> str:
    told = distribution.metadata.get_all(name) or ("",)  # asking for one that is not there is deprecated
    return str(told[0]).strip()


def _own_text() -> str:
    root = Path(__file__).resolve().parent.parent
    with suppress(OSError):
        return (root / "LICENSE").read_text("utf-8").strip()
    with suppress(metadata.PackageNotFoundError):
        return licence_text(metadata.distribution(DISTRIBUTION))
    return ""
