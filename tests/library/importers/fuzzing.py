"""Damage to files, and what must be true of reading them afterwards. Chance comes from outside, so that any example can
be had again."""

import random
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from reader.library.importers.draft import Flaw, ImportedArticle, ImportedItem, WantedArticle
from reader.library.importers.formats import FORMATS, UnreadableFileError, read_bytes
from tests.library.importers.document_files import zipped
from tests.library.importers.every_format import MODULES, made_file, story

ROWS = {row.module: row for row in FORMATS}
LARGEST = 400_000  # bytes; more would find slowness instead of faults
# How each format begins. What follows is then nothing that anybody meant.
MAGIC = {
    "plain_text": b"", "markdown": b'---\ntitle: a\n', "epub": b'PK\x03\x04', "docx": b'PK\x03\x04',
    "odt": b'PK\x03\x04', "archive": b'PK\x03\x04', "pdf": b'%PDF-1.7\n', "rtf": b'{\\rtf1\\ansi ',
    "mhtml": b'MIME-Version: 1.0\nSubject: a\n', "mbox": b'From a Mon Sep  8 12:00:00 2025\nSubject: ',
    "eml": b'From: a@b.c\nSubject: ', "html": b'<!DOCTYPE html>',
    "pocket_html": b'<html><title>Pocket Export</title><h1>Unread</h1>', "opml": b'<opml><body>',
    "feed": b'<rss><channel>', "bookmarks_html": b'<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>',
    "pocket_json": b'[{"given_url": "https://a.b/', "ris": b'TY  - NEWS\nTI  - ',
    "wallabag": b'[{"id": 1, "url": "https://a.b", "content": "<p>', "csl_json": b'[{"title": "',
    "json_feed": b'{"version": "https://jsonfeed.org/version/1", "items": [', "json_collection": b'[{"title": "a", ',
    "own_export": b'{"format": "read-also-export", "version": 1}\n{"type": "article", ',
    "bibtex": b'@article{a, title={', "pocket_csv": b'title,url,time_added,tags,status\n',
    "instapaper": b'URL,Title,Selection,Folder\n',
    "readwise": b'Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n',
    "csv_collection": b'title,text,url\n', "raindrop": b'id,title,note,excerpt,url,folder,tags,created\n',
}  # fmt: skip
SIGNS = (
    b'\x00', b'\xff', b'\xff\xfe', b'\xef\xbb\xbf', b'\r', b'\n', b'\n\n', b'"', b"'", b'\\', b'{', b'}', b'[', b']',
    b'<', b'>', b'&', b'&#xD800;', b'&#9999999999;', b'&amp;', b'<!--', b'-->', b'<![CDATA[', b']]>',
    b'<!DOCTYPE a [', b'<?xml ', b'\\ud800', b'\\u0000', b'1e999', b'-1', b'99999999999999999999999999', b'null',
    b'true', b',', b';', b'\t', b'=', b'--', b'=?utf-8?B?//8=?=', b'=?x?Q?=ff?=', b'\xe2\x80\xae', b'\xed\xa0\x80',
    b'\xf4\x90\x80\x80', b'0', b'2025-99-99', b'\\bin9', b'\\u-10179?', b"\\'", b'%', b'stream', b'endstream', b'obj',
    b'<<', b'>>', b'/', b'(', b')', b'R', b'From ', b'Content-Type:', b'charset=', b'boundary=', b'base64',
    b'http://[', b'https://example.org/a', b'PK\x01\x02', b'PK\x05\x06', b'---\n', b'*', b'`',
)  # fmt: skip


class Outcome(NamedTuple):
    """What came of one example."""

    items: int
    refused: bool  # with a remedy
    fault: str  # what should not have been; empty: all is well
    seconds: float


