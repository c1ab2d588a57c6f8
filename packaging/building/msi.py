"""Step `msi`: the installer for Windows, from a folder that the step `folder` built on Windows.

Made with wixl (of msitools), which runs on Linux and in MSYS2: the release job builds the folder on Windows and packs
it on Linux. `packaging/windows/readalso.wxs` says what is put where; the files follow in a second source, made here.
The same folder gives the same installer, byte for byte: identifiers come from paths and contents, times are those of
the build.
"""

import os
import re
import shutil
import struct
import uuid
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from building.context import BuildError, Context
from building.trust import hash_of, write_kind

PROGRAMS = ("readalso.exe", "readalso-cli.exe")  # the window, and the commands, which print
APP_ID = "io.github.readalso.ReadAlso"  # as in `reader/ui/window_frame.py`: a test compares
NAMESPACE = uuid.UUID("5a0c2b0c-9d7a-5c56-8a57-1f2f6f6f3b10")  # of the identifiers; any, but always the same
XMLNS = "http://schemas.microsoft.com/wix/2006/wi"
WXS = "readalso.wxs"
ICON = "readalso.ico"
ICON_OF_EXPORTS = "readalso-export.ico"  # stands beside the program, as the file `kind` does
STAGED = "program"
# What wixl does not know: the menu entry belongs to the windows of the program, so that both are one button.
SHORTCUT_PROPERTIES = (
    "MsiShortcutProperty\tShortcut_\tPropertyKey\tPropVariantValue\r\n"
    "s72\ts72\ts255\ts255\r\n"
    "MsiShortcutProperty\tMsiShortcutProperty\r\n"
    f"MenuEntryId\tMenuEntry\tSystem.AppUserModel.ID\t{APP_ID}\r\n"
)
_SUMMARY = uuid.UUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9").bytes_le  # begins the list of a file's own properties
_NUMBER, _CREATED, _SAVED = 9, 12, 13  # of them: an identifier of this very file, and two times
_TEXT, _TIME = 30, 64
_FROM_1601_SECONDS = 11_644_473_600


def run(context: Context) -> None:
    folder = context.need_folder()
    missing = [name for name in PROGRAMS if not (folder / name).is_file()]
    if missing:
        raise BuildError(f"{folder} has no {missing[0]}: the step `folder` has to run on Windows for this.")
    if not (shutil.which("wixl") and shutil.which("msibuild")):
        raise BuildError("wixl and msibuild are not there; Debian has them in wixl and msitools, MSYS2 in msitools.")
    work = context.fresh("msi")
    windows = context.root / "packaging" / "windows"
    names = stage(folder, work / STAGED, icon=windows / ICON_OF_EXPORTS, epoch=context.epoch)
    for name in (WXS, ICON):
        shutil.copyfile(windows / name, work / name)
    (work / "files.wxs").write_text(files_source(names), "utf-8", newline="\n")
    (work / "MsiShortcutProperty.idt").write_bytes(SHORTCUT_PROPERTIES.encode("ascii"))
    version = msi_version(context.version)
    code = product_code(work / STAGED, names, version)
    made = work / "made.msi"
    variables = {
        "Version": version,
        "NextVersion": next_version(version),
        "ProductCode": code,
        "AppUserModelId": APP_ID,
    }
    given = [part for name, value in variables.items() for part in ("-D", f"{name}={value}")]
    context.run(["wixl", "--arch", "x64", "-o", made.name, *given, WXS, "files.wxs"], cwd=work)
    context.run(["msibuild", made.name, "-i", "MsiShortcutProperty.idt"], cwd=work)
    target = context.out / f"ReadAlso-{context.version}-windows-x86_64.msi"
    target.write_bytes(with_fixed_summary(made.read_bytes(), code=code, epoch=context.epoch))
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(names):,} files")


def stage(folder: Path, target: Path, *, icon: Path, epoch: int) -> list[str]:
    """A copy of the folder whose files have the build's time, which the installer's archive tells; their paths."""
    shutil.copytree(folder, target)
    write_kind(target, "msi")
    shutil.copyfile(icon, target / icon.name)
    files = sorted(path for path in target.rglob("*") if path.is_file())
    names = [path.relative_to(target).as_posix() for path in files]
    strange = [name for name in names if not name.isascii()]
    if strange:
        raise BuildError(f"wixl writes no such names: {', '.join(strange)}.")
    for path in files:
        os.utime(path, (epoch, epoch))
    return names


