"""What stands over the sentences of a page, by what was asked."""

from typing import NamedTuple

from reader.entities.mention import Entity
from reader.library.name_sentences import MOST_OF_BOTH
from reader.ui.charts.words import articles_words, bucket_words
from reader.ui.entity_browser.words import counted
from reader.ui.flows.entity_pages import SentencesFound


class SectionWords(NamedTuple):
    """What stands over the sentences."""

    amount: str = ""  # "61"
    chip: str = ""  # "September 2025": what they are narrowed to, if they are
    note: str = ""  # a sentence about them
    ordered: bool = True  # whether the order can be turned round


def section_words(found: SentencesFound, mentions: int, *, own: Entity | None) -> SectionWords:
    """The words over these sentences; `mentions` and `own` are those of the page."""
    asked = found.asked
    if asked.other is not None:
        chip = f"{asked.entity.name} and {asked.other.name}"
        return SectionWords(articles_words(found.articles), chip, _both_note(found), ordered=False)
    if asked.first_day is not None:
        period = bucket_words(asked.first_day, asked.unit)
        chip = period if own is None or asked.entity.id == own.id else f"{asked.entity.name}, {period}"
        return SectionWords(articles_words(found.articles), chip)
    return SectionWords(f"{mentions:,}")


def _both_note(found: SentencesFound) -> str:
    apart = len(found.sentences) - found.together
    if found.together >= MOST_OF_BOTH:
        return f"The newest {MOST_OF_BOTH} sentences that name both."
    both = counted(found.together, "sentence names both", "sentences name both") if found.together else ""
    if not apart:
        return f"{both}." if both else ""
    further = "Of another article" if apart == 1 else f"Of {apart:,} other articles"
    one = "one sentence" if apart == 1 else "one sentence each"
    if both:
        return f"{both}. {further}, in which they stand apart, {one} comes after."
    return f"No sentence names both. Of {counted(apart, 'article', 'articles')} in which they stand apart, {one}."
