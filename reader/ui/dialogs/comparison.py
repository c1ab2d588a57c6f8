"""Two versions of an article, as one text: what came is underlined, what went is struck out."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from reader.library.versions import Version
from reader.tasks.compare_versions import ChangeKind, ComparedParagraph, Run, words_changed
from reader.ui.choice_box import ChoiceBox
from reader.ui.dates import local_moment
from reader.ui.theme import Theme

CONTEXT = 1  # unchanged paragraphs shown on either side of a change
EVERYTHING = "all"  # the address of the link that shows what was left out
MARGIN = 14  # pixels around the text
NO_CHANGE = "The two versions have the same words."


class ComparisonDialog(QDialog):
    """Asks for the comparison of the two versions that are chosen, and shows it. Not modal. Threads: GUI."""

    pair_chosen = Signal(object, object)  # Version before, Version after

    def __init__(self, title: str, versions: Sequence[Version], *, theme: Theme, parent: QWidget) -> None:
        """`versions`: the newest first, at least two."""
        super().__init__(parent)
        self.setWindowTitle(f"Versions – {title}")
        self.setObjectName("comparisonDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._versions, self._theme = versions, theme
        self._compared: Sequence[ComparedParagraph] = ()
        self.is_closed = False
        self.finished.connect(self._on_finished)
        self.before, self.after = ChoiceBox(), ChoiceBox()
        for box, name in ((self.before, "The earlier version"), (self.after, "The later version")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.addItems([version_in_words(version, len(versions) - row) for row, version in enumerate(versions)])
            box.currentIndexChanged.connect(lambda _row: self._tell_pair())
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.text = QTextBrowser()
        self.text.setAccessibleName("What changed")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(MARGIN)
        self.text.anchorClicked.connect(self._on_anchor_clicked)
        self._place()
        self.resize(820, 640)
        self.before.setCurrentIndex(1)
        self.after.setCurrentIndex(0)

    def begin(self) -> None:
        """Ask for the first comparison."""
        self._tell_pair()

    def show_comparison(self, compared: Sequence[ComparedParagraph]) -> None:
        self._compared = compared
        added, removed = words_changed(compared)
        self._count.setText(f"{added:,} words added, {removed:,} taken out" if added or removed else NO_CHANGE)
        self._show(everything=False)

    def _place(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for part in (self.before, QLabel("→"), self.after):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self._count)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        column.addLayout(bottom)

    def _tell_pair(self) -> None:
        before, after = self._versions[self.before.currentIndex()], self._versions[self.after.currentIndex()]
        self.pair_chosen.emit(before, after)

    def _show(self, *, everything: bool) -> None:
        self.text.setHtml(comparison_html(self._compared, self._theme, everything=everything))

    def _on_anchor_clicked(self, address: QUrl) -> None:
        if address.toString() == EVERYTHING:
            self._show(everything=True)

    def _on_finished(self, _result: int) -> None:
        self.is_closed = True


def version_in_words(version: Version, number: int) -> str:
    """ "3 · 8 Sep 2025, 14:05 (present)"; by number, because several may have come within a minute."""
    return f"{number} · {local_moment(version.came_at)}{' (present)' if version.current else ''}"


def comparison_html(compared: Sequence[ComparedParagraph], theme: Theme, *, everything: bool) -> str:
    """The comparison as rich text; everything that came from the article is escaped."""
    styles = {
        ChangeKind.ADDED: f"background-color: {theme.css('added.tint')}; text-decoration: underline;",
        ChangeKind.REMOVED: f"background-color: {theme.css('removed.tint')}; text-decoration: line-through;",
    }
    parts = []
    for shown, paragraphs in _stretches(compared, everything=everything):
        if not shown:
            count = len(paragraphs)
            words = f"{count:,} unchanged {'paragraph' if count == 1 else 'paragraphs'}"
            parts.append(f'<p style="color: {theme.css("muted")}">… <a href="{EVERYTHING}">{words}</a> …</p>')
            continue
        for paragraph in paragraphs:
            runs = (_run_html(run, styles.get(run.kind, "")) for run in paragraph.runs)
            parts.append(f"<p dir='auto'>{''.join(runs)}</p>")
    return "".join(parts)


def _run_html(run: Run, style: str) -> str:
    """The words in this style; the space behind them is nobody's."""
    words = run.text.rstrip()
    return f'<span style="{style}">{escape(words)}</span>{" " if len(words) < len(run.text) else ""}'


def _stretches(
    compared: Sequence[ComparedParagraph], *, everything: bool
) -> Iterator[tuple[bool, list[ComparedParagraph]]]:
    """Paragraphs that are shown and those that are left out, in turn."""
    changed = [number for number, paragraph in enumerate(compared) if paragraph.changed]
    near = {at for number in changed for at in range(number - CONTEXT, number + CONTEXT + 1)}

    def is_shown(number: int) -> bool:
        return everything or number in near

    numbered: Iterable[int] = range(len(compared))
    for shown, numbers in groupby(numbered, key=is_shown):
        yield shown, [compared[number] for number in numbers]
