"""Capitalised words of a text, where they stand, and how each is joined to the one before."""

import re
from bisect import bisect_left

from reader.entities.gazetteer import Gazetteer
from reader.entities.mention import EntityKind
from reader.entities.words import ACRONYM, COMMON, INITIAL, STOP, word_set

BREAK, SPACE, PARTICLE, OF, AND, COMMA = range(6)

_UPPER = "".join(chr(c) for c in range(0x250) if chr(c).isupper()) + "".join(
    chr(c) for c in range(0x1E00, 0x1F00) if chr(c).isupper()
)
_U = f"[{_UPPER}]"
# the first item is one set of letters, which lets the engine skip quickly to the next capital
_TOKEN = re.compile(rf"{_U}(?<![^\W_].)(?:(?:\.{_U})+\.?|\.(?=\s?{_U})|[^\W_]*(?:(?:[’'](?![sS]\b)|[-&])[^\W_]+)*)")
_ABBREVIATIONS = word_set(
    "Mr Mrs Ms Dr Gen Lt Col Sen Rep Gov St Prof Sgt Capt Adm Rev Hon Jr Sr Maj Brig Cmdr Inc Corp Ltd Bros Sens Reps "
    "Jan Feb Aug Sept Oct Nov Dec"
)
_OWNERS = word_set(
    "People Women Men Children Lord McDonald Moody King Queen Minister Lloyd Workers Farmers Teachers Veterans "
    "Students Peoples Sana"
)
_OWNED = re.compile(rf"[’'](?:s)?(?= {_U})")  # "People's Party", "Workers' Party": the owner is part of the name
_GAPS = {" ": SPACE, "\u00a0": SPACE, " & ": SPACE, " and ": AND, ", ": COMMA}
_GAPS |= dict.fromkeys((" van der ", " van den ", " van de ", " von der ", " de la ", " de los ", " in den "), PARTICLE)
_GAPS |= {f" {p} ": PARTICLE for p in word_set("van von de del da dos do di della bin ibn al el la le du ter ben zu")}
_GAPS |= {" al-": PARTICLE, " el-": PARTICLE, " ul-": PARTICLE, " as-": PARTICLE, " ur-": PARTICLE, " Al-": PARTICLE}
_GAPS |= {f" {p} ": OF for p in ("of", "of the", "for", "for the", "on", "on the", "against", "to the")}
_LONGEST_GAP = max(map(len, _GAPS))
_TAILS = word_set(
    "based led made backed born style wide era bound area controlled held occupied run owned listed brokered speaking "
    "funded sponsored trained built designed supplied language educated flagged friendly dominated ruled administered "
    "allied inspired type only affiliated linked aligned installed mediated hosted educated"
)
_HALF_PEOPLES = word_set("Anglo Sino Russo Franco Indo Afro Greco Austro Turko Serbo Euro Judeo Italo")
_SENTENCE_ENDS = frozenset(".!?:;…\n\r\t\u2028•")
_OPENERS = "“\"'‘(«[„"
_MOST_HYPHENS = 4  # a word with more is no word
_FEW_WORDS = 4  # a line shorter than this says nothing about its capitals
_MANY_CAPITALS = 0.6  # of the words; above it the line is a headline


