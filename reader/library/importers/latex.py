"""The little LaTeX that stands in references: accents, dashes, quotation marks, commands that only change the look."""

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "ldots": "…", "dots": "…", "textellipsis": "…", "textbackslash": "\\", "euro": "€",
    "texteuro": "€", "pounds": "£", "copyright": "©", "textasciitilde": "~", "textunderscore": "_", "par": "\n\n",
    "newline": "\n", "S": "§", "P": "¶", "textbar": "|", "textless": "<", "textgreater": ">",
}  # fmt: skip
_SIGN_ACCENT = re.compile(
    r"\\([`'^~\"=.])\s*+(?:\{\s*+(?:\\([ij])(?![A-Za-z]))?\s*+([^\W\d_]?)\s*+\}|\\([ij])(?![A-Za-z])|([^\W\d_]))"
)
_WORD_ACCENT = re.compile(r"\\([uvHckrdb])(?:\s*+\{\s*+([^\W\d_])\s*+\}|\s++([^\W\d_]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s++|(?![A-Za-z]))")
_ESCAPED = re.compile(r"\\([&%$#_{}~^\\,;: !-])")
_SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))
_KEPT = {"{": "\ue000", "}": "\ue001", "~": "\ue002", "$": "\ue003"}  # escaped signs, until the others are gone
_BLANK_LINES = re.compile(r"\n\s*\n")


def plain_words(text: str) -> str:
    r"""The words as they are printed: "M{\"u}ller \& S{\o}n" gives "Müller & Søn". Blank lines stay."""
    if "\\" in text:
        text = text.replace("\\\\", "\n")
        text = _SIGN_ACCENT.sub(_accented, text)
        text = _WORD_ACCENT.sub(lambda match: _composed(match[2] or match[3], match[1]), text)
        text = _ESCAPED.sub(lambda match: _KEPT.get(match[1], "" if match[1] in "-,;:! " else match[1]), text)
        text = _COMMAND.sub(lambda match: _LETTERS.get(match[1], ""), text)
    for sign, printed in _SIGNS:
        text = text.replace(sign, printed)
    text = text.replace("{", "").replace("}", "").replace("~", " ")
    for sign, kept in _KEPT.items():
        text = text.replace(kept, sign)
    return "\n\n".join(" ".join(part.split()) for part in _BLANK_LINES.split(text)).strip()


def _accented(match: re.Match[str]) -> str:
    letter = match[3] or match[5] or match[2] or match[4] or ""
    return _composed(letter, match[1])


def _composed(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent]) if letter else ""
