"""What charts say in words: on a tag, to a screen reader, in a table and in a file."""

from datetime import date

from reader.entities.mention import EntityKind
from reader.tasks.views import NetworkEdge, NetworkNode, Timeline, TimelineSeries, TimeUnit
from reader.ui.dates import MONTHS

# What a log-likelihood ratio is exceeded by in one of 20, of 1000, and of a hundred thousand million pairs that
# have nothing to do with one another.
LOOSE, CLEAR, CLOSE = 3.84, 10.83, 45.0
KIND_WORDS = {
    EntityKind.PERSON: "Person",
    EntityKind.PLACE: "Place",
    EntityKind.ORGANISATION: "Organisation",
    EntityKind.OTHER: "Other",
}
NO_DATES = "No article that names it has a date."
NO_NEIGHBOURS = "No article names it together with another name."


def articles_words(count: int) -> str:
    """ "no articles", "1 article", "1,204 articles"."""
    return "no articles" if not count else "1 article" if count == 1 else f"{count:,} articles"


def bucket_words(first_day: date, unit: TimeUnit) -> str:
    """ "8 September 2025", "September 2025" or "2025"."""
    month = f"{MONTHS[first_day.month - 1]} {first_day.year}"
    return {TimeUnit.DAY: f"{first_day.day} {month}", TimeUnit.MONTH: month}.get(unit, str(first_day.year))


def bar_words(series: TimelineSeries, bucket: int, timeline: Timeline) -> str:
    """ "Gen Nakatani, September 2025: 14 articles"."""
    when = bucket_words(timeline.buckets[bucket], timeline.unit)
    return f"{series.entity.name}, {when}: {articles_words(series.counts[bucket])}"


def timeline_title(unit: TimeUnit) -> str:
    return f"Timeline, articles a {unit}"


def strength_words(strength: float) -> str:
    """How sure it is that two names belong together, as their shared articles tell."""
    if strength >= CLOSE:
        return "close"
    if strength >= CLEAR:
        return "clear"
    return "loose" if strength >= LOOSE else "may be chance"


def node_words(node: NetworkNode, tie: NetworkEdge | None) -> str:
    """ "Seoul, place: 12 articles, 7 shared"; `tie` is the edge to the centre, None for the centre itself."""
    words = f"{node.entity.name}, {KIND_WORDS[node.entity.kind].lower()}: {articles_words(node.articles)}"
    return f"{words}, {tie.articles:,} shared" if tie is not None else words


def edge_words(first: str, second: str, edge: NetworkEdge) -> str:
    """ "Gen Nakatani and Seoul: 7 articles name both, a clear tie"."""
    both = "1 article names both" if edge.articles == 1 else f"{edge.articles:,} articles name both"
    chance = edge.strength < LOOSE
    return f"{first} and {second}: {both}, {'which may be chance' if chance else _tie(edge.strength)}"


def _tie(strength: float) -> str:
    return f"a {strength_words(strength)} tie"
