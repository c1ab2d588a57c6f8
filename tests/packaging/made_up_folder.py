"""A folder as the step `folder` leaves it, but tiny: a program and a library that are ELF files, and some others."""

import struct
import tarfile
from pathlib import Path

from building.context import ROOT, Context

EPOCH = 1_790_000_000
LOAD, DYNAMIC = 1, 2


def elf(*needed: str, libc: str = "", machine: int = 62) -> bytes:
    """The smallest file of which a loader could tell what it needs."""
    strings = b"\0"
    places = {}
    for text in (*needed, "libc.so.6", f"GLIBC_{libc}"):
        places[text] = len(strings)
        strings += text.encode() + b"\0"
    strings_at = 64 + 2 * 56
    versions_at = strings_at + len(strings)
    versions = struct.pack("<HHIII", 1, 1, places["libc.so.6"], 16, 0)
    versions += struct.pack("<IHHII", 0, 0, 2, places[f"GLIBC_{libc}"], 0)
    dynamic_at = versions_at + len(versions)
    tags = [(1, places[name]) for name in needed] + [(5, strings_at)]
    if libc:
        tags += [(0x6FFFFFFE, versions_at), (0x6FFFFFFF, 1)]
    dynamic = b"".join(struct.pack("<QQ", *tag) for tag in [*tags, (0, 0)])
    whole = dynamic_at + len(dynamic)
    head = b"\x7fELF\x02\x01\x01" + bytes(9)
    head += struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    segments = struct.pack("<IIQQQQQQ", LOAD, 4, 0, 0, 0, whole, whole, 1)
    segments += struct.pack("<IIQQQQQQ", DYNAMIC, 4, dynamic_at, dynamic_at, 0, len(dynamic), len(dynamic), 1)
    return head + segments + strings + versions + dynamic


def make_context(tmp_path: Path, version: str = "0.1.0") -> Context:
    """A build whose step `folder` has run."""
    out, work = tmp_path / "out", tmp_path / "work"
    internal = out / "readalso" / "_internal"
    (internal / "reader" / "_bundled").mkdir(parents=True)
    work.mkdir()
    program = out / "readalso" / "readalso"
    program.write_bytes(elf("libc.so.6", "libz.so.1", libc="2.34"))
    program.chmod(0o755)
    library = internal / "libown.so.1"
    library.write_bytes(elf("libglib-2.0.so.0", "libc.so.6", "libbeside.so.2", libc="2.17"))
    library.chmod(0o755)
    (internal / "libbeside.so.2").write_bytes(elf("libc.so.6"))
    (internal / "a name with spaces.txt").write_text("text", "utf-8")
    (internal / "reader" / "_bundled" / "THIRD-PARTY.txt").write_text("licences", "utf-8")
    return Context(ROOT, out, work, version, EPOCH)


def unpack(archive: tarfile.TarFile, target: Path) -> None:
    """As tar does it. Python 3.11 knows filters from 3.11.4 on, and newer ones want to be told of one."""
    archive.extraction_filter = getattr(tarfile, "tar_filter", None)
    archive.extractall(target)
