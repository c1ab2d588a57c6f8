"""What may be in the program's folder. Anything else fails the build, so that nothing new comes in unseen.

Each row of these tables was looked at once: it is used, or something that is used cannot do without it.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

MODULES_OF_QT = ("QtCore", "QtGui", "QtWidgets", "QtSvg")  # those that `reader` imports; a test compares
LIBRARIES_OF_QT = (
    *("Core", "Gui", "Widgets", "Svg"),
    "DBus",  # Gui needs it: accessibility, input methods, the desktop's dark or light
    "XcbQpa",  # the window under X11
    "WaylandClient",  # and under Wayland
)
PLUGINS_OF_QT = (
    "platforms/xcb",
    "platforms/wayland",  # sessions without XWayland have nothing else; text is sharp at 125 % and 150 %
    "platforms/offscreen",  # `--screenshot` and `export --format pdf` where there is no display
    "wayland-shell-integration/xdg-shell",  # what every desktop speaks
    "wayland-decoration-client/adwaita",  # the title bar, where the desktop draws none: GNOME
    "wayland-decoration-client/bradient",  # and others
    "platformthemes/xdgdesktopportal",  # the desktop's own file dialogs, without a toolkit of its own
    "platforminputcontexts/composeplatforminputcontextplugin",  # dead keys, and the compose key
    "platforminputcontexts/ibusplatforminputcontextplugin",  # Chinese, Japanese, Korean and many more
    "imageformats/svg",
    "iconengines/svgicon",
    # Windows and macOS
    "platforms/windows",
    "styles/modernwindowsstyle",
    "platforms/cocoa",
    "styles/macstyle",
)

DISTRIBUTIONS = {  # what is bundled, and who asked for it
    "PySide6_Essentials": "the window",
    "shiboken6": "PySide6",
    "whoosh3": "search",
    "numpy": "search, names",
    "platformdirs": "locations",
    "charset-normalizer": "encodings",
    "python-frontmatter": "Markdown",
    "PyYAML": "python-frontmatter",
    "markdown-it-py": "Markdown",
    "mdurl": "markdown-it-py",
    "trafilatura": "web pages",
    "lxml": "web pages",
    "lxml-html-clean": "trafilatura",
    "justext": "trafilatura",
    "courlan": "trafilatura",
    "htmldate": "trafilatura",
    "babel": "courlan, which imports it",
    "tld": "courlan, which imports it",
    "python-dateutil": "htmldate",
    "urllib3": "trafilatura, which imports it; nothing is ever fetched",
    "certifi": "trafilatura, which imports it; without its certificates",
    "defusedxml": "XML of strangers",
    "feedparser": "RSS and Atom",
    "feedparser-sgmllib": "feedparser",
    "pypdf": "PDF",
    "typing-extensions": "several",
}

# Left out although something imports it or could: the name, and why nothing is lost. The tests of the importers pass
# with all of these barred; see packaging/README.md.
MODULES_LEFT_OUT = {
    "PySide6.QtNetwork": "no network",
    "PySide6.QtDBus": "Gui speaks D-Bus by itself",
    "ssl": "no network, so no OpenSSL: Python's own checksums take its place",
    "_ssl": "the same",
    "_hashlib": "the same",
    "asyncio": "no network",
    "ftplib": "no network",
    "smtplib": "no network",
    "xmlrpc": "no network",
    "webbrowser": "the desktop opens addresses, through Qt",
    "multiprocessing.spawn": "other processes are this program again, started by Qt",
    "multiprocessing.pool": "the same",
    "multiprocessing.managers": "the same",
    "multiprocessing.shared_memory": "the same",
    "dateparser": "htmldate imports it to look for dates; trafilatura is asked for text only",
    "pytz": "dateparser",
    "tzlocal": "dateparser",
    "regex": "dateparser",
    "idna": "urllib3, for addresses to be fetched",
    "socks": "the same",
    "numpy.f2py": "compiles Fortran",
    "numpy.distutils": "builds numpy",
    "numpy.testing": "tests",
    "numpy.random": "not used",
    "numpy.fft": "not used",
    "numpy.polynomial": "not used",
    "numpy.ctypeslib": "not used",
    "numpy._core._multiarray_tests": "tests",
    "numpy._core._umath_tests": "tests",
    "numpy._core._rational_tests": "tests",
    "numpy._core._operand_flag_tests": "tests",
    "numpy._core._struct_ufunc_tests": "tests",
    "lxml.objectify": "not used",
    "lxml.isoschematron": "not used",
    "lxml.html.diff": "not used",
    "lxml.html._difflib": "not used",
    "lxml.html.html5parser": "not used",
    "lxml.html.soupparser": "not used",
    "lxml.cssselect": "not used",
    "yaml._yaml": "headers of articles are a few lines: the reader in Python does",
    "reader.entities.training": "makes the model; the program reads it",
    "reader.entities.train": "the same",
    "reader.entities.evaluate": "the same",
    "tkinter": "another window",
    "curses": "for terminals",
    "readline": "for terminals",
    "pdb": "for developers",
    "pydoc": "for developers",
    "pydoc_data": "for developers",
    "doctest": "for developers",
    "unittest": "for developers",
    "lib2to3": "for developers",
    "ensurepip": "for developers",
    "venv": "for developers",
    "idlelib": "for developers",
    "distutils": "for developers",
    "setuptools": "for developers",
    "_distutils_hack": "for developers",
    "pip": "for developers",
    "pkg_resources": "for developers",
    "PyInstaller": "for developers",
    "_uuid": "identifiers by network card",
}

DATA = (  # files that are no code; what matches none of these is left out
    "reader/_bundled/*",
    "justext/stoplists/*.txt",  # trafilatura knows running text by the small words in it
    "trafilatura/settings.cfg",
    "trafilatura-*.dist-info/METADATA",  # it asks for its own version
    "base_library.zip",  # what Python needs before it can read the archive of modules
    "start_modules",  # what is loaded until the first paint, read at once
)
DATA_LEFT_OUT = {  # among the above
    "reader/_bundled/resources/entities/corpus/*": "what the recogniser learned from",
}

# Libraries that are the system's own business: its drivers, its fonts, its desktop. Ours would be older than what else
# of the system is loaded beside it.
OF_THE_SYSTEM = (
    *("linux-vdso", "ld-linux", "libc", "libm", "libdl", "libpthread", "librt", "libutil", "libresolv", "libnsl"),
    *("libstdc++", "libgcc_s"),  # of the drivers as well; upward compatible
    *("libGL", "libEGL", "libGLX", "libGLdispatch", "libOpenGL", "libdrm"),
    *("libX11", "libX11-xcb", "libxcb", "libXau", "libXdmcp", "libXext", "libXrender"),
    *("libwayland-client", "libwayland-cursor", "libwayland-egl"),
    *("libfontconfig", "libfreetype", "libexpat", "libpng16", "libbrotlidec", "libbrotlicommon"),
    *("libglib-2.0", "libgthread-2.0", "libpcre2-8"),
    *("libdbus-1", "libsystemd", "libgcrypt", "libgpg-error", "libcap", "liblz4", "libbsd", "libmd"),
    *("libz", "libzstd", "liblzma"),  # of the above as well
    *("opengl32sw", "d3dcompiler_47"),  # Windows: Qt's own OpenGL, by the processor; nothing here draws with it
)
OF_OURS = (  # bundled, because many desktops lack them or have them under another name
    *("libpython", "libsqlite3", "libffi", "libbz2"),
    *("libicudata", "libicui18n", "libicuuc", "libpyside6", "libshiboken6"),
    *("libscipy_openblas64_", "libgfortran", "libquadmath"),
    *("libxkbcommon", "libxkbcommon-x11"),
    *(f"libxcb-{name}" for name in "cursor icccm image keysyms randr render render-util shape shm sync util".split()),
    *("libxcb-xfixes", "libxcb-xkb"),
)
HOOKS_LEFT_OUT = (  # of PyInstaller, run before the program
    "pyi_rth_inspect",  # for reading source code, which is not there; `inspect` is slow to load
    "pyi_rth_pkgutil",  # for looking for plugins in packages; nothing here has any
    "pyi_rth_multiprocessing",
    "pyi_rth_pyside6",  # loads Qt too early, and hands QT_PLUGIN_PATH on to other programs; `qt.conf` does its work
    "pyi_rth_setuptools",
    "pyi_rth_pkgres",
)
MOST_MEGABYTES = 150


def library_stem(name: str) -> str:
    """As in: "libxcb-util.so.1" -> "libxcb-util"."""
    stem = re.split(r"\.so\b|\.dll$|\.dylib$|\.pyd$", PurePosixPath(name).name)[0]
    stem = re.sub(r"-[0-9a-f]{8}(-[0-9a-f]{8})?$", "", stem)  # wheels add a checksum to names
    return "libpython" if stem.startswith("libpython3") else stem


def is_of_the_system(name: str) -> bool:
    return library_stem(name) in OF_THE_SYSTEM


def module_is_left_out(module: str) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:count]) in MODULES_LEFT_OUT for count in range(1, len(parts) + 1))


def plugin_of(path: str) -> str | None:
    """As in: "PySide6/Qt/plugins/platforms/libqxcb.so" -> "platforms/xcb"; None for what is no plugin of Qt."""
    found = re.search(r"PySide6/(?:Qt/)?plugins/(.+)$", path.replace("\\", "/"))
    if found is None:
        return None
    kind, _, name = found[1].rpartition("/")
    return f"{kind}/{re.sub('^(lib)?q?(?=.)', '', library_stem(name), count=1)}"


def library_of_qt(path: str) -> str | None:
    """As in: "libQt6Core.so.6" -> "Core"; None for what is none."""
    pure = path.replace("\\", "/")
    framework = re.search(r"(?:^|/)Qt(\w+)\.framework/", pure)  # macOS: a folder, with a description and links
    if framework:
        return framework[1]
    found = re.match(r"(?:lib)?Qt6?(\w+?)(?:\.so|\.dll|$)", PurePosixPath(pure).name)
    return found[1] if found and not module_of_qt(path) else None


def module_of_qt(path: str) -> str | None:
    """As in: "PySide6/QtCore.abi3.so" -> "QtCore"; None for what is none."""
    found = re.search(r"PySide6/(Qt\w+)(?:\.abi3)?\.(?:so|pyd)$", path.replace("\\", "/"))
    return found[1] if found else None


def data_is_admitted(path: str) -> bool:
    pure = path.replace("\\", "/")
    if ".framework/" in pure:
        return library_of_qt(path) in LIBRARIES_OF_QT or pure.startswith("Python.framework/")
    return _matches(pure, DATA) and not _matches(pure, DATA_LEFT_OUT)


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path) for pattern in patterns)


def binary_is_admitted(path: str) -> bool:
    """Whether a library is used at all. What only it needs goes with it."""
    module, plugin, library = module_of_qt(path), plugin_of(path), library_of_qt(path)
    if module is not None:
        return module in MODULES_OF_QT
    if plugin is not None:
        return plugin in PLUGINS_OF_QT
    if library is not None:
        return library in LIBRARIES_OF_QT
    return not is_of_the_system(path)


def strangers(files: Sequence[str]) -> list[str]:
    """Files of the folder `_internal` that no table admits, each with a word about what it is."""
    found = []
    for path in files:
        pure = PurePosixPath(path.replace("\\", "/"))
        module, plugin, library = module_of_qt(path), plugin_of(path), library_of_qt(path)
        if module is not None or plugin is not None or library is not None:
            if not binary_is_admitted(path):
                found.append(f"{path} (a part of Qt that is not used)")
        elif re.search(r"\.(so|dll|dylib)(\.|$)", pure.name) or pure.suffix == ".pyd":
            if is_of_the_system(path):
                found.append(f"{path} (a library that belongs to the system)")
            elif len(pure.parts) == 1 and not sys.platform.startswith("win") and library_stem(path) not in OF_OURS:
                found.append(f"{path} (a library that nobody asked for)")
        elif not data_is_admitted(path) and path != "Python":  # on macOS it is a library
            found.append(f"{path} (a file that nobody asked for)")
    return found
