"""Words near a name that tell what somebody is or does, and the fields they belong to."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reader.entities.mention import EntityId, EntityKind, LinkedMention

NEAR = 120  # characters before and after a name in which a word tells something of it
MOST_WORDS = 5  # kept of each name
PUBLIC_LIFE = "public life"
TOPIC_MARK = "~"  # before the field of the whole article, which tells less than words beside the name
TOPIC_WORDS = 3  # as many telling words make a field the article's

_FIELDS = {
    "politics": """president minister ministry senator congressman congresswoman lawmaker legislator deputy premier
        chancellor governor mayor councillor ambassador diplomat envoy parliament parliamentary election
        vote voter party coalition opposition cabinet treaty summit sanction bill legislation referendum
        candidate campaign spokesman spokeswoman republican democrat diplomacy government negotiator
        congress senate parliamentarian politician federal policy law constituency ballot poll campaigner
        ruling cabinet-level veto amendment hearing embassy talk negotiation ceasefire aid""",
    "military": """general admiral colonel commander lieutenant sergeant captain troop army navy soldier battalion
        brigade missile frontline artillery regiment marine fighter warship frigate destroyer veteran
        defence defense fleet ship submarine airstrike drone ceasefire-line rebel guerrilla insurgent
        officer squadron weapon""",
    "business": """chairman ceo executive share shareholder investor analyst profit revenue earning founder banker
        trader stock market bank company companie firm quarterly merger acquisition sale bond economist
        barrel refinery factory billion dividend chief-executive contract order price plant output
        production dealmaker stake investment supplier customer startup retailer brand insurer insurance
        loan lending interest rate inflation gas oil energy shipping cargo""",
    "sport": """striker midfielder defender goalkeeper coach forward winger cyclist rider sprinter runner swimmer
        boxer golfer pitcher quarterback batsman bowler skier skater gymnast wrestler champion championship
        league season goal match matche final semifinal tournament club team-mate teammate medal race stage
        inning seed seeded set-point cup fixture manager squad playoff shuttler badminton tenni football
        rugby cricket basketball hockey racket scored win victory peloton sprint derby point player team
        training injury injured fans stadium debut breakaway jersey podium time-trial classic climb descent
        wheel pedal marathon hurdle relay metre serve forehand backhand set umpire referee penalty header
        offside midfield bench substitute transfer signing rebound assist dunk homer pitch pitching batting
        wicket try scrum lap circuit pole knockout bout round title relegation promotion kick-off half-time
        crowd kit sporting athlete olympic tour doping""",
    "arts": """actor actress singer novelist author writer poet painter sculptor director filmmaker composer
        conductor pianist violinist guitarist drummer band album novel film concert exhibition gallery
        orchestra festival premiere playwright photographer designer dancer choreographer museum theatre
        song curator rapper book prize-winning literary fiction thriller memoir poem paint painting opera
        choir stage-play audience artist music musician""",
    "science": """professor physicist chemist biologist astronomer researcher scientist laboratory study telescope
        university specie geologist mathematician engineer astronaut vaccine experiment""",
    "law": """judge lawyer prosecutor attorney court trial jury defendant suspect police detective sheriff
        inspector superintendent inmate convicted sentenced verdict arrested charged plaintiff barrister""",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_PLURALS = {f"{word}s": word for word in _FIELD_OF if len(word) > 3 and not word.endswith("s")}
_SINGULAR = {
    word: word for word in _FIELD_OF if len(word) < 5 or not word.endswith("s") or word.endswith("ss")
} | _PLURALS
_SEVERAL = frozenset(
    {"captain", "general", "director", "manager", "fighter", "party", "bank", "campaign", "win", "club"}
)
_APART = frozenset({"sport", "arts"})  # who is known for these is seldom known for another field
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")


def roles_in(title: str, text: str, mentions: Sequence[LinkedMention]) -> dict[EntityId, str]:
    """The telling words of each person and organisation, and the article's field; those without any are left out."""
    topic = _topic(title, text)
    near: dict[EntityId, Counter[str]] = {}
    for one in mentions:
        if one.entity.kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
            around = title if one.in_title else text
            words = near.setdefault(one.entity.id, Counter())
            for piece in (around[max(0, one.span.start - NEAR) : one.span.start],
                          around[one.span.end : one.span.end + NEAR]):  # fmt: skip
                words.update(_telling(piece))
    found = {}
    for entity_id, words in near.items():
        telling = sorted(word for word, _ in words.most_common(MOST_WORDS))
        if topic:
            telling.append(f"{TOPIC_MARK}{topic}")
        if telling:
            found[entity_id] = " ".join(telling)
    return found


@lru_cache(maxsize=20_000)
def field_of(roles: str) -> str:
    """The field that most of these words belong to; empty where none does, or two do equally."""
    return _leading(_FIELD_OF[word] for word in roles.split() if word in _FIELD_OF and word not in _SEVERAL)


@lru_cache(maxsize=20_000)
def realm_of(roles: str) -> str:
    """Sport, arts, or everything else, which is one: between its fields people move."""
    return _leading(_realm(_FIELD_OF[word]) for word in roles.split() if word in _FIELD_OF and word not in _SEVERAL)


@lru_cache(maxsize=20_000)
def sure_realm_of(roles: str) -> str:
    """As `realm_of`, where the whole article or two words speak for it, and the article for no other."""
    realm, topic = realm_of(roles), topic_of(roles)
    words = sum(
        _realm(_FIELD_OF[word]) == realm for word in roles.split() if word in _FIELD_OF and word not in _SEVERAL
    )
    return realm if (topic and _realm(topic) == realm) or (not topic and words > 1) else ""


def topic_realm_of(roles: str) -> str:
    """The realm of the article's field; empty where it has none."""
    topic = topic_of(roles)
    return _realm(topic) if topic else ""


def _realm(field: str) -> str:
    return field if field in _APART else PUBLIC_LIFE


@lru_cache(maxsize=20_000)
def topic_of(roles: str) -> str:
    """The field of the article these words come from; empty where it has none."""
    return next((word[1:] for word in roles.split() if word.startswith(TOPIC_MARK)), "")


def are_apart(field: str, other: str) -> bool:
    """Whether somebody of the one field is hardly the same as somebody of the other."""
    return bool(field and other) and _realm(field) != _realm(other)


def _topic(title: str, text: str) -> str:
    counts = Counter(_FIELD_OF[word] for word in _telling(f"{title} {text}") if word not in _SEVERAL)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < TOPIC_WORDS or (len(ranked) == 2 and ranked[0][1] < 1.5 * ranked[1][1]):
        return ""
    return ranked[0][0]


def _telling(text: str) -> list[str]:
    """The telling words of a text, without the s of their plurals."""
    return [telling for word in _WORD.findall(text) if (telling := _SINGULAR.get(word.lower()))]


def _leading(fields: Iterable[str]) -> str:
    ranked = Counter(fields).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]
