"""Builds the services, without Qt. The only file that names every concrete class."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from reader.database import Database
from reader.entities.gazetteer import load_gazetteer
from reader.entities.mention import Recognizer
from reader.entities.recognizer import RuleRecognizer
from reader.library.imports import Imports
from reader.library.links import Links
from reader.library.names import Names
from reader.library.schema import MIGRATIONS as LIBRARY_MIGRATIONS
from reader.library.shelf import Shelf
from reader.locations import Locations, bundled
from reader.search.index import SearchIndex
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState
from reader.userdata.schema import MIGRATIONS as USERDATA_MIGRATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything the program does, ready to be handed on part by part. Nobody keeps it whole."""

    locations: Locations
    library: Database
    userdata: Database
    shelf: Shelf
    links: Links
    names: Names
    imports: Imports
    bookmarks: Bookmarks
    read_state: ReadState
    search_index: SearchIndex
    recognizer: Callable[[], Recognizer]  # its name lists are read on the first call

    def close(self) -> None:
        self.search_index.close()
        self.library.close()
        self.userdata.close()


def build_services(locations: Locations) -> Services:
    """Open the library of these folders; it is made if it is not there.

    Raises:
        ReaderError: the library cannot be opened or made.
    """
    library = Database(locations.library_file, LIBRARY_MIGRATIONS, what="library", precious=False)
    userdata = Database(locations.userdata_file, USERDATA_MIGRATIONS, what="list of bookmarks", precious=True)
    shelf = Shelf(library)
    return Services(
        locations=locations,
        library=library,
        userdata=userdata,
        shelf=shelf,
        links=Links(library),
        names=Names(library),
        imports=Imports(library),
        bookmarks=Bookmarks(userdata),
        read_state=ReadState(userdata),
        search_index=SearchIndex(locations.index_folder(shelf.library_key())),
        recognizer=cache(lambda: RuleRecognizer(load_gazetteer(bundled("resources") / "entities"))),
    )
