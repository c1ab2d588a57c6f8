"""HTML into paragraphs: the one way from markup to plain text, for pages and for HTML inside of other formats.

The markup is parsed by lxml as HTML: no entities of its own are expanded, and nothing is loaded from anywhere.
"""

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]  # the same

from reader.library.importers.encoding import decode_text
from reader.library.importers.letters import one_line
from reader.library.importers.unreadable import UnreadableFileError

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_WITH_PICTURES = 1_000_000  # bytes; in a larger page most of it is pictures, which would be in memory several times
_PICTURE = re.compile(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]++")
_HEAD_BYTES = 4096  # where browsers look for the charset; the standard says 1024, pages say later
_WIDER_NAMES = {  # as browsers do: what calls itself the old set often uses the letters of its successor
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "x-sjis": "cp932",
}  # fmt: skip
BLOCKS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "div", "section", "article", "main", "tr",
    "dd", "dt", "figcaption", "table", "ul", "ol", "dl", "body", "header", "hr", "figure", "td", "th", "center",
    "address",
))  # fmt: skip
_UNSEEN = frozenset((  # what is no text of an article wherever it stands
    "script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "canvas", "audio", "video",
    "button", "select", "textarea", "label", "title",
))  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BREAK = "\x1e"  # a <br> in a paragraph that is being collected; no markup holds this sign after `parse_html`
_BREAKS = re.compile(rf"{_BREAK}(?:\s*{_BREAK})+")
_MAX_TAGS = 1_000_000  # some two seconds of parsing; the largest saved pages have a hundredth of it
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")


def paragraphs_of_html(html: str | bytes) -> list[str]:
    """All of a page or fragment as paragraphs, white space in them folded. Nothing of it is judged to be a menu.

    Left out: scripts, styles, what is filled in, embedded things and what the markup hides. Two line breaks end a
    paragraph. Safe for anything: markup nests as deep as it likes, and half letters and control characters go.

    Raises:
        UnreadableFileError: there are more than a million tags, or bytes are no text.
    """
    return visible_paragraphs(parse_html(decode_html(html) if isinstance(html, bytes) else html))


def visible_paragraphs(page: HtmlElement) -> list[str]:
    """The same of a tree that `parse_html` gave."""
    paragraphs: list[str] = []
    for paragraph in _cut(_visible_pieces(page)):
        paragraphs += map(one_line, _BREAKS.split(paragraph))
    return [paragraph for paragraph in (each.replace(_BREAK, " ") for each in paragraphs) if paragraph.strip()]


def decode_html(data: bytes) -> str:
    """The markup in the encoding its mark, its letters or its <meta> tell."""
    if len(data) > _WITH_PICTURES:
        data = _PICTURE.sub(b"data:,", data)
    match = _CHARSET.search(data, 0, _HEAD_BYTES)
    declared = match[1].decode("ascii").lower() if match else ""
    return decode_text(data, declared=_WIDER_NAMES.get(declared, declared))


def parse_html(text: str) -> HtmlElement:
    """The tree of a page or fragment, at most some 2,000 elements deep; of deeper ones the text stays.

    Raises:
        UnreadableFileError: there are more than a million tags.
    """
    if text.count("<") > _MAX_TAGS:
        raise UnreadableFileError(
            f"It has more than {_MAX_TAGS:,} tags, which no article needs.",
            remedy="Open it in a browser, copy the text you want, and paste that.",
        )
    text = _CONTROLS.sub("", text)
    page, is_whole = _parse(text)
    return page if is_whole else _parse(_TAG.sub(_flat_tag, text))[0]


def tree_paragraphs(root: etree._Element, blocks: frozenset[str]) -> list[str]:
    """The text of a tree, cut wherever a block begins or ends: what stands in one <p> is one paragraph."""
    return [folded for folded in map(one_line, _cut(_pieces(root, blocks))) if folded]


def _parse(text: str) -> tuple[HtmlElement, bool]:
    """The tree, and whether the parser read to the end: it stops where elements stand 2,048 deep."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)  # huge: a saved page holds its pictures as long attributes
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it, or comments only
        return document_fromstring("<html><body></body></html>"), True
    except etree.XMLSyntaxError:  # it gave up
        return document_fromstring("<html><body></body></html>"), False
    return page, not any("depth" in entry.message for entry in parser.error_log)


def _flat_tag(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name in _UNSEEN:
        return match[0]
    return "<p>" if name in BLOCKS else " "


def _cut(pieces: Iterator[str | None]) -> Iterator[str]:
    current: list[str] = []
    for text in pieces:
        if text is None:
            yield "".join(current)
            current = []
        else:
            current.append(text)
    yield "".join(current)


def _pieces(root: etree._Element, blocks: frozenset[str]) -> Iterator[str | None]:
    """Texts in their order; None where a paragraph ends. A walk without recursion: pages nest thousands deep."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield element.tail or ""
            continue
        tag = element.tag
        if tag in blocks:
            yield None
        elif tag in ("br", "lb") or (event == "end" and tag == "cell"):
            yield " "
        if event == "start":
            yield element.text or ""
        elif element is not root:
            yield element.tail or ""


def _visible_pieces(root: etree._Element) -> Iterator[str | None]:
    """The same without what is not shown, and with a sign for each line break."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            yield element.tail or ""
            continue
        is_shown = _is_shown(element)
        if event == "start" and not is_shown:
            walk.skip_subtree()
        elif is_shown and element.tag in BLOCKS:
            yield None
        elif is_shown and event == "start" and element.tag == "br":
            yield _BREAK
        if event == "start" and is_shown:
            yield element.text or ""
        elif event == "end" and element is not root:
            yield element.tail or ""


def _is_shown(element: etree._Element) -> bool:
    if element.tag in _UNSEEN or "hidden" in element.attrib:
        return False
    style = element.get("style")
    return style is None or not _HIDDEN_STYLE.search(style)
