"""Where each file of the program's folder comes from: a Python package, a package of Debian, Python itself, or us."""

import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from building.context import BuildError

OWN, PYTHON, BOOTLOADER, DATA = "own", "python", "bootloader", "data"  # sorts of owners that have no package
PYPI, DEBIAN = "pypi", "debian"
PYTHON_SOURCE = re.compile(r"python3\.\d+")  # Debian's source package
IS_LIBRARY = re.compile(r"\.(so|dll|dylib|pyd)(\.|$)")
INTERNAL = "_internal"
ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
STDLIB = "base_library.zip"  # what Python needs before it can read the archive of modules
OWN_DATA = f"{INTERNAL}/reader/_bundled/resources/entities/"


class Owner(NamedTuple):
    """Who made a file, as far as licences and versions go."""

    sort: str
    name: str = ""  # of the package


class DebianPackage(NamedTuple):
    """A package of Debian as it is installed here."""

    name: str
    version: str
    source: str
    architecture: str


class Origins:
    """Finds the owners of files, in the environment that has built them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recorded = dict(_recorded_files())
        self._packages: dict[str, DebianPackage] = {}
        self.python: DebianPackage | None = None  # where this is Debian's Python
        self._of_system = self._find_in_system()

    def owners(self) -> dict[str, Owner]:
        """The owner of each file, by its path from the folder.

        Raises:
            BuildError: a file is nobody's; it is named.
        """
        found = {name: self._owner(name) for name in files_of(self._folder)}
        nobodys = [name for name, owner in found.items() if owner is None]
        if nobodys:
            raise BuildError(f"nobody knows where these files come from: {', '.join(nobodys)}.")
        return {name: owner for name, owner in found.items() if owner is not None}

    def package(self, name: str) -> DebianPackage:
        return self._packages[name]

    def _owner(self, name: str) -> Owner | None:
        path = self._folder / name
        if path.is_symlink():  # PyInstaller leaves links where a library is expected
            target = path.resolve()
            return self._owner(target.relative_to(self._folder.resolve()).as_posix())
        if "/" not in name:  # the program itself
            return Owner(BOOTLOADER if path.stem.startswith("readalso") else OWN)  # on Windows there are two
        if name.startswith(OWN_DATA):
            return Owner(DATA)
        inside = name.removeprefix(f"{INTERNAL}/")
        if inside == "Python" or inside.startswith("Python.framework/"):  # on macOS
            return Owner(PYTHON)
        if inside.startswith("reader/") or ("/" not in inside and not IS_LIBRARY.search(inside) and inside != STDLIB):
            return Owner(OWN)
        if inside in self._recorded:
            return Owner(PYPI, self._recorded[inside])
        if inside.partition("/")[0].endswith(".dist-info"):
            return Owner(PYPI, self._recorded.get(f"{inside.partition('/')[0]}/METADATA", ""))
        if name in self._of_system:
            return self._of_system[name]
        if inside == STDLIB or "lib-dynload" in inside or _belongs_to_python(path.name):
            return Owner(PYTHON)
        return None

    def _find_in_system(self) -> dict[str, Owner]:
        """Libraries of Debian, known by name and confirmed by content."""
        if shutil.which("dpkg") is None:
            return {}
        wanted = {
            name: (self._folder / name).name
            for name in files_of(self._folder)
            if IS_LIBRARY.search(name) and name.removeprefix(f"{INTERNAL}/") not in self._recorded
        }
        paths = _installed_paths(set(wanted.values()))
        found = {}
        for name, base in wanted.items():
            content = _digest(self._folder / name)
            for package, path in paths.get(base, ()):
                if path.is_file() and _digest(path) == content:
                    known = self._packages.setdefault(package, _describe(package))
                    if PYTHON_SOURCE.fullmatch(known.source):
                        self.python = self.python or known
                        found[name] = Owner(PYTHON)
                    else:
                        found[name] = Owner(DEBIAN, package)
                    break
        return found


def files_of(folder: Path) -> list[str]:
    """All files as paths from the folder, sorted; links among them."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def modules_in(program: Path) -> set[str]:
    """The names of the Python modules inside the program; they have no files of their own."""
    from PyInstaller.archive.readers import CArchiveReader  # deferred: checks run without PyInstaller

    archive = CArchiveReader(str(program))
    names: set[str] = set()
    for name, entry in archive.toc.items():
        if entry[-1] == "z":
            names.update(archive.open_embedded_archive(name).toc)
        else:
            names.add(name)
    return names


def distributions_of(modules: Iterable[str]) -> set[str]:
    """The Python packages that these modules come from. Modules of Python itself belong to none."""
    known = {name: owner for path, owner in _recorded_files() for name in [_module_name(path)] if name}
    return {known[name] for name in modules if name in known}


def _recorded_files() -> Iterator[tuple[str, str]]:
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        for path in distribution.files or ():
            yield path.as_posix(), name


def _module_name(path: str) -> str:
    if not path.endswith(".py"):
        return ""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _installed_paths(names: set[str]) -> dict[str, list[tuple[str, Path]]]:
    """Package and path of each file of Debian that is called so."""
    patterns = [f"*/{name}" for name in sorted(names)]
    if not patterns:
        return {}
    # It fails when one is not found: the others are printed all the same.
    ended = subprocess.run(["dpkg", "-S", *patterns], check=False, capture_output=True, text=True, env=ENVIRONMENT)
    found: dict[str, list[tuple[str, Path]]] = {}
    for line in ended.stdout.splitlines():
        packages, _, path = line.partition(": ")
        if path.startswith("/") and not packages.startswith("diversion"):
            found.setdefault(Path(path).name, []).append((packages.partition(",")[0], Path(path)))
    return found


def _describe(package: str) -> DebianPackage:
    form = "${Package}\t${Version}\t${source:Package}\t${Architecture}"
    asked = ["dpkg-query", "-W", "-f", form, package]
    told = subprocess.run(asked, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout
    return DebianPackage(*told.split("\t"))


def _belongs_to_python(name: str) -> bool:
    """Whether Python's own folder has a file that is called so: elsewhere than on Debian, its libraries lie there."""
    prefix = Path(sys.base_prefix)
    places = (prefix, prefix / "DLLs", prefix / "lib", Path(sysconfig.get_path("stdlib")) / "lib-dynload")
    return any((place / name).is_file() for place in places)


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
