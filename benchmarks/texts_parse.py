"""Reading official texts: characters a second, and the memory of a long one.

``texts_parse.py [FOLDER]``: the files of FOLDER, or invented works, read on one core until two
million characters are read, five times after a first that is told apart; then one document of a
million characters in a process of its own. Ends with 1 where a bar is missed: a million
characters in a second of the processor in the median, 500 MB. What the clock says is printed
beside it: it differs where other work shares the core.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from texts_invented import invented

from guiju.texts.parsing import decode, parse

CHARACTERS, MEGABYTES, WHOLE, RUNS = 1_000_000, 500, 2_000_000, 5
LONG = "--long"


def texts(folder: Path | None) -> list[str]:
    """The texts of a folder, or invented works of articles."""
    if folder:
        return [decode(path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [_work(text.title, [one.text for one in text.entries]) for text in invented(400_000)]


def _work(title: str, said: list[str]) -> str:
    lines = [f"第{number}条 {words}。" for number, words in enumerate(said, 1)]
    return f"# {title}条例\n\n" + "\n\n".join(lines) + "\n"


def speed(read: list[str]) -> tuple[float, float]:
    """Characters parsed in a second of the processor, and of the clock."""
    done, begin, clock = 0, time.process_time(), time.perf_counter()
    while done < WHOLE:
        for text in read:
            parse(text)
            done += len(text)
    return done / (time.process_time() - begin), done / (time.perf_counter() - clock)


def told(first: float, speeds: list[float]) -> str:
    """Median, slowest, and the first run, in millions."""
    median, slowest = statistics.median(speeds), min(speeds)
    runs = f"median of {RUNS} {median / 1e6:.2f}, slowest {slowest / 1e6:.2f}"
    return f"{runs}, first {first / 1e6:.2f}"


def met(bar: bool) -> str:
    """A bar in a word."""
    return "met" if bar else "missed"


def long() -> None:
    """One document of a million characters: its peak of memory in MB, and its provisions."""
    said = "渡船应当登记，登记机关应当在五日内办结，不得收取费用。" * 4
    count = CHARACTERS // len(said)
    parsed = parse(_work("渡船", [said] * count))
    share = 1e6 if sys.platform == "darwin" else 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / share
    print(f"{peak:.0f} {sum(len(document.provisions) for document in parsed.documents)} {count}")


def main() -> int:
    """Print both figures; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    read = texts(parser.parse_args().folder)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    first, *speeds = (speed(read) for _ in range(RUNS + 1))
    median = statistics.median(one for one, _ in speeds)
    command = [sys.executable, __file__, LONG]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    peak, provisions, articles = (int(part) for part in answer.split())
    quick, small = median >= CHARACTERS, peak < MEGABYTES and provisions == articles
    machine = f"{platform.machine()}, one of {os.cpu_count()} processors"
    print(f"machine: {machine}, Python {platform.python_version()}")
    print(f"{len(read)} texts, {sum(map(len, read)):,} characters")
    bar = f"bar {CHARACTERS / 1e6:.0f}: {met(quick)}"
    print("million characters a second")
    print(f"  of the processor: {told(first[0], [one for one, _ in speeds])} ({bar})")
    print(f"  of the clock:     {told(first[1], [one for _, one in speeds])}")
    print(
        f"a document of a million characters: {peak} MB, {provisions} of {articles} articles"
        f" (bar {MEGABYTES} MB, every article: {met(small)})"
    )
    return 0 if quick and small else 1


if __name__ == "__main__":
    if sys.argv[1:] == [LONG]:
        long()
    else:
        sys.exit(main())
