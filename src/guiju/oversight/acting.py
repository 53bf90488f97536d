"""Who takes a step: a named person in a post; and who may not, because it is their own affair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from guiju import clock
from guiju.ledger.services import Actor
from guiju.organs.abilities import may
from guiju.organs.models import Account, Organ, Post, Role
from guiju.organs.scope import sees
from guiju.organs.selectors import valid_tenures

from .models import Finding, Lead
from .states import EXPLAIN, REOPEN, STEPS, State, Step


@dataclass(frozen=True)
class Person:
    """A named person acting in a post."""

    account: Account
    post: Post

    @property
    def actor(self) -> Actor:
        """Who acts, as the history writes it."""
        return Actor(self.account.name, str(self.post))

    @property
    def organs(self) -> set[int]:
        """The organs in which the person holds any post today."""
        return {post.organ_id for post in self._posts}

    @property
    def in_office(self) -> bool:
        """Whether the person holds the post today."""
        return self.post in self._posts

    @cached_property
    def _posts(self) -> list[Post]:
        return [tenure.post for tenure in valid_tenures(self.account, clock.today())]


def person_of(request: HttpRequest) -> Person:
    """Who acts in a request that an ability guards."""
    return Person(request.user, request.post)  # type: ignore[arg-type, attr-defined]


def why_not(person: Person, finding: Finding, step: Step) -> str | None:
    """Why a person may not take a step on a finding; None where they may."""
    post = person.post
    if not person.in_office:
        return _("您今天不担任这个岗位")
    if not may(post, step.ability) or not sees(post, finding.organ):
        return _("这个岗位不能办理这一步")
    if finding.state not in step.start:
        return _("问题已是“%(state)s”，不能再办理这一步") % {"state": finding.get_state_display()}
    if step.code == EXPLAIN:
        return None if _explains_for(post, finding.organ) else _("只有该单位的人员可以说明情况")
    if finding.organ_id in person.organs:
        return _("不能处理自己所在单位的问题，请由上级或者其他机关办理")
    if finding.events.filter(kind=EXPLAIN, account=person.account.pk).exists():
        return _("说明情况的人不能处理同一个问题")
    handed_over = step.code == REOPEN and finding.state == State.PASSED_ON
    if handed_over and post.role != Role.DISCIPLINE:
        return _("已移送的问题只有纪检监察机关可以重新处理")
    return None


def why_not_lead(person: Person, lead: Lead, step: Step | None = None) -> str | None:
    """Why a person may not read a lead, or take a step on it; None where they may."""
    if not person.in_office:
        return _("您今天不担任这个岗位")
    if not may(person.post, "leads.view") or not sees(person.post, lead.handler):
        return _("这个岗位不能办理这一步")
    if lead.organ_id in person.organs:
        return _("不能处理自己所在单位的问题，请由上级或者其他机关办理")
    if step is not None and lead.state not in step.start:
        return _("线索已是“%(state)s”，不能再办理这一步") % {"state": lead.get_state_display()}
    return None


def refuse(why: str | None) -> None:
    """Raise what stands in the way.

    Raises:
        ValidationError: there is something.
    """
    if why is not None:
        raise ValidationError(why, code="refused")


def steps_for(person: Person, finding: Finding) -> list[Step]:
    """The steps that a person may take now."""
    return [step for step in STEPS.values() if why_not(person, finding, step) is None]


def _explains_for(post: Post, organ: Organ) -> bool:
    """A clerk explains for the organs in the clerk's scope, every other post for its own organ."""
    return post.role == Role.USING_CLERK or post.organ_id == organ.pk
