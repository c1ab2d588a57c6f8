"""Which program opens a kind of file by default: asked, and kept as it was when Read Also comes into the menu.

Desktops ask a user's own folder first. Where nothing says which program is the default for text, the first one that
offers itself is, and an entry in the user's folder would be the first. So the program that opened such files before is
named as the default, in the list of lowest rank that a user has: whatever the reader chooses later counts more.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

LIST = "mimeapps.list"  # beside the entries; the user's own choices are in XDG_CONFIG_HOME, and outrank it
DEFAULTS = "[Default Applications]"
ADDED = "[Added by Read Also]"  # a group that desktops pass over: what to take out again
TOOL_TIMEOUT_SECONDS = 20


def defaults_of(types: Iterable[str]) -> dict[str, str]:
    """The entry that opens each of these types now, those with one. Empty where no tool can tell."""
    found = {}
    for kind in types:
        entry = _default_of(kind)
        if entry:
            found[kind] = entry
    return found


def _default_of(kind: str) -> str:
    told = _asked("gio", "mime", kind)
    if told is None:
        told = _asked("xdg-mime", "query", "default", kind) or ""
    first = told.partition("\n")[0]  # "Default application for “text/html”: firefox.desktop", or only the last word
    named = re.search(r"(?:^|: )(\S+\.desktop)$", first.strip())
    return named[1] if named else ""


def _asked(*command: str) -> str | None:
    try:
        ended = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TOOL_TIMEOUT_SECONDS,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ended.stdout


def with_kept(text: str, kept: Mapping[str, str]) -> str:
    """The list with these defaults, where it has none for the type; what was added is written down in it."""
    lines = text.splitlines()
    here = _keys_in(lines, DEFAULTS)
    added = [f"{kind}={entry}" for kind, entry in kept.items() if kind not in here]
    if not added:
        return text
    for group in (DEFAULTS, ADDED):
        if group not in lines:
            lines += [*([""] if lines else []), group]
        at = lines.index(group) + 1
        lines[at:at] = added
    return "\n".join(lines) + "\n"


def without_kept(text: str) -> str:
    """The list without what `with_kept` added and nobody has changed since; empty if nothing else is in it."""
    lines = text.splitlines()
    if ADDED not in lines:
        return text
    added = {f"{kind}={entry}" for kind, entry in _keys_in(lines, ADDED).items()}
    kept, group = [], ""
    for line in lines:
        group = line.strip() if line.startswith("[") else group
        if group != ADDED and not (group == DEFAULTS and line in added):
            kept.append(line)
    if not any(line.strip() and line.strip() != DEFAULTS for line in kept):
        return ""
    return "\n".join(kept).rstrip("\n") + "\n"


def _keys_in(lines: list[str], wanted: str) -> dict[str, str]:
    keys, group = {}, ""
    for line in lines:
        if line.startswith("["):
            group = line.strip()
        elif group == wanted and "=" in line and not line.startswith("#"):
            kind, _, entry = line.partition("=")
            keys[kind.strip()] = entry.strip()
    return keys


def list_in(applications: Path) -> Path:
    return applications / LIST
