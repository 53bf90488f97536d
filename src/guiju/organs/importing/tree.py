"""Rows of organs and posts against the tree as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Level, Organ, Post
from ..services import CODE_FORM
from . import telling
from .columns import CATEGORY, CODE, LEVEL, NAME, ORGAN_CODE, ORGANS, PARENT, POSTS, ROLE, TITLE
from .planning import Plan
from .reading import OrganRow, PostRow

_LEVELS = list(Level.values)
_LONGEST_PATH = 400


@dataclass(frozen=True)
class Place:
    """An organ of the database or of the workbook: what others are judged by."""

    level: str
    path: str
    ended: bool = False


class Tree:
    """The organs there are, with those that the workbook adds, and the bound of who imports."""

    def __init__(self, root: Organ | None, unusable: set[tuple[str, ...]]) -> None:
        self.known = {organ.code: organ for organ in Organ.objects.select_related("parent")}
        self.places = {
            code: Place(organ.level, organ.path, organ.ended is not None)
            for code, organ in self.known.items()
        }
        self.refused = {key[0] for key in unusable if len(key) == 1}
        self.refused_posts = {key for key in unusable if len(key) == 2}
        self._root = root.path if root else ""

    @property
    def has_head(self) -> bool:
        """Whether an organ stands at the head already."""
        return any(place.path.count("/") == 2 for place in self.places.values())

    def inside(self, path: str) -> bool:
        """Whether who imports may touch an organ at this path."""
        return path.startswith(self._root)

    def usable(self, plan: Plan, place: tuple[str, int, str], code: str) -> bool:
        """Whether an organ may be written to; else the cell is refused.

        What names an organ whose own row is refused is not refused once more.
        """
        found = self.places.get(code)
        if found is None and code in self.refused:
            return False
        if found is None:
            plan.refuse(place, code, telling.KNOWN)
        elif found.ended:
            plan.refuse(place, code, telling.STANDING)
        elif not self.inside(found.path):
            plan.refuse(place, code, telling.INSIDE)
        else:
            return True
        return False


def plan_organs(plan: Plan, rows: list[OrganRow], tree: Tree) -> None:
    """Organs that are new come after those above them, whatever the order of the rows."""
    fresh: dict[str, OrganRow] = {}
    seen: set[str] = set()
    for told in rows:
        place = (ORGANS, told.row, CODE)
        if told.code in seen:
            plan.refuse(place, told.code, telling.ONCE)
        elif told.code in tree.known:
            _known(plan, told, tree)
        elif not CODE_FORM.fullmatch(told.code) or len(told.code) > 40:
            tree.refused.add(told.code)
            plan.refuse(place, told.code, telling.CODE)
        else:
            fresh[told.code] = told
        seen.add(told.code)
    while fresh:
        ready = [row for row in fresh.values() if row.parent not in fresh]
        for told in ready or fresh.values():
            if ready:
                _new(plan, told, tree)
            else:
                tree.refused.add(told.code)
                plan.refuse((ORGANS, told.row, PARENT), told.parent, telling.NO_CIRCLE)
        fresh = {code: row for code, row in fresh.items() if row not in ready} if ready else {}


def _known(plan: Plan, told: OrganRow, tree: Tree) -> None:
    organ = tree.known[told.code]
    if not tree.usable(plan, (ORGANS, told.row, CODE), told.code):
        return
    parent = organ.parent.code if organ.parent else ""
    if told.parent != parent:
        plan.refuse((ORGANS, told.row, PARENT), told.parent, telling.SAME_PARENT)
    elif told.level != organ.level:
        plan.refuse((ORGANS, told.row, LEVEL), told.level, telling.SAME_LEVEL)
    elif (told.name, told.category) == (organ.name, organ.category):
        plan.unchanged += 1
    else:
        plan.changed.append((organ, told))
        pairs = ((NAME, organ.name, told.name), (CATEGORY, organ.category, told.category))
        detail = "；".join(f"{what}：{old} → {new}" for what, old, new in pairs if old != new)
        plan.change(ORGANS, told.row, "organ.changed", f"{told.code} {organ.name}", detail)


def _new(plan: Plan, told: OrganRow, tree: Tree) -> None:
    path = _path(plan, told, tree)
    if path is None:
        tree.refused.add(told.code)
        return
    tree.places[told.code] = Place(told.level, path)
    plan.organs.append(told)
    plan.change(ORGANS, told.row, "organ.new", f"{told.code} {told.name}")


def _path(plan: Plan, told: OrganRow, tree: Tree) -> str | None:
    """Where a new organ would stand; None where it cannot, with the cell refused."""
    if not told.parent:
        if not tree.has_head:
            return f"/{told.code}/"
        plan.refuse((ORGANS, told.row, PARENT), "", telling.ONE_HEAD)
        return None
    if not tree.usable(plan, (ORGANS, told.row, PARENT), told.parent):
        return None
    above = tree.places[told.parent]
    path = f"{above.path}{told.code}/"
    if _LEVELS.index(told.level) < _LEVELS.index(above.level):
        plan.refuse((ORGANS, told.row, LEVEL), told.level, telling.NOT_ABOVE)
    elif len(path) > _LONGEST_PATH:
        plan.refuse((ORGANS, told.row, CODE), told.code, telling.SHALLOW)
    else:
        return path
    return None


def plan_posts(plan: Plan, rows: list[PostRow], tree: Tree) -> dict[tuple[str, str], str]:
    """The role of every post there is or would be, by its organ and title."""
    known = {
        (post.organ.code, post.title): post.role for post in Post.objects.select_related("organ")
    }
    posts, seen = dict(known), set[tuple[str, str]]()
    for told in rows:
        key = (told.organ, told.title)
        if not tree.usable(plan, (POSTS, told.row, ORGAN_CODE), told.organ):
            continue
        if key in seen:
            plan.refuse((POSTS, told.row, TITLE), told.title, telling.ONCE)
        elif key not in known:
            posts[key] = told.role
            plan.posts.append(told)
            plan.change(POSTS, told.row, "post.new", f"{told.organ} {told.title}")
        elif known[key] != told.role:
            tree.refused_posts.add(key)
            plan.refuse((POSTS, told.row, ROLE), told.role, telling.SAME_ROLE)
        else:
            plan.unchanged += 1
        seen.add(key)
    return posts
