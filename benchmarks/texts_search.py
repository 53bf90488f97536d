"""Searching official texts, beside SQLite's FTS5 with trigrams: ``texts_search.py [FOLDER]``.

On one processor: some 3,500 works with 20 million characters are indexed, then pieces of their
entries, two to ten characters long, are sought; every total is held to a plain scan, and where
the hits are not too many, every hit. The texts are invented, or those of FOLDER (``*.md``),
varied (``texts_invented.py``). SQLite is given the same folded entries and asked for the same:
how many, and the first twenty. Ends with 1 where a bar is missed or an answer differs.
"""

import argparse
import os
import platform
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from texts_invented import invented, varied

from guiju.texts.searching import Entry, Index, Text
from guiju.texts.searching.folding import fold

SECONDS, MEGABYTES, MILLISECONDS = 30, 80, 2
LENGTHS, PAGE, COMPARED = range(2, 11), 20, 2_000
Row = tuple[str, str]


def peak() -> float:
    """The most memory of this process so far, in MB."""
    share = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / share


def timed(what: Callable[[], object]) -> tuple[float, object]:
    """Milliseconds, and what came of it."""
    start = time.perf_counter()
    found = what()
    return (time.perf_counter() - start) * 1e3, found


def told(times: Iterable[float]) -> str:
    """Median, the ninth of ten, and the slowest."""
    found = sorted(times)
    ninth = found[len(found) * 9 // 10]
    median = statistics.median(found)
    return f"median {median:7.2f} ms, nine of ten {ninth:7.2f}, slowest {found[-1]:7.1f}"


def size(path: Path) -> float:
    """Megabytes on disk of a file or of all files of a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files) / 1e6


def pieces(texts: list[str], length: int, count: int, chance: random.Random) -> list[str]:
    """So many different pieces of texts, longer texts more often."""
    weights = [max(0, len(text) - length + 1) for text in texts]
    found: dict[str, None] = {}
    while len(found) < count:
        for text in chance.choices(texts, weights, k=count):
            at = chance.randrange(len(text) - length + 1)
            piece = text[at : at + length]
            if not set(piece) & set('"“”「」'):
                found[piece] = None
    return list(found)[:count]


class Peer:
    """SQLite's FTS5 with the trigram tokenizer over the same folded entries."""

    def __init__(self, path: Path, texts: list[str]) -> None:
        self.database = sqlite3.connect(path)
        self.database.execute("CREATE VIRTUAL TABLE entry USING fts5(text, tokenize='trigram')")
        self.database.executemany("INSERT INTO entry VALUES (?)", ((text,) for text in texts))
        self.database.execute("INSERT INTO entry(entry) VALUES ('optimize')")
        self.database.commit()

    def search(self, word: str) -> int:
        """How many, after the first page was read."""
        sought = f'"{word}"'
        page = "SELECT rowid, text FROM entry WHERE entry MATCH ? LIMIT ?"
        self.database.execute(page, (sought, PAGE)).fetchall()
        counted = "SELECT count(*) FROM entry WHERE entry MATCH ?"
        return self.database.execute(counted, (sought,)).fetchone()[0]

    def like(self, word: str, column: str) -> int:
        """How many by LIKE; with ``+text`` no index is used, everything is read."""
        counted = f"SELECT count(*) FROM entry WHERE {column} LIKE ?"
        return self.database.execute(counted, (f"%{word}%",)).fetchone()[0]


def indexed(folder: Path, texts: list[Text]) -> tuple[Index, bool]:
    """The index of the texts, and whether the bars of building held."""
    index, before = Index(folder), peak()
    seconds = timed(lambda: index.add(texts))[0] / 1e3
    held = seconds <= SECONDS and size(folder) < MEGABYTES
    print(f"indexed: {seconds:.1f} s (bar {SECONDS}), {size(folder):.1f} MB (bar {MEGABYTES})")
    print(f"memory: {peak():.0f} MB at most, of which {before:.0f} before, with the texts")
    one, other = texts[0], Text("another", texts[1].title, texts[1].entries)
    took = [timed(lambda: index.add([one]))[0], timed(lambda: index.add([other]))[0]]
    took.append(timed(lambda: index.remove(["another"]))[0])
    print("one work again, one more, one out: " + ", ".join(f"{ms:.0f} ms" for ms in took))
    return index, held


def right(index: Index, word: str, total: int, folded: list[str], rows: list[Row]) -> bool:
    """Whether an answer is that of a plain scan."""
    found = [at for at, text in enumerate(folded) if word in text]
    if total != len(found) or total > COMPARED:
        return total == len(found)
    hits = index.search(word, limit=COMPARED).hits
    return sorted((hit.work, hit.address) for hit in hits) == sorted(rows[at] for at in found)


def asked(index: Index, peer: Peer, folded: list[str], rows: list[Row], count: int) -> bool:
    """Ask both for pieces of every length; whether ours were right and quick enough."""
    chance, ours, wrong = random.Random(2), [], 0
    for length in LENGTHS:
        words = pieces(folded, length, count, chance)
        answers = [timed(lambda word=word: index.search(word, limit=PAGE).total) for word in words]
        peers = [timed(lambda word=word: peer.search(word)) for word in words]
        wrong += sum(
            not right(index, word, total, folded, rows)
            for word, (_, total) in zip(words, answers, strict=True)
        )
        missed = sum(one[1] != other[1] for one, other in zip(answers, peers, strict=True))
        ours += [ms for ms, _ in answers]
        print(f"{length:2} characters: {told(ms for ms, _ in answers)}")
        print(f"      trigrams: {told(ms for ms, _ in peers)}; {missed} of {count} wrong")
    print(f"two to ten: {told(ours)} (bar {MILLISECONDS}); {wrong} of {len(ours)} wrong")
    return not wrong and statistics.median(ours) < MILLISECONDS


def others(index: Index, peer: Peer, folded: list[str]) -> None:
    """One character, the second page, a plain scan, and what else SQLite has for short words."""
    chance = random.Random(3)
    words = pieces(folded, 1, 30, chance)
    print(f" 1 character:  {told(timed(lambda w=w: index.search(w))[0] for w in words)}")
    again = [timed(lambda w=w: index.search(w, offset=PAGE))[0] for w in words[-9:]]
    print(f" second page:  {told(again)}")
    words = pieces(folded, 2, 5, chance)
    scans = [timed(lambda w=w: sum(w in text for text in folded)) for w in words]
    print(f" plain scan:   {told(ms for ms, _ in scans)}")
    for column in ("text", "+text"):
        likes = [timed(lambda w=w, c=column: peer.like(w, c)) for w in words]
        wrong = sum(one[1] != other[1] for one, other in zip(likes, scans, strict=True))
        print(f" two by {column} LIKE: {told(ms for ms, _ in likes)}; {wrong} of 5 wrong")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("folder", nargs="?", type=Path, help="texts to vary instead of invented")
    parser.add_argument("--size", type=int, default=20_000_000, help="characters")
    parser.add_argument("--queries", type=int, default=100, help="of each length")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    texts = list(varied(given.folder, given.size) if given.folder else invented(given.size))
    entries = [
        (text.work, entry)
        for text in texts
        for entry in (Entry("", "title", text.title), *text.entries)
    ]
    rows = [(work, entry.address) for work, entry in entries]
    written = sum(len(entry.text) for _, entry in entries)
    processor = f"{platform.machine()}, one of {os.cpu_count()} processors"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"machine: {processor}, {versions}")
    print(f"{len(texts)} works, {len(entries)} entries, {written / 1e6:.1f} million characters")
    with tempfile.TemporaryDirectory() as folder:
        index, held = indexed(Path(folder) / "index", texts)
        folded = [fold(entry.text)[0] for _, entry in entries]
        path = Path(folder) / "trigram.sqlite3"
        ms, peer = timed(lambda: Peer(path, folded))
        print(f"trigrams: {ms / 1e3:.1f} s, {size(path):.1f} MB with the texts")
        quick = asked(index, peer, folded, rows, given.queries)
        others(index, peer, folded)
    sys.exit(0 if held and quick else 1)


if __name__ == "__main__":
    main()
