"""Whom corrections lead to, and what they call them: all that can be told without an article."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.identity import entity_id, key_in, kind_in
from reader.entities.mention import EntityId, EntityKind

_EVERYWHERE = ArticleId("")


class Naming(NamedTuple):
    """What an entity is called, as far as it is said."""

    name: str = ""
    kind: EntityKind | None = None


def kind_of(entity: EntityId) -> EntityKind:
    """The kind an entity was first found as; OTHER where its id does not tell."""
    try:
        return kind_in(entity)
    except ValueError:
        return EntityKind.OTHER


def name_of(entity: EntityId) -> str:
    """What an entity is called of which nothing but the id is known."""
    return key_in(entity) or entity


def is_naming(rule: Correction) -> bool:
    """Whether it says only how somebody is called, everywhere."""
    return rule.action in (CorrectionAction.RENAME, CorrectionAction.RETYPE) and not rule.article_id


def wanted_target(rule: Correction) -> EntityId:
    """Whom the correction by itself leads to; empty where it leads to nobody.

    Another name, or another kind, in one article only: there it is somebody else, who is called so.
    """
    if rule.action is CorrectionAction.HIDE or is_naming(rule):
        return EntityId("")
    if rule.to_id:
        return rule.to_id
    called = _called(rule)
    return entity_id(called.kind or EntityKind.OTHER, called.name) if called.name else EntityId("")


def targets_of(rules: Sequence[Correction]) -> tuple[EntityId, ...]:
    """For each rule whom it leads to, once it is considered what earlier rules have made of them.

    Who was merged into somebody is that one; but a merge back, and everything that is split off, brings them to life
    again, so that the later rule holds and nothing runs in a circle.
    """
    merged: dict[ArticleId, dict[EntityId, EntityId]] = {}
    targets = []
    for rule in rules:
        scope = merged.setdefault(rule.article_id, {})
        target = wanted_target(rule)
        if target and rule.action is CorrectionAction.SPLIT:
            scope[target] = target
        elif target:
            followed = _follow(target, scope, merged.get(_EVERYWHERE, {}))
            if followed == rule.entity_id:
                scope[target] = target  # a merge back
            else:
                target = followed
            if rule.action is CorrectionAction.MERGE and target != rule.entity_id:
                scope[rule.entity_id] = target
        targets.append(target)
    return tuple(targets)


def given_names(rules: Sequence[Correction]) -> dict[EntityId, Naming]:
    """What the reader calls entities in the whole library: it holds wherever they occur."""
    names: dict[EntityId, Naming] = {}
    for rule in rules:
        before = names.get(rule.entity_id, Naming())
        if is_naming(rule) and rule.action is CorrectionAction.RENAME and rule.to_name:
            names[rule.entity_id] = before._replace(name=rule.to_name)
        elif is_naming(rule) and rule.to_kind is not None:
            names[rule.entity_id] = before._replace(kind=rule.to_kind)
    return names


def known_names(rules: Sequence[Correction]) -> dict[EntityId, Naming]:
    """How those the rules lead to were called when it was said: counts where nothing else is known of them."""
    names: dict[EntityId, Naming] = {}
    for rule in rules:
        if target := wanted_target(rule):
            called, before = _called(rule), names.get(target, Naming())
            names[target] = Naming(called.name or before.name, called.kind or before.kind)
    return names


def leading_to(wanted: Iterable[EntityId], rules: Sequence[Correction]) -> set[EntityId]:
    """These entities, and all of whom rules may have made one of them."""
    found = set(wanted)
    if not found:
        return found
    sources: dict[EntityId, set[EntityId]] = {}
    for rule, target in zip(rules, targets_of(rules), strict=True):
        for reached in {target, wanted_target(rule)} - {""}:
            sources.setdefault(reached, set()).add(rule.entity_id)
    waiting = list(found)
    while waiting:
        for source in sources.get(waiting.pop(), set()) - found - {""}:
            found.add(EntityId(source))
            waiting.append(EntityId(source))
    return found


def _called(rule: Correction) -> Naming:
    kind = rule.to_kind or (kind_of(rule.to_id or rule.entity_id) if rule.to_id or rule.entity_id else None)
    name = rule.to_name
    if not name and not rule.to_id:
        name = rule.entity_name if rule.action is CorrectionAction.RETYPE else rule.form
    return Naming(name, kind)


def _follow(entity: EntityId, here: Mapping[EntityId, EntityId], everywhere: Mapping[EntityId, EntityId]) -> EntityId:
    seen = {entity}
    while True:
        following = here.get(entity) or everywhere.get(entity) or entity
        if following in seen:
            return entity
        seen.add(following)
        entity = following
