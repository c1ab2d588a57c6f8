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
from collections.abc import Mapping
from pathlib import Path

from building.context import BuildError, Context
from building.macos_bundle import NAME
from building.trust import FILE_LIST, SHIPPED, write_kind

IDENTITY, PROFILE = "READALSO_SIGN_IDENTITY", "READALSO_NOTARY_PROFILE"
NOBODY = "-"  # what codesign calls a signature without a name
ENTITLEMENTS = Path("packaging/macos/entitlements.plist")


def run(context: Context) -> None:
    folder = context.need_folder()
    if sys.platform != "darwin":
        raise BuildError("a disk image for macOS can be made on macOS only: hdiutil and codesign are part of it.")
    built = context.work / "pyinstaller-readalso" / "dist" / f"{NAME}.app"
    if not built.is_dir():
        raise BuildError(f"{built} is not there: run the step `folder` first, with the same --work.")
    image = context.fresh("dmg") / "image"
    application = image / built.name
    assemble(built, application, shipped=folder / SHIPPED)
    (image / "Applications").symlink_to("/Applications")
    target = context.out / f"ReadAlso-{context.version}-macos-{platform.machine()}.dmg"
    target.unlink(missing_ok=True)
    for command in commands(context, image, application, target, os.environ):
        context.run(command)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def assemble(built: Path, application: Path, *, shipped: Path) -> None:
    """The application as PyInstaller made it, with what the build tells of itself. Its signature is the list of files."""
    shutil.copytree(built, application, symlinks=True)
    resources = application / "Contents" / "Resources"
    target = resources / "reader" / "_bundled"
    for path in sorted(shipped.iterdir()):
        if path.is_file() and path.name != FILE_LIST:
            shutil.copyfile(path, target / path.name)
    write_kind(resources, "macos")


def commands(
    context: Context, image: Path, application: Path, target: Path, environment: Mapping[str, str]
) -> list[list[str | Path]]:
    """Signing, packing, and showing it to Apple, in this order."""
    identity, profile = environment.get(IDENTITY) or NOBODY, environment.get(PROFILE)
    named: list[str | Path] = []
    if identity != NOBODY:
        named = ["--options", "runtime", "--timestamp", "--entitlements", context.root / ENTITLEMENTS]
    found: list[list[str | Path]] = [
        ["codesign", "--force", "--deep", "--sign", identity, *named, application],
        ["codesign", "--verify", "--deep", "--strict", application],
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
