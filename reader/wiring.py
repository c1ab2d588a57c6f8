"""Builds the services, without Qt. The only file that names every concrete class."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from reader.database import Database
from reader.entities.mention import NameFinder
from reader.library.names import Names
from reader.library.schema import MIGRATIONS as LIBRARY_MIGRATIONS
from reader.library.shelf import Shelf
from reader.locations import Locations, bundled
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState
from reader.userdata.schema import MIGRATIONS as USERDATA_MIGRATIONS

if TYPE_CHECKING:
    from reader.library.imports import Imports
    from reader.library.linking import Linking
    from reader.library.links import Links
    from reader.library.name_pages import NamePages
    from reader.library.recognitions import Recognitions
    from reader.search.index import SearchIndex
    from reader.tasks.correct_names import CorrectNames
    from reader.tasks.correction_list import CorrectionList
    from reader.tasks.current_corrections import CurrentCorrections
    from reader.tasks.import_files import ImportFiles
    from reader.tasks.name_articles import NameArticles
    from reader.userdata.corrections import Corrections
    from reader.userdata.saved_searches import SavedSearches
    from reader.userdata.search_history import SearchHistory


class Services:
    """Everything the program does, ready to be handed on part by part. Nobody keeps it whole.

    Each part is made when it is first asked for, so that the window does not wait for what its first paint does not
    need. Threads: the one that hands them on.
    """

    def __init__(self, locations: Locations) -> None:
        self.locations = locations
        self.library = Database(locations.library_file, LIBRARY_MIGRATIONS, what="library")
        self.userdata = Database(locations.userdata_file, USERDATA_MIGRATIONS, what="list of bookmarks")
        self.shelf = Shelf(self.library)
        self.names = Names(self.library)
        self.bookmarks = Bookmarks(self.userdata)
        self.read_state = ReadState(self.userdata)

    # Deferred: these modules take longer to load than an article to open.

    @cached_property
    def links(self) -> Links:
        from reader.library.links import Links

        return Links(self.library)

    @cached_property
    def imports(self) -> Imports:
        from reader.library.imports import Imports

        return Imports(self.library)

    @cached_property
    def name_pages(self) -> NamePages:
        from reader.library.name_pages import NamePages

        return NamePages(self.library)

    @cached_property
    def search_index(self) -> SearchIndex:
        from reader.search.index import SearchIndex

        return SearchIndex(self.locations.index_folder(self.shelf.library_key()))

    @cached_property
    def saved_searches(self) -> SavedSearches:
        from reader.userdata.saved_searches import SavedSearches

        return SavedSearches(self.userdata)

    @cached_property
    def search_history(self) -> SearchHistory:
        from reader.userdata.search_history import SearchHistory

        return SearchHistory(self.userdata)

    @cached_property
    def import_files(self) -> ImportFiles:
        from reader.tasks.import_files import ImportFiles

        return ImportFiles(
            shelf=self.shelf,
            links=self.links,
            names=self.names,
            imports=self.imports,
            search_index=self.search_index,
        )

    @cached_property
    def recognitions(self) -> Recognitions:
        from reader.library.recognitions import Recognitions

        return Recognitions(self.library)

    @cached_property
    def linking(self) -> Linking:
        from reader.library.linking import Linking

        return Linking(self.library)

    @cached_property
    def corrections(self) -> Corrections:
        from reader.userdata.corrections import Corrections

        return Corrections(self.userdata)

    @cached_property
    def current_corrections(self) -> CurrentCorrections:
        from reader.library.corrected import AppliedCorrections
        from reader.tasks.current_corrections import CurrentCorrections

        return CurrentCorrections(corrections=self.corrections, applied=AppliedCorrections(self.library))

    @cached_property
    def correct_names(self) -> CorrectNames:
        from reader.tasks.correct_names import CorrectNames

        return CorrectNames(
            corrections=self.corrections, current=self.current_corrections, name_articles=lambda: self.name_articles
        )

    @cached_property
    def correction_list(self) -> CorrectionList:
        from reader.tasks.correction_list import CorrectionList

        return CorrectionList(corrections=self.corrections, shelf=self.shelf, names=self.names)

    @cached_property
    def name_articles(self) -> NameArticles:
        from reader.entities.finder_version import finder_version
        from reader.tasks.name_articles import NameArticles

        return NameArticles(
            shelf=self.shelf,
            names=self.names,
            recognitions=self.recognitions,
            linking=self.linking,
            search_index=lambda: self.search_index,
            name_finder=self.name_finder,
            corrections=self.current_corrections,
            version=cache(lambda: finder_version(bundled("resources") / "entities")),
        )

    @cached_property
    def name_finder(self) -> Callable[[], NameFinder]:
        """Its name lists are read on the first call."""

        def load() -> NameFinder:
            from reader.entities.finder import load_name_finder

            return load_name_finder(bundled("resources") / "entities")

        return cache(load)

    def close(self) -> None:
        """Close the files. Nothing may be in use any more."""
        if "search_index" in self.__dict__:  # it was asked for
            self.search_index.close()
        self.library.close()
        self.userdata.close()


def build_services(locations: Locations) -> Services:
    """The services over the library of these folders; the library is made if it is not there.

    Raises:
        ReaderError: the library cannot be opened or made.
    """
    services = Services(locations)
    services.shelf.library_key()
    return services
