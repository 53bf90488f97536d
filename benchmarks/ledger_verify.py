"""A chain of a million entries verified: ``python benchmarks/ledger_verify.py [ENTRIES]``.

The peer in the same run hashes the same texts in memory, without a database and its checks.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

FOLDER = tempfile.TemporaryDirectory()
os.environ["GUIJU_DATA"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.site.settings"


def entries(count: int) -> Iterator[Any]:
    """A chain as the services would have written it."""
    from guiju.ledger.canonical import START, canonical, link
    from guiju.ledger.models import Entry

    previous = START
    for number in range(1, count + 1):
        content = {
            "chain": "4514-08",
            "number": number,
            "at": "2026-01-01T00:00:00.000000+00:00",
            "actor": {"name": "演示甲", "post": "市教育局 公务用车经办"},
            "action": "vehicles.check.corrected",
            "subject": f"check 1 row {number}",
            "reason": "",
            "article": "崇政办发〔2020〕1号",
            "before": None,
            "after": {"column": "价格（元）"},
        }
        text = canonical(content)
        own = link(previous, text, "sha256")
        yield Entry(
            chain="4514-08",
            number=number,
            at=content["at"],
            action=content["action"],
            subject=content["subject"],
            actor_name="演示甲",
            actor_post="市教育局 公务用车经办",
            content=text,
            algorithm="sha256",
            previous=previous,
            hash=own,
        )
        previous = own


def main() -> None:
    """Print the figures."""
    import django

    django.setup()
    from django.core.management import call_command

    from guiju.ledger.models import Entry, Head
    from guiju.ledger.verifying import verify

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    call_command("migrate", verbosity=0)
    made, last = entries(count), None
    while chunk := list(islice(made, 20_000)):
        Entry.objects.bulk_create(chunk, batch_size=2000)
        last = chunk[-1]
    assert last is not None
    Head.objects.create(chain=last.chain, number=last.number, hash=last.hash)
    start = time.perf_counter()
    found = verify()
    print(f"verify of {found.entries} entries: {time.perf_counter() - start:.1f} s, {found.broken}")
    texts = list(Entry.objects.values_list("content", flat=True)[:100_000])
    start = time.perf_counter()
    for text in texts:
        hashlib.sha256(text.encode()).hexdigest()
    peer = (time.perf_counter() - start) * count / len(texts)
    print(f"peer, the same texts hashed in memory only: {peer:.1f} s (scaled from {len(texts)})")


if __name__ == "__main__":
    main()
