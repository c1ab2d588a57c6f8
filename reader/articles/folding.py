"""Text brought to a form in which equal means "the same to a reader": titles and names are compared by it."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_KEPT_LETTERS = str.maketrans(  # letters that do not decompose, as people type them without
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Lower case, without accents, punctuation or doubled spaces: "Prabowo’s  Plans!" -> "prabowos plans"."""
    if text.isascii():
        plain = text.casefold().replace("'", "")
    else:
        decomposed = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_KEPT_LETTERS)
    return " ".join(_WORD.findall(plain))
