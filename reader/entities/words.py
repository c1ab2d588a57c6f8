"""What a single word can be: flags, so that a rule asks many questions with one test."""

from enum import StrEnum

GIVEN = 1 << 0  # a given name
FAMILY = 1 << 1  # a family name that stands last
FAMILY_FIRST = 1 << 2  # a family name that stands first, as in Korea and China
TITLE = 1 << 3  # stands before a person
ORG_HEAD = 1 << 4  # ends or opens an organisation: Ministry
PLACE_HEAD = 1 << 5  # ends a place: Peninsula
PLACE_FRONT = 1 << 6  # opens a place: Lake
OTHER_HEAD = 1 << 7  # ends a treaty, war, event: Treaty
OTHER_FRONT = 1 << 8  # opens one: Operation
STOP = 1 << 9  # never part of a name
COMMON = 1 << 10  # an ordinary English word
PART = 1 << 11  # in many names, none alone: National
ACRONYM = 1 << 12  # capitals only
SYLLABLES = 1 << 13  # built of Chinese or Korean syllables
HYPHENED = 1 << 14  # Gyu-back, Ching-te
SURNAME_SHAPE = 1 << 15  # ends as surnames do: -yan, -ov
INITIAL = 1 << 16  # J.
DIGIT = 1 << 17  # holds a digit

HEAD = ORG_HEAD | PLACE_HEAD | OTHER_HEAD
PERSONAL = GIVEN | FAMILY | FAMILY_FIRST
PLAIN = COMMON | PART | HEAD | TITLE | STOP  # the word says nothing for a name


class List(StrEnum):
    """The one-word lists of the data folder."""

    GIVEN = "given_names.txt"
    FAMILY = "family_names.txt"
    FAMILY_FIRST = "family_names_first.txt"
    TITLE = "titles.txt"
    ORG_HEAD = "organisation_heads.txt"
    PLACE_HEAD = "place_heads.txt"
    PLACE_FRONT = "place_fronts.txt"
    OTHER_HEAD = "other_heads.txt"
    OTHER_FRONT = "other_fronts.txt"
    STOP = "stop_words.txt"
    PART = "name_parts.txt"


FLAG_OF = {
    List.GIVEN: GIVEN,
    List.FAMILY: FAMILY,
    List.FAMILY_FIRST: FAMILY_FIRST,
    List.TITLE: TITLE,
    List.ORG_HEAD: ORG_HEAD,
    List.PLACE_HEAD: PLACE_HEAD,
    List.PLACE_FRONT: PLACE_FRONT,
    List.OTHER_HEAD: OTHER_HEAD,
    List.OTHER_FRONT: OTHER_FRONT,
    List.STOP: STOP,
    List.PART: PART,
}


def word_set(line: str) -> frozenset[str]:
    """The words of a line, for small sets that belong to a rule rather than to the data."""
    return frozenset(line.split())
