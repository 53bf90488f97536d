"""Three years of the demo city, acted anew: ``python benchmarks/demo.py``; ``--scale N``.

On SQLite in a folder of its own, and where ``--server`` names a PostgreSQL server in a database
of its own there, which is dropped at the end. Each is a process of its own: its seconds, those of
the processor beside them, rows and cases a second, peak memory; then the chains are walked. The
peer in the same run is the small city of ``demo load``. It ends with 1 where a chain is broken.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

SOURCE = Path(__file__).resolve().parents[1] / "src"
LOAD = """
import resource, sys, time
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
call_command("migrate", verbosity=0)
from guiju.ledger.verifying import verify
from guiju.procedures.models import Case
from guiju.site.demo import load_city
from guiju.site.demo.history import Size, load_history
scale = int(sys.argv[1])
start, used = time.perf_counter(), time.process_time()
acted = load_history(Size(scale=scale)) if scale else load_city()
spent, used = time.perf_counter() - start, time.process_time() - used
house = [one for one in apps.get_models() if one.__module__.startswith("guiju.")]
rows, cases = sum(one._base_manager.count() for one in house), Case.objects.count()
start, walked = time.perf_counter(), verify()
told = f"{spent:6.1f} s ({used:.1f} s of processor)  {rows:7,} rows, {rows / spent:5.0f}/s"
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{told}  {cases:6,} cases, {cases / spent:4.1f}/s  peak {memory} MB")
print(f"{time.perf_counter() - start:6.1f} s  {walked.entries:,} entries verified", end="")
print(f", BROKEN {walked.broken}" if walked.broken else ", whole")
sys.exit(walked.broken is not None)
"""


@contextmanager
def database(server: str) -> Iterator[str]:
    """The URL of a new database of a server, dropped at the end; none for SQLite."""
    if not server:
        yield ""
        return
    import psycopg

    name = f"guiju_demo_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def load(server: str, scale: int) -> int:
    """Load in a process of its own; scale 0 is the small city. Its exit status."""
    with tempfile.TemporaryDirectory() as folder, database(server) as url:
        env = {**os.environ, "GUIJU_DATA": folder, "GUIJU_DATABASE_URL": url}
        env |= {"PYTHONPATH": str(SOURCE), "DJANGO_SETTINGS_MODULE": "guiju.site.settings"}
        where = "PostgreSQL" if server else "SQLite"
        print(f"{where}, {f'three years, scale {scale}' if scale else 'the small city'}")
        sys.stdout.flush()
        command = [sys.executable, "-c", LOAD, str(scale)]
        return subprocess.run(command, env=env, check=False).returncode


def main() -> int:
    """Every database, the peer first."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--server", default="", help="a database of a PostgreSQL server")
    asked = parser.parse_args()
    servers = ["", asked.server] if asked.server else [""]
    return max(load(server, scale) for server in servers for scale in (0, asked.scale))


if __name__ == "__main__":
    sys.exit(main())
