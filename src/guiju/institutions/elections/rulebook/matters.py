"""What can be asked of the regulation: setting up, meeting, ballots, persons, lists."""

from guiju.rules import Matter

from . import (
    chapter1_general,
    chapter2_delegates,
    chapter3_committee,
    chapter4_standing,
    chapter5_ballots,
    chapter5_result,
    chapter5_scrutineers,
    chapter5_shortage,
    chapter8_supplementary,
)

RATIO = Matter(
    "ratio",
    "候选人与名额",
    "candidates and seats",
    "选举",
    duties=(
        chapter1_general.EQUAL_NUMBERS,
        chapter2_delegates.DELEGATES,
        chapter3_committee.ALTERNATES_SHARE,
        chapter3_committee.COMMITTEE,
        chapter4_standing.STANDING,
    ),
)
NATIONAL = Matter(
    "national",
    "全国代表大会代表的候选人与名额",
    "candidates and seats of delegates to the national congress",
    "选举",
    duties=(chapter2_delegates.NATIONAL_DELEGATES,),
)
CANDIDACY = Matter(
    "candidacy",
    "差额和预选",
    "more candidates than seats, and preselection",
    "选举",
    duties=(chapter1_general.MORE_CANDIDATES, chapter1_general.AFTER_PRESELECTION),
)
SEQUENCE = Matter(
    "sequence",
    "选举的先后",
    "which election comes first",
    "选举",
    duties=(chapter3_committee.MEMBERS_FIRST, chapter4_standing.STANDING_FIRST),
)
SCRUTINY = Matter("scrutiny", "监票人", "scrutineers", "选举", duties=chapter5_scrutineers.DUTIES)
METHOD = Matter(
    "method", "选举办法", "the method adopted", "选举", duties=(chapter8_supplementary.METHOD,)
)
CONGRESS = Matter(
    "congress",
    "代表大会到会人数",
    "those present at a congress",
    "选举",
    duties=(chapter5_ballots.CONGRESS_QUORUM,),
)
PLENARY = Matter(
    "plenary",
    "全体会议到会人数",
    "those present at a plenary",
    "选举",
    duties=(chapter5_ballots.PLENARY_QUORUM,),
)
RECONCILIATION = Matter(
    "reconciliation",
    "选票核对",
    "ballots issued and returned",
    "选举",
    duties=(chapter5_ballots.ISSUED, chapter5_ballots.RETURNED),
)
BALLOT = Matter(
    "ballot",
    "一张选票是否有效",
    "whether a ballot is valid",
    "票号",
    duties=(chapter5_ballots.WRITTEN, chapter5_ballots.CHOSEN),
)
PERSON = Matter(
    "person",
    "得票是否超过半数",
    "whether a person has a majority",
    "姓名",
    duties=(chapter5_result.ELECTED, chapter5_result.NOMINATED),
)
STANDING = Matter(
    "standing",
    "再次投票中可以当选的人",
    "who can be elected in a runoff",
    "姓名",
    duties=(chapter5_result.TIED_ALONE,),
)
AGAIN = Matter(
    "again",
    "重新选举的候选人",
    "who stands again for open seats",
    "选举",
    duties=(chapter5_result.NOBODY_PASSED_OVER,),
)
SHORTAGE = Matter(
    "shortage",
    "不足名额的处理",
    "what is done about seats that are short",
    "选举",
    duties=(chapter5_shortage.LEFT_OPEN,),
)
FEW = Matter(
    "few",
    "预选后的候选人不足",
    "too few candidates after a preselection",
    "选举",
    duties=(chapter5_shortage.FEW,),
)
PASSING = Matter(
    "passing",
    "纪委选举结果的通过",
    "who passes what a discipline commission elected",
    "选举",
    duties=(chapter4_standing.PASSED,),
)
LISTS = tuple(
    Matter(grant.name, grant.title, grant.english, "选举", grant) for grant in chapter5_result.LISTS
)

MATTERS = (
    RATIO,
    NATIONAL,
    CANDIDACY,
    SEQUENCE,
    SCRUTINY,
    METHOD,
    CONGRESS,
    PLENARY,
    RECONCILIATION,
    BALLOT,
    PERSON,
    STANDING,
    AGAIN,
    SHORTAGE,
    FEW,
    PASSING,
    *LISTS,
)
