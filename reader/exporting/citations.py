"""References to articles for programs that keep them: RIS and CSL JSON."""

import json
import re
from collections.abc import Iterable
from typing import BinaryIO

from reader.articles.addresses import web_address
from reader.articles.paragraphs import BLANK_LINE
from reader.exporting.values import About, ExportedArticle

_BETWEEN_NAMES = re.compile(r"\s*(?:;|\s&\s|\s(?:and|und|et|y)\s)\s*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write_ris(articles: Iterable[ExportedArticle], file: BinaryIO, _about: About) -> None:
    """RIS in UTF-8: newspaper articles where the source is known."""
    for each in articles:
        file.write("".join(f"{tag}  - {value}\r\n" for tag, value in _ris(each)).encode() + b"\r\n")


def write_csl(articles: Iterable[ExportedArticle], file: BinaryIO, _about: About) -> None:
    """A JSON list of CSL items."""
    before = b"[\n"
    for each in articles:
        file.write(before + json.dumps(_csl(each), ensure_ascii=False, indent=1).encode())
        before = b",\n"
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def authors(written: str) -> list[str]:
    """The names in a line of authors. Commas part names only where each part has a first name of its own."""
    found = []
    for part in _BETWEEN_NAMES.split(written):
        names = [name.strip() for name in part.split(",")]
        found += names if all(" " in name for name in names) else [part.strip()]
    return [name for name in found if name]


def _ris(each: ExportedArticle) -> list[tuple[str, str]]:
    whole, published = each.whole, each.published
    lines = [("TY", "NEWS" if whole.source else "GEN"), ("TI", whole.title)]
    lines += [("AU", name) for name in authors(whole.author)]
    lines += [("T2", whole.source)]
    if published:
        lines += [("PY", f"{published:%Y}"), ("DA", f"{published:%Y/%m/%d}/")]
    lines += [("UR", web_address(whole.url)), ("LA", whole.language), ("AB", _lead(each))]
    lines += [("KW", tag) for tag in each.tags]
    lines += [("N1", each.note), ("ID", whole.id)]
    full = [(tag, _CONTROLS.sub(" ", value).strip()) for tag, value in lines]
    return [(tag, value) for tag, value in full if value] + [("ER", "")]


def _csl(each: ExportedArticle) -> dict[str, object]:
    whole, published = each.whole, each.published
    item = {
        "id": whole.id,
        "type": "article-newspaper" if whole.source else "article",
        "title": whole.title,
        "author": [{"literal": name} for name in authors(whole.author)],
        "container-title": whole.source,
        "issued": {"date-parts": [[published.year, published.month, published.day]]} if published else None,
        "URL": web_address(whole.url),
        "language": whole.language,
        "abstract": _lead(each),
        "keyword": ", ".join(each.tags),
        "note": each.note,
    }
    return {key: value for key, value in item.items() if value}


def _lead(each: ExportedArticle) -> str:
    return each.whole.text.partition(BLANK_LINE)[0]
