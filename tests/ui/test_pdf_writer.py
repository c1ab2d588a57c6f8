from pathlib import Path

from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from reader.ui.pdf_writer import write_pdf
from tests.exporting.made_up import about, exported, several


def pages_of(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_contents_come_first_with_the_pages_where_articles_begin(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    long = exported("A long article", "\n\n".join(f"Paragraph {n} of many words that fill a page." for n in range(150)))
    articles = [long, *several()]
    write_pdf(articles, tmp_path / "out.pdf", about(*articles))
    pages = pages_of(tmp_path / "out.pdf")
    assert "Contents" in pages[0]
    begins = next(number for number, text in enumerate(pages, start=1) if text.startswith("Harbour to be dredged"))
    assert begins > 3
    assert f"2025 {begins}" in pages[0]
    assert all(text.endswith(str(number)) for number, text in enumerate(pages, start=1))


def test_pages_are_a4_and_words_of_strangers_are_words(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    articles = several()
    write_pdf(articles, tmp_path / "out.pdf", about(*articles))
    reader = PdfReader(tmp_path / "out.pdf")
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    text = " ".join(pages_of(tmp_path / "out.pdf"))
    assert "<script>alert(1)</script>" in text
    assert "<img src=http://example.com/x.png onerror=alert(1)>" in text
    assert reader.metadata is not None
    assert reader.metadata.title == "Harbours & <towns>"


def test_an_article_without_text_has_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    only = exported("Only a headline", "")
    write_pdf([only], tmp_path / "out.pdf", about(only))
    assert len(pages_of(tmp_path / "out.pdf")) == 2
