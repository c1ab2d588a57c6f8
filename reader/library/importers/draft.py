"""An article fresh from its file, before the library has numbered it."""

import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from reader.articles.article import ArticleId

ID_BYTES = 10  # 80 bits: two of a million different articles meet with a chance of one in 10^12
TITLE_END = "\0"  # occurs in no title, so that no title and text run together into another pair


def article_id(title: str, text: str) -> ArticleId:
    """The name of an article: 16 small letters and digits made from its words and from nothing else.

    The same title and text give the same id wherever the file lies, whatever its source and date,
    and however its accented letters are composed (Unicode NFC).
    """
    content = unicodedata.normalize("NFC", f"{title}{TITLE_END}{text}")
    return ArticleId(b32encode(sha256(content.encode("utf-8")).digest()[:ID_BYTES]).decode("ascii").lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """What one importer found in one file; the fields mean what they mean in `Article`."""

    title: str
    text: str
    source: str = ""
    author: str = ""
    published: date | None = None
    links: tuple[str, ...] = ()
    origin: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError(f"the article from {self.origin} has no title")

    @property
    def id(self) -> ArticleId:
        return article_id(self.title, self.text)
