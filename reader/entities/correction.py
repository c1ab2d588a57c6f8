"""What a reader says of a name: a value, replayed over everything that is recognised."""

import json
from enum import StrEnum
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.entities.mention import EntityId, EntityKind

LONGEST_FORM = 200  # characters; a longer selection is no name


class CorrectionAction(StrEnum):
    RENAME = "rename"  # it is called `to_name`
    RETYPE = "retype"  # it is of kind `to_kind`
    MERGE = "merge"  # it is `to_id`
    SPLIT = "split"  # where it is called `form` (or, with an article and no form, in that article) it is `to_id`
    HIDE = "hide"  # it is no name
    ADD = "add"  # the words `form` are a name: `to_id`


class Correction(NamedTuple):
    """One thing the reader said. Without an article it counts in the whole library."""

    action: CorrectionAction
    entity_id: EntityId = EntityId("")  # whom it is about, as shown when it was said; empty for ADD
    entity_name: str = ""  # how it was called then, for the list of corrections
    article_id: ArticleId = ArticleId("")  # where it counts; empty: everywhere
    form: str = ""  # the words, for ADD and SPLIT
    to_id: EntityId = EntityId("")
    to_name: str = ""
    to_kind: EntityKind | None = None
    number: int = 0  # its place in the order they were made; 0: not stored yet
    made_at: str = ""  # ISO 8601, UTC


def packed(correction: Correction) -> str:
    """As JSON, without what is empty."""
    return json.dumps({key: value for key, value in correction._asdict().items() if value}, ensure_ascii=False)


def unpacked(stored: str) -> Correction:
    """What `packed` made. Raises ValueError where it is of another version."""
    fields = json.loads(stored)
    kind = EntityKind(fields.pop("to_kind")) if "to_kind" in fields else None
    try:
        return Correction(action=CorrectionAction(fields.pop("action")), to_kind=kind, **fields)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no correction: {stored}") from error


def fault_of(correction: Correction) -> str:
    """Why it cannot be followed, in words that go on a sentence; empty where it can."""
    about_somebody = correction.action is not CorrectionAction.ADD
    if about_somebody and not correction.entity_id:
        return "it does not say whom it is about"
    match correction.action:
        case CorrectionAction.RENAME if not correction.to_name.strip():
            return "the new name is empty"
        case CorrectionAction.RETYPE if correction.to_kind is None:
            return "the new kind is missing"
        case CorrectionAction.MERGE if not correction.to_id:
            return "it does not say with whom"
        case CorrectionAction.MERGE if correction.to_id == correction.entity_id:
            return "nobody can be merged with themselves"
        case CorrectionAction.SPLIT if not correction.form and not correction.article_id:
            return "it says neither which form nor in which article"
        case CorrectionAction.SPLIT if not (correction.to_id or correction.to_name.strip() or correction.form):
            return "it does not say who else it is"
        case CorrectionAction.ADD:
            return _fault_of_words(correction.form)
    return ""


def _fault_of_words(form: str) -> str:
    words = " ".join(form.split())
    if not any(letter.isalnum() for letter in words):
        return "there is no word in it"
    if len(words) == 1 and words.isascii():
        return "a single letter is no name"
    if len(words) > LONGEST_FORM:
        return f"it is longer than {LONGEST_FORM} letters"
    return ""
