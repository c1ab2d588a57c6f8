"""The table of preferences, and reading and writing it."""

import json
from dataclasses import Field, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.files import write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What the reader chose. One row each: type, default, what is allowed, words."""

    theme: str = field(default="system", metadata={"label": "Theme", "choices": ("system", "light", "dark")})
    text_size: float = field(default=18.5, metadata={"label": "Text size in pixels", "range": (10.0, 48.0)})
    reading_font: str = field(default="", metadata={"label": "Reading font, empty for the platform's serif"})
    interface_font: str = field(default="", metadata={"label": "Interface font, empty for the platform's own"})
    hidden_kinds: tuple[str, ...] = field(
        default=(),
        metadata={"label": "Names not marked", "choices": ("person", "place", "organisation", "other")},
    )
    read_after_seconds: float = field(
        default=5.0, metadata={"label": "Seconds until an open article counts as read", "range": (1.0, 600.0)}
    )


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
    rows = {row.name: row for row in fields(Preferences)}
    kept: dict[str, Any] = {}
    problems = []
    for name, value in stored.items():
        if name not in rows:
            problems.append(f"There is no preference “{name}”.")
        elif (accepted := _accepted(rows[name], value)) is None:
            problems.append(f"The preference “{name}” cannot be {value!r}; its default is used.")
        else:
            kept[name] = accepted
    return Preferences(**kept), problems


def save_preferences(preferences: Preferences, path: Path) -> None:
    write_atomically(path, json.dumps(asdict(preferences), indent=2) + "\n")


def _accepted(row: Field[Any], value: object) -> object | None:
    """The value in the row's own type, or None where the row does not allow it."""
    choices: tuple[str, ...] | None = row.metadata.get("choices")
    if isinstance(row.default, tuple):
        if not isinstance(value, list) or choices is None:
            return None
        return tuple(value) if all(item in choices for item in value) else None
    if isinstance(row.default, float):
        low, high = row.metadata["range"]
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if low <= value <= high else None
    return value if isinstance(value, str) and (choices is None or value in choices) else None
