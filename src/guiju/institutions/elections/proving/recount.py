"""Recounts an election from its package alone and says whether everything agrees (复算).

    python recount.py PACKAGE.zip [FINGERPRINT]

Needs Python 3.9 and nothing else. Written from 中国共产党地方组织选举工作条例 and the description
of the files, apart from the program that counted first. Exit: 0 agrees, 1 differs, 2 no package.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

FORMAT = "guiju-election-package-1"
NEEDED = ("adjudications.json", "ballots.csv", "election.json", "result.json", "strokes.json")
NUMBER, SAID, OTHER = "票号", "监票人认定", "另选他人"
FOR, AGAINST, ABSTAIN, BLANK, NOTHING, DOUBT = "赞成", "反对", "弃权", "空白", "不计", "存疑"
SIGNS = {FOR: FOR, "○": FOR, "√": FOR, AGAINST: AGAINST, "×": AGAINST, ABSTAIN: ABSTAIN}
WORDS = {"[]": "无", "null": "无", "true": "是", "false": "否", "tied": "票数相等", "void": "无效"}
WORDS.update({"elected": "当选", "nominated": "列为候选人", "no majority": "未超过半数"})
WORDS.update({"not in the first N": "超过半数而名额已满", "withdrawn": "已退出"})
UNREAD = ("?", "？", "不清")
BRACKETS = re.compile(r"[(（[［{｛〔【〈《][^](（)[［］{}｛｝〔〕【】〈〉《》]*[]）)］}｝〕】〉》]")


class Report:
    """What agrees and what does not, a line each."""

    def __init__(self) -> None:
        self.lines, self.differs = list[str](), 0

    def say(self, agrees: bool, text: str) -> None:
        self.differs += not agrees
        self.lines.append(("一致　　" if agrees else "不一致　") + text)

    def same(self, what: str, told: Any, counted: Any) -> None:
        more = "" if told == counted else f"；包内却为 {shown(told)}"
        self.say(not more, f"{what}：{shown(counted)}{more}")


def shown(value: Any) -> str:
    """A value in words; of a long one the beginning."""
    text = json.dumps(value, ensure_ascii=False).replace('"', "")
    for word, ours in WORDS.items():
        text = text.replace(word, ours)
    return text if len(text) < 400 else text[:400] + "…"


def read(path: Path) -> tuple[dict[str, bytes], Any]:
    """The files of a package by name, and its manifest; ValueError where it is none."""
    try:
        with zipfile.ZipFile(path) as found:
            names = found.namelist()
            files = {name: found.read(name) for name in names}
        manifest = json.loads(files["manifest.json"].decode("utf-8"))
        known = manifest["format"] == FORMAT and isinstance(manifest["files"], dict)
    except Exception as error:  # a broken archive raises what it likes
        raise ValueError(f"不能作为证明包读出（{error}）") from None
    if not known or set(NEEDED) - set(files) or len(files) != len(names):
        raise ValueError(f"须为 {FORMAT}，每个文件一次，不缺少：{shown(NEEDED)}")
    return files, manifest


def check_fingerprints(files: dict[str, bytes], manifest: Any, report: Report) -> None:
    """Each file against the manifest, and the manifest against its own hash."""
    listed = manifest["files"]
    for name in sorted((set(files) - {"manifest.json"}) | set(listed)):
        agrees = name in files and hashlib.sha256(files[name]).hexdigest() == listed.get(name)
        report.say(agrees, f"文件 {name} 的指纹" + ("" if agrees else "与清单不同，被改动过"))
    text = json.dumps({**manifest, "hash": ""}, ensure_ascii=False, sort_keys=True)
    agrees = hashlib.sha256(text.encode("utf-8")).hexdigest() == manifest.get("hash")
    report.say(agrees, "清单本身的指纹" + ("" if agrees else "不同，被改动过"))


def plain(text: Any) -> str:
    """A name without spaces; a provision without the paragraph where its article has but one."""
    return re.sub("^(13|17|18|21|24|33)/1$", r"\1", "".join(str(text).split()))


class Election:
    """What the count needs; a person is (post, name), the post empty where there is none."""

    def __init__(self, told: Any) -> None:
        self.told, self.kind, self.round = told, told["kind"], told["round"]
        self.joint = self.kind == "committee_and_alternates"
        self.pre = told.get("of_preselection") is True or self.round == "preselection"
        self.seats, self.alternates = int(told["seats"]), int(told.get("alternate_seats") or 0)
        self.blank = {"for": FOR, "abstain": ABSTAIN}[told.get("blank") or "abstain"]
        self.posts = {"": self.seats}
        if self.kind == "secretaries":
            self.posts = {plain(one["post"]): int(one["seats"]) for one in told["posts"]}
        self.people, self.withdrawn = {}, set()
        for one in told["candidates"]:
            person = ("" if "" in self.posts else plain(one["post"]), plain(one["name"]))
            self.people[person[1]] = person
            self.withdrawn |= {person} if one.get("withdrawn") else set()
        self.approved = [plain(name) for name in told.get("approved_order") or []]


def read_mark(cell: str, said: bool, where: str) -> str:
    """A cell as a mark; ValueError where it is none."""
    cell = plain(cell)
    if cell in ("", BLANK):
        return BLANK
    if cell == NOTHING if said else cell in UNREAD:
        return NOTHING if said else DOUBT
    found = re.findall("|".join(SIGNS), cell)
    meanings = {SIGNS[one] for one in found}
    if "".join(found) != cell or (said and len(meanings) > 1):
        raise ValueError(f"{where}：“{cell}”不能作为标记计入")
    return meanings.pop() if len(meanings) == 1 else DOUBT


def read_written(cell: str, election: Election, where: str) -> list[Any]:
    """The persons written in, each once, in their order."""
    found: dict[Any, None] = {}
    for part in filter(None, map(plain, cell.split("、"))):
        post, name = "", part
        if "" not in election.posts and part not in UNREAD:
            post, _, name = part.replace("：", ":").partition(":")
            if post not in election.posts or not name:
                raise ValueError(f"{where}：“{cell}”没有写明所选的职务")
        found[(post, name)] = None
    return list(found)


def read_ballots(data: bytes, election: Election) -> Any:
    """Every ballot of the file; ValueError where its columns, a number or a mark do not fit."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    head = [plain(one) for one in rows[0]] if rows else []
    if sorted(head) != sorted([NUMBER, SAID, OTHER, *election.people]):
        raise ValueError("ballots.csv 的列与候选人不符")
    ballots = {}
    for line, row in enumerate(rows[1:], 2):
        where, cells = f"ballots.csv 第{line}行", dict(zip(head, row))  # noqa: B905 (3.9)
        if len(row) != len(head) or cells[SAID] not in ("", "是") or cells[NUMBER] in ballots:
            raise ValueError(f"{where}不合格式，或者票号重复")
        number, said = cells[NUMBER], cells[SAID] == "是"
        marks = {p: read_mark(cells[n], said, f"{where}{n}") for n, p in election.people.items()}
        written = read_written(cells[OTHER], election, where)
        ballots[number] = SimpleNamespace(number=number, said=said, marks=marks, written=written)
    return ballots


