"""The instrument: the regulation's outline and the figures that it sets."""

from pathlib import Path

from guiju.rules import Provision, Standard, read_outline, read_standards

_HERE = Path(__file__).parent

OUTLINE = read_outline(_HERE / "outline.yaml")
STANDARDS = read_standards(_HERE / "standards.yaml", OUTLINE)


def cite(address: str) -> Provision:
    """The provision at an address; an address that the outline lacks is refused."""
    return OUTLINE[address]


def standard(name: str) -> Standard:
    """The standard of a name."""
    return STANDARDS[name]
