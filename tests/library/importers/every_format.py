"""A small valid file of every format in the table, made by code. Texts are not only ASCII; several articles where the
format allows.

The stories are numbered: the same number gives the same words, address and marks in every format that has room for
them, so that lists of links find their articles in other files. A story is told from all others by a word of its own.
"""

import csv
import json
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from io import StringIO
from itertools import product
from typing import NamedTuple

from reader.library.importers.draft import article_id
from tests.library.importers import document_files as made

SYLLABLES = (
    ("bak", "dor", "gul", "mon", "tev", "ruk", "zil", "pav"),
    ("ab", "od", "ug", "ok", "am", "or", "ub", "on"),
    ("atum", "orak", "uban", "olon", "akor", "undo", "amok", "otun"),
)
OWN_WORDS = ["".join(syllables) for syllables in product(*SYLLABLES)]
TOWNS = ("Ærøskøbing", "Åbo", "Łódź", "Πάτρα", "Одеса", "釜山")


class Story(NamedTuple):
    number: int
    own_word: str  # in no other story
    title: str
    paragraphs: tuple[str, ...]
    url: str
    tags: tuple[str, ...]
    is_read: bool
    is_starred: bool
    note: str
    quote: str  # a marked passage

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)


def story(number: int) -> Story:
    own_word, town = OWN_WORDS[number % len(OWN_WORDS)], TOWNS[number % len(TOWNS)]
    own_word += "" if number < len(OWN_WORDS) else f"o{number}"
    quote = f"the pier of {own_word} was repaired"
    return Story(
        number=number,
        own_word=own_word,
        title=f"Report {number}: the harbour of {own_word.capitalize()} und die Größe of {town}",
        paragraphs=(
            f"In {town} {quote}, as Gen Nakatani said, and nobody there had expected it so soon after the winter.",
            f"Café owners – “all of them” – spoke of {own_word} for weeks; the naïve mayor did not listen to it.",
        ),
        url=f"https://www.example.org/{own_word}",
        tags=(f"tag {number % 7}", "häfen"),
        is_read=number % 2 == 0,
        is_starred=number % 3 == 0,
        note=f"A note on {own_word} — wichtig." if number % 2 else "",
        quote=quote,
    )


class MadeFile(NamedTuple):
    suffix: str  # that it has in life
    data: bytes
    items: int


def _plain_text(stories: Sequence[Story]) -> bytes:
    total = len(stories)
    if total == 1:
        return f"{stories[0].title}\n\n{stories[0].text}\n".encode()
    return "\n\n".join(
        f"{place} of {total} documents\n\n{each.title}\n\n{each.text}\n" for place, each in enumerate(stories, start=1)
    ).encode()


def _markdown(stories: Sequence[Story]) -> bytes:
    (each,) = stories
    head = {
        "title": each.title, "url": each.url, "date": "2025-03-11", "tags": list(each.tags), "read": each.is_read,
        "starred": each.is_starred, "note": each.note, "highlights": [{"quote": each.quote, "note": "Ja", "color": ""}],
    }  # fmt: skip
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    return f"---\n{lines}\n---\n\n# {each.title}\n\n{each.text}\n".encode()


def _html(stories: Sequence[Story]) -> bytes:
    (each,) = stories
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(each.title)}</title>'
        f'<link rel="canonical" href="{each.url}"><meta name="author" content="Zoë Lee"></head><body><article>'
        f"<h1>{escape(each.title)}</h1>{each.html}</article></body></html>"
    ).encode()


def _epub(stories: Sequence[Story]) -> bytes:
    chapters: dict[str, str | bytes] = {
        f"c{each.number}.xhtml": made.chapter(escape(each.title), *map(escape, each.paragraphs)) for each in stories
    }
    return made.epub(chapters, f"<dc:title>The book of {stories[0].own_word}, für alle</dc:title>")


def _docx(stories: Sequence[Story]) -> bytes:
    (each,) = stories
    body = made.word_paragraph(each.title, "Titel") + "".join(map(made.word_paragraph, each.paragraphs))
    return made.docx(body, f"<dc:title>{escape(each.title)}</dc:title><dc:creator>Zoë Lee</dc:creator>")


def _odt(stories: Sequence[Story]) -> bytes:
    (each,) = stories
    body = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in each.paragraphs)
    return made.odt(f"<text:h>{escape(each.title)}</text:h>{body}", f"<dc:title>{escape(each.title)}</dc:title>")


def _pdf(stories: Sequence[Story]) -> bytes:
    (each,) = stories
    document = made.Pdf()
    document.info(Title=each.title)
    document.unicode_font(each.title + each.text)
    lines = [each.title, *each.paragraphs]
    document.page(*((50.0, 740.0 - 40 * row, 10.0, line) for row, line in enumerate(lines)), font="F2")
    return document.bytes()


def _rtf(stories: Sequence[Story]) -> bytes:
    (each,) = stories

    def coded(text: str) -> str:
        return "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in text)

    body = "".join(f"\\par {coded(paragraph)}" for paragraph in each.paragraphs)
    return f"{{\\rtf1\\ansi{{\\info{{\\title {coded(each.title)}}}}}{coded(each.title)}{body}}}".encode("ascii")


