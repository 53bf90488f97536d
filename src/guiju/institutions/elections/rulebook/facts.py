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
