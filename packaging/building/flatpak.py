"""Step `flatpak`: the manifest with the archive that it is built from, checked as far as that goes without a network.

Flatpak builds in a runtime that has to be fetched, so no Flatpak is made here.
"""

import shutil

from building.context import PROGRAM, BuildError, Context
from building.libraries import system_needs
from building.trust import hash_of

MANIFEST = "io.github.readalso.ReadAlso.yml"


def run(context: Context) -> None:
    archive = context.out / f"{PROGRAM}-{context.version}-linux-{machine(context)}.tar.xz"
    if not archive.is_file():
        raise BuildError(f"{archive} is not there: run the step `tarball` first, with the same --out.")
    template = (context.root / "packaging" / "flatpak" / MANIFEST).read_text("utf-8")
    target = context.out / MANIFEST
    target.write_text(filled(template, archive.name, hash_of(archive)), "utf-8", newline="\n")
    if shutil.which("flatpak-builder"):
        # it leaves a folder where it is started, even for that
        context.run(["flatpak-builder", "--show-manifest", target], cwd=context.fresh("flatpak"))
        print(f"{target.name}: for {archive.name}; flatpak-builder understands it")
    else:
        print(f"{target.name}: for {archive.name}; flatpak-builder is not there to look at it")


def machine(context: Context) -> str:
    return system_needs(context.need_folder(), PROGRAM).machine


def filled(template: str, archive: str, digest: str) -> str:
    return template.replace("@archive@", archive).replace("@sha256@", digest)
