"""The derivation 推导: how a rule came to its outcome, every figure with its provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .duties import Duty
from .expressions import All
from .joint import Facts
from .outline import Provision
from .telling import Step, Teller


def derive(
    duty: Duty, facts: Facts, figures: Mapping[str, int], teller: Teller | None = None
) -> list[Step]:
    """The steps of a duty in the order in which they are asked."""
    teller = teller or Teller(figures)
    told = [("applies", duty.applies, "", "", duty.provision)]
    told += [("part", p.condition, p.title, p.english, duty.provision) for p in duty.parts]
    told += [("excuse", e.condition, e.title, e.english, e.provision) for e in duty.excuses]
    told += [("reserve", r.condition, r.title, r.english, r.provision) for r in duty.reserves]
    return [
        titled(kind, title, english, provision, teller.told(condition, facts))
        for kind, condition, title, english, provision in told
        if condition.parts or not isinstance(condition, All)
    ]


def titled(kind: str, title: str, english: str, provision: Provision | None, step: Step) -> Step:
    """A step under a name of its own; what was not needed is told without its parts."""
    text, other = (title, english) if title else (step.text, step.english)
    if kind in ("excuse", "reserve") and step.truth is False:
        return Step(kind, text, other, "", False, provision, ())
    below = (step,) if title and title != step.text else step.below
    return Step(kind, text, other, step.value if not below else "", step.truth, provision, below)


_VERDICTS = {True: ("符合", "met"), False: ("不符合", "broken"), None: ("不能判定", "open")}
_MARKS = {True: ("成立", "holds"), False: ("不成立", "does not hold"), None: ("不能判定", "open")}


def sentences(steps: Sequence[Step], *, english: bool = False, depth: int = 0) -> Iterator[str]:
    """A derivation as lines, deeper steps further in."""
    for step in steps:
        text = step.english or step.text if english else step.text
        value = step.value_in_english if english else step.value
        asked = step.kind not in ("fact", "standard", "figure", "sum", "amount")
        marks = _VERDICTS if step.kind == "duty" else _MARKS
        mark = marks[step.truth][english] if asked else ""
        told = ("：", "——") if not english else (": ", " – ")
        line = text + (f"{told[0]}{value}" if value else "") + (f"{told[1]}{mark}" if mark else "")
        if step.provision is not None:
            cited = str(step.provision) if english else step.provision.label
            line += f" [{cited}]" if english else f"〔{cited}〕"
        yield "  " * depth + line
        yield from sentences(step.below, english=english, depth=depth + 1)
