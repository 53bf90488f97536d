"""The rehearsal of an import: what would be set up, changed, ended and refused; nothing written."""

from __future__ import annotations

from dataclasses import dataclass, field

from guiju.sheets import Accepted, Problem

from ..models import Organ, Tenure
from .columns import ORGANS, PEOPLE, POSTS
from .reading import CityBook, OrganRow, PersonRow, PostRow


@dataclass(frozen=True)
class Change:
    """One line of the report: which row does what to what."""

    sheet: str
    row: int
    action: str
    subject: str
    detail: str = ""


@dataclass
class Plan:
    """What an import would do; with a refusal it does nothing."""

    digest: str
    organs: list[OrganRow] = field(default_factory=list)
    changed: list[tuple[Organ, OrganRow]] = field(default_factory=list)
    posts: list[PostRow] = field(default_factory=list)
    accounts: dict[str, str] = field(default_factory=dict)
    tenures: list[PersonRow] = field(default_factory=list)
    ended: list[tuple[Tenure, PersonRow]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not self.changes

    def counts(self) -> dict[str, int]:
        """How many of each: set up, changed, ended, as they are, refused."""
        return {
            "organs": len(self.organs),
            "changed": len(self.changed),
            "posts": len(self.posts),
            "accounts": len(self.accounts),
            "tenures": len(self.tenures),
            "ended": len(self.ended),
            "unchanged": self.unchanged,
            "refused": len(self.refusals),
        }

    def refuse(self, place: tuple[str, int, str], value: str, expected: Accepted) -> None:
        """Refuse a cell: sheet, row and column, what stands there, what would be accepted."""
        self.refusals.append(Problem(*place, value, expected))

    def change(self, sheet: str, row: int, action: str, subject: str, detail: str = "") -> None:
        """Note a line of the report."""
        self.changes.append(Change(sheet, row, action, subject, detail))


def plan_import(book: CityBook, root: Organ | None = None) -> Plan:
    """Compare a workbook with the database; ``root`` bounds what an administrator may touch."""
    from .people import plan_people
    from .tree import Tree, plan_organs, plan_posts

    plan = Plan(book.digest, refusals=list(book.problems))
    tree = Tree(root, book.unusable)
    plan_organs(plan, book.organs, tree)
    posts = plan_posts(plan, book.posts, tree)
    plan_people(plan, book.people, tree, posts)
    order = {sheet: place for place, sheet in enumerate((ORGANS, POSTS, PEOPLE))}
    plan.refusals.sort(key=lambda told: (order[told.sheet], told.row))
    return plan
