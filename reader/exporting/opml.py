"""The sources of articles as OPML, for feed readers and outliners."""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from reader.articles.addresses import web_address
from reader.exporting.safe_text import safe_line
from reader.exporting.values import About, ExportedArticle

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head>
<title>{title}</title>
<dateCreated>{made_at}</dateCreated>
</head>
<body>
"""


class Source(NamedTuple):
    """Who published articles, how many of these, and when."""

    name: str  # empty where it is not known
    articles: int
    first: str  # ISO days of the dated ones; empty where there are none
    last: str
    site: str  # where most of them stand in the web; empty where none has an address


class Sources:
    """Counts sources while articles go by."""

    def __init__(self) -> None:
        self._days: dict[str, tuple[int, str, str]] = {}
        self._sites: dict[str, Counter[str]] = {}

    def add(self, each: ExportedArticle) -> None:
        name, day = each.whole.source, each.whole.published
        count, first, last = self._days.get(name, (0, "", ""))
        self._days[name] = (count + 1, min(first or day, day or first), max(last, day))
        if site := _site(each.whole.url):
            self._sites.setdefault(name, Counter())[site] += 1

    def all(self) -> list[Source]:
        """Most articles first."""
        found = [
            Source(name, *days, site=self._sites[name].most_common(1)[0][0] if name in self._sites else "")
            for name, days in self._days.items()
        ]
        return sorted(found, key=lambda source: (-source.articles, source.name))


def write(articles: Iterable[ExportedArticle], file: BinaryIO, about: About) -> None:
    """One outline for each source that is known, most articles first."""
    sources = Sources()
    for each in articles:
        sources.add(each)
    made_at = f"{about.made_at:%a, %d %b %Y %H:%M:%S} GMT"
    file.write(_HEAD.format(title=safe_line(f"Sources: {about.title}"), made_at=made_at).encode())
    for source in sources.all():
        if source.name.strip():
            file.write(f"{_outline(source)}\n".encode())
    file.write(b"</body>\n</opml>\n")


def _outline(source: Source) -> str:
    name = safe_line(source.name)
    articles = f"{source.articles:,} {'article' if source.articles == 1 else 'articles'}"
    days = f", {source.first} to {source.last}" if source.first else ""
    site = f' htmlUrl="{safe_line(source.site)}"' if source.site else ""
    return f'<outline text="{name}" title="{name}" description="{articles}{days}"{site}/>'


def _site(url: str) -> str:
    address = web_address(url)
    if not address:
        return ""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
