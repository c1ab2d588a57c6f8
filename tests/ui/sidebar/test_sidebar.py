from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.library.shelf import ShelfRow
from reader.tasks.describe_article import ArticleHistory
from reader.tasks.views import RelatedArticle, RelatedArticles
from reader.ui.sidebar.keeping_rows import TagsRow
from reader.ui.sidebar.rows import EntityRow, HeadLink, LinkRow, MoreRow, Row
from reader.ui.sidebar.sidebar import NAMES_MOST, NOTHING, Sidebar
from reader.ui.theme import DARK, LIGHT
from reader.userdata.annotation import Tag, TagColor

HERE = RelatedArticle(title="Japan’s prime minister to step down", number=ArticleNumber(7), published=date(2025, 9, 7))
WANTED = RelatedArticle(title="Lu Shiow-yen and the KMT chair")
BACK = RelatedArticle(title="Twice over", number=ArticleNumber(8), published=date(2025, 8, 21), read=True)
LIKE = RelatedArticle(title="Sixty years", number=ArticleNumber(9), reasons=("shares Seoul, Japan",))
RELATED = RelatedArticles(read_also=(HERE, WANTED), linked_from=(BACK,), similar=(LIKE,))


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    made = Sidebar(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(310, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def mention(name: str, at: int, kind: EntityKind = EntityKind.PLACE) -> LinkedMention:
    entity = Entity(id=EntityId(f"{kind}:{name.casefold()}"), kind=kind, name=name)
    return LinkedMention(span=Span(at, at + len(name)), entity=entity)


def all_rows(sidebar: Sidebar) -> list[Row]:
    shown = [row for row in sidebar.findChildren(Row) if row.isVisible()]
    return sorted(shown, key=lambda row: row.mapTo(sidebar, QPoint()).y())


def rows(sidebar: Sidebar) -> list[Row]:
    return [row for row in all_rows(sidebar) if not isinstance(row, HeadLink)]


def names(sidebar: Sidebar) -> list[str]:
    return [row.accessibleName() for row in rows(sidebar)]


def test_every_entry_says_what_it_is(sidebar: Sidebar) -> None:
    sidebar.show_related(RELATED)
    assert names(sidebar) == [
        "Japan’s prime minister to step down, 7 Sep 2025, unread",
        "Lu Shiow-yen and the KMT chair, not in library, find similar",
        "Twice over, 21 Aug 2025, read",
        "Sixty years, shares Seoul, Japan",
    ]
    assert [section.note for section, _ in sidebar._sheet._tops] == ["1 of 2 in library", "1", ""]


def test_an_empty_section_is_not_there(sidebar: Sidebar) -> None:
    sidebar.show_related(RelatedArticles(similar=(LIKE,)))
    sidebar.show_entities([mention("Seoul", 0)])
    assert [section.title for section, _ in sidebar._sheet._tops] == ["Similar", "In this article"]


def test_with_nothing_at_all_there_is_a_quiet_sentence(sidebar: Sidebar) -> None:
    sidebar.show_related(RelatedArticles())
    assert sidebar._sheet._quiet == ""  # the names are not known yet
    sidebar.show_entities(())
    assert sidebar._sheet._quiet == NOTHING
    sidebar.clear()
    assert sidebar._sheet._quiet == ""


def test_an_article_opens_by_click_and_by_enter(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.show_related(RELATED)
    with qtbot.waitSignal(sidebar.article_wanted) as caught:
        qtbot.mouseClick(rows(sidebar)[0], Qt.MouseButton.LeftButton)
    assert caught.args == [7]
    with qtbot.waitSignal(sidebar.article_wanted) as caught:
        qtbot.keyClick(rows(sidebar)[2], Qt.Key.Key_Return)
    assert caught.args == [8]


def test_a_wanted_article_is_searched_for(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.show_related(RELATED)
    with qtbot.waitSignal(sidebar.search_wanted) as caught, qtbot.assertNotEmitted(sidebar.article_wanted):
        qtbot.mouseClick(rows(sidebar)[1], Qt.MouseButton.LeftButton)
    assert caught.args == ["Lu Shiow-yen and the KMT chair"]


def test_names_are_counted_the_most_mentioned_first(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.show_entities(
        [mention("Seoul", 0), mention("Tokyo", 9), mention("Nakatani", 20, EntityKind.PERSON), mention("Tokyo", 40)]
    )
    assert names(sidebar) == ["Tokyo, place, 2 mentions", "Seoul, place, 1 mention", "Nakatani, person, 1 mention"]
    with qtbot.waitSignal(sidebar.entity_clicked) as caught:
        qtbot.mouseClick(rows(sidebar)[0], Qt.MouseButton.LeftButton)
    assert caught.args[0] == "place:tokyo"


def test_a_row_says_who_it_is_in_full_and_the_head_leads_to_all_names(qtbot: QtBot, sidebar: Sidebar) -> None:
    link = next(row for row in sidebar.findChildren(HeadLink))
    sidebar.show_entities([])
    assert link.isHidden()
    sidebar.show_entities([mention("Seoul", 0), mention("Seoul", 9)])
    assert rows(sidebar)[0].toolTip() == "Seoul · place — twice here"
    with qtbot.waitSignal(sidebar.names_wanted):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    sidebar.clear()
    assert link.isHidden()


def test_many_names_are_shown_when_asked(qtbot: QtBot, sidebar: Sidebar) -> None:
    many = NAMES_MOST + 5
    sidebar.show_entities([mention(f"Name {n}", 10 * n) for n in range(many)])
    (more,) = [row for row in rows(sidebar) if isinstance(row, MoreRow)]
    assert more.text() == f"Show all {many}"
    assert sum(isinstance(row, EntityRow) for row in rows(sidebar)) == NAMES_MOST
    qtbot.keyClick(more, Qt.Key.Key_Return)
    assert sum(isinstance(row, EntityRow) for row in rows(sidebar)) == many
    assert rows(sidebar)[NAMES_MOST].hasFocus()


def test_a_long_title_wraps_and_is_never_cut(sidebar: Sidebar) -> None:
    title = "A headline that goes on and on and does not stop where the sidebar does, " * 3
    sidebar.show_related(RelatedArticles(read_also=(RelatedArticle(title=title, number=ArticleNumber(1)),)))
    (row,) = rows(sidebar)
    assert isinstance(row, LinkRow)
    layout = row._title
    assert sum(layout.lineAt(n).textLength() for n in range(layout.lineCount())) == len(title)
    assert max(layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())) <= row.width()
    high = row.height()
    sidebar.resize(230, 700)
    assert row.height() > high


def test_tab_goes_from_the_top_down(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.show_entities([mention("Seoul", 0)])
    sidebar.show_related(RELATED)
    rows(sidebar)[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    for _ in range(5):
        qtbot.keyClick(sidebar.focusWidget(), Qt.Key.Key_Tab)
        reached.append(sidebar.focusWidget())
    assert reached == all_rows(sidebar)[1:]


def test_the_focus_is_seen(sidebar: Sidebar) -> None:
    sidebar.show_related(RELATED)
    row = rows(sidebar)[0]
    before = row.grab().toImage()
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.grab().toImage() != before


def test_the_theme_changes_ground_and_rows(sidebar: Sidebar) -> None:
    sidebar.show_related(RELATED)
    before = rows(sidebar)[0].grab().toImage()
    sidebar.set_theme(DARK)
    assert sidebar.grab().toImage().pixelColor(2, 2).name() == DARK.css("panel")
    assert rows(sidebar)[0].grab().toImage() != before


def test_tags_and_note_stand_above_and_a_quiet_line_where_there_are_none(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.show_related(RELATED)
    sidebar.show_keeping((), "")
    assert names(sidebar)[0] == "Add a tag or a note"
    with qtbot.waitSignal(sidebar.tags_wanted):
        rows(sidebar)[0].click()
    sidebar.show_keeping((Tag(1, "water"), Tag(2, "sea", TagColor.BLUE)), "Ask\n\nagain. " + "More of it. " * 100)
    tags_row, note_row = rows(sidebar)[:2]
    assert isinstance(tags_row, TagsRow)
    assert [chip.name for chip in tags_row.chips] == ["water", "sea"]
    assert note_row.accessibleName().startswith("Note: Ask again. More")
    assert note_row.height() < 6 * 18 + 12  # five lines of it
    with qtbot.waitSignal(sidebar.note_wanted):
        qtbot.keyClick(note_row, Qt.Key.Key_Return)
    with qtbot.waitSignal(sidebar.tag_clicked) as caught:
        tags_row.chips[1].click()
    assert caught.args == ["sea"]
    with qtbot.waitSignal(sidebar.tag_removed) as caught:
        qtbot.mouseClick(tags_row.chips[0], Qt.MouseButton.LeftButton, pos=tags_row.chips[0].cross.center())
    assert caught.args == ["water"]
    sidebar.set_theme(DARK)


def test_many_tags_wrap_and_tab_goes_through_them(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.show_keeping([Tag(n, f"a rather long tag {n}") for n in range(8)], "")
    row = rows(sidebar)[0]
    assert isinstance(row, TagsRow)
    assert len({chip.y() for chip in row.chips}) > 3
    assert all(chip.geometry().right() <= row.width() for chip in row.chips)
    row.chips[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row.chips[0], Qt.Key.Key_Tab)
    assert row.chips[1].hasFocus()


def test_versions_reprints_and_a_file_that_is_gone_are_told_and_lead_on(sidebar: Sidebar, qtbot: QtBot) -> None:
    twin = ShelfRow(ArticleNumber(5), ArticleId("a5"), "The same story", "Desk", date(2025, 9, 7), date(2026, 1, 1), "")
    sidebar.show_history(ArticleHistory(older_versions=1, reprints=[twin], gone=True))
    assert names(sidebar) == [
        "An earlier version: compare them",
        "No longer where it was read from",
        "The same story, Desk, 7 Sep 2025",
    ]
    assert [section.note for section, _ in sidebar._sheet._tops] == ["1 reprint"]
    first, second, third = rows(sidebar)
    for row, signal in ((first, sidebar.comparison_wanted), (second, sidebar.about_wanted)):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(row, Qt.Key.Key_Return)
    with qtbot.waitSignal(sidebar.article_wanted) as caught:
        qtbot.mouseClick(third, Qt.MouseButton.LeftButton)
    assert caught.args == [5]
    sidebar.show_history(ArticleHistory(older_versions=1_200))
    assert names(sidebar) == ["1,200 earlier versions: compare them"]
    sidebar.show_history(ArticleHistory())
    assert names(sidebar) == []
