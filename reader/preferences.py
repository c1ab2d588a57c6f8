"""The table of preferences, and reading and writing it."""

import json
from pathlib import Path
from typing import Any, NamedTuple


class Preferences(NamedTuple):
    """What the reader chose: type and default. `ROWS` says the rest."""

    theme: str = "system"
    text_size: float = 18.5
    reading_font: str = ""
    interface_font: str = ""
    hidden_kinds: tuple[str, ...] = ()
    read_after_seconds: float = 5.0


class Row(NamedTuple):
    """What is allowed for one preference, and words for it."""

    label: str
    choices: tuple[str, ...] = ()  # the values there are, or of what a tuple can be made; empty: any text
    range: tuple[float, float] = (0.0, 0.0)  # of a number


ROWS = {
    "theme": Row("Theme", choices=("system", "light", "dark")),
    "text_size": Row("Text size in pixels", range=(10.0, 48.0)),
    "reading_font": Row("Reading font, empty for the platform's serif"),
    "interface_font": Row("Interface font, empty for the platform's own"),
    "hidden_kinds": Row("Names not marked", choices=("person", "place", "organisation", "other")),
    "read_after_seconds": Row("Seconds until an open article counts as read", range=(1.0, 600.0)),
}


def load_preferences(path: Path) -> tuple[Preferences, list[str]]:
    """Keep what is valid and name what is not: a bad line costs that line, never the start-up."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Preferences(), []
    except (OSError, ValueError) as error:
        return Preferences(), [f"{path.name} could not be read ({error}); the defaults are used."]
    if not isinstance(stored, dict):
        return Preferences(), [f"{path.name} holds no preferences; the defaults are used."]
    kept: dict[str, Any] = {}
    problems = []
    for name, value in stored.items():
        if name not in ROWS:
            problems.append(f"There is no preference “{name}”.")
        elif (accepted := _accepted(name, value)) is None:
            problems.append(f"The preference “{name}” cannot be {value!r}; its default is used.")
        else:
            kept[name] = accepted
    return Preferences(**kept), problems


def save_preferences(preferences: Preferences, path: Path) -> None:
    """Write them; what a newer version keeps in the same file stays in it, until something else is chosen here."""
    stored, chosen = read_stored(path), preferences._asdict()
    for name, default in Preferences._field_defaults.items():
        if name in stored and chosen[name] == default and _accepted(name, stored[name]) is None:
            del chosen[name]  # its default is used because the value means nothing to this version
    from reader.files import write_atomically  # deferred: the first paint writes nothing

    write_atomically(path, json.dumps(stored | chosen, indent=2) + "\n")


def read_stored(path: Path) -> dict[str, Any]:
    """What was kept as one JSON object; nothing where there is none, or something else. The session is kept so, too."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _accepted(name: str, value: object) -> object | None:
    """The value in the preference's own type, or None where its row does not allow it."""
    row, default = ROWS[name], Preferences._field_defaults[name]
    if isinstance(default, tuple):
        if not isinstance(value, list):
            return None
        return tuple(value) if all(item in row.choices for item in value) else None
    if isinstance(default, float):
        low, high = row.range
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if low <= value <= high else None
    return value if isinstance(value, str) and (not row.choices or value in row.choices) else None
