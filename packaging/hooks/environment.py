"""Run before the program: what PyInstaller put into the environment is for this process alone.

The loader of the system read LD_LIBRARY_PATH when the process began, and does not look again. Other programs that we
start (the browser, the file manager) would load our libraries by it instead of their own; and our own child processes,
told by the other variables that they are part of this one, would look for the folder it was started from, even when an
update has put another in its place.
"""

import os
import sys


def _clean() -> None:
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is not None:
        os.environ["LD_LIBRARY_PATH"] = original
    elif sys.platform.startswith("linux"):
        os.environ.pop("LD_LIBRARY_PATH", None)
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]


def _load_by_path() -> None:
    """In a folder with ":" or ";" in its path, LD_LIBRARY_PATH leads nowhere: what it would find is loaded here.

    As if they were modules: `ctypes` itself needs one of them. A library stays loaded although it proves to be none.
    """
    from _imp import create_dynamic
    from importlib.machinery import ModuleSpec

    folder = sys._MEIPASS  # type: ignore[attr-defined]  # PyInstaller's
    names = [name for name in sorted(os.listdir(folder)) if ".so" in name and not name.startswith("libpython")]
    for _ in range(2):  # the second time for those that need one that comes later
        for name in names:
            path = os.path.join(folder, name)
            try:
                create_dynamic(ModuleSpec(name.partition(".")[0], None, origin=path))
            except (ImportError, SystemError):
                continue


if sys.platform.startswith("linux") and (":" in sys._MEIPASS or ";" in sys._MEIPASS):  # type: ignore[attr-defined]
    _load_by_path()
_clean()
del _clean, _load_by_path
