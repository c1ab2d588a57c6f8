"""Step `dmg`: the application for macOS, signed, on a disk image. On macOS only; never run so far.

READALSO_SIGN_IDENTITY   a "Developer ID Application" in the keychain; without it the signature names nobody, and
                         macOS asks before the first start (right click, Open)
READALSO_NOTARY_PROFILE  a profile of `xcrun notarytool store-credentials`: Apple looks at the image, and its answer
                         is attached
"""

import os
import platform
import shutil
import sys
from pathlib import Path

from building.context import BuildError, Context
from building.macos_bundle import ICON_OF_EXPORTS, NAME
from building.trust import FILE_LIST, KIND_FILE, SHIPPED, hash_of, write_kind

IDENTITY, PROFILE = "READALSO_SIGN_IDENTITY", "READALSO_NOTARY_PROFILE"
NOBODY = "-"  # what codesign calls a signature without a name
ENTITLEMENTS = Path("packaging/macos/entitlements.plist")
SEALED = ("MacOS/", "_CodeSignature/")  # the program itself, and the signature
Command = list[str | Path]


def run(context: Context) -> None:
    folder = context.need_folder()
    if sys.platform != "darwin":
        raise BuildError("a disk image for macOS can be made on macOS only: hdiutil and codesign are part of it.")
    built = context.work / "pyinstaller-readalso" / "dist" / f"{NAME}.app"
    if not built.is_dir():
        raise BuildError(f"{built} is not there: run the step `folder` first, with the same --work.")
    image = context.fresh("dmg") / "image"
    application = image / built.name
    assemble(built, application, shipped=folder / SHIPPED, icon=context.root / ICON_OF_EXPORTS)
    (image / "Applications").symlink_to("/Applications")
    identity = os.environ.get(IDENTITY) or NOBODY
    context.run(signed(context, application, identity, inside=True))
    write_list(application)  # what is inside does not change any more; only the whole is sealed anew
    context.run(signed(context, application, identity, inside=False))
    target = context.out / f"ReadAlso-{context.version}-macos-{platform.machine()}.dmg"
    target.unlink(missing_ok=True)
    for command in packed(context, image, target, identity, os.environ.get(PROFILE, "")):
        context.run(command)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def assemble(built: Path, application: Path, *, shipped: Path, icon: Path) -> None:
    """What PyInstaller made, with what the build tells of itself."""
    shutil.copytree(built, application, symlinks=True)
    resources = application / "Contents" / "Resources"
    target = resources / "reader" / "_bundled"
    for path in sorted(shipped.iterdir()):
        if path.is_file() and path.name != FILE_LIST:
            shutil.copyfile(path, target / path.name)
    shutil.copyfile(icon, resources / icon.name)
    write_kind(resources, "macos")


def write_list(application: Path) -> None:
    """The list of files that `readalso doctor` compares, from `Contents`; without what a signature still changes."""
    contents = application / "Contents"
    lines = []
    for path in sorted(contents.rglob("*")):
        name = path.relative_to(contents).as_posix()
        if not path.is_dir() and not name.startswith(SEALED) and path.name not in (FILE_LIST, KIND_FILE):
            lines.append(f"{hash_of(path)}  {name}\n")
    (contents / "Resources" / "reader" / "_bundled" / FILE_LIST).write_text("".join(lines), "utf-8", newline="\n")


def signed(context: Context, application: Path, identity: str, *, inside: bool) -> Command:
    """Sign the application, with what is inside it or as a whole only."""
    named: Command = []
    if identity != NOBODY:
        named = ["--options", "runtime", "--timestamp", "--entitlements", context.root / ENTITLEMENTS]
    return ["codesign", "--force", *(["--deep"] if inside else []), "--sign", identity, *named, application]


def packed(context: Context, image: Path, target: Path, identity: str, profile: str) -> list[Command]:
    """Look at the signature, pack, and show it to Apple, in this order."""
    found: list[Command] = [
        ["codesign", "--verify", "--deep", "--strict", image / f"{NAME}.app"],
        [
            *("hdiutil", "create", "-volname", f"{NAME} {context.version}", "-srcfolder", image),
            *("-fs", "HFS+", "-format", "UDZO", "-ov", target),
        ],
    ]
    if identity != NOBODY:
        found.append(["codesign", "--force", "--sign", identity, "--timestamp", target])
    if profile:
        found.append(["xcrun", "notarytool", "submit", target, "--keychain-profile", profile, "--wait"])
        found.append(["xcrun", "stapler", "staple", target])
    return found
