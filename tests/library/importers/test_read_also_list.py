"""Finding the "Read also" list: markers, bullets, wrapped titles, and where it ends."""

import pytest

from reader.library.importers.read_also_list import find_read_also, text_after_marker

MARKERS = [
    "Read also:", "READ ALSO", "Also read", "See also:", "Related", "Related stories:", "Related articles",
    "More on this:",
    "More on this story", "More on this topic:", "Further reading", "Lire aussi :", "À lire aussi", "A LIRE AUSSI :",
    "Lesen Sie auch:", "Mehr zum Thema", "Lea también:", "Ver tambien", "Leggi anche", "Leia também:", "Читайте также:",
    "Lees ook:", "Zie ook", "Läs också:", "Czytaj także:", "Čtěte také:", "Διαβάστε επίσης:", "Ayrıca okuyun:",
    "Baca juga:", "اقرأ أيضا:", "あわせて読みたい", "こちらもおすすめ：", "另见：", "推薦閱讀", "Te puede interesar:",
    "関連記事", "相关阅读：", "延伸閱讀", "관련 기사",
    "**Read also:**", "*Read also*:", "## Read also", "__See also__", "— Related —", "  Read   also:",
]  # fmt: skip


def titles(text: str) -> tuple[str, ...] | None:
    found = find_read_also(text.split("\n"))
    return found.titles if found else None


def rest(text: str) -> str:
    lines = text.split("\n")
    found = find_read_also(lines)
    assert found is not None
    return "\n".join(lines[: found.start] + lines[found.end :])


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_in_any_wording_and_dress(marker: str) -> None:
    assert titles(f"Text.\n\n{marker}\n- One\n- Two") == ("One", "Two")


@pytest.mark.parametrize(
    "prose", ["Related parties met.", "Read also what he said", "He said: see also", "Related work goes on: two more"]
)
def test_a_line_that_merely_begins_so_is_no_marker(prose: str) -> None:
    assert text_after_marker(prose) is None


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "– ", "— ", "· ", "-", "•", "", "  - ", "\t* ", "■ "])
def test_any_bullet_or_none(bullet: str) -> None:
    assert titles(f"Text.\nRead also:\n{bullet}One title\n{bullet}Another title") == ("One title", "Another title")


@pytest.mark.parametrize("numbers", ["1. {}\n2. {}", "1) {}\n2) {}", " 1. {}\n\n 2. {}"])
def test_numbered_items(numbers: str) -> None:
    assert titles("Read also:\n" + numbers.format("One", "Two")) == ("One", "Two")


def test_a_title_that_begins_with_a_date_is_no_numbered_item() -> None:
    assert titles("Read also:\n3. Juni 1950\n4. Juli 1951") == ("3. Juni 1950", "4. Juli 1951")


def test_items_on_the_line_of_the_marker() -> None:
    assert titles("Text.\n\nSee also: One title; Another title") == ("One title", "Another title")
    assert titles("Text.\n\nSee also: One title | Another title") == ("One title", "Another title")


def test_wrapped_items_are_joined() -> None:
    text = "Read also:\n- A title so long that the editor had to\n  break it\n"
    text += "- A second title that was broken and\nnot indented"
    assert titles(text) == (
        "A title so long that the editor had to break it",
        "A second title that was broken and not indented",
    )


def test_blank_lines_between_items() -> None:
    assert titles("Read also:\n\n- One\n\n- Two\n") == ("One", "Two")
    assert titles("Read also:\n\nOne title\n\nTwo titles\n") == ("One title", "Two titles")


def test_the_last_marker_counts() -> None:
    text = "Text.\nSee also:\n- Early\n\nMore text.\n\nRead also:\n- Late"
    assert titles(text) == ("Late",)
    assert rest(text) == "Text.\nSee also:\n- Early\n\nMore text.\n"


def test_a_later_marker_without_a_list_does_not_hide_the_list() -> None:
    prose = "The two cases are related in many ways. The court said so, and the minister agreed on Monday evening."
    assert titles(f"Text.\nRead also:\n- One\n\nMore.\n\nRelated\n\n{prose}") == ("One",)


def test_prose_after_the_list_is_kept() -> None:
    prose = "The talks went on in the evening. " * 10
    assert rest(f"Text.\nRead also:\n- One\n- Two\n\n{prose}") == f"Text.\n\n{prose}"
    assert rest(f"Text.\nRead also:\nOne\nTwo\n\n{prose}") == f"Text.\n\n{prose}"


def test_a_credit_after_the_list_is_no_title() -> None:
    text = "Text.\nRead also:\nOne\nTwo\n\nReporting by Ann Lee"
    assert titles(text) == ("One", "Two")
    assert rest(text).endswith("Reporting by Ann Lee")


def test_a_heading_above_prose_is_no_marker() -> None:
    prose = "The two cases are related in many ways. The court said so, and the minister agreed on Monday evening."
    assert titles(f"Text.\n\nRelated\n\n{prose}\n\n{prose}") is None
    assert titles("Text.\n\nRelated\n\nHe said no.\n\nShe said yes.") is None


def test_a_marker_without_items_at_the_end_leaves_the_text() -> None:
    assert rest("Text.\n\nRead also:\n") == "Text.\n\n"
