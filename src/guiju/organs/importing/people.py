"""Rows of people against the accounts and tenures as they stand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from ..models import Account, Role, Tenure
from ..selectors import administrators_on
from . import telling
from .columns import ORGAN_CODE, PEOPLE, PERSON, SINCE, TITLE, UNTIL, USERNAME
from .planning import Plan
from .reading import PersonRow
from .tree import Tree

Key = tuple[str, str, str]
Period = tuple[dt.date, dt.date | None]


def plan_people(
    plan: Plan, rows: list[PersonRow], tree: Tree, posts: dict[tuple[str, str], str]
) -> None:
    """New accounts, new tenures, and the ends of tenures; ``posts``: every post with its role."""
    planner = _Planner(plan, tree, posts, rows)
    for told in rows:
        planner.take(told)


class _Planner:
    """What is known of the people of a workbook, row after row."""

    def __init__(
        self, plan: Plan, tree: Tree, posts: dict[tuple[str, str], str], rows: list[PersonRow]
    ) -> None:
        self.plan, self.tree, self.posts = plan, tree, posts
        names = {told.username for told in rows}
        self.accounts = {
            one.username: one for one in Account.objects.all() if one.username in names
        }
        self.tenures: dict[Key, list[Tenure]] = defaultdict(list)
        for tenure in Tenure.objects.select_related("account", "post__organ").order_by("since"):
            key = (tenure.account.username, tenure.post.organ.code, tenure.post.title)
            self.tenures[key].append(tenure)
        self.told: dict[Key, list[Period]] = defaultdict(list)

    def take(self, told: PersonRow) -> None:
        """Plan one row, or refuse one of its cells."""
        place = (PEOPLE, told.row)
        if not self.tree.usable(self.plan, (*place, ORGAN_CODE), told.organ):
            return
        key = (told.organ, told.title)
        if key not in self.posts and key in self.tree.refused_posts:
            return
        if key not in self.posts:
            self.plan.refuse((*place, TITLE), told.title, telling.POST)
        elif told.until is not None and told.until < told.since:
            self.plan.refuse((*place, UNTIL), str(told.until), telling.AFTER_SINCE)
        elif self._person(told):
            self._tenure(told)

    def _person(self, told: PersonRow) -> bool:
        """Whether the account can take the post: one in use, or a new one, of that name."""
        place = (PEOPLE, told.row)
        account = self.accounts.get(told.username)
        name = account.name if account else self.plan.accounts.get(told.username, told.name)
        if name != told.name:
            self.plan.refuse((*place, PERSON), told.name, telling.SAME_NAME)
        elif account is not None and not account.is_active:
            self.plan.refuse((*place, USERNAME), told.username, telling.OPEN_ACCOUNT)
        else:
            if account is None and told.username not in self.plan.accounts:
                self.plan.accounts[told.username] = told.name
                self.plan.change(PEOPLE, told.row, "account.new", f"{told.username} {told.name}")
            return True
        return False

    def _tenure(self, told: PersonRow) -> None:
        key = (told.username, told.organ, told.title)
        same = [one for one in self.tenures[key] if one.since == told.since]
        others = [(one.since, one.until) for one in self.tenures[key] if one.since != told.since]
        if any(_meet(period, (told.since, told.until)) for period in others + self.told[key]):
            self.plan.refuse((PEOPLE, told.row, SINCE), str(told.since), telling.FREE)
        elif same:
            self._known(told, same[0])
        else:
            self.plan.tenures.append(told)
            self.plan.change(PEOPLE, told.row, "tenure.new", *_described(told))
        self.told[key].append((told.since, told.until))

    def _known(self, told: PersonRow, tenure: Tenure) -> None:
        """A tenure that is there: as it is, ended, or refused where it would grow longer."""
        if told.until == tenure.until:
            self.plan.unchanged += 1
        elif told.until is None or (tenure.until is not None and told.until > tenure.until):
            shown = str(told.until or "")
            self.plan.refuse((PEOPLE, told.row, UNTIL), shown, telling.NOT_LONGER)
        elif tenure.post.role == Role.ADMINISTRATOR and not _others(tenure, told.until):
            self.plan.refuse((PEOPLE, told.row, UNTIL), str(told.until), telling.KEPT_HOUSE)
        else:
            self.plan.ended.append((tenure, told))
            self.plan.change(PEOPLE, told.row, "tenure.ended", *_described(told))


def _others(tenure: Tenure, until: dt.date) -> bool:
    later = administrators_on(until + dt.timedelta(days=1))
    return later.exclude(pk=tenure.pk).exists()


def _meet(one: Period, other: Period) -> bool:
    """Whether two periods share a day; None is without end."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _described(told: PersonRow) -> tuple[str, str]:
    period = f"{told.since}–{told.until or ''}"
    return f"{told.username} {told.name}", f"{told.organ} {told.title} {period}"
