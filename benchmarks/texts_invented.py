"""Texts to search, for ``texts_search.py``: invented from a fixed seed, or a folder's, varied.

The invented ones are made of words, frequent ones more often (Zipf), from some 3,500 characters,
frequent ones more often too; so they have more different pairs of characters than real laws. A
folder's texts are repeated until there is enough, each copy with every twelfth character
exchanged for another of the folder.
"""

import random
import re
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from guiju.texts.searching import Entry, Text

CHARACTERS, WORDS, SHARE = 3_500, 60_000, 12
_HEAD = re.compile(r"#+\s*(.+)")


def invented(size: int) -> Iterator[Text]:
    """Works of some 6,000 characters until there are so many."""
    chance = random.Random(1)
    characters = chance.sample([chr(code) for code in range(0x4E00, 0x9FA6)], CHARACTERS)
    by_rank = [1 / (rank + 20) for rank in range(CHARACTERS)]
    lengths = chance.choices((1, 2, 3, 4), (5, 70, 15, 10), k=WORDS)
    words = ["".join(chance.choices(characters, by_rank, k=length)) for length in lengths]
    limits = list(accumulate(1 / (rank + 5) for rank in range(WORDS)))

    def sentence(most: int) -> str:
        count = chance.randint(1, most)
        return "".join(words[bisect(limits, chance.random() * limits[-1])] for _ in range(count))

    written, number = 0, 0
    while written < size:
        number += 1
        entries = []
        for article in range(1, 101):
            if article % 12 == 1:
                entries.append(Entry(f"c{article // 12 + 1}", "head", sentence(4)))
            said = "，".join(sentence(8) for _ in range(chance.randint(1, 6)))
            entries.append(Entry(str(article), "text", f"第{article}条　{said}。"))
        written += sum(len(entry.text) for entry in entries)
        yield Text(f"work-{number:05}", sentence(6) + "条例", entries)


def varied(folder: Path, size: int) -> Iterator[Text]:
    """The texts of a folder, again and again, until there are so many characters."""
    chance = random.Random(1)
    files = [(path.stem, path.read_text("utf-8").splitlines()) for path in folder.glob("*.md")]
    files.sort()
    pool = "".join("".join(line.split()) for _, lines in files for line in lines)
    written, number = 0, 0
    while written < size:
        for title, lines in files:
            number += 1
            entries = [_entry(at, _other(line, pool, chance)) for at, line in enumerate(lines)]
            entries = [entry for entry in entries if entry.text]
            written += sum(len(entry.text) for entry in entries)
            yield Text(f"work-{number:05}", title, entries)


def _entry(at: int, line: str) -> Entry:
    head = _HEAD.fullmatch(line)
    return Entry(str(at), "head", head[1]) if head else Entry(str(at), "text", line.strip())


def _other(line: str, pool: str, chance: random.Random) -> str:
    found = list(line)
    for _ in range(len(line) // SHARE):
        found[chance.randrange(1, len(line))] = chance.choice(pool)
    return "".join(found)
