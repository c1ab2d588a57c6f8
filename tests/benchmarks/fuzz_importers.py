"""Damaged files for every importer, for as long as told: is anything not foreseen, or slow? See README.md here.

    uv run python tests/benchmarks/fuzz_importers.py --seconds 600 [--only pdf epub] [--seed 1] [--keep DIR]

Each example is made from its seed alone. What fails, and what takes longer than --slow seconds, is written to --keep
under the name of its format and seed; what hangs is shown with the place where it hangs, and ends the run.
"""

import argparse
import faulthandler
import os
import random
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.library.importers.every_format import MODULES  # noqa: E402
from tests.library.importers.fuzzing import any_example, outcome_of  # noqa: E402

HANG_SECONDS = 60
SLOWEST = 10
MEMORY_MB = 4_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only", nargs="*", choices=MODULES, default=list(MODULES))
    parser.add_argument("--seed", type=int, default=0, help="of the first example")
    parser.add_argument("--slow", type=float, default=5, help="seconds that no example may take")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "fuzz_importers")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 1_000_000,) * 2)
    warnings.simplefilter("error")
    keep = options.keep.absolute()
    keep.mkdir(parents=True, exist_ok=True)
    faults: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    started, seed = time.monotonic(), options.seed
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(empty)  # what is written anywhere beside it would be seen
        tempfile.tempdir = empty
        while time.monotonic() - started < options.seconds:
            module = options.only[seed % len(options.only)]
            data = any_example(module, random.Random(f"{module} {seed}"))
            name = f"{module}-{seed}"
            (keep / "last").write_bytes(data)
            faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
            outcome = outcome_of(module, data)
            faulthandler.cancel_dump_traceback_later()
            left = os.listdir(empty)
            fault = outcome.fault or (f"left {left}" if left else "")
            fault = fault or (f"took {outcome.seconds:.1f} s" if outcome.seconds > options.slow else "")
            outcomes["refused" if outcome.refused else "read"] += 1
            slowest = sorted([*slowest, (outcome.seconds, name)], reverse=True)[:SLOWEST]
            if fault:
                kind = f"{module}: {fault[:100]}"
                if not faults[kind]:
                    (keep / name).write_bytes(data)
                    print(f"{name}: {fault[:400]}", flush=True)
                faults[kind] += 1
            seed += 1
    passed = time.monotonic() - started
    count = outcomes.total()
    print(
        f"{count:,} examples, {count / passed:.0f} a second; {outcomes['read']:,} read, {outcomes['refused']:,} refused"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB; next seed {seed}")
    print("slowest:", ", ".join(f"{name} {seconds:.2f} s" for seconds, name in slowest))
    for kind, times in faults.most_common():
        print(f"{times:6} {kind}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
