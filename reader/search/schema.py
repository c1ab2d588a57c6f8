"""The index as Whoosh sees it: its fields, and how a text becomes words."""

from collections.abc import Iterator

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import KEYWORD, STORED, Schema
from whoosh.fields import TEXT as WORDS

from reader.search.words import fold, is_run, iter_words, pairs

TITLE, LEAD, TEXT, SOURCE, AUTHOR, NAMED, NAMES = "title", "lead", "text", "source", "author", "named", "names"

FIELD_BOOSTS = {TITLE: 3.0, TEXT: 1.0, LEAD: 1.5, SOURCE: 1.0, AUTHOR: 1.0, NAMED: 1.0}
"""What a hit in a field counts. A name counts in its title or text and, because it is a name, in `named` again."""

WORDED_FIELDS = tuple(FIELD_BOOSTS)
"""The fields that are found by words."""

WRITTEN_FIELDS = tuple(name for name in WORDED_FIELDS if name != LEAD)
"""Those that are written with words of their own; the lead is the beginning of the text."""

WITH_PLACES = frozenset({TITLE, TEXT, SOURCE, AUTHOR})
"""Those of which it is written where a word stands."""

PHRASED_FIELDS = WITH_PLACES | {LEAD}
"""Those in which phrases are found."""

ASKED_FIELDS = (TITLE, TEXT, LEAD, AUTHOR, NAMED)
"""Where a word without a field is looked for; the lead after the text, of which it is a part.

Not in the source: every article of "Space Weekly" is not about space.
"""


class ReaderAnalyzer(Analyzer):
    """Whoosh's door to `words`: the same words in the same places as our own indexing and searching."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **_options: object,
    ) -> Iterator[Token]:
        token = Token(positions, chars, mode=mode)
        place = start_pos
        for found in iter_words(value):
            for text in pairs(found[0]) if is_run(found[0]) else (fold(found[0]),):
                token.text = text
                token.boost = 1.0
                if positions:
                    token.pos = place
                if chars:  # of a run all of it, for each of its pairs
                    token.startchar, token.endchar = start_char + found.start(), start_char + found.end()
                place += 1
                yield token


def whoosh_schema() -> Schema:
    """Articles by number; the text itself stays in the library. `published` counts days, 0 when it is not known."""
    fields = {name: WORDS(analyzer=ReaderAnalyzer(), phrase=name in PHRASED_FIELDS) for name in WORDED_FIELDS}
    return Schema(**fields, names=KEYWORD(commas=True, scorable=False), number=STORED, published=STORED)
