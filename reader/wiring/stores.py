"""The files of one library and the stores over them, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader import __version__
from reader.database import Database
from reader.library.names import Names
from reader.library.schema import MIGRATIONS as LIBRARY_MIGRATIONS
from reader.library.shelf import Shelf
from reader.locations import Locations
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.highlights import Highlights
from reader.userdata.notes import Notes
from reader.userdata.read_state import ReadState
from reader.userdata.schema import MIGRATIONS as USERDATA_MIGRATIONS
from reader.userdata.tags import Tags

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.families import Families
    from reader.library.imports import Imports
    from reader.library.intake import Intake
    from reader.library.known_files import KnownFiles
    from reader.library.linking import Linking
    from reader.library.links import Links
    from reader.library.name_pages import NamePages
    from reader.library.places import Places
    from reader.library.recognitions import Recognitions
    from reader.library.trash import Trash
    from reader.library.versions import Versions
    from reader.library.wanted import Wanted
    from reader.library.watched_folders import WatchedFolders
    from reader.search.index import SearchIndex
    from reader.tasks.backups import Backups
    from reader.tasks.rescue import RescueInfo
    from reader.tasks.written_by import FirstWrite
    from reader.ticket import Ticket
    from reader.userdata.changes import Changes
    from reader.userdata.corrections import Corrections
    from reader.userdata.saved_searches import SavedSearches
    from reader.userdata.search_history import SearchHistory


class Stores:
    """What is kept, in databases and in the index. Threads: the one that hands them on."""

    program = __version__  # what writes here

    def __init__(self, locations: Locations, *, rescued: tuple[RescueInfo, Path, Path] | None = None) -> None:
        """`rescued`: what is read in place of a library that cannot be opened, and the two files to read."""
        self.locations = locations
        self.upgrade_ticket: Ticket | None = None  # told how a backup before a migration goes
        self.rescue: RescueInfo | None = rescued[0] if rescued is not None else None
        library_file, userdata_file = (
            rescued[1:] if rescued is not None else (locations.library_file, locations.userdata_file)
        )
        self.library = Database(
            library_file,
            LIBRARY_MIGRATIONS,
            what="library",
            before_migration=lambda: self.backups.before_migration("library.sqlite", self.upgrade_ticket),
            before_writing=self._before_writing,
            read_only=rescued is not None,
        )
        self.userdata = Database(
            userdata_file,
            USERDATA_MIGRATIONS,
            what="list of bookmarks",
            before_migration=lambda: self.backups.before_migration("userdata.sqlite", self.upgrade_ticket),
            before_writing=self._before_writing,
            read_only=rescued is not None,
        )
        self.shelf = Shelf(self.library)
        self.names = Names(self.library)
        self.bookmarks = Bookmarks(self.userdata)
        self.read_state = ReadState(self.userdata)
        self.tags = Tags(self.userdata)
        self.notes = Notes(self.userdata)
        self.highlights = Highlights(self.userdata)
        self.annotations = Annotations(self.tags, self.notes, self.highlights)

    # Deferred: these modules take longer to load than an article to open.

    @cached_property
    def backups(self) -> Backups:
        from reader.tasks.backups import Backups

        return Backups(locations=self.locations, library=self.library, userdata=self.userdata, program=self.program)

    @cached_property
    def first_write(self) -> FirstWrite:
        from reader.tasks.written_by import FirstWrite

        return FirstWrite(data=self.locations.data, backups=lambda: self.backups, program=self.program)

    def _before_writing(self) -> None:
        self.first_write()

    @cached_property
    def links(self) -> Links:
        from reader.library.links import Links

        return Links(self.library)

    @cached_property
    def imports(self) -> Imports:
        from reader.library.imports import Imports

        return Imports(self.library)

    @cached_property
    def intake(self) -> Intake:
        from reader.library.intake import Intake

        return Intake(self.library)

    @cached_property
    def known_files(self) -> KnownFiles:
        from reader.library.known_files import KnownFiles

        return KnownFiles(self.library)

    @cached_property
    def versions(self) -> Versions:
        from reader.library.versions import Versions

        return Versions(self.library)

    @cached_property
    def places(self) -> Places:
        from reader.library.places import Places

        return Places(self.library)

    @cached_property
    def wanted(self) -> Wanted:
        from reader.library.wanted import Wanted

        return Wanted(self.library)

    @cached_property
    def families(self) -> Families:
        from reader.library.families import Families

        return Families(self.library)

    @cached_property
    def trash(self) -> Trash:
        from reader.library.trash import Trash

        return Trash(self.library)

    @cached_property
    def watched_folders(self) -> WatchedFolders:
        from reader.library.watched_folders import WatchedFolders

        return WatchedFolders(self.library)

    @cached_property
    def name_pages(self) -> NamePages:
        from reader.library.name_pages import NamePages

        return NamePages(self.library)

    @cached_property
    def search_index(self) -> SearchIndex:
        from reader.search.index import SearchIndex
        from reader.search.state import own_folder

        return SearchIndex(own_folder(self.locations.index_folder(self.shelf.library_key())))

    @cached_property
    def saved_searches(self) -> SavedSearches:
        from reader.userdata.saved_searches import SavedSearches

        return SavedSearches(self.userdata)

    @cached_property
    def search_history(self) -> SearchHistory:
        from reader.userdata.search_history import SearchHistory

        return SearchHistory(self.userdata)

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
    def changes(self) -> Changes:
        from reader.userdata.changes import Changes

        return Changes(self.userdata)

    def close(self) -> None:
        """Close the files for good. Nothing may be in use any more; what comes too late is refused."""
        if "search_index" in self.__dict__:  # it was asked for
            self.search_index.close()
        self.library.close(for_good=True)
        self.userdata.close(for_good=True)
