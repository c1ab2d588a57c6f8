"""Which rows may hold a word: a quick look by SQLite before the words are folded and compared."""

from collections.abc import Sequence

# A sign that folding changes: everything but plain ASCII, and the apostrophe, which is dropped.
_FOLDED_SIGNS = "*[^' || char(9) || char(10) || ' -&(-~]*"


def may_hold(text: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """A condition, with its values, that is true wherever an SQL text holds one of these words, and seldom else."""
    if not all(word.isascii() for word in words):
        return "1", []
    escaped = [word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") for word in words]
    likes = [rf"{text} LIKE ? ESCAPE '\'" for _ in words]
    strange = f"{text} GLOB '{_FOLDED_SIGNS}'"
    return f"({' OR '.join((*likes, strange))})", [f"%{word}%" for word in escaped]
