"""What tools that save web pages write into a comment at the top: where the page was, and when it was saved."""

import re
from datetime import datetime
from typing import NamedTuple

from reader.articles.addresses import web_address
from reader.library.importers.moments import moment_of

_HEAD_CHARACTERS = 8_192  # the comment stands before or directly behind <html>
_COMMENT = re.compile(r"<!--(.{1,6000}?)-->", re.DOTALL)
_SINGLE_FILE = re.compile(r"\bSingleFile\b")
_URL_LINE = re.compile(r"^[ \t]*url:[ \t]*(\S+)", re.MULTILINE)
_DATE_LINE = re.compile(r"^[ \t]*saved date:[ \t]*(\S.*)", re.MULTILINE)
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d{4,5}\)(\S+)\s*")  # browsers' own "save page as"


class SavedPage(NamedTuple):
    url: str = ""
    saved_at: datetime | None = None


def saved_page(text: str) -> SavedPage:
    """The address and the moment of saving that stand in a comment of SingleFile or of a browser."""
    for comment in _COMMENT.findall(text[:_HEAD_CHARACTERS]):
        if _SINGLE_FILE.search(comment):
            url, moment = _URL_LINE.search(comment), _DATE_LINE.search(comment)
            return SavedPage(web_address(url[1]) if url else "", moment_of(moment[1]) if moment else None)
        saved_from = _SAVED_FROM.fullmatch(comment)
        if saved_from:
            return SavedPage(web_address(saved_from[1]))
    return SavedPage()
