"""Bookmarks of browsers and of programs that write the same form."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/lists/bookmarks.html")
MOMENT = datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)
PAGE = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>

<DL><p>
    <DT><H3 ADD_DATE="1714558830" LAST_MODIFIED="0" PERSONAL_TOOLBAR_FOLDER="true">Anything</H3>
    <DL><p>
        <DT><A HREF="https://example.org/a?x=1&amp;y=2" ADD_DATE="1714558830" ICON="data:image/png;base64,AA==" TAGS="ships,the sea">Tom &amp; harbour</A>
        <DD>It was dredged.
            Twice &lt;at least&gt;.
        <DT><H3>Work</H3>
        <DD>A folder with a description
        <DL><p>
            <DT><A HREF="javascript:void(0)">Save this</A>
            <DT><H3>Charts</H3>
            <DL><p>
                <DT><A HREF="https://example.org/b" ADD_DATE="1714558830000000">B</A>
            </DL><p>
            <DT><A HREF="https://example.org/c">https://example.org/c</A>
        </DL><p>
        <DT><A HREF="place:type=6&amp;sort=14">Recent Tags</A>
    </DL><p>
    <DT><H3>Weitere Lesezeichen</H3>
    <DL><p>
        <DT><A HREF="https://example.org/d" TOREAD="1" PRIVATE="1">D</A>
    </DL><p>
    <HR>
    <DT><A HREF="https://example.org/e">E</A>
</DL>
"""  # noqa: E501  # as browsers write it


def read(page: str) -> list[ImportedItem]:
    return list(read_bytes(page.encode(), FILE))


def wanted(name: str, title: str, **marks: object) -> WantedArticle:
    return WantedArticle(
        url=f"https://example.org/{name}", title=title, origin=str(FILE), marks=ImportedMarks()._replace(**marks)
    )


def test_folders_tags_and_descriptions() -> None:
    assert read(PAGE) == [
        wanted("a?x=1&y=2", "Tom & harbour", tags=("ships", "the sea"), saved_at=MOMENT,
               note="It was dredged.\n            Twice <at least>."),
        wanted("b", "B", tags=("Work", "Charts"), saved_at=MOMENT),
        wanted("c", "", tags=("Work",)),
        wanted("d", "D", read=False),
        wanted("e", "E"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("\n", "\r\n"),
        "\ufeff" + PAGE,
        PAGE.replace("<p>", ""),
        PAGE.lower().replace("netscape-bookmark", "NETSCAPE-Bookmark"),
    ],
)
def test_other_line_ends_and_spellings(page: str) -> None:
    assert [item.url for item in read(page) if isinstance(item, WantedArticle)] == [
        item.url for item in read(PAGE) if isinstance(item, WantedArticle)
    ]


@pytest.mark.parametrize(
    "root", ["Bookmarks bar", "Other bookmarks", "Mobile bookmarks", "Lesezeichen-Symbolleiste", "LESEZEICHENLEISTE",
             "Barre de favoris", "Favourites bar", "书签栏", "com.apple.ReadingList"],
)  # fmt: skip
def test_the_folders_that_every_browser_has_are_no_tags(root: str) -> None:
    page = f'<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><H3>{root}</H3><DL><DT><A HREF="https://example.org/a">A</A></DL></DL>'
    assert read(page) == [wanted("a", "A")]


def test_a_broken_address_is_a_flaw_and_a_setting_is_passed_over() -> None:
    items = read(PAGE.replace("https://example.org/b", "https://[x").replace("https://example.org/d", "chrome://flags"))
    assert [item.where for item in items if isinstance(item, Flaw)] == ["B"]
    assert len(items) == 4


def test_folders_in_folders_without_end_take_no_time_and_no_stack() -> None:
    inner = "".join(f"<DT><H3>F{number}</H3><DL><p>" for number in range(50_000))
    items = read(f'<!DOCTYPE NETSCAPE-Bookmark-file-1>{inner}<DT><A HREF="https://example.org/a">A</A>')
    assert [len(item.marks.tags) for item in items if isinstance(item, WantedArticle)] == [10]


def test_a_file_without_bookmarks_says_so() -> None:
    with pytest.raises(UnreadableFileError, match="no bookmark"):
        read("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n</DL>")
