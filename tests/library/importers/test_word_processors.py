"""Documents of word processors: Word, OpenDocument and RTF."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from reader.library.importers import rtf_reader, xml_parts
from reader.library.importers.draft import ImportedArticle
from reader.library.importers.formats import UnreadableFileError, read_bytes
from tests.library.importers.document_files import docx, odt, word_paragraph, zipped

MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)
SCRIPTS = pytest.mark.parametrize(
    ("title", "words", "language"),
    [("長い冬", "その朝、港は静かで、誰も発表を予想していなかった。", "ja"),
     ("الشتاء الطويل", "كان الميناء هادئا في ذلك الصباح ولم يتوقع أحد الإعلان عن ذلك.", "ar"),
     ("Долгая зима", "В то утро в гавани было тихо, и никто не ожидал объявления. Рыбаки, как всегда, ждали.", "ru")],
)  # fmt: skip


def article_in(data: bytes, name: str = "/papers/letter.docx") -> ImportedArticle:
    (article,) = read_bytes(data, Path(name))
    assert isinstance(article, ImportedArticle)
    return article


def problem_of(data: bytes, name: str = "/papers/letter.docx") -> str:
    with pytest.raises(UnreadableFileError) as caught:
        list(read_bytes(data, Path(name)))
    assert caught.value.remedy
    return caught.value.problem


def rtf(body: str, head: str = "") -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Times;}}" + head + body + "}").encode()


# Word


def test_a_word_document() -> None:
    core = (
        "<dc:title>The long winter</dc:title><dc:creator>Ann Lee</dc:creator>"
        "<dcterms:created>2019-05-03T10:00:00Z</dcterms:created><dcterms:modified>2024-01-01T00:00:00Z</dcterms:modified>"
    )
    table = (
        f"<w:tbl><w:tr><w:tc>{word_paragraph('Cell 1')}</w:tc><w:tc>{word_paragraph('Cell 2')}</w:tc></w:tr></w:tbl>"
    )
    body = (
        word_paragraph("The long winter", "Titel") + word_paragraph("First & words.")
        + word_paragraph("Item", item=True) + table + word_paragraph("Read also:")
        + word_paragraph("Ships wait", item=True) + word_paragraph("Prices rise", item=True)
    )  # fmt: skip
    article = article_in(docx(body, core))
    assert (article.title, article.author, article.published) == ("The long winter", "Ann Lee", date(2019, 5, 3))
    assert article.text == "First & words.\n\n• Item\n\nCell 1\n\nCell 2"
    assert article.links == ("Ships wait", "Prices rise")
    assert article.source == "Papers"


def test_a_title_that_the_program_made_gives_way_to_the_first_heading() -> None:
    core = "<dc:title>Microsoft Word - letter.docx</dc:title><dc:creator>Windows User</dc:creator>"
    article = article_in(docx(word_paragraph("The long winter", "Titel") + word_paragraph("Words."), core))
    assert (article.title, article.author, article.text) == ("The long winter", "", "Words.")


def test_dates_in_the_text_and_in_the_name_count_more_than_when_it_was_saved() -> None:
    core = "<dcterms:created>2019-05-03T10:00:00Z</dcterms:created>"
    stated = docx(
        word_paragraph("Title") + word_paragraph("Published: 8 September 2025") + word_paragraph("Words."), core
    )
    assert article_in(stated).published == date(2025, 9, 8)
    plain = docx(word_paragraph("Title") + word_paragraph("Words."), core)
    assert article_in(plain, "/papers/2020-02-03 letter.docx").published == date(2020, 2, 3)
    assert article_in(plain).published == date(2019, 5, 3)


def test_what_is_no_text_of_a_word_document_is_left_out() -> None:
    body = word_paragraph("Title") + word_paragraph("Contents line 7", "Inhalt1") + (
        "<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:t>Kept</w:t><w:tab/><w:t>words</w:t><w:br/><w:t>go on</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://x/mc'><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent><w:t>Around</w:t></w:r></w:p>"
    )  # fmt: skip
    others = {"word/footnotes.xml": "<x/>", "word/header1.xml": "<x/>", "word/comments.xml": "<x/>"}
    assert article_in(docx(body, others=others)).text == "Kept words go on\n\nBox\n\nAround"


def test_the_strict_edition_of_word_documents_is_read() -> None:
    data = docx(word_paragraph("Title") + word_paragraph("Words."))
    strict = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": '<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body>'
            "<p><r><t>Title</t></r></p><p><r><t>Words.</t></r></p></body></document>",
        }
    )
    assert article_in(strict).id == article_in(data).id


def test_a_document_of_python_docx_is_read() -> None:
    docx_library = pytest.importorskip("docx")
    document = docx_library.Document()
    document.add_heading("The long winter", 0)
    document.add_paragraph("Words.")
    document.add_table(1, 1).cell(0, 0).text = "Cell"
    file = io.BytesIO()
    document.save(file)
    article = article_in(file.getvalue())
    assert (article.title, article.text) == ("The long winter", "Words.\n\nCell")


@SCRIPTS
def test_word_documents_in_other_scripts(title: str, words: str, language: str) -> None:
    article = article_in(docx(word_paragraph(title, "Titel") + word_paragraph(words)))
    assert (article.title, article.text, article.language) == (title, words, language)


def test_word_documents_that_are_not_whole() -> None:
    whole = docx(word_paragraph("Title") + word_paragraph("Words."))
    assert problem_of(whole[:-30]) == "The archive could not be unpacked."
    assert problem_of(zipped({"[Content_Types].xml": "<Types/>"})) == "There is no text in the document."
    assert problem_of(docx("<w:p><w:r><w:t>Words")) == "The inside of the document is damaged."
    assert problem_of(docx("")) == "The file holds no headline and no text."
    broken_facts = docx(word_paragraph("Title") + word_paragraph("Words."), "<dc:title>x")
    assert article_in(broken_facts).title == "Title"


@pytest.mark.parametrize("declaration", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
                                         '<!DOCTYPE x [<!ATTLIST x y CDATA "z">]>'])  # fmt: skip
@pytest.mark.parametrize(("make", "part"), [(docx, "word/document.xml"), (odt, "content.xml")])
def test_declarations_in_documents_are_refused(make: Callable[..., bytes], part: str, declaration: str) -> None:
    data = make("", others={part: f"{declaration}<document><p>&a;</p></document>"})
    name = "/a.docx" if make is docx else "/a.odt"
    assert "declares entities" in problem_of(data, name)


def test_10_000_elements_in_one_another_are_read() -> None:
    deep = "<w:x>" * 10_000 + word_paragraph("Title") + word_paragraph("Words.") + "</w:x>" * 10_000
    assert article_in(docx(deep)).text == "Words."
    deep = "<text:p>" * 10_000 + "Words." + "</text:p>" * 10_000
    assert article_in(odt("<text:h>Title</text:h>" + deep), "/a.odt").text == "Words."


def test_documents_of_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    many = docx(word_paragraph("Title") * 5)
    deep = docx("<w:x>" * 30 + word_paragraph("Title") + "</w:x>" * 30)
    monkeypatch.setattr(xml_parts, "MAX_ELEMENTS", 20)
    assert problem_of(many) == "The document consists of far too many parts."
    monkeypatch.setattr(xml_parts, "MAX_ELEMENTS", 1000)
    monkeypatch.setattr(xml_parts, "MAX_DEPTH", 20)
    assert article_in(many).title == "Title"
    assert problem_of(deep) == "The document consists of far too many parts."


# OpenDocument


def test_an_opendocument_text() -> None:
    meta = (
        "<dc:title>The long winter</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator>"
        "<dc:creator>Someone Else</dc:creator><meta:creation-date>2019-05-03T10:00:00</meta:creation-date>"
        "<dc:language>en-GB</dc:language>"
    )
    body = (
        "<text:h>The long winter</text:h><text:p>First<text:s text:c='3'/>words <text:span>go</text:span> on<text:note>"
        "<text:note-body><text:p>A footnote.</text:p></text:note-body></text:note>.</text:p>"
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table-row></table:table>"
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:p>Box<office:annotation><text:p>A comment.</text:p></office:annotation></text:p>"
    )
    article = article_in(odt(body, meta), "/papers/letter.odt")
    assert (article.title, article.author, article.published) == ("The long winter", "Ann Lee", date(2019, 5, 3))
    assert article.text == "First words go on.\n\n• Item\n\nCell\n\nBox"
    assert article.language == "en"


def test_an_opendocument_text_is_named_by_what_stands_in_the_style_of_titles() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    article = article_in(odt('<text:p text:style-name="P1">The long winter</text:p><text:p>Words.</text:p>',
                             "<dc:title>Untitled 1</dc:title>", styles=styles), "/a.odt")  # fmt: skip
    assert (article.title, article.text) == ("The long winter", "Words.")


@SCRIPTS
def test_opendocument_texts_in_other_scripts(title: str, words: str, language: str) -> None:
    article = article_in(odt(f"<text:h>{title}</text:h><text:p>{words}</text:p>"), "/a.odt")
    assert (article.title, article.text, article.language) == (title, words, language)


def test_opendocument_texts_that_cannot_be_read() -> None:
    locked = {
        "META-INF/manifest.xml": MANIFEST.format(
            "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        )
    }
    assert problem_of(odt("", others=locked), "/a.odt") == "The document is protected by a password."
    assert problem_of(odt("<text:p>"), "/a.odt") == "The inside of the document is damaged."
    assert problem_of(odt(""), "/a.odt") == "The file holds no headline and no text."
    only_kind = zipped({}, first=("mimetype", "application/vnd.oasis.opendocument.text"))
    assert problem_of(only_kind, "/a.odt") == "There is no text in the document."
    assert article_in(
        odt("<text:p>Title</text:p>", others={"META-INF/manifest.xml": MANIFEST.format("")}), "/a.odt"
    ).title


# RTF


def test_an_rtf_document() -> None:
    head = r"{\info{\title The long winter}{\author Ann Lee}{\creatim\yr2019\mo5\dy3\hr1}}{\*\generator X;}"
    body = (
        r"\pard The long winter\par Caf\'e9 \ldblquote Hi\rdblquote\~and \{more\}\par "
        r"{\listtext\'b7\tab}Item\par {\field{\*\fldinst{HYPERLINK "
        r'"http://x"}}{\fldrslt A link}}{\v hidden}{\footnote A note.}\par '
        r"{\trowd Cell 1\cell Cell 2\cell\row}"
    )
    article = article_in(rtf(body, head), "/papers/letter.rtf")
    assert (article.title, article.author, article.published) == ("The long winter", "Ann Lee", date(2019, 5, 3))
    assert article.text == "Café “Hi” and {more}\n\n• Item\n\nA link\n\nCell 1\n\nCell 2"


def test_rtf_in_code_pages_and_unicode() -> None:
    body = r"{\f1 \'c7\'e8\'ec\'e0}\par \u28450?\u23383? {\uc2\u9731aab} \u-10179?\u-8704?\par \f0 \'e9"
    article = article_in(rtf(body), "/a.rtf")
    assert (article.title, article.text) == ("Зима", "漢字 ☃b 😀\n\né")
    japanese = r"{\rtf1\ansi\ansicpg932 \'93\'fa\'96\'7b\'8c\'ea\par \'83A}"
    assert article_in(japanese.encode(), "/a.rtf").title == "日本語"
    assert article_in(japanese.encode(), "/a.rtf").text == "ア"


def test_pictures_in_rtf_are_passed_over_whatever_they_hold() -> None:
    picture = rb"{\pict\pngblip\bin9 }}}}{{{\x}{\*\objdata 0123\bin3 }}}}"
    article = article_in(b"{\\rtf1 Title\\par " + picture + b"Words.\\par}", "/a.rtf")
    assert (article.title, article.text) == ("Title", "Words.")
    huge = b"{\\rtf1 Title\\par {\\pict\\bin99999999999 }Words.}"
    assert article_in(huge, "/a.rtf").title == "Title"


@pytest.mark.parametrize(
    "data",
    [rb"{\rtf1{\fonttbl" + rb"\f0\fcharset0 " * 100_000 + b"} Title}", rb"{\rtf1 Title" + b"{" * 50_000,
     rb"{\rtf1 Title" + rb"{\field{\*\fldinst{" * 20_000, rb"{\rtf1 Title" + rb"\'e9" * 300_000,
     rb"{\rtf1 Title{\pict " + b"00ff" * 2_000_000 + b"}}", rb"{\rtf1 Title\u" + b"9" * 100_000 + b"}"],
)  # fmt: skip
def test_rtf_made_to_be_slow_is_not(data: bytes) -> None:
    started = perf_counter()
    assert article_in(data, "/a.rtf").title.startswith("Title")
    assert perf_counter() - started < 5


def test_rtf_that_is_cut_short_or_empty() -> None:
    whole = rtf(r"\pard The long winter\par Words of it.\par")
    assert article_in(whole[:-12], "/a.rtf").title == "The long winter"
    assert problem_of(rb"{\rtf1}", "/a.rtf") == "There is no text in the document."
    assert problem_of(rb"{\rtf1 " + b"{" * 100_001, "/a.rtf") == "The document is nested too deep."


def test_rtf_of_too_many_paragraphs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf_reader, "MAX_PARAGRAPHS", 3)
    assert "more than 3 paragraphs" in problem_of(rtf(r"a\par b\par c\par d\par"), "/a.rtf")
