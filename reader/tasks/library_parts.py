"""What a whole library is read from and taken back into: its own, or a temporary one for comparing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from reader.exporting.values import Rest
from reader.library.restoring import Restoring
from reader.library.whole_articles import WholeArticles
from reader.userdata.corrections import Corrections
from reader.userdata.whole_marks import WholeMarks


class LibraryParts(NamedTuple):
    articles: WholeArticles
    restoring: Restoring
    marks: WholeMarks
    corrections: Corrections

    def rest(self) -> Rest:
        """What belongs to the library, but to no article of it."""
        orphans = sorted(self.marks.ids() - self.articles.ids())
        return Rest(
            tags=self.marks.tags(),
            searches=self.marks.searches(),
            corrections=self.corrections.all(),
            wanted=self.articles.wanted(),
            marks=[found for found in map(self.marks.of(orphans).get, orphans) if found is not None],
        )


OpenParts = Callable[[Path], AbstractContextManager[LibraryParts]]  # of the library in a folder; closed at the end
