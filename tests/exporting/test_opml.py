import io
from xml.etree import ElementTree

from reader.exporting import opml
from tests.exporting.made_up import about, exported, several


def test_each_source_that_is_known_has_an_outline() -> None:
    articles = [*several(), exported("Second", source="The Observer & Sons", published="2024-01-02")]
    file = io.BytesIO()
    opml.write(articles, file, about(*articles))
    root = ElementTree.fromstring(file.getvalue())
    outlines = [one.attrib for one in root.iter("outline")]
    assert [one["text"] for one in outlines] == ["The Observer & Sons", "<source>", "Evening Mail"]
    assert outlines[0]["description"] == "2 articles, 2024-01-02 to 2025-09-08"
    assert outlines[0]["htmlUrl"] == "https://observer.example/"
    assert "htmlUrl" not in outlines[1]  # its address is a script


def test_sources_are_counted_with_their_days() -> None:
    sources = opml.Sources()
    for each in (exported(source="A"), exported(source="A", published="2024-05-06"), exported(source="")):
        sources.add(each)
    assert sources.all() == [opml.Source("A", 2, "2024-05-06", "2024-05-06", ""), opml.Source("", 1, "", "", "")]
