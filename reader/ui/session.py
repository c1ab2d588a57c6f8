"""Where the reader left off: window, panes, article, filter. Lost without harm."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from reader.files import write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The window as it was closed. Everything has a default that suits a first start."""

    geometry: str = ""  # Qt's own form, in base 64
    splitter: str = ""  # the same
    sidebar: bool = True
    article: str = ""  # an ArticleId; empty: the first of the list
    shown: str = "all"
    sort: str = "newest"


def load_session(path: Path) -> Session:
    """The last session, or a new one where the file is missing or says nothing usable."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Session()
    if not isinstance(stored, dict):
        return Session()
    defaults = Session()
    kept = {
        field.name: stored[field.name]
        for field in fields(Session)
        if isinstance(stored.get(field.name), type(getattr(defaults, field.name)))
    }
    return Session(**kept)


def save_session(session: Session, path: Path) -> None:
    write_atomically(path, json.dumps(asdict(session), indent=2) + "\n")
