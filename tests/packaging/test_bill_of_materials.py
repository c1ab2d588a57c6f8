"""The bill of materials: valid, the same for the same build, and complete."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cyclonedx", reason="the group `package` is not installed")
pytest.importorskip("jsonschema", reason="the group `package` is not installed")

from building import bill_of_materials as bills
from building.context import BuildError, Context

HASH = "ab" * 32
EPOCH = 1_790_000_000


def part(name: str, purl: str, files: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    given = {"version": "1", "licence": "MIT", "what": "Python package", "text": 0, "needs": ()}
    return given | {"name": name, "purl": purl, "files": list(files)} | more


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A built folder and two artefacts made of it."""
    made = Context(root=tmp_path, out=tmp_path / "dist", work=tmp_path / "build", version="3", epoch=EPOCH)
    shipped = made.folder / "_internal" / "reader" / "_bundled"
    shipped.mkdir(parents=True)
    listed = [
        part("Read Also", "pkg:generic/readalso@3", needs=("Python", "numpy"), what="the program"),
        part("Recogniser of names", "pkg:generic/readalso-data@3", what="data", licence="CC-BY-4.0 AND MIT"),
        part("Python", "pkg:deb/debian/libpython3.11@3.11.2-6%2Bdeb12u9?arch=amd64", licence="PSF-2.0"),
        part("numpy", "pkg:pypi/numpy@2", ("_internal/numpy/core.so",), needs=("OpenBLAS",)),
        part("OpenBLAS", "pkg:generic/openblas", version="", licence="its makers' own words"),
    ]
    (shipped / "licences.json").write_text(json.dumps({"components": listed, "texts": [""]}), "utf-8")
    lines = [f"{HASH}  _internal/numpy/core.so", f"{HASH}  _internal/reader/_bundled/build.json"]
    (shipped / "files.sha256").write_text("\n".join(lines) + "\n", "utf-8")
    (made.out / "readalso_3_amd64.deb").write_bytes(b"deb")
    (made.out / "readalso-3-linux-x86_64.tar.xz").write_bytes(b"tar")
    return made


def bill(context: Context, name: str = "readalso_3_amd64.deb") -> dict[str, Any]:
    bills.run(context)
    told: dict[str, Any] = json.loads((context.out / f"{name}.cdx.json").read_text("utf-8"))
    return told


def test_each_artefact_has_a_valid_bill_of_its_own(context: Context) -> None:
    told = bill(context)
    other = bill(context, "readalso-3-linux-x86_64.tar.xz")
    for each in (told, other):
        assert (each["bomFormat"], each["specVersion"]) == ("CycloneDX", "1.6")
        assert bills.problem_of(json.dumps(each)) == ""
    assert told["serialNumber"] != other["serialNumber"]
    assert told["metadata"]["component"]["hashes"] != other["metadata"]["component"]["hashes"]
    assert told["metadata"]["timestamp"].startswith("2026-09-21T")


def test_it_tells_versions_licences_addresses_and_what_needs_what(context: Context) -> None:
    told = bill(context)
    parts = {each["name"]: each for each in told["components"]}
    assert parts["numpy"]["purl"] == "pkg:pypi/numpy@2"
    assert parts["numpy"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert parts["Recogniser of names"]["licenses"] == [{"expression": "CC-BY-4.0 AND MIT"}]
    assert parts["Recogniser of names"]["type"] == "data"
    assert parts["OpenBLAS"]["licenses"] == [{"license": {"name": "its makers' own words"}}]
    assert "version" not in parts["OpenBLAS"]
    needs = {each["ref"]: each.get("dependsOn", []) for each in told["dependencies"]}
    assert needs[parts["numpy"]["bom-ref"]] == [parts["OpenBLAS"]["bom-ref"]]
    assert parts["Python"]["bom-ref"] in needs[parts["Read Also"]["bom-ref"]]
    assert set(needs["artefact"]) == {each["bom-ref"] for each in told["components"]}


def test_every_file_is_in_it_with_its_hash(context: Context) -> None:
    files = {
        file["name"]: (each["name"], file["hashes"][0]["content"])
        for each in bill(context)["components"]
        for file in each.get("components", ())
    }
    assert files["_internal/numpy/core.so"] == ("numpy", HASH)
    assert files["_internal/reader/_bundled/build.json"] == ("Read Also", HASH)
    assert files["_internal/reader/_bundled/files.sha256"][0] == "Read Also"


def test_the_same_build_gives_the_same_bytes(context: Context) -> None:
    bill(context)
    path = context.out / "readalso_3_amd64.deb.cdx.json"
    first = path.read_bytes()
    path.unlink()
    bill(context)
    assert path.read_bytes() == first
    (context.out / "readalso_3_amd64.deb").write_bytes(b"another")
    bill(context)
    assert path.read_bytes() != first


def test_a_file_that_came_later_fails_the_build(context: Context) -> None:
    path = context.folder / "_internal" / "reader" / "_bundled" / "files.sha256"
    path.write_text(f"{path.read_text('utf-8')}{HASH}  _internal/late.so\n", "utf-8")
    with pytest.raises(BuildError, match=r"_internal/late\.so"):
        bills.run(context)


def test_without_an_artefact_there_is_nothing_to_tell(context: Context) -> None:
    for path in context.out.iterdir():
        if path.is_file():
            path.unlink()
    with pytest.raises(BuildError, match="no artefact"):
        bills.run(context)


def test_what_is_not_valid_is_said() -> None:
    assert bills.problem_of('{"bomFormat": "CycloneDX", "specVersion": "1.6", "extra": 1}')
