"""Families of reprints in the list: one row that says so, opens up, and closes again."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt

from reader.articles.passage import Passage
from reader.ui.article_list.fold import Fold, chip_words, fold_in_words
from reader.ui.article_list.marked_lines import MarkedLines
from reader.ui.article_list.model import ArticleListModel, Role
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.article_list.row_layout import INDENT, LineHeights, RowLayout
from reader.ui.article_list.row_view import RowView
from reader.ui.theme import DARK, LIGHT
from reader.userdata.annotation import Tag

BELOW = frozenset({20, 30})


@pytest.fixture
def pane(qtbot, shelf):
    """Article 10 stands for 20 and 30; 40 has no reprints."""
    shelf.changes = {number: {"reprints": 2} for number in (10, 20, 30)}
    made = ArticleListPane(fetch_rows=shelf.fetch_rows, theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(330, 780)
    with qtbot.waitExposed(made):
        made.show()
    made.show_order([10, 40], total=2, reset_scroll=True)
    made.set_current(10)
    return made


def view(pane) -> RowView:
    return pane.rows


def unfold(pane):
    pane.show_order([10, 20, 30, 40], total=4, reset_scroll=False, below=BELOW)


def chip_of(pane, row, *, mirrored=False) -> QRect | None:
    index = view(pane).model().index(row, 0)
    return view(pane).delegate.chip_at(index, view(pane).visualRect(index), mirrored=mirrored)


def click(qtbot, pane, place: QPoint):
    qtbot.mouseClick(view(pane).viewport(), Qt.MouseButton.LeftButton, pos=place)


def gather(signal):
    values = []
    signal.connect(lambda *told: values.append(told))
    return values


def test_rows_know_how_they_stand_to_their_reprints(pane):
    model = view(pane).model()
    assert [model.index(row, 0).data(Role.FOLD) for row in range(2)] == [Fold.CLOSED, Fold.NONE]
    unfold(pane)
    assert [model.index(row, 0).data(Role.FOLD) for row in range(4)] == [Fold.OPEN, Fold.BELOW, Fold.BELOW, Fold.NONE]


def test_a_screen_reader_hears_it(pane):
    def heard():
        model = view(pane).model()
        return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    assert heard() == ["Article 10, Diplomacy desk, 8 Sep 2025, 2 reprints, closed",
                       "Article 40, Diplomacy desk, 8 Sep 2025"]  # fmt: skip
    unfold(pane)
    assert heard()[:2] == ["Article 10, Diplomacy desk, 8 Sep 2025, 2 reprints, open",
                           "Article 20, Diplomacy desk, 8 Sep 2025, a reprint"]  # fmt: skip


def test_words_of_one_and_of_several(make_row):
    one, many = make_row(1, reprints=1), make_row(1, reprints=1200)
    assert chip_words(one, Fold.CLOSED) == "+1 reprint"
    assert chip_words(many, Fold.OPEN) == "1,200 reprints"
    assert chip_words(one, Fold.BELOW) == chip_words(one, Fold.NONE) == chip_words(make_row(1), Fold.OPEN) == ""
    assert fold_in_words(one, Fold.CLOSED) == "1 reprint, closed"
    assert fold_in_words(make_row(1), Fold.CLOSED) == fold_in_words(one, Fold.NONE) == ""


def test_a_click_on_the_chip_asks_for_the_family_and_opens_no_article(pane, qtbot):
    wanted = gather(pane.fold_wanted)
    others = gather(pane.article_activated)
    pane.article_selected.connect(others.append)
    click(qtbot, pane, chip_of(pane, 0).center())
    unfold(pane)
    click(qtbot, pane, chip_of(pane, 0).center())
    assert wanted == [(10, True), (10, False)]
    assert others == []
    assert chip_of(pane, 1) is None
    assert chip_of(pane, 3) is None


def test_two_quick_clicks_on_the_chip_are_two_clicks(pane, qtbot):
    wanted, opened = gather(pane.fold_wanted), gather(pane.article_activated)
    place = chip_of(pane, 0).center()
    click(qtbot, pane, place)
    qtbot.mouseDClick(view(pane).viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(view(pane).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(wanted) == 2
    assert opened == []


def test_a_press_on_the_chip_that_is_let_go_elsewhere_does_nothing(pane, qtbot):
    wanted, opened = gather(pane.fold_wanted), gather(pane.article_activated)
    qtbot.mousePress(view(pane).viewport(), Qt.MouseButton.LeftButton, pos=chip_of(pane, 0).center())
    qtbot.mouseRelease(view(pane).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert wanted == opened == []


def test_right_opens_and_left_closes_from_every_row_of_the_family(pane, qtbot):
    wanted = gather(pane.fold_wanted)
    qtbot.keyClick(view(pane), Qt.Key.Key_Left)  # closed already
    qtbot.keyClick(view(pane), Qt.Key.Key_Right)
    unfold(pane)
    qtbot.keyClick(view(pane), Qt.Key.Key_Right)  # open already
    qtbot.keyClick(view(pane), Qt.Key.Key_Left)
    qtbot.keyClick(view(pane), Qt.Key.Key_Down)
    qtbot.keyClick(view(pane), Qt.Key.Key_Left)
    assert wanted == [(10, True), (10, False), (20, False)]


def test_right_and_left_are_left_to_others_where_there_are_no_reprints(pane, qtbot):
    pane.set_current(40)
    heard = []
    pane.keyPressEvent = lambda event: heard.append(event.key())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(view(pane), key)
    assert heard == [Qt.Key.Key_Right, Qt.Key.Key_Left]


def test_in_a_window_from_right_to_left_the_keys_and_the_chip_change_sides(pane, qtbot):
    wanted = gather(pane.fold_wanted)
    pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pane.grab()
    qtbot.keyClick(view(pane), Qt.Key.Key_Left)
    click(qtbot, pane, chip_of(pane, 0, mirrored=True).center())
    assert wanted == [(10, True), (10, True)]
    assert chip_of(pane, 0, mirrored=True).right() < view(pane).viewport().width() / 2


def test_members_are_rows_like_others(pane, qtbot):
    unfold(pane)
    selected, opened = gather(pane.article_selected), gather(pane.article_activated)
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(view(pane), key)
    qtbot.keyClick(view(pane), Qt.Key.Key_Return)
    assert selected == [(20,), (30,), (40,), (30,)]
    assert opened == [(30,)]


def test_opening_keeps_the_current_row_and_what_is_at_the_top(pane):
    numbers = [10, *range(100, 200)]
    pane.show_order(numbers, total=len(numbers), reset_scroll=True)
    pane.set_current(120)
    pane.restore_scroll(15 * view(pane).row_height())
    pane.show_order([10, 20, 30, *range(100, 200)], total=103, reset_scroll=False, below=BELOW)
    assert pane.current_number() == 120
    assert pane.numbers_in_sight()[0] == 114


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_member_is_set_in_with_a_thin_line_at_its_side(pane, theme):
    pane.set_theme(theme)
    unfold(pane)
    image, rows = pane.grab().toImage(), view(pane)
    thread = rows.delegate.layout_of(rows.visualRect(rows.model().index(1, 0)), indent=INDENT).thread.center()
    at = rows.mapTo(pane, thread)
    assert image.pixelColor(at) == theme.color("scroll")
    assert image.pixelColor(at - QPoint(0, rows.row_height())) == theme.color("selected")


def test_a_row_is_drawn_anew_when_it_opens(pane):
    closed = pane.grab().toImage()
    unfold(pane)
    assert pane.grab().toImage() != closed
    pane.show_order([10, 40], total=2, reset_scroll=False)
    assert pane.grab().toImage() == closed


@pytest.mark.usefixtures("qapp")
def test_opening_tells_qt_of_the_new_rows_only(qtmodeltester, shelf):
    model = ArticleListModel(fetch_rows=shelf.fetch_rows)
    qtmodeltester.check(model)
    model.set_order([10, 40], total=2)
    seen = []
    model.rowsInserted.connect(lambda _parent, first, last: seen.append((first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: seen.append((-first, -last)))
    model.modelReset.connect(lambda: seen.append("reset"))
    model.set_order([10, 20, 30, 40], total=4, below=BELOW)
    model.set_order([10, 40], total=2)
    assert seen == [(1, 2), (-1, -2)]
    assert model.fold_at(5) is Fold.NONE
    assert model.rowCount(QModelIndex()) == 2


def test_the_words_are_set_in_and_nothing_leaves_the_row():
    heights = LineHeights(meta=14, title=18, excerpt=17)
    row = QRect(0, 0, 330, heights.row)
    plain = RowLayout.fit(row, heights, title_lines=2)
    member = RowLayout.fit(row, heights, title_lines=2, indent=INDENT)
    for part in ("title", "meta", "excerpt", "dot"):
        assert getattr(member, part).left() == getattr(plain, part).left() + INDENT
    assert member.title.right() == plain.title.right()
    assert member.star == plain.star
    assert member.thread.right() < member.dot.left()


def test_the_last_line_of_the_excerpt_leaves_room_for_the_chip(pane):
    look = view(pane).delegate._excerpt_look
    text = "Shared radar tracks reach all three capitals within seconds of a launch anywhere in the region, " * 3
    whole = MarkedLines(text, (), look, width=280, most_lines=2)
    spared = MarkedLines(text, (), look, width=280, most_lines=2, spare=90)
    mirrored = MarkedLines(text, (), look, width=280, most_lines=2, spare=90, mirrored=True)
    assert whole.elided
    assert spared.elided
    assert spared._layout.lineAt(0).naturalTextWidth() == whole._layout.lineAt(0).naturalTextWidth()
    assert spared._layout.lineAt(1).naturalTextWidth() <= 190
    assert mirrored._layout.lineAt(1).x() == 90


@pytest.mark.parametrize("width", [240, 330, 700])
def test_source_date_and_tags_stay_where_they_are(pane, shelf, width):
    tags = (Tag(1, "water"), Tag(2, "ships"))
    shelf.changes[10] = {"reprints": 0, "tags": tags, "bookmarked": True}
    pane.resize(width, 400)
    pane.refresh([10])
    plain = pane.grab().toImage()
    shelf.changes[10]["reprints"] = 2
    pane.refresh([10])
    chipped = pane.grab().toImage()
    top = view(pane).y()
    title_end = top + view(pane).delegate.layout_of(QRect(0, 0, width, view(pane).row_height())).title.bottom()
    assert plain != chipped
    assert plain.copy(0, 0, width, title_end) == chipped.copy(0, 0, width, title_end)


def test_a_row_says_that_it_changed_only_where_there_is_room(pane, shelf):
    delegate = view(pane).delegate
    row = shelf.fetch_rows([40])[0]
    shelf.changes[41] = {"changed": True}
    changed = shelf.fetch_rows([41])[0]
    assert delegate._meta_of(row, 300) == "Diplomacy desk · 8 Sep 2025"
    assert delegate._meta_of(changed, 300) == "Diplomacy desk · 8 Sep 2025 · changed"
    assert delegate._meta_of(changed, 150) == "Diplomacy desk · 8 Sep 2025"
    pane.show_order([41], total=1, reset_scroll=True)
    assert "changed" in view(pane).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_an_excerpt_without_words_leaves_the_chip_in_its_place(pane, shelf):
    before = chip_of(pane, 0)
    shelf.changes[10] = {"reprints": 2, "excerpt": Passage(""), "title": "A long title " * 20}
    pane.refresh([10])
    pane.grab()
    assert chip_of(pane, 0) == before
