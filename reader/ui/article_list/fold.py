"""How a row of the list stands to the reprints of its article, and how it says so."""

from enum import Enum, auto

from reader.tasks.views import ArticleRow


class Fold(Enum):
    """How a row stands to the reprints of its article."""

    NONE = auto()  # there are none
    CLOSED = auto()  # it stands for them
    OPEN = auto()  # they stand below it
    BELOW = auto()  # it is one of those


def chip_words(row: ArticleRow, fold: Fold) -> str:
    """ "+2 reprints" for the row that stands for a family; nothing for all others."""
    if fold not in (Fold.CLOSED, Fold.OPEN) or not row.reprints:
        return ""
    return f"{'+' if fold is Fold.CLOSED else ''}{reprints_in_words(row.reprints)}"


def fold_in_words(row: ArticleRow, fold: Fold) -> str:
    """ "2 reprints, closed", for a screen reader."""
    match fold:
        case Fold.CLOSED | Fold.OPEN if row.reprints:
            return f"{reprints_in_words(row.reprints)}, {'closed' if fold is Fold.CLOSED else 'open'}"
        case Fold.BELOW:
            return "a reprint"
    return ""


def reprints_in_words(count: int) -> str:
    return "1 reprint" if count == 1 else f"{count:,} reprints"
