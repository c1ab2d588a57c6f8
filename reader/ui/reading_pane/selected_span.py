"""The selected words as characters of the article's text."""

from PySide6.QtGui import QTextBlock, QTextCursor

from reader.articles.article import Span
from reader.ui.reading_pane.render import Page

FIRST_WITHOUT_SPACES, LAST_WITHOUT_SPACES = "\u2e80", "\uabff"  # Chinese, Japanese and their neighbours


def selected_span(cursor: QTextCursor, page: Page) -> Span | None:
    """What is selected of the article's text, in whole words; None if that is nothing.

    A word of which half or less was caught by a hasty hand is left out, if others were caught. Words of the headline
    and of the line about the article are left out, too: they are not part of the text.
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
            start, end = in_whole_words(block.text, start, end)
            if start < end:
                found.append(Span(block.start + start, block.start + end))
    return Span(found[0].start, found[-1].end) if found else None


def in_whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters `start` to `end` of a text, without space around them and without a piece of a word."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        return start, end
    first, last = _word_around(text, start), _word_around(text, end)
    if first == last and first is not None:
        return first  # within one word
    if first is not None:
        start = first[0] if 2 * (first[1] - start) > first[1] - first[0] else first[1]
    if last is not None:
        end = last[1] if 2 * (end - last[0]) > last[1] - last[0] else last[0]
    return (
        in_whole_words(text, start, end)
        if text[start : start + 1].isspace() or text[end - 1].isspace()
        else (start, end)
    )


def _word_around(text: str, at: int) -> tuple[int, int] | None:
    """The word that is cut at this place; None where none is, as in scripts without spaces."""
    if not (0 < at < len(text) and _joins(text[at - 1]) and _joins(text[at])):
        return None
    start = end = at
    while start > 0 and _joins(text[start - 1]):
        start -= 1
    while end < len(text) and _joins(text[end]):
        end += 1
    return start, end


def _joins(letter: str) -> bool:
    return letter.isalnum() and not FIRST_WITHOUT_SPACES <= letter <= LAST_WITHOUT_SPACES


def _characters(block: QTextBlock, position: int) -> int:
    """How many characters of a block are before a position of the document. Qt counts UTF-16 units."""
    units = block.text().encode("utf-16-le", "surrogatepass")[: 2 * (position - block.position())]
    return len(units.decode("utf-16-le", "surrogatepass"))
