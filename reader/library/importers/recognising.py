"""What a file is, by its first bytes: cheap signs, so that a folder of 100,000 text files is not slowed down.

A name can be wrong: a page saved as .txt is a page. Only where the content says nothing, as between plain text and
Markdown, the suffix decides.
"""

import re
from functools import cached_property
from pathlib import Path
from typing import Self

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HTML = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|article|main|title|meta)\b", re.S
)
_XML_START = re.compile(r"(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?[^>]*>|\s)*<([a-z][\w:.-]*)", re.S)
_LONG_DOCTYPE = re.compile(  # of which the beginning does not show the end; it names the outermost element, too
    r"(?:<\?.*?\?>|<!--.*?-->|\s)*<!doctype\s+([a-z][\w:.-]*)[^>\[]*\[", re.S
)
_MAIL_LINE = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:|[ \t]+\S)")
_MAIL_FIELDS = re.compile(
    r"^(from|to|subject|date|message-id|received|return-path|mime-version|delivered-to|content-type):", re.M
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n((?:[A-Za-z_][\w -]{0,40}:(?:[ \t].*)?\r?\n|[ \t]+\S.*\n|- .*\n|#.*\n|[ \t]*\r?\n)++)---[ \t]*\r?\n"
)
_FRONT_MATTER_KEY = re.compile(
    r"^(?:title|headline|date|tags|author|authors|source|url|aliases|published|created|layout):", re.M
)
_SENT = re.compile(r"^(?:to|received|delivered-to|message-id|return-path|list-id):", re.M)  # a page was never sent
_MBOX = re.compile(r"From [^\n]{0,300}\d\d:\d\d[^\n]*\n(?:>From [^\n]*\n)?[A-Za-z][\w-]*:")
_JSON = re.compile(r'\{\s*(?:"|\})|\[\s*(?:\{|\])')
_RIS = re.compile(r"\s*TY {1,2}- ?[A-Z]{2,6}\s")
_BIBTEX = re.compile(r"(?:\s|%[^\n]*\n)*@(?:article|book|misc|online|techreport|inproceedings|incollection|phdthesis|"
                     r"unpublished|proceedings|newspaper|comment|string|preamble|electronic|www|manual|mastersthesis)"
                     r"\s*[{(]", re.I)  # fmt: skip
_SIGN_IN_LINE = re.compile("[,;\t:]")
_SIGNS_BEFORE = ("From ", "TY ", "PK")
_LONGEST_HEADLINE = 1_000


class Head:
    """The beginning of a file. `text` is for looking at ASCII signs only: other letters in it are not to be trusted.

    What several signs ask for is found once. Threads: one.
    """

    def __init__(self, data: bytes, text: str, suffix: str) -> None:
        self.data = data
        self.text = text
        self.suffix = suffix  # in small letters, with its dot

    @classmethod
    def of(cls, data: bytes, path: Path) -> Self:
        for mark, encoding in _BOMS:
            if data.startswith(mark):
                return cls(data, data[len(mark) :].decode(encoding, "replace"), path.suffix.lower())
        return cls(data, data.decode("latin-1"), path.suffix.lower())

    @cached_property
    def small(self) -> str:
        """The first letters, in small."""
        return self.text[:4096].lower()

    @cached_property
    def first(self) -> str:
        """The first sign that is no white space and no byte order mark; empty for none."""
        return self.text[:4096].lstrip("\ufeff \t\r\n\xef\xbb\xbf")[:1]

    @cached_property
    def xml_root(self) -> str:
        """The outermost element of XML or HTML, in small letters."""
        if self.first != "<":
            return ""
        match = _XML_START.match(self.small) or _LONG_DOCTYPE.match(self.small)
        return match[1] if match else ""

    @cached_property
    def is_json(self) -> bool:
        return self.first in ("{", "[") and _JSON.match(self.text.lstrip("\ufeff \t\r\n\xef\xbb\xbf")) is not None

    @cached_property
    def columns(self) -> frozenset[str]:
        """What the first line says if it is the head of a table, in small letters."""
        lines = re.split(r"[\r\n]+", self.text.lstrip("\ufeff \t\r\n"), maxsplit=2)
        first = lines[1] if len(lines) > 1 and lines[0].lower().startswith(("sep=", '"sep=')) else lines[0]
        separator = max(",;\t", key=first.count)
        if separator not in first:  # most texts
            return frozenset()
        return frozenset(name.strip().strip('"').strip() for name in first.strip().lower().split(separator))


def is_plainly_text(head: Head) -> bool:
    """Whether the first line rules out every sign below: it begins with a letter, and is no field and no table.

    So it is with most articles, and a hundred thousand of them are spared thirty looks each.
    """
    line = head.text[:_LONGEST_HEADLINE].partition("\n")[0]
    return line[:1].isalpha() and not _SIGN_IN_LINE.search(line) and not line.startswith(_SIGNS_BEFORE)


def has_front_matter(head: Head) -> bool:
    """Whether it begins with a header of Markdown between two rules, in which every line states something."""
    match = _FRONT_MATTER.match(head.text.lstrip("\ufeff\xef\xbb\xbf")) if "---" in head.text[:8] else None
    return match is not None and _FRONT_MATTER_KEY.search(match[1].lower()) is not None


def is_zip(head: Head) -> bool:
    return head.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))  # the second: an archive without members


