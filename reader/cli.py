"""`readalso`: opens the window, or does one task without it. No command loads Qt, but for pages of a PDF."""

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader import __version__
from reader.command_table import COMMAND_TABLE
from reader.errors import CancelledError, ReaderError
from reader.locations import LIBRARY_VARIABLE, locate

DESCRIPTION = (
    "Read Also: keeps, finds and reads a private archive of articles, offline. Without a command the window opens."
)
FAILURE = 1
USAGE = 2
SELDOM_COLLECTED = 100_000  # new objects; an import makes millions and hardly a cycle, and looking costs a twentieth


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1360x860")
    return int(width), int(height)


# What no arguments mean, known without the parser: started from the desktop, the window opens sooner.
NOTHING_GIVEN = argparse.Namespace(
    command=None, library=None, screenshot=None, install_desktop=False, remove_desktop=False
)


_WITH_VALUE = ("--library", "--screenshot", "--size", "--theme", "--article", "--query")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0, 1 for a failure with a message on standard error, 2 for wrong usage or no display."""
    given = sys.argv[1:] if arguments is None else arguments
    given, files = _without_files(given)
    options = build_parser().parse_args(given) if given else argparse.Namespace(**vars(NOTHING_GIVEN))
    options.files = files
    try:
        if options.command is not None:
            return _run_command(options)
        if options.install_desktop or options.remove_desktop:
            return _change_desktop(options)
        return _open_window(options)
    except ReaderError as error:
        print(f"readalso: {error}", file=sys.stderr)
        return FAILURE
    except (CancelledError, KeyboardInterrupt):
        print("readalso: stopped; what was done so far is kept.", file=sys.stderr)
        return FAILURE
    except BrokenPipeError:  # whoever read our output has gone: nothing is left to tell, and nothing to undo
        sys.stderr.close()
        return FAILURE


def _without_files(given: Sequence[str]) -> tuple[Sequence[str], tuple[Path, ...]]:
    """The arguments that are none, and the files to be imported and shown: those that a desktop gives at the end.

    A file is given by a path that is there; where a file is called as a command is, the command is meant.
    """
    end = len(given)
    while end > 0 and not given[end - 1].startswith("-") and _is_file_argument(given[end - 1], given[: end - 1]):
        end -= 1
    return given[:end], tuple(map(_path_of, given[end:]))


def _is_file_argument(argument: str, before: Sequence[str]) -> bool:
    commands = {name for name, *_ in COMMAND_TABLE}
    if argument in commands or commands.intersection(before):
        return False  # what follows a command belongs to it
    if before and before[-1] in _WITH_VALUE:
        return False
    return _path_of(argument).exists()


def _path_of(argument: str) -> Path:
    """Desktops give files by path or by address."""
    if not argument.startswith("file:"):
        return Path(argument)
    from urllib.parse import urlsplit  # deferred: seldom needed
    from urllib.request import url2pathname

    return Path(url2pathname(urlsplit(argument).path))


def _run_command(options: argparse.Namespace) -> int:
    # Deferred: the window opens sooner without the commands, and the commands run where there is no Qt.
    from reader.commands import COMMANDS
    from reader.journal import close_journal, open_journal

    gc.set_threshold(SELDOM_COLLECTED, 50, 100)
    locations = locate(options.library)
    options.write_pdf = _write_pdf
    open_journal(locations, purpose=options.command)
    try:
        status = COMMANDS[options.command](locations, options)
        sys.stdout.flush()
        return status
    finally:
        close_journal()


def _write_pdf(*arguments: Any) -> None:
    """For `export --format pdf`, the one command that lays out pages."""
    from reader.ui.pdf_writer import write_pdf  # deferred: no other command loads Qt

    write_pdf(*arguments)


def _change_desktop(options: argparse.Namespace) -> int:
    from reader import desktop_entry  # deferred, as above

    for line in desktop_entry.install() if options.install_desktop else desktop_entry.remove():
        print(line)
    return 0


def _open_window(options: argparse.Namespace) -> int:
    # Deferred, as above; and Qt is not loaded before it is clear that it can open a window.
    from reader.ui import display

    obstacle = None if options.screenshot else display.window_obstacle()
    if obstacle is None:
        try:
            return _run_qt(options)
        except ImportError as error:
            if ".so" not in str(error):
                raise
            obstacle = display.missing_library(error)
    print(f"readalso: {obstacle}", file=sys.stderr)
    return USAGE


def _run_qt(options: argparse.Namespace) -> int:
    if options.screenshot is not None:
        from reader.ui.screenshot import save_screenshot  # deferred, as above

        return save_screenshot(options)
    # While the window is built, objects come by the ten thousand and hardly one goes: to look for garbage again and
    # again would only cost time. When the first article is on the screen, `GarbageOnGuiThread` takes over.
    gc.disable()
    from reader.ui.app import run_window  # deferred, as above

    return run_window(options.library, options.files)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="readalso", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"Read Also {__version__}")
    _add_library(parser, default=None)
    window = parser.add_argument_group("the window")
    window.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture of the window and exit")
    window.add_argument("--size", type=_size, default=(1360, 860), metavar="WxH", help="the picture's size (1360x860)")
    window.add_argument("--theme", choices=("light", "dark"), help="the picture's theme (light)")
    window.add_argument("--article", metavar="ID", help="the article that is open in the picture")
    window.add_argument("--query", default="", metavar="QUERY", help="what is typed in the picture")
    window.add_argument("--install-desktop", action="store_true", help="add Read Also to the desktop's menu")
    window.add_argument("--remove-desktop", action="store_true", help="take it out of the menu again")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, words, arguments in COMMAND_TABLE:
        sub = subparsers.add_parser(name, help=words, description=words)
        _add_library(sub, default=argparse.SUPPRESS)
        for flags, keywords in arguments:
            sub.add_argument(*flags, **keywords)
    return parser


def _add_library(parser: argparse.ArgumentParser, *, default: object) -> None:
    parser.add_argument(
        "--library",
        type=Path,
        default=default,
        metavar="DIR",
        help=f"the folder of the library (else {LIBRARY_VARIABLE}, else the platform's own)",
    )
