"""The index as Whoosh sees it: its fields, and how a text becomes words."""

from collections.abc import Iterator

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import STORED, TEXT, Schema

from reader.search.words import find_words, fold, is_run, pairs

FIELD_BOOSTS = {"title": 3.0, "lead": 1.5, "text": 1.0, "source": 1.0, "author": 1.0}
"""The fields that are indexed by words, and what a hit in them counts."""

WORD_FIELDS = ("title", "lead", "text", "author")
"""Where a word without a field is looked for. Not in the source: every article of "Space Weekly" is not about space."""


class ReaderAnalyzer(Analyzer):
    """Whoosh's door to `words`: the same words in the same places as our own indexing and searching."""

    def __call__(
        self, value: str, positions: bool = False, start_pos: int = 0, mode: str = "", **_options: object
    ) -> Iterator[Token]:
        token = Token(positions, mode=mode)
        place = start_pos
        for word in find_words(value):
            for text in pairs(word) if is_run(word) else (fold(word),):
                token.text = text
                token.boost = 1.0
                if positions:
                    token.pos = place
                place += 1
                yield token


def whoosh_schema() -> Schema:
    """Articles by number; the text itself stays in the library. `published` counts days, 0 when it is not known."""
    fields = {name: TEXT(analyzer=ReaderAnalyzer(), phrase=True) for name in FIELD_BOOSTS}
    return Schema(**fields, number=STORED, published=STORED)
