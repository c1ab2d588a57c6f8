"""The least a Qt reader could be: a list and a text browser. Prints when it was painted, then ends.

With the argument `stay` it stays, for who looks at it from outside (`start_frozen.py`).
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QTextBrowser, QWidget


class FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, finish)
        return False


def finish() -> None:
    print(time.time(), flush=True)
    QApplication.exit(0)


application = QApplication(sys.argv)
window = QWidget()
rows = QListWidget()
rows.addItems([f"An article about subject number {number}" for number in range(60)])
text = QTextBrowser()
text.setPlainText("\n\n".join(["A paragraph of the article that is open in the browser. " * 8] * 8))
layout = QHBoxLayout(window)
layout.addWidget(rows)
layout.addWidget(text)
window.resize(1360, 860)
first_paint = FirstPaint()
if "stay" not in sys.argv:
    text.viewport().installEventFilter(first_paint)
window.show()
sys.exit(application.exec())
