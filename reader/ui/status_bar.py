"""The bar at the bottom: what the library holds, and what goes on in the background."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from reader.tasks.views import LibraryCounts
from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

NOTE_MS = 6000
ACTION_MS = 15_000  # a note with something to do about it stays longer
BAR_SIZE = QSize(170, 6)
MARGIN = 14
RIGHT_MARGIN = 9  # beside the cross, which has a margin of its own
SPACING = 11
CROSS = 12
SMOOTHNESS = 1000  # steps of the bar; totals may be larger than an int of Qt


class Progress(QWidget):
    """How far something is, and a way to stop it. Threads: GUI thread only."""

    cancelled = Signal()
    pause_wanted = Signal(bool)  # to rest, or to go on

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._paused = False
        self._words = _muted_label()
        self._left = _muted_label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(BAR_SIZE)
        self._pause, self._cancel = _small_button(), _small_button()
        self._pause.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self._pause.hide()
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        for part in (self._words, self._bar, self._left, self._pause, self._cancel):
            row.addWidget(part)
        self.set_fonts()
        self.set_theme(theme)

    def show_state(self, words: str, done: int, total: int, seconds_left: float | None) -> None:
        """`total` 0 or less means that nobody knows yet."""
        self._words.setText(words)
        known = total > 0
        self._bar.setRange(0, SMOOTHNESS if known else 0)
        if known:
            self._bar.setValue(min(SMOOTHNESS, max(0, done) * SMOOTHNESS // total))
        self._bar.setAccessibleName(words)
        if not self._paused:
            self._left.setText("" if seconds_left is None else time_left_in_words(seconds_left))
        self._cancel.setToolTip(f"Stop: {words}")
        self._cancel.setAccessibleName(f"Stop: {words}")

    def show_pausing(self, possible: bool, paused: bool) -> None:
        """Whether what goes on can be let rest, and whether it rests."""
        self._paused = paused
        words = "Go on" if paused else "Pause"
        self._pause.setToolTip(words)
        self._pause.setAccessibleName(words)
        self._pause.setVisible(possible)
        self.set_theme(self._theme)
        if paused:
            self._left.setText("paused")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._cancel.setIcon(icon("close", theme.color("muted"), CROSS))
        self._pause.setIcon(icon("play" if self._paused else "pause", theme.color("muted"), CROSS))

    def set_fonts(self) -> None:
        for label in (self._words, self._left):
            label.setFont(interface_font(SIZES.small_text))


class StatusBar(QWidget):
    """Counts at the left; a passing note or the progress of background work at the right, or else a word that stays.

    Threads: GUI thread only.
    """

    cancelled = Signal()  # the reader asked to stop what is going on
    pause_wanted = Signal(bool)  # or to let it rest, or to go on with it

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(SIZES.status_bar)
        self._note_pause = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._action_pause = QTimer(self, singleShot=True, interval=ACTION_MS)
        for pause in (self._note_pause, self._action_pause):
            pause.timeout.connect(self._on_note_pause_timeout)
        self._counts = _muted_label()
        self._note = _muted_label()
        self._note.hide()
        self._standing = _muted_label()
        self._standing.setContentsMargins(0, 0, MARGIN - RIGHT_MARGIN, 0)
        self._standing.hide()
        self._progress: Progress | None = None  # made when first needed
        self._pausing = (False, False)  # whether what goes on can be paused, and whether it is
        self._action: QToolButton | None = None  # the same
        self._act: Callable[[], object] | None = None
        self._counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 1, RIGHT_MARGIN, 0)
        row.setSpacing(SPACING)
        row.addWidget(self._counts, 1)
        row.addWidget(self._note)
        row.addWidget(self._standing)
        self._set_fonts()

    def show_counts(self, counts: LibraryCounts) -> None:
        self._counts.setText(counts_in_words(counts, QLocale()))

    def show_progress(self, words: str, done: int, total: int, seconds_left: float | None) -> None:
        """Show how far something is. `total` 0 or less means that nobody knows yet."""
        if self._progress is None:
            self._progress = Progress(theme=self._theme)
            self._progress.cancelled.connect(self.cancelled)
            self._progress.pause_wanted.connect(self.pause_wanted)
            self._progress.show_pausing(*self._pausing)
            self._row.addWidget(self._progress)
        if self._progress.isHidden():
            self._progress.show()
            if self._act is None:  # what can still be undone stays
                self._note.hide()
        self._progress.show_state(words, done, total, seconds_left)
        self._fit_standing()

    def show_pausing(self, possible: bool, paused: bool) -> None:
        """Whether what goes on can be let rest, and whether it rests."""
        self._pausing = (possible, paused)
        if self._progress is not None:
            self._progress.show_pausing(possible, paused)

    def hide_progress(self) -> None:
        if self._progress is not None:
            self._progress.hide()
        self._fit_standing()

    def show_standing(self, words: str) -> None:
        """What holds while nothing else is to be said; empty for nothing."""
        self._standing.setText(words)
        self._fit_standing()

    def standing(self) -> str:
        """The word that stays, where it is seen."""
        return "" if self._standing.isHidden() else self._standing.text()

    def _fit_standing(self) -> None:
        works = self._progress is not None and not self._progress.isHidden()
        self._standing.setVisible(bool(self._standing.text()) and not works and self._note.isHidden())

    def show_note(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something for a few seconds, with at most one thing to do about it: `action` names what does `act`.

        While work is shown at the right, the note stands beside it.
        """
        self._note.setText(words)
        self._note.setAccessibleName(words)
        self._note.setVisible(bool(words))
        self._act = act
        if action and self._action is None:
            self._action = self._make_action()
        if self._action is not None:
            self._action.setText(action)
            self._action.setVisible(bool(action))
        shown, other = (self._action_pause, self._note_pause) if action else (self._note_pause, self._action_pause)
        other.stop()
        shown.start()
        self._fit_standing()

    def note(self) -> str:
        """What is being said; empty when nothing is."""
        return "" if self._note.isHidden() else self._note.text()

    def act(self) -> None:
        """Do what the note offers."""
        act, self._act = self._act, None
        self._on_note_pause_timeout()
        if act is not None:
            act()

    def _make_action(self) -> QToolButton:
        action = QToolButton()
        action.setProperty("role", "link")
        action.setFont(interface_font(SIZES.small_text))
        action.setFixedHeight(SIZES.status_bar - 4)
        action.clicked.connect(self.act)
        self._row.insertWidget(self._row.indexOf(self._note) + 1, action)
        return action

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._progress is not None:
            self._progress.set_theme(theme)
        self.update()

    def _set_fonts(self) -> None:
        for part in (self._counts, self._note, self._standing, self._action):
            if part is not None:
                part.setFont(interface_font(SIZES.small_text))
        if self._progress is not None:
            self._progress.set_fonts()

    @Slot()
    def _on_note_pause_timeout(self) -> None:
        self._act = None
        self._note.hide()
        if self._action is not None:
            self._action.hide()
        self._fit_standing()

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("panel"))
        fill(painter, QRect(0, 0, self.width(), 1), self._theme.color("line"))


def _small_button() -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "icon")
    button.setFixedSize(20, 20)
    button.setIconSize(QSize(CROSS, CROSS))
    return button


def _muted_label() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setTextFormat(Qt.TextFormat.PlainText)  # notes hold names of tags and files
    return label


def counts_in_words(counts: LibraryCounts, locale: QLocale) -> str:
    """ "1,248 articles · 312 unread · 41 bookmarks"."""
    articles = f"{locale.toString(counts.articles)} {'article' if counts.articles == 1 else 'articles'}"
    bookmarks = f"{locale.toString(counts.bookmarks)} {'bookmark' if counts.bookmarks == 1 else 'bookmarks'}"
    return f"{articles} · {locale.toString(counts.unread)} unread · {bookmarks}"


def time_left_in_words(seconds: float) -> str:
    """ "about 3 s left", in the unit that makes a small number."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s left"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} min left"
    return f"about {round(seconds / 3600)} h left"
