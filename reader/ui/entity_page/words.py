"""What the page of a name says in words."""

from collections.abc import Sequence

from reader.entities.mention import EntityKind
from reader.library.name_sentences import Sentence
from reader.tasks.entity_pages import EntityPage
from reader.tasks.views import Timeline
from reader.ui.dates import short_date
from reader.ui.entity_browser.words import counted

KIND_NAMES = {
    EntityKind.PERSON: "Person",
    EntityKind.PLACE: "Place",
    EntityKind.ORGANISATION: "Organisation",
    EntityKind.OTHER: "Other name",
}
ALIASES_SHOWN = 4
ELLIPSIS = "…"


def facts_words(page: EntityPage) -> str:
    """ "23 articles · 61 mentions · first 12 Oct 2024 · last 8 Sep 2025"."""
    parts = [counted(page.articles, "article", "articles"), counted(page.mentions, "mention", "mentions")]
    if page.first and page.last:
        same = page.first == page.last
        parts += [f"on {short_date(page.first)}"] if same else [
            f"first {short_date(page.first)}", f"last {short_date(page.last)}"
        ]  # fmt: skip
    if page.undated:
        parts.append(f"{page.undated:,} undated" if page.undated < page.articles else "undated")
    return " · ".join(parts)


def sources_words(page: EntityPage) -> str:
    """ "4 sources"; the name of the only one; nothing where none is known."""
    known = [one for one in page.sources if one.source]
    if len(known) == 1 and len(page.sources) == 1:
        return known[0].source
    return counted(len(known), "source", "sources") if known else ""


def source_lines(page: EntityPage) -> list[str]:
    """Each source with its articles: "Diplomacy desk, 12 articles"."""
    return [
        f"{one.source or 'Source not known'}, {counted(one.articles, 'article', 'articles')}" for one in page.sources
    ]


def aliases_words(page: EntityPage) -> str:
    """ "also Nakatani, Minister Nakatani"."""
    shown = [form for form, _count in page.aliases[:ALIASES_SHOWN]]
    more = len(page.aliases) - len(shown)
    return f"also {', '.join(shown)}{f' and {more} more' if more else ''}" if shown else ""


def alias_lines(page: EntityPage) -> list[str]:
    """Each other form and how often it stands in the articles."""
    return [f"{form}, {counted(count, 'mention', 'mentions')}" if count else form for form, count in page.aliases]


def undated_words(timeline: Timeline, undated: Sequence[int]) -> str:
    """ "3 articles that name Gen Nakatani have no date and are not in the chart."; nothing where all have one."""
    named = [(series.entity.name, count) for series, count in zip(timeline.series, undated, strict=True) if count]
    if not named:
        return ""
    if len(named) == 1:
        name, count = named[0]
        having = "has no date and is" if count == 1 else "have no date and are"
        which = "that names" if count == 1 else "that name"
        return f"{counted(count, 'article', 'articles')} {which} {name} {having} not in the chart."
    parts = ", ".join(f"{name} {count:,}" for name, count in named)
    return f"Articles without a date are not in the chart: {parts}."


def sentence_date(sentence: Sentence) -> str:
    """ "8 Sep 2025", or "added 23 Nov 2026" where the date of publication is not known."""
    return short_date(sentence.published) if sentence.published else f"added {short_date(sentence.added)}"


def sentence_in_words(sentence: Sentence) -> str:
    """What a screen reader says of a row."""
    place = "title of the article" if sentence.place is None else sentence.title
    return f"{sentence_date(sentence)}. {sentence.text} {place}"


def shown_text(sentence: Sentence) -> tuple[str, int]:
    """The sentence as it is shown, and how far its names are moved by what stands before it."""
    before = f"{ELLIPSIS} " if sentence.cut_before else ""
    after = f" {ELLIPSIS}" if sentence.cut_after else ""
    return f"{before}{sentence.text}{after}", len(before)


def order_words(count: str, *, oldest_first: bool) -> str:
    """ "61 · newest first"."""
    return f"{count} · {'oldest' if oldest_first else 'newest'} first"
