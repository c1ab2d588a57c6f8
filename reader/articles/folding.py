"""Text brought to a form in which equal means "the same to a reader": titles and names are compared by it."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_KEPT_LETTERS = str.maketrans(  # letters that do not decompose, as people type them without
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)

_TYPED_APOSTROPHES = str.maketrans("’ʼ＇", "'''")


def fold(text: str) -> str:
    """Lower case, without accents, punctuation or doubled spaces: "Prabowo’s  Plans!" -> "prabowos plans"."""
    if text.isascii():
        plain = text.casefold().replace("'", "")
    else:
        decomposed = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_KEPT_LETTERS)
    return " ".join(_WORD.findall(plain))


_MARKS_OF_LETTERS = dict.fromkeys((*range(0x300, 0x370), 0xFE0E, 0xFE0F))  # accents; text or picture of an emoji


def fold_label(text: str) -> str:
    """As `fold`, but signs count: "C++", "C" and "#1" are three labels, "Café" and "cafe" are one.

    Only accents of alphabets are dropped: the marks of Japanese and Indian letters make another letter of them.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = text.translate(_TYPED_APOSTROPHES)
    decomposed = unicodedata.normalize("NFKD", plain).translate(_MARKS_OF_LETTERS).casefold().translate(_KEPT_LETTERS)
    return " ".join(unicodedata.normalize("NFC", decomposed).split()) or text.strip().casefold()
