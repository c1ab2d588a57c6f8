import io
import json
from typing import Any

from reader.exporting import annotations
from reader.exporting.values import ExportedArticle
from tests.exporting.made_up import TEXT, about, exported, several


def written(*articles: ExportedArticle) -> Any:
    file = io.BytesIO()
    annotations.write(articles, file, about(*articles))
    return json.loads(file.getvalue())


def test_highlights_say_what_and_where_they_are() -> None:
    collection = written(*several())
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 6
    first = items[0]
    assert first["motivation"] == "commenting"
    assert first["body"][0]["value"] == 'why "so"?'
    assert first["target"]["source"] == "https://observer.example/harbour?a=1&b=2"
    assert first["target"]["styleClass"] == "green"
    quote, position = first["target"]["selector"]
    assert quote["exact"] == "Okafor said that"
    assert TEXT[position["start"] : position["end"]] == "Okafor said that"
    assert TEXT[: position["start"]].endswith(quote["prefix"])


def test_a_highlight_whose_words_are_gone_has_no_position() -> None:
    gone = next(one for one in written(*several())["first"]["items"] if one["id"].endswith(":gone"))
    assert [selector["type"] for selector in gone["target"]["selector"]] == ["TextQuoteSelector"]


def test_notes_and_tags_are_annotations_of_the_article() -> None:
    items = written(exported(note="A note", tags=("water",), id="a" * 16))["first"]["items"]
    assert [(one["motivation"], one["target"]["source"]) for one in items] == [
        ("commenting", f"urn:read-also:article:{'a' * 16}"), ("tagging", f"urn:read-also:article:{'a' * 16}"),
    ]  # fmt: skip


def test_nothing_marked_is_an_empty_page() -> None:
    collection = written(exported())
    assert (collection["total"], collection["first"]["items"]) == (0, [])