def check_adjudications(told: Any, ballots: Any, election: Election, report: Report) -> None:
    """Every settled ballot has its record by two scrutineers, and counts as the record says."""
    numbers = sorted(one["number"] for one in told)
    report.same("经监票人认定的选票", numbers, sorted(n for n, one in ballots.items() if one.said))
    for one in told:
        where, names = f"{one['number']} 号票的认定", {plain(name) for name in one["scrutineers"]}
        faults = [] if len(names - {""}) == 2 == len(one["scrutineers"]) else ["须有两名监票人"]
        if not (one["doubt"].strip() and one["reason"].strip()):
            faults.append("须写明疑问和理由")
        ballot, settled = ballots.get(one["number"]), one["settlement"]
        marks = {election.people[plain(n)]: read_mark(m, True, where) for n, m in settled["marks"]}
        written = read_written(settled["others"], election, where)
        if ballot is None or (marks, written) != (ballot.marks, ballot.written):
            faults.append("认定的内容与计入的不同")
        report.say(not faults, "；".join([where, *faults]))


def judge(ballot: Any, election: Election) -> None:
    """What counts on a ballot: who must look at it (32), whether it is invalid (34/2)."""
    marks, names, doubtful = dict(ballot.marks), ballot.written, False
    standing = [one for one in names if one[1] in election.people]
    unread = [one for one in names if one[1] in UNREAD]
    if ballot.said and (standing or unread):
        raise ValueError(f"{ballot.number} 号票已经认定，另选他人却有候选人或者不清的姓名")
    if not ballot.said:
        doubtful = DOUBT in marks.values() or bool(standing or unread)
        # Written though in the list: neither the name nor the mark counts before a person says.
        marks.update({election.people[name]: DOUBT for _, name in standing})
        names = [one for one in names if one not in standing and one not in unread]
        if names and AGAINST not in marks.values():
            doubtful, names = True, []
    ballot.counted = {one: election.blank if m == BLANK else m for one, m in marks.items()}
    ballot.names = names
    chosen = [*names, *(one for one, mark in ballot.counted.items() if mark == FOR)]
    limits = {post: seats + election.alternates for post, seats in election.posts.items()}
    ballot.invalid = any(sum(one[0] == p for one in chosen) > n for p, n in limits.items())
    ballot.doubtful = doubtful and not ballot.invalid


