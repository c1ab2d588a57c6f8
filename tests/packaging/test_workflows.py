"""The jobs for hosted runners: they name steps, checks and files that are there, and nothing that moves by itself."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from building.checksums import ENDINGS
from building.context import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
WORDS = re.compile(r"packaging/build\.py((?:\s+[a-z_]+)+)")


def steps_of_a_build() -> list[str]:
    """The table of `build.py`; there are packages that are called so, too."""
    spec = importlib.util.spec_from_file_location("build_of_readalso", ROOT / "packaging" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.STEPS)


def jobs_of(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8"))["jobs"])


def commands_of(path: Path) -> list[str]:
    return [step["run"] for job in jobs_of(path).values() for step in job["steps"] if "run" in step]


def test_there_are_two() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "release.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_they_start_is_there(path: Path) -> None:
    named = {name for command in commands_of(path) for name in re.findall(r"(?:packaging|\.ci)/[\w./-]+", command)}
    assert named
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


def test_they_ask_for_steps_that_are_there() -> None:
    asked = [words.split() for command in commands_of(FOLDER / "release.yml") for words in WORDS.findall(command)]
    assert len(asked) == 4
    order = steps_of_a_build()
    assert {step for steps in asked for step in steps} == set(order) - {"bare"}
    assert all(steps == sorted(steps, key=order.index) for steps in asked)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_and_systems_are_of_a_stated_version(path: Path) -> None:
    for name, job in jobs_of(path).items():
        systems = [row["runner"] for row in job.get("strategy", {}).get("matrix", {}).get("include", ())]
        assert not [system for system in (*systems, job["runs-on"]) if "latest" in system], name
        assert isinstance(job["timeout-minutes"], int), name
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[\w-]+@v\d+\.\d+\.\d+", step.get("uses", "actions/x@v0.0.0")), step


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_they_may_only_read_but_for_the_release(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {"contents": "read"}
    writing = [name for name, job in jobs_of(path).items() if job.get("permissions", {}).get("contents") == "write"]
    assert writing == (["release"] if path.name == "release.yml" else [])


def test_a_job_waits_for_what_it_needs() -> None:
    jobs = jobs_of(FOLDER / "release.yml")
    uploaded = {}
    for name, job in jobs.items():
        needs = job.get("needs", [])
        before = {needs} if isinstance(needs, str) else set(needs)
        assert before <= set(jobs), name
        for step in job["steps"]:
            if "upload-artifact" in step.get("uses", ""):
                uploaded[step["with"]["name"]] = name
            if "download-artifact" in step.get("uses", "") and "name" in step["with"]:
                assert uploaded[step["with"]["name"]] in before, name


def test_everything_that_is_built_is_kept() -> None:
    kept = (FOLDER / "release.yml").read_text("utf-8")
    for ending in (".deb", ".tar.xz", ".AppImage", ".squashfs", ".msi", ".dmg"):
        assert ending in ENDINGS
        assert f"dist/*{ending}*" in kept  # with its checksum and its bill of materials


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_was_never_run_says_so(path: Path) -> None:
    head = path.read_text("utf-8").partition("\nname:")[0]
    assert "Never run on a hosted runner" in " ".join(head.replace("#", " ").split())
