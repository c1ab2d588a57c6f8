"""Packs the modules that are loaded until the first paint into one file, for `hooks/own_modules.py`.

Which they are is listed in `first_paint_modules.txt`; a test holds the list against the program. A module that is not
listed is loaded as PyInstaller does it, a little later.

As a program this compiles what it is told on standard input: in a process of its own, whose strings nobody else uses.
What `marshal` writes depends on who else holds an object; so the same sources give the same file.
"""

import importlib.util
import json
import marshal
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

LIST = Path(__file__).resolve().parents[1] / "first_paint_modules.txt"
FILE = "start_modules"


def listed() -> list[str]:
    """The names, sorted."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text("utf-8").splitlines())
    return sorted({line for line in lines if line})


def pack(target: Path, *, names: Iterable[str], source: Path) -> list[str]:
    """Write the file; which names have no Python source and are not in it. `source` holds the package `reader`."""
    modules, left_out = [], []
    for name in names:
        path = _source_of(name, source)
        if path is None:
            left_out.append(name)
        else:
            package = path.name == "__init__.py"
            stem = name.replace(".", "/")
            modules.append((name, f"{stem}/__init__.py" if package else f"{stem}.py", str(path), package))
    made = subprocess.run(
        [sys.executable, "-s", "-S", "-B", "-X", "utf8", __file__],
        input=json.dumps(modules).encode(),
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONHASHSEED": "0"},
        check=True,
    )
    target.write_bytes(made.stdout)
    return left_out


def _source_of(name: str, source: Path) -> Path | None:
    if name == "reader" or name.startswith("reader."):
        stem = source.joinpath(*name.split("."))
        return next((path for path in (stem.with_suffix(".py"), stem / "__init__.py") if path.is_file()), None)
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return None
    path = Path(spec.origin)
    return path if path.is_absolute() and path.is_file() else None  # PySide makes modules of strings in its libraries


def _compile_all(modules: list[tuple[str, str, str, bool]]) -> bytes:
    table, codes, end = {}, [], 0
    for name, shown, path, package in modules:
        # Names in tracebacks as PyInstaller gives them: of no computer.
        code = marshal.dumps(compile(Path(path).read_bytes(), shown, "exec", dont_inherit=True, optimize=0))
        table[name] = (end, end + len(code), package)
        codes.append(code)
        end += len(code)
    head = marshal.dumps(table)
    return b"".join([len(head).to_bytes(8, "little"), head, *codes])


if __name__ == "__main__":
    sys.stdout.buffer.write(_compile_all(json.load(sys.stdin.buffer)))
