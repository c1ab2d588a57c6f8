"""Step `deb`: the package for Debian 12 and later and Ubuntu 24.04, from the program's folder.

Written by hand, an `ar` of two archives: dpkg-deb packs with as many threads as there are processors, and their number
shows in what comes out. There are no scripts in it: menus, kinds of files and icons are renewed by the triggers that
other packages have on these folders, and nothing is made outside of what the package holds.
"""

import gzip
import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from building.archives import Member, folders_of, members_of, tar_xz
from building.context import PROGRAM, BuildError, Context
from building.libraries import dependencies, system_needs

MAINTAINER = "The Read Also developers <readalso@example.org>"  # there is no address yet; this one is nobody's
# What no library's name tells: the settings of fontconfig depend on a font, which a minimal system lacks.
ALWAYS_NEEDED = ("fontconfig-config",)
RECOMMENDED = ("desktop-file-utils", "hicolor-icon-theme", "libgl1-mesa-dri", "shared-mime-info", "xdg-utils")
HOME = f"usr/lib/{PROGRAM}"
DOC = f"usr/share/doc/{PROGRAM}"
THIRD_PARTIES = "_internal/reader/_bundled/THIRD-PARTY.txt"  # written by the step `folder`, where licences are gathered
SUMMARY = "desktop reader for a private, offline archive of articles"
DESCRIPTION = """\
Read Also keeps articles that you collected as files: text, Markdown, web
pages, PDF, EPUB, Word, OpenDocument, e-mail, feeds and many more. It finds
them while you type, recognises the people, places and organisations in them,
and shows what else to read. Bookmarks, tags, notes and highlights are kept
and backed up, and everything can be exported.
.
It works offline: no account, no server, no network. Articles are shown as
text; nothing in them is run or loaded.
.
The package brings its own Python and Qt."""


def run(context: Context) -> None:
    folder = context.need_folder()
    needs = system_needs(folder, PROGRAM)
    members = package_members(context, folder)
    control = control_members(context, members, architecture=needs.architecture, depends=dependencies(needs))
    package = ar(
        {
            "debian-binary": b"2.0\n",
            "control.tar.xz": tar_xz(control, epoch=context.epoch, prefix="./"),
            "data.tar.xz": tar_xz(members, epoch=context.epoch, prefix="./"),
        },
        epoch=context.epoch,
    )
    target = context.out / f"{PROGRAM}_{debian_version(context.version)}_{needs.architecture}.deb"
    target.write_bytes(package)
    print(f"{target.name}: {len(package):,} bytes, {len(members):,} files, installed {installed_kib(members):,} KiB")


def package_members(context: Context, folder: Path) -> list[Member]:
    """Everything that is put on the disk."""
    linux, third_parties = context.root / "packaging" / "linux", folder / THIRD_PARTIES
    documents = [
        Member(f"{DOC}/copyright", copyright_text(context, third_parties.is_file()).encode()),
        Member(f"{DOC}/changelog.gz", zipped(changelog(context))),
        Member(f"usr/share/man/man1/{PROGRAM}.1.gz", zipped((linux / f"{PROGRAM}.1").read_text("utf-8"))),
        Member(f"usr/share/lintian/overrides/{PROGRAM}", linux / "lintian-overrides"),
    ]
    if third_parties.is_file():
        documents.append(Member(f"{DOC}/THIRD-PARTY.txt", link=f"../../../lib/{PROGRAM}/{THIRD_PARTIES}"))
    return [
        *members_of(folder, HOME),
        Member(f"{HOME}/kind", b"deb\n"),  # `readalso doctor` says what build it is
        Member(f"usr/bin/{PROGRAM}", link=f"../lib/{PROGRAM}/{PROGRAM}"),
        *desktop_members(context, "usr/share"),
        *documents,
    ]


