"""Highlights, notes and tags as W3C Web Annotations, for programs that annotate."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reader.articles.addresses import web_address
from reader.articles.anchoring import find_anchor
from reader.exporting.colors import COLORS
from reader.exporting.values import About, ExportedArticle
from reader.userdata.annotation import Highlight, HighlightColor

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_STYLE = "\n".join(
    f".{color} {{ background-color: {COLORS[f'highlight.{color}'].light}; }}" for color in HighlightColor
)


def write(articles: Iterable[ExportedArticle], file: BinaryIO, about: About) -> None:
    """A collection of one page. Positions count the characters of the article's text: title and "Read also" not."""
    head = {
        "@context": CONTEXT, "id": f"urn:read-also:export:{about.made_at:%Y%m%dT%H%M%SZ}",
        "type": "AnnotationCollection", "label": about.title,
    }  # fmt: skip
    file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2].encode())
    file.write(b',\n "first": {"id": "#page-1", "type": "AnnotationPage", "startIndex": 0, "items": [')
    total = 0
    for each in articles:
        for annotation in _annotations(each):
            file.write(b",\n" if total else b"\n")
            file.write(json.dumps(annotation, ensure_ascii=False).encode())
            total += 1
    file.write(b'\n ]},\n "total": %d\n}\n' % total)


def _annotations(each: ExportedArticle) -> Iterator[dict[str, object]]:
    source = web_address(each.whole.url) or _urn("article", each.whole.id)
    for one in each.marks.highlights:
        yield _of_highlight(each, one, source)
    if each.marks.note is not None:
        note = each.marks.note
        yield _without_empty(
            {
                "id": _urn("note", each.whole.id),
                "type": "Annotation",
                "motivation": "commenting",
                "created": note.made_at,
                "modified": note.changed_at,
                "body": [_words(note.text, "commenting")],
                "target": {"source": source},
            }
        )
    if each.tags:
        yield {
            "id": _urn("tags", each.whole.id),
            "type": "Annotation",
            "motivation": "tagging",
            "body": [_words(tag, "tagging") for tag in each.tags],
            "target": {"source": source},
        }


def _of_highlight(each: ExportedArticle, one: Highlight, source: str) -> dict[str, object]:
    quote = _without_empty(
        {"type": "TextQuoteSelector", "exact": one.quote, "prefix": one.prefix, "suffix": one.suffix}
    )
    selectors: list[dict[str, object]] = [quote]
    place = find_anchor(each.whole.text, one.quote, one.prefix, one.suffix, one.start)
    if place is not None:
        selectors.append({"type": "TextPositionSelector", "start": place.start, "end": place.end})
    return _without_empty(
        {
            "id": _urn("highlight", one.id),
            "type": "Annotation",
            "motivation": "commenting" if one.note else "highlighting",
            "created": one.made_at,
            "modified": one.changed_at,
            "body": [_words(one.note, "commenting")] if one.note else [],
            "stylesheet": {"type": "CssStylesheet", "value": _STYLE},
            "target": {"source": source, "styleClass": str(one.color), "selector": selectors},
        }
    )


def _words(text: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}


def _urn(what: str, name: str) -> str:
    return f"urn:read-also:{what}:{name}"


def _without_empty(record: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if value not in ("", [])}
