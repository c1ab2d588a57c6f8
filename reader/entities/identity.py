"""When two names are one name: spelling, order and additions that make no other person, place or organisation."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from reader.articles.folding import fold
from reader.entities.mention import EntityId, EntityKind

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}|(?<=\b[^\W\d_]\.)[^\W\d_]\b")  # "U.S.", "U.N.", "K.R."
# Arabic "the"; with a space it may be a given name: "Al Gore"
_ARTICLE = re.compile(
    r"\b(?:al|el|ul|as|ad|an|ar|ash)[-‐‑](?=\w)|\Ael +(?=\w)|(?<=\w )(?:al|el) +(?=\w)", re.IGNORECASE
)
SUFFIXES = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
_COMPANY = frozenset(
    "inc corp corporation co company ltd limited plc ag gmbh sa nv bv llc llp lp spa oy oyj ab asa as se kk bhd sdn pte"
    " pty incorporated fc afc cf".split()
)
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "de", "la", "del"})
_OFFICES = frozenset({"ministry", "department", "office", "bureau", "committee", "commission", "agency"})
_SPELLINGS = {
    "defence": "defense", "labour": "labor", "centre": "center", "organisation": "organization", "programme": "program",
    "harbour": "harbor", "theatre": "theater", "saint": "st", "mount": "mt", "fort": "ft",
}  # fmt: skip
_TRANSLITERATIONS = {
    spelling: spellings.split()[0]
    for spellings in (
        "mohammed muhammad mohamed mohammad muhammed mohamad muhamed mehmed",
        "ahmed ahmad achmad", "hussein hussain husain husayn hossein", "yusuf yousef yusef youssef yousuf",
        "abdullah abdallah abdulla", "ibrahim ebrahim", "khalid khaled", "omar umar", "osama usama", "mustafa mostafa",
        "mahmoud mahmud mehmood", "hassan hasan", "said saeed sayeed", "jamal gamal", "fatima fatimah fatema",
        "sergei sergey serguei",
        "yuri yury yuriy iurii", "dmitry dmitri dmitriy dmytro", "alexei aleksei alexey aleksey",
        "alexander aleksandr alexandr oleksandr", "andrei andrey andrej andriy", "volodymyr vladimir wladimir",
        "nikolai nikolay mykola", "mikhail mykhailo michail", "vasily vasiliy vasyl", "evgeny yevgeny evgeniy yevgeniy",
        "zelensky zelenskyy zelenskiy zelenskyi", "kyiv kiev", "odesa odessa", "kharkiv kharkov", "lviv lvov",
        "gaddafi qaddafi qadhafi kadhafi", "turkey turkiye", "myanmar burma", "beijing peking", "mumbai bombay",
        "katherine catherine katharine", "stephen steven", "philip phillip", "lee yi rhee", "park pak", "choi choe",
        "ri rhi",
    )
    for spelling in spellings.split()
}  # fmt: skip
_SHORT_NAMES = {
    "bob": "robert", "bobby": "robert", "rob": "robert", "robbie": "robert", "bill": "william", "billy": "william",
    "will": "william", "tom": "thomas", "tommy": "thomas", "jim": "james", "jimmy": "james", "mike": "michael",
    "mick": "michael", "joe": "joseph", "joey": "joseph", "dan": "daniel", "danny": "daniel", "dave": "david",
    "steve": "stephen", "chris": "christopher", "matt": "matthew", "tony": "anthony", "ed": "edward", "eddie": "edward",
    "ted": "edward", "teddy": "edward", "dick": "richard", "rick": "richard", "ricky": "richard", "ron": "ronald",
    "ronnie": "ronald", "don": "donald", "ken": "kenneth", "kenny": "kenneth", "greg": "gregory", "jeff": "jeffrey",
    "andy": "andrew", "drew": "andrew", "nick": "nicholas", "pat": "patrick", "pete": "peter", "ben": "benjamin",
    "sam": "samuel", "larry": "lawrence", "jerry": "gerald", "charlie": "charles", "chuck": "charles",
    "hank": "henry", "harry": "henry", "jack": "john", "johnny": "john", "fred": "frederick", "al": "albert",
    "alex": "alexander", "sasha": "alexander", "max": "maximilian", "walt": "walter", "gus": "augustus",
    "kate": "katherine", "katie": "katherine", "kathy": "katherine", "cathy": "katherine", "liz": "elizabeth",
    "beth": "elizabeth", "betty": "elizabeth", "peggy": "margaret", "maggie": "margaret", "meg": "margaret",
    "sue": "susan", "jen": "jennifer", "jenny": "jennifer", "becky": "rebecca", "debbie": "deborah",
    "vicky": "victoria",
    "abby": "abigail", "barb": "barbara", "cindy": "cynthia", "mandy": "amanda", "pam": "pamela", "tina": "christina",
    "pepe": "jose", "paco": "francisco", "pancho": "francisco", "lula": "luiz", "ze": "jose", "vova": "volodymyr",
}  # fmt: skip


@lru_cache(maxsize=50_000)  # the same names come again and again
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: small letters, no accents, no dots, no "'s"."""
    return tuple(fold(_DOTTED.sub(lambda match: match[0].replace(".", ""), name)).split())


