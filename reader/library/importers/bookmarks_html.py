"""Bookmarks as every browser exports them (the form of Netscape): wanted entries, with their folders as tags."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.library.importers.draft import NO_OPTIONS, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.html_text import decode_html
from reader.library.importers.letters import plain_letters
from reader.library.importers.link_entries import is_no_page, marks_of, wanted_entry
from reader.library.importers.link_markup import Tag, tags_and_texts
from reader.library.importers.moments import moment_of

MAX_FOLDERS = 10  # around one bookmark that become tags, the innermost

_ROOTS = """
bookmarks|bookmarks bar|bookmarks toolbar|bookmarks menu|other bookmarks|mobile bookmarks|synced bookmarks|imported|
favorites|favourites|favorites bar|favourites bar|other favorites|other favourites|mobile favorites|reading list|
com.apple.readinglist|bookmarksbar|bookmarksmenu|unsorted bookmarks|unfiled bookmarks|recently bookmarked|tags|
lesezeichen|lesezeichen-symbolleiste|lesezeichen-menü|lesezeichenleiste|weitere lesezeichen|andere lesezeichen|
mobile lesezeichen|favoriten|favoritenleiste|weitere favoriten|leseliste|
barre de favoris|barre des favoris|barre personnelle|barre de signets|autres favoris|autres marque-pages|
menu des marque-pages|barre d’outils des marque-pages|barre d'outils des marque-pages|marque-pages des mobiles|
barra de marcadores|barra de favoritos|otros marcadores|otros favoritos|menú de marcadores|marcadores del móvil|
outros favoritos|outros marcadores|barra dei preferiti|altri preferiti|barra dei segnalibri|altri segnalibri|
menu segnalibri|bladwijzerbalk|bladwijzerwerkbalk|andere bladwijzers|overige bladwijzers|favorietenbalk|
bokmärkesfältet|andra bokmärken|bogmærkelinje|pasek zakładek|inne zakładki|lišta záložek|ostatní záložky|
панель закладок|другие закладки|прочие закладки|панель избранного|панель вкладок|інші закладки|
书签栏|其他书签|收藏夹栏|其他收藏夹|書籤列|其他書籤|ブックマーク バー|ブックマークバー|その他のブックマーク|
お気に入りバー|북마크바|기타 북마크
"""
ROOTS = frozenset(plain_letters(name.strip()) for name in _ROOTS.split("|"))
_BEGINS = frozenset(("dt", "dl", "h1", "h3", "a", "dd"))


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each bookmark of a page on the web; those of scripts and settings are passed over.

    Raises:
        UnreadableFileError: there is no such bookmark, or the bytes are no text.
    """
    found = enumerate(_Bookmarks().read(decode_html(data)), start=1)
    items = (
        _item(number, each, path) for number, each in found if not is_no_page(each.link.attributes.get("href", ""))
    )
    yield from some_of(items, nothing="The file has no bookmark of a page on the web.")


@dataclass(slots=True)
class _Bookmark:
    link: Tag
    folders: tuple[str, ...]
    title: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)


class _Bookmarks:
    """Walks through the markup once. One thread, used once."""

    def __init__(self) -> None:
        self._folders: list[str] = []  # that are open; empty for those that are no tags
        self._named = ""  # the folder whose list comes next
        self._into: list[str] = []  # where text goes
        self._heading: list[str] = []
        self._current: _Bookmark | None = None

    def read(self, page: str) -> Iterator[_Bookmark]:
        for part in tags_and_texts(page):
            if isinstance(part, str):
                self._into.append(part)
            elif part.opens and part.name in _BEGINS:
                if part.name != "dd" and self._current is not None:  # a note may have come, and nothing more
                    yield self._current
                    self._current = None
                self._begin(part)
            elif part.closes:
                self._end(part)
        if self._current is not None:
            yield self._current

    def _begin(self, tag: Tag) -> None:
        self._into = []
        if tag.name == "dl":
            self._folders.append(self._named)
            self._named = ""
        elif tag.name == "h3":
            is_root = any(name in tag.attributes for name in ("personal_toolbar_folder", "unfiled_bookmarks_folder"))
            self._heading = [] if is_root else self._into
            self._named = ""
        elif tag.name == "a":
            self._current = _Bookmark(tag, tuple(filter(None, self._folders[-MAX_FOLDERS:])))
            self._into = self._current.title
        elif tag.name == "dd" and self._current is not None:
            self._into = self._current.note

    def _end(self, tag: Tag) -> None:
        if tag.name == "dl" and self._folders:
            self._folders.pop()
        elif tag.name == "h3":
            name = " ".join("".join(self._heading).split())
            self._named = "" if plain_letters(name) in ROOTS else name
        if tag.name in ("a", "h3", "dl"):
            self._into = []


def _item(number: int, bookmark: _Bookmark, path: Path) -> ImportedItem:
    stated = bookmark.link.attributes
    marks = marks_of(
        tags=(*bookmark.folders, *stated.get("tags", "").split(",")),
        read={"1": False, "0": True}.get(stated.get("toread", "")),
        note="".join(bookmark.note),
        saved_at=moment_of(stated.get("add_date", "")),
    )
    url, title = stated.get("href", ""), "".join(bookmark.title)
    return wanted_entry(path, where=f"bookmark {number:,}", url=url, title=title, marks=marks)
