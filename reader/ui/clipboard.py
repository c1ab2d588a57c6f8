"""What was copied stays on the clipboard when the window closes."""

from PySide6.QtGui import QClipboard, QGuiApplication
from shiboken6 import createdByPython


def leave_words_on_clipboard() -> None:
    """Put the words that were copied here on the clipboard anew, in a form of Qt's own.

    The article's text gives them as an object made by Python. Where the clipboard lives in this process, Qt destroys
    that object when Python has ended already, and the process ends with a fault.
    """
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        data = clipboard.mimeData(mode)
        if data is not None and createdByPython(data):
            clipboard.setText(data.text(), mode)
