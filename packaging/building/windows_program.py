"""What Windows shows and asks of a program file: its version, its icon, its manifest. Never run on Windows so far."""

import re
from pathlib import Path

ICON = Path("packaging/windows/readalso.ico")
MANIFEST = Path("packaging/windows/readalso.manifest")
COMPANY = "The Read Also developers"
DESCRIPTION = "Read Also"  # what the task manager and "Open with" call it
LANGUAGE = 0x0409, 1200  # English, in UTF-16
_TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags={flags}, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable({table!r}, [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', {language})]),
  ],
)
"""
_BEFORE_A_RELEASE = 0x2


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """Four numbers, as Windows has them: 0.2.0rc1 is 0.2.0.0."""
    numbers = [int(number) for number in re.findall(r"\d+", re.split(r"[a-z+-]", version)[0])]
    first, second, third, fourth = (*numbers, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_resource(version: str, name: str, licence: str) -> str:
    """The text from which PyInstaller makes the resource. `licence`: the text of ours, with its line of copyright."""
    notice = re.search(r"^Copyright .*$", licence, re.MULTILINE)
    strings = {
        "CompanyName": COMPANY,
        "FileDescription": DESCRIPTION,
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": notice[0] if notice else "",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Read Also",
        "ProductVersion": version,
    }
    return _TEMPLATE.format(
        numbers=version_numbers(version),
        flags=_BEFORE_A_RELEASE if re.search("[a-z]", version) else 0,
        table="{:04X}{:04X}".format(*LANGUAGE),
        strings="\n".join(f"      StringStruct({key!r}, {value!r})," for key, value in strings.items()),
        language=list(LANGUAGE),
    )


def program_options(root: Path, work: Path, *, version: str, name: str) -> dict[str, str]:
    """For the EXE of a specification."""
    resource = work / f"{name}-version.txt"
    resource.write_text(version_resource(version, name, (root / "LICENSE").read_text("utf-8")), "utf-8")
    return {"icon": str(root / ICON), "manifest": str(root / MANIFEST), "version": str(resource)}
