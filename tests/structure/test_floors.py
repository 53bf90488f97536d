"""The floors of the house: who may import whom, and which rooms know nothing of Django."""

import configparser
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "src" / "guiju"
PLAIN = ("clock", "names", "sheets", "texts", "rules")

IMPORT_WITHOUT_DJANGO = """
import importlib, pkgutil, sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0].startswith("django"):
            raise ModuleNotFoundError("no Django here: " + name)
sys.meta_path.insert(0, Refuse())
for room in sys.argv[1:]:
    package = importlib.import_module("guiju." + room)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
        print(module.name)
"""


def plain_rooms() -> list[str]:
    """Those of the five plain rooms that exist."""
    return [room for room in PLAIN if (ROOMS / room / "__init__.py").exists()]


def contracts() -> configparser.ConfigParser:
    """What the import linter is told."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", "utf-8")
    return parser


def test_no_room_imports_from_a_room_above_it() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as main; main()",
    ]
    done = subprocess.run(
        [*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    assert "0 broken" in done.stdout


def test_every_plain_room_stands_in_the_contract() -> None:
    named = contracts()["importlinter:contract:plain"]["source_modules"].split()
    assert sorted(named) == sorted(f"guiju.{room}" for room in plain_rooms())


def test_the_plain_rooms_import_with_django_uninstalled() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_DJANGO, *plain_rooms()],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert len(done.stdout.split()) > len(plain_rooms())
