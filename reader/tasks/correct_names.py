"""Correct names: what is said counts for the open article and for lists at once, elsewhere when it is reached."""

from collections.abc import Callable, Collection, Sequence

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.entities.correction import Correction, CorrectionAction, fault_of
from reader.entities.correction_targets import is_naming, kind_of, name_of, wanted_target
from reader.entities.identity import entity_id
from reader.entities.mention import EntityId, EntityKind
from reader.errors import ReaderError
from reader.tasks.current_corrections import CurrentCorrections
from reader.tasks.name_articles import NameArticles
from reader.userdata.corrections import Corrections

_KINDS = {
    EntityKind.PERSON: "a person",
    EntityKind.PLACE: "a place",
    EntityKind.ORGANISATION: "an organisation",
    EntityKind.OTHER: "a name of another kind",
}
_HERE = " in one article"


class CorrectNames:
    """Makes corrections and takes them back. The open article is put right before each call returns.

    Articles that are concerned besides wait to be linked anew, which `NameArticles` does. Threads: any, one at a time.
    Raises ReaderError where the files cannot be written; what was stored by then counts at the next start.
    """

    def __init__(
        self, *, corrections: Corrections, current: CurrentCorrections, name_articles: Callable[[], NameArticles]
    ) -> None:
        self._corrections, self._current, self._name_articles = corrections, current, name_articles

    def correct(self, correction: Correction, open_article: ArticleNumber | None = None) -> Correction:
        """Say this of a name; as it is kept.

        Raises:
            ReaderError: it says nothing that could be followed.
        """
        if fault := fault_of(correction):
            raise ReaderError(f"Nothing was corrected: {fault}.", remedy="Choose another correction.")
        kept = self._corrections.add(completed(correction))
        self._bring_in(open_article)
        return kept

    def undo(self, open_article: ArticleNumber | None = None) -> Sequence[Correction]:
        """Take back what was said last; which corrections that was, none if there are none."""
        return self._changed(self._corrections.undo(), open_article)

    def redo(self, open_article: ArticleNumber | None = None) -> Sequence[Correction]:
        """Say again what was taken back last; which corrections that was."""
        return self._changed(self._corrections.redo(), open_article)

    def delete(self, numbers: Collection[int], open_article: ArticleNumber | None = None) -> Sequence[Correction]:
        """Take back these; `redo` says them again."""
        return self._changed(self._corrections.delete(numbers), open_article)

    def apply(self, open_article: ArticleNumber | None = None) -> None:
        """Let corrections count that were made elsewhere, as by reading a file."""
        self._bring_in(open_article)

    def can_undo(self) -> bool:
        return self._corrections.can_undo()

    def can_redo(self) -> bool:
        return self._corrections.can_redo()

    def _changed(self, which: Sequence[Correction], open_article: ArticleNumber | None) -> Sequence[Correction]:
        if which:
            self._bring_in(open_article)
        return which

    def _bring_in(self, open_article: ArticleNumber | None) -> None:
        self._current.bring_in(patient=False)
        if open_article is not None:
            self._name_articles().relink([open_article])


def completed(correction: Correction) -> Correction:
    """With whom it leads to written out: it shall mean the same to every later version."""
    tidy = correction._replace(
        form=" ".join(correction.form.split()), to_name=" ".join(correction.to_name.split()), number=0
    )
    if tidy.action is CorrectionAction.HIDE or is_naming(tidy):
        return tidy
    target = wanted_target(tidy)
    kind = tidy.to_kind or kind_of(target)
    name = tidy.to_name or (tidy.form if tidy.action in (CorrectionAction.ADD, CorrectionAction.SPLIT) else "")
    name = name or tidy.entity_name or name_of(target)
    if target == tidy.entity_id:  # somebody else of the same name: to be told apart
        target = entity_id(kind, name, str(tidy.article_id)[:8] or fold(tidy.form))
    return tidy._replace(to_id=target, to_kind=kind, to_name=name)


def describe_correction(correction: Correction) -> str:
    """What was said, in words: "Renamed Nakatani to Gen Nakatani"."""
    who = correction.entity_name or name_of(correction.entity_id)
    to = correction.to_name or (name_of(correction.to_id) if correction.to_id else "")
    return _words(correction, who, to) + (_HERE if correction.article_id else "")


def _words(correction: Correction, who: str, to: str) -> str:
    kind = _KINDS[correction.to_kind or kind_of(EntityId(correction.to_id or correction.entity_id))]
    match correction.action:
        case CorrectionAction.RENAME:
            return f"Renamed {who} to {to}"
        case CorrectionAction.RETYPE:
            return f"Made {who} {kind}"
        case CorrectionAction.MERGE:
            return f"Merged {who} into {to}"
        case CorrectionAction.SPLIT:
            return f"Split “{correction.form}” off {who} as {to}" if correction.form else f"Split {who} off as {to}"
        case CorrectionAction.HIDE:
            return f"Hid {who}"
        case CorrectionAction.ADD:
            same = fold(correction.form) == fold(to)
            return f"Added {to} as {kind}" if same else f"Added “{correction.form}” as {to}"
