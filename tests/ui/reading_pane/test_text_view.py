from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.entities.mention import EntityKind
from reader.tasks.views import OpenedArticle
from reader.ui.clipboard import leave_words_on_clipboard
from reader.ui.reading_pane.render import Place, render
from reader.ui.reading_pane.text_view import ArticleText
from reader.ui.style_sheet import dress
from reader.ui.theme import DARK, LIGHT, SIZES

MakeOpened = Callable[..., OpenedArticle]


@pytest.fixture
def view(qtbot: QtBot) -> ArticleText:
    made = ArticleText(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(view: ArticleText, opened: OpenedArticle) -> None:
    view.show_page(render(opened, theme=LIGHT))


def is_tinted(view: ArticleText, kind: EntityKind) -> bool:
    image: QImage = view.viewport().grab().toImage()
    tint = LIGHT.color(f"entity.{kind}.tint").rgb()
    return any(image.pixel(x, y) == tint for y in range(0, image.height(), 2) for x in range(0, image.width(), 2))


def selected(view: ArticleText) -> str:
    return view.textCursor().selectedText()


def test_a_long_article_is_filled_in_by_and_by(qtbot: QtBot, view: ArticleText, long_opened: OpenedArticle) -> None:
    show(view, long_opened)
    page = view.page
    assert page is not None
    assert view.document().blockCount() < len(page.blocks)
    qtbot.waitUntil(lambda: view.document().blockCount() == len(page.blocks))
    assert view.document().lastBlock().text() == page.blocks[-1].text
    first, last = view.document().findBlockByNumber(3), view.document().lastBlock()
    assert first.blockFormat().lineHeight() == last.blockFormat().lineHeight() == 30
    assert first.charFormat().fontPointSize() == last.charFormat().fontPointSize()


def test_another_article_stops_the_filling_of_the_one_before(
    view: ArticleText, long_opened: OpenedArticle, make_opened: MakeOpened
) -> None:
    show(view, long_opened)
    show(view, make_opened())
    for _ in range(20):
        QApplication.processEvents()
    assert view.document().blockCount() == 5


def test_the_place_is_restored_exactly_once_all_is_there(
    qtbot: QtBot, view: ArticleText, long_opened: OpenedArticle
) -> None:
    show(view, long_opened)
    view.restore_scroll(0.625)
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0 and view.scroll_fraction() > 0.62)
    assert bar.value() == round(0.625 * bar.maximum())


def test_a_reader_who_scrolls_is_not_pulled_away(qtbot: QtBot, view: ArticleText, long_opened: OpenedArticle) -> None:
    show(view, long_opened)
    view.restore_scroll(0.9)
    view.verticalScrollBar().triggerAction(view.verticalScrollBar().SliderAction.SliderPageStepAdd)
    page = view.page
    assert page is not None
    qtbot.waitUntil(lambda: view.document().blockCount() == len(page.blocks))
    assert view.scroll_fraction() < 0.2


def test_nothing_is_ever_loaded(view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened())
    image = QTextDocument.ResourceType.ImageResource.value
    assert view.loadResource(image, QUrl("file:///etc/hostname")) is None
    view.setSource(QUrl("file:///etc/hostname"))
    assert "Talks in Seoul" in view.toPlainText()


def test_kinds_are_shown_and_hidden_without_setting_the_text_anew(view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened())
    before = view.document().revision()
    assert is_tinted(view, EntityKind.ORGANISATION)
    view.set_shown_kinds(frozenset(EntityKind) - {EntityKind.ORGANISATION})
    assert not is_tinted(view, EntityKind.ORGANISATION)
    assert is_tinted(view, EntityKind.PLACE)
    assert view.document().revision() == before


