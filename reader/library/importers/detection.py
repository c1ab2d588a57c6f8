"""The encoding of a text that does not say: the one user of `charset_normalizer`."""

import logging
import re

from charset_normalizer import from_bytes

# Encodings in which articles were ever saved. Left to itself the detection also answers with EBCDIC and
# the code pages of DOS Icelandic, which no reader has but which fit any short text.
CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp866", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "iso8859_2", "iso8859_5", "iso8859_9", "big5", "gb18030", "gbk", "cp932", "shift_jis", "euc_jp", "euc_kr",
    "cp949", "cp437", "cp850", "cp852", "mac_roman", "tis_620",
]  # fmt: skip
_SAMPLE_BYTES = 100_000  # enough to tell; the whole of a long file would take seconds

_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’·\u00ad](?=[^\W\d_])|(?<!\S)[¸¹³¿¯¶¬¼¾º](?=[^\W\d_])")
_QUICK_BYTES = 8_000
_RIVAL_MESS = 0.06  # how much less in order a text may look than in the likeliest encoding, to be thought of as well
_RIVAL_SENSE = 0.5  # of the share of letters that are as frequent as in some language
_MOST_RIVALS = 5

logging.getLogger("charset_normalizer").setLevel(logging.ERROR)  # it reports its guesses, which help nobody


def detect_text(data: bytes) -> str | None:
    """The text in the most likely encoding, undecodable bytes shown as �; None when none fits."""
    sample = data
    if len(data) > _SAMPLE_BYTES:  # cut at a line end, which is a character of its own in all candidates
        sample = data[: data.rfind(b"\n", 0, _SAMPLE_BYTES) + 1] or data[:_SAMPLE_BYTES]
    fitting = _fitting(sample)
    return data.decode(fitting[0], "replace") if fitting else None


def likely_encodings(data: bytes) -> list[str]:
    """The encodings that fit the beginning of a text about as well as the best one, which comes first."""
    cut = data.rfind(b"\n", 0, _QUICK_BYTES) + 1 if len(data) > _QUICK_BYTES else 0
    return _fitting(data[:cut] if cut else data[:_QUICK_BYTES])[:_MOST_RIVALS]


def _fitting(sample: bytes) -> list[str]:
    """Encodings that make different texts of a sample, none much worse than the others, the likeliest first.

    The statistics take "¸ród³o" for as good a word as "źródło": where signs stand in words, other letters are meant.
    """
    matches = list(from_bytes(sample, cp_isolation=CANDIDATES))
    if not matches:
        return []
    best = matches[0]
    texts: dict[str, str] = {}
    for match in matches:
        fits = match.chaos <= best.chaos + _RIVAL_MESS and match.coherence >= best.coherence * _RIVAL_SENSE
        if match is best or (fits and (match.coherence > 0 or match.chaos <= best.chaos)):
            texts.setdefault(str(match), match.encoding)
    return [texts[text] for text in sorted(texts, key=lambda text: len(_SIGN_IN_WORD.findall(text)))]
