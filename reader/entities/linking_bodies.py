"""Which organisation, place or thing of an article is meant by a short form, and which country's an office is."""

import re
from collections import Counter
from collections.abc import Sequence

from reader.entities.countries import COUNTRY_OF, STATE_OF, country_of, country_told_by
from reader.entities.identity import abbreviates, has_initials, is_acronym, key_of, words_of
from reader.entities.mention import EntityKind
from reader.entities.named import Named
from reader.entities.namesakes import country_of_namesake, is_even, is_shared
from reader.entities.short_forms import is_short_organisation, is_short_thing

_RENAMED = re.compile(
    r"\A[,(]? ?(?:(?:the|a) [\w -]{1,30}?)?(?:that |which )?"
    r"(?:was |were |is |are |has been |had been |used to be |will be )?"
    r"(?:now |once |formerly |previously |originally |until recently |until \d{4} |still |since |long )?"
    r"(?:known as|called|named|renamed|rebranded as|renamed as|formerly|previously) (?:the )?[“\"‘']?\Z"
)
_OPENS = re.compile(r"(?:,? ?[(\[][“\"]?|, (?:or|also known as|known as|formerly|called) (?:the )?[“\"]?)\Z")
_POSSESSIVE = re.compile(r"(?:['’]s?)? (?:own |new |national |federal )?\Z")
_OF = re.compile(r"\A (?:of|in|for) (?:the )?")
LONGEST_RENAMING = 60  # characters between the two names of one organisation
_KINDS = (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER)
_GENERIC = frozenset(
    """ministry ministries department office bureau agency authority committee commission council parliament senate
    congress house representatives commons lords assembly national supreme high constitutional appeals court courts
    federal police army navy air force forces armed military marine marines corps coast guard border guards central bank
    foreign interior internal home defense finance treasury justice health education trade commerce transport
    transportation environment energy agriculture labor culture sports industry economy economic affairs state public
    prosecution prosecutor prosecutors general attorney election electoral statistics statistical weather meteorological
    service revenue customs immigration intelligence security civil protection aviation disaster management
    cabinet government liberal conservative democratic social socialist communist green greens peoples party democrats
    republicans labor opposition royal imperial presidential election elections interior medical association football
    federation olympic union joint chiefs staff nuclear safety railway railways post broadcasting television radio
    communications tourism fisheries forestry planning development science technology information""".split()
) | frozenset({"of", "the", "and", "for", "on"})
_JOINS_PLACES = frozenset("de del da do di upon on am an sur la le les en".split())
_NOT_GENERIC = frozenset(
    {"security council", "general assembly", "human rights council", "european union", "federal reserve", "green party"}
)
_KNOWN_COUNTRY = {"department state": "United States"}


def is_generic(name: str) -> bool:
    """Whether many countries have an organisation of this name: "Foreign Ministry"."""
    key = key_of(EntityKind.ORGANISATION, name)
    return key not in _NOT_GENERIC and all(word in _GENERIC for word in key.split())


def split_country(name: str) -> tuple[str, str]:
    """ "U.S. Navy" -> "Navy" and "United States"; a name that is not made so stays whole, with no country."""
    words = name.split()
    for count in (1, 2, 3):
        rest = " ".join(words[count:])
        if rest and (country := COUNTRY_OF.get(" ".join(words_of(" ".join(words[:count]))))) and is_generic(rest):
            return rest, country
    return name, ""


