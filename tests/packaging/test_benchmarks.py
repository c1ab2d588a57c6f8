"""The search benchmark measures, counts the same with every engine, and renews the notes; its articles never change."""

import importlib
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "tests" / "benchmarks"
SVG = "{http://www.w3.org/2000/svg}"
ARTICLES = 40


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """One run of the documented command with the two engines that are always there."""
    stored = tmp_path_factory.mktemp("benchmark") / "result.json"
    command = [sys.executable, str(BENCHMARKS / "search.py"), "--articles", str(ARTICLES), "--runs", "1", "--quick"]
    command += ["--engines", "ours", "fts5", "--json", str(stored)]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT)
    assert finished.returncode == 0, finished.stderr
    assert "ours to theirs" in finished.stdout
    return json.loads(stored.read_text("utf-8"))


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch):
    """Gives a module of the benchmarks, which are no package of the tests."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))

    def part(name: str) -> ModuleType:
        return importlib.import_module(name)

    return part


def test_every_figure_of_every_engine_is_measured(result):
    [site] = result["sites"]
    assert site["articles"] == ARTICLES
    for name in ("ours", "fts5"):
        facts = site["engines"][name]
        assert facts["build"][0]["cpu_s"] > 0
        assert facts["build"][0]["bytes"] > 0
        assert all(len(query["ms"]) == 1 for query in facts["queries"].values())
        assert len(facts["add"]["1"]) == len(facts["add"]["100"]) > 0
        assert min(facts["open_ms"]) > 0
    assert all(site["engines"]["ours"]["suggest"].values())


def test_both_engines_count_the_same_articles(result):
    [site] = result["sites"]
    ours, fts5 = (
        {kind: query["total"] for kind, query in site["engines"][name]["queries"].items()} for name in ("ours", "fts5")
    )
    assert {kind: ours[kind] for kind in fts5} == fts5
    assert min(fts5.values()) > 0


def test_the_notes_are_renewed_between_their_marks(result, parts, tmp_path):
    notes = tmp_path / "benchmarks.md"
    notes.write_text("before\n<!-- begin growth -->\nold\n<!-- end growth -->\nafter\n", "utf-8")
    parts("search_parts.notes").renew_growth(notes, result)
    words = notes.read_text("utf-8")
    assert words.startswith("before\n")
    assert words.endswith("\nafter\n")
    assert "old" not in words
    assert "| common word, ms: ours |" in words
    drawn = ElementTree.parse(tmp_path / "benchmarks-growth.svg")
    assert drawn.getroot().tag == f"{SVG}svg"
    assert len(drawn.findall(f".//{SVG}circle")) > 5


def test_the_notes_of_the_repository_have_both_sections(result, parts, tmp_path):
    copy = tmp_path / "benchmarks.md"
    copy.write_text((ROOT / "packaging" / "benchmarks.md").read_text("utf-8"), "utf-8")
    notes = parts("search_parts.notes")
    notes.renew_comparison(copy, result)
    notes.renew_growth(copy, result)
    assert "SQLite FTS5" in copy.read_text("utf-8")


def test_a_plot_is_logarithmic(parts):
    plot = parts("search_parts.plot")
    points = ((10.0, 1.0), (100.0, 10.0), (1_000.0, 100.0))
    drawn = ElementTree.fromstring(plot.draw([plot.Plot("ms", (plot.Line("ours", points),))], description="a plot"))
    [path] = [one for one in drawn.iter(f"{SVG}path") if one.get("class") == "ours line"]
    places = [tuple(map(float, place.split())) for place in path.get("d", "").strip("M").split("L")]
    steps = [(right[0] - left[0], right[1] - left[1]) for left, right in pairwise(places)]
    assert steps[0] == pytest.approx(steps[1], abs=0.2)
    assert steps[0][0] > 0 > steps[0][1]


def test_made_up_articles_are_always_the_same_and_their_vocabulary_grows(parts, tmp_path):
    make_articles = parts("make_articles").make_articles
    few, more = 80, 320
    for count in (few, more):
        make_articles(tmp_path / str(count), count)
    first, again = _texts(tmp_path / str(few)), _texts(tmp_path / str(more))
    assert len(first) == few
    assert first.items() <= again.items()
    words, more_words = (" ".join(texts.values()).lower().split() for texts in (first, again))
    assert len(set(more_words)) > 1.8 * len(set(words))
    assert words.count("the") > 0.03 * len(words)


def test_a_target_is_reached_at_its_bound_and_not_beyond(parts):
    targets = parts("search_parts.targets")
    most = targets.Target("a query, ms", 10.0, 10, 5)
    least = targets.Target("times as quick", 11.9, 12, None, least=True)
    assert targets.row_of(most)[3:] == ("yes", "≤ 5", "no")
    assert targets.row_of(least)[2:4] == ("≥ 12", "no")


def _texts(folder: Path) -> dict[str, str]:
    """What stands in each file."""
    return {path.name: path.read_text("utf-8") for path in folder.rglob("*.txt")}
