"""Templates extend and include only those of pages/ or of their own room."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "guiju"
TAKES = re.compile(r"{%-?\s*(?:extends|include)\s+(?:\"([^\"]+)\"|'([^']+)'|(\S+))")


def templates() -> list[tuple[Path, Path]]:
    """Every template with the templates folder it stands in."""
    folders = sorted(SOURCE.rglob("templates"))
    return [(folder, path) for folder in folders for path in sorted(folder.rglob("*.html"))]


def taken(path: Path) -> list[tuple[str, str]]:
    """What a template extends or includes: names in quotes, and variables."""
    return [(one or two, variable) for one, two, variable in TAKES.findall(path.read_text("utf-8"))]


def test_there_are_templates() -> None:
    assert len(templates()) > 5


def test_templates_take_only_from_pages_or_their_own_room() -> None:
    strange = [
        f"{path.relative_to(ROOT)} takes {name or variable}"
        for folder, path in templates()
        for name, variable in taken(path)
        if not name.startswith("pages/")
        and not (name and (folder / name).is_file())
        and "pages" not in folder.parts  # pages may take from the libraries it dresses
    ]
    assert strange == []


def test_every_template_that_is_taken_exists() -> None:
    shared = SOURCE / "pages" / "templates"
    missing = [
        f"{path.relative_to(ROOT)} takes {name}"
        for _, path in templates()
        for name, _ in taken(path)
        if name.startswith("pages/") and not (shared / name).is_file()
    ]
    assert missing == []


def test_templates_load_nothing_from_elsewhere() -> None:
    loads = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?(?:https?:)?//", re.I)
    strange = [
        str(path.relative_to(ROOT))
        for _, path in templates()
        if loads.search(path.read_text("utf-8"))
    ]
    assert strange == []