def files_source(names: Iterable[str]) -> str:
    """A source in which every file is a component, as Windows wants it: removed, repaired and counted by itself."""
    wix = ElementTree.Element("Wix", xmlns=XMLNS)
    fragment = ElementTree.SubElement(wix, "Fragment")
    folders = {PurePosixPath("."): ElementTree.SubElement(fragment, "DirectoryRef", Id="INSTALLDIR")}
    group = ElementTree.Element("ComponentGroup", Id="Files")
    for name in names:
        path = PurePosixPath(name)
        for folder in reversed(path.parents):
            if folder not in folders:
                above = folders[folder.parent]
                folders[folder] = ElementTree.SubElement(above, "Directory", Id=_id("D", folder), Name=folder.name)
        one = ElementTree.SubElement(
            folders[path.parent], "Component", Id=_id("C", path), Guid=_guid(f"file:{path}"), Win64="yes"
        )
        ElementTree.SubElement(one, "File", Id=_id("F", path), Name=path.name, Source=f"{STAGED}/{name}", KeyPath="yes")
        ElementTree.SubElement(group, "ComponentRef", Id=_id("C", path))
    fragment.append(group)
    ElementTree.indent(wix)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(wix, "unicode")}\n'


def msi_version(version: str) -> str:
    """Windows compares three numbers: 0.2.0rc1 is 0.2.0, and makes room for it."""
    found = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", version)
    numbers = [int(number or 0) for number in found.groups()] if found else []
    if not numbers or max(numbers[:2]) > 255 or numbers[2] > 65_534:
        raise BuildError(f"{version} is no version that Windows understands.")
    return ".".join(map(str, numbers))


def next_version(version: str) -> str:
    """The first one that is newer."""
    numbers = [int(number) for number in version.split(".")]
    return ".".join(map(str, (*numbers[:2], numbers[2] + 1)))


def product_code(folder: Path, names: Iterable[str], version: str) -> str:
    """Another for each build: Windows takes two installers with the same code for one."""
    return _guid(f"product:{version}:" + ",".join(f"{name}={hash_of(folder / name)}" for name in names))


def _guid(words: str) -> str:
    return str(uuid.uuid5(NAMESPACE, words)).upper()


def _id(letter: str, path: PurePosixPath) -> str:
    return f"{letter}{uuid.uuid5(NAMESPACE, str(path)).hex}"


def with_fixed_summary(installer: bytes, *, code: str, epoch: int) -> bytes:
    """The installer with an identifier from its content, and the build's time, instead of those of the moment."""
    changed = bytearray(installer)
    begin = installer.find(_SUMMARY)
    if begin < 0 or installer.find(_SUMMARY, begin + 1) >= 0:
        raise BuildError("the installer's own properties were not found: look at building/msi.py.")
    (offset,) = struct.unpack_from("<I", installer, begin + 16)
    section = begin - 28 + offset  # the list of properties begins 28 bytes after the stream does
    _, count = struct.unpack_from("<II", installer, section)
    rows = dict(struct.unpack_from("<II", installer, section + 8 + 8 * number) for number in range(count))
    number = f"{{{_guid(f'package:{code}')}}}".encode("ascii")
    kind, length = struct.unpack_from("<II", installer, section + rows.get(_NUMBER, 0))
    at = section + rows.get(_NUMBER, 0) + 8
    if kind != _TEXT or length < len(number) or installer[at : at + 1] != b"{":
        raise BuildError("the installer's identifier was not found: look at building/msi.py.")
    changed[at : at + len(number)] = number
    for row in (_CREATED, _SAVED):
        at = section + rows.get(row, 0)
        if struct.unpack_from("<I", installer, at) != (_TIME,):
            raise BuildError("the installer's times were not found: look at building/msi.py.")
        struct.pack_into("<Q", changed, at + 4, (epoch + _FROM_1601_SECONDS) * 10_000_000)
    return bytes(changed)
