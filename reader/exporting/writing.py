"""What writes each format that is one file made of nothing but articles."""

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from reader.exporting import annotations, citations, csv_list, dossier, epub, opml
from reader.exporting.formats import FormatKey
from reader.exporting.values import About, ExportedArticle


class Writer(Protocol):
    def __call__(self, articles: Iterable[ExportedArticle], file: BinaryIO, about: About, /) -> None: ...


WRITERS: dict[FormatKey, Writer] = {
    FormatKey.HTML: dossier.write,
    FormatKey.EPUB: epub.write,
    FormatKey.CSV: csv_list.write,
    FormatKey.RIS: citations.write_ris,
    FormatKey.CSL: citations.write_csl,
    FormatKey.OPML: opml.write,
    FormatKey.ANNOTATIONS: annotations.write,
}
