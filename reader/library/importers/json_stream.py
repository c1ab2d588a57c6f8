"""JSON of any size, one object after the other: arrays, objects around one list, JSON Lines, objects in a row.

The text is read piece by piece, and a piece is let go when its objects have been given. Where an object ends is found by
its brackets, before it is parsed: so a broken one costs only itself, and none can nest so deep that the parser gives up.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, TextIO

from reader.library.importers.draft import NO_OPTIONS, Flaw, ReadOptions
from reader.library.importers.text_stream import open_text
from reader.library.importers.unreadable import UnreadableFileError

Object = dict[str, object]

MAX_OBJECT = 50_000_000  # characters of one object: a book with its pictures in it
MAX_DEPTH = 100  # brackets in brackets; exports have about ten
MOST_FLAWS = 1000  # of one file; more of them help nobody
_PIECE = 1 << 18  # characters
_SHORT = 1 << 20  # characters; an object that is longer may be one around a list of all others
_MOST_REPEATED = 200_000_000  # characters looked at again behind broken objects

_PLAIN = re.compile(r'(?:[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)  # up to the next bracket, over strings
_INSIDE_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_GAP = re.compile(r"[\s,\x1e\ufeff]*+")  # the third begins a record of "JSON text sequences"
_NEXT_OBJECT = re.compile(r'(?:\}\s*,?|\n)\s*(\{\s*["}])')  # where an object begins, if what stands before is broken
_LIST_OF_OBJECTS = re.compile(r"\[\s*\{")

_RECORD_KEYS = ("text", "content", "body", "html", "url", "link", "href", "articleBody", "content_text", "content_html")
_ENTRY_KEYS = ("title", "headline", "name", *_RECORD_KEYS)
_FEW_LAYERS = 3  # {"data": {"result": {"articles": […]}}}

_REMEDY = "It may be damaged or cut short: export or copy it again."


def objects_in(
    file: BinaryIO, options: ReadOptions = NO_OPTIONS, *, most: int = MAX_OBJECT
) -> Iterator[Object | Flaw]:
    """The objects of a file in their order; a flaw for each that is broken, longer than `most`, or nested too deep.

    An object that only holds a list of others is not given, they are. Memory: about four times the longest object.

    Raises:
        UnreadableFileError: there is no object in the file that can be read, or it is no text.
    """
    with open_text(file, options) as text:
        yield from some_of(_Objects(text, most).read(), "There is no entry in this file.")


def some_of[T](items: Iterator[T | Flaw], nothing: str) -> Iterator[T | Flaw]:
    """The same"""
    raise NotImplementedError
