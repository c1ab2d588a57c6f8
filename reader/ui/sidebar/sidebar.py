"""The sidebar: tags and note, what to read also, what links here, what is similar, and the names in the article."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reader.entities.mention import Entity, EntityId, LinkedMention
from reader.library.shelf import ShelfRow
from reader.tasks.describe_article import ArticleHistory
from reader.tasks.views import RelatedArticle, RelatedArticles
from reader.ui.dates import short_date
from reader.ui.sidebar.keeping_rows import NoteRow, QuietRow, TagsRow
from reader.ui.sidebar.rows import RING, EntityRow, HeadLink, LinkRow, MoreRow, Row, RowFonts, detail_of
from reader.ui.sidebar.sections import Section, Sheet
from reader.ui.theme import SIZES, Theme
from reader.userdata.annotation import Tag

NAMES_MOST = 12  # shown at first; one more row shows the rest
LINK_GAP, NAME_GAP = 1, 0  # pixels between rows, beside the room of their focus rings
NOTHING = "No other article in the library is linked to this one, and no names were found in it."

GONE = "No longer where it was read from"


class Sidebar(QWidget):
    """Shows what belongs to the open article; it looks nothing up. GUI thread only."""

    article_wanted = Signal(object)  # ArticleNumber
    search_wanted = Signal(str)  # the title of an article that is not in the library
    entity_clicked = Signal(str, QPoint)  # entity id, where its card may go on screen
    names_wanted = Signal()  # the names of the whole library
    tags_wanted = Signal(QPoint)  # where their editor may go on screen
    note_wanted = Signal()
    tag_clicked = Signal(str)
    tag_removed = Signal(str)
    comparison_wanted = Signal()  # of the versions of the article
    about_wanted = Signal()  # where the article came from

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts = RowFonts()
        self._names: list[tuple[Entity, int]] = []
        self._related_known = self._names_known = False
        self._keeping = Section("Tags and note", gap=LINK_GAP)
        self._read_also = Section("Read also", gap=LINK_GAP)
        self._linked_from = Section("Linked from", gap=LINK_GAP)
        self._history = Section("Versions and reprints", gap=LINK_GAP)
        self._similar = Section("Similar", gap=LINK_GAP)
        self._in_article = Section("In this article", gap=NAME_GAP)
        self._sections = (
            self._keeping, self._read_also, self._linked_from, self._history, self._similar, self._in_article
        )  # fmt: skip
        self._area = QScrollArea()
        self._sheet = Sheet(self._sections, area=self._area, theme=theme)
        self._in_article.link = HeadLink("All names", fonts=self._fonts, theme=theme, parent=self._sheet)
        self._in_article.link.setToolTip("The names of the whole library")
        self._in_article.link.clicked.connect(self.names_wanted)
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Related articles and names")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.setMinimumWidth(SIZES.sidebar_least)
        self._paint_ground()

    # -- what is shown

    def show_keeping(self, tags: Sequence[Tag], note: str) -> None:
        """What the reader added to the article, or how something can be added."""
        look: Any = {"theme": self._theme, "parent": self._sheet}
        focused = any(stop.hasFocus() for row in self._keeping.rows for stop in row.stops)
        rows: list[Row] = []
        if tags:
            row = TagsRow(tags, **look)
            row.tag_clicked.connect(self.tag_clicked)
            row.tag_removed.connect(self.tag_removed)
            rows.append(row)
        else:
            rows.append(QuietRow("Add a tag" if note else "Add a tag or a note", fonts=self._fonts, **look))
        tags_row = rows[0]
        tags_row.clicked.connect(lambda: self._on_tags_clicked(tags_row))
        if note or tags:
            shown = (
                NoteRow(note, fonts=self._fonts, **look) if note else QuietRow("Add a note", fonts=self._fonts, **look)
            )
            shown.clicked.connect(self.note_wanted)
            rows.append(shown)
        self._keeping.replace_rows(rows)
        self._arrange()
        if focused:
            rows[0].stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_related(self, related: RelatedArticles) -> None:
        """The three lists of articles, in the order they come in."""
        here = sum(each.number is not None for each in related.read_also)
        note = f"{here} of {len(related.read_also)} in library"
        self._read_also.replace_rows(self._links(related.read_also), note)
        self._linked_from.replace_rows(self._links(related.linked_from), str(len(related.linked_from)))
        self._similar.replace_rows(self._links(related.similar))
        self._related_known = True
        self._area.verticalScrollBar().setValue(0)
        self._arrange()

    def show_history(self, history: ArticleHistory) -> None:
        """What the article said before, who else printed it, and whether its file is gone."""
        look: Any = {"fonts": self._fonts, "theme": self._theme, "parent": self._sheet}
        rows: list[Row] = []
        if history.older_versions:
            row = QuietRow(versions_in_words(history.older_versions), **look)
            row.clicked.connect(self.comparison_wanted)
            rows.append(row)
        if history.gone:
            row = QuietRow(GONE, **look)
            row.clicked.connect(self.about_wanted)
            rows.append(row)
        rows += self._links([_reprint(one) for one in history.reprints])
        count = len(history.reprints)
        self._history.replace_rows(rows, f"{count} {'reprint' if count == 1 else 'reprints'}" if count else "")
        self._arrange()

    def show_entities(self, mentions: Sequence[LinkedMention]) -> None:
        """The names of the article, those mentioned most first."""
        entities: dict[EntityId, Entity] = {mention.entity.id: mention.entity for mention in reversed(mentions)}
        counts = Counter(mention.entity.id for mention in mentions)  # ties stay in the order of the text
        self._names = [(entities[entity_id], count) for entity_id, count in counts.most_common()]
        self._names_known = True
        self._show_names(NAMES_MOST)

    def clear(self) -> None:
        """Nothing is open."""
        self._names = []
        self._related_known = self._names_known = False
        for section in self._sections[1:]:  # tags and note come at once
            section.replace_rows(())
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint_ground()
        self._sheet.set_theme(theme)

    def _show_names(self, most: int) -> None:
        highest = self._names[0][1] if self._names else 0
        rows: list[Row] = []
        for entity, count in self._names[:most]:
            row = EntityRow(entity, count, highest, fonts=self._fonts, theme=self._theme, parent=self._sheet)
            row.clicked.connect(lambda _checked=False, row=row: self._on_name_clicked(row))
            rows.append(row)
        if len(self._names) > most:
            words = f"Show all {len(self._names)}"
            more = MoreRow(words, fonts=self._fonts, theme=self._theme, parent=self._sheet)
            more.clicked.connect(self._on_more_clicked)
            rows.append(more)
        self._in_article.replace_rows(rows)
        self._arrange()

    def _links(self, articles: Sequence[RelatedArticle]) -> list[Row]:
        rows: list[Row] = []
        for related in articles:
            row = LinkRow(related, detail_of(related), fonts=self._fonts, theme=self._theme, parent=self._sheet)
            row.clicked.connect(lambda _checked=False, related=related: self._on_link_clicked(related))
            rows.append(row)
        return rows

    def _arrange(self) -> None:
        others = any(section.rows for section in self._sections[1:])
        self._sheet.show_quiet_words(NOTHING if self._related_known and self._names_known and not others else "")
        self._sheet.arrange()
        self._order_tab_keys()

    def _order_tab_keys(self) -> None:
        """Tab goes from the top down, in whatever order the rows were made."""
        in_order = [
            stop
            for section in self._sections
            for row in (section.link, *section.rows)
            if row is not None
            for stop in row.stops
        ]
        for before, after in pairwise(in_order):
            QWidget.setTabOrder(before, after)

    def _paint_ground(self) -> None:
        ground = self._theme.color("panel")
        for widget in (self, self._sheet):
            palette = widget.palette()
            palette.setColor(QPalette.ColorRole.Window, ground)
            widget.setPalette(palette)
            widget.setAutoFillBackground(True)

    # -- reactions

    def _on_tags_clicked(self, row: Row) -> None:
        self.tags_wanted.emit(row.mapToGlobal(QPoint(RING, row.height() + 4)))

    def _on_link_clicked(self, related: RelatedArticle) -> None:
        if related.number is None:
            self.search_wanted.emit(related.title)
        else:
            self.article_wanted.emit(related.number)

    def _on_name_clicked(self, row: EntityRow) -> None:
        below = row.pill().bottomLeft().toPoint() + QPoint(0, 4)
        self.entity_clicked.emit(row.entity.id, row.mapToGlobal(below))

    def _on_more_clicked(self) -> None:
        shown = len(self._in_article.rows) - 1
        self._show_names(len(self._names))
        self._in_article.rows[shown].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(SIZES.sidebar_width, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._sheet.arrange()


def versions_in_words(older: int) -> str:
    """ "2 earlier versions: compare them"."""
    return "An earlier version: compare them" if older == 1 else f"{older:,} earlier versions: compare them"


def _reprint(row: ShelfRow) -> RelatedArticle:
    return RelatedArticle(
        title=row.title,
        number=row.number,
        id=row.id,
        published=row.published,
        read=True,  # not told: the words are the same
        reasons=(" · ".join(filter(None, (row.source, short_date(row.published) if row.published else ""))),),
    )