def checks_of(election: Election, returned: int) -> dict[str, bool]:
    """Each provision that the figures can test, and whether it holds."""
    told, seats = election.told, election.seats + election.alternates
    more = len(election.people) - seats
    checks = {"33": told["issued"] <= told["present"], "34/1": returned <= told["issued"]}
    parts, wanted = {"congress": (2, 1), "plenary": (3, 2)}.get(told["body"], (0, 0))
    if parts:
        checks["24"] = parts * told["present"] > wanted * told["eligible"]
    if election.round not in ("preselection", "formal"):
        return checks
    if election.joint:
        checks["17"] = 100 * election.alternates >= 15 * seats
    if election.kind == "secretaries":
        posts = [post for post, _ in election.people.values()]
        checks["4/2"] = all(posts.count(post) == n for post, n in election.posts.items())
    elif told.get("preselected") and not election.pre:
        pass  # the differential was that of the preselection (7)
    elif election.kind == "standing":
        checks["21"] = more in (1, 2)
    elif election.kind == "delegates":
        national = told.get("level") == "national"
        checks["13"] = 100 * more > 15 * seats if national else 5 * more >= seats
    else:
        checks["18"] = 10 * more >= seats
    return checks


class Count:
    """The count of an election and what the articles make of it."""

    def __init__(self, election: Election, ballots: Any, strokes: Any) -> None:
        self.election, self.again, self.strokes = election, election.round == "runoff", strokes
        self.votes = {one: {FOR: 0, AGAINST: 0, ABSTAIN: 0} for one in election.people.values()}
        self.written, self.ballots = Counter[Any](), ballots
        for ballot in ballots:
            judge(ballot, election)
            for person, mark in () if ballot.invalid else ballot.counted.items():
                if mark in self.votes[person]:
                    self.votes[person][mark] += 1
            self.written.update(() if ballot.invalid else ballot.names)
        self.total = {**{p: told[FOR] for p, told in self.votes.items()}, **self.written}
        self.checks = checks_of(election, len(ballots))
        self.valid = self.checks.get("24", True) and self.checks["34/1"]
        none: Any = [], [], [], [], []
        self.elected, self.alternates, self.tied, self.runoffs, self.qualified = none
        self.open = 0 if self.valid else election.seats + election.alternates
        for post, seats in election.posts.items() if self.valid else ():
            self.decide(post, seats)

    def decide(self, post: str, seats: int) -> None:
        """Who is elected to the seats of a post (20, 36)."""
        free, people = self.election.alternates, [*self.votes]  # only the tied in a runoff
        if not self.again:
            people = [p for p in self.total if 2 * self.total[p] > self.election.told["eligible"]]
        people = [p for p in people if p[0] == post and p not in self.election.withdrawn]
        self.qualified += people
        self.open += max(0, seats + free - len(people))
        members, tied, rest = self.take(people, seats)
        if tied:  # the losers come before all with fewer votes
            stake, losers = seats - len(members), len(tied) - (seats - len(members))
            self.runoffs.append((tied, stake, min(losers, free)))
            free -= losers
        alternates, second, _ = self.take(rest, free) if free > 0 else ([], [], [])
        self.elected, self.alternates = self.elected + members, self.alternates + alternates
        self.tied += tied + second
        if second:
            self.runoffs.append((second, free - len(alternates), 0))

    def take(self, people: Any, seats: int) -> Any:
        """By votes as many as there are seats: those in, those tied at the border, the rest."""
        if len(people) <= seats:
            return people, [], []
        border = sorted((self.total[one] for one in people), reverse=True)[seats - 1]
        where = {p: (self.total[p] > border) - (self.total[p] < border) for p in people}
        above, at, below = ([p for p in people if where[p] == side] for side in (1, 0, -1))
        return (above + at, [], below) if len(above + at) == seats else (above, at, below)

    def outcome(self, person: Any) -> str:
        if not self.valid:
            return "void"
        if person in self.election.withdrawn:
            return "withdrawn"
        if person in self.elected + self.alternates:
            return "nominated" if self.election.pre else "elected"
        if person in self.tied:
            return "tied"
        return "not in the first N" if self.again or person in self.qualified else "no majority"

    def by_strokes(self, person: Any) -> Any:
        """The key of a name: the first character, two characters before more, the others."""
        name = BRACKETS.sub("", BRACKETS.sub("", person[1]))  # brackets may stand in brackets
        signs = [sign for sign in name if sign.isalpha() or sign in self.strokes]
        if any(sign not in self.strokes for sign in signs):  # not Chinese: after all, by votes
            return (1, -self.total[person])
        keys = [(len(self.strokes[sign][0]), *self.strokes[sign]) for sign in signs]
        return (0, keys[0], min(len(keys), 3), *keys[1:])

    def listed(self, people: Any, alternates: bool = False) -> list[str]:
        """Names in the order of their list (30, 38)."""
        kind, pre, approved = self.election.kind, self.election.pre, self.election.approved

        def key(person: Any) -> Any:
            if kind == "secretaries" or (kind == "standing" and not pre):
                if person[1] in approved:
                    return (approved.index(person[1]), ())
                return (len(approved), self.by_strokes(person))
            by_votes = (kind == "alternates" or alternates) and not pre
            return (-self.total[person] if by_votes else 0, self.by_strokes(person))

        return [person[1] for person in sorted(people, key=key)]


