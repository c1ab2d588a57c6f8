"""`readalso --screenshot`: a picture of the real window, without a display."""

import argparse
import os
import time

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from reader.articles.article import ArticleId
from reader.errors import ReaderError
from reader.locations import bundled, locate
from reader.preferences import load_preferences
from reader.tasks.complete_work import complete_work
from reader.ticket import Ticket
from reader.ui.app import Application, make_qt
from reader.ui.session import Session
from reader.wiring import Services, build_services

QUIET_SECONDS = 0.4  # nothing happened for so long: the window is as it will stay
LONGEST_SECONDS = 30.0


def save_screenshot(options: argparse.Namespace) -> int:
    """Show the window offscreen as the options say, wait until it is still, and save it; 0.

    A new library gets the bundled articles, as at a first launch. The session is neither used nor kept.

    Raises:
        ReaderError: there is no such article, or the picture cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # it warns of what no picture shows
    locations = locate(options.library)
    services = build_services(locations)
    _complete(services)
    preferences, _problems = load_preferences(locations.preferences_file)
    article = ArticleId(options.article or "")
    if article:
        services.shelf.get(article)  # complains where there is none
    qt = make_qt()
    application = Application(
        services=services,
        preferences=preferences._replace(theme=options.theme or "light"),
        session=Session(article=article),
        library=options.library,
    )
    application.window.resize(*options.size)
    QCursor.setPos(application.window.mapToGlobal(application.window.rect().bottomRight()))  # over no button
    application.start()
    _wait(qt, application)
    application.window.resize(*options.size)  # a small one can be smaller now: it has hidden its sidebar
    _wait(qt, application)
    if options.query:
        assert application.gestures is not None
        application.gestures.list_joint.search_for(options.query)
        _wait(qt, application)
    saved = application.window.grab().save(str(options.screenshot))
    application.wait_for_threads()
    services.close()
    if not saved:
        raise ReaderError(
            f"The picture could not be written to {options.screenshot}.",
            remedy="Choose a folder that can be written to and a name that ends in .png or .jpg.",
        )
    return 0


def _complete(services: Services) -> None:
    complete_work(
        shelf=services.shelf,
        names=services.names,
        imports=services.imports,
        search_index=services.search_index,
        import_files=services.import_files,
        seeds=bundled("seeds"),
        with_seeds=True,
        ticket=Ticket(),
    )
    services.name_articles(ticket=Ticket())


def _wait(qt: QApplication, application: Application) -> None:
    """Let the window work until nothing has been going on for a while."""
    started = still_since = time.monotonic()
    while (now := time.monotonic()) - still_since < QUIET_SECONDS and now - started < LONGEST_SECONDS:
        qt.processEvents()
        busy = application.gestures is None or application.gestures.work.busy
        if application.pool.activeThreadCount() or busy:
            still_since = time.monotonic()
        time.sleep(0.005)
