"""Puts Read Also into the menu of a freedesktop desktop, for one user, and takes it out again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reader.desktop_defaults import defaults_of, list_in, with_kept, without_kept
from reader.errors import ReaderError
from reader.locations import bundled, lasting_command, own_command

APP_ID = "io.github.readalso.ReadAlso"
ENTRY = f"{APP_ID}.desktop"
FILES_ENTRY = "zz-readalso-files.desktop"  # the file says why it is one of its own
ENTRIES = (FILES_ENTRY, ENTRY)
METAINFO = f"{APP_ID}.metainfo.xml"
KINDS = f"mime/{APP_ID}.xml"  # the kind of file that a complete export is
COMMAND = "readalso"
FILES_FIELD = "%F"  # of an Exec line: here stand the files that are to be opened
TOOL_TIMEOUT_SECONDS = 20
# What update-mime-database writes beside the kinds of files; without any kind there is nothing in them.
MADE_OF_KINDS = (
    "XMLnamespaces", "aliases", "generic-icons", "globs", "globs2", "icons", "magic", "mime.cache", "subclasses",
    "treemagic", "types", "version",
)  # fmt: skip


def install() -> list[str]:
    """Put entries, icons and descriptions under XDG_DATA_HOME; a second time changes nothing. Says what was put where.

    What opened a file until now opens it from then on, too: Read Also is among the programs to open it with.

    Raises:
        ReaderError: the platform has another kind of menu, a folder cannot be written, or this copy of the program
            came without the files.
    """
    _refuse_other_menus()
    home, source = _data_home(), _source()
    command = _command()
    changed = [(target, content) for target, content in _contents(source, home, command) if not _holds(target, content)]
    if changed:
        before = defaults_of(_types_in((source / FILES_ENTRY).read_text("utf-8")))
        for target, content in changed:
            try:
                _write(target, content)
            except OSError as error:
                raise _cannot_change(target, error) from error
        _tell_desktop(home)
        _keep_defaults(before, home)
    return [
        "Read Also is in the menu now." if changed else "Read Also was in the menu already; nothing has changed.",
        f"Menu entry: {home / 'applications' / ENTRY}",
        f"For “Open with”: {home / 'applications' / FILES_ENTRY}",
        f"It starts: {' '.join(command)}",
        f"Icons: {home / 'icons' / 'hicolor'}",
        f"Description: {home / 'metainfo' / METAINFO}",
        f"Kind of file: {home / 'mime' / 'packages' / Path(KINDS).name}",
    ]


def remove() -> list[str]:
    """Take away what `install` puts there and had made, and nothing else but folders that are empty then.

    Says what was removed.

    Raises:
        ReaderError: the platform has another kind of menu, or a file cannot be removed.
    """
    _refuse_other_menus()
    home = _data_home()
    removed: list[Path] = []
    # By our name and not by the list of this version's files: an older version may have brought other sizes.
    for target in (
        *_icons_below(home),
        home / "mime" / "packages" / Path(KINDS).name,
        home / "metainfo" / METAINFO,
        *(home / "applications" / name for name in ENTRIES),
    ):
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise _cannot_change(target, error) from error
        removed.append(target)
    _forget_defaults(home)
    if not removed:
        return ["Read Also was not in the menu; nothing was removed."]
    _tell_desktop(home)
    _remove_empty_caches(home)
    _remove_empty_folders(removed, home)
    return [
        "Read Also is no longer in the menu. The library and the bookmarks are untouched.",
        *(f"Removed: {target}" for target in removed),
    ]


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


def _contents(source: Path, home: Path, command: list[str]) -> list[tuple[Path, bytes]]:
    """Each file of ours, its place and what it is to hold. The entries come last: they name all the others."""
    icons = [(path, home / path.relative_to(source)) for path in _icons_below(source)]
    places = [
        *icons,
        (source / KINDS, home / "mime" / "packages" / Path(KINDS).name),
        (source / METAINFO, home / "metainfo" / METAINFO),
    ]
    try:
        entries = [
            (home / "applications" / name, _pointed_at((source / name).read_text("utf-8"), command).encode())
            for name in ENTRIES
        ]
    except UnicodeEncodeError as error:
        raise ReaderError(
            f"The name of the folder with the program is no text, and an entry in a menu is: {command[0]!r}.",
            remedy="Rename the folder, then repeat the command.",
        ) from error
    return [*((target, path.read_bytes()) for path, target in places), *entries]


def _icons_below(folder: Path) -> list[Path]:
    found = folder.glob(f"icons/hicolor/*/*/{APP_ID}[.-]*")
    return sorted(path for path in found if path.suffix in (".png", ".svg"))


def _types_in(entry: str) -> list[str]:
    line = next(line for line in entry.splitlines() if line.startswith("MimeType="))
    return [kind for kind in line.removeprefix("MimeType=").split(";") if kind]


def _command() -> list[str]:
    """The program that is running now, as the menu has to start it.

    Links are not followed: a link in ~/.local/bin stays right when what it points to is updated.
    """
    lasting = lasting_command()
    if lasting != own_command():  # an AppImage: what it started from is gone when it ends
        return lasting
    beside_python = Path(sys.executable).with_name(COMMAND)
    for candidate in (sys.argv[0], str(beside_python), shutil.which(COMMAND) or ""):
        path = os.path.abspath(candidate)
        if os.path.basename(path) == COMMAND and os.path.isfile(path) and os.access(path, os.X_OK):
            return [path]
    return lasting


def _pointed_at(entry: str, command: list[str]) -> str:
    """The entry with its Exec and TryExec lines naming `command`, and the folder `python -m reader` needs."""
    # GNOME looks for the first word before it undoubles a percent sign, and then drops the entry: let `env` be first
    starter = ["/usr/bin/env"] if "%" in command[0] else []
    lines = []
    for line in entry.splitlines():
        key = line.partition("=")[0]
        if key == "Exec":
            quoted = [_quoted(part) for part in starter + command]
            lines.append(f"Exec={_escaped(' '.join([*quoted, FILES_FIELD]))}")
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


def _holds(target: Path, content: bytes) -> bool:
    try:
        return target.read_bytes() == content
    except OSError:
        return False  # to be written; if that cannot be done, it is said then


def _write(target: Path, content: bytes) -> None:
    """Never half-written: desktops read a new entry at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _keep_defaults(before: dict[str, str], home: Path) -> None:
    """What opened a kind of file before we came is its default, where the desktop would have taken us now."""
    others = {kind: entry for kind, entry in before.items() if entry not in ENTRIES}
    ours = [kind for kind, entry in defaults_of(others).items() if entry in ENTRIES]
    _change_list(home, lambda text: with_kept(text, {kind: others[kind] for kind in ours}))


