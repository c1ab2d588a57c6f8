"""The language of an article: from what its file says, else from its letters and its smallest words.

No library does the second: py3langid, the one in plain Python that is maintained, takes 0.8 seconds and 100 MB to load
and half a millisecond for an article, and holds one in forty English news reports for something else; lingua is a
download of 96 MB and slower, eldc one of 26 MB; what wraps CLD2 has no wheels for some systems, and CLD2 is no longer
looked after. A few words of each language tell them apart as well in texts of an article's length. The method is that
of G. Grefenstette, "Comparing two language identification schemes" (1995).
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt

from reader.library.importers.language_words import LANGUAGE_LETTERS, LANGUAGE_WORDS

_SAMPLE = 800  # characters of an article that are looked at
_FEWEST_LETTERS = 60  # in fewer, words tell too little
_FEWEST_SIGNS = 10  # letters of a script that only one language uses tell at once
_KANA_SHARE = 0.1  # of Japanese; Chinese has none, but for a name
_LETTER_POINTS = 0.6  # a word of a language counts 1, less if others have it, too
_FEWEST_POINTS = 2.0
_LEAST_SHARE = 0.07  # points for each different word; in any language some words look like the small ones of another
_LEAST_LEAD = 1.2  # before the next language
_OVERWHELMING = 4.0  # this many times the points of the language a file states

_WORDS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094f\u200c]+[^\W\d_]*)*")
_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja "
    "jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nd "
    "ne ng nl no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
_OTHER_NAMES = {  # what files write instead of the code
    name: code
    for code, names in {
        "en": "eng english", "de": "deu ger german deutsch", "fr": "fra fre french français", "nl": "nld dut dutch",
        "es": "spa spanish español", "it": "ita italian italiano", "pt": "por portuguese português",
        "sv": "swe swedish", "da": "dan danish dansk", "no": "nb nn nor nob nno norwegian norsk",
        "fi": "fin finnish suomi", "ko": "kor korean", "hu": "hun hungarian magyar",
        "ro": "mo ron rum romanian română", "ru": "rus russian русский", "pl": "pol polish", "cs": "ces cze czech",
        "tr": "tur turkish", "el": "ell gre greek", "ar": "ara arabic", "he": "iw heb hebrew", "ja": "jpn japanese",
        "zh": "zho chi cmn yue chinese", "uk": "ukr ukrainian", "id": "in ind indonesian", "vi": "vie vietnamese",
        "hi": "hin hindi", "fa": "fas per persian", "th": "tha thai", "yi": "ji", "tl": "fil", "sr": "sh",
    }.items()
    for name in names.split()
}  # fmt: skip

_LATIN, _CYRILLIC, _ARABIC, _DEVANAGARI, _HAN, _KANA = "latin", "cyrillic", "arabic", "devanagari", "han", "kana"
_SCRIPTS = (  # the first letter of a block, and whose it is: a language, or a script that several use
    (0x41, _LATIN), (0x370, "el"), (0x400, _CYRILLIC), (0x530, "hy"), (0x590, "he"), (0x600, _ARABIC), (0x700, ""),
    (0x750, _ARABIC), (0x780, "dv"), (0x7C0, ""), (0x8A0, _ARABIC), (0x900, _DEVANAGARI), (0x980, "bn"), (0xA00, "pa"),
    (0xA80, "gu"), (0xB00, "or"), (0xB80, "ta"), (0xC00, "te"), (0xC80, "kn"), (0xD00, "ml"), (0xD80, "si"),
    (0xE00, "th"), (0xE80, "lo"), (0xF00, "bo"), (0x1000, "my"), (0x10A0, "ka"), (0x1100, "ko"), (0x1200, "am"),
    (0x13A0, ""), (0x1780, "km"), (0x1800, "mn"), (0x18B0, ""), (0x1C80, _CYRILLIC), (0x1C90, "ka"), (0x1CC0, ""),
    (0x1E00, _LATIN), (0x1F00, "el"), (0x2000, ""), (0x2C60, _LATIN), (0x2C80, ""), (0x2D00, "ka"), (0x2D30, ""),
    (0x3040, _KANA), (0x3100, ""), (0x3130, "ko"), (0x3190, ""), (0x31F0, _KANA), (0x3200, ""), (0x3400, _HAN),
    (0x4DC0, ""), (0x4E00, _HAN), (0xA000, ""), (0xA960, "ko"), (0xA980, ""), (0xAC00, "ko"), (0xD800, ""),
    (0xF900, _HAN), (0xFB00, _LATIN), (0xFB13, "hy"), (0xFB1D, "he"), (0xFB50, _ARABIC), (0xFE00, ""),
    (0xFE70, _ARABIC), (0xFF00, _LATIN), (0xFF66, _KANA), (0xFFA0, ""), (0x20000, _HAN), (0x323B0, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _SCRIPTS]

_Speakers = Mapping[str, Iterable[tuple[str, float]]]


def _speakers(table: Mapping[str, Iterable[str]], points: float) -> _Speakers:
    """Of each word or letter, who has it, with points: the fewer, the more."""
    found: dict[str, list[str]] = {}
    for language, signs in table.items():
        for sign in signs:
            found.setdefault(sign, []).append(language)
    return {sign: [(each, points / sqrt(len(having))) for each in having] for sign, having in found.items()}


_SPEAKERS = _speakers({language: words.split() for language, words in LANGUAGE_WORDS.items()}, 1.0)
_WRITERS = _speakers(LANGUAGE_LETTERS, _LETTER_POINTS)
_SPEAKERS_WORDS, _WRITERS_LETTERS = frozenset(_SPEAKERS), frozenset(_WRITERS)  # two sets are compared at once


def language_of(text: str, stated: str = "") -> str:
    """The language of an article, as ISO 639-1: what its file states ("en-GB"), else what its text shows, else "".

    Where a text is plainly in another language than the file states, the text is believed: the templates of web pages
    state a language whatever is put into them.
    """
    code = language_code(stated)
    found, points = _judged(text)
    if not code or (found and code in LANGUAGE_WORDS and points[found] > points.get(code, 0.0) * _OVERWHELMING):
        return found
    return code


def language_code(tag: str) -> str:
    """ "de-AT", "deu" and "Deutsch" give "de"; empty for what names no language, or several. Norwegian is one: "no"."""
    name = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    name = _OTHER_NAMES.get(name, name)
    return name if name in _CODES else ""


def _judged(text: str) -> tuple[str, dict[str, float]]:
    """The language of a text, or "", and how much speaks for each."""
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).lower()
    words = _WORDS.findall(sample)
    letters = Counter({_LATIN: sum(map(len, words))}) if sample.isascii() else _scripts(sample)
    total = sum(letters.values())
    script, count = letters.most_common(1)[0] if letters else ("", 0)
    if script in (_HAN, _KANA):
        count = letters[_KANA] + letters[_HAN]
        script = "ja" if letters[_KANA] > count * _KANA_SHARE else "zh"
    if script in _CODES:
        is_sure = count >= _FEWEST_SIGNS and count * 2 > total
        return (script, {script: float(count)}) if is_sure else ("", {})
    return _by_words(set(words), set(sample)) if total >= _FEWEST_LETTERS else ("", {})


def _scripts(sample: str) -> Counter[str]:
    """How many letters of each script there are."""
    letters = Counter[str]()
    for letter, count in Counter(sample).items():
        if letter.isalpha():
            letters[_SCRIPTS[bisect_right(_STARTS, ord(letter)) - 1][1]] += count
    return letters


def _by_words(words: set[str], letters: set[str]) -> tuple[str, dict[str, float]]:
    points: dict[str, float] = {}
    for signs, table, known in ((words, _SPEAKERS, _SPEAKERS_WORDS), (letters, _WRITERS, _WRITERS_LETTERS)):
        for sign in signs & known:  # each once: a name or a unit that happens to be a small word is often repeated
            for language, each in table[sign]:
                points[language] = points.get(language, 0.0) + each
    (most, first), (next_most, _) = sorted([(0.0, ""), (0.0, ""), *((points[each], each) for each in points)])[:-3:-1]
    enough = max(_FEWEST_POINTS, len(words) * _LEAST_SHARE, next_most * _LEAST_LEAD)
    return (first if most >= enough else "", points)
