"""The "Read also" list of a web page: found in the tree, because extraction of the main text drops such lists."""

from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from reader.library.importers.letters import one_line
from reader.library.importers.read_also_list import MAX_ITEM, text_after_marker

_WORD_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "span", "dt", "summary", "li")
_FRAME_TAGS = ("div", "section")
_OUTSIDE = frozenset(("nav", "footer", "form", "script", "style", "template", "noscript"))
_MAX_MARKER_TEXT = MAX_ITEM + 60
_LEVELS_UP = 3  # <section><header><h3>Related</h3></header><ul>: the list stands beside the marker's parents
_LINKED_SHARE = 0.6  # of the letters of a block: then it is a list of links, whatever its tags


def take_read_also(page: HtmlElement) -> tuple[str, ...]:
    """The titles of the last list that a marker introduces; marker and list are removed from the tree.

    Without such a list, the links of single paragraphs of the kind "Read also: Title" are taken, in their order.
    """
    markers = list(_markers(page))
    for element, rest in reversed(markers):
        if not rest:
            titles, members = _list_after(element)
            if titles:
                for member in (element, *members):
                    _remove(member)
                return tuple(titles)
    inline: list[str] = []
    for element, rest in markers:
        if rest and element.tag in ("p", "div", "li") and len(rest) <= MAX_ITEM and element.getparent() is not None:
            links = [text for text in (one_line(link.text_content()) for link in element.iter("a")) if text]
            if links and sum(map(len, links)) >= len(rest) * _LINKED_SHARE:
                inline += links
                _remove(element)
    return tuple(inline)


def _markers(page: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The innermost elements that are a marker, and what follows its colon."""
    for element in page.iter(*_WORD_TAGS, *_FRAME_TAGS):
        if element.tag in _FRAME_TAGS and not (element.text or "").strip():
            continue  # the words are in an element inside; frames nest by the thousand
        text = _short_text(element)
        rest = text_after_marker(text) if text else None
        if rest is None or any(parent.tag in _OUTSIDE for parent in element.iterancestors()):
            continue
        if not any(child.tag in _WORD_TAGS and _short_text(child) == text for child in element):
            yield element, rest


def _short_text(element: HtmlElement) -> str:
    """The text of an element; empty if it is too long for a marker, found without reading a whole page of it."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part.strip())
        if length > _MAX_MARKER_TEXT:
            return ""
        parts.append(part)
    return one_line("".join(parts))


def _list_after(element: HtmlElement) -> tuple[list[str], list[HtmlElement]]:
    """The titles listed after a marker, and the elements they were in."""
    text = _short_text(element)
    for _ in range(_LEVELS_UP):
        titles, members = _titles_in_siblings(element)
        parent = element.getparent()
        if titles or parent is None or _short_text(parent) != text:
            return titles, members
        element = parent
    return [], []


def _titles_in_siblings(element: HtmlElement) -> tuple[list[str], list[HtmlElement]]:
    titles: list[str] = []
    members: list[HtmlElement] = []
    if (element.tail or "").strip(" \t\n:"):
        return titles, members
    for sibling in element.itersiblings():
        if not isinstance(sibling.tag, str) or not sibling.text_content().strip():
            continue
        found = _titles_in(sibling)
        if not found or (titles and sibling.tag != members[0].tag):
            break
        titles += found
        members.append(sibling)
        if sibling.tag in ("ul", "ol"):
            break
    return titles, members


def _titles_in(element: HtmlElement) -> list[str]:
    """The titles of a list, or of a block that consists of links; empty for anything else."""
    items = [element] if element.tag == "a" else list(element.iter("li")) or list(element.iter("a"))
    titles = [title for title in map(_item_title, items) if title]
    if element.tag in ("ul", "ol"):
        return titles if all(len(title) <= MAX_ITEM for title in titles) else []
    linked = sum(map(len, titles))
    return titles if linked >= len(one_line(element.text_content())) * _LINKED_SHARE else []


def _item_title(item: HtmlElement) -> str:
    """The text of an item's longest link, which leaves out dates and pictures beside it; else all of its text."""
    links = [one_line(link.text_content()) for link in item.iter("a")]
    return max(links, key=len, default="") or one_line(item.text_content())


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
