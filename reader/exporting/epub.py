"""Articles as an EPUB 3 book: a chapter each, contents for new and for old reading devices, links inside it working."""

from collections.abc import Iterable
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from reader.exporting.epub_pages import STYLE, article_page, chapter_name, cover_page
from reader.exporting.safe_text import language_code, safe_line
from reader.exporting.values import About, ExportedArticle

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book-id">{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
{languages}
<dc:date>{day}</dc:date>
<meta property="dcterms:modified">{modified}</meta>
<meta name="generator" content="Read Also"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
{manifest}</manifest>
<spine toc="ncx">
<itemref idref="cover"/>
<itemref idref="nav"/>
{spine}</spine>
</package>
"""
_NAV = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Contents</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
<nav epub:type="toc" id="toc"><h1>Contents</h1>
<ol>
{entries}</ol>
</nav>
</body>
</html>
"""
_NCX = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head>
<meta name="dtb:uid" content="{identifier}"/>
<meta name="dtb:depth" content="1"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>{title}</text></docTitle>
<navMap>
{points}</navMap>
</ncx>
"""


def write(articles: Iterable[ExportedArticle], file: BinaryIO, about: About) -> None:
    """Write the book. Of what went by, only titles are kept."""
    titles, languages = list[str](), dict[str, None]()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        _add(book, "mimetype", "application/epub+zip", about, compressed=False)
        _add(book, "META-INF/container.xml", _CONTAINER, about)
        _add(book, "OEBPS/style.css", STYLE, about)
        for place, each in enumerate(articles, start=1):
            titles.append(safe_line(each.whole.title))
            if language := language_code(each.whole.language):
                languages[language] = None
            _add(book, f"OEBPS/{chapter_name(place)}", article_page(place, each, about), about)
        _add(book, "OEBPS/cover.xhtml", cover_page(about, len(titles)), about)
        _add(book, "OEBPS/nav.xhtml", _nav(titles), about)
        identifier = _identifier(about)
        _add(book, "OEBPS/toc.ncx", _ncx(titles, identifier, about), about)
        _add(book, "OEBPS/content.opf", _package(len(titles), list(languages), identifier, about), about)


def _add(book: ZipFile, name: str, text: str, about: About, *, compressed: bool = True) -> None:
    made = about.made_at
    member = ZipInfo(name, (max(1980, made.year), made.month, made.day, made.hour, made.minute, made.second))
    member.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
    member.external_attr = 0o644 << 16
    book.writestr(member, text.encode("utf-8"))


def _identifier(about: About) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join((about.title, about.made_at.isoformat(), *about.members)))}"


def _nav(titles: list[str]) -> str:
    entries = (f'<li><a href="{chapter_name(place)}">{title}</a></li>\n' for place, title in enumerate(titles, start=1))
    return _NAV.format(entries="".join(entries) or '<li><a href="cover.xhtml">No articles</a></li>\n')


def _ncx(titles: list[str], identifier: str, about: About) -> str:
    points = [("cover.xhtml", safe_line(about.title)), *((chapter_name(n), t) for n, t in enumerate(titles, start=1))]
    return _NCX.format(
        identifier=identifier,
        title=safe_line(about.title),
        points="".join(
            f'<navPoint id="p{order}" playOrder="{order}"><navLabel><text>{title}</text></navLabel>'
            f'<content src="{name}"/></navPoint>\n'
            for order, (name, title) in enumerate(points, start=1)
        ),
    )


def _package(articles: int, languages: list[str], identifier: str, about: About) -> str:
    places = range(1, articles + 1)
    return _PACKAGE.format(
        identifier=identifier,
        title=safe_line(about.title),
        languages="\n".join(f"<dc:language>{language}</dc:language>" for language in languages or ["und"]),
        day=about.made_at.date().isoformat(),
        modified=f"{about.made_at:%Y-%m-%dT%H:%M:%SZ}",
        manifest="".join(
            f'<item id="a{place}" href="{chapter_name(place)}" media-type="application/xhtml+xml"/>\n'
            for place in places
        ),
        spine="".join(f'<itemref idref="a{place}"/>\n' for place in places),
    )
