"""Builds the services, without Qt. The only room that names every concrete class."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from typing import TYPE_CHECKING

from reader.database.faults import (
    DamagedFileError,
    NewerFileError,
    OlderFileError,
    UnreadableFileError,
    faults_in_words,
)
from reader.database.on_disk import is_filled
from reader.entities.mention import NameFinder
from reader.locations import Locations, bundled, locate
from reader.wiring.stores import Stores

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tasks.annotate import Annotate
    from reader.tasks.correct_names import CorrectNames
    from reader.tasks.correction_list import CorrectionList
    from reader.tasks.current_corrections import CurrentCorrections
    from reader.tasks.find_families import FindFamilies
    from reader.tasks.import_export import ImportExport
    from reader.tasks.import_files import ImportFiles
    from reader.tasks.library_parts import LibraryParts
    from reader.tasks.name_articles import NameArticles
    from reader.tasks.restore_backup import RestoreBackup
    from reader.tasks.take_marks import TakeMarks
    from reader.tasks.trash_articles import TrashArticles
    from reader.tasks.undo import Undo
    from reader.tasks.watch_folders import WatchFolders
    from reader.ticket import Ticket


class Services(Stores):
    """Everything the program does, ready to be handed on part by part. Nobody keeps it whole.

    Each part is made when it is first asked for, so that the window does not wait for what its first paint does not
    need. Threads: the one that hands them on.
    """

    @cached_property
    def restore_backup(self) -> RestoreBackup:
        from reader.tasks.restore_backup import RestoreBackup

        return RestoreBackup(
            locations=self.locations, library=self.library, userdata=self.userdata, backups=self.backups
        )

    @cached_property
    def find_families(self) -> FindFamilies:
        from reader.tasks.find_families import FindFamilies

        return FindFamilies(shelf=self.shelf, families=self.families)

    @cached_property
    def import_files(self) -> ImportFiles:
        from reader.tasks.import_files import ImportFiles

        return ImportFiles(
            shelf=self.shelf,
            links=self.links,
            names=self.names,
            imports=self.imports,
            intake=self.intake,
            known_files=self.known_files,
            wanted=self.wanted,
            search_index=self.search_index,
            take_marks=self.take_marks,
            restore=lambda path, *, ticket: self.import_export(path, ticket=ticket),
        )

    @cached_property
    def library_parts(self) -> LibraryParts:
        from reader.library.restoring import Restoring
        from reader.library.whole_articles import WholeArticles
        from reader.tasks.library_parts import LibraryParts
        from reader.userdata.whole_marks import WholeMarks

        return LibraryParts(
            articles=WholeArticles(self.library),
            restoring=Restoring(self.library),
            marks=WholeMarks(self.userdata),
            corrections=self.corrections,
        )

    @cached_property
    def import_export(self) -> ImportExport:
        from reader.tasks.import_export import ImportExport

        return ImportExport(self.library_parts)

    @cached_property
    def watch_folders(self) -> WatchFolders:
        from reader.tasks.watch_folders import WatchFolders

        return WatchFolders(
            folders=self.watched_folders,
            known_files=self.known_files,
            imports=self.imports,
            import_files=self.import_files,
        )

    @cached_property
    def trash_articles(self) -> TrashArticles:
        from reader.tasks.trash_articles import TrashArticles

        return TrashArticles(
            trash=self.trash, shelf=self.shelf, names=self.names, search_index=lambda: self.search_index
        )

    @cached_property
    def current_corrections(self) -> CurrentCorrections:
        from reader.library.corrected import AppliedCorrections
        from reader.tasks.current_corrections import CurrentCorrections

        return CurrentCorrections(corrections=self.corrections, applied=AppliedCorrections(self.library))

    @cached_property
    def annotate(self) -> Annotate:
        from reader.tasks.annotate import Annotate

        return Annotate(
            changes=self.changes,
            annotations=self.annotations,
            bookmarks=self.bookmarks,
            read_state=self.read_state,
            shelf=self.shelf,
            trash=lambda: self.trash,
        )

    @cached_property
    def take_marks(self) -> TakeMarks:
        from reader.tasks.take_marks import TakeMarks

        return TakeMarks(changes=self.changes, annotations=self.annotations, shelf=self.shelf)

    @cached_property
    def undo(self) -> Undo:
        from reader.tasks.undo import Undo

        return Undo(
            changes=self.changes,
            annotate=self.annotate,
            corrections=self.corrections,
            correct_names=lambda: self.correct_names,
        )

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


@contextmanager
def open_parts(folder: Path) -> Iterator[LibraryParts]:
    """A library of its own in this folder, for comparing; its files are closed at the end."""
    services = Services(locate(folder))
    try:
        yield services.library_parts
    finally:
        services.close()


def build_services(
    locations: Locations, *, rescue: bool = False, ask_before_upgrade: bool = False, ticket: Ticket | None = None
) -> Services:
    """The services over the library of these folders; the library is made if it is not there.

    `rescue`: where it cannot be opened, its newest good backup is opened in its place, to be read only.
    `ask_before_upgrade`: one of an older version is not opened; bringing it up to date may take its time. `ticket` is
    told then how the backup before it goes.

    Raises:
        NewerLibraryError: a newer version made it. Nothing was opened, and nothing on the disk changed.
        OlderFileError: it is to be brought up to date, and that was to be asked before.
        ReaderError: the library cannot be opened or made, and there is no backup to be read.
    """
    if _is_being_restored(locations):
        from reader.tasks.restore_backup import finish_restore  # deferred: hardly ever needed

        finish_restore(locations)
    services = Services(locations)
    services.upgrade_ticket = ticket
    try:
        _refuse(services, older=ask_before_upgrade)
        _open(services, with_userdata=rescue)
    except NewerFileError as error:
        services.close()
        from reader.tasks.newer_library import with_way_back  # deferred, as above

        raise with_way_back(error, services.backups, (services.library, services.userdata)) from error
    except (DamagedFileError, UnreadableFileError) as error:
        services.close()
        if not rescue:
            raise
        from reader.tasks.rescue import find_rescue  # deferred, as above

        found = find_rescue(
            error,
            locations=locations,
            library=services.library,
            userdata=services.userdata,
            backups=services.backups,
        )
        services = Services(locations, rescued=found)
        services.shelf.library_key()
    return services


def refuse_newer(locations: Locations) -> None:
    """Leave the library of a newer version alone: nothing is opened, nothing on the disk changes.

    Where a backup is being put in its place, that is completed by `build_services`, which then looks.

    Raises:
        NewerLibraryError: a newer version made it.
        ReaderError: its folder cannot be looked into.
    """
    if _is_being_restored(locations):
        return
    services = Services(locations)
    try:
        _refuse(services, older=False)
    except NewerFileError as error:
        from reader.tasks.newer_library import with_way_back  # deferred, as above

        raise with_way_back(error, services.backups, (services.library, services.userdata)) from error


def _is_being_restored(locations: Locations) -> bool:
    with faults_in_words("library", locations.library_file):  # the folder may be one that we may not look into
        return locations.restore_file.exists()


def _refuse(services: Services, *, older: bool) -> None:
    databases = (services.library, services.userdata)
    for database in databases:  # both, before one of them is opened
        database.refuse_newer()
    if older and any(database.is_older() for database in databases):
        raise OlderFileError(
            "The library was made by an older version of Read Also.",
            remedy="It is brought up to date at the next start.",
        )


def _open(services: Services, *, with_userdata: bool) -> None:
    locations = services.locations
    marked = is_filled(locations.userdata_file) or not locations.backups.exists()  # else marks were lost, perhaps
    if not (marked and is_filled(locations.library_file)):
        from reader.tasks.rescue import refuse_if_emptied  # deferred: needed for new libraries only

        refuse_if_emptied(locations, services.backups)
    services.shelf.library_key()
    if with_userdata and services.userdata.exists():  # whoever opens a window reads it at once
        with services.userdata.reading():
            pass
