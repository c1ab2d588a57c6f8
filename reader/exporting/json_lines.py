"""The complete export: JSON Lines, everything of each article on a line. `json_records` reads it back.

The first line is {"format": "read-also-export", "version": 1, …}. Each other line has a "type": tag, search,
correction, article, wanted, marks (of an article that is not in the library), and at last "end", with what was written,
counted, and a SHA-256 over the sorted fingerprints of the articles. The fingerprint of an article is the SHA-256 of its
line as JSON with sorted keys, without spaces, all letters beyond ASCII escaped. What is empty is left out.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import BinaryIO

from reader.entities.correction import Correction
from reader.exporting.values import NO_REST, About, Contents, ExportedArticle, Rest
from reader.library.whole_articles import WholeArticle, WholeWanted
from reader.userdata.annotation import Highlight
from reader.userdata.whole_marks import MarksOf

FORMAT = "read-also-export"
VERSION = 1
KINDS = {  # types of lines, and what they are called where they are counted
    "tag": "tags", "search": "saved searches", "correction": "corrections", "wanted": "wanted entries",
    "marks": "marked articles that are gone",
}  # fmt: skip
Record = Mapping[str, object]


def write(articles: Iterable[ExportedArticle], file: BinaryIO, about: About, rest: Rest = NO_REST) -> Contents:
    """Write everything; what was written, counted."""
    head = {
        "format": FORMAT, "version": VERSION, "title": about.title,
        "made_at": about.made_at.isoformat(timespec="seconds"),
        "made_by": f"Read Also {about.version}".strip(), "articles": len(about.members),
    }  # fmt: skip
    _line(file, head)
    counts, hashes = Counter[str](), list[str]()
    for kind, record in _rest_before(rest):
        counts[kind] += 1
        _line(file, record)
    for each in articles:
        record = record_of(each)
        hashes.append(fingerprint(record))
        counts.update(counted(record))
        _line(file, record)
    for kind, record in _rest_behind(rest):
        counts[kind] += 1
        _line(file, record)
    contents = Contents(dict(counts), tuple(sorted(hashes)))
    _line(file, {"type": "end", "counts": contents.counts, "sha256": over_all(contents.hashes)})
    return contents


def rest_records(rest: Rest) -> Iterator[Record]:
    """What belongs to no article, as it is written."""
    for _kind, record in chain(_rest_before(rest), _rest_behind(rest)):
        yield record


def record_of(each: ExportedArticle) -> Record:
    """An article as it is written."""
    return {"type": "article"} | _of_article(each.whole) | _of_marks(each.marks)


def fingerprint(record: Record) -> str:
    """The same for two articles only if everything of them is the same."""
    return sha256(json.dumps(record, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def over_all(hashes: Iterable[str]) -> str:
    """One fingerprint of all, whatever their order."""
    return sha256("\n".join(sorted(hashes)).encode("ascii")).hexdigest()


def counted(record: Record) -> dict[str, int]:
    """What is in the record of an article, for comparing."""
    return {
        "articles": 1,
        "versions": 1 + _length(record, "versions"),
        "places": _length(record, "places"),
        "links": _length(record, "links"),
        "tagged": _length(record, "tags"),
        "notes": int("note" in record),
        "highlights": _length(record, "highlights"),
        "bookmarks": int("bookmarked_at" in record),
        "read": int("read_at" in record),
        "in the trash": int("trashed_at" in record),
    }


def _length(record: Record, key: str) -> int:
    value = record.get(key, ())
    return len(value) if isinstance(value, list) else 0


def _line(file: BinaryIO, record: Record) -> None:
    file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n")


def _rest_before(rest: Rest) -> Iterator[tuple[str, Record]]:
    for tag in rest.tags:
        yield KINDS["tag"], _full({"type": "tag", "name": tag.name, "color": str(tag.color or "")})
    for search in rest.searches:
        yield KINDS["search"], _full({"type": "search"} | search._asdict())
    for correction in rest.corrections:
        yield KINDS["correction"], _of_correction(correction)


def _rest_behind(rest: Rest) -> Iterator[tuple[str, Record]]:
    for entry in rest.wanted:
        yield KINDS["wanted"], _of_wanted(entry)
    for marks in rest.marks:
        yield KINDS["marks"], {"type": "marks", "id": marks.article_id} | _of_marks(marks)


def _of_correction(correction: Correction) -> Record:
    """A correction as it is written: without its number, which is only its place in the order."""
    fields = correction._asdict() | {"action": str(correction.action), "to_kind": str(correction.to_kind or "")}
    return _full({"type": "correction"} | {key: value for key, value in fields.items() if key != "number"})


def _of_wanted(entry: WholeWanted) -> Record:
    return _full({"type": "wanted"} | entry._asdict() | {"marks": json.loads(entry.marks or "{}")})


def _of_article(whole: WholeArticle) -> dict[str, object]:
    plain = {key: value for key, value in whole._asdict().items() if isinstance(value, str)}
    return _full(
        plain
        | {
            "links": [_full({"title": link.title, "id": link.target}) for link in whole.links],
            "versions": [_full(version._asdict() | {"links": list(version.links)}) for version in whole.versions],
            "places": [_full(place._asdict()) for place in whole.places],
        }
    ) | {"text": whole.text}


def _of_marks(marks: MarksOf) -> dict[str, object]:
    note = marks.note
    return _full(
        {
            "bookmarked_at": marks.bookmarked_at,
            "read_at": marks.read_at,
            "position": marks.position,
            "tags": [name for name, _since in marks.tags],
            "tagged_at": [since for _name, since in marks.tags],
            "note": note and _full({"text": note.text, "made_at": note.made_at, "changed_at": note.changed_at}),
            "highlights": [_of_highlight(one) for one in marks.highlights],
        }
    )


def _of_highlight(one: Highlight) -> dict[str, object]:
    fields = {key: value for key, value in one._asdict().items() if key != "article_id"}
    return _full(fields | {"color": str(one.color)})


def _full(record: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty. A number is never empty."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {}, ())}
