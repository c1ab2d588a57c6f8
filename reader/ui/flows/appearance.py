"""How the window looks: theme, text size, fonts, which names are marked. Kept in the preferences."""

import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from reader.entities.mention import EntityKind
from reader.preferences import Preferences, save_preferences
from reader.ui.background import run_job
from reader.ui.theme import Theme, ThemeChoice, resolve, system_is_dark

TEXT_STEP = 1.5  # pixels
SMALLEST_TEXT, LARGEST_TEXT = 11.0, 44.0
SAVE_PAUSE_MS = 400


class AppearanceFlow(QObject):
    """Changes a preference, tells the panes, and writes it down. Threads: GUI."""

    theme_changed = Signal(object)  # Theme
    text_size_changed = Signal(float)  # pixels
    reading_font_changed = Signal(str)  # a family; empty: the platform's serif
    interface_font_changed = Signal(str)
    problem_met = Signal(object)

    def __init__(self, *, preferences: Preferences, path: Path, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self._path, self._pool = path, pool
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_PAUSE_MS)
        self._saving.timeout.connect(self._save)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def theme(self) -> Theme:
        return resolve(ThemeChoice(self.preferences.theme), system_is_dark())

    def shown_kinds(self) -> frozenset[EntityKind]:
        return frozenset(EntityKind) - {EntityKind(kind) for kind in self.preferences.hidden_kinds}

    def choose_theme(self, choice: ThemeChoice) -> None:
        self._change(self.preferences._replace(theme=choice.value))
        if sys.platform in ("win32", "darwin"):
            from reader.ui.window_frame import follow_theme  # deferred: of these systems only

            follow_theme(choice)
        self.theme_changed.emit(self.theme)

    def enlarge_text(self) -> None:
        self._set_text_size(self.preferences.text_size + TEXT_STEP)

    def shrink_text(self) -> None:
        self._set_text_size(self.preferences.text_size - TEXT_STEP)

    def zoom(self, direction: int) -> None:
        """The wheel was turned with Ctrl: +1 is larger, -1 smaller."""
        self._set_text_size(self.preferences.text_size + direction * TEXT_STEP)

    def reset_text(self) -> None:
        self._set_text_size(Preferences().text_size)

    def choose_reading_font(self, family: str) -> None:
        self._change(self.preferences._replace(reading_font=family))
        self.reading_font_changed.emit(family)

    def choose_interface_font(self, family: str) -> None:
        self._change(self.preferences._replace(interface_font=family))
        self.interface_font_changed.emit(family)

    def show_kinds(self, shown: Iterable[EntityKind]) -> None:
        """Mark only names of these kinds from now on."""
        hidden = tuple(kind.value for kind in EntityKind if kind not in frozenset(shown))
        self._change(self.preferences._replace(hidden_kinds=hidden))

    def save_now(self) -> None:
        """The program closes: write down what is still on its way."""
        if self._saving.isActive():
            self._saving.stop()
            save_preferences(self.preferences, self._path)

    def _set_text_size(self, pixels: float) -> None:
        self._change(self.preferences._replace(text_size=min(LARGEST_TEXT, max(SMALLEST_TEXT, pixels))))
        self.text_size_changed.emit(self.preferences.text_size)

    def _change(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self._saving.start()

    def _save(self) -> None:
        preferences = self.preferences
        run_job(
            lambda: save_preferences(preferences, self._path),
            owner=self,
            pool=self._pool,
            failed=self.problem_met.emit,
        )

    def _on_system_scheme_changed(self) -> None:
        if ThemeChoice(self.preferences.theme) is ThemeChoice.SYSTEM:
            self.theme_changed.emit(self.theme)
