"""Where the reader left off: window, panes, article, filter. Lost without harm."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from reader.preferences import read_stored
from reader.tasks.views import ArticleFilter, ArticleSort


class Session(NamedTuple):
    """The window as it was closed. Everything has a default that suits a first start."""

    geometry: str = ""  # Qt's own form, in base 64
    splitter: str = ""  # the same
    names_splitter: str = ""  # the same, for the view of all names
    sidebar: bool = True
    saved_searches: bool = True  # unfolded
    article: str = ""  # an ArticleId; empty: the first of the list
    shown: ArticleFilter = ArticleFilter.ALL
    sort: ArticleSort = ArticleSort.NEWEST


def load_session(path: Path) -> Session:
    """The last session; what is missing or means nothing any more has its default."""
    stored = read_stored(path)
    kept: dict[str, Any] = {
        name: stored[name]
        for name in ("geometry", "splitter", "names_splitter", "article")
        if isinstance(stored.get(name), str)
    }
    kept |= {name: stored[name] for name in ("sidebar", "saved_searches") if isinstance(stored.get(name), bool)}
    for name, kind in (("shown", ArticleFilter), ("sort", ArticleSort)):
        if stored.get(name) in list(kind):
            kept[name] = kind(stored[name])
    return Session(**kept)


def save_session(session: Session, path: Path) -> None:
    """Write it down; what a newer version keeps in the same file stays in it."""
    from reader.files import write_atomically  # deferred: the first paint writes nothing

    write_atomically(path, json.dumps(read_stored(path) | session._asdict(), indent=2) + "\n")
