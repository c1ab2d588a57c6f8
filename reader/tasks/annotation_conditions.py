"""Conditions of a query that ask for tags, notes and highlights: `tag:`, `note:`, `has:tag` and its like."""

from collections.abc import Iterable

from reader.articles.article import ArticleId
from reader.articles.folding import fold, fold_label
from reader.search.index import Condition, UnknownConditionError
from reader.search.words import find_words, is_run
from reader.userdata.annotation import Tag
from reader.userdata.annotations import Annotations

_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»＂「」『』', " "))  # a query cannot say them within a name


class AnnotationConditions:
    """Finds the articles of such conditions, by id. Threads: any. Raises ReaderError where a file cannot be used."""

    def __init__(self, annotations: Annotations) -> None:
        self._tags, self._notes, self._highlights = annotations

    def tagged(self, condition: Condition) -> list[ArticleId]:
        """The articles with the tag of this name, or with any tag that begins so.

        Raises:
            UnknownConditionError: there is no such tag; the nearest one is named.
        """
        wanted = as_asked(condition.value)
        tags = self._tags.all()
        if condition.exact:
            found = [tag for tag in tags if as_asked(tag.name) == wanted]
        else:
            found = [tag for tag in tags if as_asked(tag.name).startswith(wanted)]
        if not found:
            raise UnknownConditionError(_no_such_tag(condition, wanted, tags), as_words=False)
        return self._tags.articles_of([tag.number for tag in found])

    def having(self, what: str) -> Iterable[ArticleId]:
        """The articles with a "tag", "highlight" or "note", on the article or on a highlight."""
        match what:
            case "tag":
                return self._tags.tagged()
            case "highlight":
                return self._highlights.articles()
            case "note":
                return {*self._notes.articles(), *self._highlights.articles(noted=True)}
        raise ValueError(what)

    def noting(self, condition: Condition) -> list[ArticleId]:
        """The articles in whose notes and highlighted words all of these words occur, whatever case and accents."""
        wanted = fold(condition.value).split() or [condition.value.casefold()]
        texts: dict[ArticleId, list[str]] = {}
        for note in self._notes.perhaps_with(wanted):
            texts.setdefault(note.article_id, []).append(note.text)
        for each in self._highlights.perhaps_with(wanted):
            texts.setdefault(each.article_id, []).extend((each.quote, each.note))
        last = "" if condition.exact else wanted[-1]
        return [article_id for article_id, parts in texts.items() if _all_occur(wanted, "\n".join(parts), begun=last)]


def _all_occur(wanted: list[str], text: str, *, begun: str) -> bool:
    folded = f" {fold(text)} "
    return all(
        f" {word}{'' if word == begun else ' '}" in folded if _stands_alone(word) else word in folded + text.casefold()
        for word in wanted
    )


def _stands_alone(word: str) -> bool:
    """Whether there are spaces around it: not in Chinese, and not around an emoji."""
    return bool(find_words(word)) and not is_run(word)


def as_asked(name: str) -> str:
    """A name of a tag as a query can ask for it."""
    return fold_label(name.translate(_QUOTES))


def _no_such_tag(condition: Condition, wanted: str, tags: list[Tag]) -> str:
    if not tags:
        return f"There is no tag “{condition.value}”; you have none yet"
    if not condition.exact:
        return f"There is no tag that begins with “{condition.value}”"
    from difflib import get_close_matches  # only where something was mistyped

    names = {as_asked(tag.name): tag.name for tag in tags}
    begun = sorted((key for key in names if key.startswith(wanted)), key=len)
    near = begun or get_close_matches(wanted, names, n=1, cutoff=0.6)
    meant = f"; did you mean “{names[near[0]]}”?" if near else ""
    return f"There is no tag “{condition.value}”{meant}"
