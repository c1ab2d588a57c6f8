"""Which package of Debian and Ubuntu has which library: what a folder needs and does not hold becomes dependencies."""

from pathlib import Path
from typing import NamedTuple

from building.context import BuildError
from building.elf import is_elf, needs_of

# Where a library was packed anew for 64-bit times, Debian 13 and Ubuntu 24.04 have it under a name with "t64".
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXrender.so.1": "libxrender1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbz2.so.1.0": "libbz2-1.0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "liblzma.so.5": "liblzma5",
    "libpng16.so.16": "libpng16-16t64 | libpng16-16",
    "libstdc++.so.6": "libstdc++6",
    "libsystemd.so.0": "libsystemd0",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinput.so.0": "libxcb-xinput0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
LIBC = (
    "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0",
    "libresolv.so.2", "librt.so.1", "libutil.so.1",
)  # fmt: skip
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


class SystemNeeds(NamedTuple):
    """What a folder asks of the system it is put on."""

    machine: str  # as `uname -m` says it
    libraries: dict[str, str]  # sonames that are not in the folder, each with one file that needs it
    libc: str  # the oldest version of the C library it runs with

    @property
    def architecture(self) -> str:
        """Debian's word for the machine."""
        return ARCHITECTURES[self.machine]


def system_needs(folder: Path, program: str) -> SystemNeeds:
    """Raises BuildError: the folder holds files for several machines, or a program that is none."""
    held, wanted, libc, machine = set(), {}, (0,), needs_of(folder / program).machine
    for path in sorted(folder.rglob("*")):
        held.add(path.name)
        if path.is_symlink() or not path.is_file() or not is_elf(path):
            continue
        needs = needs_of(path)
        if needs.machine != machine or machine not in ARCHITECTURES:
            raise BuildError(f"{path} is for another machine ({needs.machine}) than {program} ({machine}).")
        libc = max(libc, needs.libc)
        for name in needs.libraries:
            wanted.setdefault(name, path.relative_to(folder).as_posix())
    libraries = {name: path for name, path in sorted(wanted.items()) if name not in held and name not in LIBC}
    return SystemNeeds(machine, libraries, ".".join(map(str, libc)))


def dependencies(needs: SystemNeeds) -> list[str]:
    """As a `Depends:` line names them. Raises BuildError for a library that the table does not know."""
    unknown = {name: path for name, path in needs.libraries.items() if name not in PACKAGES}
    if unknown:
        told = ", ".join(f"{name} (needed by {path})" for name, path in unknown.items())
        raise BuildError(f"building/libraries.py knows no package for {told}.")
    return sorted({f"libc6 (>= {needs.libc})", *(PACKAGES[name] for name in needs.libraries)})
