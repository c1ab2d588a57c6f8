"""Export articles: gathered batch by batch, written beside the wanted place, and put there when all is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.entities.mention import LinkedMention
from reader.errors import ReaderError
from reader.exporting import json_lines, markdown
from reader.exporting.formats import ExportFormat, FormatKey
from reader.exporting.values import NO_REST, About, Contents, ExportedArticle
from reader.exporting.writing import WRITERS
from reader.library.whole_articles import WholeArticle
from reader.tasks.export_choice import Chosen
from reader.tasks.export_target import NamedText, open_whole, whole_file, write_folder, write_zip
from reader.tasks.library_parts import LibraryParts
from reader.ticket import Ticket
from reader.userdata.annotation import Tag
from reader.userdata.whole_marks import MarksOf

BATCH = 200  # articles that are held at once
ZIP = ".zip"

MentionsOf = Callable[[ArticleNumber], Sequence[LinkedMention]]
WritePdf = Callable[["GatheredArticles", Path, About], None]  # the articles can be gone through more than once


class Exported(NamedTuple):
    """What was written where."""

    path: Path
    articles: int
    contents: Contents | None = None  # of a complete file, for comparing


class GatheredArticles:
    """Articles in their order, read from the library some hundred at a time whenever they are gone through.

    Threads: that of whoever goes through them.
    """

    def __init__(
        self,
        numbers: Sequence[ArticleNumber],
        parts: LibraryParts,
        mentions: MentionsOf | None,
        ticket: Ticket,
        *,
        rounds: int = 1,
    ) -> None:
        """`rounds`: how often they will be gone through, for the ticket."""
        self._numbers = numbers
        self._parts = parts
        self._mentions = mentions
        self._ticket = ticket
        self._total = rounds * len(numbers)
        self._gone_through = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[ExportedArticle]:
        for first in range(0, len(self._numbers), BATCH):
            articles = self._parts.articles.of(self._numbers[first : first + BATCH])
            marks = self._parts.marks.of([article.id for article in articles])
            for done, article in enumerate(articles, start=first):
                self._ticket.step(self._gone_through + done, self._total)
                yield ExportedArticle(article, marks.get(article.id, MarksOf(article.id)), self._named(article))
        self._gone_through += len(self._numbers)
        self._ticket.step(min(self._gone_through, self._total), self._total)

    def _named(self, article: WholeArticle) -> tuple[LinkedMention, ...]:
        return tuple(self._mentions(article.number)) if self._mentions is not None else ()


class ExportArticles:
    """The export, with everything it needs. Threads: any."""

    def __init__(self, *, parts: LibraryParts, mentions: MentionsOf, version: str, write_pdf: WritePdf | None) -> None:
        """`write_pdf` is given where there is something that can lay out pages."""
        self._parts = parts
        self._mentions = mentions
        self._version = version
        self._write_pdf = write_pdf

    def __call__(
        self, chosen: Chosen, row: ExportFormat, out: Path, *, overwrite: bool = False, ticket: Ticket
    ) -> Exported:
        """Write the chosen articles. Ended at any moment, nothing half-written is left.

        Raises:
            ReaderError: something is in this place already, or it cannot be written.
            CancelledError: stopped through the ticket.
        """
        about = self._about(chosen)
        mentions = self._mentions if row.names else None
        articles = GatheredArticles(chosen.numbers, self._parts, mentions, ticket, rounds=row.rounds)
        if row.key in WRITERS:
            with open_whole(out, overwrite=overwrite) as file:
                WRITERS[row.key](articles, file, about)
        elif row.key is FormatKey.JSONL:
            rest = self._parts.rest() if chosen.complete else NO_REST._replace(tags=self._tags_of(about))
            with open_whole(out, overwrite=overwrite) as file:
                return Exported(out, len(articles), json_lines.write(articles, file, about, rest))
        elif row.key is FormatKey.MARKDOWN:
            write = write_zip if out.suffix.lower() == ZIP else write_folder
            write(out, _markdown_files(articles), overwrite=overwrite)
        else:
            self._pages(articles, out, about, overwrite=overwrite)
        return Exported(out, len(articles))

    def _pages(self, articles: GatheredArticles, out: Path, about: About, *, overwrite: bool) -> None:
        if self._write_pdf is None:
            raise ReaderError("Pages cannot be laid out here.", remedy="Export as HTML, and print that from a browser.")
        with whole_file(out, overwrite=overwrite) as beside:
            self._write_pdf(articles, beside, about)

    def _about(self, chosen: Chosen) -> About:
        return About(
            title=chosen.title,
            made_at=datetime.now(UTC),
            members=self._places(chosen.numbers),
            version=self._version,
            tag_colors={tag.name: str(tag.color) for tag in self._parts.marks.tags() if tag.color},
        )

    def _places(self, numbers: Sequence[ArticleNumber]) -> Mapping[ArticleId, int]:
        ids = self._parts.articles.ids_of(numbers)
        return {article_id: place for place, article_id in enumerate(ids, start=1)}

    def _tags_of(self, about: About) -> list[Tag]:
        used = self._parts.marks.tags_of(list(about.members))
        return [tag for tag in self._parts.marks.tags() if tag.name in used]


def _markdown_files(articles: GatheredArticles) -> Iterator[NamedText]:
    given = markdown.names()
    for each in articles:
        yield markdown.file_name(each, given), markdown.text_of(each)
