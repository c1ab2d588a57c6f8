"""Names of files that every system takes, made of the titles of articles."""

import re
import unicodedata

MOST_BYTES = 120  # of a whole name: encrypted folders allow 143, and paths on Windows 260 characters in all
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|thumbs|desktop)(?=\.|$)", re.IGNORECASE
)


class FileNames:
    """Gives out names, none twice: not even where a system does not tell capitals or composed letters apart."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._given: set[str] = set()

    def name_for(self, title: str, day: str = "") -> str:
        """A name of at most MOST_BYTES bytes in UTF-8, the day before the title."""
        words = _safe(f"{day} {title}" if day else title) or "article"
        number = 1
        while True:
            ending = (f" ({number})" if number > 1 else "") + self._suffix
            name = _cut(words, MOST_BYTES - len(ending.encode())) + ending
            key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", name).casefold())
            if key not in self._given:
                self._given.add(key)
                return name
            number += 1


def _safe(text: str) -> str:
    """Without what systems forbid, what cannot be seen, and what would hide the file or make it a device."""
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", text))
    seen = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else c for c in text)
    name = " ".join(seen.split()).strip(" .~$")
    return f"_{name}" if _RESERVED.match(name) else name


def _cut(words: str, room: int) -> str:
    if len(words.encode()) <= room:
        return words
    cut = words.encode()[:room].decode("utf-8", "ignore")
    while cut and unicodedata.combining(words[len(cut) : len(cut) + 1] or " "):  # an accent stays with its letter
        cut = cut[:-1]
    space = cut.rfind(" ", len(cut) // 2)
    return (cut[:space] if space > 0 else cut).strip(" .~$") or "article"