class Bodies:
    """Everything of an article but its persons."""

    def __init__(self, text: str, named: Sequence[Named]) -> None:
        self._text = text
        self._named = [one for one in named if one.kind in _KINDS]
        self._called: dict[tuple[EntityKind, str], tuple[EntityKind, str]] = {}  # kind and key -> kind and name
        self._join_bracketed()
        self._join_renamed()
        self._join_initials()
        self._join_short_forms()
        self._by_index = {one.place: one for one in self._named}
        self._countries_named = [
            (one.place, told)
            for one in self._named
            if one.kind is not EntityKind.ORGANISATION
            and not is_shared(key_of(EntityKind.PLACE, one.surface))
            and (told := country_told_by(one.name) or country_told_by(one.surface))
        ]
        self._countries_at = [(self._by_index[place].start, country) for place, country in self._countries_named]
        self._told: Counter[str] = Counter(country for _, country in self._countries_named)
        self._countries = self._find_countries()

    def name_of(self, one: Named) -> tuple[EntityKind, str, str]:
        """Kind and full name of what is meant, and the country of an office that many countries have."""
        kind, name = self._full(one)
        if kind is EntityKind.PLACE:
            return self._place(one, name)
        if kind is not EntityKind.ORGANISATION:
            return kind, name, ""
        short, country = split_country(name)
        if country:
            return kind, short, country
        if not is_generic(name):
            return kind, name, ""
        return kind, name, self._country(one, name)

    def _place(self, one: Named, name: str) -> tuple[EntityKind, str, str]:
        state = STATE_OF.get(key_of(one.kind, name), "") if name.endswith(".") else ""
        name = state or name
        key = key_of(one.kind, name)
        beside = ["United States"] if state else self._after(one)
        if not beside and is_even(key):
            same = [other for other in self._named if key_of(other.kind, other.name) == key]
            beside = [country for other in same for country in self._after(other)]
        if key == "korea" and self._told["South Korea"] != self._told["North Korea"]:
            return one.kind, max(("South Korea", "North Korea"), key=lambda country: self._told[country]), ""
        return one.kind, name, country_of_namesake(key, self._told, beside[:1])

    def _full(self, one: Named) -> tuple[EntityKind, str]:
        found, seen = (one.kind, one.name), set[tuple[EntityKind, str]]()
        while (key := (found[0], key_of(*found))) in self._called and key not in seen:
            seen.add(key)
            found = self._called[key]
        return found

    def _call(self, short: Named, long: Named) -> None:
        key = (short.kind, key_of(short.kind, short.name))
        if key != (long.kind, key_of(long.kind, long.name)) and not short.is_listed:
            self._called.setdefault(key, (long.kind, long.name))

    def _join_bracketed(self) -> None:
        """ "Korea Aerospace Industries (KAI)" and "KAI (Korea Aerospace Industries)"."""
        for before, here in zip(self._named, self._named[1:], strict=False):
            gap = self._text[before.end : here.start]
            if len(gap) > 25 or not _OPENS.search(gap) or "\n" in gap:
                continue
            if is_acronym(here.surface) and abbreviates(here.surface, before.name):
                self._call(here, before)
            elif is_acronym(before.surface) and abbreviates(before.surface, here.name):
                self._call(before, here)

    def _join_renamed(self) -> None:
        """ "Equinor, formerly Statoil": the name that comes first is the one it has now."""
        for before, here in zip(self._named, self._named[1:], strict=False):
            if (
                before.kind is here.kind is EntityKind.ORGANISATION
                and here.start - before.end < LONGEST_RENAMING
                and _RENAMED.match(self._text[before.end : here.start])
            ):
                self._call(here, before)

    def _join_initials(self) -> None:
        """An acronym and the one name that has its initials."""
        long = {one.name: one for one in self._named if len(one.name.split()) > 1}
        for one in {one.name: one for one in self._named if is_acronym(one.surface)}.values():
            fits = [other for name, other in long.items() if other.kind is one.kind and has_initials(one.surface, name)]
            if len({key_of(other.kind, other.name) for other in fits}) == 1:
                self._call(one, fits[0])

    def _join_short_forms(self) -> None:
        """ "Samsung Heavy" for Samsung Heavy Industries, "Theodore Marsh" for the ship USS Theodore Marsh."""
        names: dict[tuple[EntityKind, str], Named] = {}
        for one in self._named:
            names.setdefault((one.kind, key_of(one.kind, one.name)), one)
        for (kind, key), one in names.items():
            fits = [
                other
                for (other_kind, longer), other in names.items()
                if other_kind is kind and len(longer) > len(key) and _is_short_form(key, longer, kind)
            ]
            if len(fits) == 1:
                self._call(one, fits[0])

    def _find_countries(self) -> dict[tuple[str, str], list[tuple[int, str]]]:
        """Organisations that many countries have -> where one is named with its country."""
        found: dict[tuple[str, str], list[tuple[int, str]]] = {}
        by_index = self._by_index
        for one in self._named:
            name = self._full(one)[1]
            if one.kind is EntityKind.ORGANISATION and is_generic(name):
                country = self._beside(one, by_index.get(one.place - 1), by_index.get(one.place + 1))
                if country:
                    found.setdefault(("", key_of(one.kind, name)), []).append((one.place, country))
        return found

    def _beside(self, one: Named, before: Named | None, after: Named | None) -> str:
        """The country of "Brazil's Foreign Ministry", "Brazilian Foreign Ministry", "Foreign Ministry of Brazil"."""
        near = before is not None and _POSSESSIVE.fullmatch(self._text[before.end : one.start])
        if near and before is not None and (country := country_of(before.name) or country_of(before.surface)):
            return country
        if after is not None and (gap := self._text[one.end : after.start]) and _OF.fullmatch(gap):
            return country_of(after.name) or country_of(after.surface)
        return ""

    def _country(self, one: Named, name: str) -> str:
        key = key_of(EntityKind.ORGANISATION, name)
        if key in _KNOWN_COUNTRY:
            return _KNOWN_COUNTRY[key]
        told = self._countries.get(("", key), [])
        before = [country for index, country in told if index <= one.place]
        if before or told:
            return before[-1] if before else told[0][1]
        return self._country_before(one)

    def _country_before(self, one: Named) -> str:
        """The one country of the paragraph; else the country the article is about, which is named twice as often as any
        other; else the one that was named last."""
        first = self._text.rfind("\n", 0, one.start) + 1
        last = self._text.find("\n", one.end)
        near = {country for at, country in self._countries_at if first <= at and (at < last or last < 0)}
        if len(near) == 1:
            return near.pop()
        ranked = self._told.most_common(2)
        if len(ranked) == 1 or (ranked and ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
        before = [country for index, country in self._countries_named if index < one.place]
        return before[-1] if before else ""

    def _after(self, one: Named) -> list[str]:
        """The country in "Paris, Texas"."""
        after = self._by_index.get(one.place + 1)
        if after is None or self._text[one.end : after.start] not in (", ", " in "):
            return []
        told = country_told_by(after.name) or country_told_by(after.surface)
        return [told] if told else []


def _is_short_form(key: str, longer: str, kind: EntityKind) -> bool:
    """Whether a name is the beginning of a longer one, or its end where that is telling or all there is."""
    words, longer_words = key.split(), longer.split()
    if len(words) >= len(longer_words):
        return False
    if kind is EntityKind.PLACE:  # "Santiago" for Santiago de Compostela, but "York" for no other
        return longer_words[: len(words)] == words and longer_words[len(words)] in _JOINS_PLACES
    if kind is EntityKind.OTHER:
        return is_short_thing(key, longer)
    ends = longer_words[-len(words) :] == words
    telling_end = ends and (len(words) > 1 or words[0] in ("navy", "army", "senate", "congress", "parliament"))
    return telling_end or (is_short_organisation(key, longer) and not is_generic(key))
