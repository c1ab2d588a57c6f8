"""Where things are: the reader's folders on this platform, and what ships with the program."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

LIBRARY_VARIABLE = "READALSO_LIBRARY"
APP_FOLDER = "readalso"


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
    """The folders to use: `library` if given, else READALSO_LIBRARY, else the platform's own.

    A library in a chosen folder keeps everything inside it, so that it can be carried about or thrown away whole.
    """
    chosen = library or os.environ.get(LIBRARY_VARIABLE)
    if chosen:
        folder = Path(chosen).expanduser().absolute()
        return Locations(data=folder, cache=folder / "cache", config=folder / "config", log=folder / "log")
    import platformdirs  # deferred: it is slow to load, and not needed for a chosen folder

    dirs = platformdirs.PlatformDirs(APP_FOLDER, appauthor=False)
    return Locations(
        data=dirs.user_data_path, cache=dirs.user_cache_path, config=dirs.user_config_path, log=dirs.user_log_path
    )


def bundled(name: str) -> Path:
    """A folder that ships with the program: "seeds" or "resources", in a checkout, a wheel or a frozen bundle."""
    here = Path(__file__).resolve().parent
    packed = here / "_bundled" / name
    return packed if packed.is_dir() else here.parent / name


def own_command() -> list[str]:
    """How to start this program again, as the beginning of a command line."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "reader"]
