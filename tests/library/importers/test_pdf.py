"""PDFs with a text layer, and those that have none or are broken."""

import io
import logging
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from pypdf import PageObject, PdfWriter

from reader.library.importers import pdf
from reader.library.importers.draft import Flaw, ImportedArticle
from reader.library.importers.formats import UnreadableFileError, read_bytes
from reader.library.importers.pdf_layout import join_broken
from reader.library.importers.pdf_lines import Line
from tests.library.importers.document_files import Pdf

WORDS = "The harbour was quiet that morning and nobody expected the announcement, which came late".split()


def article_in(data: bytes, name: str = "/papers/letter.pdf") -> ImportedArticle:
    (article,) = read_bytes(data, Path(name))
    assert isinstance(article, ImportedArticle)
    return article


def problem_of(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        list(read_bytes(data, Path("/papers/letter.pdf")))
    assert caught.value.remedy
    return caught.value.problem


def column(*lines: str, x: float = 50, top: float = 700, size: float = 10) -> list[tuple[float, float, float, str]]:
    """Lines below one another; an empty one makes a gap."""
    return [(x, top - 12 * number, size, line) for number, line in enumerate(lines) if line]


def test_a_pdf_is_an_article() -> None:
    made = Pdf()
    made.info(Title="Microsoft Word - letter.doc", Author="Ann Lee", CreationDate="D:20190503100000+02'00'")
    made.page((50, 740, 20, "The long winter"), *column(
        "The harbour was quiet that morning and nobody ex-", "pected the announce\u00admen\u00ad",
        "t of the Anglo-", "Saxon minister.", "", "A second paragraph is here."))  # fmt: skip
    article = article_in(made.bytes(catalogue=b"/Lang(en-GB)"))
    assert (article.title, article.author, article.published) == ("The long winter", "Ann Lee", date(2019, 5, 3))
    assert article.text.split("\n\n") == [
        "The harbour was quiet that morning and nobody expected the announce\u00adment of the Anglo-Saxon minister.",
        "A second paragraph is here.",
    ]
    assert (article.language, article.source) == ("en", "Papers")


def test_a_pdf_that_says_nothing_of_itself_is_named_by_its_first_line() -> None:
    made = Pdf()
    made.page(*column("The long winter", "", "Words of it."))
    article = article_in(made.bytes(), "/papers/2020-02-03.pdf")
    assert (article.title, article.text, article.published) == ("The long winter", "Words of it.", date(2020, 2, 3))


def test_what_a_pdf_says_in_xmp_counts_where_the_rest_is_silent() -> None:
    made = Pdf()
    made.page(*column("Words of it."))
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The long winter'
        b"</dc:title><dc:creator>Ann Lee</dc:creator></x:xmpmeta>"
    )
    number = made.stream(xmp)
    article = article_in(made.bytes(catalogue=b"/Metadata %d 0 R" % number))
    assert (article.title, article.author, article.text) == ("The long winter", "Ann Lee", "Words of it.")


@pytest.mark.parametrize("declaration", [b'<!ENTITY a "b">', b'<!ENTITY a SYSTEM "file:///etc/hostname">'])
def test_entities_in_xmp_are_not_followed(declaration: bytes) -> None:
    made = Pdf()
    made.page(*column("The long winter", "", "Words of it."))
    number = made.stream(b"<!DOCTYPE x [" + declaration + b']><x><title xmlns="dc">&a;</title></x>')
    assert article_in(made.bytes(catalogue=b"/Metadata %d 0 R" % number)).title == "The long winter"


def test_running_headers_and_page_numbers_are_left_out() -> None:
    made = Pdf()
    numbers = count(1)
    for page in range(1, 5):
        lines = [f"Sentence {'abcdefgh'[place] * page} {next(numbers)} goes on until it ends." for place in range(8)]
        made.page((50, 770, 8, "The Daily, 8 September 2025"), *column(*lines), (300, 20, 8, f"Page {page}"))
    article = article_in(made.bytes())
    assert "Daily" not in article.title + article.text
    assert "Page" not in article.text
    assert all(f" {number} goes" in article.title + article.text for number in range(1, 33))


def test_a_paragraph_goes_on_over_the_page() -> None:
    made = Pdf()
    made.page((50, 740, 20, "The long winter"), *column("The harbour was quiet that", "morning and nobody"))
    made.page(*column("expected it.", "", "Another paragraph."))
    text = article_in(made.bytes()).text
    assert text == "The harbour was quiet that morning and nobody expected it.\n\nAnother paragraph."


LEFT = [f"left {number} {' '.join(WORDS[:5])}" for number in range(8)]
RIGHT = [f"right {number} {' '.join(WORDS[5:10])}" for number in range(8)]


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_come_one_after_the_other(across: bool) -> None:
    left, right = column(*LEFT, x=40), column(*RIGHT, x=320)
    made = Pdf()
    drawn = [piece for row in zip(left, right, strict=True) for piece in row] if across else [*left, *right]
    made.page((50, 740, 20, "The long winter of the harbour and of everybody there"), *drawn)
    article = article_in(made.bytes())
    assert article.title == "The long winter of the harbour and of everybody there"
    assert article.text.split() == " ".join([*LEFT, *RIGHT]).split()


