import io
import json
from datetime import date
from pathlib import Path

import pytest

from reader.library.importers import own_export
from reader.library.importers.draft import Flaw, ImportedArticle, WantedArticle
from reader.library.importers.formats import UnreadableFileError, read_file

HEAD = {"format": "read-also-export", "version": 1, "articles": 2}
END = {"type": "end", "counts": {}, "sha256": ""}
HARBOUR = {
    "type": "article",
    "id": "a" * 16,
    "title": "Harbour to be dredged",
    "text": "The harbour will be dredged in May.",
    "source": "The Observer",
    "published": "2025-09-08",
    "url": "https://observer.example/harbour",
    "added_at": "2025-10-01T00:00:00+00:00",
    "links": [{"title": "A bridge is built", "id": "b" * 16}],
    "versions": [{"title": "Old", "text": "Old words."}],
    "tags": ["water"],
    "bookmarked_at": "2025-10-02T00:00:00+00:00",
    "note": {"text": "A note."},
    "highlights": [{"id": "h", "quote": "dredged", "prefix": "will be ", "color": "pink", "note": "why?"}],
}
WANTED = {"type": "wanted", "url": "https://x.example/a", "title": "A", "marks": {"tags": ["t"], "read": True}}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "library-2025-09-01" / "all.jsonl"


def write(path: Path, *records: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", errors="surrogatepass")
    return path


def test_articles_come_with_the_readers_marks(export: Path) -> None:
    article, wanted = read_file(write(export, HEAD, {"type": "tag", "name": "water"}, HARBOUR, WANTED, END))
    assert isinstance(article, ImportedArticle)
    assert (article.title, article.text) == (HARBOUR["title"], HARBOUR["text"])
    assert (article.source, article.published, article.url) == (
        "The Observer", date(2025, 9, 8), "https://observer.example/harbour",
    )  # fmt: skip
    assert article.links == ("A bridge is built",)
    assert (article.key, article.several) == ("a" * 16, True)
    marks = article.marks
    assert (marks.tags, marks.starred, marks.read, marks.note) == (("water",), True, None, "A note.")
    (highlight,) = marks.highlights
    assert (highlight.quote, highlight.prefix, highlight.color, highlight.note) == (
        "dredged", "will be ", "pink", "why?",
    )  # fmt: skip
    assert isinstance(wanted, WantedArticle)
    assert (wanted.url, wanted.marks.tags, wanted.marks.read) == ("https://x.example/a", ("t",), True)


def test_what_was_not_known_is_not_guessed_from_the_file(export: Path) -> None:
    plain = {"type": "article", "title": "Title", "text": "Text."}
    (article,) = read_file(write(export, HEAD, plain, END))
    assert isinstance(article, ImportedArticle)
    assert (article.source, article.published) == ("", None)


def test_a_wanted_entry_whose_article_came_is_none(export: Path) -> None:
    assert list(read_file(write(export, HEAD, {**WANTED, "article": "a" * 16}, END))) == []


@pytest.mark.parametrize("record", [{**HARBOUR, "title": 1}, {**HARBOUR, "tags": "x"}, {**HARBOUR, "note": {"text": 1}},
                                    {**HARBOUR, "title": "", "text": ""}, "{", "[]"])  # fmt: skip
def test_a_damaged_line_costs_itself_only(export: Path, record: object) -> None:
    items = list(read_file(write(export, HEAD, record, HARBOUR, END)))
    assert [type(item) for item in items] == [Flaw, ImportedArticle]
    assert isinstance(items[0], Flaw)
    assert items[0].where == "line 2"


def test_a_file_that_breaks_off_says_so(export: Path) -> None:
    article, flaw = read_file(write(export, HEAD, HARBOUR))
    assert isinstance(article, ImportedArticle)
    assert isinstance(flaw, Flaw)
    assert "breaks off" in flaw.reason


def test_a_line_that_is_too_long_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_export, "MAX_LINE", 1_000)
    long = {**HARBOUR, "text": "x" * 5_000}
    lines = "".join(f"{json.dumps(record)}\n" for record in (HEAD, long, HARBOUR, END))
    flaw, article = own_export.read_open(io.BytesIO(lines.encode()), Path("/all.jsonl"))
    assert isinstance(flaw, Flaw)
    assert flaw.where == "line 2"
    assert isinstance(article, ImportedArticle)


@pytest.mark.parametrize("head", [{"format": "read-also-export", "version": 2}, {"format": "read-also-export"}])
def test_a_later_version_is_refused(export: Path, head: object) -> None:
    with pytest.raises(UnreadableFileError, match="newer version"):
        list(read_file(write(export, head, HARBOUR, END)))
