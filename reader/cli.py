"""`readalso`: opens the window, or does one task without it. No command loads Qt, but for pages of a PDF.

What a desktop gives is understood here; the parser is loaded for everything else, so that the window opens sooner.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import CancelledError, ReaderError
from reader.locations import PATH_SIGNS, is_there, locate, path_of
from reader.single_instance import Claim, claim_library

if TYPE_CHECKING:
    import argparse

FAILURE = 1
USAGE = 2
OPEN_NOTHING = ("backups", "restore", "doctor")  # commands for a library that does not open
SELDOM_COLLECTED = 100_000  # new objects; an import makes millions and hardly a cycle, and looking costs a twentieth


class PlainStart(NamedTuple):
    """What a desktop asks for: the window over a library, and files to be imported and shown."""

    library: Path | None = None
    files: tuple[Path, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0, 1 for a failure with a message on standard error, 2 for wrong usage or no display."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        plain = plain_start(given)
        return _open_window(*plain) if plain is not None else _do(given)
    except ReaderError as error:
        print(f"readalso: {error}", file=sys.stderr)
        return FAILURE
    except (CancelledError, KeyboardInterrupt):
        print("readalso: stopped; what was done so far is kept.", file=sys.stderr)
        return FAILURE
    except BrokenPipeError:  # whoever read our output has gone: nothing is left to tell, and nothing to undo
        sys.stderr.close()
        return FAILURE


def plain_start(given: Sequence[str]) -> PlainStart | None:
    """What these arguments mean where they are nothing but `--library DIR` and paths that are there; else None.

    None does not mean that they are wrong: the parser has the last word. Both say the same of a plain start.
    """
    library: Path | None = None
    rest = list(given)
    if len(rest) >= 2 and rest[0] == "--library" and not rest[1].startswith("-"):
        library = Path(rest[1])
        del rest[:2]
    if not all(map(_is_path, rest)):
        return None
    return PlainStart(library, tuple(map(path_of, rest)))


def _is_path(argument: str) -> bool:
    if argument.startswith("-") or not any(sign in argument for sign in PATH_SIGNS):
        return False
    return is_there(path_of(argument))


def _do(given: Sequence[str]) -> int:
    from reader.arguments import read_arguments  # deferred: a window that a desktop starts needs no parser

    options = read_arguments(given)
    if options.command is not None:
        return _run_command(options)
    if options.install_desktop or options.remove_desktop:
        return _change_desktop(options)
    if options.screenshot is not None:
        return _with_qt(lambda: _save_screenshot(options))
    return _open_window(options.library, options.files)


def _run_command(options: "argparse.Namespace") -> int:
    # Deferred: the window opens sooner without the commands, and the commands run where there is no Qt.
    from reader.commands import COMMANDS
    from reader.journal import close_journal, open_journal
    from reader.wiring import refuse_newer

    gc.set_threshold(SELDOM_COLLECTED, 50, 100)
    locations = locate(options.library)
    options.write_pdf = _write_pdf
    if options.command not in OPEN_NOTHING:
        refuse_newer(locations)  # first of all: a journal would be written beside it
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


def _change_desktop(options: "argparse.Namespace") -> int:
    from reader import desktop_entry  # deferred, as above

    for line in desktop_entry.install() if options.install_desktop else desktop_entry.remove():
        print(line)
    return 0


def _open_window(library: Path | None, files: Sequence[Path]) -> int:
    # Deferred, as above; and Qt is not loaded before it is clear that it can open a window.
    from reader.ui import display

    obstacle = display.window_obstacle()
    if obstacle is not None:
        return _tell_obstacle(obstacle)
    try:
        claim = claim_library(locate(library), files)
    except ReaderError as error:
        failure = error
        return _with_qt(lambda: _tell_failure(failure))
    if claim is None:
        return 0  # the window that has the library is in front now
    try:
        return _with_qt(lambda: _run_window(library, files, claim))
    finally:
        claim.release()


def _tell_failure(error: ReaderError) -> int:
    """In a window, too: who starts a program by a double click sees no terminal."""
    from reader.ui.app import make_qt  # deferred, as above
    from reader.ui.failed_start import dress_as_chosen, tell_failed_start

    make_qt()
    dress_as_chosen()
    tell_failed_start(error)
    raise error


def _run_window(library: Path | None, files: Sequence[Path], claim: Claim) -> int:
    # While the window is built, objects come by the ten thousand and hardly one goes: to look for garbage again and
    # again would only cost time. When the first article is on the screen, `GarbageOnGuiThread` takes over.
    gc.disable()
    # Deferred, as above, and in this order: Qt's libraries are loaded by a thread while the library is opened and what
    # is seen first is read; then Qt's modules, and with them the window.
    from reader.ui import early_libraries

    early_libraries.begin()
    from reader.ui.first_look import try_first_look

    first = try_first_look(locate(library))
    from reader.ui.late_signatures import load_qt

    try:
        load_qt()
        from reader.ui.app import run_window
    except ImportError:
        if not isinstance(first, ReaderError):
            first.services.close()
        raise
    return run_window(library, files, claim, first)


def _save_screenshot(options: "argparse.Namespace") -> int:
    from reader.ui.screenshot import save_screenshot  # deferred, as above

    return save_screenshot(options)


def _with_qt(work: Callable[[], int]) -> int:
    try:
        return work()
    except ImportError as error:
        if ".so" not in str(error):
            raise
        from reader.ui import display  # deferred, as above

        return _tell_obstacle(display.missing_library(error))


def _tell_obstacle(obstacle: str) -> int:
    print(f"readalso: {obstacle}", file=sys.stderr)
    return USAGE
