"""Why something is shown as a name, in words: what recognised it, and what the reader said of it."""

from collections.abc import Sequence

from reader.articles.article import ArticleId
from reader.entities.correction import Correction
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention, MentionSource
from reader.tasks.correct_names import describe_correction

KIND_WORDS = {
    EntityKind.PERSON: "person",
    EntityKind.PLACE: "place",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.OTHER: "other name",
}


def why_recognised(mentions: Sequence[LinkedMention], corrections: Sequence[str] = ()) -> str:
    """One sentence about a mention, or about all of an entity in an article: "Recognised by the model (0.98)".

    `corrections` say in words what the reader corrected about it; the last one is told as well.
    """
    own = f"Your correction: {_small(corrections[-1])}" if corrections else ""
    sources = {mention.source for mention in mentions}
    if MentionSource.CORRECTION in sources and not own:
        own = "You said that this is a name"
    return ". ".join(part for part in (_recognised(mentions), own) if part)


def corrections_about(entity_id: EntityId, article_id: ArticleId, corrections: Sequence[Correction]) -> list[str]:
    """What was corrected about this entity, as far as it counts in the article, in words and in its order."""
    return [
        describe_correction(each)
        for each in corrections
        if entity_id in (each.entity_id, each.to_id) and each.article_id in ("", article_id)
    ]


def _recognised(mentions: Sequence[LinkedMention]) -> str:
    by_model = [m.confidence for m in mentions if m.source is MentionSource.MODEL]
    by_list = [m.confidence for m in mentions if m.source is MentionSource.LIST]
    sure = by_model + [each for each in by_list if each < 1]  # the model has seen these, too
    if sure:
        return f"Recognised by the model ({_range(sure)}){' and the name list' if by_list else ''}"
    if by_list:
        return "Listed name"
    if any(mention.source is MentionSource.REPEATED for mention in mentions):
        return "The same words are a name elsewhere in this article"
    return ""


def name_hint(entity: Entity, *, here: int, articles: int) -> str:
    """ "Gen Nakatani · person — 4 times here, 23 articles in the library"."""
    counts = [f"{times(here)} here"] if here else []
    counts.append("1 article in the library" if articles == 1 else f"{articles:,} articles in the library")
    return f"{entity.name} · {KIND_WORDS[entity.kind]} — {', '.join(counts)}"


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _range(shares: Sequence[float]) -> str:
    least, most = f"{min(shares):.2f}", f"{max(shares):.2f}"
    return least if least == most else f"{least}–{most}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
