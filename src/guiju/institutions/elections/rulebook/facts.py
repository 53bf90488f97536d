"""The facts that the articles ask of an election, of a ballot and of a person voted for."""

from guiju.rules import Choice, Judge, Quantity

from .instrument import cite

YES_NO = ("是", "否")
PERSONS_AT_MOST = 100_000_000

KINDS = {
    "delegates": "代表",
    "committee": "委员会委员",
    "alternates": "候补委员",
    "committee_and_alternates": "委员、候补委员一并",
    "discipline": "纪委委员",
    "standing": "常委会委员",
    "secretaries": "书记、副书记",
}
ROUNDS = {"preselection": "预选", "formal": "正式选举", "runoff": "再次投票", "repeat": "重新选举"}
BODIES = {"congress": "代表大会", "plenary": "委员会全体会议", "unit": "选举单位"}
LEVELS = {"local": "地方", "national": "全国"}
COURSES = ("重新选举", "不再选举")
DECIDERS = ("大会主席团", "选举人")
COMMITTEES = {False: "党的委员会", True: "纪律检查委员会"}
"""Whose standing committee or secretaries are elected, by whether it is the commission's."""


def persons(key: str, english: str) -> Quantity:
    """A number of persons or ballots."""
    return Quantity(key, "人", 0, PERSONS_AT_MOST, english)


kind = Choice("选举事项", tuple(KINDS.values()), "What is elected")
turn = Choice("投票轮次", tuple(ROUNDS.values()), "Round")
body = Choice("选举会议", tuple(BODIES.values()), "Body")
level = Choice("组织层级", tuple(LEVELS.values()), "Level")
preselected = Choice("先行差额预选", YES_NO, "A preselection with more candidates went before")

# 第二十四条、第三十三条、第三十四条
eligible = persons("应到会有选举权人数", "Entitled to vote who should attend")
present = persons("到会人数", "Present")
issued = persons("发出选票数", "Ballots issued")
returned = persons("收回选票数", "Ballots returned")

# 名额和候选人
seats = persons("应选人数", "Seats")
alternate_seats = persons("候补委员应选人数", "Seats of alternates")
surplus = Quantity(
    "差额人数", "人", -PERSONS_AT_MOST, PERSONS_AT_MOST, "Candidates beyond the seats"
)
"""Candidates less all seats, those of alternates included; less than nought where too few stand."""

# 一张选票
chosen = persons("所选人数", "Persons chosen")
limit = persons("规定应选人数", "Most persons a ballot may choose")
against = persons("不赞成人数", "Persons voted against")
written = persons("另选人数", "Other persons written in")

# 一名被选举人
votes = persons("得赞成票数", "Votes for the person")

# 再次投票、重新选举
listed = Choice("列在选票上", YES_NO, "Stands on the ballot")
fewest_again = persons("再列为候选人者的最少得票", "Fewest votes of those who stand again")
most_left_out = persons("未再列者的最多得票", "Most votes of those who do not stand again")

# 名额不足，第三十六条
handling = Choice("不足名额的处理", COURSES, "What is done about the seats that are short")
decider = Choice("由谁决定", DECIDERS, "Who decided")
near = Choice(
    "接近应选名额",
    YES_NO,
    "The number comes close to the seats",
    Judge("大会主席团或者选举人", "presidium or electors", cite("36/1")),
)
agreeing = persons("同意不再选举人数", "Who agreed to leave it at that")
left = Choice(
    "不足名额已经决定不再选举",
    YES_NO,
    "It was decided to leave the seats that are short",
    Judge("大会主席团或者选举人", "presidium or electors", cite("36/2")),
)

# 纪委选举结果的通过，第二十三条
whose = Choice(
    "选举的委员会", tuple(COMMITTEES.values()), "Whose standing committee or secretaries"
)
passed = Choice(
    "经同级党委全体会议通过",
    YES_NO,
    "Passed by the plenary of the committee of the same level",
    Judge("同级党的委员会全体会议", "plenary of the committee of the same level", cite("23/1")),
)

# 设置
chiefs = persons("总监票人数", "Chief scrutineers")
deputies = persons("副总监票人数", "Deputy chief scrutineers")
scrutineers = persons("监票人数", "Scrutineers")
candidate_scrutineers = persons("监票人中的候选人数", "Scrutineers who are candidates")
outside_scrutineers = persons("监票人中的非选举人数", "Scrutineers who may not vote")
scrutineers_voted = Choice(
    "监票人经表决通过",
    YES_NO,
    "Scrutineers were voted in",
    Judge("大会主席团、大会或者全体会议", "presidium, congress or plenary", cite("28/1")),
)
assenting = persons("同意选举办法人数", "Who assented to the method")
members_done = Choice("委员已经选出", YES_NO, "Members were elected")
standing_done = Choice("常委会委员已经选出", YES_NO, "The standing committee was elected")