def compare(result: Any, count: Count, report: Report) -> None:
    """The result of the package against the count."""
    told, ballots = result["ballots"], count.ballots
    for key in ("title", "kind", "round"):
        report.same(f"选举文件中的 {key}", result[key], count.election.told[key])
    report.same("选举有效", result["valid"], count.valid)
    more = {"alternate_seats": count.election.alternates, "returned": len(ballots)}
    figures = {**count.election.told, **more, "candidates": len(count.votes)}
    for post, seats in count.election.posts.items():
        figures[post] = [sum(p[0] == post for p in count.votes), seats]
    checks = {plain(one["provision"]): one for one in result["checks"]}
    report.same("检查的条款", sorted(checks), sorted(count.checks))
    for provision, one in sorted(checks.items()):
        posts = {p["post"]: [p["candidates"], p["seats"]] for p in one.get("posts", ())}
        facts = {**one["facts"], **posts}
        figured = [count.checks.get(provision), {key: figures.get(key) for key in facts}]
        report.same(f"第{provision}条", [one["holds"], facts], figured)
    invalid = sorted(one.number for one in ballots if one.invalid)
    doubtful = sorted(one.number for one in ballots if one.doubtful)
    counted = [len(ballots), len(ballots) - len(invalid), len(invalid)]
    three = [told["returned"], told["valid"], told["invalid"]]
    report.same("收回选票、有效票、无效票", three, counted)
    numbers = sorted([one["ballot"], one["provision"]] for one in told["invalid_ballots"])
    report.same("无效票的票号", numbers, [[number, "34/2"] for number in invalid])
    report.same("须认定的票号", sorted(one["ballot"] for one in told["for_a_person"]), doubtful)
    report.same("结果是暂时的", result["provisional"], bool(doubtful))


