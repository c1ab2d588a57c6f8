"""Step `checksums`: `SHA256SUMS` for everything that was built, and a `.sha256` beside each artefact."""

from pathlib import Path

from building.context import BuildError, Context
from building.trust import hash_of

LIST = "SHA256SUMS"
SUFFIX = ".sha256"
BILL_SUFFIX = ".cdx.json"
ENDINGS = (".deb", ".tar.xz", ".AppImage", ".squashfs", ".flatpak", ".msi", ".zip", ".dmg", ".whl", ".tar.gz")


def run(context: Context) -> None:
    found = artefacts(context.out)
    if not found:
        raise BuildError(f"there is no artefact in {context.out} to make checksums of.")
    for path in found:
        Path(f"{path}{SUFFIX}").write_text(line_of(path), "utf-8", newline="\n")
    bills = [Path(f"{path}{BILL_SUFFIX}") for path in found]
    lines = [line_of(path) for path in sorted([*found, *filter(Path.is_file, bills)])]
    (context.out / LIST).write_text("".join(lines), "utf-8", newline="\n")
    print(f"{LIST}: {len(lines)} files")


def artefacts(folder: Path) -> list[Path]:
    """What readers install, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name.endswith(ENDINGS))


def line_of(path: Path) -> str:
    """As `sha256sum` writes it: two spaces, and a name without a folder."""
    return f"{hash_of(path)}  {path.name}\n"
