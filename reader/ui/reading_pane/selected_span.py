"""The selected words as characters of the article's text."""

from PySide6.QtGui import QTextBlock, QTextCursor

from reader.articles.article import Span
from reader.ui.reading_pane.render import Page


def selected_span(cursor: QTextCursor, page: Page) -> Span | None:
    """What is selected of the article's text, without space around it; None if that is nothing.

    Words of the headline and of the line about the article are left out: they are not part of the text.
    """
    if not cursor.hasSelection():
        return None
    document = cursor.document()
    first, last = (document.findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
    found: list[Span] = []
    for number in range(first.blockNumber(), min(last.blockNumber() + 1, len(page.blocks))):
        block, shown = page.blocks[number], document.findBlockByNumber(number)
        if block.of_text:
            start = _characters(shown, cursor.selectionStart()) if number == first.blockNumber() else 0
            end = _characters(shown, cursor.selectionEnd()) if number == last.blockNumber() else len(block.text)
            words = block.text[start:end]
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if start < end:
                found.append(Span(block.start + start, block.start + end))
    return Span(found[0].start, found[-1].end) if found else None


def _characters(block: QTextBlock, position: int) -> int:
    """How many characters of a block are before a position of the document. Qt counts UTF-16 units."""
    units = block.text().encode("utf-16-le", "surrogatepass")[: 2 * (position - block.position())]
    return len(units.decode("utf-16-le", "surrogatepass"))
