"""Why a row of a city's workbook is refused, in both languages."""

from guiju.sheets import Accepted

ONCE = Accepted("a value that no other row has", "别的行没有的内容")
ONE_HEAD = Accepted(
    "the code of the organ above: only one organ stands at the head",
    "上级代码：只有一个机关没有上级",
)
KNOWN = Accepted(
    "the code of an organ in this workbook or set up already", "本工作簿里或已设立的机关的代码"
)
STANDING = Accepted("an organ that has not ended", "没有撤销的机关")
INSIDE = Accepted("an organ in your own scope", "本人管理范围内的机关")
NO_CIRCLE = Accepted("an organ above that is not below this one", "不在本机关之下的上级机关")
NOT_ABOVE = Accepted(
    "a level that does not stand above that of the organ above", "不高于上级机关的行政层级"
)
SAME_PARENT = Accepted(
    "the organ above as it is: an import moves no organ", "与现在相同的上级：导入不移动机关"
)
SAME_LEVEL = Accepted("the level as it is", "与现在相同的行政层级")
SAME_ROLE = Accepted(
    "the role as it is: set up another post for another role",
    "与现在相同的职责：职责不同的，另设岗位",
)
CODE = Accepted(
    "digits and capital letters, with hyphens between, as text (4514-08)",
    "数字和大写字母，中间可用连字符，文本格式（4514-08）",
)
SHALLOW = Accepted("a tree whose path is shorter", "上下级的代码连起来不超过 400 字")
POST = Accepted("a post of that organ", "该机关的一个岗位")
SAME_NAME = Accepted(
    "the name of that account; another person needs another user name",
    "该账号的姓名；不是同一个人的，另取用户名",
)
OPEN_ACCOUNT = Accepted("an account in use", "没有停用的账号")
AFTER_SINCE = Accepted("a day that is not before the first one", "不早于开始的日期")
FREE = Accepted("a period in which the person does not hold this post", "没有担任这个岗位的时间")
NOT_LONGER = Accepted("the end as it is, or an earlier one", "与现在相同或更早的结束日期")
KEPT_HOUSE = Accepted(
    "another administrator afterwards, named first", "先任命继任的系统管理员，再结束任职"
)
