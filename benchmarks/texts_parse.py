"""Reading official texts: characters a second, and the memory of a long one.

``texts_parse.py [FOLDER]``: the files of FOLDER, or invented works, read on one core until two
million characters are read; then one document of a million characters in a process of its own.
Ends with 1 where a bar is missed: a million characters a second, 500 MB.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

from texts_invented import invented

from guiju.texts.parsing import decode, parse

CHARACTERS, MEGABYTES, WHOLE = 1_000_000, 500, 2_000_000
LONG = "--long"


def texts(folder: Path | None) -> list[str]:
    """The texts of a folder, or invented works of articles."""
    if folder:
        return [decode(path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [_work(text.title, [one.text for one in text.entries]) for text in invented(400_000)]


def _work(title: str, said: list[str]) -> str:
    lines = [f"第{number}条 {words}。" for number, words in enumerate(said, 1)]
    return f"# {title}条例\n\n" + "\n\n".join(lines) + "\n"


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
    best = 0.0
    for _ in range(3):
        done, begin = 0, time.perf_counter()
        while done < WHOLE:
            for text in read:
                parse(text)
                done += len(text)
        best = max(best, done / (time.perf_counter() - begin))
    command = [sys.executable, __file__, LONG]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    peak, provisions, articles = (int(part) for part in answer.split())
    print(f"read, best of three: {best / 1e6:.2f} million characters a second")
    print(f"a document of a million characters: {peak} MB, {provisions} of {articles} articles")
    return 0 if best >= CHARACTERS and peak < MEGABYTES and provisions == articles else 1


if __name__ == "__main__":
    if sys.argv[1:] == [LONG]:
        long()
    else:
        sys.exit(main())
