import io
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings

from reader.exporting import epub
from reader.exporting.values import ExportedArticle
from reader.library.importers.formats import ImportedArticle, read_bytes
from tests.exporting.made_up import about, exported, several, texts, titles

CHECKER = Path("/usr/share/java/epubcheck.jar")
XHTML = "{http://www.w3.org/1999/xhtml}"


def written(*articles: ExportedArticle) -> bytes:
    file = io.BytesIO()
    epub.write(articles, file, about(*articles))
    return file.getvalue()


def test_the_type_of_the_file_stands_first_and_uncompressed() -> None:
    with ZipFile(io.BytesIO(written(*several()))) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"


def test_every_page_is_xml_and_every_link_leads_to_a_page() -> None:
    with ZipFile(io.BytesIO(written(*several()))) as book:
        names = set(book.namelist())
        for name in names:
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                page = ElementTree.fromstring(book.read(name))
                ids = {one.get("id") for one in page.iter()}
                for link in page.iter(f"{XHTML}a"):
                    target = link.get("href", "")
                    if target.startswith("#"):
                        assert target[1:] in ids
                    elif not target.startswith("http"):
                        assert f"OEBPS/{target}" in names
    assert len([name for name in names if "article-" in name]) == 5


@settings(deadline=None, max_examples=40)
@given(titles, texts)
def test_any_words_come_back_as_they_were(title: str, text: str) -> None:
    each = exported(title, text)
    (article,) = read_bytes(written(each), Path("/somewhere/a.epub"))
    assert isinstance(article, ImportedArticle)
    assert (article.title, article.text) == (title, text)


def test_a_book_without_articles_is_still_one() -> None:
    with ZipFile(io.BytesIO(written())) as book:
        assert b"No articles" in book.read("OEBPS/nav.xhtml")


@pytest.mark.skipif(not CHECKER.exists() or shutil.which("java") is None, reason="epubcheck is not here")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(written(*several()))
    done = subprocess.run(["java", "-jar", CHECKER, book], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No errors or warnings detected" in done.stdout
