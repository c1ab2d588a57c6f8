"""Paragraphs of a word processor's document, collected while its XML is read."""

from reader.library.importers.documents import MAX_TEXT
from reader.library.importers.file_facts import MAX_TITLE
from reader.library.importers.letters import one_line
from reader.library.importers.unreadable import UnreadableFileError

_ITEM_SIGN = "• "


class ParagraphCollector:
    """Paragraphs in their order; one inside of another, as in a text box, ends before it. One thread, used once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.title = ""  # the first heading, if the document begins with one
        self._open: list[_Paragraph] = []
        self._length = 0

    def begin(self, *, is_heading: bool = False, is_item: bool = False) -> None:
        self._open.append(_Paragraph(is_heading=is_heading, is_item=is_item))

    def add(self, text: str) -> None:
        """Text where no paragraph is open is white space between elements."""
        if self._open:
            self._open[-1].parts.append(text)
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise UnreadableFileError(
                    f"The text is longer than {MAX_TEXT // 1_000_000} million characters, the limit for one article.",
                    remedy="Divide it into its articles, and import those.",
                )

    def mark(self, *, is_heading: bool = False, is_item: bool = False) -> None:
        """Says of the open paragraph what became known only inside of it."""
        if self._open:
            self._open[-1].is_heading |= is_heading
            self._open[-1].is_item |= is_item

    def drop(self) -> None:
        """Ends the open paragraph without keeping it."""
        if self._open:
            self._open.pop()

    def end(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        line = one_line("".join(paragraph.parts))
        if not line:
            return
        if paragraph.is_heading and not self.lines and len(line) <= MAX_TITLE:
            self.title = line
        self.lines.append(f"{_ITEM_SIGN}{line}" if paragraph.is_item and not paragraph.is_heading else line)


class _Paragraph:
    def __init__(self, *, is_heading: bool, is_item: bool) -> None:
        self.parts: list[str] = []
        self.is_heading = is_heading
        self.is_item = is_item
