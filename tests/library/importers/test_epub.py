"""Books and collections of articles in EPUB."""

from datetime import date
from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedArticle
from reader.library.importers.formats import UnreadableFileError, read_bytes
from tests.library.importers.document_files import CONTAINER, chapter, epub, zipped

PATH = Path("/books/a-long_winter.epub")
LONG = "The harbour was quiet that morning, and nobody expected the announcement."


def articles_in(data: bytes) -> list[ImportedArticle]:
    return [item for item in read_bytes(data, PATH) if isinstance(item, ImportedArticle)]


def problem_of(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        list(read_bytes(data, PATH))
    assert caught.value.remedy
    return caught.value.problem


def test_a_book_is_one_article() -> None:
    metadata = (
        "<dc:title>The long winter</dc:title><dc:creator opf:role='aut'>Ann Lee</dc:creator>"
        "<dc:creator opf:role='trl'>A Translator</dc:creator><dc:creator opf:role='aut'>Bo Kim</dc:creator>"
        "<dc:date opf:event='modification'>2024-01-01</dc:date><dc:date opf:event='publication'>2019-05-03</dc:date>"
        "<dc:language>en-GB</dc:language><dc:publisher>Harbour Press</dc:publisher>"
        "<dc:identifier>urn:uuid:1</dc:identifier><dc:identifier>https://example.org/winter</dc:identifier>"
    )
    data = epub(
        {"one.xhtml": chapter("One", "First&nbsp;words."), "two.xhtml": chapter("Two", "Last words.")}, metadata
    )
    (article,) = read_bytes(data, PATH)
    assert isinstance(article, ImportedArticle)
    assert (article.title, article.author, article.source) == ("The long winter", "Ann Lee, Bo Kim", "Harbour Press")
    assert article.text == "One\n\nFirst words.\n\nTwo\n\nLast words."
    assert (article.published, article.language) == (date(2019, 5, 3), "en")
    assert (article.url, article.several, article.key) == ("https://example.org/winter", False, "")


@pytest.mark.parametrize(
    ("title", "words", "language"),
    [("長い冬", "その朝、港は静かで、誰も発表を予想していなかった。", "ja"),
     ("الشتاء الطويل", "كان الميناء هادئا في ذلك الصباح ولم يتوقع أحد الإعلان عن ذلك.", "ar"),
     ("Долгая зима", "В то утро в гавани было тихо, и никто не ожидал объявления.", "ru")],
)  # fmt: skip
def test_books_in_other_scripts(title: str, words: str, language: str) -> None:
    data = epub({"a.xhtml": chapter("", words), "b.xhtml": chapter("", words[::-1])}, f"<dc:title>{title}</dc:title>")
    (article,) = articles_in(data)
    assert (article.title, article.text, article.language) == (title, f"{words}\n\n{words[::-1]}", language)


def test_a_book_that_says_nothing_of_itself_is_named_by_its_file() -> None:
    (article,) = articles_in(epub({"a.xhtml": chapter("", LONG), "b.xhtml": chapter("", "End.")}, ""))
    assert (article.title, article.text) == ("A long winter", f"{LONG}\n\nEnd.")


def test_chapters_come_in_the_order_of_the_spine_and_none_twice() -> None:
    chapters = {name: chapter("", f"Words of {name[0]}.") for name in ("a.xhtml", "b.xhtml", "c.xhtml")}
    (article,) = articles_in(epub(chapters, spine=["c.xhtml", "a.xhtml", "c.xhtml"]))
    assert article.text == "Words of c.\n\nWords of a."


def test_addresses_in_a_book_are_decoded_and_stay_inside() -> None:
    chapters = {"../text/a b.xhtml": chapter("", "One.")}
    data = epub(chapters, others={"text/a b.xhtml": chapter("", "One.")})
    (article,) = articles_in(data.replace(b'href="../text/a b.xhtml"', b'href="../text/a%20b.xhtml"'))
    assert article.text == "One."
    outside = epub({"../../../etc/passwd": ""}, others={"other": "x"})
    assert problem_of(outside.replace(b"OEBPS/../../../etc/passwd", b"OEBPS/../../../etc/gassed")) == (
        "The book names no text that is in it."
    )


def test_a_collection_of_another_program_is_an_article_per_chapter() -> None:
    metadata = "<dc:title>My articles</dc:title><dc:publisher>wallabag</dc:publisher><dc:date>2025-09-08</dc:date>"
    chapters = {
        "cover.xhtml": chapter("", "My articles"),
        "one.xhtml": chapter("Harbour closed", "By Ann Lee", LONG, "Read also:", "Ships wait", "Prices rise"),
        "two.xhtml": chapter("Ships wait", LONG),
    }
    first, second = read_bytes(epub(chapters, metadata), PATH)
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, ImportedArticle)
    assert (first.title, first.author, first.text) == ("Harbour closed", "Ann Lee", LONG)
    assert first.links == ("Ships wait", "Prices rise")
    assert (first.key, second.key, first.several) == ("OEBPS/one.xhtml", "OEBPS/two.xhtml", True)
    assert (second.title, second.source, second.published) == ("Ships wait", "My articles", date(2025, 9, 8))


def test_a_newspaper_of_calibre_is_an_article_per_page() -> None:
    bar = "| Next | Section menu | Main menu | Previous |"
    chapters = {
        "feed_0/index.html": chapter("World", "Harbour closed", "Ships wait"),
        "feed_0/article_0/index_u1.html": chapter("Harbour closed", bar, LONG, bar),
        "feed_0/article_1/index_u1.html": chapter("Ships wait", bar, LONG),
    }
    found = articles_in(epub(chapters, "<dc:title>The Daily [Mon, 08 Sep 2025]</dc:title>", folder=""))
    assert [(article.title, article.text) for article in found] == [("Harbour closed", LONG), ("Ships wait", LONG)]


