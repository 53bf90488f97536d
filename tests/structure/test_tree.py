"""What the tree may hold: no path of one machine, no package index, a whole lock."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", ".hypothesis", "data", "__pycache__", "node_modules"}
TEXT = {".py", ".toml", ".yaml", ".yml", ".txt", ".md", ".html", ".css", ".js", ".po", ".cfg", ""}
# written in pieces, so that this file does not find itself
FOLDERS = re.compile(
    r"(?<![\w.:])/(?:" + "|".join(["wor" + "k", "tm" + "p", "hom" + "e", "roo" + "t"]) + r")/\w"
)
INDEXES = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.",
            "--(?:extra-)?index" + "-url[ =]",
        ]
    )
)


def files() -> list[Path]:
    """Every text file of the project."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if not LEFT_OUT & {*path.relative_to(ROOT).parts}
        and not any(part.endswith("_cache") for part in path.parts)
        and path.suffix in TEXT
        and path.is_file()
    ]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]


def locked(kind: str) -> dict[str, tuple[str, int]]:
    """Each package of a lock with its version and how many hashes it has."""
    text = (ROOT / "requirements" / f"{kind}.txt").read_text("utf-8")
    entries = re.findall(
        r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)[^\n]*((?:\n\s+--hash=sha256:[0-9a-f]{64}[^\n]*)*)",
        text,
        re.M,
    )
    return {name: (version, hashes.count("--hash")) for name, version, hashes in entries}


def plain_name(requirement: str) -> str:
    """A requirement's package name as locks write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=~!;]", requirement, maxsplit=1)[0]).lower()


def test_there_are_files_to_look_at() -> None:
    assert ROOT / "run.py" in files()


def test_no_path_of_one_machine_stands_in_the_tree() -> None:
    assert lines_with(FOLDERS) == []


def test_no_package_index_stands_in_the_tree() -> None:
    assert lines_with(INDEXES) == []


def test_every_locked_package_has_hashes_and_no_address() -> None:
    for kind in ("run", "dev"):
        assert [name for name, (_, hashes) in locked(kind).items() if not hashes] == []
        text = (ROOT / "requirements" / f"{kind}.txt").read_text("utf-8")
        listed = re.findall(r"^[\w.-]+", text, re.M)
        assert sorted(listed) == sorted(locked(kind)), "an entry that is no exact version"
        assert "://" not in text


def test_the_lock_covers_what_the_project_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {"run": project["dependencies"], "dev": project["dependencies"][:]}
    needed["dev"] += project["optional-dependencies"]["dev"]
    for kind, requirements in needed.items():
        missing = [name for name in map(plain_name, requirements) if name not in locked(kind)]
        assert missing == [], f"requirements/{kind}.txt must be compiled again"


def test_the_development_lock_holds_the_other_as_it_is() -> None:
    development = locked("dev")
    assert {name: development.get(name) for name in locked("run")} == locked("run")
