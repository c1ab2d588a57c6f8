"""What follows the articles of a dossier: notes, sources, an index of names, fingerprints."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from reader.articles.folding import fold
from reader.entities.mention import Entity, EntityKind
from reader.exporting.opml import Sources
from reader.exporting.safe_text import safe_line
from reader.exporting.values import ExportedArticle
from reader.exporting.words import counted, day_span

_HEADS = {
    EntityKind.PERSON: "People",
    EntityKind.PLACE: "Places",
    EntityKind.ORGANISATION: "Organisations",
    EntityKind.OTHER: "Other",
}
NO_DATE = "undated"


class Part(NamedTuple):
    """A part with its head and the id it is reached by; without HTML where there is nothing to show."""

    id: str
    head: str
    html: str


class _Named:
    """An entity while the articles go by. The thread is that of its index."""

    def __init__(self, number: int, entity: Entity) -> None:
        self.number = number
        self.entity = entity
        self.mentions = 0
        self.places: list[int] = []  # the articles that name it


class NameIndex:
    """Notes who is named where while the articles go by. One thread."""

    def __init__(self) -> None:
        self._named: dict[str, _Named] = {}

    def article(self, place: int) -> "NamesOfArticle":
        return NamesOfArticle(self, place)

    def note(self, entity: Entity, place: int, *, again: bool) -> _Named:
        """A mention of the entity in this article; `again`: another part of the same mention."""
        named = self._named.get(entity.id)
        if named is None:
            named = self._named[entity.id] = _Named(len(self._named) + 1, entity)
        named.mentions += not again
        if not named.places or named.places[-1] != place:
            named.places.append(place)
        return named

    def part(self) -> Part:
        """The index: by kind, in the order of letters, with the numbers of the articles."""
        groups = []
        for kind, head in _HEADS.items():
            named = [one for one in self._named.values() if one.entity.kind is kind]
            if named:
                named.sort(key=lambda one: (fold(one.entity.name), one.number))
                entries = "".join(_index_entry(one) for one in named)
                groups.append(f'<h3>{head}</h3>\n<ul class="names">\n{entries}</ul>\n')
        return _part("names", "Names", "".join(groups))


class NamesOfArticle:
    """Writes the names of one article: the first mention of each leads to the index, which leads back to it."""

    def __init__(self, index: NameIndex, place: int) -> None:
        self._index = index
        self._place = place
        self._anchored = set[int]()
        self._seen = set[int]()

    def mention(self, index: int, entity: Entity, words: str, *, linked: bool = True) -> str:
        """HTML of the mention of this place in the list, or of a part of it; its words are escaped already."""
        named = self._index.note(entity, self._place, again=index in self._seen)
        self._seen.add(index)
        anchor = f' id="m{self._place}-{named.number}"' if named.number not in self._anchored else ""
        self._anchored.add(named.number)
        if not linked or not anchor:
            return f'<span class="n {entity.kind}"{anchor}>{words}</span>'
        return f'<a class="n {entity.kind}"{anchor} href="#n{named.number}">{words}</a>'


class Prints:
    """Notes the fingerprint of each article while they go by. One thread."""

    def __init__(self) -> None:
        self._rows: list[str] = []

    def add(self, place: int, each: ExportedArticle) -> None:
        title = f'<td dir="auto"><a href="#a{place}">{safe_line(each.whole.title)}</a></td>'
        self._rows.append(f'<tr><td class="count">{place}</td>{title}<td><code>{words_print(each)}</code></td></tr>\n')

    def part(self) -> Part:
        if not self._rows:
            return _part("prints", "Fingerprints", "")
        words = (
            "SHA-256 of each article’s headline, an empty line, and its text, in UTF-8. If a word of an article is"
            " changed, its fingerprint is another one."
        )
        table = _table("prints", ("Article", "Title", "SHA-256"), self._rows)
        return _part("prints", "Fingerprints", f'<p class="meta">{words}</p>\n{table}')


def words_print(each: ExportedArticle) -> str:
    """SHA-256 of headline, empty line and text."""
    return sha256(f"{each.whole.title}\n\n{each.whole.text}".encode("utf-8", "replace")).hexdigest()


def notes_part(entries: Sequence[str]) -> Part:
    """The articles with notes and highlights."""
    return _part("notes", "Notes", f'<ul class="also">\n{"".join(entries)}</ul>\n' if entries else "")


def sources_part(sources: Sources) -> Part:
    """Who published how many articles, and when."""
    rows = []
    for source in sources.all():
        first, last = (date.fromisoformat(day) if day else None for day in (source.first, source.last))
        name = safe_line(source.name) or '<span class="meta">not known</span>'
        days = day_span(first, last) or NO_DATE
        rows.append(f'<tr><td dir="auto">{name}</td><td class="count">{source.articles:,}</td><td>{days}</td></tr>\n')
    return _part("sources", "Sources", _table("", ("Source", "Articles", "Published"), rows) if rows else "")


def _index_entry(named: _Named) -> str:
    links = ", ".join(f'<a href="#m{place}-{named.number}">{place}</a>' for place in named.places)
    title = f"{counted(named.mentions, 'mention', 'mentions')} in {counted(len(named.places), 'article', 'articles')}"
    return (
        f'<li id="n{named.number}"><span class="n {named.entity.kind}" dir="auto" title="{title}">'
        f'{safe_line(named.entity.name)}</span><span class="where">{links}</span></li>\n'
    )


def _part(part_id: str, head: str, html: str) -> Part:
    inside = f'<section class="part" id="{part_id}">\n<h2>{head}</h2>\n{html}</section>\n' if html else ""
    return Part(part_id, head, inside)


def _table(name: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    counts = ("Articles", "Article")
    cells = "".join(
        f'<th scope="col" class="count">{head}</th>' if head in counts else f'<th scope="col">{head}</th>'
        for head in heads
    )
    named = f' class="{name}"' if name else ""
    return f"<table{named}>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
