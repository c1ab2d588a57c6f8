"""Everything that was built has its checksum and its bill of materials, and every file of the folder has an owner.

    uv run --group package packaging/checks/checksums.py [--out dist]

What `sha256sum -c` says is asked for as well, where it is there.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from building.bill_of_materials import problem_of
from building.checksums import BILL_SUFFIX, LIST, SUFFIX, artefacts, line_of
from building.origins import files_of
from building.trust import FILE_LIST, NOT_LISTED, SHIPPED, hash_of
from checks.checking import CheckFailed, require, run_check, say


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[2] / "dist", metavar="DIR")
    out: Path = parser.parse_args().out
    found = artefacts(out)
    require(found, f"There is no artefact in {out}.")
    check_sums(out, found)
    folder = out / "readalso"
    for path in found:
        check_bill(path, folder)
    if folder.is_dir():
        check_file_list(folder)


def check_sums(out: Path, found: list[Path]) -> None:
    """The list, and the file beside each artefact, tell what is there."""
    listed = dict(reversed(line.split("  ", 1)) for line in (out / LIST).read_text("utf-8").splitlines())
    for path in found:
        require(path.name in listed, f"{LIST} does not tell of {path.name}.")
        beside = Path(f"{path}{SUFFIX}")
        require(beside.is_file(), f"There is no {beside.name}.")
        require(beside.read_text("utf-8") == line_of(path), f"{beside.name} is not the checksum of {path.name}.")
    for name, digits in listed.items():
        require((out / name).is_file(), f"{LIST} tells of {name}, which is not there.")
        require(hash_of(out / name) == digits, f"{name} is not what {LIST} says.")
    if shutil.which("sha256sum"):
        for name in (LIST, *(f"{path.name}{SUFFIX}" for path in found)):
            asked = ["sha256sum", "--check", "--strict", "--quiet", name]
            ended = subprocess.run(asked, cwd=out, check=False, capture_output=True, text=True)
            require(ended.returncode == 0, f"sha256sum -c {name}: {ended.stdout}{ended.stderr}")
    say(f"the checksums of {len(listed)} files are right")


def check_bill(path: Path, folder: Path) -> None:
    """It is valid, it is this artefact's, and no file of the folder is missing in it."""
    bill = Path(f"{path}{BILL_SUFFIX}")
    require(bill.is_file(), f"There is no {bill.name}.")
    text = bill.read_text("utf-8")
    require(not problem_of(text), f"{bill.name} is not valid: {problem_of(text)}")
    told = json.loads(text)
    digits = told["metadata"]["component"]["hashes"][0]["content"]
    require(digits == hash_of(path), f"{bill.name} was made for another {path.name}.")
    without = [one["name"] for one in told["components"] if not one.get("licenses") or not one.get("purl")]
    require(not without, f"{bill.name} tells no licence or no address of {', '.join(without)}.")
    files = {
        one["name"]: one["hashes"][0]["content"] for part in told["components"] for one in part.get("components", ())
    }
    if folder.is_dir():
        missing = [name for name in files_of(folder) if name not in files and name not in NOT_LISTED]
        require(not missing, f"{bill.name} does not tell of {', '.join(missing)}.")
        changed = [name for name, hashed in files.items() if hash_of(folder / name) != hashed]
        require(not changed, f"{bill.name} tells other checksums of {', '.join(changed)}.")
    say(f"{bill.name}: valid, {len(told['components'])} components, {len(files)} files")


def check_file_list(folder: Path) -> None:
    """What `readalso doctor` compares with is right."""
    lines = (folder / SHIPPED / FILE_LIST).read_text("utf-8").splitlines()
    wrong = [name for digits, name in (line.split("  ", 1) for line in lines) if hash_of(folder / name) != digits]
    if wrong:
        raise CheckFailed(f"{FILE_LIST} is wrong about {', '.join(wrong)}.")
    say(f"{FILE_LIST}: {len(lines)} files are as they were listed")


if __name__ == "__main__":
    run_check(main)
