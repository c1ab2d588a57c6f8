"""What counts as a word, and the form in which words are compared. The same for articles, queries and marks.

Words are runs of letters and digits in any script. Scripts written without spaces between words (Chinese, Japanese,
Korean as it is searched, Thai, Lao, Burmese, Khmer) give "runs", which are compared by pairs of characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = (  # inside a character class: scripts that are searched by pairs of characters
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17dc\u17dd"  # south-east Asia
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa0-\uffdc"  # Korean
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"  # Japanese and Chinese
)
_MARK = (  # accents and vowel signs, which Python's \w leaves out; soft hyphen and joiners, which do not end a word
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d"
    "\u0859-\u085b\u08d3-\u08e1\u08e3-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc"
    "\u09be-\u09cd\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd"
    "\u0ae2\u0ae3\u0afa-\u0aff\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c"
    "\u0c3e-\u0c56\u0c62\u0c63\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0ce2\u0ce3\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57"
    "\u0d62\u0d63\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f8d-\u0fbc"
    "\u135d-\u135f\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER = f"[^\\W_{_RUN}]"
_JOIN = "'\u2019\u02bc\uff07\u05f3\u05f4"  # apostrophes, and the Hebrew marks of abbreviation, hold a word together
HEBREW_QUOTE = '(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])'  # the same mark as it is usually typed

_WORD = re.compile(
    f"[{_RUN}]+"
    f"|\\d+(?:[.,]\\d+)+(?!{_LETTER})"  # 1,000 and 3.5 are one word
    f"|[^\\W\\d_{_RUN}](?:\\.[^\\W\\d_{_RUN}])+(?!{_LETTER})"  # so is U.S.
    f"|{_LETTER}+(?:(?:[{_MARK}]+|[{_JOIN}](?={_LETTER})|{HEBREW_QUOTE}){_LETTER}*)*"
)
_ASCII_WORD = re.compile(  # finds the same in plain ASCII text, and is much quicker
    r"\d+(?:[.,]\d+)+(?![A-Za-z0-9])|[A-Za-z](?:\.[A-Za-z])+(?![A-Za-z0-9])|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*"
)
_IS_RUN = re.compile(f"[{_RUN}]").match
_HAS_RUN = re.compile(f"[{_RUN}]").search

_DROPPED = dict.fromkeys(  # accents, Arabic and Hebrew vowel points, elongation, nukta, soft hyphen and joiners
    [
        *(0xAD, 0x640, 0x670, 0x93C, 0x200C, 0x200D, 0xFB1E, 0x5F3, 0x5F4, 0x22),
        *range(0x300, 0x370),
        *range(0x483, 0x488),
        *range(0x591, 0x5C8),
        *range(0x610, 0x61B),
        *range(0x64B, 0x660),
        *range(0x6D6, 0x6EE),
        *range(0x1AB0, 0x1B00),
        *range(0x1DC0, 0x1E00),
        *range(0x20D0, 0x2100),
        *range(0xFE00, 0xFE10),
        *range(0xFE20, 0xFE30),
    ]
)
_KEPT = (  # letters of Cyrillic alphabets that decompose, but have keys of their own and are never typed without;
    ("и\u0306", "й"),  # the stems of Russian words hang on it. Not among them: ё, which most people write as е
    ("і\u0308", "ї"),
    ("у\u0306", "ў"),
    ("г\u0301", "ѓ"),
    ("к\u0301", "ќ"),
)
_LETTERS = str.maketrans(
    {  # letters that do not decompose, as people type them without; Arabic and Hindi ones written either way
        **{"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"},
        **{"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ँ": "ं"},
        **dict.fromkeys("\u2019\u02bc\uff07", "'"),
    }
)
_ARABIC_ARTICLE = re.compile("(?:وال|بال|كال|فال|لل|ال)(?=[\u0621-\u064a]{3})")
_ELISION = re.compile(r"(?:qu|[cdjlmnst])'(?=[aeiouyh])")  # French l'homme, Italian d'Italia: the word is what follows
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


def find_words(text: str) -> list[str]:
    """The words and runs of a text, as they stand in it."""
    return _ASCII_WORD.findall(text) if text.isascii() else _WORD.findall(text)


def iter_words(text: str) -> Iterator[re.Match[str]]:
    """The same words, with where they stand."""
    return (_ASCII_WORD if text.isascii() else _WORD).finditer(text)


def has_runs(text: str) -> bool:
    """Whether a part of the text is compared by pairs of characters."""
    return not text.isascii() and _HAS_RUN(text) is not None


def is_run(word: str) -> bool:
    """Whether this word of `find_words` is compared by pairs of characters."""
    return _IS_RUN(word) is not None


def fold(word: str) -> str:
    """The form in which words are compared: no case, accents, apostrophes, possessive ’s. May be empty."""
    if word.isascii():
        folded = word.lower()
        if folded.isalnum():
            return folded
    else:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        for apart, letter in _KEPT:
            folded = folded.replace(apart, letter)
        folded = unicodedata.normalize("NFKC", folded.translate(_DROPPED).translate(_LETTERS))
        folded = _ARABIC_ARTICLE.sub("", folded, count=1) if _ARABIC_ARTICLE.match(folded) else folded
    if "'" in folded:
        folded = folded.removesuffix("'s")
        folded = (_ELISION.sub("", folded, count=1) if _ELISION.match(folded) else folded).replace("'", "")
    if "." in folded and not folded[0].isdigit():
        folded = folded.replace(".", "")
    return folded.replace(",", "") if _GROUPED.fullmatch(folded) else folded


def pairs(run: str) -> list[str]:
    """What is indexed of a run: at each character the pair that begins there, and the last character alone."""
    folded = fold(run)
    return [folded[at : at + 2] for at in range(len(folded))]


def common_beginning(stem: str) -> str:
    """What every word with this stem begins with, whatever its language: `stems` gives no stems of other words.

    Endings are cut off and what is left may change a little: "happi" for "happy", French "appliqu" for "application".
    """
    if stem.endswith("ie"):  # "die" for "dying"
        return stem[0]
    return stem[:-2] if len(stem) > 4 else stem[:-1] or stem


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One thing to look for, `offset` words after the first one of the same chunk or phrase."""

    text: str  # folded
    offset: int
    prefix: bool = False
    pair: bool = False  # two characters of a run, never stemmed
    edits: int = 0  # words that differ by so many edits count, too: see `spelling.within_edits`


def query_terms(text: str) -> Iterator[QueryTerm]:
    """What to look for to find `text` as it stands: its words, and the pairs of its runs."""
    offset = 0
    for word in find_words(text):
        if not is_run(word):
            if folded := fold(word):
                yield QueryTerm(folded, offset)
            offset += 1
            continue
        found = pairs(word)
        if len(found) == 1:  # one character alone: every pair that begins with it
            yield QueryTerm(found[0], offset, prefix=True, pair=True)
        for at, pair in enumerate(found[:-1]):
            yield QueryTerm(pair, offset + at, pair=True)
        offset += len(found)
