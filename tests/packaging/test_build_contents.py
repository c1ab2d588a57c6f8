"""What goes into the built folder: the tables admit what the program uses, and nothing else."""

import ast
from pathlib import Path

import pytest
from building import contents, frozen
from building.contents import (
    MODULES_LEFT_OUT,
    MODULES_OF_QT,
    binary_is_admitted,
    data_is_admitted,
    library_stem,
    module_is_left_out,
    plugin_of,
    strangers,
)
from building.context import BuildError
from building.libraries import SystemNeeds
from building.pruning import prune_binaries, prune_data, prune_modules

ROOT = Path(__file__).resolve().parents[2]


def test_the_modules_of_qt_are_those_that_the_program_imports() -> None:
    imported = {
        (node.module or "").removeprefix("PySide6.").partition(".")[0]
        for path in (ROOT / "reader").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.")
    }

    assert imported == set(MODULES_OF_QT)


def test_nothing_that_the_program_names_is_left_out() -> None:
    imported = set()
    for path in (ROOT / "reader").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if module_is_left_out(name):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})

    assert not sorted(name for name in imported if module_is_left_out(name))


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/Qt6Pdf.dll",
        "libstdc++.so.6",
        "libX11.so.6",
        "libGL.so.1",
        "libc.so.6",
        "libglib-2.0.so.0",
        "libssl.so.3",
        "somebody/data.json",
        "reader/_bundled/resources/entities/corpus/wire.txt",
        "babel/locale-data/de.dat",
    ],
)
def test_a_stranger_is_named(path: str) -> None:
    assert [told.partition(" (")[0] for told in strangers([path])] == [path]


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtCore.abi3.so",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "libxcb-cursor.so.0",
        "libxkbcommon-x11.so.0",
        "libpython3.11.so.1.0",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "justext/stoplists/English.txt",
        "trafilatura/settings.cfg",
        "reader/_bundled/seeds/history/one.txt",
        "reader/_bundled/resources/entities/model.npz",
        "start_modules",
    ],
)
def test_what_is_used_is_admitted(path: str) -> None:
    assert strangers([path]) == []


@pytest.mark.parametrize(
    ("path", "plugin"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "platforms/xcb"),
        ("PySide6/plugins/platforms/qwindows.dll", "platforms/windows"),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", "styles/modernwindowsstyle"),
        ("PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so", "wayland-shell-integration/xdg-shell"),
        ("PySide6/Qt/lib/libQt6Core.so.6", None),
    ],
)
def test_plugins_are_called_alike_on_all_systems(path: str, plugin: str | None) -> None:
    assert plugin_of(path) == plugin


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("libxcb-util.so.1", "libxcb-util"),
        ("libstdc++.so.6", "libstdc++"),
        ("numpy.libs/libgfortran-040039e1-0352e75f.so.5.0.0", "libgfortran"),
        ("libpython3.11.so.1.0", "libpython"),
        ("libglib-2.0.so.0", "libglib-2.0"),
    ],
)
def test_a_library_is_known_without_its_version(name: str, stem: str) -> None:
    assert library_stem(name) == stem


def test_a_module_goes_with_the_package_that_is_left_out() -> None:
    assert module_is_left_out("numpy.f2py.crackfortran")
    assert not module_is_left_out("numpy.f2pyish")
    assert not module_is_left_out("numpy")


def test_every_row_says_why() -> None:
    assert all(MODULES_LEFT_OUT.values())
    assert all(contents.DISTRIBUTIONS.values())
    assert all(contents.DATA_LEFT_OUT.values())


def test_a_library_stays_only_if_something_that_stays_is_linked_with_it() -> None:
    entries = [
        ("PySide6/QtCore.abi3.so", "/w/QtCore.abi3.so", "EXTENSION"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/w/libqxcb.so", "BINARY"),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", "/w/tls.so", "BINARY"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/w/libQt6Core.so.6", "BINARY"),
        ("libxcb-cursor.so.0", "/s/libxcb-cursor.so.0", "BINARY"),
        ("libxcb-image.so.0", "/s/libxcb-image.so.0", "BINARY"),
        ("libcrypto.so.3", "/s/libcrypto.so.3", "BINARY"),
        ("libX11.so.6", "/s/libX11.so.6", "BINARY"),
        ("libpython3.11.so.1.0", "/s/libpython3.11.so.1.0", "BINARY"),
        ("python3.11/lib-dynload/_ssl.cpython-311.so", "/s/_ssl.so", "EXTENSION"),
        ("numpy/random/mtrand.cpython-311.so", "/w/mtrand.so", "EXTENSION"),
    ]
    links = {
        "/w/QtCore.abi3.so": frozenset({"libQt6Core.so.6", "libstdc++.so.6"}),
        "/w/libqxcb.so": frozenset({"libxcb-cursor.so.0", "libX11.so.6"}),
        "/w/tls.so": frozenset({"libcrypto.so.3"}),
        "/s/libxcb-cursor.so.0": frozenset({"libxcb-image.so.0"}),
    }

    kept = [name for name, _, _ in prune_binaries(entries, needed=lambda _files: links, linux=True)]

    assert kept == sorted(
        [
            "PySide6/QtCore.abi3.so",
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/Qt/lib/libQt6Core.so.6",
            "libxcb-cursor.so.0",
            "libxcb-image.so.0",
            "libpython3.11.so.1.0",
        ]
    )


def test_the_order_of_what_is_kept_does_not_depend_on_the_order_found() -> None:
    entries = [("reader.b", "/b", "PYMODULE"), ("reader.a", "/a", "PYMODULE"), ("pdb", "/pdb", "PYMODULE")]
    data = [("start_modules", "/s", "DATA"), ("base_library.zip", "/z", "DATA"), ("certifi/cacert.pem", "/c", "DATA")]

    assert prune_modules(entries) == prune_modules(entries[::-1]) == [entries[1], entries[0]]
    assert prune_data(data) == prune_data(data[::-1]) == [data[1], data[0]]


def test_words_for_linux_are_libraries_of_the_system_on_linux_only_by_name() -> None:
    assert not binary_is_admitted("libfontconfig.so.1")
    assert binary_is_admitted("libfontconfigure.so.1")
    assert data_is_admitted("trafilatura-2.3.1.dist-info/METADATA")


def test_a_library_that_the_building_machine_lacks_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {"libX11.so.6": "a", "libxcb-cursor.so.0": "b", "libnew.so.3": "c"}
    monkeypatch.setattr(frozen, "system_needs", lambda _folder, _program: SystemNeeds("x86_64", dict(needs), "2.35"))

    with pytest.raises(BuildError, match=r"lacks libraries .*: libxcb-cursor.so.0, libnew.so.3 .* libxcb-cursor0\)"):
        frozen.refuse_gaps(tmp_path, "readalso")
    del needs["libxcb-cursor.so.0"], needs["libnew.so.3"]
    frozen.refuse_gaps(tmp_path, "readalso")
