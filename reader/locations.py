"""Where things are: the reader's folders on this platform, and what ships with the program."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from reader.errors import ReaderError

LIBRARY_VARIABLE = "READALSO_LIBRARY"
APP_FOLDER = "readalso"
PATH_SIGNS = "/\\."  # an argument with one of these is a path: no command has them
PORTABLE_MARKS = ("portable", "portable.txt")  # a file of one of these names beside the program
PORTABLE_DATA = "readalso-data"
PRINTING_PROGRAM = "readalso-cli.exe"  # on Windows, beside the one with the window


class Locations(NamedTuple):
    """The folders of one library. Nothing is created by asking."""

    data: Path  # library.sqlite and userdata.sqlite: to be kept
    cache: Path  # the search index: can be deleted at any time
    config: Path  # preferences and the last session
    log: Path

    @property
    def library_file(self) -> Path:
        return self.data / "library.sqlite"

    @property
    def userdata_file(self) -> Path:
        return self.data / "userdata.sqlite"

    @property
    def backups(self) -> Path:
        """The backups that the program makes of both."""
        return self.data / "backups"

    @property
    def restore_file(self) -> Path:
        """There only while a backup is being put back: what is still to be put in place."""
        return self.data / "restore.json"

    @property
    def window_address_file(self) -> Path:
        """Where the window that has the library open listens for a second start; only while there is one."""
        return self.data / "window.address"

    @property
    def taken_files(self) -> Path:
        """Files that a second start gave and that are still to be imported; a folder that is mostly not there."""
        return self.data / "taken"

    @property
    def preferences_file(self) -> Path:
        return self.config / "preferences.json"

    @property
    def session_file(self) -> Path:
        return self.config / "session.json"

    @property
    def log_file(self) -> Path:
        return self.log / "readalso.log"

    def index_folder(self, library_key: str) -> Path:
        """The search index of the library with this key; an index can never meet another library's articles."""
        return self.cache / f"index-{library_key}"


def locate(library: Path | None = None) -> Locations:
    """The folders to use: `library` if given, else READALSO_LIBRARY, else a portable copy's, else the platform's own.

    A library in a chosen folder keeps everything inside it, so that it can be carried about or thrown away whole.

    Raises:
        ReaderError: this copy is a portable one, and nothing can be written beside it. The platform's own folders are
            not used instead: a reader at a strange computer would leave articles there without knowing it.
    """
    chosen = library or os.environ.get(LIBRARY_VARIABLE) or portable_folder()
    if chosen:
        folder = Path(chosen).expanduser().absolute()
        return Locations(data=folder, cache=folder / "cache", config=folder / "config", log=folder / "log")
    if sys.platform == "linux" and os.path.isabs(os.environ.get("HOME", "")):
        state = _xdg_folder("XDG_STATE_HOME", ".local/state")
        return Locations(
            data=_xdg_folder("XDG_DATA_HOME", ".local/share"),
            cache=_xdg_folder("XDG_CACHE_HOME", ".cache"),
            config=_xdg_folder("XDG_CONFIG_HOME", ".config"),
            log=state / "log",
        )
    import platformdirs  # deferred: it is slow to load, and not needed for a chosen folder

    dirs = platformdirs.PlatformDirs(APP_FOLDER, appauthor=False)
    return Locations(
        data=dirs.user_data_path, cache=dirs.user_cache_path, config=dirs.user_config_path, log=dirs.user_log_path
    )


def _xdg_folder(variable: str, usual: str) -> Path:
    """As `platformdirs` has it; to load that takes some 5 ms of a start."""
    named = os.environ.get(variable, "")
    return (Path(named) if os.path.isabs(named) else Path.home() / usual) / APP_FOLDER


def portable_folder() -> Path | None:
    """Where this copy keeps everything, if it is a portable one: a file `portable` lies beside the program.

    Only the program as it is installed has something beside it that the reader sees; a checkout and a wheel have not.

    Raises:
        ReaderError: nothing can be written there.
    """
    home = program_folder()
    mark = next((mark for mark in PORTABLE_MARKS if (home / mark).is_file()), "") if home is not None else ""
    if home is None or not mark:
        return None
    data = home / PORTABLE_DATA
    there = data if os.path.lexists(data) else home
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise ReaderError(
            f"This is a portable copy of Read Also, but nothing can be written in {there}.",
            remedy="Make the disk or folder writable, or move the program to one that is. Without the file"
            f" “{mark}” beside it, it keeps articles on this computer.",
        )
    return data


def program_folder() -> Path | None:
    """The folder in which the reader sees the program: of the executable, the AppImage or the `.app`; None: source."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(os.path.realpath(sys.executable))
    if (image := _app_image(program)) is not None:
        return image.parent
    bundle = program.parents[2] if len(program.parents) > 3 else program  # X.app/Contents/MacOS/readalso
    return bundle.parent if program.parent.name == "MacOS" and bundle.suffix == ".app" else program.parent


def _app_image(program: Path) -> Path | None:
    """The AppImage that this program runs from. Its variables are inherited by whatever else is started from it."""
    image, mounted = os.environ.get("APPIMAGE", ""), os.environ.get("APPDIR", "")
    if os.path.isabs(image) and mounted and program.is_relative_to(os.path.realpath(mounted)):
        return Path(image)
    return None


def path_of(argument: str) -> Path:
    """The path of an argument. Desktops give files by path or by address."""
    if not argument.startswith("file:"):
        return Path(argument)
    from urllib.parse import unquote_to_bytes, urlsplit  # deferred: seldom needed
    from urllib.request import url2pathname

    path = urlsplit(argument).path
    if sys.platform == "win32":
        return Path(url2pathname(path))
    return Path(os.fsdecode(unquote_to_bytes(os.fsencode(path))))  # names of files are bytes, and need not be letters


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder; what may not be looked at counts as missing."""
    return os.path.exists(path)  # `Path.exists` raises where a folder on the way may not be entered


def bundled(name: str) -> Path:
    """A folder that ships with the program: "seeds" or "resources", in a checkout, a wheel or a frozen bundle."""
    here = Path(__file__).resolve().parent
    packed = here / "_bundled" / name
    return packed if packed.is_dir() else here.parent / name


def own_command() -> list[str]:
    """How to start this program again, as the beginning of a command line. For children: while it runs itself."""
    if getattr(sys, "frozen", False):
        if sys.platform == "win32":  # there a program with a window has no output: the other one beside it has
            printing = Path(sys.executable).with_name(PRINTING_PROGRAM)
            return [str(printing) if printing.is_file() else sys.executable]
        return [sys.executable]
    return [sys.executable, "-m", "reader"]


def lasting_command() -> list[str]:
    """The same for whoever starts it when it has ended: what is in an AppImage is not there any more then."""
    if not getattr(sys, "frozen", False):
        return own_command()
    image = _app_image(Path(os.path.realpath(sys.executable)))
    return [str(image) if image is not None else sys.executable]
