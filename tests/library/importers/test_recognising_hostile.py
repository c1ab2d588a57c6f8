"""A list of definitions that is longer than the beginning of a file does not hide what the file is."""

from pathlib import Path

import pytest

from reader.library.importers.formats import HEAD_BYTES, format_of
from reader.library.importers.recognising import Head


@pytest.mark.parametrize(("root", "module"), [("opml", "opml"), ("rss", "feed"), ("feed", "feed"), ("html", "html")])
@pytest.mark.parametrize("definitions", ["q" * 50_000, '">' * 25_000, "]>" * 25_000])
def test_long_definitions(root: str, module: str, definitions: str) -> None:
    data = f'<?xml version="1.0"?>\n<!-- x --><!DOCTYPE {root} [<!ENTITY a "{definitions}">]><{root}/>'.encode()
    row = format_of(Head.of(data[:HEAD_BYTES], Path("/lists/a.xml")))
    assert row is not None
    assert row.module == module
