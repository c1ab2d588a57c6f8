"""The "Read also" list of an article: where it is among the lines, and which titles it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from reader.library.importers.layout import BULLET, MAX_WRAPPED, ends_sentence, is_full, join_lines
from reader.library.importers.letters import plain_letters

MAX_ITEM = 200  # characters; the longest headlines have about 150
_MAX_MARKER = 60  # characters of a line that is a marker, decoration included
_PARAGRAPH_LINES = 12  # enough of a block to see whether it is wrapped prose
_LIST_LINES = 60  # enough of a list to see to which width it is wrapped
_MAX_TRIES = 20  # markers without a list, from the end; a file with more of them uses the word for something else
_LONG_SENTENCES = 100  # a line of several sentences that is longer than this is prose

_WORDING = """
read also|also read|read more|read next|read on|see also|also see|more on this|more on this story|more on this topic|
more on this subject|more stories|more coverage|related|related stories|related story|related articles|
related article|
related reading|related coverage|related content|related links|related news|related posts|related topics|
further reading|
recommended|recommended reading|you may also like|you might also like|in other news|from the archive|
lire aussi|à lire|à lire aussi|à lire également|lire également|voir aussi|à voir aussi|sur le même sujet|
sur le même thème|
pour aller plus loin|articles liés|
lesen sie auch|lesen sie mehr|lesen sie dazu|lies auch|siehe auch|mehr zum thema|zum thema|mehr dazu|weiterlesen|
weitere artikel|das könnte sie auch interessieren|
lea también|lee también|leer también|lea además|ver también|vea también|véase también|más sobre este tema|
te puede interesar|
le puede interesar|noticias relacionadas|artículos relacionados|
leggi anche|leggete anche|vedi anche|per approfondire|articoli correlati|potrebbe interessarti|
leia também|leia mais|veja também|ver também|saiba mais|notícias relacionadas|artigos relacionados|
lees ook|zie ook|lees meer|läs också|läs även|läs mer|se även|les også|les mer|se også|læs også|læs mere|lue myös|
katso myös|
czytaj także|czytaj też|czytaj również|przeczytaj także|przeczytaj też|zobacz także|zobacz też|zobacz również|
čtěte také|čtěte též|přečtěte si také|viz také|viz též|související články|čítajte aj|prečítajte si aj|
olvassa el ezt is|kapcsolódó cikkek|citește și|citiți și|vezi și|διαβάστε επίσης|δείτε επίσης|
читайте также|читать также|см. также|смотрите также|по теме|материалы по теме|читайте також|дивіться також|
прочетете още|
вижте също|pročitajte još|pročitajte i|ayrıca okuyun|bunları da okuyun|ilgili haberler|ayrıca bakınız|
baca juga|lihat juga|artikel terkait|đọc thêm|xem thêm|tin liên quan|
関連記事|関連ニュース|関連リンク|あわせて読みたい|合わせて読みたい|併せて読みたい|こちらもおすすめ|
相关阅读|相關閱讀|相关新闻|相關新聞|相关文章|相關文章|相关报道|相關報導|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|参见|參見|另见|另見|
관련 기사|관련기사|관련 글|관련 뉴스|함께 읽기|함께 보기|더 읽기|
اقرأ أيضا|اقرأ ايضا|اقرأ أيضًا|اقرأ المزيد|مواضيع ذات صلة|קראו גם|ראו גם|عناوین مرتبط|
"""
_MARKERS = frozenset(plain_letters(" ".join(words.split())) for words in _WORDING.split("|") if words.strip())
_DECORATION = " \t\u00a0*#_=~-–—>[]【】（）|•■►▶»…"
_INLINE = re.compile(r"\s*(?:[;；|]|\s[•·]\s)\s*")
_INNER_STOP = re.compile(r"[.!?][\"”’)]*\s+[^\W\d_]|[。！？].")
_NO_ITEM = re.compile(r"\s*(?:©|\(c\)|copyright\b|https?://\S+\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadAlsoList:
    titles: tuple[str, ...]
    start: int  # the marker's line
    end: int  # the first line after the list


def text_after_marker(line: str) -> str | None:
    """What follows the marker on its line, empty if it stands alone; None for a line that is none.

    Words may follow only a colon: a paragraph that begins with "Related" is a paragraph.
    """
    head, colon, tail = line[: _MAX_MARKER + 1].replace("：", ":", 1).partition(":")
    if not colon and len(line) > _MAX_MARKER:
        return None
    words = plain_letters(head.strip(_DECORATION))
    if words not in _MARKERS and " ".join(words.split()) not in _MARKERS:
        return None
    return line[len(head) + 1 :].strip(_DECORATION) if tail or len(line) > _MAX_MARKER else ""


def find_read_also(lines: Sequence[str]) -> ReadAlsoList | None:
    """The last list that a marker introduces; None if there is none.

    An empty list at the very end is found too, so that its marker does not end up in the text.
    """
    marked = (
        (start, text_after_marker(lines[start]))
        for start in range(len(lines) - 1, -1, -1)
        if 0 < len(lines[start]) <= _MAX_MARKER or ":" in lines[start][: _MAX_MARKER + 1] or "：" in lines[start]
    )  # the other lines cannot be a marker: a look at each would be most of the work
    for start, rest in islice(((start, rest) for start, rest in marked if rest is not None), _MAX_TRIES):
        found = _Items(lines, start, rest).collect()
        if found.titles or not any(line.strip() for line in lines[start + 1 :]):
            return found
    return None


class _Items:
    """Takes titles from the lines after a marker, until something else begins. One thread, used once."""

    def __init__(self, lines: Sequence[str], start: int, rest: str) -> None:
        self._lines = lines
        self._start = start
        self._inline = bool(rest)
        self._has_colon = ":" in lines[start] or "：" in lines[start]
        self._items: list[list[str]] = [[item] for item in _INLINE.split(rest) if item]
        self._bulleted = False
        self._together = False  # two plain titles stood on neighbouring lines, so a blank line ends the list
        self._end = start + 1
        self._width = max(map(len, lines[start : start + _LIST_LINES]))

    def collect(self) -> ReadAlsoList:
        for number in range(self._start + 1, len(self._lines)):
            line = self._lines[number]
            if line.strip():
                if not self._take(number, line):
                    break
                self._end = number + 1
        titles = [join_lines(item) for item in self._items]
        loose = not self._bulleted and not self._has_colon
        if loose and sum(map(ends_sentence, titles)) * 2 > len(titles):
            titles = []  # "Related" was a heading, and sentences follow
        return ReadAlsoList(tuple(titles), self._start, self._end)

    def _take(self, number: int, line: str) -> bool:
        after_gap = number > self._end
        bullet = BULLET.match(line)
        if bullet and bullet["number"] and not self._bulleted and bullet["number"] != "1":
            bullet = None  # "3. Juni 1950" is no third item
        if bullet:
            return self._take_bulleted(line[bullet.end() :])
        if self._bulleted or self._inline:
            return not after_gap and bool(self._items) and self._continues(number, line)
        return self._take_plain(number, line, after_gap=after_gap)

    def _take_bulleted(self, title: str) -> bool:
        if len(title) > MAX_ITEM or (self._items and not self._bulleted and not self._inline):
            return False
        self._bulleted = True
        self._items.append([title])
        return True

    def _continues(self, number: int, line: str) -> bool:
        """A wrapped title goes on, if the line is indented or small letters follow a line that was full."""
        before = self._lines[number - 1]
        if before.endswith((";", "|")) and self._inline:
            self._items += [[item] for item in _INLINE.split(line.strip()) if item]
            return True
        wrapped = is_full(before, line, self._width) and len(before) <= MAX_WRAPPED and not ends_sentence(line)
        if line[0].isspace() or line[0].islower() or (wrapped and len(before) >= MAX_WRAPPED // 3):
            self._items[-1].append(line)
            return True
        return False

    def _take_plain(self, number: int, line: str, *, after_gap: bool) -> bool:
        if (after_gap and self._together) or _NO_ITEM.match(line) or self._is_prose(number):
            return False
        previous = self._lines[number - 1]
        goes_on = self._items and not after_gap and line.lstrip()[0].islower() and len(previous) >= MAX_WRAPPED // 3
        hangs = self._items and not after_gap and line[0].isspace() and not previous[:1].isspace()
        if goes_on or hangs:
            self._items[-1].append(line)
        else:
            self._together = self._together or (bool(self._items) and not after_gap)
            self._items.append([line])
        return True

    def _is_prose(self, number: int) -> bool:
        line = self._lines[number]
        if len(line) > MAX_ITEM or (len(line) > _LONG_SENTENCES and _INNER_STOP.search(line)):
            return True
        block = [line]
        for following in self._lines[number + 1 : number + _PARAGRAPH_LINES]:
            if not following.strip():
                break
            block.append(following)
        small = sum(part.lstrip()[0].islower() for part in block[1:])
        return len(block) > 2 and small * 2 >= len(block) - 1 and sum(map(len, block)) > MAX_ITEM
