"""Puts Read Also into the menu of a freedesktop desktop, for one user, and takes it out again."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from reader.errors import ReaderError
from reader.locations import bundled, own_command

APP_ID = "io.github.readalso.ReadAlso"
ENTRY = f"{APP_ID}.desktop"
METAINFO = f"{APP_ID}.metainfo.xml"
COMMAND = "readalso"
TOOL_TIMEOUT_SECONDS = 20


def install() -> list[str]:
    """Put entry, icons and description under XDG_DATA_HOME; a second time changes nothing. Says what was put where.

    Raises:
        ReaderError: the platform has another kind of menu, a folder cannot be written, or this copy of the program
            came without the files.
    """
    _refuse_other_menus()
    home, source = _data_home(), _source()
    command = _command()
    written = 0
    for name, target in _files(source, home):
        try:
            content = (source / name).read_bytes()
            if name == ENTRY:
                content = _pointed_at(content.decode(), command).encode()
            written += _write(target, content)
        except OSError as error:
            raise _cannot_change(target, error) from error
    if written:
        _tell_desktop(home)
    return [
        "Read Also is in the menu now." if written else "Read Also was in the menu already; nothing has changed.",
        f"Menu entry: {home / 'applications' / ENTRY}",
        f"It starts: {' '.join(command)}",
        f"Icons: {home / 'icons' / 'hicolor'}",
        f"Description: {home / 'metainfo' / METAINFO}",
    ]


def remove() -> list[str]:
    """Take away the files `install` puts there, and nothing else; folders stay. Says what was removed.

    Raises:
        ReaderError: the platform has another kind of menu, or a file cannot be removed.
    """
    _refuse_other_menus()
    home = _data_home()
    removed = []
    # By our name and not by the list of this version's files: an older version may have brought other sizes.
    for target in (*_icons_below(home), home / "metainfo" / METAINFO, home / "applications" / ENTRY):
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise _cannot_change(target, error) from error
        removed.append(f"Removed: {target}")
    if not removed:
        return ["Read Also was not in the menu; nothing was removed."]
    _tell_desktop(home)
    return ["Read Also is no longer in the menu. The library and the bookmarks are untouched.", *removed]


def _refuse_other_menus() -> None:
    if sys.platform in ("win32", "cygwin", "darwin"):
        raise ReaderError(
            "On this system the installer of Read Also puts it into the menu.",
            remedy="Use the installer, or make a shortcut to the command readalso yourself.",
        )


def _data_home() -> Path:
    chosen = os.environ.get("XDG_DATA_HOME", "")
    # "All paths set in these environment variables must be absolute": the base directory specification
    return Path(chosen) if os.path.isabs(chosen) else Path.home() / ".local" / "share"


def _source() -> Path:
    source = bundled("packaging/desktop")
    if not (source / ENTRY).is_file():
        raise ReaderError(
            "This copy of Read Also came without its menu entry and icons.",
            remedy="Install Read Also again, then repeat the command.",
        )
    return source


def _files(source: Path, home: Path) -> list[tuple[str, Path]]:
    """Each file of ours: its name below `source`, and its place. The entry comes last: it names all the others."""
    icons = [path.relative_to(source).as_posix() for path in _icons_below(source)]
    return [
        *((icon, home / icon) for icon in icons),
        (METAINFO, home / "metainfo" / METAINFO),
        (ENTRY, home / "applications" / ENTRY),
    ]


def _icons_below(folder: Path) -> list[Path]:
    return sorted(path for kind in ("png", "svg") for path in folder.glob(f"icons/hicolor/*/apps/{APP_ID}.{kind}"))


def _command() -> list[str]:
    """The program that is running now, as the menu has to start it.

    Links are not followed: a link in ~/.local/bin stays right when what it points to is updated.
    """
    beside_python = Path(sys.executable).with_name(COMMAND)
    for candidate in (sys.argv[0], str(beside_python), shutil.which(COMMAND) or ""):
        path = os.path.abspath(candidate)
        if os.path.basename(path) == COMMAND and os.path.isfile(path) and os.access(path, os.X_OK):
            return [path]
    return own_command()


def _pointed_at(entry: str, command: list[str]) -> str:
    """The entry with its Exec and TryExec lines naming `command`, and the folder `python -m reader` needs."""
    # GNOME looks for the first word before it undoubles a percent sign, and then drops the entry: let `env` be first
    starter = ["/usr/bin/env"] if "%" in command[0] else []
    lines = []
    for line in entry.splitlines():
        key = line.partition("=")[0]
        if key == "Exec":
            lines.append(f"Exec={_escaped(' '.join(_quoted(part) for part in starter + command))}")
        elif key == "TryExec":
            lines.append(f"TryExec={_escaped(command[0])}")
        else:
            lines.append(line)
        if key == "Exec" and "-m" in command:  # a checkout is found from its own folder only
            lines.append(f"Path={_escaped(str(Path(__file__).resolve().parents[1]))}")
    return "\n".join(lines) + "\n"


def _quoted(argument: str) -> str:
    r"""One argument of an Exec line, always in quotes.

    From the Desktop Entry Specification, "The Exec key": `"`, `` ` ``, `$` and `\` get a backslash, and `%`, which
    begins a field code, is doubled.
    """
    for special in '\\"`$':  # the backslash first, so that it does not meet its own kind
        argument = argument.replace(special, "\\" + special)
    return '"' + argument.replace("%", "%%") + '"'


def _escaped(value: str) -> str:
    """A value of type string, from the same specification, "Possible value types"; done after the quoting."""
    for plain, escape in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        value = value.replace(plain, escape)
    return value


def _write(target: Path, content: bytes) -> bool:
    """True if the file was not there as it should be. Never half-written: desktops read a new entry at once."""
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _tell_desktop(home: Path) -> None:
    """Have the caches of menus and icons renewed; a desktop without the tools finds the files by itself.

    Only a cache that is there is renewed. A new one would hide the icons that other programs put there later.
    """
    applications, icons = home / "applications", home / "icons" / "hicolor"
    with suppress(OSError):
        os.utime(icons)  # the icon theme specification: a changed folder time asks for a new look
    if (applications / "mimeinfo.cache").exists():
        _run_tool("update-desktop-database", "--quiet", str(applications))
    if (icons / "icon-theme.cache").exists():
        _run_tool("gtk-update-icon-cache", "--quiet", "--force", "--ignore-theme-index", str(icons))


def _run_tool(*command: str) -> None:
    with suppress(OSError, subprocess.TimeoutExpired):  # a convenience: the menu is right without it
        subprocess.run(command, check=False, capture_output=True, timeout=TOOL_TIMEOUT_SECONDS)


def _cannot_change(target: Path, error: OSError) -> ReaderError:
    return ReaderError(
        f"{target} could not be changed: {error.strerror or error}.",
        remedy=f"Make sure that you may write in {target.parent}, or set XDG_DATA_HOME to a folder of your own.",
    )
