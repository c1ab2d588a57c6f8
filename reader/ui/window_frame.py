"""What Windows and macOS draw around the window, and where they put it; elsewhere this is not loaded.

Never run on either so far: tests look at what is asked of Qt and of Windows.
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from reader.ui.theme import ThemeChoice

APP_ID = "io.github.readalso.ReadAlso"  # as the installer gives it to the menu entry


def follow_theme(choice: ThemeChoice) -> None:
    """Have the title bar, and the system's own dialogs, as dark as the window. GUI thread only.

    Before the system is asked what it does: it then answers for itself where the choice is its own.
    """
    hints = QGuiApplication.styleHints()
    if choice is ThemeChoice.SYSTEM:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if choice is ThemeChoice.DARK else Qt.ColorScheme.Light)


def share_button_with_menu_entry() -> None:
    """One button on the task bar for windows and for the entry that was pinned there. Before the first window."""
    if sys.platform == "win32":
        import ctypes  # deferred: Windows only

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
