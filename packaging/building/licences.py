"""What the program's folder is made of, and under which licences; `trust.finish` calls it when the folder is complete.

Writes `licences.json`, which About shows and of which the bills of materials are made, and `THIRD-PARTY.txt` to read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from building import origins
from building.contents import DISTRIBUTIONS
from building.context import BuildError
from building.origins import DebianPackage, Origins, Owner
from reader import licences as told
from reader.licences import Component

TEXT_FILE = "THIRD-PARTY.txt"
COMMON = Path("/usr/share/common-licenses")
COMMON_NAME = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9.+-]*[A-Za-z0-9+])")
BOOTLOADER_LICENCE = "GPL-2.0-or-later WITH Bootloader-exception"
WITHOUT_LIBRARY = {
    "ICU": "libicu",
    "LibYAML": "_yaml",
    "OpenBLAS": "openblas",
    "libgfortran": "libgfortran",
    "libquadmath": "libquadmath",
}
SPDX_OF_DEBIAN = {  # Debian's short names, where they differ
    "Expat": "MIT",
    "MIT-1": "MIT",
    "MIT/X11": "MIT",
    "MIT-style": "MIT",
    "X11": "MIT",
    "BSD-2-clause": "BSD-2-Clause",
    "BSD-3-clause": "BSD-3-Clause",
    "LGPL-2.1+": "LGPL-2.1-or-later",
    "LGPL-2+": "LGPL-2.0-or-later",
    "LGPL-3+": "LGPL-3.0-or-later",
    "GPL-2+": "GPL-2.0-or-later",
    "GPL-2": "GPL-2.0-only",
    "GPL-3+": "GPL-3.0-or-later",
    "GPL-3": "GPL-3.0-only",
}
# Packages whose copyright file is not made for programs: what stands in it, read by a person.
READ_BY_HAND = {
    "sqlite3": "blessing",
    "bzip2": "bzip2-1.0.6",
    "libffi": "MIT",
    "libxcb": "MIT",
    "libxkbcommon": "MIT",
    "xcb-util": "MIT",
    "xcb-util-cursor": "MIT",
    "xcb-util-image": "MIT",
    "xcb-util-keysyms": "MIT",
    "xcb-util-renderutil": "MIT",
    "xcb-util-wm": "MIT",
    "zlib": "Zlib",
}


class Part(NamedTuple):
    """A component, with where to find it and what of the folder it is."""

    component: Component
    purl: str
    files: tuple[str, ...]  # paths from the folder; none for what is inside a program or a library of others
    needs: tuple[str, ...] = ()  # names of parts that it asks for


def collect(folder: Path, *, version: str) -> list[Part]:
    """Everything that is in the folder, sorted by its names, the program first.

    Raises:
        BuildError: a file is nobody's, or something has no licence or no text of it; it is named.
    """
    found = Origins(folder)
    files: dict[Owner, list[str]] = {}
    for name, owner in found.owners().items():
        files.setdefault(owner, []).append(name)
    modules = origins.modules_in(
        next(folder / name for name in ("readalso", "readalso.exe") if (folder / name).is_file())
    )
    packages = {owner.name for owner in files if owner.sort == origins.PYPI} | origins.distributions_of(modules)
    packages -= {told.DISTRIBUTION, "PyInstaller", "pyinstaller"}
    _compare_with_table(packages)
    parts = [
        *_own(files, version, packages, found.python),
        *(part for name in sorted(packages, key=told.normalized) for part in _package(name, files, packages)),
        *(
            _debian(found.package(owner.name), files[owner])
            for owner in sorted(files)
            if owner.sort == origins.DEBIAN
        ),
    ]  # fmt: skip
    _refuse_gaps(parts)
    return parts


def _compare_with_table(packages: Iterable[str]) -> None:
    """What is bundled is known twice: by files and modules in the folder, and by the table of what is admitted."""
    found, admitted = ({told.normalized(name) for name in names} for names in (packages, DISTRIBUTIONS))
    if found != admitted:
        words = (
            *(f"{name} is in the folder, but not in the table" for name in sorted(found - admitted)),
            *(f"{name} is in the table, but not in the folder" for name in sorted(admitted - found)),
        )
        raise BuildError(f"building/contents.py and the folder differ: {'; '.join(words)}.")


def write(parts: Iterable[Part], folder: Path) -> None:
    """Both files, below `folder`. A text stands there once."""
    parts = list(parts)
    texts = sorted({part.component.text for part in parts})
    listed = [
        {
            **part.component._replace(text="")._asdict(),
            "text": texts.index(part.component.text),
            "purl": part.purl,
            "needs": part.needs,
            "files": part.files,
        }
        for part in parts
    ]
    content = json.dumps({"components": listed, "texts": texts}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / told.LICENCES_FILE).write_text(f"{content}\n", "utf-8", newline="\n")
    (folder / TEXT_FILE).write_text(told.in_one_text(part.component for part in parts), "utf-8", newline="\n")


def _own(
    files: Mapping[Owner, list[str]], version: str, packages: Iterable[str], debian: DebianPackage | None
) -> Iterator[Part]:
    own = told.own_component()._replace(version=version)
    needs = ("Python", *sorted(packages, key=told.normalized))
    yield Part(own, f"pkg:generic/readalso@{version}", tuple(files[Owner(origins.OWN)]), needs)
    data = told.data_component()._replace(version=version)
    yield Part(data, f"pkg:generic/readalso-data@{version}", tuple(files.get(Owner(origins.DATA), ())))
    python, purl = told.python_component(), f"pkg:generic/python@{told.python_component().version}"
    if debian is not None:  # it is Debian's Python: its own text tells of all that is part of it
        purl = debian_purl(debian)
        python = python._replace(text=f"{python.text}\n\n\n{with_common_texts(debian_text(debian))}")
    yield Part(python, purl, tuple(files.get(Owner(origins.PYTHON), ())))
    installer = metadata.distribution("pyinstaller")
    bootloader = Component(
        "PyInstaller", installer.version, BOOTLOADER_LICENCE, "starts the program", told.licence_text(installer)
    )
    purl = f"pkg:pypi/pyinstaller@{installer.version}"
    yield Part(bootloader, purl, tuple(files.get(Owner(origins.BOOTLOADER), ())))


def _package(name: str, files: Mapping[Owner, list[str]], packages: Iterable[str]) -> Iterator[Part]:
    distribution = metadata.distribution(name)
    own = tuple(files.get(Owner(origins.PYPI, name), ()))
    there = {told.normalized(each): each for each in packages}
    needs = tuple(there[each] for each in map(told.normalized, told.required_by(distribution)) if each in there)
    outer, *inside = told.components_of(distribution)
    inside = [
        each._replace(version=each.version or version_inside(each.name, own))
        for each in inside
        if _is_there(each.name, own)
    ]
    names = tuple(each.name for each in inside)
    yield Part(outer, f"pkg:pypi/{told.normalized(name)}@{distribution.version}", own, (*sorted(needs), *names))
    for each in inside:
        plain = re.sub(r"\W+", "-", each.name).lower()
        yield Part(each, f"pkg:generic/{plain}" + (f"@{each.version}" if each.version else ""), ())


def _is_there(name: str, files: Iterable[str]) -> bool:
    """Libraries that were left out of a package's files are no part of the folder."""
    return name not in WITHOUT_LIBRARY or any(WITHOUT_LIBRARY[name] in each for each in files)


