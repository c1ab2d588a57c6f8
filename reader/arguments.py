"""What the command line can be given, and what a line means. The window's usual start needs none of it: see `cli`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from reader import __version__
from reader.command_table import COMMAND_TABLE
from reader.locations import LIBRARY_VARIABLE, PATH_SIGNS, is_there, path_of

DESCRIPTION = (
    "Read Also: keeps, finds and reads a private archive of articles, offline. Without a command the window opens."
    " Files that are given are taken into the library, and the first of them is shown."
)
USAGE = "readalso [OPTION...] [FILE...]\n       readalso [--library DIR] COMMAND [ARGUMENT...]"
COMMAND_NAMES = frozenset(name for name, *_ in COMMAND_TABLE)
_WITH_VALUE = ("--library", "--screenshot", "--size", "--theme", "--article", "--query")


def read_arguments(given: Sequence[str]) -> argparse.Namespace:
    """What was asked for; `files` are to be imported and shown. Ends the program with 2 for wrong usage."""
    given, files = _without_files(given)
    parser = build_parser()
    if (wrong := _neither_command_nor_option(given)) is not None:
        parser.error(
            f"options are given before files, and this file comes first: {wrong}"
            if wrong and is_there(path_of(wrong))
            else f"there is no file and no command of this name: {wrong or '(no name)'}. See readalso --help."
        )
    options = parser.parse_args(given)
    options.files = files
    return options


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="readalso", usage=USAGE, description=DESCRIPTION)
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
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="readalso")
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


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1360x860")
    return int(width), int(height)


def _without_files(given: Sequence[str]) -> tuple[Sequence[str], tuple[Path, ...]]:
    """The arguments that are none, and the files to be imported and shown: those that a desktop gives at the end.

    A file is given by a path; where a file is called as a command is, the command is meant. A path with nothing there
    is one, too: it was moved since the desktop listed it, and the import says so, as it does of what cannot be read.
    """
    end = len(given)
    while end > 0 and not given[end - 1].startswith("-") and _is_file_argument(given[end - 1], given[: end - 1]):
        end -= 1
    return given[:end], tuple(map(path_of, given[end:]))


def _neither_command_nor_option(given: Sequence[str]) -> str | None:
    """The argument in the place of the command, if it is none. The parser would list all commands in one long line."""
    for at, argument in enumerate(given):
        if not argument.startswith("-") and not (at and given[at - 1] in _WITH_VALUE):
            return None if argument in COMMAND_NAMES else argument
    return None


def _is_file_argument(argument: str, before: Sequence[str]) -> bool:
    if not argument:
        return False  # nothing is the folder we are in for Python, and all of it would be imported
    if argument in COMMAND_NAMES or COMMAND_NAMES.intersection(before):
        return False  # what follows a command belongs to it
    if before and before[-1] in _WITH_VALUE:
        return False
    return any(sign in argument for sign in PATH_SIGNS) or is_there(path_of(argument))
