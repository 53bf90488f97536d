"""Small approval elections in the published formats, invented here, and recounted exactly."""

import random
from collections import Counter
from pathlib import Path

from guiju.institutions.elections.counting import decide, parse_election, read_ballots

BALLOTS, CANDIDATES = 3_000, 12


def recount(folder: Path, kind: str) -> bool:
    """Whether the count of a file has the approvals of every candidate and every ballot."""
    chance = random.Random(1)
    names = [f"候选{number}" for number in range(1, CANDIDATES + 1)]
    ballots = [
        frozenset(chance.sample(range(CANDIDATES), chance.randrange(CANDIDATES + 1)))
        for _ in range(BALLOTS)
    ]
    path = folder / f"approvals.{kind}"
    path.write_text(_cat(names, ballots) if kind == "cat" else _pb(names, ballots), "utf-8")
    given = {"kind": "delegates", "round": "formal", "body": "unit", "seats": CANDIDATES}
    result = decide(*read_ballots(path, parse_election(given)))
    expected = [sum(index in ballot for ballot in ballots) for index in range(CANDIDATES)]
    told = [(one.name, one.for_) for one in result.votes]
    return len(result.ballots) == BALLOTS and told == list(zip(names, expected, strict=True))


def _cat(names: list[str], ballots: list[frozenset[int]]) -> str:
    """PrefLib: equal ballots together, the approved as the first category, the rest as second."""
    lines = [
        "# FILE NAME: 00000-00000001.cat",
        f"# NUMBER ALTERNATIVES: {len(names)}",
        f"# NUMBER VOTERS: {len(ballots)}",
        "# NUMBER CATEGORIES: 2",
        "# CATEGORY NAME 1: Yes",
        "# CATEGORY NAME 2: No",
        *(f"# ALTERNATIVE NAME {place}: {name}" for place, name in enumerate(names, 1)),
    ]
    for ballot, count in Counter(ballots).most_common():
        others = set(range(len(names))) - ballot
        lines.append(f"{count}: {_category(ballot)},{_category(others)}")
    return "\n".join(lines) + "\n"


def _category(members: frozenset[int] | set[int]) -> str:
    """One alternative stands alone, several or none within braces."""
    told = ", ".join(str(index + 1) for index in sorted(members))
    return told if len(members) == 1 else f"{{{told}}}"


def _pb(names: list[str], ballots: list[frozenset[int]]) -> str:
    """Pabulib: projects with a cost, and the projects that each voter approves."""
    lines = ["META", "key;value", "description;invented", "country;none", "vote_type;approval"]
    lines += [f"num_projects;{len(names)}", f"num_votes;{len(ballots)}", "budget;1000"]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"{100 + place};{10 * place + 10};{name}" for place, name in enumerate(names)]
    lines += ["VOTES", "voter_id;age;vote"]
    for voter, ballot in enumerate(ballots):
        lines.append(f"{voter};{20 + voter % 60};{','.join(str(100 + i) for i in sorted(ballot))}")
    return "\n".join(lines) + "\n"