def desktop_members(context: Context, share: str) -> list[Member]:
    """Entries, icons, the kind of file and the description, below a `share` folder."""
    desktop = context.root / "packaging" / "desktop"
    return [
        *(Member(f"{share}/applications/{path.name}", path) for path in sorted(desktop.glob("*.desktop"))),
        *(Member(f"{share}/metainfo/{path.name}", path) for path in sorted(desktop.glob("*.metainfo.xml"))),
        *(Member(f"{share}/mime/packages/{path.name}", path) for path in sorted((desktop / "mime").glob("*.xml"))),
        *(
            Member(f"{share}/icons/{path.relative_to(desktop / 'icons').as_posix()}", path)
            for path in sorted((desktop / "icons").rglob("*"))
            if path.is_file()
        ),
    ]


def control_members(context: Context, members: list[Member], *, architecture: str, depends: list[str]) -> list[Member]:
    described = "\n".join(f" {line}" for line in DESCRIPTION.splitlines())
    fields = {
        "Package": PROGRAM,
        "Version": debian_version(context.version),
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(installed_kib(members)),
        "Depends": ", ".join(sorted({*depends, *ALWAYS_NEEDED})),
        "Recommends": ", ".join(RECOMMENDED),
        "Section": "text",
        "Priority": "optional",
        "Description": f"{SUMMARY}\n{described}",
    }
    sums = [f"{hashlib.md5(member.read()).hexdigest()}  {member.path}\n" for member in members if not member.link]
    return [
        Member("control", "".join(f"{name}: {value}\n" for name, value in fields.items()).encode()),
        Member("md5sums", "".join(sorted(sums, key=lambda line: line[34:])).encode()),
    ]


def debian_version(version: str) -> str:
    """A version before a release sorts before it: 0.2.0rc1 is 0.2.0~rc1."""
    return re.sub(r"[.-]?(dev|a|b|rc)(?=\d)", r"~\1", version)


def installed_kib(members: list[Member]) -> int:
    """As Debian's policy counts: whole KiB for each file, one for each folder and link."""
    return sum(1 if member.link else -(-member.size // 1024) for member in members) + len(folders_of(members))


def copyright_text(context: Context, has_third_parties: bool) -> str:
    licence = (context.root / "LICENSE").read_text("utf-8").strip().splitlines()
    terms = "\n".join(f" {line}" if line.strip() else " ." for line in licence[2:])
    where = (
        "All of them are named with their licences in THIRD-PARTY.txt beside this file." if has_third_parties else ""
    )
    template = (context.root / "packaging" / "linux" / "copyright").read_text("utf-8")
    text = template.replace("{third_parties}", where).replace("{expat}", terms)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def changelog(context: Context) -> str:
    """The changelog in Debian's form: a line for each point that is new in this version."""
    text = (context.root / "packaging" / "CHANGELOG.md").read_text("utf-8")
    own = re.search(r"^## \[[^\n]*\n(.*?)(?=^## \[|\Z)", text, re.MULTILINE | re.DOTALL)
    if own is None:
        raise BuildError("packaging/CHANGELOG.md has no version.")
    points = re.findall(r"^- (.*?)(?=^- |^#|\Z)", own[1], re.MULTILINE | re.DOTALL)
    lines = [wrapped(" ".join(point.replace("**", "").replace("`", "").split())) for point in points]
    made = format_datetime(datetime.fromtimestamp(context.epoch, UTC))
    head = f"{PROGRAM} ({debian_version(context.version)}) unstable; urgency=medium"
    return f"{head}\n\n" + "\n".join(lines) + f"\n\n -- {MAINTAINER}  {made}\n"


def wrapped(point: str) -> str:
    lines, line = [], "  *"
    for word in point.split():
        if len(line) + 1 + len(word) > 79:
            lines.append(line)
            line = "   "
        line += f" {word}"
    return "\n".join([*lines, line])


def zipped(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def ar(files: dict[str, bytes], *, epoch: int) -> bytes:
    out = b"!<arch>\n"
    for name, content in files.items():
        out += f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode("ascii")
        out += content + b"\n" * (len(content) % 2)
    return out