@lru_cache(maxsize=50_000)
def person_words(name: str) -> tuple[str, ...]:
    """The words that make a person, one at least: no middle initials, Arabic articles, "junior"; one spelling each."""
    whole = words_of(name)
    words = words_of(_ARTICLE.sub("", name)) or whole
    full = list(words[:-1] if len(words) > 1 and words[-1] in SUFFIXES else words)
    letters = next((at for at, word in enumerate(full) if len(word) > 1), 0)
    if letters > 1:  # "K. R." as it stands in "KR"
        full[:letters] = ["".join(full[:letters])]
    if len(full) > 2:
        long = [word for word in full if len(word) > 1]
        full = long if len(long) >= 2 else full
    return tuple(_TRANSLITERATIONS.get(word, word) for word in full) or whole or (name.casefold(),)


@lru_cache(maxsize=50_000)
def person_key(name: str) -> str:
    """Free of order: "Nakatani Gen" is "Gen Nakatani"; a junior is another person than his father."""
    words = sorted(person_words(name))
    if generation := generation_of(name):
        words.append(generation)
    return " ".join(words)


def generation_of(name: str) -> str:
    """ "jr", "sr", "ii" and so on; empty without."""
    words = words_of(name)
    last = words[-1] if len(words) > 1 else ""
    return {"junior": "jr", "senior": "sr"}.get(last, last) if last in SUFFIXES else ""


def initials_of(name: str) -> str:
    """The middle initials: "a" for "Robert A. Keane"."""
    words = [word for word in words_of(name) if word not in SUFFIXES]
    return "".join(word for word in words[1:-1] if len(word) == 1) if len(words) > 2 else ""


def full_first_name(word: str) -> str:
    """ "robert" for "bob"; the word itself where it is short for nothing."""
    return _SHORT_NAMES.get(word, word)


@lru_cache(maxsize=50_000)
def long_person_key(name: str) -> str:
    """The key with short first names written out: what "Bob Keane" may also be called."""
    words = sorted(full_first_name(word) for word in person_words(name))
    return " ".join([*words, *filter(None, [generation_of(name)])])


@lru_cache(maxsize=50_000)
def organisation_key(name: str) -> str:
    """Without "the" and "Ltd."; "Ministry of Foreign Affairs" is "Foreign Ministry"."""
    words = [_SPELLINGS.get(word, word) for word in words_of(name)]
    if words[:1] == ["the"] and len(words) > 1:
        del words[0]
    while len(words) > 1 and words[-1] in _COMPANY:
        del words[-1]
    if not _OFFICES.isdisjoint(words) and len(words) > 1:
        dropped = _SMALL | {"affairs"} if len(words) > 2 else _SMALL
        words = sorted(word for word in words if word not in dropped) or words
    return " ".join(words)


@lru_cache(maxsize=50_000)
def place_key(name: str) -> str:
    words = [_SPELLINGS.get(word, word) for word in words_of(name)]
    if words[:1] == ["the"] and len(words) > 1:
        del words[0]
    return " ".join(_TRANSLITERATIONS.get(word, word) for word in words)


def key_of(kind: EntityKind, name: str) -> str:
    """Equal keys: the same name. Never empty."""
    match kind:
        case EntityKind.PERSON:
            key = person_key(name)
        case EntityKind.ORGANISATION:
            key = organisation_key(name)
        case EntityKind.PLACE:
            key = place_key(name)
        case EntityKind.OTHER:
            key = " ".join(words_of(name))
    return key or " ".join(unicodedata.normalize("NFKC", name).casefold().split()) or "?"


def entity_id(kind: EntityKind, name: str, addition: str = "") -> EntityId:
    """The same name gives the same id in every library; `addition` tells namesakes apart."""
    return EntityId(f"{kind.value}:{key_of(kind, name)}{f' ({addition})' if addition else ''}")


def kind_in(entity: EntityId) -> EntityKind:
    """The kind an entity was first found as."""
    return EntityKind(entity.partition(":")[0])


def key_in(entity: EntityId) -> str:
    """The key, without what tells namesakes apart."""
    return entity.partition(":")[2].partition(" (")[0]


def is_acronym(form: str) -> bool:
    """ "KAI", "U.N.", "AfDB": two to six letters, most of them capitals, in one word."""
    letters = form.replace(".", "").replace("&", "")
    capitals = sum(letter.isupper() for letter in letters)
    return 2 <= len(letters) <= 6 and letters.isalnum() and capitals >= 2 and capitals * 2 > len(letters)


def abbreviates(form: str, name: str) -> bool:
    """Whether a short form is made of letters of the name in their order, the first of each telling word among them."""
    words = words_of(name)
    letters = [letter for letter in fold(form.replace(".", "")) if letter.isalnum()]
    if len(words) < 2 or not letters or words[0][0] != letters[0] or len(letters) >= len("".join(words)):
        return False
    firsts = (word[0] for word in words if word not in _SMALL)
    return has_initials(form, name) or (_in_order(letters, "".join(words)) and _in_order(firsts, letters))


def has_initials(form: str, name: str) -> bool:
    """Whether the short form is made of exactly the first letters of the name's words, small words counted or not."""
    words = words_of(name)
    wanted = fold(form.replace(".", "")).replace(" ", "")
    telling = [word for word in words if word not in _SMALL]
    return len(words) > 1 and wanted in ("".join(w[0] for w in words), "".join(w[0] for w in telling))


def _in_order(wanted: Iterable[str], letters: Iterable[str]) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in wanted)
