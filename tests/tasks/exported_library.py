"""A small library with some of everything, for the tests of exports."""

from pathlib import Path

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityId, EntityKind
from reader.exporting.formats import FormatKey, format_named
from reader.library.importers.draft import ImportedArticle
from reader.tasks.export_articles import ExportArticles, Exported
from reader.tasks.export_choice import Chosen, ExportChoice
from reader.ticket import Ticket
from reader.userdata.annotation import HighlightColor, TagColor
from reader.wiring import Services

HARBOUR = "The harbour will be dredged in May.\n\nMira Okafor said so."


def fill(services: Services, folder: Path) -> list[ArticleId]:
    """Five articles: linked, changed, in the trash; tags, notes, highlights, corrections, saved searches."""
    files = folder / "evening-mail"
    files.mkdir(parents=True)
    first = files / "2025-09-08-harbour.txt"
    first.write_text("Harbour to be dredged\n\nOld words.\n", "utf-8")
    (files / "bridge.txt").write_text(
        "A bridge is built\n\nIt is long.\n\nRead also:\n- Harbour to be dredged\n", "utf-8"
    )
    for name in ("road", "town", "thrown away"):
        (files / f"{name}.txt").write_text(f"About a {name}\n\nThere was a {name}.\n", "utf-8")
    services.import_files([folder], ticket=Ticket())
    body = f"Harbour to be dredged\n\n{HARBOUR}\n\nRead also:\n- A bridge is built\n- What nobody has\n"
    first.write_text(body, "utf-8")
    services.import_files([folder], ticket=Ticket())
    ids = {one.title: one.id for one in articles_of(services)}
    harbour, bridge = ids["Harbour to be dredged"], ids["A bridge is built"]
    annotate = services.annotate
    annotate.tag([harbour, bridge], ["water"])
    annotate.tag([harbour], ["=danger"])
    annotate.tag([], ["unused"])
    for tag in services.tags.all()[:2]:
        annotate.color_tag(tag.number, TagColor.TEAL)
    annotate.set_note(harbour, "A note\nof <two> lines.")
    annotate.highlight(harbour, Span(4, 11), color=HighlightColor.PINK, note="which?")
    annotate.bookmark([bridge], True)
    annotate.mark_read([harbour], True)
    services.read_state.set_position(harbour, 0.5)
    number = next(one.number for one in articles_of(services) if one.title == "About a thrown away")
    annotate.put_in_trash([number])
    services.bookmarks.mark(ArticleId("a" * 16), True)  # of an article that is not in the library
    services.saved_searches.save("Water", "tag:water", library="", seen=ArticleNumber(0))
    services.corrections.add(
        Correction(CorrectionAction.ADD, form="Blue Line", article_id=harbour, to_id=EntityId("other:blue line"),
                   to_name="Blue Line", to_kind=EntityKind.OTHER)
    )  # fmt: skip
    return [harbour, bridge]


def articles_of(services: Services):  # type: ignore[no-untyped-def]  # a list of WholeArticle
    whole = services.library_parts.articles
    return whole.of(whole.numbers())


def add(services: Services, *drafts: ImportedArticle) -> None:
    services.shelf.add(drafts)


def exporter(services: Services) -> ExportArticles:
    return ExportArticles(
        parts=services.library_parts,
        mentions=lambda number: services.names.mentions_of(number) or (),
        version="0.2",
        write_pdf=None,
    )


def choice(services: Services) -> ExportChoice:
    return ExportChoice(
        shelf=services.shelf,
        articles=services.library_parts.articles,
        bookmarks=services.bookmarks,
        tags=services.tags,
        search=lambda _query: [],
    )


def export(
    services: Services, key: FormatKey, out: Path, chosen: Chosen | None = None, *, overwrite: bool = False
) -> Exported:
    """Everything, if nothing else is chosen."""
    if chosen is None:
        chosen = choice(services).everything(with_trash=key is FormatKey.JSONL)
    return exporter(services)(chosen, format_named(key), out, overwrite=overwrite, ticket=Ticket())
