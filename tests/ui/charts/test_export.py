"""Saved charts can be read by other programs, and do not harm them."""

import csv
import io
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reader.errors import ReaderError
from reader.tasks.views import Network, Timeline, TimeUnit
from reader.ui.background import Job
from reader.ui.charts.export import ExportFormat, export_network, export_timeline, suggested_name
from reader.ui.charts.look import ChartLook
from reader.ui.theme import DARK, LIGHT, Theme

pytestmark = pytest.mark.usefixtures("qapp")

MakeTimeline = Callable[..., Timeline]
MakeNetwork = Callable[..., Network]
TODAY = date(2025, 9, 8)
COUNTS = ((2, 1, 14), (0, 5, 9))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def look() -> ChartLook:
    return ChartLook.of(LIGHT)


def rows_of(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def words_of(path: Path) -> list[str]:
    return [(text.text or "").strip() for text in ElementTree.parse(path).iter(f"{SVG}text")]


def named(timeline: Timeline, name: str) -> Timeline:
    series = timeline.series[0]
    return timeline._replace(series=(series._replace(entity=series.entity._replace(name=name)), *timeline.series[1:]))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_picture_is_twice_as_fine_and_in_the_themes_colours(
    theme: Theme, tmp_path: Path, make_timeline: MakeTimeline
):
    path = tmp_path / "timeline.png"
    export_timeline(make_timeline(), path, ExportFormat.PNG, look=ChartLook.of(theme), today=TODAY)
    image = QImage(str(path))
    assert image.width() == 2 * 960
    assert image.height() > 500
    assert image.pixelColor(3, 3) == theme.color("page")
    colors = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert {theme.color("chart.1").rgb(), theme.color("chart.2").rgb()} <= colors


def test_a_drawing_has_its_words_as_words(tmp_path: Path, make_timeline: MakeTimeline, look: ChartLook):
    path = tmp_path / "timeline.svg"
    timeline = named(make_timeline(counts=COUNTS, buckets=3), 'R&D <"Unit">')
    export_timeline(timeline, path, ExportFormat.SVG, look=look, today=TODAY)
    words = words_of(path)
    assert 'R&D <"Unit">: timeline, articles a month' in words
    assert "Ahn Gyu-back" in words
    assert "Read Also, Monday 8 September 2025" in words
    assert "2024" in words
    root = ElementTree.parse(path).getroot()
    assert root.get("viewBox") == "0 0 960 402"
    assert root.findtext(f"{SVG}title") == 'R&D <"Unit">: timeline, articles a month'


def test_a_table_has_the_numbers_of_the_chart(tmp_path: Path, make_timeline: MakeTimeline, look: ChartLook):
    path = tmp_path / "timeline.csv"
    export_timeline(make_timeline(3, counts=COUNTS), path, ExportFormat.CSV, look=look, today=TODAY)
    assert rows_of(path) == [
        ["Month", "Gen Nakatani", "Ahn Gyu-back"],
        ["2024-10", "2", "0"],
        ["2024-11", "1", "5"],
        ["2024-12", "14", "9"],
    ]


@pytest.mark.parametrize(("unit", "first"), [(TimeUnit.DAY, "2024-10-01"), (TimeUnit.YEAR, "2024")])
def test_times_of_a_table_can_be_sorted(
    unit: TimeUnit, first: str, tmp_path: Path, make_timeline: MakeTimeline, look: ChartLook
):
    path = tmp_path / "timeline.csv"
    export_timeline(make_timeline(3, unit=unit), path, ExportFormat.CSV, look=look, today=TODAY)
    assert rows_of(path)[1][0] == first


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-Kreuzer", "'-Kreuzer"),
        ("@home", "'@home"),
        ("\t=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("Ünïon, «North»\nand South", "Ünïon, «North» and South"),
        ("A-B", "A-B"),
    ],
)
def test_a_name_is_never_a_formula(name: str, cell: str, tmp_path: Path, make_timeline: MakeTimeline, look: ChartLook):
    path = tmp_path / "timeline.csv"
    export_timeline(named(make_timeline(), name), path, ExportFormat.CSV, look=look, today=TODAY)
    assert rows_of(path)[0][1] == cell


def test_a_network_is_saved_as_picture_drawing_and_table(tmp_path: Path, make_network: MakeNetwork, look: ChartLook):
    network = make_network(9)
    for export_format in ExportFormat:
        export_network(network, tmp_path / f"n.{export_format}", export_format, look=look, today=TODAY)
    assert QImage(str(tmp_path / "n.png")).width() == 2 * 960
    words = words_of(tmp_path / "n.svg")
    assert {node.entity.name for node in network.nodes} <= set(words)
    assert {"Person", "Place", "Organisation", "Other", "Read Also, Monday 8 September 2025"} <= set(words)
    rows = rows_of(tmp_path / "n.csv")
    assert len(rows) == 1 + len(network.edges)
    strongest = network.edges[0]
    assert rows[1][0] == "Gen Nakatani"
    assert rows[1][3:5] == ["Ahn Gyu-back", "Person"]
    assert rows[1][6:] == [str(strongest.articles), f"{strongest.strength:.2f}"]


@pytest.mark.parametrize("export_format", list(ExportFormat))
def test_what_is_empty_or_very_long_is_saved_too(
    export_format: ExportFormat, tmp_path: Path, make_timeline: MakeTimeline, make_network: MakeNetwork, look: ChartLook
):
    path = tmp_path / f"chart.{export_format}"
    many = make_timeline(400, series=5, start=date(1992, 1, 1))
    for timeline in (Timeline(TimeUnit.MONTH, (), ()), make_timeline(1), named(many, "A long name " * 40)):
        export_timeline(timeline, path, export_format, look=look, today=TODAY)
        assert path.stat().st_size >= 10
    for network in (make_network(1), make_network(60)):
        export_network(network, path, export_format, look=look, today=TODAY)
        assert path.stat().st_size >= 10


def test_a_folder_that_cannot_be_written_is_a_fault_in_words(
    tmp_path: Path, make_timeline: MakeTimeline, look: ChartLook
):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    with pytest.raises(ReaderError) as caught:
        export_timeline(make_timeline(), blocked / "t.csv", ExportFormat.CSV, look=look, today=TODAY)
    assert caught.value.remedy
    assert "t.csv" in caught.value.problem


def test_saving_works_on_a_thread(
    qtbot: QtBot, pool: QThreadPool, tmp_path: Path, make_network: MakeNetwork, look: ChartLook
):
    path, threads = tmp_path / "n.png", []

    def work(_ticket: object) -> None:
        threads.append(threading.current_thread())
        export_network(make_network(20), path, ExportFormat.PNG, look=look, today=TODAY)

    job = Job(work, pool)
    with qtbot.waitSignal(job.succeeded):
        job.start(pool)
    assert threads != [threading.main_thread()]
    assert not QImage(str(path)).isNull()


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Gen Nakatani", "timeline Gen Nakatani.png"),
        ('AC/DC: "Live"?', "timeline AC DC Live.png"),
        ("Name.", "timeline Name.png"),
        ("x" * 200, f"timeline {'x' * 71}.png"),
    ],
)
def test_a_suggested_name_is_one_that_every_system_takes(name: str, suggested: str):
    assert suggested_name("timeline", name, ExportFormat.PNG) == suggested