def examples(module: str) -> Iterator[bytes]:
    """Valid files to begin with."""
    yield made_file(module).data
    yield made_file(module, [story(3)]).data


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file with a few places of it changed, as disks, programs and enemies change them."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = chance.choice(_WAYS)(data, chance)
    return data[:LARGEST]


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """The same to one file in an archive, whose packing stays sound. What is no archive is damaged as it is."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except BadZipFile:
        return damaged(data, chance)
    name = chance.choice(list(members))
    members[name] = damaged(members[name], chance)
    first = next(iter(members))
    kind = (first, members.pop(first).decode("latin-1")) if first == "mimetype" and name != first else None
    return zipped(members, first=kind)


def random_after_magic(module: str, chance: random.Random) -> bytes:
    rest = chance.randbytes(chance.randrange(300))
    if chance.random() < 0.5:
        rest = b"".join(chance.choices(SIGNS, k=chance.randrange(60)))
    return MAGIC[module] + rest


def any_example(module: str, chance: random.Random) -> bytes:
    way = chance.random()
    if way < 0.15:
        return random_after_magic(module, chance)
    whole = chance.choice(list(examples(module)))
    if way < 0.2:
        whole += made_file(chance.choice(MODULES)).data
    return damaged_inside(whole, chance) if way < 0.65 else damaged(whole, chance)


def outcome_of(module: str, data: bytes) -> Outcome:
    """Read it as this format, straight from its module, and as `formats` would take it; what is wrong with that."""
    row, path = ROWS[module], Path(f"/fuzz/größe/any{(ROWS[module].suffixes or ('',))[0]}")
    reader = import_module(f"reader.library.importers.{module}")
    started = perf_counter()
    straight = _try(lambda: reader.read_open(BytesIO(data), path) if row.streams else reader.read(data, path))
    seconds = perf_counter() - started
    by_sign = _try(lambda: read_bytes(data, path))
    is_nothing = not straight.items and not straight.refused
    # a complete export may well be one of nothing
    fault = "neither items nor a reason" if is_nothing and module != "own_export" else ""
    longest = max(seconds, perf_counter() - started - seconds)
    return Outcome(straight.items, straight.refused, fault or straight.fault or by_sign.fault, longest)


def _try(read: Callable[[], object]) -> Outcome:
    items: list[ImportedItem] = []
    try:
        items.extend(read())  # type: ignore[call-overload]
    except UnreadableFileError as error:
        fault = "" if error.remedy and error.problem.endswith(".") else f"no remedy: {error.problem}"
        if "could not be read as" in error.problem:
            fault = f"unlisted: {error.__cause__!r}"
        return Outcome(len(items), True, fault, 0)
    except Exception as error:
        return Outcome(len(items), False, f"{type(error).__name__}: {error}", 0)
    return Outcome(len(items), False, next(filter(None, map(fault_of, items)), ""), 0)


def fault_of(item: ImportedItem) -> str:
    """What an item must not be, in words; empty: it is as it should be."""
    if isinstance(item, Flaw):
        return "" if item.reason.endswith(".") else f"a flaw without a sentence: {item.reason!r}"
    texts = [item.title, item.url, item.origin, *item.marks.tags, item.marks.note]
    if isinstance(item, ImportedArticle):
        texts += [item.text, item.source, item.author, item.language, item.key, *item.links]
        if not item.title.strip():
            return "no title"
    elif isinstance(item, WantedArticle) and not (item.url or item.title):
        return "a wanted entry of nothing"
    for text in texts:
        if "\0" in text:
            return f"NUL in {text[:80]!r}"
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return f"half a letter in {text[:80]!r}"
    if item.title != " ".join(item.title.split()):
        return f"a title of several lines: {item.title[:80]!r}"
    if item.url and not item.url.lower().startswith(("http://", "https://")):
        return f"no web address: {item.url[:80]!r}"
    return ""


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _block(data: bytes, chance: random.Random, most: int = 200) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.randrange(1, most))


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _behead(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(min(len(data), 60) + 1) :]


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 9) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(data: bytes, chance: random.Random) -> bytes:
    start, end = _block(data, chance, 20)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    start, end = _block(data, chance)
    target = _place(data, chance)
    rest = data[:start] + data[end:]
    return rest[:target] + data[start:end] + rest[target:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _block(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 50, 500)) + data[end:]


def _remove(data: bytes, chance: random.Random) -> bytes:
    start, end = _block(data, chance)
    return data[:start] + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.choice(SIGNS) * chance.choice((1, 1, 1, 2, 300)) + data[place:]


def _other(data: bytes, chance: random.Random) -> bytes:
    """A piece of a file of another format."""
    other = made_file(chance.choice(MODULES)).data
    start, end = _block(other, chance)
    place = _place(data, chance)
    return data[:place] + other[start:end] + data[place:]


def _number(data: bytes, chance: random.Random) -> bytes:
    """Another number where one stands, as sizes, dates and offsets are."""
    places = [place for place, byte in enumerate(data[:20_000]) if 48 <= byte <= 57]
    if not places:
        return data
    place = chance.choice(places)
    return (
        data[:place] + chance.choice((b"0", b"-1", b"4294967295", b"1e9", b"99999999999999999999")) + data[place + 1 :]
    )


_WAYS = (_cut, _behead, _flip, _flip, _overwrite, _swap, _repeat, _remove, _insert, _insert, _other, _number)
