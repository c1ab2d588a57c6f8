"""The flows of one window: everything it asks for and has done, each built from what it needs."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThreadPool

from reader.locations import own_command
from reader.preferences import Preferences
from reader.ui.flows.appearance import AppearanceFlow
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.backups import BackupsFlow
from reader.ui.flows.listing import ListingFlow
from reader.ui.flows.marking import MarkingFlow
from reader.ui.flows.naming import NamingFlow
from reader.ui.flows.narrowing import NarrowingFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.flows.relating import RelatingFlow
from reader.ui.flows.saved_searches import SavedSearchesFlow
from reader.ui.flows.searching import SearchFlow
from reader.ui.flows.suggesting import SuggestFlow
from reader.ui.main_window import MainWindow
from reader.wiring import Services


class WindowFlows(QObject):
    """What works behind the panes of one window. Threads: GUI."""

    def __init__(
        self,
        *,
        window: MainWindow,
        services: Services,
        preferences: Preferences,
        library: Path | None,
        pool: QThreadPool,
        asking: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._services, self._pool = window, services, pool
        shelf, names, search_index = services.shelf, services.names, services.search_index
        base: Any = {"pool": pool, "parent": self}
        marks: Any = {
            "bookmarks": services.bookmarks, "read_state": services.read_state, "annotations": services.annotations
        }  # fmt: skip
        self.appearance = AppearanceFlow(preferences=preferences, path=services.locations.preferences_file, **base)
        stored: Any = {"families": services.families, "versions": services.versions}
        self.listing = ListingFlow(shelf=shelf, **stored, **marks, **base)
        found: Any = {"shelf": shelf, "names": names, "search_index": search_index, "asking": asking}
        self.searching = SearchFlow(**found, **stored, **marks, **base)
        self.marking = MarkingFlow(asking=asking, parent=self)
        self.narrowing = NarrowingFlow(**found, **marks, parent=self)
        self.saved_searches = SavedSearchesFlow(saved_searches=services.saved_searches, **found, **marks, **base)
        self.suggesting = SuggestFlow(
            shelf=shelf,
            tags=services.tags,
            search_index=search_index,
            search_history=services.search_history,
            saved_searches=services.saved_searches,
            asking=asking,
            **base,
        )
        self.opening = OpeningFlow(
            shelf=shelf,
            names=names,
            name_articles=services.name_articles,
            read_after_ms=round(preferences.read_after_seconds * 1000),
            **marks,
            **base,
        )
        self.relating = RelatingFlow(
            shelf=shelf,
            links=services.links,
            names=names,
            families=services.families,
            read_state=services.read_state,
            search_index=search_index,
            **base,
        )
        self.naming = NamingFlow(
            names=names, name_pages=services.name_pages, corrections=services.current_corrections, **base
        )
        chosen = ("--library", str(library)) if library is not None else ()
        self.command = (*own_command(), *chosen)
        self.work = BackgroundWorkFlow(
            command=self.command,
            shelf=shelf,
            name_articles=services.name_articles,
            find_families=services.find_families,
            imports=services.imports,
            search_index=search_index,
            backups=services.backups,
            read_only=services.rescue is not None,
            **base,
        )
        self.backups = BackupsFlow(
            backups=services.backups, rescue=services.rescue, work=self.work, window=self._window, **base
        )
