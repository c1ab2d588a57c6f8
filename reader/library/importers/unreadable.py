"""Why a file could not become an article, in words for the one who chose the file."""

from reader.errors import ReaderError


class UnreadableFileError(ReaderError):
    """This one file cannot be read. Every other file of the same import is unaffected.

    `problem` is a sentence without the file's name: whoever reports it says which file is meant.
    """
