"""``make fuzz``: CASES mutated files (10,000 unless told otherwise) from SEED on, in two sandboxes."""

# ruff: noqa: T201 - a command's output is its job

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.run import Verdict, run_cases

SANDBOXES = 2


def main() -> int:
    """Run the cases; 1 when one of them ended otherwise than as tables or as an error of its file."""
    cases, seed = int(os.environ.get("CASES") or 10_000), int(os.environ.get("SEED") or 0)
    shares = [range(seed + each, seed + cases, SANDBOXES) for each in range(SANDBOXES)]
    with ThreadPoolExecutor(SANDBOXES) as pool:
        verdicts: list[Verdict] = list(pool.map(run_cases, shares))
    ends = sum((verdict.ends for verdict in verdicts), start=type(verdicts[0].ends)())
    faults = [fault for verdict in verdicts for fault in verdict.faults]
    for end, count in ends.most_common():
        print(f"{end:24} {count:8,}")
    print(f"{'faults':24} {len(faults):8,}")
    print(f"{'slowest case':24} {max(verdict.slowest for verdict in verdicts):8.1f} s")
    print("\n".join(faults[:50]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