def test_names_that_come_later_are_marked_and_linked(qtbot: QtBot, view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened(names=False))
    assert not is_tinted(view, EntityKind.PERSON)
    view.set_mentions(make_opened().mentions)
    assert is_tinted(view, EntityKind.PERSON)
    page = view.page
    assert page is not None
    assert page.mentions[1].entity.name == "Gen Nakatani"

    def links() -> set[str]:
        formats = view.document().findBlockByNumber(3).textFormats()
        return {stretch.format.anchorHref() for stretch in formats if stretch.format.isAnchor()}

    qtbot.waitUntil(lambda: links() == {f"entity:{index}" for index in range(1, 6)})  # a busy machine takes turns


def test_a_click_on_a_name_is_told_with_a_point_below_it(
    qtbot: QtBot, view: ArticleText, make_opened: MakeOpened
) -> None:
    show(view, make_opened())
    place = Place(3, 0, 12)
    (piece,) = view._layer.pieces_of(place)
    with qtbot.waitSignal(view.mention_activated) as caught:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=piece.ground.center().toPoint())
    index, where = caught.args
    assert index == 1
    assert where.y() > view.viewport().mapToGlobal(piece.ground.center().toPoint()).y()


def test_a_hidden_name_is_not_clickable(qtbot: QtBot, view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened())
    view.set_shown_kinds(frozenset())
    (piece,) = view._layer.pieces_of(Place(3, 0, 12))
    with qtbot.assertNotEmitted(view.mention_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=piece.ground.center().toPoint())


def test_tab_walks_through_the_names_that_are_shown(qtbot: QtBot, view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened())
    view.set_shown_kinds(frozenset({EntityKind.PERSON, EntityKind.OTHER}))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    reached = []
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        reached.append(selected(view))
    assert reached == ["Gen Nakatani", "Cheonan", "Nakatani"]
    with qtbot.waitSignal(view.mention_activated) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.page is not None
    assert view.page.mentions[caught.args[0]].span.start > view.page.mentions[1].span.start


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_Tab, "Seoul"), (Qt.Key.Key_Backtab, "Tokyo")])
def test_tab_begins_with_what_is_in_view(
    qtbot: QtBot, view: ArticleText, make_opened: MakeOpened, key: Qt.Key, name: str
) -> None:
    plain = "More words of it. " * 24
    show(view, make_opened("Lead.", "Cheonan", *[plain] * 8, "Seoul and Tokyo", *[plain] * 8, "Cheonan"))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.set_current([Place(11, 0, 5)])
    value = view.verticalScrollBar().value()
    qtbot.keyClick(view, key)
    assert selected(view) == name
    assert view.verticalScrollBar().value() == value > 0


def test_copying_gives_plain_words_with_a_line_between_paragraphs(view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened())
    view.selectAll()
    view.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert "Second Fleet about the Cheonan.\n\nNakatani went" in mime.text()
    assert not mime.hasHtml()
    leave_words_on_clipboard()
    assert QGuiApplication.clipboard().text() == view.textCursor().selection().toPlainText().replace("\n", "\n\n")


def test_the_menu_searches_for_what_is_selected(qtbot: QtBot, view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened())
    assert [action.text() for action in view.context_menu().actions()] == ["&Copy", "Select &all"]
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    search = view.context_menu().actions()[-1]
    assert search.text() == "&Search for “Talks”"
    with qtbot.waitSignal(view.search_wanted) as caught:
        search.trigger()
    assert caught.args == ["Talks"]


def test_the_column_is_no_wider_than_reads_well_and_stands_in_the_middle(
    view: ArticleText, make_opened: MakeOpened
) -> None:
    view.resize(1200, 500)
    show(view, make_opened())
    line = view.document().findBlockByNumber(3).layout().lineAt(0)
    assert line.width() == SIZES.text_column
    left = view.viewport().x() + view.document().findBlockByNumber(3).layout().position().x()
    assert left == pytest.approx((1200 - SIZES.text_column) / 2, abs=1)


def test_a_narrow_window_keeps_margins(view: ArticleText, make_opened: MakeOpened) -> None:
    view.resize(360, 500)
    show(view, make_opened())
    block = view.document().findBlockByNumber(3).layout()
    assert block.lineAt(0).width() == 360 - 2 * 18
    assert view.viewport().x() + block.position().x() == 18