def is_epub(head: Head) -> bool:
    return is_zip(head) and b"mimetypeapplication/epub+zip" in head.data[:200]


def is_odt(head: Head) -> bool:
    return is_zip(head) and b"mimetypeapplication/vnd.oasis.opendocument.text" in head.data[:200]


def is_docx(head: Head) -> bool:
    names = (b"[Content_Types].xml", b"word/", b"_rels/.rels", b"docProps/")
    return is_zip(head) and (head.suffix == ".docx" or any(head.data.startswith(name, 30) for name in names[:1])) and (
        head.suffix == ".docx" or b"word/" in head.data
    )  # fmt: skip


def is_pdf(head: Head) -> bool:
    return b"%PDF-" in head.data[:1024] and not head.data[:1].isalpha()


def is_rtf(head: Head) -> bool:
    return head.data.startswith(b"{\\rtf")


def is_mhtml(head: Head) -> bool:
    if not _has_mail_head(head) or "multipart/related" not in head.small:
        return False
    return head.suffix in (".mht", ".mhtml") or _SENT.search(head.small.replace("\r", "").partition("\n\n")[0]) is None


def is_mbox(head: Head) -> bool:
    return _MBOX.match(head.text) is not None and _MAIL_FIELDS.search(head.text.lower()) is not None


def is_eml(head: Head) -> bool:
    return _has_mail_head(head)


def is_pocket_html(head: Head) -> bool:
    if head.first != "<":
        return False
    is_marked = "time_added=" in head.small and re.search(r"<h1>(?:unread|read archive)</h1>", head.small)
    return "<title>pocket export</title>" in head.small or bool(is_marked)


def is_bookmarks_html(head: Head) -> bool:
    return head.first == "<" and "<!doctype netscape-bookmark-file-1>" in head.small


def is_html(head: Head) -> bool:
    return (head.first == "<" and _HTML.match(head.small) is not None) or (
        head.suffix in (".html", ".htm", ".xhtml", ".shtml") and not is_zip(head) and not is_pdf(head)
    )


def is_opml(head: Head) -> bool:
    return head.xml_root == "opml"


def is_feed(head: Head) -> bool:
    return head.xml_root.rpartition(":")[2] in ("rss", "feed", "rdf")  # they may have a prefix


def is_json(head: Head) -> bool:
    return head.is_json


def is_pocket_json(head: Head) -> bool:
    return head.is_json and '"given_url"' in head.text and '"item_id"' in head.text


def is_wallabag(head: Head) -> bool:
    return head.is_json and '"is_archived"' in head.text and '"is_starred"' in head.text


def is_json_feed(head: Head) -> bool:
    return head.is_json and "jsonfeed.org/version/" in head.text.replace("\\/", "/")


def is_csl_json(head: Head) -> bool:
    return head.is_json and any(f'"{key}"' in head.text for key in ("container-title", "issued")) and (
        ('"type"' in head.text and '"date-parts"' in head.text) or '"container-title"' in head.text
    )  # fmt: skip


def is_own_export(head: Head) -> bool:
    return head.is_json and '"read-also-export"' in head.text[:300]


def is_ris(head: Head) -> bool:
    return _RIS.match(head.text.lstrip("\ufeff")) is not None


def is_bibtex(head: Head) -> bool:
    return _BIBTEX.match(head.text.lstrip("\ufeff")) is not None


def is_pocket_csv(head: Head) -> bool:
    return {"title", "url", "time_added", "tags", "status"} <= head.columns


def is_instapaper(head: Head) -> bool:
    return {"url", "title", "selection", "folder"} <= head.columns


def is_readwise(head: Head) -> bool:
    return {"url", "saved date", "reading progress", "location"} <= head.columns


def is_raindrop(head: Head) -> bool:
    return {"title", "note", "url", "folder", "created"} <= head.columns


def is_table(head: Head) -> bool:
    """A text is no table only because its first line has commas: a column must bear a name that we know."""
    known = {"title", "headline", "text", "body", "content", "article", "url", "link"}
    columns = head.columns
    return head.suffix in (".csv", ".tsv") or (len(columns) > 1 and len(known & columns) > 1)


def _has_mail_head(head: Head) -> bool:
    """Fields of a message, at least three that every message has, before the first empty line."""
    if not _MAIL_LINE.match(head.text):
        return False
    lines = head.text.replace("\r\n", "\n").partition("\n\n")[0].split("\n")
    if not all(_MAIL_LINE.match(line) for line in lines[:12] if line.strip()):
        return False
    found = set(_MAIL_FIELDS.findall("\n".join(lines).lower()))
    return len(found) > 2 or ({"from", "subject"} <= found and ("mime-version" in found or "date" in found))
