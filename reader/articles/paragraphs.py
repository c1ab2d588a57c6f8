"""A text and its paragraphs. A paragraph is what stands between two blank lines."""

from collections.abc import Iterable, Iterator

from reader.articles.article import Span

BLANK_LINE = "\n\n"
WORDS_PER_MINUTE = 220  # a common measure of silent reading of English non-fiction


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """One text of many paragraphs: white space inside each folded, empty ones left out."""
    folded = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return BLANK_LINE.join(paragraph for paragraph in folded if paragraph)


def paragraph_spans(text: str) -> Iterator[Span]:
    """Where each paragraph of a text made by `join_paragraphs` stands."""
    start = 0
    while start < len(text):
        end = text.find(BLANK_LINE, start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + len(BLANK_LINE)


def reading_minutes(text: str) -> int:
    """How long the text takes to read, in whole minutes, at least one."""
    return max(1, round(len(text.split()) / WORDS_PER_MINUTE))