def _forget_defaults(home: Path) -> None:
    _change_list(home, without_kept)


def _change_list(home: Path, change: Callable[[str], str]) -> None:
    path = list_in(home / "applications")
    try:
        text = path.read_text("utf-8") if path.is_file() else ""
        changed = change(text)
        if changed and changed != text:
            _write(Path(os.path.realpath(path)), changed.encode())  # some readers have a link to another list there
        elif not changed and text:
            path.unlink()
    except UnicodeDecodeError:
        return  # not a list that anyone reads
    except OSError as error:
        raise _cannot_change(path, error) from error


def _tell_desktop(home: Path) -> None:
    """Have the lists of who opens what made anew, and the cache of icons if there is one.

    A new cache of icons would hide the icons that other programs put there later. A desktop without the tools finds
    the menu entry by itself, and learns about files when it gets them.
    """
    applications, icons = home / "applications", home / "icons" / "hicolor"
    with suppress(OSError):
        os.utime(icons)  # the icon theme specification: a changed folder time asks for a new look
    if (home / "mime" / "packages").is_dir():
        _run_tool("update-mime-database", str(home / "mime"))
    if applications.is_dir():
        _run_tool("update-desktop-database", "--quiet", str(applications))
    if (icons / "icon-theme.cache").exists():
        _run_tool("gtk-update-icon-cache", "--quiet", "--force", "--ignore-theme-index", str(icons))


def _remove_empty_caches(home: Path) -> None:
    """The tools leave their lists behind, with nothing in them, where there was none before we came."""
    packages, cache = home / "mime" / "packages", home / "applications" / "mimeinfo.cache"
    with suppress(OSError):  # they do no harm
        if packages.is_dir() and not any(packages.iterdir()):
            for name in MADE_OF_KINDS:
                (home / "mime" / name).unlink(missing_ok=True)
        if cache.is_file() and "=" not in cache.read_text("utf-8", errors="replace"):
            cache.unlink()


def _remove_empty_folders(removed: list[Path], home: Path) -> None:
    made_by_tools = home / "mime" / "application" / "any"
    for path in (*removed, made_by_tools):
        for folder in path.parents:
            if folder == home:
                break
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue
            except OSError:  # something is in it
                break


def _run_tool(*command: str) -> None:
    with suppress(OSError, subprocess.TimeoutExpired):  # a convenience: the menu is right without it
        subprocess.run(command, check=False, capture_output=True, timeout=TOOL_TIMEOUT_SECONDS)


def _cannot_change(target: Path, error: OSError) -> ReaderError:
    return ReaderError(
        f"{target} could not be changed: {error.strerror or error}.",
        remedy=f"Make sure that you may write in {target.parent}, or set XDG_DATA_HOME to a folder of your own.",
    )
