"""Where a passage stands in a text that may have changed since it was marked: found by its words and what is around it."""

from reader.articles.article import Span

CONTEXT = 64  # characters before and behind a passage that are kept with it


def anchor(text: str, span: Span) -> tuple[str, str, str]:
    """The words of a passage and up to CONTEXT characters before and behind it."""
    start, end = span.start, span.end
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def find_anchor(text: str, quote: str, prefix: str, suffix: str, start: int) -> Span | None:
    """The place of the passage in this text; None where it is gone. To be filled in: exact only so far."""
    at = text.find(quote)
    return Span(at, at + len(quote)) if quote and at >= 0 else None
