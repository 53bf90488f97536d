"""One floor plan for all institutions: know one, know all."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTITUTIONS = ROOT / "src" / "guiju" / "institutions"

MUST = {"__init__.py", "README.md", "rulebook"}
APPLICATION = "apps.py"
WEB = ("models", "views", "urls", "forms", "tables", "handlers", "migrations", "templates")
PYTHON = [
    *("models", "services", "selectors", "procedures", "views", "forms", "tables", "filters"),
    *("urls", "api", "commands", "exports", "demo", "abilities", "actions", "handlers"),
    *("checking", "counting", "paper", "printing", "proving", "letters"),
]
MAY = {"migrations", "templates", "static", "locale", "templatetags"}


def institutions() -> list[Path]:
    """The folder of each institution."""
    return sorted(path for path in INSTITUTIONS.iterdir() if (path / "__init__.py").exists())


def test_there_are_institutions() -> None:
    assert [path.name for path in institutions()]


def test_every_institution_has_the_rooms_it_must_have() -> None:
    missing = [
        f"{path.name}/{name}"
        for path in institutions()
        for name in sorted(MUST)
        if not (path / name).exists()
    ]
    assert missing == []


def test_an_institution_with_pages_or_tables_is_an_application() -> None:
    """What Django must know of has its ``apps.py``; a rulebook alone needs none."""
    missing = [
        path.name
        for path in institutions()
        if any((path / name).exists() or (path / f"{name}.py").exists() for name in WEB)
        and not (path / APPLICATION).exists()
    ]
    assert missing == []


def test_no_institution_has_a_room_that_is_not_on_the_plan() -> None:
    allowed = MUST | MAY | {APPLICATION} | {f"{name}.py" for name in PYTHON} | set(PYTHON)
    strange = [
        f"{path.name}/{inside.name}"
        for path in institutions()
        for inside in sorted(path.iterdir())
        if inside.name not in allowed and inside.name != "__pycache__"
    ]
    assert strange == [], "not on the floor plan (docs/adding-an-institution.md)"


def test_every_rulebook_has_its_outline_and_its_standards() -> None:
    missing = [
        f"{path.name}/rulebook/{name}"
        for path in institutions()
        for name in ("outline.yaml", "standards.yaml")
        if not (path / "rulebook" / name).is_file()
    ]
    assert missing == []


def test_templates_stand_under_the_name_of_their_room() -> None:
    strange = [
        str(template.relative_to(ROOT))
        for path in institutions()
        for template in (path / "templates").rglob("*.html")
        if template.relative_to(path / "templates").parts[0] != path.name
    ]
    assert strange == []