def version_inside(name: str, files: Iterable[str]) -> str:
    """The version of a library inside a Python package, as it tells it itself; empty where it does not."""
    if name in ("libxml2", "libxslt"):
        from lxml import etree  # deferred: only where it is bundled

        return ".".join(map(str, etree.LIBXML_VERSION if name == "libxml2" else etree.LIBXSLT_VERSION))
    if name == "zlib":
        from lxml import etree  # deferred, as above

        found = re.search(rb"deflate (\d[\d.]*\d) Copyright", Path(etree.__file__).read_bytes())
        return found[1].decode() if found else ""
    if name == "OpenBLAS":
        import numpy  # deferred, as above

        told = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
        return str(told["version"]) if "openblas" in told["name"] else ""
    if name == "ICU":
        return next((each.rpartition(".")[2] for each in files if "libicudata.so." in each), "")
    return ""


def _debian(package: DebianPackage, files: Iterable[str]) -> Part:
    name, text = package.name.partition(":")[0], debian_text(package)
    licence = READ_BY_HAND.get(package.source) or debian_licence(text)
    component = Component(name, package.version, licence, "system library, from Debian", with_common_texts(text))
    return Part(component, debian_purl(package), tuple(files))


def debian_purl(package: DebianPackage) -> str:
    name = package.name.partition(":")[0]
    return f"pkg:deb/debian/{quote(name, safe='')}@{quote(package.version, safe='~')}?arch={package.architecture}"


def debian_licence(text: str) -> str:
    """The licences that a copyright file of Debian names, without those of Debian's own files; "" for none."""
    names: list[str] = []
    for stanza in re.split(r"\n\s*\n", text):
        of_files = re.match(r"Files:\s*(\S+)", stanza)
        named = re.search(r"^License:[ \t]*(\S.*)$", stanza, re.MULTILINE)
        if of_files and named and not of_files[1].startswith("debian/"):
            parts = re.split(r",?\s+(?:and|or)\s+", named[1].strip())
            names += [SPDX_OF_DEBIAN.get(each, each) for each in parts]
    return ", ".join(dict.fromkeys(names))


def debian_text(package: DebianPackage) -> str:
    path = Path("/usr/share/doc", package.name.partition(":")[0], "copyright")
    return path.read_text("utf-8", "replace").strip() if path.is_file() else ""


def with_common_texts(text: str) -> str:
    """Debian points to the texts of well-known licences; here they follow."""
    names = dict.fromkeys(COMMON_NAME.findall(text))
    found = {(COMMON / name).resolve(): name for name in names if (COMMON / name).is_file()}
    parts = [f"{name}\n{'-' * len(name)}\n\n{path.read_text('utf-8').strip()}" for path, name in found.items()]
    return "\n\n\n".join((text, *parts))


def _refuse_gaps(parts: Iterable[Part]) -> None:
    gaps = [part.component.name for part in parts if not part.component.licence or not part.component.text.strip()]
    if gaps:
        raise BuildError(f"the licence, or its text, is missing of {', '.join(gaps)}: see reader/licences.py.")
