"""Any JSON and any table: names of fields, what they hold, and what is no article."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.importers import csv_collection, json_collection
from reader.library.importers.draft import Flaw, ImportedArticle, ImportedItem, ReadOptions, WantedArticle
from reader.library.importers.unreadable import UnreadableFileError

PATH = Path("/archive/desk/x.json")
LONG = "The ministers met in Seoul and spoke for two hours about the ships. " * 5
CALM = settings(deadline=None, derandomize=True, max_examples=150)


def read_json(text: str | bytes, options: ReadOptions = ReadOptions()) -> Sequence[ImportedItem]:  # noqa: B008
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return list(json_collection.read_open(BytesIO(data), PATH, options=options))


def read_csv(text: str | bytes, options: ReadOptions = ReadOptions()) -> Sequence[ImportedItem]:  # noqa: B008
    data = text if isinstance(text, bytes) else text.encode()
    return list(csv_collection.read_open(BytesIO(data), PATH, options=options))


def one(items: Sequence[ImportedItem]) -> ImportedArticle:
    (item,) = items
    assert isinstance(item, ImportedArticle)
    return item


def outcome(read: Callable[[], Sequence[ImportedItem]]) -> tuple[Sequence[ImportedItem], str]:
    """Items, or the remedy."""
    try:
        return read(), ""
    except UnreadableFileError as error:
        return (), error.remedy


ENTRY = {"title": "A", "text": "One.\n\nTwo."}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ENTRY, ENTRY]),
        json.dumps({"articles": [ENTRY, ENTRY]}),
        json.dumps({"status": "ok", "data": {"items": [ENTRY, ENTRY]}}),
        f"{json.dumps(ENTRY)}\n{json.dumps(ENTRY)}\n",
        json.dumps(ENTRY) * 2,
        json.dumps([ENTRY, ENTRY], indent=4),
    ],
    ids=["list", "object with a list", "deeper", "lines", "one after the other", "indented"],
)
def test_the_forms_of_json(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        articles = read_json(text.encode(encoding))
        assert [(each.title, each.text) for each in articles if isinstance(each, ImportedArticle)] == [
            ("A", "One.\n\nTwo.")
        ] * 2
        assert all(isinstance(each, ImportedArticle) and each.several for each in articles)


@pytest.mark.parametrize(
    "entry",
    [
        {"headline": "A", "articleBody": "Text.", "datePublished": "2025-03-01T10:00:00Z",
         "author": {"name": "Ann Lee"}, "publisher": {"name": "The Daily"}, "inLanguage": "en"},
        {"name": "A", "content": "<p>Text.</p>", "pubDate": "Sat, 01 Mar 2025 10:00:00 GMT", "authors": ["Ann Lee"],
         "site": "The Daily"},
        {"Title": "A", "Full Text": "Text.", "Published At": 1740823200, "Byline": "Ann Lee", "Source": "The Daily"},
        {"title": {"rendered": "A"}, "content": {"rendered": "<p>Text.</p>"}, "date": "2025-03-01T10:00:00",
         "creator": [{"name": "Ann Lee"}], "publication": "The Daily"},
        {"title": "A", "body": ["Text."], "createdAt": "1740823200000", "author": "Ann Lee",
         "source": {"id": None, "name": "The Daily"}},
        {"title": "<b>A</b>", "html": "<script>no()</script><p>Text.", "date": "1 March 2025", "author": "Ann Lee",
         "feed": "The Daily"},
    ],
)  # fmt: skip
def test_fields_as_programs_name_them(entry: dict[str, object]) -> None:
    article = one(read_json(json.dumps(entry)))
    assert (article.title, article.text, article.author) == ("A", "Text.", "Ann Lee")
    assert (article.source, article.published) == ("The Daily", date(2025, 3, 1))


def test_what_the_reader_had_made_of_it_and_what_tells_it_apart() -> None:
    entry = {
        "id": 17, "title": "A", "text": "Text.", "url": "https://www.example.org/a", "tags": [{"name": "one"}, "two"],
        "is_archived": 1, "favorite": True, "notes": "Mine.", "read_also": ["B", "C"], "lang": "fr",
        "highlights": [{"text": "Te", "note": "N"}], "savedAt": "2025-03-01T10:00:00Z",
    }  # fmt: skip
    article = one(read_json(json.dumps(entry)))
    assert (article.key, article.url, article.source) == ("17", "https://www.example.org/a", "example.org")
    assert (article.links, article.language) == (("B", "C"), "fr")
    assert (article.marks.tags, article.marks.read, article.marks.starred) == (("one", "two"), True, True)
    assert (article.marks.note, article.marks.highlights[0].quote) == ("Mine.", "Te")
    assert article.marks.saved_at == datetime(2025, 3, 1, 10, tzinfo=UTC)
    assert one(read_json('{"title": "A", "text": "T", "url": "https://example.org/a"}')).key == "https://example.org/a"


def test_an_address_without_text_is_wanted() -> None:
    (wanted,) = read_json('[{"title": "A", "url": "https://example.org/a", "tags": "x,y", "description": "Short."}]')
    assert isinstance(wanted, WantedArticle)
    assert (wanted.title, wanted.url, wanted.marks.tags) == ("A", "https://example.org/a", ("x", "y"))


def test_an_entry_of_a_bookmark_manager_with_its_content_inside() -> None:
    (wanted,) = read_json(
        '{"bookmarks": [{"title": null, "content": {"type": "link", "url": "https://example.org/a", "title": "A"},'
        ' "tags": ["x"]}]}'
    )
    assert isinstance(wanted, WantedArticle)
    assert (wanted.title, wanted.url, wanted.marks.tags) == ("A", "https://example.org/a", ("x",))


@pytest.mark.parametrize(
    "text",
    ['{"name": "left-pad", "version": "1.0", "description": "Pads.", "author": "Ann", "homepage": "x"}',
     '[{"a": 1}, {"a": 2}]', "[]", "{}", '{"title": "Settings"}', '[{"text": "  "}]', "[[[[1]]]]"],
)  # fmt: skip
def test_json_without_articles_says_so(text: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_json(text)
    assert caught.value.remedy


def test_one_bad_entry_costs_only_itself() -> None:
    first, flaw, last = read_json('[{"title": "A", "text": "T"}, {"title": "B"}, {"title": "C", "text": "T"}]')
    assert isinstance(flaw, Flaw)
    assert flaw.where == "B"
    assert isinstance(first, ImportedArticle)
    assert isinstance(last, ImportedArticle)


def test_columns_that_were_chosen_are_taken() -> None:
    options = ReadOptions(columns=(("title", "b"), ("text", "c"), ("author", "")))
    article = one(read_json('{"title": "no", "author": "no", "b": "Yes", "c": "Text."}', options))
    assert (article.title, article.text, article.author) == ("Yes", "Text.", "")
    article = one(read_csv("Title,B,C\nno,Yes,Text.\n", ReadOptions(columns=(("title", "B"), ("text", "C")))))
    assert (article.title, article.text) == ("Yes", "Text.")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_any_kind(separator: str, encoding: str) -> None:
    rows = [["Title", "Text", "Date"], ["Größe", '"One.\r\n\r\nTwo; three, four."', "2025-03-01"], ["B", "Text.", ""]]
    data = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    first, second = read_csv(data)
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, ImportedArticle)
    assert (first.title, first.text, first.published) == ("Größe", "One.\n\nTwo; three, four.", date(2025, 3, 1))
    assert second.several


def test_a_list_in_the_text_of_a_row_becomes_links() -> None:
    article = one(read_csv('title,text\nA,"Text.\n\nRead also:\n- One\n- Two"\n'))
    assert (article.text, article.links) == ("Text.", ("One", "Two"))


def test_a_table_without_names_is_read_by_what_is_in_it() -> None:
    rows = "".join(
        f'https://example.org/{number},2025-03-0{number},Headline {number},"{LONG}{number}"\n' for number in (1, 2)
    )
    articles = [each for each in read_csv(rows) if isinstance(each, ImportedArticle)]
    assert [(each.title, each.url) for each in articles] == [
        ("Headline 1", "https://example.org/1"),
        ("Headline 2", "https://example.org/2"),
    ]
    assert articles[0].published == date(2025, 3, 1)


def test_a_table_of_something_else_says_so() -> None:
    with pytest.raises(UnreadableFileError):
        read_csv("height,weight\n1,2\n3,4\n")


@CALM
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_items_or_a_reason(data: bytes) -> None:
    for read in (read_json, read_csv):
        items, remedy = outcome(lambda read=read: read(data))
        assert bool(items) != bool(remedy)


INNER_KEYS = st.sampled_from(["name", "text", "url"])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30),
              st.sampled_from(["<p>a", "https://example.org/a", "2025-03-01", "\ud800", "\u202e", "x" * 400])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(INNER_KEYS, inner)),
    max_leaves=8,
)  # fmt: skip
KEYS = st.sampled_from(["title", "text", "url", "date", "author", "tags", "id", "read", "starred", "note", "links",
                        "highlights", "content", "source", "lang", "savedAt", "description", "other"])  # fmt: skip


@CALM
@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=8), max_size=7))
def test_values_of_any_type_give_items_or_a_reason(entries: list[dict[str, object]]) -> None:
    items, remedy = outcome(lambda: read_json(json.dumps(entries)))
    assert bool(items) != bool(remedy)
    assert remedy or len(items) == len(entries)
    for item in items:
        if isinstance(item, ImportedArticle):
            assert item.id
