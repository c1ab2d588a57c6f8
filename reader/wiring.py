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
    from reader.library.links import Links
    from reader.search.index import SearchIndex
    from reader.tasks.import_files import ImportFiles
    from reader.userdata.saved_searches import SavedSearches
    from reader.userdata.search_history import SearchHistory


class Services:
    """Everything the program does, ready to be handed on part by part. Nobody keeps it whole.

    Each part is made when it is first asked for, so that the window does not wait for what its first paint does not
    need. Threads: the one that hands them on.
    """

    def __init__(self, locations: Locations) -> None:
        self.locations = locations
        self.library = Database(locations.library_file, LIBRARY_MIGRATIONS, what="library", precious=False)
        self.userdata = Database(locations.userdata_file, USERDATA_MIGRATIONS, what="list of bookmarks", precious=True)
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
            name_finder=self.name_finder,
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
