"""Exports of other programs are told from one another by what is in them, and nothing else is taken for one."""

import json
from pathlib import Path

import pytest

from reader.library.importers.formats import format_of
from reader.library.importers.recognising import Head

FILES = {
    "pocket_csv": "title,url,time_added,tags,status\nA,https://example.org/a,1714558830,,unread\n",
    "instapaper": "URL,Title,Selection,Folder\nhttps://example.org/a,A,,Unread\n",
    "readwise": "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nA,https://example.org,1,[],,0,new,True\n",
    "raindrop": "title,note,excerpt,url,folder,tags,created\nA,,,https://example.org/a,Unsorted,,\n",
    "pocket_html": "<!DOCTYPE html>\n<html>\n<!--So long-->\n<head><title>Pocket Export</title></head><h1>Unread</h1>"
    '<li><a href="https://example.org/a" time_added="1">A</a>',
    "bookmarks_html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<!-- This is -->\n<META><TITLE>Bookmarks</TITLE>\n<DL><p>",
    "opml": '<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n<opml version="1.0"><head/></opml>',
    "feed": '<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?><rss version="2.0"><channel></channel></rss>',
    "pocket_json": json.dumps(
        [{"item_id": "1", "resolved_id": "1", "given_url": "https://example.org", "status": "0"}]
    ),
    "wallabag": json.dumps([{"id": 1, "title": "A", "url": "https://example.org", "is_archived": 0, "is_starred": 0}]),
    "json_feed": json.dumps({"version": "https://jsonfeed.org/version/1", "title": "A", "items": []}),
}
OTHERS = {
    "html": '<!DOCTYPE html><html><head><title>How to leave Pocket Export</title></head><body><p time_added="1">A',
    "plain_text": "The title, the url, the time\n\nA text about tags and status, and a folder.\n",
    "csv_collection": "title,url,tags,text\nA,https://example.org/a,x,It was dredged.\n",
    "json_collection": json.dumps([{"title": "A", "url": "https://example.org/a", "text": "given_url, is_archived"}]),
}


def module_of(data: bytes, name: str = "export") -> str:
    row = format_of(Head.of(data, Path("/lists") / name))
    return row.module if row else ""


@pytest.mark.parametrize(("module", "text"), [*FILES.items(), *OTHERS.items()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_file_goes_to_its_module_whatever_it_is_called(module: str, text: str, encoding: str) -> None:
    names = ("export", "export.txt", "export.csv", "export.xml") if module in FILES else ("export",)
    assert {module_of(text.encode(encoding), name) for name in names} == {module}


@pytest.mark.parametrize("module", ["pocket_csv", "instapaper", "readwise", "raindrop"])
def test_tables_in_another_dress(module: str) -> None:
    names, _, rows = FILES[module].partition("\n")
    columns = names.split(",")
    for head in (
        ",".join(f'"{column}"' for column in columns),
        ",".join(reversed(columns)),
        ",".join(columns).upper(),
        ";".join(columns),
        "\t".join(columns),
        "sep=;\r\n" + ";".join(columns),
        "\n" + names,
    ):
        for line_end in ("\n", "\r\n", "\r"):
            assert module_of(f"{head}{line_end}{rows}".encode()) == module


def test_forms_with_more_columns() -> None:
    assert module_of(b"title,url,time_added,cursor,tags,status\n") == "pocket_csv"
    assert module_of(b"URL,Title,Selection,Folder,Timestamp,Tags\n") == "instapaper"
    assert module_of(b"id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n") == "raindrop"
    assert module_of(b"url,folder,title,note,tags,created\n") == "raindrop"


def test_answers_of_pocket_as_they_came() -> None:
    answer = {"status": 1, "complete": 1, "list": {"1": {"item_id": "1", "given_url": "https://example.org"}}}
    assert module_of(json.dumps(answer).encode()) == "pocket_json"


@pytest.mark.parametrize("root", ["rss", "feed", "atom:feed", "rdf:RDF", "RDF"])
def test_feeds_with_and_without_prefixes(root: str) -> None:
    assert module_of(f'<?xml version="1.0"?>\n<{root} xmlns:x="y"><channel/></{root}>'.encode(), "a.xml") == "feed"
