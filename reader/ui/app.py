"""Opens the window: the list and the last article first, everything else when they are on the screen."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QApplication

from reader.articles.article import ArticleNumber
from reader.errors import ReaderError
from reader.locations import lasting_command, locate, own_command
from reader.log import Log
from reader.preferences import Preferences
from reader.single_instance import Claim
from reader.tasks.list_articles import fetch_rows
from reader.tasks.views import ArticleRow
from reader.ui.display import fit_screen, has_session_bus
from reader.ui.first_look import FirstLook, FirstView, first_view, take_first_look
from reader.ui.fonts import interface_font
from reader.ui.garbage import GarbageOnGuiThread
from reader.ui.main_window import MainWindow
from reader.ui.session import Session
from reader.ui.style_sheet import dress
from reader.ui.theme import ThemeChoice, resolve, system_is_dark
from reader.wiring import Services

if TYPE_CHECKING:
    from reader.ui.flows.importing import ImportFlow
    from reader.ui.gestures import Gestures
    from reader.ui.later_modules import LaterModules
    from reader.ui.second_start import SecondStarts

THREADS = 3  # an article, a query and a count at the same time
log = Log(__name__)


class Application(QObject):
    """The window over one library, from its first paint to its end. Threads: GUI."""

    ready = Signal()  # once: everything can be used

    def __init__(
        self,
        *,
        services: Services,
        preferences: Preferences,
        session: Session,
        library: Path | None = None,
        files: Sequence[Path] = (),
        claim: Claim | None = None,
    ) -> None:
        """`library`: the folder that was chosen, to be handed on to child processes; None for the platform's own.

        `files` were given at the start: they are imported, and the first article of them is shown.
        `claim`: to the library; with it, second starts find this window. None: nobody is to find it.
        """
        super().__init__()
        self._services, self._preferences, self._session, self._library = services, preferences, session, library
        self._files, self._claim = files, claim
        self._second_starts: SecondStarts | None = None
        self.gestures: Gestures | None = None
        self._loading: LaterModules | None = None
        self._ended = False
        self._garbage = GarbageOnGuiThread(self)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(THREADS)
        # What is asked of the index while the reader types has one thread of its own: several would share Python's lock
        # with the window and only make one another late.
        self.asking = QThreadPool(self)
        self.asking.setMaxThreadCount(1)
        choice = ThemeChoice(preferences.theme)
        if sys.platform in ("win32", "darwin"):
            from reader.ui.window_frame import follow_theme  # deferred: of these systems only

            follow_theme(choice)
        theme = resolve(choice, system_is_dark())
        QApplication.setFont(interface_font(family=preferences.interface_font))
        self.window = MainWindow(
            fetch_rows=self.fetch_rows,
            theme=theme,
            text_size=preferences.text_size,
            reading_family=preferences.reading_font,
        )
        dress(theme)  # now: every widget would be styled anew when it is placed
        self.window.restore(session)
        self.window.painted.connect(self._on_window_painted)
        self.window.closing.connect(self.end)

    def start(self, view: FirstView | None = None) -> None:
        """Show the top of the list and the article that was open last, or the first one; `view` if it was read."""
        pane = self.window.article_list
        pane.set_filter(self._session.shown)
        pane.set_sort(self._session.sort)
        order, self._opened = view or first_view(self._services, self._session)
        pane.show_order(order.numbers, total=len(order.numbers), reset_scroll=True)
        if self._opened is not None:
            self.window.reading_pane.show_article(self._opened)
            self.window.reading_pane.restore_scroll(self._opened.position)
            pane.set_current(order.row_for(self._opened.number))
        pane.setFocus()
        self.window.show()

    def end(self) -> None:
        """Write down where the reader left off, end what runs, close the files. The second time, nothing."""
        if self._ended:  # a window that is closed again must not open the library to write in it
            return
        self._ended = True
        if self._second_starts is not None:
            self._second_starts.close()
        if self._loading is not None:
            self._loading.end()
        if self.gestures is not None:
            self.gestures.end()
        elif self._files and self._claim is not None:
            from reader.taken_files import keep  # deferred: a window is seldom closed so soon

            keep(self._services.locations.taken_files, [path.absolute() for path in self._files])
        self.wait_for_threads()
        self._garbage.end()
        self._services.close()

    def let_go(self) -> None:
        """After `end`: somebody else may open the library now."""
        if self._second_starts is not None:
            self._second_starts.end()
        if self._claim is not None:
            self._claim.release()

    def wait_for_threads(self) -> None:
        """Until nothing uses the files any more."""
        self.pool.waitForDone()
        self.asking.waitForDone()

    def fetch_rows(self, numbers: Sequence[ArticleNumber]) -> list[ArticleRow]:
        """What rows show. Quick: a page is read by primary key."""
        services = self._services
        return fetch_rows(
            numbers,
            shelf=services.shelf,
            bookmarks=services.bookmarks,
            read_state=services.read_state,
            annotations=services.annotations,
            families=services.families,
            versions=services.versions,
        )

    def _on_window_painted(self) -> None:
        # Deferred: what reacts to the reader is needed when the first article has been seen.
        import reader.ui.background  # noqa: F401  # the first module of those that come after the paint
        from reader.ui.later_modules import LaterModules

        self._garbage.begin()  # before the first pool thread runs Python
        self._loading = LaterModules(self.pool, self)
        self._loading.loaded.connect(self._on_modules_loaded)
        self._loading.begin()

    def _on_modules_loaded(self) -> None:
        if self.window.isHidden():
            return  # closed meanwhile
        from reader.ui.gestures import Gestures  # deferred: it has just been loaded

        self.gestures = Gestures(
            window=self.window,
            services=self._services,
            preferences=self._preferences,
            session=self._session,
            library=self._library,
            pool=self.pool,
            asking=self.asking,
            parent=self,
        )
        self.gestures.backups.restore_wanted.connect(self._on_restore_wanted)
        self.gestures.begin(self._opened)
        self._take_files_of_others(self.gestures.library.importing)
        self.ready.emit()

    def _take_files_of_others(self, importing: "ImportFlow") -> None:
        from reader.ui.file_opening import open_files_with  # deferred, as below
        from reader.ui.second_start import SecondStarts

        if self._claim is not None:
            self._second_starts = SecondStarts(
                locations=self._services.locations,
                window=self.window,
                take_files=importing.import_and_show,
                parent=self,
            )
            self._second_starts.begin(self._files)
        elif self._files:
            importing.import_and_show(self._files)
        open_files_with(importing.import_and_show)

    def _on_restore_wanted(self, wish: object) -> None:
        """Close the library, restore the backup in a process of its own, and start anew."""
        from reader.ui.flows.backups import RestoreWish  # deferred, as below
        from reader.ui.restoring import RestoringWindow

        assert isinstance(wish, RestoreWish)
        chosen = ("--library", str(self._library)) if self._library is not None else ()
        self.restoring = RestoringWindow(wish.words)
        self.restoring.ended.connect(lambda: self._start_anew([*lasting_command(), *chosen]))
        self.restoring.show()  # before the other window closes, which would end the program
        if self._second_starts is not None:
            self._second_starts.close(self.restoring)  # who comes meanwhile sees it, and waits for the end
        self.window.close()
        self.restoring.begin([*own_command(), "restore", *chosen, "--progress", *wish.arguments])

    def _start_anew(self, command: Sequence[str]) -> None:
        from PySide6.QtCore import QProcess  # deferred, as below

        self.let_go()
        QProcess.startDetached(command[0], list(command[1:]))
        QApplication.quit()


def run_window(library: Path | None, files: Sequence[Path], claim: Claim | None, first: FirstLook | ReaderError) -> int:
    """Open the window, import and show these files, and return the exit status when it is closed.

    `claim`: to the library; it is given back at the end. `first`: what was read already, or what was the matter.

    Raises:
        ReaderError: the library cannot be opened. It was told in a dialog already: who starts a program by a double
            click sees no terminal.
    """
    if isinstance(first, ReaderError):
        recovered = _recover(first, library, files, claim)
        if recovered is None:
            return 0
        first = recovered
    services, preferences, problems, session, view = first
    qt = make_qt()
    sys.excepthook = _report_crash
    for problem in problems:
        log.warning("%s", problem)
    application = Application(
        services=services, preferences=preferences, session=session, library=library, files=files, claim=claim
    )
    if not session.geometry:
        fit_screen(application.window)
    application.start(view)
    status = qt.exec()
    application.let_go()
    return status


def _recover(error: ReaderError, library: Path | None, files: Sequence[Path], claim: Claim | None) -> FirstLook | None:
    """None where the program was started anew on a library that was restored."""
    make_qt()
    from reader.taken_files import keep  # deferred: hardly ever needed
    from reader.ui.failed_start import dress_as_chosen, recover

    locations = locate(library)
    dress_as_chosen(locations)
    chosen = ("--library", str(library)) if library is not None else ()

    def start_anew() -> None:
        if files:  # the next window imports and shows them
            keep(locations.taken_files, [path.absolute() for path in files])
        _start_detached([*lasting_command(), *chosen], claim)

    return recover(
        error,
        lambda ticket: take_first_look(locations, ticket=ticket),
        locations=locations,
        command=[*own_command(), *chosen],
        start_anew=start_anew,
    )


def _start_detached(command: Sequence[str], claim: Claim | None) -> None:
    from PySide6.QtCore import QProcess  # deferred, as above

    if claim is not None:
        claim.release()
    QProcess.startDetached(command[0], list(command[1:]))


SWITCH_SECONDS = 0.0005  # Python's own is ten times as long: so long a thread may keep the window from going on


def make_qt() -> QApplication:
    """The QApplication, with our name and style."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there  # something had to be told before the window could open
    sys.setswitchinterval(SWITCH_SECONDS)
    QApplication.setApplicationName("readalso")
    QApplication.setApplicationDisplayName("Read Also")
    QApplication.setDesktopFileName("io.github.readalso.ReadAlso")
    # Fusion is the one style that draws our sheet alike everywhere. `setStyle` would return it, and with it load the
    # largest class of numbers Qt has; the command line returns nothing.
    arguments = [*sys.argv[:1], "-style", "Fusion"]
    if sys.platform == "win32":
        from reader.ui.window_frame import share_button_with_menu_entry  # deferred, as above

        share_button_with_menu_entry()
    if getattr(sys, "frozen", False) and has_session_bus() and "QT_QPA_PLATFORMTHEME" not in os.environ:
        # The desktop's own file dialogs, and dark or light before the first paint, by its portal: the built program has
        # no other theme. As an argument it is not handed on to the programs that we start.
        arguments += ["-platformtheme", "xdgdesktopportal"]
    if sys.platform != "darwin":
        return QApplication(arguments)
    from reader.ui.file_opening import FileOpeningApplication  # deferred: other systems start a second program

    return FileOpeningApplication(arguments)


def _report_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug in a slot: Qt goes on, the log tells us."""
    log.critical("a bug", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
