"""Rules in words 规则的文字: a duty or a grant as lines to be checked against its article.

The lines are made from the trees that decide; nothing is written a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .duties import Duty, Excuse, Part, Repeat, Reserve
from .expressions import All, Case, Compare, Constant, Expression, Figure, Named, Some, walk
from .facts import Judge
from .grants import Entitlement, Grant
from .matters import facts_in
from .outline import Provision
from .phrases import figured, phrase
from .records import Aggregate, aggregates_in
from .sentences import CHINESE, Words, name_of, sentence
from .standards import Standard, in_english
from .telling import with_unit


@dataclass(frozen=True)
class Line:
    """One line: what it is (适用于, 要求, …), what it says, the provision it cites, its parts."""

    kind: str
    heading: str
    text: str
    provision: Provision | None = None
    below: tuple[Line, ...] = ()


HEADINGS = {
    "must": ("应当、不得", "must or must not"),
    "normally": ("一般、原则上", "normally"),
    "may": ("可以", "may"),
    "applies": ("适用于", "applies to"),
    "part": ("要求", "requires"),
    "figure": ("标准", "figure"),
    "excuse": ("除外", "except"),
    "reserve": ("须由人判断", "left to a person"),
    "judge": ("裁量", "judgement"),
    "also": ("同时依据", "forbidden again by"),
    "repeat": ("另有规定的情形", "forbidden again where"),
    "case": ("情形", "case"),
    "condition": ("条件", "where"),
    "amount": ("金额", "amount"),
    "over": ("优先于", "takes the place of"),
    "approval": ("审批", "approval"),
    "sum": ("合计", "total"),
    "standard": ("标准", "standard"),
    "all": ("以下各项同时成立", "all of these"),
    "some": ("以下至少一项成立", "at least one of these"),
    "item": ("", ""),
}


def duty_lines(
    duty: Duty, words: Words = CHINESE, figures: Mapping[str, int] | None = None
) -> list[Line]:
    """A duty: how strongly it binds, to what it applies, what it asks for, what overrides it."""
    say = _Speaker(words, figures)
    lines = [say.line(duty.strength.value, say.title(duty), duty.provision)]
    lines.append(say.condition("applies", duty.applies))
    lines += [say.part(part) for part in duty.parts]
    lines += [say.override("excuse", excuse) for excuse in duty.excuses]
    lines += [say.override("reserve", reserve) for reserve in duty.reserves]
    lines += [say.line("also", say.label(again), again) for again in duty.also]
    lines += [say.repeat(repeat) for repeat in duty.repeats]
    nodes = [*duty.conditions(), *(p.standard for p in duty.parts if p.standard is not None)]
    return [*lines, *say.grounds(nodes)]


def grant_lines(
    grant: Grant, words: Words = CHINESE, figures: Mapping[str, int] | None = None
) -> list[Line]:
    """A grant: its cases with condition, amount and precedence, what is left to a person."""
    say = _Speaker(words, figures)
    lines = [say.line(grant.strength.value, say.title(grant), grant.provision)]
    lines += [say.case(case, place, grant) for place, case in enumerate(grant.entitlements, 1)]
    lines += [say.override("reserve", reserve) for reserve in grant.reserves]
    lines += say.grounds(grant.nodes())
    for place, approval in enumerate(grant.approvals, start=1):
        post = approval.post if words.chinese else approval.english
        lines.append(say.line("approval", post, approval.provision, number=place))
    return lines


def condition_line(
    node: Expression, words: Words = CHINESE, figures: Mapping[str, int] | None = None
) -> Line:
    """One condition by itself, as whom a rulebook binds at all."""
    return _Speaker(words, figures).condition("applies", node)


def flat(lines: Iterable[Line], depth: int = 0) -> Iterator[str]:
    """Lines as text, parts further in."""
    for line in lines:
        colon = ": " if line.heading.isascii() else "："
        yield "  " * depth + colon.join(text for text in (line.heading, line.text) if text)
        yield from flat(line.below, depth + 1)


def standards_in(nodes: Iterable[Expression]) -> list[Standard]:
    """The standards that some trees use, each once, in the order in which they stand."""
    found = [n.standard for root in nodes for n in walk(root) if isinstance(n, Figure)]
    return list({standard.name: standard for standard in found}.values())


class _Speaker:
    """Makes lines in one language, with the figures of a day where there are such."""

    def __init__(self, words: Words, figures: Mapping[str, int] | None) -> None:
        self.words, self.figures = words, figures

    def line(
        self,
        kind: str,
        text: str,
        provision: Provision | None = None,
        below: tuple[Line, ...] = (),
        number: int | None = None,
    ) -> Line:
        """A line under the heading of its kind."""
        heading = self.one_of(*HEADINGS[kind])
        if number is not None:
            heading = f"{heading} {number}"
        return Line(kind, heading, text, provision, below)

    def one_of(self, chinese: str, english: str) -> str:
        """The wording in the language."""
        return chinese if self.words.chinese else english

    def title(self, thing: Duty | Grant | Entitlement | Part | Excuse | Reserve) -> str:
        """What a thing of a rule is called."""
        return self.one_of(thing.title, thing.english or thing.title)

    def label(self, provision: Provision) -> str:
        """The place of a provision."""
        return self.one_of(provision.label, str(provision))

    def condition(self, kind: str, node: Expression) -> Line:
        """A condition as one line, or where it joins others as a list of them."""
        if isinstance(node, Named):
            inner = self.condition("item", node.condition)
            return self.line(kind, sentence(node, self.words), None, inner.below or (inner,))
        if isinstance(node, Compare) and (chosen := _chosen(node)) is not None:
            return self.by_case(kind, node, chosen)
        if not isinstance(node, All | Some) or not node.operands:
            return self.line(kind, self.said(node))
        operands = list(_flattened(node))
        if len(operands) == 1:
            return self.condition(kind, operands[0])
        joint = self.one_of(*HEADINGS["all" if isinstance(node, All) else "some"])
        below = tuple(self.condition("item", operand) for operand in operands)
        return self.line(kind, joint, None, below)

    def by_case(self, kind: str, node: Compare, chosen: Case) -> Line:
        """A comparison with a figure that differs by case: the cases below it."""
        sides = [_BY_CASE if side is chosen else side for side in node.parts]
        text = phrase(figured(node.rebuilt(tuple(sides)), self.figures), self.words)
        below = [
            self.line(
                "item", self.one_of(f"{self.said(c)}的：", f"{self.said(c)}: ") + self.said(n)
            )
            for c, n in chosen.branches
        ]
        last = self.one_of("其他情形：", "otherwise: ") + self.said(chosen.otherwise)
        return self.line(kind, text, None, (*below, self.line("item", last)))

    def said(self, node: Expression) -> str:
        """A node in one phrase."""
        return phrase(figured(node, self.figures), self.words)

    def part(self, part: Part) -> Line:
        """One thing that a duty asks for, and by which figure."""
        below = [self.condition("condition", part.condition)]
        told = {standard.name for standard in standards_in([part.condition])}
        if part.standard is not None and {s.name for s in standards_in([part.standard])} - told:
            below.append(self.line("figure", self.said(part.standard)))
        return self.line("part", self.title(part), None, tuple(below))

    def override(self, kind: str, override: Excuse | Reserve) -> Line:
        """A case in which a duty does not bind, or is left to a person."""
        below = (self.condition("condition", override.condition),)
        return self.line(kind, self.title(override), override.provision, below)

    def repeat(self, repeat: Repeat) -> Line:
        """A provision that forbids the same again in some cases."""
        below = (self.condition("condition", repeat.condition),)
        return self.line("repeat", self.label(repeat.provision), repeat.provision, below)

    def case(self, case: Entitlement, number: int, grant: Grant) -> Line:
        """One case of a grant: condition, amount, what it takes the place of."""
        below = []
        if case.condition.parts or not isinstance(case.condition, All):
            below.append(self.condition("condition", case.condition))
        if case.amount is not None:
            below.append(self.line("amount", self.said(case.amount)))
        named = {other.name: other for other in grant.entitlements}
        below += [self.line("over", self.title(named[name])) for name in case.over]
        return self.line("case", self.title(case), case.provision, tuple(below), number)

    def grounds(self, nodes: Sequence[Expression]) -> list[Line]:
        """What a rule rests on: sums over records, judgements of posts, standards."""
        sums = aggregates_in(nodes)
        inner = [node for one in sums for node in (one.where, one.value) if node is not None]
        every = [*nodes, *inner]
        lines = [self.sum(one) for one in sums]
        for fact in facts_in(every):
            judge: Judge | None = getattr(fact, "judge", None)
            if judge is not None:
                post = self.one_of(judge.post, judge.english)
                told = f"{name_of(fact, self.words)}{self.one_of('——', ' – ')}{post}"
                lines.append(self.line("judge", told, judge.provision))
        return [*lines, *(self.standard(one) for one in standards_in(every))]

    def sum(self, sums: Aggregate) -> Line:
        """What is added up or counted over related records, and which of them count."""
        assert sums.records is not None and sums.value is not None
        name, records = name_of(sums, self.words), sums.records
        counted = isinstance(sums.value, Constant)
        what = sentence(sums.value, self.words)
        chinese = f"{records.title}的个数" if counted else f"每一{records.title}的“{what}”相加"
        english = f"number of {records.english}" if counted else (
            f"“{what}” added up over the {records.english}"
        )  # fmt: skip
        told = self.one_of(f"{name}——{chinese}", f"{name} – {english}")
        always = isinstance(sums.where, All) and not sums.where.parts
        below = () if always else (self.condition("condition", sums.where),)
        return self.line("sum", told, None, below)

    def standard(self, standard: Standard) -> Line:
        """A standard with its figure where there is one."""
        title = self.one_of(standard.title, standard.english)
        if self.figures is None:
            return self.line("standard", title, standard.provision)
        value = with_unit(self.figures[standard.name], standard.unit)
        told = self.one_of(f"{title}：{value}", f"{title}: {in_english(value)}")
        return self.line("standard", told, standard.provision)


_BY_CASE = Named("按情形适用的标准", All(()), "the standard for the case")


def _chosen(node: Compare) -> Case | None:
    """The figure of a comparison that differs by case."""
    return next((side for side in node.parts if isinstance(side, Case)), None)


def _flattened(node: All | Some) -> Iterator[Expression]:
    """What is joined, without junctions of the same kind inside one another."""
    for operand in node.operands:
        if type(operand) is type(node) and isinstance(operand, All | Some):
            yield from _flattened(operand)
        else:
            yield operand
