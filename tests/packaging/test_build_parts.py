"""The sizes by part that a build states, and the trimmed tables of languages."""

import ast
import struct
import sys
from pathlib import Path

import pytest
from building import icu_data, sizes
from building.context import BuildError, Context, make_context, own_version, source_date
from building.parts import LIBRARIES, LOADER, OWN, PYTHON, part_of, part_of_module, sizes_by_part, table

from reader import __version__

HEADER = 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "readalso"
    for name, size in {
        "readalso": 1000,
        "qt.conf": 10,
        "_internal/PySide6/Qt/lib/libQt6Core.so.6": 700,
        "_internal/PySide6/Qt/lib/libicudata.so.73": 900,
        "_internal/PySide6/QtCore.abi3.so": 300,
        "_internal/numpy.libs/libscipy_openblas64_-32a4b2a6.so": 800,
        "_internal/libpython3.11.so.1.0": 400,
        "_internal/reader/_bundled/resources/entities/model.npz": 50,
        "_internal/reader/_bundled/seeds/one.txt": 5,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))
    (folder / "_internal" / "again.so").symlink_to("libpython3.11.so.1.0")
    return folder


def archived(path: Path) -> dict[str, int]:
    return {"reader.cli": 100, "json.decoder": 30, "numpy.lib": 70} if path.name == "readalso" else {}


def test_every_byte_belongs_to_one_part(folder: Path) -> None:
    found = sizes_by_part(folder, archived)

    assert found == {
        "Qt: tables of languages (ICU)": 900,
        LOADER: 810,
        "numpy: linear algebra (OpenBLAS)": 800,
        "Qt": 700,
        PYTHON: 430,
        "PySide6": 300,
        OWN: 100,
        LIBRARIES: 70,
        "Read Also: the model and its lists of names": 50,
        "Read Also: bundled articles": 5,
    }
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_the_table_has_the_sum() -> None:
    told = table({"Qt": 31_700_000, "Python": 13_340_000})

    assert told.splitlines()[2:] == ["| Qt | 31.7 |", "| Python | 13.3 |", "| **together** | **45.0** |"]


def test_modules_belong_to_whoever_wrote_them() -> None:
    assert part_of_module("reader.ui.app") == OWN
    assert part_of_module("email.parser") == PYTHON
    assert part_of_module("whoosh.fields") == LIBRARIES
    assert part_of("_internal/start_modules") == OWN


def context_for(tmp_path: Path) -> Context:
    return make_context(out=tmp_path, work=tmp_path / "work")


@pytest.mark.usefixtures("folder")
def test_a_folder_that_is_too_large_fails_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "archived_modules", archived)
    sizes.run(context_for(tmp_path))
    monkeypatch.setattr(sizes, "MOST_MEGABYTES", 0.001)

    with pytest.raises(BuildError, match="are promised"):
        sizes.run(context_for(tmp_path))


def test_a_step_that_needs_the_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="run the step `folder` first"):
        context_for(tmp_path).need_folder()


def test_a_tool_that_fails_ends_the_build_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="ended with status 3:\nno such thing"):
        context_for(tmp_path).run([sys.executable, "-c", "import sys; print('no such thing'); sys.exit(3)"])


def test_what_is_run_does_not_see_the_builders_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    told = context_for(tmp_path).run([sys.executable, "-c", "import os; print(dict(os.environ))"], MORE="yes")

    found = ast.literal_eval(told)
    assert [found.get(name) for name in ("LANG", "TZ", "PYTHONPATH", "SOURCE_DATE_EPOCH", "MORE")] == [
        "C.UTF-8",
        "UTC",
        None,
        "1700000000",
        "yes",
    ]


def test_the_version_and_the_date_are_those_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    assert own_version() == __version__
    assert source_date() > 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert source_date() == 5


def archive(items: dict[str, bytes]) -> bytes:
    """ICU's format, made by hand: header, count, places of names and contents, names, contents."""
    names_at, names, places = 4 + 8 * len(items), b"", []
    for name in items:
        places.append(names_at + len(names))
        names += name.encode() + b"\0"
    start = names_at + len(names) + (-(names_at + len(names)) % 16)
    body, contents = b"", []
    for content in items.values():
        contents.append(start + len(body))
        body += content + bytes(-len(content) % 16)
    front = struct.pack("<I", len(items)) + b"".join(
        struct.pack("<II", *pair) for pair in zip(places, contents, strict=True)
    )
    header = struct.pack("<HBB", HEADER, 0xDA, 0x27) + bytes(HEADER - 4)
    return header + front + names + bytes(start - names_at - len(names)) + body


ITEMS = {
    "icudt73l/coll/sv.res": b"Swedish order",
    "icudt73l/ibm-37.cnv": b"old encoding",
    "icudt73l/lang/de.res": b"Sprachen",
    "icudt73l/lang/root.res": b"root of languages",
    "icudt73l/root.res": b"root",
    "icudt73l/zone/tr.res": b"saat",
}
KEPT = ("icudt73l/coll/sv.res", "icudt73l/lang/root.res", "icudt73l/root.res")


def test_names_of_languages_and_time_zones_go_and_the_order_of_letters_stays() -> None:
    trimmed = icu_data.trimmed(archive(ITEMS))

    assert trimmed == archive({name: ITEMS[name] for name in KEPT})
    assert icu_data.trimmed(trimmed) == trimmed


def test_another_kind_of_library_is_not_cut(tmp_path: Path) -> None:
    library = tmp_path / "libicudata.so.99"
    library.write_bytes(b"\x7fELF\x02" + bytes(200))

    with pytest.raises(BuildError, match=r"look at building/icu_data\.py"):
        icu_data.trim_icu(library, context_for(tmp_path))
    assert library.read_bytes() == b"\x7fELF\x02" + bytes(200)