def _mail(each: Story) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Zoë Lee <zoe@example.org>"
    message["To"] = "all@example.org"
    message["Subject"] = each.title
    message["Date"] = "Mon, 08 Sep 2025 12:00:00 +0000"
    message["Message-ID"] = f"<{each.number}@example.org>"
    message.set_content(each.text, cte="base64")
    message.add_alternative(f"<html><body>{each.html}</body></html>", subtype="html")
    message.set_boundary(f"part-{each.number}")
    return message


def _mhtml(stories: Sequence[Story]) -> bytes:
    (each,) = stories
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = each.title
    message["Date"] = "Mon, 08 Sep 2025 12:00:00 +0000"
    message["Snapshot-Content-Location"] = each.url
    message.set_content(_html(stories).decode(), subtype="html", cte="quoted-printable")
    message.make_related(boundary=f"part-{each.number}")
    return message.as_bytes()


def _eml(stories: Sequence[Story]) -> bytes:
    (each,) = stories
    return _mail(each).as_bytes()


def _mbox(stories: Sequence[Story]) -> bytes:
    return b"".join(b"From zoe Mon Sep  8 12:00:00 2025\n" + _mail(each).as_bytes() + b"\n" for each in stories)


def _pocket_html(stories: Sequence[Story]) -> bytes:
    def rows(is_read: bool) -> str:
        return "".join(
            f'<li><a href="{each.url}" time_added="1714558830" tags="{",".join(each.tags)}">{escape(each.title)}</a>\n'
            for each in stories
            if each.is_read == is_read
        )

    return (
        "<!DOCTYPE html>\n<html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>\n"
        f"{rows(False)}</ul><h1>Read Archive</h1><ul>\n{rows(True)}</ul></body></html>"
    ).encode()


def _bookmarks_html(stories: Sequence[Story]) -> bytes:
    rows = "".join(
        f'<DT><A HREF="{each.url}" ADD_DATE="1714558830" TAGS="{",".join(each.tags)}">{escape(each.title)}</A>\n'
        for each in stories
    )
    return (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"
        f"<DT><H3>Schöne Häfen</H3>\n<DL><p>\n{rows}</DL><p>\n</DL><p>\n"
    ).encode()


def _opml(stories: Sequence[Story]) -> bytes:
    rows = "".join(f'<outline type="link" text="{escape(each.title)}" url="{each.url}"/>\n' for each in stories)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><body>{rows}</body></opml>'.encode()


def _feed(stories: Sequence[Story]) -> bytes:
    rows = "".join(
        f"<item><title>{escape(each.title)}</title><link>{each.url}</link><guid>{each.url}</guid>"
        f"<description>{escape(each.html)}</description></item>\n"
        for each in stories
    )
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Häfen</title>{rows}</channel></rss>'.encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _pocket_json(stories: Sequence[Story]) -> bytes:
    return _json([
        {"item_id": str(each.number), "resolved_id": str(each.number), "given_url": each.url, "resolved_url": each.url,
         "resolved_title": each.title, "status": str(int(each.is_read)), "favorite": str(int(each.is_starred)),
         "tags": {tag: {"tag": tag} for tag in each.tags}}
        for each in stories
    ])  # fmt: skip


def _wallabag(stories: Sequence[Story]) -> bytes:
    return _json([
        {"id": each.number, "title": each.title, "url": each.url, "is_archived": int(each.is_read),
         "is_starred": int(each.is_starred), "content": each.html, "created_at": "2024-05-01T10:20:30+0200",
         "tags": list(each.tags), "annotations": [{"quote": each.quote, "text": "Ja"}], "domain_name": "example.org"}
        for each in stories
    ])  # fmt: skip


def _json_feed(stories: Sequence[Story]) -> bytes:
    items = [
        {"id": each.url, "url": each.url, "title": each.title, "content_html": each.html, "tags": list(each.tags)}
        for each in stories
    ]
    return _json({"version": "https://jsonfeed.org/version/1.1", "title": "Häfen", "items": items})


def _csl_json(stories: Sequence[Story]) -> bytes:
    return _json([
        {"id": f"s{each.number}", "type": "article-newspaper", "title": each.title, "URL": each.url,
         "abstract": each.text, "author": [{"family": "Lee", "given": "Zoë"}],
         "issued": {"date-parts": [[2025, 3, 11]]}}
        for each in stories
    ])  # fmt: skip


def _own_export(stories: Sequence[Story]) -> bytes:
    records: list[dict[str, object]] = [
        {"format": "read-also-export", "version": 1, "title": "Häfen", "articles": len(stories)}
    ]
    for each in stories:
        record: dict[str, object] = {
            "type": "article", "id": article_id(each.title, each.text), "title": each.title, "text": each.text,
            "content": article_id(each.title, each.text), "url": each.url, "added_at": "2025-09-08T12:00:00.000+00:00",
            "tags": list(each.tags), "links": [], "versions": [], "places": [],
        }  # fmt: skip
        if each.is_read:
            record["read_at"] = "2025-09-08T12:00:00+00:00"
        records.append(record)
    return b"".join(_json(record) + b"\n" for record in [*records, {"type": "end", "counts": {}, "sha256": ""}])


