"""Names that are told by one of their words: ministries, parties, straits, treaties."""

from reader.entities.gazetteer import Gazetteer
from reader.entities.mention import EntityKind
from reader.entities.tokens import AND, BREAK, COMMA, OF, PARTICLE, SPACE, Tokens
from reader.entities.words import (
    COMMON,
    HEAD,
    ORG_HEAD,
    OTHER_FRONT,
    OTHER_HEAD,
    PART,
    PERSONAL,
    PLACE_FRONT,
    PLACE_HEAD,
    PLAIN,
    STOP,
    TITLE,
    word_set,
)

_STATE_HEADS = word_set(
    "Ministry Department Parliament Army Navy Forces Force Fleet Police Government Cabinet Embassy Congress Senate "
    "Assembly Court Guard Guards Marines Treasury Consulate Commission Council Service Services Legislature Supreme"
)
_STATE_PARTS = word_set(
    "National Federal Supreme Foreign Defense Defence Interior Finance General Constitutional High Central State "
    "Self-Defense Self-Defence Justice Health Trade Air Coast Special Presidential Election"
)
_TAKES_PLACE = word_set(
    "Academy Memorial Institute Bank Party Church School University College Organization Organisation Federation "
    "Association Museum Society Bureau Office Department Ministry Confederation Board Community Union Centre Center "
    "Republic Kingdom Institution League Foundation Trust Treaty Battle Siege Convention Declaration Charter Protocol "
    "House Chamber Order Bishop Archdiocese Diocese Strait Straits Gulf Bay Isle Sea Province City State Peace "
    "Liberation Front Movement Faculty Friends Council Agreement Pact Treaties Constitution"
)
_LISTS = word_set("Ministry Department Committee Commission Institute Office Agency Administration Organization")
_ALONE = word_set(
    "Ministry Department University Bank Academy Institute Council Church House Court Board Bureau Office Embassy "
    "Organization Organisation Association Federation League Union Chamber School College Museum Confederation "
    "Committee Commission Society Institution Order Centre Center Faculty Authority Agency Treaty Battle Siege "
    "Convention Declaration Charter Protocol Strait Straits Gulf Bay Isle Sea Province Agreement Pact Constitution "
    "Movement Foundation Party Alliance Coalition Republic Kingdom Headquarters"
)
_OTHER_ALONE = word_set("Treaty Battle Siege Convention Declaration Charter Protocol Agreement Pact Constitution")
_PLACE_ALONE = word_set("Strait Straits Gulf Bay Isle Sea Province Republic Kingdom")
_LEGAL = word_set("Inc Inc. Corp Corp. Ltd Ltd. Co Co. Plc plc PLC LLC AG GmbH SA S.A. NV N.V. SpA S.p.A.")
_LANDED = word_set("Party Union Front League Federation Bank Movement Alliance Association")
_ORG_FRONTS = word_set("Bank Banco Banca Banque Radio Partai Partido Parti Partito Universitas Universidad Deutsche")
_SIDES = word_set("North South East West Central Northern Southern Eastern Western Upper Lower Greater Inner Outer")
_MOST_WORDS = 9