def test_chapters_without_headlines_are_named_by_the_table_of_contents() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
        '<navPoint><navLabel><text>Harbour closed</text></navLabel><content src="a.xhtml#top"/></navPoint>'
        '<navPoint><navLabel><text>Ships wait</text></navLabel><content src="b.xhtml"/></navPoint></navMap></ncx>'
    )
    found = articles_in(
        epub(
            {"a.xhtml": chapter("", LONG), "b.xhtml": chapter("", "They wait.")},
            "<dc:title>x</dc:title><dc:creator>wallabag</dc:creator>",
            {"OEBPS/toc.ncx": ncx},
            manifest='<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        )
    )
    assert [(article.title, article.text) for article in found] == [
        ("Harbour closed", LONG),
        ("Ships wait", "They wait."),
    ]


def test_a_novel_with_titled_chapters_stays_one_article() -> None:
    chapters = {f"{number}.xhtml": chapter(f"Chapter {number}", LONG) for number in range(5)}
    assert len(articles_in(epub(chapters))) == 1


def test_our_own_export_comes_back_word_for_word() -> None:
    page = (
        '<h1 dir="auto">Harbour closed</h1><p class="facts">The Daily · <a href="https://example.org/1">x</a></p>'
        '<aside class="note"><h2>Note</h2><p>Mine.</p></aside>'
        '<section class="text"><p>By Ann Lee and <mark class="yellow">others</mark></p><p>Read also:</p></section>'
        "<section><h2>Highlights</h2><ol><li>“others”</li></ol></section>"
        "<section><h2>Read also</h2><ul><li><a href='x'>Ships wait</a></li><li>Prices rise</li></ul></section>"
    )
    said = {"id": "abc", "source": "The Daily", "author": "Bo Kim", "published": "2025-09-08", "language": "en",
            "url": "https://example.org/1", "tag": "sea"}  # fmt: skip
    head = "".join(f'<meta name="readalso:{name}" content="{value}"/>' for name, value in said.items())
    chapters = {
        "cover.xhtml": chapter("My library", "2 articles"),
        "article-00001.xhtml": chapter("", head=head).replace("</body>", f"{page}</body>"),
    }
    (article,) = articles_in(epub(chapters, '<dc:title>x</dc:title><meta name="generator" content="Read Also"/>'))
    assert (article.title, article.text) == ("Harbour closed", "By Ann Lee and others\n\nRead also:")
    assert (article.author, article.source, article.published) == ("Bo Kim", "The Daily", date(2025, 9, 8))
    assert (article.url, article.key, article.marks.tags) == ("https://example.org/1", "abc", ("sea",))
    assert article.links == ("Ships wait", "Prices rise")


def test_a_chapter_that_cannot_be_read_costs_only_itself() -> None:
    items = list(read_bytes(epub({"a.xhtml": chapter("", "One."), "b.xhtml": bytes(range(256)) * 4}), PATH))
    assert [type(item) for item in items] == [ImportedArticle, Flaw]
    assert isinstance(items[1], Flaw)
    assert items[1].where == "OEBPS/b.xhtml"
    assert problem_of(epub({"b.xhtml": bytes(range(256)) * 4})) == "No chapter of the book could be read."


def encrypted(method: str) -> bytes:
    listed = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
        f'<EncryptionMethod Algorithm="{method}"/></EncryptedData></encryption>'
    )
    return epub({"a.xhtml": chapter("", "One.")}, others={"META-INF/encryption.xml": listed})


def test_a_locked_book_says_so_and_disguised_fonts_do_not_lock_it() -> None:
    assert problem_of(encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc")) == (
        "The book is locked by the shop it came from."
    )
    assert len(articles_in(encrypted("http://www.idpf.org/2008/embedding"))) == 1


def test_entities_are_refused_and_nothing_is_read_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words", "utf-8")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
    for declaration in (bomb, outside):
        data = epub({"a.xhtml": chapter("", "One.")}, others={"META-INF/container.xml": declaration + CONTAINER})
        assert "declares entities" in problem_of(data)
        inside = chapter("", "Two &a; three.")
        inside = inside[: inside.index("<!DOCTYPE")] + declaration + inside[inside.index("<html") :]
        (article,) = articles_in(epub({"a.xhtml": inside}))
        assert "secret" not in article.title + article.text
        assert "aaaa" not in article.text


def test_books_that_are_not_whole() -> None:
    first = ("mimetype", "application/epub+zip")
    assert problem_of(zipped({}, first=first)) == "The book does not say what it consists of."
    assert problem_of(zipped({"META-INF/container.xml": CONTAINER.format("x.opf")}, first=first)) == (
        "The book does not say what it consists of."
    )
    assert problem_of(zipped({"META-INF/container.xml": "<container>"}, first=first)) == (
        "The inside of the document is damaged."
    )
    assert problem_of(zipped({"content.opf": "<package/>"}, first=first)) == "The book names no text that is in it."


def test_a_chapter_that_nests_10_000_deep_is_read() -> None:
    deep = chapter("").replace("</body>", "<div>" * 10_000 + "Words." + "</div>" * 10_000 + "</body>")
    (article,) = articles_in(epub({"a.xhtml": deep, "b.xhtml": chapter("", "End.")}))
    assert article.text == "Words.\n\nEnd."


def test_a_chapter_that_is_a_bomb_costs_only_itself() -> None:
    items = list(read_bytes(epub({"a.xhtml": chapter("", "One."), "b.xhtml": bytes(15_000_000)}), PATH))
    assert [type(item) for item in items] == [ImportedArticle, Flaw]
