"""The text of an article on screen: sets a page without ever blocking, shows its marks, keeps the reader's place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QTextEdit, QWidget

from reader.entities.mention import EntityKind, LinkedMention
from reader.ui.reading_pane.filling import SCHEME, PageFiller
from reader.ui.reading_pane.mark_layer import MarkLayer
from reader.ui.reading_pane.name_tabbing import NameTabbing
from reader.ui.reading_pane.place_keeper import PlaceKeeper
from reader.ui.reading_pane.render import Page, Place, Role
from reader.ui.theme import SIZES, Theme
from reader.ui.viewport import give_viewport

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from reader.ui.reading_pane.highlight_layer import PaintedHighlight

ROOM, NARROW_ROOM = 28, 16  # pixels of the document around the text
NARROW = 580  # pixels of the view; below it the room is the narrow one
LEAST_MARGIN, MOST_MARGIN = 16, 48  # pixels beside the column where the window is narrow
LONG_TEXT = 200_000  # characters; lines of a longer text are broken anew only when the window rests
REST_MS = 150
CARD_GAP = 6  # pixels between a name and its card
ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
BRIEFLY_MS = 2_500  # how long a place stays marked that was asked for


class ArticleText(QTextBrowser):
    """Shows one page. Loads nothing, opens nothing: a click on a name is told, not followed. GUI thread only."""

    mention_activated = Signal(int, QPoint)  # index in `Page.mentions`, where its card may go on screen
    search_wanted = Signal(str)
    scrolled = Signal(float)  # how far, 0 to 1; also when the text grew
    end_seen = Signal()  # the reader scrolled to the end of the whole text
    zoom_wanted = Signal(int)  # +1 or -1
    next_wanted = Signal()  # the space key at the end
    menu_opening = Signal(object, int)  # QMenu, to be added to; the index of the mention it is over, or -1

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document().documentLayout().setPaintDevice(give_viewport(self))  # words are measured for it
        self._page: Page | None = None
        self._filler = PageFiller(self.document(), self)
        self._layer = MarkLayer(self.document(), theme=theme)
        self._keeper = PlaceKeeper(self, filler=self._filler, layer=self._layer, arrived=self._tell_scrolled)
        self._tabbing = NameTabbing(self, layer=self._layer, ours=self._keeper.ours)
        self._stepped: int | None = None  # the mention the reader stepped to, which Enter opens
        self._brief_timer = QTimer(self, singleShot=True, interval=BRIEFLY_MS)
        self._brief_timer.timeout.connect(lambda: self._mark_briefly(()))
        self._rest_timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest_timer.timeout.connect(self._fit_column)
        self._set_up()
        self.set_theme(theme)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # A fixed width of the text: a wider window then moves the column and lays out nothing anew.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName("Article")
        self.anchorClicked.connect(self._on_anchor_clicked)
        self._filler.grew.connect(self._on_filler_grew)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scroll_bar_value_changed)
        bar.rangeChanged.connect(self._on_scroll_bar_range_changed)
        bar.actionTriggered.connect(self._on_scroll_bar_action_triggered)

    # -- what is shown

    @property
    def page(self) -> Page | None:
        return self._page

    @property
    def layer(self) -> MarkLayer:
        """What is painted under the words."""
        return self._layer

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of the marks; the page brings those of the words."""
        self._layer.set_theme(theme)
        self._hit, self._text = theme.color("hit.muted"), theme.color("text")
        palette = self.palette()
        role = QPalette.ColorRole
        for each, meaning in (
            (role.Base, "page"), (role.Window, "page"), (role.WindowText, "text"),
            (role.Highlight, "accent"), (role.HighlightedText, "accent.text"),
        ):  # fmt: skip
            palette.setColor(each, theme.color(meaning))
        palette.setColor(role.Text, Qt.GlobalColor.transparent)  # Qt's dotted frame on a link; the marks have their own
        self.setPalette(palette)
        self.viewport().setPalette(palette)  # which keeps its old colours when the style sheet is set anew

    def show_page(self, page: Page | None, *, keep_place: bool = False) -> None:
        """Set a page: the beginning at once, the rest in short slices. `keep_place` for the same text in a new look."""
        top = self._keeper.top() if keep_place and self._page is not None else None
        self._page, self._stepped = page, None
        self._keeper.forget_goal()
        self._layer.set_page(page, same_text=keep_place)
        self.setExtraSelections([])
        with self._keeper.ours():
            self._fit_column()
            self.setHtml(self._filler.first_html(page))
        if top is not None:
            self._keeper.go_to_top(top)

    def set_mentions(self, mentions: tuple[LinkedMention, ...]) -> None:
        """Names that became known after the text was set. The text stays where it is."""
        if self._page is not None:
            self._page = self._page._replace(mentions=mentions)
            self._layer.set_names(self._page)
            self._filler.dress(self._page)
            self.viewport().update()

    def set_shown_kinds(self, kinds: frozenset[EntityKind]) -> None:
        """Which names have a ground and can be clicked."""
        self._layer.shown = kinds
        self.viewport().update()

    def set_highlights(self, placed: "Sequence[PaintedHighlight]") -> None:
        """What the reader marked; it replaces what was marked before."""
        self._layer.set_highlights(placed)
        self._set_lead_colors()
        self.viewport().update()

    def set_hits(self, places: Sequence[Place]) -> None:
        """Mark these, in order; they replace what was marked before."""
        self._layer.set_hits(places)
        self._set_lead_colors()
        self.viewport().update()

    def _set_lead_colors(self) -> None:
        """Marked words of the lead would be hard to read in its muted colour; changing that lays out nothing."""
        blocks = self._page.blocks[:2] if self._page is not None else ()
        lead = next((number for number, block in enumerate(blocks) if block.role is Role.LEAD), -1)
        marked = self._tabbing.colored(self._layer.highlighted_in(lead), self._text)
        self.setExtraSelections(marked + self._tabbing.colored(self._layer.hits_in(lead), self._hit))

    def set_current(self, places: Sequence[Place], *, mention: int | None = None, scroll: bool = True) -> None:
        """Outline what the reader stepped to, and bring it softly into view; Enter opens it if it is a `mention`."""
        self._layer.current, self._stepped = tuple(places), mention
        if mention is not None and places and places[0].block < self.document().blockCount():
            self._tabbing.go_on_from(places[0])
        self.viewport().update()
        if places and scroll:
            self.bring_into_view(places[0])

    def show_place(self, places: Sequence[Place]) -> None:
        """Bring something that was asked for into view and mark it for a moment."""
        if places:
            self._mark_briefly(places)
            self.bring_into_view(places[0])

    def _mark_briefly(self, places: Sequence[Place]) -> None:
        self._layer.brief = tuple(places)
        self._brief_timer.start() if places else self._brief_timer.stop()
        self.viewport().update()

    # -- where we are

    def scroll_fraction(self) -> float:
        """How far the text is scrolled, 0 to 1; 0 where everything fits."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def restore_scroll(self, fraction: float) -> None:
        """Go where `scroll_fraction` was, as soon as the whole page is laid out, unless the reader scrolls before."""
        if fraction > 0:
            self._keeper.go_to_fraction(fraction)

    def read_on(self) -> bool:
        """Scroll a screen less two lines. False if the end was in view already."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum() and self._filler.is_filled:
            if bar.maximum() > 0:
                self.end_seen.emit()  # however the reader came here, the end is what is looked at
            return False
        lines = 2 * self._page.look.line_height if self._page else 0
        self._keeper.forget_goal()
        bar.setValue(bar.value() + max(lines, self.viewport().height() - lines))
        return True

    @property
    def is_settled(self) -> bool:
        """Whether the text stands where the reader is: all of it is set, and we are not on the way to a place."""
        return self._filler.is_filled and not self._keeper.has_goal and not self._keeper.is_ours

    def fits(self) -> bool:
        """Whether the whole article is on screen without scrolling."""
        return self._filler.is_filled and self.verticalScrollBar().maximum() == 0

    def top_position(self) -> tuple[int, int]:
        """The first character in view: its block, and the UTF-16 unit within."""
        cursor = self.cursorForPosition(QPoint(0, 0))
        return cursor.blockNumber(), cursor.positionInBlock()

    def point_below(self, place: Place) -> QPoint | None:
        """The point of the screen under a place, where its card may go; None if it is not set yet."""
        pieces = self._layer.pieces_of(place)
        if not pieces:
            return None
        corner = pieces[0].ground.bottomLeft().toPoint() - QPoint(0, self.verticalScrollBar().value())
        return self.viewport().mapToGlobal(corner + QPoint(0, CARD_GAP))

    def bring_into_view(self, place: Place) -> None:
        """Scroll to a place, as soon as it is set; not at all if it is comfortably in view."""
        self._keeper.go_to(place)

    def _fit_column(self) -> None:
        """Give the text its width and centre it; keeps the reader's place if lines have to be broken anew."""
        widest = self._page.look.column if self._page is not None else SIZES.text_column
        margin = max(LEAST_MARGIN, min(MOST_MARGIN, round(self.width() * 0.05)))
        column = max(120, min(widest, self.width() - 2 * margin))
        beside = max(margin, (self.width() - column) // 2)
        room = ROOM if self.width() >= NARROW else NARROW_ROOM
        if column + 2 * room != self.lineWrapColumnOrWidth() or room != self.document().documentMargin():
            top = None if self._keeper.is_ours or self._keeper.has_goal else self._keeper.top()
            with self._keeper.ours():
                self.document().setDocumentMargin(room)
                self.setLineWrapColumnOrWidth(column + 2 * room)
            if top is not None:
                self._keeper.go_to_top(top)
        left = beside - room
        right = max(0, min(left, self.width() - left - column - 2 * room - self.verticalScrollBar().sizeHint().width()))
        if self.viewportMargins().left() != left or self.viewportMargins().right() != right:
            self.setViewportMargins(left, 0, right, 0)

    # -- names

    def _is_clickable(self, href: str) -> bool:
        if self._page is None or not href.startswith(SCHEME):
            return False
        index = int(href.removeprefix(SCHEME))
        return index < len(self._page.mentions) and self._page.mentions[index].entity.kind in self._layer.shown

    def mention_at(self, point: QPoint) -> int | None:
        """The index of the shown mention under a point of the viewport."""
        href = self.anchorAt(point)
        return int(href.removeprefix(SCHEME)) if self._is_clickable(href) else None

    def mention_in_focus(self) -> int | None:
        """The index of the mention that the reader stepped to, or else reached with the Tab key or a click."""
        if self._stepped is not None:
            return self._stepped
        focused = self._tabbing.focused_name()
        reached = [index for index, place in self._layer.names_in(focused.block) if place == focused] if focused else []
        return reached[0] if reached else None

    def _on_anchor_clicked(self, url: "QUrl") -> None:
        href = url.toString()
        if not self._is_clickable(href):
            return
        index = int(href.removeprefix(SCHEME))
        from reader.ui.reading_pane.clicked_name import card_corner_of  # deferred: nobody clicks before the first paint

        self.mention_activated.emit(index, card_corner_of(self, self._layer, index, href))

    # -- reactions

    def _tell_scrolled(self) -> None:
        self.scrolled.emit(self.scroll_fraction())

    def _on_filler_grew(self) -> None:
        self._keeper.try_goal()
        self._tell_scrolled()

    def _on_scroll_bar_action_triggered(self, _action: int) -> None:
        self._keeper.forget_goal()  # the reader scrolls: do not pull the text away

    def _on_scroll_bar_range_changed(self, _least: int, _most: int) -> None:
        if not self._keeper.is_ours:
            self._tell_scrolled()

    def _on_scroll_bar_value_changed(self, value: int) -> None:
        self._tell_scrolled()
        bar = self.verticalScrollBar()
        if not self._keeper.is_ours and self._filler.is_filled and bar.maximum() > 0 and value >= bar.maximum():
            self.end_seen.emit()

    def selected_words(self) -> str:
        """What is selected, on one line; empty if nothing is, or only a name the Tab key reached."""
        return "" if self._tabbing.focused_name() else " ".join(self.textCursor().selectedText().split())

    def context_menu(self, mention: int | None = None) -> QMenu:
        """What can be done with the selection, and what others add. The caller shows it and lets it go."""
        from reader.ui.reading_pane.selection import build_menu  # deferred: the first paint comes sooner without it

        menu = build_menu(self, self.selected_words(), self.search_wanted.emit)
        self.menu_opening.emit(menu, -1 if mention is None else mention)
        return menu

    # -- Qt's own names

    def loadResource(self, type: int, name: "QUrl | str") -> object:
        return None  # nothing an article names is ever loaded, from the disk or from the network

    def doSetSource(self, name: "QUrl | str", type: object = None) -> None:
        return  # and no link leads to another document

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace("\n", "\n\n"))
        return data

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):  # beside the column, where Qt would not scroll
            self.wheelEvent(event)
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if not self._layer.shown:
            return QTextEdit.focusNextPrevChild(self, next)  # past all the names
        self._stepped = None
        self._tabbing.start_in_view(next)
        while super().focusNextPrevChild(next):
            cursor = self.textCursor()
            left = not self.hasFocus() or not cursor.hasSelection()
            cursor.setPosition(cursor.selectionEnd())  # the format at a cursor is that of the character before it
            if left or self._is_clickable(cursor.charFormat().anchorHref()):
                self.viewport().update()
                return True
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if not self.read_on():
                self.next_wanted.emit()
            event.accept()
        elif event.key() in ENTER_KEYS and self._stepped is not None:
            where = self.point_below(self._layer.current[0]) if self._layer.current else None
            self.mention_activated.emit(self._stepped, where or self.mapToGlobal(QPoint(0, 0)))
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        href = self.anchorAt(event.position().toPoint())
        if href and not self._is_clickable(href):
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        menu = self.context_menu(self.mention_at(event.pos()) if by_mouse else self.mention_in_focus())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        first = self.cursorForPosition(QPoint(0, 0)).block()
        self._layer.paint(painter, first, top + event.rect().bottom(), self._tabbing.focused_name())
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._page is not None and self._page.characters > LONG_TEXT and self.isVisible():
            self._rest_timer.start()
        else:
            self._fit_column()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keeper.try_goal()
