"""A million cases of each rulebook through both readers: how many they tell differently.

``python benchmarks/agreement.py [CASES]`` (1,000,000 of each rulebook's main matter). Invented
cases with blanks, on both sides of every bound. The peer of each reader is the other one.
"""

import platform
import sys
import time

from guiju.rules import Versions, find
from guiju.rules.columns.agreement import Sample, differences

MATTERS = (("vehicles", "car"), ("relief", "interest"), ("schools", "interest"))
AT_ONCE = 50_000


def main() -> None:
    """Print the figures."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"machine: {platform.machine()}, Python {platform.python_version()}")
    for book, matter in MATTERS:
        rulebook = find(book)
        versions = Versions(rulebook, matter, rulebook.outline.effective)
        start, found, done = time.perf_counter(), 0, 0
        verdicts: dict[str, int] = {}
        for seed in range(1, cases // AT_ONCE + 1):
            sample = Sample(versions, AT_ONCE, seed)
            found += sum(1 for _ in differences(sample))
            done += len(sample.subjects)
        for place in range(2_000):
            verdict = versions.decide(*sample.case(place)).verdict
            verdicts[verdict] = verdicts.get(verdict, 0) + 1
        seconds = time.perf_counter() - start
        print(f"{book}/{matter}: {done} cases, {found} differences, {seconds:.0f} s; "
              f"verdicts of 2,000 of them: {verdicts}")  # fmt: skip


if __name__ == "__main__":
    main()
