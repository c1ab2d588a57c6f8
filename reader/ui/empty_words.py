"""Why a list is empty, and what to do about it. Words only."""

from dataclasses import dataclass

from reader.tasks.views import ArticleFilter


@dataclass(frozen=True, slots=True)
class EmptyWords:
    title: str
    words: str
    action: str = ""  # the label of a button; empty: there is none


def words_for_empty_list(
    *, query: str, understood: str, shown: ArticleFilter, busy: bool, meant: str = ""
) -> EmptyWords:
    """What an empty list says. `busy`: articles are being imported or indexed at the moment.

    `meant`: a similar query that finds something. The words of this one stand in no article, so that looking among
    all articles, or for fewer words, would help less.
    """
    if query:
        if busy:
            return EmptyWords("Nothing found yet", "Articles are still being indexed. Results appear as they come.")
        searched = f"Searched for {understood}." if understood else "Try other words."
        if meant:
            return EmptyWords("Nothing found", searched, f"Search for “{meant}” instead")
        if shown is not ArticleFilter.ALL:
            return EmptyWords("Nothing found here", f"{searched} Only some articles are shown.", "Search all articles")
        return EmptyWords(
            "Nothing found", f"{searched} Fewer words, or the beginning of one, find more.", "Clear search"
        )
    if shown is ArticleFilter.UNREAD:
        return EmptyWords("Everything is read", "New articles appear here until you have read them.", "Show all")
    if shown is ArticleFilter.BOOKMARKS:
        return EmptyWords(
            "No bookmarks yet", "Press B, or click the star of an article, to find it here again.", "Show all"
        )
    if busy:
        return EmptyWords("The articles are on their way", "They appear here as they are imported.")
    return EmptyWords(
        "No articles yet", "Import text, Markdown or HTML files, or drop files and folders here.", "Import files…"
    )
