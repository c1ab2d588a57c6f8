"""Texts with their names marked: "[Gen Nakatani|person] left [Seoul|place]"."""

import re

from reader.entities.linker import link_mentions
from reader.entities.mention import Entity, EntityKind, Mention

_MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)(?:=([^\[\]|]+))?\]")


def read_marked(marked: str, *, ahead: int = 0, confidence: float = 1.0) -> tuple[str, list[Mention]]:
    """The plain text and its mentions. A third part is the name a list knows: `[Japanese|demonym=Japan]`."""
    plain, at, found = "", 0, []
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        is_people = match[2] == "demonym"
        kind = EntityKind.OTHER if is_people else EntityKind(match[2])
        start = len(plain) - ahead
        found.append(Mention(start, start + len(match[1]), kind, confidence, name=match[3] or "", is_people=is_people))
        plain += match[1]
        at = match.end()
    return plain + marked[at:], found


def read_article(marked_title: str, marked_text: str) -> tuple[str, str, list[Mention]]:
    """Title, text and the mentions of both, those of the title with negative offsets."""
    title, _ = read_marked(marked_title)
    _, in_title = read_marked(marked_title, ahead=len(title) + 2)
    text, in_text = read_marked(marked_text)
    return title, text, in_title + in_text


def entities_in(marked_text: str, *, title: str = "Headline", confidence: float = 1.0) -> list[Entity]:
    """The entity of each mention, in order."""
    plain_title, text, mentions = read_article(title, marked_text)
    mentions = [one._replace(confidence=confidence) for one in mentions]
    return [linked.entity for linked in link_mentions(plain_title, text, mentions)]


def names_in(marked_text: str, *, title: str = "Headline") -> list[str]:
    return [entity.name for entity in entities_in(marked_text, title=title)]
