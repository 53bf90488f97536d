"""Server time of the demo city's pages and of the first page: ``python benchmarks/pages.py``.

Each page is asked 20 times; the median counts, the slowest stands beside it. The peer in the same
run is the health route, which asks for nothing.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

BAR = 0.15
"""Seconds of a page at most."""
FOLDER = tempfile.TemporaryDirectory()
os.environ["GUIJU_DATA"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.site.settings"


def first_page() -> float:
    """Seconds from the start of a set-up demo to its first page."""
    command = [sys.executable, str(Path(__file__).parents[1] / "run.py"), "--no-browser",
               "--port", "8391", "--data", FOLDER.name]  # fmt: skip
    start = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                with urllib.request.urlopen("http://127.0.0.1:8391/", timeout=5) as answer:
                    answer.read()
                return time.perf_counter() - start
            except OSError:
                time.sleep(0.02)
    finally:
        server.terminate()
        server.wait()


def addresses() -> list[str]:
    """What is asked for: the front, a check, cases at a step, the register, the library."""
    from guiju.institutions.vehicles.models import Car, Check
    from guiju.procedures.models import Case

    check = Check.objects.latest("pk")
    row = check.checked_rows.filter(verdict="breach").first()
    car = Car.objects.order_by("pk")[0]
    assert row is not None
    open_ = Case.objects.filter(organ__code__startswith="4514-").select_related("organ")
    house, cases = f"/vehicles/checks/{check.pk}", "/procedures/cases/"
    found = ["/healthz", "/", "/vehicles/checks/", "/vehicles/checks/new/", f"{house}/"]
    found += [f"{house}/rows/", f"{house}/rows/{row.number}/", "/organs/", "/ledger/"]
    found += ["/library/崇政办发〔2020〕1号/", "/procedures/", "/procedures/inbox/"]
    found += ["/procedures/vehicles/marking-exemption/", cases, f"{cases}?q=安全&sort=-due"]
    for state in ("proposed", "asked", "approved"):
        for case in open_.filter(state=state).order_by("pk")[:1]:
            found.append(f"{cases}{case.organ.code}/{case.reference}/")
    found += ["/vehicles/register/", "/vehicles/register/?q=演", f"/vehicles/register/{car.pk}/"]
    return [*found, "/vehicles/quota/", "/vehicles/apply/"]


def main() -> int:
    """Print the figures; 1 where a page took longer than the bar."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from guiju.organs.models import Post
    from guiju.site.demo import load_city

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    load_city()
    print(f"demo city loaded: {time.perf_counter() - start:.1f} s")
    client = Client()
    client.force_login(Post.objects.get(organ__code="4514-A", role="vehicle_authority")
                       .tenures.get().account)  # fmt: skip
    missed = []
    for url in addresses():
        client.get(url, REMOTE_ADDR="127.0.0.1", HTTP_HOST="localhost")
        times = []
        for _ in range(20):
            start = time.perf_counter()
            answer = client.get(url, HTTP_HOST="localhost")
            times.append(time.perf_counter() - start)
            assert answer.status_code == 200, (url, answer.status_code)
        median = statistics.median(times)
        print(f"{median * 1000:6.1f} ms  {max(times) * 1000:6.1f}  {url}")
        if median > BAR:
            missed.append(url)
    first_page()  # sets up what a first start sets up: static files, compiled modules
    times = sorted(first_page() for _ in range(5))
    print(f"first page of a set-up demo: {times[2]:.1f} s, the slowest of five {times[4]:.1f} s")
    for url in missed:
        print(f"missed, at most {BAR * 1000:.0f} ms: {url}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