def _json_collection(stories: Sequence[Story]) -> bytes:
    return b"".join(
        _json({"title": each.title, "url": each.url, "text": each.text, "tags": list(each.tags), "note": each.note})
        + b"\n"
        for each in stories
    )


def _ris(stories: Sequence[Story]) -> bytes:
    return "".join(
        f"TY  - NEWS\r\nTI  - {each.title}\r\nAU  - Lee, Zoë\r\nPY  - 2025\r\nUR  - {each.url}\r\nAB  - {each.text}\r\n"
        f"KW  - {each.tags[0]}\r\nID  - s{each.number}\r\nER  - \r\n\r\n"
        for each in stories
    ).encode()


def _bibtex(stories: Sequence[Story]) -> bytes:
    return "".join(
        f'@article{{s{each.number},\n  title = {{{{{each.title}}}}},\n  author = {{Lee, Zo{{\\"e}}}},\n'
        f"  url = {{{each.url}}},\n  abstract = {{{each.text}}},\n  year = 2025\n}}\n\n"
        for each in stories
    ).encode()


def _table(columns: str, row: Callable[[Story], Sequence[object]]) -> Callable[[Sequence[Story]], bytes]:
    def make(stories: Sequence[Story]) -> bytes:
        written = StringIO(newline="")
        table = csv.writer(written)
        table.writerow(columns.split(","))
        table.writerows(row(each) for each in stories)
        return written.getvalue().encode()

    return make


_pocket_csv = _table(
    "title,url,time_added,tags,status",
    lambda each: (each.title, each.url, 1714558830, "|".join(each.tags), "archive" if each.is_read else "unread"),
)
_instapaper = _table(
    "URL,Title,Selection,Folder,Timestamp",
    lambda each: (each.url, each.title, each.note, "Archive" if each.is_read else "Unread", 1714558830),
)
_readwise = _table(
    "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen",
    lambda each: (each.title, each.url, each.number, list(each.tags), "2024-05-01 10:20:30+00:00", 0,
                  "archive" if each.is_read else "later", True),
)  # fmt: skip
_raindrop = _table(
    "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite",
    lambda each: (each.number, each.title, each.note, "", each.url, "Häfen", ", ".join(each.tags),
                  "2024-05-01T10:20:30.000Z", "", f"Highlight:{each.quote}", str(each.is_starred).lower()),
)  # fmt: skip
_csv_collection = _table(
    "title,url,tags,text,note", lambda each: (each.title, each.url, ";".join(each.tags), each.text, each.note)
)


def _archive(stories: Sequence[Story]) -> bytes:
    """Text files in folders; the last one lies in an archive in the archive."""
    texts = {f"größe/{each.own_word}.txt": _plain_text([each]) for each in stories[:-1]}
    last = stories[-1]
    return made.zipped({**texts, "inner.zip": made.zipped({f"{last.own_word}.txt": _plain_text([last])})})


_SEVERAL: dict[str, tuple[str, Callable[[Sequence[Story]], bytes]]] = {
    "plain_text": (".txt", _plain_text), "archive": (".zip", _archive), "mbox": (".mbox", _mbox),
    "pocket_html": (".html", _pocket_html), "bookmarks_html": (".html", _bookmarks_html), "opml": (".opml", _opml),
    "feed": (".rss", _feed), "pocket_json": (".json", _pocket_json), "wallabag": (".json", _wallabag),
    "json_feed": (".json", _json_feed), "csl_json": (".json", _csl_json), "own_export": (".jsonl", _own_export),
    "json_collection": (".jsonl", _json_collection), "ris": (".ris", _ris), "bibtex": (".bib", _bibtex),
    "pocket_csv": (".csv", _pocket_csv), "instapaper": (".csv", _instapaper), "readwise": (".csv", _readwise),
    "raindrop": (".csv", _raindrop), "csv_collection": (".csv", _csv_collection),
}  # fmt: skip
_SINGLE: dict[str, tuple[str, Callable[[Sequence[Story]], bytes]]] = {
    "markdown": (".md", _markdown), "html": (".html", _html), "docx": (".docx", _docx), "odt": (".odt", _odt),
    "pdf": (".pdf", _pdf), "rtf": (".rtf", _rtf), "mhtml": (".mhtml", _mhtml), "eml": (".eml", _eml),
}  # fmt: skip
_BOOK = {"epub": (".epub", _epub)}  # several chapters, one article
MODULES = tuple(_SEVERAL | _SINGLE | _BOOK)


def made_file(module: str, stories: Sequence[Story] | None = None) -> MadeFile:
    """A file of the format that this module reads; of one story where it holds no more, else of two or as given."""
    if module in _SINGLE:
        suffix, make = _SINGLE[module]
        return MadeFile(suffix, make((stories or [story(0)])[:1]), 1)
    chosen = stories or [story(0), story(1)]
    suffix, make = (_SEVERAL | _BOOK)[module]
    return MadeFile(suffix, make(chosen), 1 if module in _BOOK else len(chosen))