def test_another_width_keeps_the_place(qtbot: QtBot, view: ArticleText, long_opened: OpenedArticle) -> None:
    show(view, long_opened)
    page = view.page
    assert page is not None
    qtbot.waitUntil(lambda: view.document().blockCount() == len(page.blocks))
    view.restore_scroll(0.5)
    block = view.top_position()[0]
    view.resize(420, 500)
    assert view.top_position()[0] == block
    show_again = render(long_opened, theme=LIGHT, text_size=24)
    view.show_page(show_again, keep_place=True)
    qtbot.waitUntil(lambda: view.document().blockCount() == len(page.blocks))
    assert view.top_position()[0] == block


def test_reading_on_leaves_two_lines_and_ends_at_the_end(
    qtbot: QtBot, view: ArticleText, make_opened: MakeOpened
) -> None:
    show(view, make_opened("Lead.", *("More words of it. " * 12 for _ in range(12))))
    assert view.read_on()
    assert view.verticalScrollBar().value() == view.viewport().height() - 60
    while view.read_on():
        pass
    assert view.scroll_fraction() == 1.0
    with qtbot.waitSignal(view.next_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Space)


def wheel(turn: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QWheelEvent:
    at, no_button = QPointF(10, 100), Qt.MouseButton.NoButton
    return QWheelEvent(at, at, QPoint(), QPoint(0, turn), no_button, keys, Qt.ScrollPhase.NoScrollPhase, False)


def test_the_wheel_beside_the_column_scrolls(view: ArticleText, long_opened: OpenedArticle) -> None:
    view.resize(1200, 500)
    show(view, long_opened)
    QApplication.sendEvent(view, wheel(-240))
    assert view.verticalScrollBar().value() > 0


def test_the_wheel_with_control_asks_for_another_size(qtbot: QtBot, view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened())
    size = view.document().findBlockByNumber(3).charFormat().fontPointSize()
    for part in (view, view.viewport()):
        with qtbot.waitSignal(view.zoom_wanted) as caught:
            QApplication.sendEvent(part, wheel(120, Qt.KeyboardModifier.ControlModifier))
        assert caught.args == [1]
    assert view.document().findBlockByNumber(3).charFormat().fontPointSize() == size


def test_a_hit_beyond_the_edge_is_brought_softly_into_view(view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened("Lead.", *("More words of it. " * 12 for _ in range(12))))
    place = Place(9, 5, 10)
    view.set_hits([place])
    view.set_current([place])
    top = view._layer.pieces_of(place)[0].ground.top() - view.verticalScrollBar().value()
    assert 0.25 * view.viewport().height() < top < 0.45 * view.viewport().height()


def test_hits_are_marked_and_the_current_one_stands_out(view: ArticleText, make_opened: MakeOpened) -> None:
    show(view, make_opened(names=False))
    view.set_hits([Place(3, 30, 35), Place(4, 0, 8)])
    image = view.viewport().grab().toImage()
    colours = {image.pixel(x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2)}
    assert LIGHT.color("hit").rgb() in colours
    assert LIGHT.color("hit.current").rgb() not in colours
    view.set_current([Place(4, 0, 8)])
    image = view.viewport().grab().toImage()
    colours = {image.pixel(x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2)}
    assert LIGHT.color("hit.current").rgb() in colours


def test_the_ground_follows_the_theme_while_the_window_is_open(qapp: QApplication, view: ArticleText) -> None:
    before, sheet = qapp.palette(), qapp.styleSheet()
    try:
        for theme in (LIGHT, DARK):
            dress(theme)
            view.set_theme(theme)
            assert view.grab().toImage().pixelColor(view.width() // 2, view.height() - 30) == theme.color("page")
    finally:
        qapp.setStyleSheet(sheet)
        qapp.setPalette(before)
