"""The library and what is seen of it first, read while Qt is not there yet. Nothing here may import Qt.

Qt's libraries are loaded by a thread meanwhile, where `early_libraries` can do that; reading files lets it go on.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.database.faults import DamagedFileError
from reader.errors import ReaderError
from reader.library.shelf import ArticleMissingError
from reader.locations import Locations
from reader.preferences import Preferences, load_preferences
from reader.tasks.fold_families import FoldedOrder, fold_families
from reader.tasks.list_articles import order_articles
from reader.tasks.open_article import open_article, open_article_by_id
from reader.tasks.views import OpenedArticle
from reader.ui.session import Session, load_session
from reader.wiring import Services, build_services

if TYPE_CHECKING:
    from reader.ticket import Ticket

FIRST_ROWS = 40  # more than a window shows; the whole order follows from a thread


class FirstView(NamedTuple):
    """The top of the list, and the article that was open last, or the first one."""

    order: FoldedOrder
    opened: OpenedArticle | None


class FirstLook(NamedTuple):
    """An open library, the reader's settings, and the first view."""

    services: Services
    preferences: Preferences
    problems: Sequence[str]  # with the preferences
    session: Session
    view: FirstView


def take_first_look(
    locations: Locations, *, ask_before_upgrade: bool = False, ticket: "Ticket | None" = None
) -> FirstLook:
    """Open the library, as `build_services` does, and read what is shown first. Threads: any.

    Raises:
        ReaderError: as `build_services`.
    """
    preferences, problems = load_preferences(locations.preferences_file)
    session = load_session(locations.session_file)
    services = build_services(locations, rescue=True, ask_before_upgrade=ask_before_upgrade, ticket=ticket)
    try:
        view = _view_or_close(services, session)
    except DamagedFileError:  # what is read first was sound; now it is noted that the rest is not
        services = build_services(locations, rescue=True)
        view = _view_or_close(services, session)
    return FirstLook(services, preferences, problems, session, view)


def try_first_look(locations: Locations) -> FirstLook | ReaderError:
    """As `take_first_look`, asking before an upgrade; a fault is told, and dealt with, when there is Qt."""
    try:
        return take_first_look(locations, ask_before_upgrade=True)
    except ReaderError as error:
        return error


def _view_or_close(services: Services, session: Session) -> FirstView:
    try:
        return first_view(services, session)
    except BaseException:
        services.close()
        raise


def first_view(services: Services, session: Session) -> FirstView:
    """Raises: DamagedFileError, ReaderError."""
    numbers = order_articles(
        session.shown,
        session.sort,
        shelf=services.shelf,
        bookmarks=services.bookmarks,
        read_state=services.read_state,
        limit=FIRST_ROWS,
    )
    order = fold_families(numbers, services.families.map(numbers))
    return FirstView(order, _last_article(services, session) or _first_of(services, order.numbers))


def _last_article(services: Services, session: Session) -> OpenedArticle | None:
    if not session.article:
        return None
    try:
        return open_article_by_id(
            ArticleId(session.article),
            shelf=services.shelf,
            names=services.names,
            bookmarks=services.bookmarks,
            read_state=services.read_state,
            annotations=services.annotations,
        )
    except ArticleMissingError:
        return None  # of a library that was replaced


def _first_of(services: Services, numbers: Sequence[ArticleNumber]) -> OpenedArticle | None:
    if not len(numbers):
        return None
    return open_article(
        numbers[0],
        shelf=services.shelf,
        names=services.names,
        bookmarks=services.bookmarks,
        read_state=services.read_state,
        annotations=services.annotations,
    )
