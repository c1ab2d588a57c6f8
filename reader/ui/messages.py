"""The one door for telling the reader something: a banner for what can wait, a dialog for a decision or a list."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from reader.articles.one_line import in_one_line
from reader.errors import ReaderError


class MessageBanner(QFrame):
    """A strip above the text that says what happened, with at most one thing to do about it. Threads: GUI."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName("Message")
        self._act: Callable[[], object] | None = None
        self._words = QLabel()
        self._words.setObjectName("bannerWords")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # may hold words of a file
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.clicked.connect(self.act)
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName("Close the message")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._words)
        layout.addWidget(self._button)
        layout.addWidget(close)
        self.hide()

    def tell(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show the words until they are closed or others come; `action` names a button that does `act`."""
        words = in_one_line(words)
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._act = act
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.show()

    def words(self) -> str:
        """What is being told; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def act(self) -> None:
        """Do what the button does."""
        self.hide()
        if self._act is not None:
            self._act()


class Messages:
    """Turns faults and news into words on the banner. Threads: GUI."""

    def __init__(self, banner: MessageBanner) -> None:
        self._banner = banner

    def show_problem(self, error: object) -> None:
        """A ReaderError: what failed and what to do. Anything else is a bug of ours and says so."""
        if isinstance(error, ReaderError):
            self._banner.tell(f"{error.problem} {error.remedy}")
        else:
            self._banner.tell(
                "Something in Read Also went wrong. Your articles and bookmarks are safe; the log has the details."
            )

    def tell(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        self._banner.tell(words, action=action, act=act)