def test_the_cells_of_a_table_are_no_columns() -> None:
    made = Pdf()
    rows = [(x, 700 - 12 * row, 10, f"{name}{row}") for row in range(8) for x, name in ((40, "a"), (320, "b"))]
    made.page((50, 740, 20, "Table"), *rows)
    assert article_in(made.bytes()).text.split()[:4] == ["a0", "b0", "a1", "b1"]


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    made = Pdf()
    made.page((30, 780, 8, "9/8/25, 3:43 PM"), (300, 780, 8, "The long winter"), (50, 740, 20, "The long winter"),
              *column("Words of it."), (30, 20, 8, "https://example.org/winter"), (550, 20, 8, "1/1"))  # fmt: skip
    article = article_in(made.bytes())
    assert (article.title, article.text, article.url) == (
        "The long winter",
        "Words of it.",
        "https://example.org/winter",
    )


@pytest.mark.parametrize(
    ("title", "words", "language"),
    [("長い冬", "その朝、港は静かで、誰も発表を予想していなかった。", "ja"),
     ("Долгая зима", "В то утро в гавани было тихо, и никто не ожидал объявления. Рыбаки, как всегда, ждали.", "ru")],
)  # fmt: skip
def test_pdfs_in_other_scripts(title: str, words: str, language: str) -> None:
    made = Pdf()
    made.unicode_font(title + words)
    half = len(words) // 2
    made.page((50, 740, 20, title), *column(words[:half].strip(), words[half:].strip()), font="F2")
    article = article_in(made.bytes())
    assert (article.title, article.language) == (title, language)
    assert article.text.replace(" ", "") == words.replace(" ", "")
    assert language != "ja" or article.text == words


@pytest.mark.parametrize("leftward", [False, True])
def test_arabic_is_read_from_the_right_however_it_is_drawn(leftward: bool) -> None:
    """Programs draw the words of a line from either side, in joined forms of the letters; a word from the left."""
    drawn = ["\ufed3\ufef2", "2025", "\ufedb\ufe8e\ufee5", "(", "سنة"]
    places = [
        (400.0 - 60 * number, 700.0, 10.0, word if word.isdigit() else word[::-1]) for number, word in enumerate(drawn)
    ]
    spaced = [piece for x, y, size, word in places for piece in ((x, y, size, word), (x - 5, y, size, " "))]
    made = Pdf()
    made.unicode_font("".join(drawn) + " ")
    made.page(*(spaced if leftward else spaced[::-1]), font="F2")
    found = article_in(made.bytes()).title
    assert found.replace(" ", "").startswith("في2025كان")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [(["exam-", "ple"], "example"), (["Anglo-", "Saxon"], "Anglo-Saxon"), (["COVID-", "19"], "COVID-19"),
     (["well-", "known"], "well-known"), (["soft\u00ad", "ware"], "software"), (["a –", "b"], "a – b"),
     (["2019-", "20"], "2019- 20"), (["港は", "静か"], "港は静か"), (["-", "a"], "- a")],
)  # fmt: skip
def test_words_broken_at_line_ends(lines: list[str], joined: str) -> None:
    assert join_broken(lines, {"well-known"}) == joined


def test_a_scanned_pdf_says_that_it_has_no_text() -> None:
    made = Pdf()
    made.raw_page(b"0 0 100 100 re f")
    assert problem_of(made.bytes()) == "The PDF has no text in it, only pictures of pages."


def test_letters_that_mean_nothing_are_no_text() -> None:
    made = Pdf()
    made.unicode_font("x")
    made.page((50, 700, 10, "\0" * 40), font="F2")
    assert problem_of(made.bytes()) == "The PDF has no text in it, only pictures of pages."


def test_a_page_that_cannot_be_read_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pdf.page_lines

    def page_lines(page: PageObject, number: int, deadline: float) -> list[Line]:
        if number == 2:
            raise KeyError("/Contents")
        return real(page, number, deadline)

    monkeypatch.setattr(pdf, "page_lines", page_lines)
    made = Pdf()
    for number in range(3):
        made.page(*column(f"Page {WORDS[number]} of the letter."))
    article, flaw = read_bytes(made.bytes(), Path("/a.pdf"))
    assert isinstance(article, ImportedArticle)
    assert flaw == Flaw(where="page 2", reason="The page could not be read.")


def test_a_protected_pdf_says_so() -> None:
    made = Pdf()
    made.page(*column("Words."))
    writer = PdfWriter(clone_from=io.BytesIO(made.bytes()))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    assert problem_of(file.getvalue()) == "The PDF is protected by a password."


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    made = Pdf()
    for _ in range(3):
        made.page(*column("Words."))
    assert problem_of(made.bytes()) == "The PDF has 3 pages; the limit is 2."


def test_the_time_for_a_file_ends_amid_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1)
    made = Pdf()
    made.page(*column("Words."))
    assert problem_of(made.bytes()) == "Reading the PDF took longer than -1 seconds."


def test_page_trees_that_never_end_are_refused() -> None:
    made = Pdf()
    for number in range(4, 40):
        made.add(b"<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>" % (number, number))
    made.page(*column("Words."))
    data = made.bytes()
    assert problem_of(data.replace(b"/Kids[40 0 R]", b"/Kids[03 0 R]")) == "The PDF could not be opened."


@pytest.mark.parametrize("cut", [8, 100, 400])
def test_a_pdf_that_is_cut_short_says_so_and_nothing_else(
    cut: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    made = Pdf()
    made.page(*column("Words."))
    with caplog.at_level(logging.DEBUG, "pypdf.test"):
        assert problem_of(made.bytes()[:cut])
    assert capfd.readouterr().err == ""
