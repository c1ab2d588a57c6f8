"""What the doctor says of the backups."""

from dataclasses import replace

from reader.tasks.backup_manifest import reason_in_words
from reader.tasks.backups import Backups, problems_of
from reader.tasks.self_check import Diagnosis, Finding


def with_backups(diagnosis: Diagnosis, backups: Backups, *, thoroughly: bool) -> Diagnosis:
    """The diagnosis with what there is of backups; `thoroughly`: each is read and compared."""
    there = backups.all()
    facts = [f"backups {backups.folder}"]
    if there:
        made_at = there[0].made_at.astimezone().strftime("%Y-%m-%d %H:%M")
        facts.append(f"newest backup {made_at}, {reason_in_words(there[0])}")
    findings = [
        Finding(problem=f"The backup in {backup.folder} is damaged: {problem}", remedy="Delete that folder.")
        for backup in there
        if thoroughly
        for problem in problems_of(backup)
    ]
    return replace(
        diagnosis,
        facts=(*diagnosis.facts, *facts),
        counts=diagnosis.counts | {"backups": len(there)},
        findings=(*diagnosis.findings, *findings),
    )