def compare_people(result: Any, count: Count, report: Report) -> None:
    """The figures and the outcome of each person (37/2)."""
    words = {"for": FOR, "against": AGAINST, "abstain": ABSTAIN}
    written = {one: {FOR: n} for one, n in count.written.items()}
    for what, key, who in ("得票", "candidates", count.votes), ("另选", "write_ins", written):
        told = [(one.get("post", ""), plain(one["name"])) for one in result[key]]
        report.same(f"{what}：姓名", sorted(map("".join, told)), sorted(map("".join, who)))
        for person, one in zip(told, result[key]):  # noqa: B905 (3.9)
            figures = {words[key]: one[key] for key in words if key in one}
            counted = [who.get(person), count.outcome(person)]
            report.same(f"{what}　{'　'.join(person)}", [figures, one["outcome"]], counted)


def compare_lists(result: Any, count: Count, report: Report) -> None:
    """Who is elected, in which order; who is voted on again; seats left; what follows."""
    pre, listed = count.election.pre, count.listed(count.elected)
    names = [plain(name) for name in result["elected"]]
    report.same("候选人名单" if pre else "当选名单", [result["nominates"], names], [pre, listed])
    names = [plain(name) for name in result["elected_alternates"]]
    report.same("一并选出的候补委员", names, count.listed(count.alternates, alternates=True))
    again, more = result["runoffs"], "alternate_seats"
    told = [[sorted(map(plain, one["names"])), one["seats"], one.get(more, 0)] for one in again]
    counted = [[sorted(p[1] for p in who), *seats] for who, *seats in count.runoffs]
    report.same("再次投票", told, counted)
    report.same("首先再次投票", result["runoff"], next(iter(again), None))
    report.same("空缺名额", result["open_seats"], count.open)
    due = {one for one in ("24", "34/1") if not count.checks.get(one, True)}
    due = {"36/2" if pre else "36/1"} if count.valid and (count.open or count.runoffs) else due
    steps = {plain(one["provision"]) for one in result["next"]}
    report.same("下一步所依据的条款", sorted(steps), sorted(due))


def recount(files: dict[str, bytes], report: Report) -> None:
    """Counts, decides and compares; raises where the files cannot be counted."""
    told = {name: json.loads(files[name].decode("utf-8")) for name in NEEDED if ".j" in name}
    election = Election(told["election.json"])
    ballots = read_ballots(files["ballots.csv"], election)
    check_adjudications(told["adjudications.json"], ballots, election, report)
    count = Count(election, list(ballots.values()), told["strokes.json"])
    for part in (compare, compare_people, compare_lists):
        part(told["result.json"], count, report)


def main(arguments: list[str]) -> int:
    """Reads, recounts, prints; gives the exit status."""
    report, path = Report(), Path(arguments[0] if arguments else "证明包.zip")
    try:
        files, manifest = read(path)
    except ValueError as error:
        print(f"不是选举证明包：{error}\n用法：python recount.py 证明包.zip [指纹]")
        return 2
    whole = hashlib.sha256(path.read_bytes()).hexdigest()
    for given in arguments[1:2]:
        report.same("证明包的指纹", given.lower(), whole)
    check_fingerprints(files, manifest, report)
    try:
        recount(files, report)
    except (LookupError, TypeError, ValueError, AttributeError, csv.Error) as error:
        report.say(False, f"不能计票：{error if type(error) is ValueError else repr(error)}")
    told = f"不一致，有 {report.differs} 处" if report.differs else "一致，各项与复算相同"
    print(f"证明包　{path}", f"指纹　　{whole}", *report.lines, f"结论：{told}。", sep="\n")
    return 1 if report.differs else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
