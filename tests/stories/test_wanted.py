"""Wanted articles: named by lists of links and by pasted addresses, filled when the article arrives another way."""

import csv

import pytest
from PySide6.QtGui import QGuiApplication

from reader.ui.actions import Command
from reader.ui.dialogs.listing_dialog import ListingDialog

pytestmark = pytest.mark.usefixtures("seeded")

POCKET = """title,url,time_added,tags,status
The quay at Ostend,https://news.example/quay,1700000000,coast|to read,archive
A pier closes,https://news.example/pier,1700000001,,unread
"""
QUAY = """<!DOCTYPE html><html><head><title>The quay at Ostend</title>
<link rel="canonical" href="https://news.example/quay?utm_source=mail"></head><body><article><h1>The quay at Ostend</h1>
<p>Masons began on Monday. The work takes until spring, the town said.</p>
<p>The harbour stays open while they work, and ships land at the other side.</p></article></body></html>"""


@pytest.fixture
def pocket(tmp_path):
    path = tmp_path / "pocket" / "part_000000.csv"
    path.parent.mkdir()
    path.write_text(POCKET, "utf-8")
    return path


def listed(dialog):
    """Titles and addresses of the entries that have an address."""
    lines = [dialog.model.line(row).cells for row in range(dialog.model.rowCount())]
    return [cells[:2] for cells in lines if cells[1]]


def test_an_entry_of_a_list_of_links_gives_its_marks_to_the_article_that_arrives(open_window, do, pocket, tmp_path):
    reader = open_window()
    do.settle(reader)
    importing = reader.gestures.library.importing
    importing.import_paths([str(pocket)])
    do.finish_work(reader)
    assert "2 are wanted" in reader.words()
    reader.trigger(Command.SHOW_WANTED)
    wanted = do.named(reader, ListingDialog)
    do.wait(lambda: len(listed(wanted)) == 2)
    page = tmp_path / "quay.html"
    page.write_text(QUAY, "utf-8")
    importing.import_paths([str(page)])
    do.finish_work(reader)
    do.wait(lambda: listed(wanted) == [("A pier closes", "https://news.example/pier")])
    wanted.close()
    do.open(reader, "The quay at Ostend")
    opened = reader.gestures.opening.current
    assert [tag.name for tag in opened.tags] == ["coast", "to read"]
    assert reader.services.read_state.holds(opened.article.id)


def test_a_pasted_address_becomes_an_entry(open_window, do):
    reader = open_window()
    do.settle(reader)
    QGuiApplication.clipboard().setText(" https://news.example/lighthouse \n")
    reader.trigger(Command.PASTE_ARTICLE)
    do.wait(lambda: "The address is among the wanted articles now." in reader.words())
    reader.trigger(Command.SHOW_WANTED)
    wanted = do.named(reader, ListingDialog)
    address = "https://news.example/lighthouse"
    do.wait(lambda: listed(wanted) == [(address, address)])
    wanted.close()


def test_an_entry_is_forgotten_and_comes_back_and_the_list_can_be_kept(open_window, do, pocket, tmp_path):
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.importing.import_paths([str(pocket)])
    do.finish_work(reader)
    reader.trigger(Command.SHOW_WANTED)
    wanted = do.named(reader, ListingDialog)
    do.wait(lambda: len(listed(wanted)) == 2)
    wanted.filter.setText("pier")
    wanted.table.selectRow(0)
    do.click_button(wanted, "Copy address")
    assert QGuiApplication.clipboard().text() == "https://news.example/pier"
    do.click_button(wanted, "Forget")
    do.wait(lambda: wanted.words() == "1 entry forgotten.")
    do.wait(lambda: not listed(wanted))
    do.click_button(wanted, "Undo")
    do.wait(lambda: listed(wanted) == [("A pier closes", "https://news.example/pier")])
    reader.gestures.library.wanted.save_to(tmp_path / "wanted.csv")
    do.wait(lambda: wanted.words() == "Saved as wanted.csv.")
    rows = list(csv.DictReader((tmp_path / "wanted.csv").read_text("utf-8-sig").splitlines()))
    assert {(row["url"], row["tags"]) for row in rows if row["url"]} == {
        ("https://news.example/quay", "coast, to read"),
        ("https://news.example/pier", ""),
    }
    wanted.close()