class HeadRules:
    """Finds the end of a name that has a telling word. Works on token numbers."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._phrases = gazetteer.phrases

    def last_head(self, tokens: Tokens, first: int, floor: int) -> int:
        """The telling word that closes a name beginning at `first`, not before `floor`; -1 if there is none."""
        flags, joins = tokens.flags, tokens.joins
        at, found = first, -1
        limit = min(len(flags), first + _MOST_WORDS)
        while at < limit:
            flag = flags[at]
            if at > first and joins[at] != SPACE:
                break
            if flag & STOP or (flag & TITLE and not flag & (PART | HEAD)):
                break
            if flag & HEAD:
                if at >= floor and not (flag & PERSONAL and at + 1 < limit and joins[at + 1] == SPACE and found < 0):
                    found = at
            elif found >= 0 and not flag & PART:
                break
            at += 1
        return found

    def kind_of(self, tokens: Tokens, head: int, first: int) -> EntityKind | None:
        """What a name from `first` that ends with this word is."""
        flag, word = tokens.flags[head], tokens.words[head]
        if flag & ORG_HEAD and (not flag & (PLACE_HEAD | OTHER_HEAD) or word in _LEGAL):
            return EntityKind.ORGANISATION
        if flag & OTHER_HEAD and not flag & PLACE_HEAD:
            return EntityKind.OTHER
        if flag & PLACE_HEAD:
            if word == "House" and first + 1 == head and tokens.flags[first] & (COMMON | PART):
                return EntityKind.ORGANISATION
            return EntityKind.PLACE
        return None

    def splits_people(self, tokens: Tokens, after: int, head: int) -> bool:
        """Whether a people before `after` stands apart: "Japanese | Defense Ministry", "Japanese Communist Party"."""
        word = tokens.words[head]
        return word in _STATE_HEADS or tokens.words[after] in _STATE_PARTS

    def splits_land(self, tokens: Tokens, head: int) -> bool:
        """Whether a country before the name stands apart: "US | State Department"."""
        return tokens.words[head] in ("Ministry", "Department", "Embassy", "Government")

    def opens_alone(self, tokens: Tokens, head: int) -> EntityKind | None:
        """The kind of a name that begins with its telling word ("Ministry of …"), if such a name follows."""
        word = tokens.words[head]
        if word not in _ALONE or self.extend(tokens, head, alone=True) == head:
            return None
        if word in _OTHER_ALONE:
            return EntityKind.OTHER
        return EntityKind.PLACE if word in _PLACE_ALONE else EntityKind.ORGANISATION

    def extend(self, tokens: Tokens, head: int, *, alone: bool = False) -> int:
        """The last word of "Ministry of Foreign Affairs and Trade", given its first telling word."""
        flags, joins, words = tokens.flags, tokens.joins, tokens.words
        after = head + 1
        if after >= len(flags) or joins[after] != OF or flags[after] & (STOP | TITLE):
            return head
        topic = flags[after] & (COMMON | PART | OTHER_HEAD) and words[after] not in self._phrases
        takes = words[head] in _TAKES_PLACE and tokens.text[tokens.ends[head] : tokens.starts[after]] in (
            " of ",
            " of the ",
        )
        if not (topic or alone or takes):
            return head
        return self._object_end(tokens, after, lists=words[head] in _LISTS, topic=bool(topic))

    def is_complete(self, tokens: Tokens, last: int) -> bool:
        """Whether a listed organisation ending here is one of a state, and so one without its land."""
        return tokens.words[last] not in _LANDED and tokens.words[last] not in ("Command", "Guard", "Force")

    def party_end(self, tokens: Tokens, last: int) -> int:
        """The last word of a listed party or union with its land: "Communist Party of China"."""
        return self.extend(tokens, last) if tokens.words[last] in _LANDED else last

    def _object_end(self, tokens: Tokens, first: int, *, lists: bool, topic: bool) -> int:
        """The last word of what follows "of"; a topic ("Foreign Affairs and Trade") may be longer than a place."""
        last = first
        for at in range(first + 1, min(len(tokens), first + 8)):
            flag = tokens.flags[at]
            if tokens.joins[at] == BREAK or flag & STOP or (flag & TITLE and not flag & PART):
                break
            plain = bool(flag & PLAIN) and tokens.words[at] not in self._phrases
            if not self._goes_on(tokens, first, at, plain=plain, topic=topic, lists=lists):
                break
            last = at
        return last

    def _goes_on(self, tokens: Tokens, first: int, at: int, *, plain: bool, topic: bool, lists: bool) -> bool:
        join = tokens.joins[at]
        if join == SPACE:
            return topic or plain or bool(tokens.flags[at] & HEAD) or self._phrase_goes_on(tokens, first, at)
        if join == AND:
            return plain and topic
        if join == COMMA:
            return plain and topic and lists and self._list_closes(tokens, at)
        return join == PARTICLE or topic or plain

    def _list_closes(self, tokens: Tokens, at: int) -> bool:
        """Whether an "and" follows: "Land, Infrastructure and Transport" is one name, an apposition is not."""
        ahead = range(at + 1, min(len(tokens), at + 4))
        return any(tokens.joins[i] == AND for i in ahead)

    def _phrase_goes_on(self, tokens: Tokens, first: int, at: int) -> bool:
        text = tokens.text
        return (
            text[tokens.starts[first] : tokens.ends[at]] in self._phrases
            or self._is_people(tokens.words[first])
            or text[tokens.starts[at - 1] : tokens.ends[at]] in self._phrases
            or bool(tokens.flags[first] & PLACE_FRONT and at == first + 1)
        )

    def opens(self, word: str, flag: int) -> bool:
        """Whether a name may begin with this word and be told by it."""
        return bool(flag & (PLACE_FRONT | OTHER_FRONT)) or word in _SIDES or word in _ORG_FRONTS

    def _is_land(self, word: str) -> bool:
        known = self._phrases.get(word)
        return known is not None and known.kind is EntityKind.PLACE and not known.is_people

    def _is_people(self, word: str) -> bool:
        known = self._phrases.get(word)
        return known is not None and known.is_people

    def front_end(self, tokens: Tokens, first: int) -> tuple[int, EntityKind] | None:
        """The last word and the kind of "Lake Sevan", "Operation Freedom Shield", "USS Ronald Reagan"."""
        flags, joins = tokens.flags, tokens.joins
        after = first + 1
        if after >= len(flags) or joins[after] != SPACE or flags[after] & (STOP | TITLE):
            return None
        flag = flags[first]
        if flag & OTHER_FRONT and not flags[after] & ORG_HEAD:
            last = after
            while (
                last + 1 < len(flags)
                and joins[last + 1] == SPACE
                and not flags[last + 1] & (STOP | TITLE)
                and last < first + 3
            ):
                last += 1
            return last, EntityKind.OTHER
        if tokens.words[first] in _ORG_FRONTS and not flags[after] & HEAD and not tokens.weak[after]:
            last = after + 1 if after + 1 < len(flags) and joins[after + 1] == SPACE else after
            return (after if flags[last] & (STOP | TITLE) else last), EntityKind.ORGANISATION
        if tokens.words[first] in _SIDES and self._is_land(tokens.words[after]):
            return after, EntityKind.PLACE
        if flag & PLACE_FRONT and not flags[after] & PLAIN:
            last = after
            if last + 1 < len(flags) and joins[last + 1] == SPACE and flags[last + 1] & PLACE_HEAD:
                last += 1
            return last, EntityKind.PLACE
        return None
