"""Step `sizes`: how large the folder is, by part; more than was promised fails."""

from pathlib import Path

from building.contents import MOST_MEGABYTES
from building.context import BuildError, Context
from building.parts import MEGABYTE, sizes_by_part, table


def run(context: Context) -> None:
    sizes = sizes_by_part(context.need_folder(), archived_modules)
    print(table(sizes))
    total = sum(sizes.values()) / MEGABYTE
    if total > MOST_MEGABYTES:
        raise BuildError(f"The folder has {total:.1f} MB; {MOST_MEGABYTES} are promised.")


def archived_modules(program: Path) -> dict[str, int]:
    """What the modules in the program's archive take; nothing for a file that is no program of PyInstaller's."""
    from PyInstaller.archive.readers import ArchiveReadError, CArchiveReader  # deferred: where there is PyInstaller

    try:
        archive = CArchiveReader(str(program))
    except ArchiveReadError:
        return {}
    names = [name for name, row in archive.toc.items() if row[4] in ("z", "Z")]
    return {
        module: length for name in names for module, (_, _, length) in archive.open_embedded_archive(name).toc.items()
    }
