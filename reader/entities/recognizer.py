"""Finds names in a text by rules and lists: first the sure ones, then what they say of the rest."""

from collections.abc import Sequence

from reader.articles.article import Span
from reader.entities.evidence import Doubt, Found, settle
from reader.entities.gazetteer import Gazetteer, Known
from reader.entities.heads import HeadRules
from reader.entities.mention import EntityKind, Mention
from reader.entities.people import PersonRules
from reader.entities.tokens import BREAK, PARTICLE, SPACE, Tokens
from reader.entities.words import (
    COMMON,
    FAMILY,
    FAMILY_FIRST,
    GIVEN,
    HEAD,
    HYPHENED,
    PART,
    PERSONAL,
    PLAIN,
    STOP,
    TITLE,
)

_RULES = "1"  # raise it whenever a change of these rules can change a result
_QUOTES = "“\"‘'*<>"
_WIDEST_GAP = 9  # characters between two words of one listed name


class RuleRecognizer:
    """The first recogniser: rules and a gazetteer, no training. Pure and repeatable.

    Threads: any. Time: below a millisecond for an article of usual length.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._heads = HeadRules(gazetteer)
        self._people = PersonRules(gazetteer)

    @property
    def version(self) -> str:
        return f"rules-{_RULES}-{self._gazetteer.version}"

    def mentions_in(self, text: str) -> Sequence[Mention]:
        """The names of `text`, in order and not overlapping. Never raises."""
        tokens = Tokens(text, self._gazetteer)
        reading = _Reading(tokens, self._gazetteer, self._heads, self._people)
        reading.run()
        found = settle(tokens, reading.found, reading.doubts, self._gazetteer)
        return [Mention(f.start, f.end, f.kind, name=f.name) for f in found]


class _Reading:
    """One pass over the capitalised words of one text."""

    def __init__(self, tokens: Tokens, gazetteer: Gazetteer, heads: HeadRules, people: PersonRules) -> None:
        self.found: list[Found] = []
        self.doubts: list[Doubt] = []
        self._tokens = tokens
        self._gazetteer = gazetteer
        self._heads = heads
        self._people = people
        self._after_title = -1  # the word right after a title

    def run(self) -> None:
        tokens, flags = self._tokens, self._tokens.flags
        at, count = 0, len(tokens)
        longest = self._gazetteer.longest
        while at < count:
            flag = flags[at]
            if tokens.shouted[at]:
                at = self._shouted(at)
                continue
            if tokens.words[at] in longest:
                end = self._listed(at)
                if end > at:
                    at = end
                    continue
            if flag & STOP:
                at += 1
                continue
            at = self._judge(at, flag)

    def _judge(self, at: int, flag: int) -> int:
        """Decide on an unlisted name at `at`; returns the number of the word to go on with."""
        if self._heads.opens(self._tokens.words[at], flag):
            front = self._heads.front_end(self._tokens, at)
            if front:
                return self._take(at, front[0] + 1, front[1])
        if self._after_title != at or not flag & PERSONAL:
            end = self._headed(at, at)
            if end > at:
                return end
        if flag & TITLE and not self._is_person_despite_title(at):
            self._after_title = at + 1
            return at + 1
        return self._person(at, flag)

    def _is_person_despite_title(self, at: int) -> bool:
        """ "Stephen King" and "Martin Luther King" end with a title that is a family name."""
        return bool(self._tokens.flags[at] & FAMILY) and at == self._after_title

    def _headed(self, first: int, floor: int) -> int:
        """A name with a telling word that begins at `first`; returns the number after it, or `first`."""
        tokens, heads = self._tokens, self._heads
        head = heads.last_head(tokens, first, floor)
        if head < 0:
            return first
        if head == first:
            kind = heads.opens_alone(tokens, first)
            return first if kind is None else self._take(first, heads.extend(tokens, first, alone=True) + 1, kind)
        kind = heads.kind_of(tokens, head, first)
        if kind is None or (tokens.weak[first] and self._says_nothing(first, head, kind)):
            return first
        if self._person_before(first, head):
            return first
        return self._take(first, heads.extend(tokens, head) + 1, kind)

    def _says_nothing(self, first: int, head: int, kind: EntityKind) -> bool:
        """Whether words whose capitals mean nothing are ordinary words: "Several Parties", "New Plan" in a headline."""
        flags = self._tokens.flags
        if flags[first] & COMMON and not flags[first] & (PART | HEAD):
            return True
        if self._tokens.weak[head] and kind is not EntityKind.ORGANISATION:
            return all(flags[i] & PLAIN for i in range(first, head))
        return all(flags[i] & PLAIN and not flags[i] & PART for i in range(first, head))

    def _person_before(self, first: int, head: int) -> bool:
        """Whether the words before the telling word are a person of their own: "Ursula von der Leyen Commission"."""
        flags = self._tokens.flags
        if head - first < 3 and not (head - first == 2 and flags[first + 1] & HYPHENED):
            return False
        return (
            self._people.is_person(self._tokens, first, min(head, self._people.run_end(self._tokens, first)))
            >= head - 1
        )

    def _listed(self, at: int) -> int:
        """The longest listed name at `at`; returns the number after it, or `at`."""
        tokens, phrases = self._tokens, self._gazetteer.phrases
        text, starts, ends = tokens.text, tokens.starts, tokens.ends
        limit = min(len(starts), at + self._gazetteer.longest[tokens.words[at]])
        last = at
        while last + 1 < limit and starts[last + 1] - ends[last] <= _WIDEST_GAP:
            last += 1
        while last >= at:
            key = tokens.words[at] if last == at else text[starts[at] : ends[last]].replace("’", "'")
            known = phrases.get(key)
            if known is not None:
                return self._known(at, last, known)
            last -= 1
        return at

    def _known(self, at: int, last: int, known: Known) -> int:
        """A listed name from `at` to `last`: take it, or the longer name it is part of."""
        tokens, after = self._tokens, last + 1
        follows = after < len(tokens) and tokens.joins[after] in (SPACE, PARTICLE)
        if known.kind is EntityKind.PERSON:
            if at == last and follows:
                end = self._people.run_end(tokens, at)
                return self._take(at, end, EntityKind.PERSON)
            return self._take(at, after, known.kind, known.name)
        if at == last and self._is_persons_part(at, follows):
            return at
        if follows and not tokens.flags[after] & STOP:
            head = self._heads.last_head(tokens, at, after)
            if head >= after and not self._stands_apart(at, after, head, known):
                kind = self._heads.kind_of(tokens, head, at)
                if kind is not None:
                    return self._take(at, self._heads.extend(tokens, head) + 1, kind)
        if known.kind is EntityKind.ORGANISATION and at == last and tokens.weak[at] and tokens.flags[at] & COMMON:
            return at
        last = self._heads.party_end(tokens, last) if known.kind is EntityKind.ORGANISATION else last
        return self._take(at, last + 1, known.kind, known.name if last + 1 == after else "", people=known.is_people)

    def _stands_apart(self, at: int, after: int, head: int, known: Known) -> bool:
        """Whether the listed name is complete and what follows is another name or none."""
        tokens, flags = self._tokens, self._tokens.flags
        if known.kind is EntityKind.PLACE and self._starts_office(after):
            return True
        if known.is_people:
            return self._heads.splits_people(tokens, after, head) or bool(
                tokens.weak[at] and tokens.weak[head] and self._plain(after, head)
            )
        if known.kind is EntityKind.PLACE:
            others = (self._gazetteer.phrases.get(tokens.words[i]) for i in range(after, head))
            if any(k is not None and k.kind in (EntityKind.PERSON, EntityKind.ORGANISATION) for k in others):
                return True
            return self._heads.splits_land(tokens, head) or (tokens.weak[head] and self._plain(after, head))
        return head != after or bool(flags[head] & PERSONAL) or tokens.weak[head]

    def _starts_office(self, at: int) -> bool:
        """Whether a listed organisation of two words and more begins here, one that needs no land before it."""
        tokens = self._tokens
        for last in range(at + 1, min(len(tokens), at + 3)):
            known = self._gazetteer.phrases.get(tokens.text[tokens.starts[at] : tokens.ends[last]])
            if known is not None and known.kind is EntityKind.ORGANISATION:
                return self._heads.is_complete(tokens, last)
        return False

    def _plain(self, first: int, last: int) -> bool:
        flags = self._tokens.flags
        return all(flags[i] & COMMON for i in range(first, last + 1))

    def _is_persons_part(self, at: int, follows: bool) -> bool:
        """Whether a listed place is rather a person here: "Jordan Henderson", "President Lincoln"."""
        tokens, flag = self._tokens, self._tokens.flags[at]
        if at == self._after_title:
            return bool(flag & PERSONAL)
        if not follows:
            return False
        end = self._people.run_end(tokens, at)
        if not flag & PLAIN and self._is_namesake(at, end):
            return True
        if flag & PERSONAL:
            return self._people.is_person(tokens, at, end) > at
        return end == at + 2 and bool(tokens.flags[at + 1] & HYPHENED) and len(tokens.words[at]) < 7

    def _is_namesake(self, at: int, end: int) -> bool:
        """Whether a city is a given name here: "Wellington Koo"."""
        tokens = self._tokens
        known, after = self._gazetteer.phrases[tokens.words[at]], tokens.flags[at + 1]
        is_family = bool(after & (FAMILY | FAMILY_FIRST)) and not after & (PLAIN | GIVEN)
        return known.kind is EntityKind.PLACE and not known.name and is_family and end == at + 2 and not tokens.weak[at]

    def _person(self, at: int, flag: int) -> int:
        """A person at `at`, or a word in doubt; returns the number after it."""
        tokens = self._tokens
        end = self._people.run_end(tokens, at)
        if at == self._after_title and not (flag & PLAIN and not flag & PERSONAL):
            return self._take(at, end, EntityKind.PERSON)
        sure = self._people.is_person(tokens, at, end)
        if sure > at:
            return self._take(at, sure, EntityKind.PERSON)
        if flag & PLAIN and not flag & PERSONAL:
            return self._plain_run(at)
        if tokens.weak[at] and flag & COMMON:
            end = at + 1
        self.doubts.append(Doubt(at, end))
        return end

    def _plain_run(self, at: int) -> int:
        """Two ordinary words and more with a capital inside a sentence are the name of something: "Blue Ghost"."""
        tokens, flags = self._tokens, self._tokens.flags
        end = at + 1
        while end < len(tokens) and tokens.joins[end] == SPACE and not flags[end] & (STOP | TITLE):
            if not flags[end] & (COMMON | PART):
                break
            end += 1
        hangs_on = at > 0 and tokens.joins[at] != BREAK  # the end of a name that is not understood
        if end - at < 2 or hangs_on or tokens.weak[at] or tokens.text[max(0, tokens.starts[at] - 1)] in _QUOTES:
            return at + 1
        return self._take(at, end, EntityKind.OTHER)

    def _shouted(self, at: int) -> int:
        """In a line of capitals only countries and cities are taken."""
        known = self._gazetteer.phrases.get(self._tokens.words[at].capitalize())
        plain = self._tokens.flags[at] & STOP or self._gazetteer.is_common(self._tokens.words[at])
        if known and known.kind is EntityKind.PLACE and not plain:
            return self._take(at, at + 1, known.kind, known.name)
        return at + 1

    def _take(self, first: int, end: int, kind: EntityKind, name: str = "", *, people: bool = False) -> int:
        tokens = self._tokens
        start, stop = tokens.starts[first], tokens.ends[end - 1]
        if kind in (EntityKind.PERSON, EntityKind.ORGANISATION) and tokens.text[max(0, start - 3) : start] in (
            "al-",
            "el-",
        ):
            start -= 3
        if name == tokens.text[start:stop]:
            name = ""
        self.found.append(Found(start, stop, kind, name, first, end, people))
        return end