class Tokens:
    """Parallel lists, one entry for each capitalised word. Lists because this is the innermost loop."""

    __slots__ = ("ends", "flags", "joins", "shouted", "starts", "text", "weak", "words")

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.flags: list[int] = []
        self.joins: list[int] = []  # how the word hangs on the one before
        self.weak: list[bool] = []  # a capital that means nothing: sentence start or headline
        self.shouted: list[bool] = []  # in a line of capitals only
        self._read(gazetteer)
        self.shouted = [False] * len(self.words)
        self._mark_headlines()

    def __len__(self) -> int:
        return len(self.words)

    def _read(self, gazetteer: Gazetteer) -> None:
        text, words, starts, ends = self.text, self.words, self.starts, self.ends
        cuts = gazetteer.cuts
        for match in _TOKEN.finditer(text):
            word = match[0]
            start, end = match.span()
            if word in _ABBREVIATIONS and text.startswith(".", end):
                word += "."
                end += 1
            elif word in _OWNERS:
                owned = _OWNED.match(text, end)
                if owned:
                    word += owned[0].replace("’", "'")
                    end = owned.end()
            elif "-" in word:
                word = word.replace("’", "'")
                parts = cuts.get(word)
                if parts is None:
                    parts = gazetteer.remember_cut(word, _cut(word, gazetteer))
                for first, last in parts:
                    words.append(word[first:last])
                    starts.append(start + first)
                    ends.append(start + last)
                continue
            elif "’" in word:
                word = word.replace("’", "'")
            words.append(word)
            starts.append(start)
            ends.append(end)
        known = gazetteer.flags
        self.flags = [known[word] for word in words]
        self._join()

    def _join(self) -> None:
        text, ends, joins, weak, words = self.text, self.ends, self.joins, self.weak, self.words
        previous = -1
        for index, start in enumerate(self.starts):
            join = BREAK
            if previous >= 0 and start - previous <= _LONGEST_GAP:
                join = _GAPS.get(text[previous:start], BREAK)
            joins.append(join)
            if (text[start - 2 : start - 1].isalpha() and text[start - 1] == " ") or (
                join == SPACE and text[previous - 1] == "." and words[index - 1][-1] == "."
            ):
                weak.append(False)
            else:
                weak.append(_opens_sentence(text, start))
            previous = ends[index]

    def _mark_headlines(self) -> None:
        """Mark words of title-case and of all-capitals lines."""
        text, starts = self.text, self.starts
        begin = 0
        while begin < len(text):
            stop = text.find("\n", begin)
            stop = len(text) if stop < 0 else stop
            first, last = bisect_left(starts, begin), bisect_left(starts, stop)
            count = last - first
            if count >= _FEW_WORDS - 1 and stop - begin < count * 14:
                line = text[begin:stop]
                shouted = line.isupper()
                is_sentence = line.rstrip("”\"’') ")[-1:] in (".", "!", "?")
                if count >= _MANY_CAPITALS * len(line.split()) and (shouted or not is_sentence):
                    self.weak[first:last] = [True] * count
                    if shouted:
                        self.shouted[first:last] = [True] * count
            begin = stop + 1


def _opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` would have a capital anyway."""
    at = start - 1
    while at > 0 and text[at] == " " == text[at - 1]:
        at -= 1
    if at >= 0 and text[at] in _OPENERS:
        if text[at] in '“"«„':
            return True
        at -= 1
    if at < 0:
        return True
    if text[at] in "\n\r\t\u2028":
        return True
    if at == 0:
        return text[0] == " "
    if text[at] != " ":
        return False
    before = text[at - 1]
    if before in "\n\r\t":
        return True
    if before in "”\"’')»]" and at > 1:
        before = text[at - 2]
    return before in _SENTENCE_ENDS or (before in "-*–—" and (at < 2 or text[at - 2] == "\n"))


def _cut(word: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """The parts of a hyphened word that count: "Seoul-based" -> Seoul, "US-China" -> US and China."""
    whole = [(0, len(word))]
    if word.count("-") > _MOST_HYPHENS:
        return whole
    if word in gazetteer.phrases or (gazetteer.flags.get(word, 0) & ~COMMON & ~STOP and not word[-1].islower()):
        return whole
    parts = word.split("-")
    known = gazetteer.phrases
    tail = parts[-1]
    if tail[:1].islower():
        head = word[: -len(tail) - 1]
        listed = head in known or gazetteer.flags[head] & ACRONYM
        if tail in _TAILS or (listed and len(tail) > 4 and (gazetteer.is_common(tail) or len(tail) > 7)):
            return _cut(head, gazetteer) if "-" in head else [(0, len(head))]
        return whole
    if parts[0] in _HALF_PEOPLES:
        return whole
    if all(p[:1].isupper() for p in parts) and any(
        p in known and known[p].kind in (EntityKind.PLACE, EntityKind.ORGANISATION) for p in parts
    ):
        spans, at = [], 0
        for part in parts:
            spans.append((at, at + len(part)))
            at += len(part) + 1
        return [s for s in spans if not gazetteer.flags[word[s[0] : s[1]]] & INITIAL]
    return whole
