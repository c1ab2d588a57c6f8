"""An RTF document: its paragraphs, and what its info group says. Pictures and other embedded things are passed over.

Read here and not by striprtf, which a few thousand fonts or fields in a file keep busy for hours.
"""

from collections.abc import Sequence
from pathlib import Path

from reader.library.importers.dates import make_date
from reader.library.importers.documents import document_article, real_author, real_title
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.file_facts import Facts
from reader.library.importers.rtf_reader import RtfReader
from reader.library.importers.unreadable import UnreadableFileError


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedArticle]:
    """The article in the document, always one. What is cut off at the end is missed, the rest is read.

    Raises:
        UnreadableFileError: there is no text in it.
    """
    reader = RtfReader(data)
    reader.read()
    days = (make_date(*day) for day in (reader.created, reader.revised) if day is not None)
    facts = Facts(author=real_author(reader.said.get("author", "")))
    title = real_title(reader.said.get("title", ""))
    if not title and not reader.paragraphs:
        raise UnreadableFileError(
            "There is no text in the document.", remedy="Check in the program it came from what it holds."
        )
    saved = next((day for day in days if day), None)
    return [document_article(path, title=title, paragraphs=reader.paragraphs, facts=facts, saved=saved)]
