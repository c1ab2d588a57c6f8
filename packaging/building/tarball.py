"""Step `tarball`: an archive for any Linux, with a script that installs for one user or for all.

    readalso-0.1.0-linux-x86_64/
        install.sh         puts the folder below in place, a link to the command, and the entry in the menu
        README.txt         what to do, for who looks into the archive first
        machine            what it was built for
        LICENSE, desktop/  for those who make packages of it: entries, icons, descriptions
        readalso/          the program; install.sh and uninstall.sh again, for later; the list of all these files

The entry, the icons and the kinds of files are put in place by the program itself (`readalso --install-desktop`).
"""

from building.archives import PROGRAM_MODE, Member, members_of, tar_xz
from building.context import PROGRAM, Context
from building.libraries import system_needs

LIST = "installed-files"  # install.sh knows it by this name
SCRIPTS = ("install.sh", "uninstall.sh")
README = """\
Read Also {version} for Linux ({machine})

Install for yourself:        ./install.sh
Install for everybody:       sudo ./install.sh --prefix /usr/local
Without installing:          ./readalso/readalso
Take it away again:          ~/.local/lib/readalso/uninstall.sh

It brings its own Python and Qt. Of the system it needs glibc {libc} or newer, a font with fontconfig's settings, and
these libraries, which desktops have:

{libraries}
"""


def run(context: Context) -> None:
    needs = system_needs(context.need_folder(), PROGRAM)
    name = f"{PROGRAM}-{context.version}-linux-{needs.machine}"
    readme = README.format(
        version=context.version,
        machine=needs.machine,
        libc=needs.libc,
        libraries="\n".join(f"    {library}" for library in needs.libraries) or "    (none)",
    )
    members = [
        Member("README.txt", readme.encode()),
        Member("machine", f"{needs.machine}\n".encode()),
        Member("install.sh", context.root / "packaging" / "linux" / "install.sh", PROGRAM_MODE),
        Member("LICENSE", context.root / "LICENSE"),
        *members_of(context.root / "packaging" / "desktop", "desktop"),
        *program_members(context),
    ]
    packed = tar_xz(members, epoch=context.epoch, prefix=f"{name}/")
    target = context.out / f"{name}.tar.xz"
    target.write_bytes(packed)
    print(f"{target.name}: {len(packed):,} bytes, {len(members):,} files")


def program_members(context: Context) -> list[Member]:
    """The folder that is installed, with the list by which it is taken away again."""
    linux = context.root / "packaging" / "linux"
    members = [
        *members_of(context.need_folder(), PROGRAM),
        Member(f"{PROGRAM}/kind", b"tarball\n"),  # `readalso doctor` says what build it is
        *(Member(f"{PROGRAM}/{script}", linux / script, PROGRAM_MODE) for script in SCRIPTS),
    ]
    names = sorted(member.path.removeprefix(f"{PROGRAM}/") for member in members)
    return [*members, Member(f"{PROGRAM}/{LIST}", "".join(f"{name}\n" for name in names).encode())]
