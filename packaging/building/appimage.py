"""Step `appimage`: the program and what a desktop wants to know of it, as one image that is mounted and run.

An AppImage is a small program, the runtime, with this image behind it. The runtime is given by APPIMAGE_RUNTIME, a file
`runtime-x86_64` of the AppImage project's "type 2" runtime; package registries have none. Without it the image alone is
written: it can be mounted, or unpacked with unsquashfs, and run.
"""

import os
import shutil
from pathlib import Path

from building.archives import Member, members_of
from building.context import PROGRAM, BuildError, Context
from building.deb import desktop_members
from building.libraries import system_needs

RUNTIME_VARIABLE = "APPIMAGE_RUNTIME"
RUNTIME_MARK = b"AI\x02"  # in the ELF header of a runtime of type 2, from byte 8
APP_ID = "io.github.readalso.ReadAlso"
HOME = f"usr/lib/{PROGRAM}"


def run(context: Context) -> None:
    name = f"ReadAlso-{context.version}-{system_needs(context.need_folder(), PROGRAM).machine}"
    if not shutil.which("mksquashfs"):
        raise BuildError("mksquashfs is not there; Debian has it in squashfs-tools.")
    folder = context.fresh("appimage") / f"{name}.AppDir"
    for member in app_dir_members(context):
        put(member, folder)
    image = context.out / f"{name}.squashfs"
    image.unlink(missing_ok=True)
    # Times are those of SOURCE_DATE_EPOCH, which mksquashfs knows; zstd, because it unpacks quickest at a start
    context.run(
        ["mksquashfs", folder, image, "-noappend", "-root-owned", "-no-xattrs", "-no-progress", "-comp", "zstd"]
    )
    print(f"{image.name}: {image.stat().st_size:,} bytes")
    runtime = os.environ.get(RUNTIME_VARIABLE)
    if runtime:
        target = context.out / f"{name}.AppImage"
        target.write_bytes(joined(Path(runtime), image))
        target.chmod(0o755)
        image.unlink()
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    else:
        print(f"no AppImage was made of it: {RUNTIME_VARIABLE} names no runtime")


def app_dir_members(context: Context) -> list[Member]:
    """The folder in the image, as desktops and their tools look for things in it."""
    desktop = context.root / "packaging" / "desktop"
    icon = desktop / "icons" / "hicolor" / "256x256" / "apps" / f"{APP_ID}.png"
    return [
        Member("AppRun", link=f"{HOME}/{PROGRAM}"),
        Member(f"{APP_ID}.desktop", desktop / f"{APP_ID}.desktop"),
        Member(f"{APP_ID}.png", icon),
        Member(".DirIcon", link=f"{APP_ID}.png"),
        Member(f"usr/bin/{PROGRAM}", link=f"../lib/{PROGRAM}/{PROGRAM}"),
        *members_of(context.need_folder(), HOME),
        Member(f"{HOME}/kind", b"appimage\n"),  # `readalso doctor` says what build it is
        *desktop_members(context, "usr/share"),
    ]


def put(member: Member, folder: Path) -> None:
    """Write a member as a file or a link."""
    target = folder / member.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if member.link:
        target.symlink_to(member.link)
    else:
        target.write_bytes(member.read())
        target.chmod(member.mode)


def joined(runtime: Path, image: Path) -> bytes:
    """The AppImage: the runtime finds the image by the end of itself."""
    if not runtime.is_file():
        raise BuildError(f"{RUNTIME_VARIABLE} names {runtime}, which is no file.")
    head = runtime.read_bytes()
    if head[8:11] != RUNTIME_MARK:
        raise BuildError(f"{runtime} is no AppImage runtime of type 2.")
    return head + image.read_bytes()
