"""Take over what the reader had made of articles in another program; see TakeMarks."""

from collections.abc import Callable, Collection, Mapping, Sequence

from reader.articles.article import ArticleId
from reader.library.importers.draft import ImportedMarks
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.changes import Changes
from reader.userdata.read_state import ReadState


class TakeMarks:
    """Adds imported marks to what there is. Nothing is lost, and doing it twice changes nothing.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(
        self,
        *,
        changes: Changes,
        annotations: Annotations,
        bookmarks: Bookmarks,
        read_state: ReadState,
        texts: Callable[[Collection[ArticleId]], Mapping[ArticleId, str]],
    ) -> None:
        self._changes = changes
        self._tags, self._notes, self._highlights = annotations
        self._bookmarks, self._read_state = bookmarks, read_state
        self._texts = texts

    def __call__(self, marks: Sequence[tuple[ArticleId, ImportedMarks]]) -> None:
        """All of them in one transaction."""
        raise NotImplementedError
