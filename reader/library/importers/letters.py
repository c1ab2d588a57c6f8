"""Letters without their case and accents, to recognise a word however it was typed."""

import unicodedata


def plain_letters(text: str) -> str:
    """Folded for comparing only, never for showing: "À LIRE aussi" gives "a lire aussi"."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def one_line(text: str) -> str:
    """White space folded to single spaces; halves of surrogate pairs, which no file can hold, replaced."""
    if not text.isascii():  # escapes in a YAML or JSON header can spell such halves
        text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split())


def is_cjk(character: str) -> bool:
    """Whether the script of this letter is written without spaces (Korean is not among them)."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uff60"
