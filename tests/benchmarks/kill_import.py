"""An import of every format is killed at random moments, completed, and compared with one that was left in peace.

    uv run python tests/benchmarks/kill_import.py --kills 200 [--each 6] [--seed 1] [--keep DIR]

The moments are spread evenly over the whole of a run, from the start of the process to its end. A library is killed one
to four times, in the import, in the import begun anew, or in what completes it (`readalso index`), and then completed.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.child_commands import kill_after  # noqa: E402
from tests.tasks.killing import (  # noqa: E402
    complete,
    contents,
    differences,
    import_command,
    import_in_peace,
    index_problems,
    progress_of,
    write_corpus,
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--each", type=int, default=6, help="stories of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where libraries go in which something was wrong")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        corpus = scratch / "corpus"
        stories = write_corpus(corpus, options.each)
        seconds = sorted(import_in_peace(corpus, scratch / f"peace{turn}") for turn in range(3))[1]
        expected = contents(scratch / "peace0")
        print({name: rows.total() for name, rows in expected.items()}, f"{seconds:.2f} s", flush=True)
        found: list[str] = []
        for turn in (1, 2):
            found += [f"in peace, too: {one}" for one in differences(expected, contents(scratch / f"peace{turn}"))]
        killed = libraries = ended = 0
        reached: Counter[str] = Counter()
        started = time.monotonic()
        while killed < options.kills:
            libraries += 1
            library = scratch / f"killed{libraries}"
            moments = [chance.uniform(0, seconds) for _ in range(chance.randrange(1, 5))]
            for moment in moments:
                again = library.exists() and chance.random() < 0.4
                command = ("index", "--progress", "--library", library) if again else import_command(corpus, library)
                if kill_after(moment, *command):
                    killed += 1
                    reached[progress_of(library)] += 1
                else:
                    ended += 1
            complete(corpus, library)
            wrong = differences(expected, contents(library)) + index_problems(library, stories)
            if wrong:
                told = ", ".join(f"{moment:.2f}" for moment in moments)
                print(f"library {libraries}, killed after {told} s:", *wrong, sep="\n    ", flush=True)
                found += wrong
                if options.keep:
                    shutil.copytree(library, options.keep / f"killed{libraries}", dirs_exist_ok=True)
            shutil.rmtree(library)
        passed = time.monotonic() - started
    print(f"{killed} kills of {libraries} libraries, {ended} runs ended before; {passed:.0f} s")
    print("the library when killed:", dict(reached.most_common()))
    print(f"{len(found)} differences")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
