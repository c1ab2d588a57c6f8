"""The licences of what the program is made of, from installed packages and from what a build wrote."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from reader import licences
from reader.licences import Component, components_of, in_one_text, licence_name, licence_text, read_components


def install(folder: Path, name: str, fields: str, **files: str) -> metadata.Distribution:
    """A package as an installer leaves it."""
    inside = folder / f"{name}-1.0.dist-info"
    inside.mkdir(parents=True, exist_ok=True)
    (inside / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{fields}\n", "utf-8")
    for path, text in files.items():
        target = inside / path.replace("__", "/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    record = [f"{path.relative_to(folder).as_posix()},," for path in sorted(inside.rglob("*")) if path.is_file()]
    (inside / "RECORD").write_text("\n".join(record) + "\n", "utf-8")
    (found,) = metadata.distributions(name=name, path=[str(folder)])
    return found


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("License-Expression: MIT\nLicense: something", "MIT"),
        ("License: BSD-3-Clause", "BSD-3-Clause"),
        ("License: The BSD 2-Clause License", "BSD-2-Clause"),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License", "MIT"),
        ("License: PSFL\nClassifier: License :: OSI Approved :: MIT License", "PSF-2.0"),
        ("Classifier: License :: OSI Approved\nClassifier: License :: OSI Approved :: Apache Software License",
         "Apache-2.0"),
        (f"License: {'Permission is hereby granted ' * 9}\nClassifier: License :: OSI Approved :: MIT License", "MIT"),
        ("Summary: says nothing", ""),
    ],
)  # fmt: skip
def test_the_licence_is_said_in_many_ways(tmp_path: Path, fields: str, name: str) -> None:
    assert licence_name(install(tmp_path, "thing", fields)) == name


def test_all_texts_that_came_along_are_kept_and_equal_ones_once(tmp_path: Path) -> None:
    one = install(tmp_path, "one", "License: MIT", LICENSE="Be kind.\n")
    assert licence_text(one) == "Be kind."
    several = install(
        tmp_path,
        "several",
        "License: MIT",
        licenses__LICENSE="Be kind.",
        licenses__sub__COPYING="Share.",
        NOTICE="Share.",
    )
    text = licence_text(several)
    assert text.index("LICENSE\n-------\n\nBe kind.") >= 0
    assert text.count("Share.") == 1
    assert licence_text(install(tmp_path, "none", "License: MIT")) == ""


def test_what_was_delivered_without_a_text_gets_it_from_us(tmp_path: Path) -> None:
    shiboken = install(tmp_path, "shiboken6", "License: LGPL-3.0-only OR GPL-2.0-only")
    (component,) = components_of(shiboken)
    assert component.licence == "LGPL-3.0-only"
    assert "you can put other versions of them" in component.text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in component.text
    assert "GNU GENERAL PUBLIC LICENSE" in component.text


def test_libraries_inside_a_package_are_told_apart(tmp_path: Path) -> None:
    outer, *inside = components_of(install(tmp_path, "numpy", "License: BSD-3-Clause", LICENSE="numpy's and others'"))
    assert (outer.name, outer.version, outer.what) == ("numpy", "1.0", "Python package")
    assert [each.name for each in inside] == ["OpenBLAS", "libgfortran", "libquadmath"]
    assert {each.text for each in inside} == {"numpy's and others'"}
    assert {each.what for each in inside} == {"library in numpy"}


@pytest.mark.parametrize("name", sorted(licences.INSIDE))
def test_every_text_that_is_promised_is_there(name: str) -> None:
    for inner, texts in licences.INSIDE[name]:
        assert texts.licence
        assert not texts.files or licences.text_of(texts), inner


def test_the_packages_that_are_used_here_are_all_told_with_their_texts() -> None:
    told = licences.components()
    names = [component.name for component in told]
    assert names[0] == "Read Also"
    assert {"Python", "PySide6_Essentials", "Qt", "numpy", "lxml", "whoosh3", "Recogniser of names"} <= set(names)
    assert len(names) == len(set(names))
    without = [one.name for one in told if not one.licence or (not one.text and one.name != "Python")]
    assert without == []
    assert "pytest" not in names  # what only developers have is not part of it


def test_what_a_build_wrote_is_read_back(tmp_path: Path) -> None:
    listed = [
        {"name": "A", "version": "1", "licence": "MIT", "what": "x", "text": 1, "purl": "pkg:generic/a", "files": []},
        {"name": "B", "version": "", "licence": "ISC", "what": "y", "text": 1},
    ]
    path = tmp_path / "licences.json"
    path.write_text(json.dumps({"components": listed, "texts": ["no", "yes"]}), "utf-8")
    assert read_components(path) == (Component("A", "1", "MIT", "x", "yes"), Component("B", "", "ISC", "y", "yes"))


def test_in_one_text_a_text_stands_once() -> None:
    told = [Component("A", "1", "MIT", "x", "Be kind."), Component("B", "2", "MIT", "y", "Be kind.")]
    text = in_one_text([*told, Component("C", "", "ISC", "z", "")])
    assert text.count("Be kind.") == 1
    assert "A 1 (x): MIT" in text
    assert "The text is the one of A 1." in text
    assert "C (z): ISC" in text


def test_requirements_of_extras_are_not_followed(tmp_path: Path) -> None:
    fields = (
        "Requires-Dist: plain>=1\nRequires-Dist: other_one ; python_version >= '3'\n"
        "Requires-Dist: never ; extra == 'all'\nRequires-Dist: neither ; extra=='all'"
    )
    assert licences.required_by(install(tmp_path, "asks", fields)) == ["plain", "other_one"]
