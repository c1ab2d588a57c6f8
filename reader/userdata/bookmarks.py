"""Bookmarks: the articles the reader wants to find again (userdata.sqlite)."""

from reader.userdata.marks import Marks


class Bookmarks(Marks):
    """The bookmarked articles, by id, so that they survive a re-import and a rebuilt library. Threads: any."""

    TABLE = "bookmarks"
    MOMENT = "added_at"
