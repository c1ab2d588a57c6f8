"""Where an article came from: its facts, its places, its versions, its reprints."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from reader.articles.article import ArticleNumber
from reader.articles.one_line import in_one_line
from reader.tasks.describe_article import ArticleDescription
from reader.ui.dates import local_moment, long_date, short_date
from reader.ui.theme import Theme

MARGIN = 14  # pixels around the text
ARTICLE, FOLDER, COMPARE = "article", "folder", "compare"  # what a link of the dialog does


class AboutArticleDialog(QDialog):
    """Shows what it is given. Not modal. Threads: GUI."""

    article_wanted = Signal(object)  # ArticleNumber
    comparison_wanted = Signal()

    def __init__(self, description: ArticleDescription, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About this article")
        self.setObjectName("aboutArticle")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._description = description
        self.text = QTextBrowser()
        self.text.setAccessibleName("About this article")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(MARGIN)
        self.text.setHtml(description_html(description, theme))
        self.text.anchorClicked.connect(self._on_anchor_clicked)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.text, 1)
        column.addLayout(bottom)
        self.resize(680, 560)

    def _on_anchor_clicked(self, address: QUrl) -> None:
        what, _, value = address.toString().partition(":")
        if what == COMPARE:
            self.comparison_wanted.emit()
        elif what == ARTICLE:
            self.article_wanted.emit(ArticleNumber(int(value)))
        elif what == FOLDER:  # a number, so that no path has to stand in an address
            place = self._description.places[int(value)]
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(place.path).parent)))


def description_html(described: ArticleDescription, theme: Theme) -> str:
    """The dialog's text; what came from the article, and names of files, are escaped and change nothing around them."""
    article = described.article
    parts = [f"<h3>{_safe(article.title)}</h3>", _table(_facts(described), theme)]
    parts += [_head("Where it came from"), *_places(described, theme)]
    if len(described.versions) > 1:
        count = len(described.versions) - 1
        words = "One earlier version" if count == 1 else f"{count:,} earlier versions"
        parts += [
            _head("Versions"),
            f'<p>{words}. The present one came on {local_moment(described.versions[0].came_at)}.'
            f' <a href="{COMPARE}:">Compare them</a></p>',
        ]  # fmt: skip
    if described.family:
        parts += [_head("Nearly the same words"), *_reprints(described, theme)]
    return "".join(parts)


def _facts(described: ArticleDescription) -> Iterator[tuple[str, str]]:
    article = described.article
    yield "Source", article.source
    yield "Author", article.author
    yield "Published", long_date(article.published) if article.published else ""
    yield "Address", article.url
    yield "Language", language_in_words(article.language)
    yield "Length", f"{described.words:,} words"
    yield "Added", short_date(datetime.fromisoformat(described.added).date())
    yield "Identifier", article.id


def _table(facts: Iterable[tuple[str, str]], theme: Theme) -> str:
    rows = (
        f'<tr><td style="color: {theme.css("muted")}; padding-right: 14px">{head}</td><td>{_safe(value)}</td></tr>'
        for head, value in facts
        if value
    )
    return f"<table cellspacing='3'>{''.join(rows)}</table>"


def _places(described: ArticleDescription, theme: Theme) -> Iterator[str]:
    if not described.places:
        yield f'<p style="color: {theme.css("muted")}">{_safe(described.article.origin) or "It is not known."}</p>'
    for number, place in enumerate(described.places):
        inside = f" › {_safe(place.key)}" if place.key and not place.key.startswith("@") else ""
        state = (
            f"no longer there since {local_moment(place.gone_at)}"
            if place.gone_at
            else f"read on {local_moment(place.seen_at)}"
        )
        yield (
            f'<p><a href="{FOLDER}:{number}">{_safe(place.path)}</a>{inside}<br>'
            f'<span style="color: {theme.css("muted")}">{state}</span></p>'
        )


def _reprints(described: ArticleDescription, theme: Theme) -> Iterator[str]:
    for number, row in enumerate(described.family):
        when = short_date(row.published) if row.published else ""
        facts = " · ".join(filter(None, (row.source, when, "first published" if number == 0 and when else "")))
        words = (
            f"<b>{_safe(row.title)}</b>"
            if row.number == described.number
            else (f'<a href="{ARTICLE}:{row.number}">{_safe(row.title)}</a>')
        )
        yield f'<p>{words}<br><span style="color: {theme.css("muted")}">{_safe(facts)}</span></p>'


def language_in_words(code: str) -> str:
    """ "English" for "en"; a code that is not known as it is."""
    language = QLocale.codeToLanguage(code) if code else QLocale.Language.AnyLanguage
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def _safe(words: str) -> str:
    return escape(in_one_line(words))


def _head(words: str) -> str:
    return f"<h4>{words}</h4>"
