"""Everything that is painted under the words of a page: names, hits, the thin line, and what is outlined now."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QTextBlock, QTextDocument

from reader.entities.mention import EntityKind
from reader.ui.painting import fill
from reader.ui.reading_pane.marks import MarkPainter, Piece, pieces
from reader.ui.reading_pane.render import Page, Place, Role, has_right_to_left
from reader.ui.theme import SIZES, Theme

if TYPE_CHECKING:
    from reader.ui.reading_pane.highlight_layer import HighlightLayer, PaintedHighlight

ALL_KINDS = frozenset(EntityKind)
RULE_BELOW = 15.6  # pixels from the baseline of the line about the article to the rule, at the designed text size


class MarkLayer:
    """Knows what is marked and paints the paragraphs in view; nothing of it touches the document. GUI thread only."""

    def __init__(self, document: QTextDocument, *, theme: Theme) -> None:
        self._document = document
        self._page: Page | None = None
        self._names: dict[int, list[tuple[int, Place]]] = {}  # by block, found out when the block is painted
        self._hits: dict[int, list[Place]] = {}
        self._text_sizes: dict[Role, float] = {}
        self.current: tuple[Place, ...] = ()  # outlined: what the reader stepped to
        self.brief: tuple[Place, ...] = ()  # marked for a moment: what was asked for elsewhere
        self.shown: frozenset[EntityKind] = ALL_KINDS
        self.highlights: HighlightLayer | None = None  # made when there is the first one
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._painter = MarkPainter(theme)
        if self.highlights is not None:
            self.highlights.set_theme(theme)

    def set_page(self, page: Page | None, *, same_text: bool = False) -> None:
        """Paint for this page from now on; hits and outline of the page before are forgotten."""
        self.set_names(page)
        self._hits, self.current, self.brief = {}, (), ()
        if self.highlights is not None and not same_text:
            self.highlights.show(())
        if page is not None:
            self._text_sizes = {role: page.look.text_size for role in Role}
            self._text_sizes[Role.TITLE] = SIZES.title_size * page.look.scale
            self._text_sizes[Role.LEAD] = SIZES.lead_size * page.look.scale

    def set_names(self, page: Page | None) -> None:
        """The same text with other names."""
        self._page = page
        self._names.clear()

    def set_hits(self, places: Sequence[Place]) -> None:
        self._hits = {}
        for place in places:
            self._hits.setdefault(place.block, []).append(place)

    def set_highlights(self, placed: "Sequence[PaintedHighlight]") -> None:
        """What the reader marked in this page."""
        if self.highlights is None and placed:
            # Deferred: most articles have none, and the first paint comes sooner without it.
            from reader.ui.reading_pane.highlight_layer import HighlightLayer

            self.highlights = HighlightLayer(self._theme)
        if self.highlights is not None:
            self.highlights.show(placed)

    def hits_in(self, number: int) -> Sequence[Place]:
        """The hits in a block."""
        return self._hits.get(number, ())

    def highlighted_in(self, number: int) -> Sequence[Place]:
        """What of a block is highlighted."""
        return self.highlights.places_in(number) if self.highlights is not None else ()

    def names_in(self, number: int) -> list[tuple[int, Place]]:
        """The mentions in a block, each with its index in the page, shown or not."""
        if self._page is None or number >= len(self._page.blocks):
            return []
        found = self._names.get(number)
        if found is None:
            found = self._names[number] = self._page.mentions_in(number)
        return found

    def place_of(self, index: int, number: int) -> Place | None:
        """Where mention `index` stands in a block."""
        return next((place for name, place in self.names_in(number) if name == index), None)

    def first_name_from(self, number: int, position: int) -> Place | None:
        """The first name at or after a position (UTF-16 unit in block `number`) of what is in the document."""
        while number < self._document.blockCount():
            for _, place in self.names_in(number):
                if place.start >= position:
                    return place
            number, position = number + 1, 0
        return None

    def pieces_of(self, place: Place) -> list[Piece]:
        """The grounds of a place in coordinates of the document; none if it is not in the document yet."""
        block = self._document.findBlockByNumber(place.block)
        if not block.isValid() or self._page is None:
            return []
        self._document.documentLayout().blockBoundingRect(block)  # lays out up to here
        origin = block.layout().position()
        return [
            Piece(piece.ground.translated(origin), piece.begins, piece.ends) for piece in self._pieces(block, place)
        ]

    def paint(self, painter: QPainter, first: QTextBlock, bottom: float, focused: Place | None) -> None:
        """Paint the blocks from `first` down to `bottom`. The painter's origin is the corner of the document."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in self._blocks(first, bottom):
            origin = block.layout().position()
            painter.translate(origin)
            self._paint_block(painter, block)
            for place in (*self.current, *self.brief, *((focused,) if focused is not None else ())):
                if place.block == block.blockNumber():
                    self._painter.paint_outline(painter, self._pieces(block, place))
            painter.translate(-origin)
            if self._page is not None and block.blockNumber() == self._page.rule_under:
                self._paint_rule(painter, block)

    def _paint_block(self, painter: QPainter, block: QTextBlock) -> None:
        """Highlights lowest, then names, then hits; the underlines of names over all of it, so that kinds stay told."""
        number, pieces_of = block.blockNumber(), partial(self._pieces, block)
        if self.highlights is not None:
            self.highlights.paint_grounds(painter, number, pieces_of)
        for place in self.brief:
            if place.block == number:
                self._painter.paint_hit(painter, pieces_of(place), current=False)
        names = self._shown_names(block)
        for kind, marks, in_highlight in names:
            if not in_highlight:
                self._painter.paint_ground(painter, marks, kind)
        for place in self.hits_in(number):
            self._painter.paint_hit(painter, pieces_of(place), current=place in self.current)
        for kind, marks, _ in names:
            self._painter.paint_underline(painter, marks, kind)
        if self.highlights is not None:
            self._paint_beside(painter, block, self.highlights)

    def _shown_names(self, block: QTextBlock) -> list[tuple[EntityKind, list[Piece], bool]]:
        """Of each name: its kind, where it stands, and whether a highlight is its ground."""
        if self._page is None:
            return []
        named = [(self._page.mentions[index].entity.kind, place) for index, place in self.names_in(block.blockNumber())]
        marked = self.highlights
        return [
            (kind, self._pieces(block, place), marked is not None and marked.holds(place))
            for kind, place in named
            if kind in self.shown
        ]

    def _paint_beside(self, painter: QPainter, block: QTextBlock, highlights: "HighlightLayer") -> None:
        pieces_of = partial(self._pieces, block)
        highlights.paint_hit_edges(painter, self._hits.get(block.blockNumber(), ()), pieces_of)
        if block.layout().lineCount():
            highlights.paint_margin(painter, block.blockNumber(), pieces_of, left=block.layout().lineAt(0).x())

    def _paint_rule(self, painter: QPainter, block: QTextBlock) -> None:
        if self._page is None or not self._page.blocks[-1].of_text:
            return
        line = block.layout().lineAt(block.layout().lineCount() - 1)
        below = RULE_BELOW * self._page.look.scale
        origin = block.layout().position() + QPointF(0, round(line.y() + line.ascent() + below))
        fill(painter, QRect(origin.toPoint(), QSize(round(line.width()), 1)), self._painter.rule)

    def _pieces(self, block: QTextBlock, place: Place) -> list[Piece]:
        if self._page is None:
            return []
        text = self._page.blocks[place.block]
        return pieces(
            block.layout(),
            place.start,
            place.end,
            text_size=self._text_sizes[text.role],
            mixed=has_right_to_left(text.text),
        )

    def _blocks(self, first: QTextBlock, bottom: float) -> Iterator[QTextBlock]:
        block, layout = first, self._document.documentLayout()
        while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
            yield block
            block = block.next()
