"""The demo city: the real organs of Chongzuo as the gazette names them, with invented people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guiju.ledger.services import Actor

from ..models import Account, Level, Organ, Post, Role, Setting
from ..services import appoint, create_account, create_organ, create_post

ACTOR = Actor("演示数据", "")
SINCE = dt.date(2020, 1, 6)
REGION, CITY = "45", "4514"
WORKED_IN = "广西"
"""Whose days off the demo keeps."""
COUNTIES = (
    ("451402", "江州区"),
    ("451421", "扶绥县"),
    ("451422", "宁明县"),
    ("451423", "龙州县"),
    ("451424", "大新县"),
    ("451425", "天等县"),
    ("451481", "凭祥市"),
    ("451499", "中泰产业园管委会"),
)
# Departments that the gazette's documents name.
CITY_ORGANS = (
    ("市委办公室", "党的机关"),
    ("市人大常委会办公室", "人大机关"),
    ("市人民政府办公室", "行政机关"),
    ("市政协办公室", "政协机关"),
    ("市中级人民法院", "审判机关"),
    ("市人民检察院", "检察机关"),
    ("市发展改革委", "行政机关"),
    ("市教育局", "行政机关"),
    ("市公安局", "行政机关"),
    ("市民政局", "行政机关"),
    ("市人力资源社会保障局", "行政机关"),
    ("市自然资源局", "行政机关"),
    ("市农业农村局", "行政机关"),
    ("市卫生健康委", "行政机关"),
    ("市应急管理局", "行政机关"),
    ("市统计局", "行政机关"),
    ("市总工会", "人民团体"),
    ("民盟市委会（演示）", "民主党派机关"),
    ("市直属事业单位（演示）", "直属事业单位"),
    ("市某所属事业单位（演示）", "所属事业单位"),
    ("市某国有企业（演示）", "企业"),
)
COUNTY_ORGANS = (
    ("人民政府办公室", "行政机关"),
    ("公安局", "行政机关"),
    ("教育局", "行政机关"),
    ("某所属事业单位（演示）", "所属事业单位"),
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_DEMO_POSTS = {
    "4514-08": (Role.USING_CLERK,),
    "4514-A": (Role.AUTHORITY, Role.ADMINISTRATOR),
    "4514-F": (Role.FINANCE,),
    "4514-D": (Role.DISCIPLINE,),
    "45-A": (Role.AUTHORITY,),
    "451421-A": (Role.AUTHORITY,),
    "451421-02": (Role.USING_CLERK,),
}


@dataclass
class _Names:
    """Invented names: a surname and 演 or 示 with a running number."""

    used: int = 0

    def next(self) -> str:
        """The next name."""
        self.used += 1
        return f"{_SURNAMES[self.used % len(_SURNAMES)]}演示{self.used}"


def load_organs() -> None:
    """Set up the tree, its posts and the people in them; mark the database as a demo."""
    # The mark comes first: a clock that is set forward may then write the demo's history.
    Setting.objects.update_or_create(key="demo", defaults={"value": True})
    names = _Names()
    region = _organ(REGION, "广西壮族自治区", Level.REGION, "行政机关", None)
    _watchers(region, "自治区", Level.REGION, names)
    city = _organ(CITY, "崇左市", Level.CITY, "行政机关", region)
    _watchers(city, "市", Level.CITY, names)
    for number, (name, category) in enumerate(CITY_ORGANS, start=1):
        organ = _organ(f"{CITY}-{number:02}", name, Level.CITY, category, city)
        _post(organ, Role.USING_CLERK, names)
    for code, name in COUNTIES:
        county = _organ(code, name, Level.COUNTY, "行政机关", city)
        short = name.removesuffix("管委会")
        _watchers(county, short, Level.COUNTY, names)
        for number, (own, category) in enumerate(COUNTY_ORGANS, start=1):
            organ = _organ(f"{code}-{number:02}", f"{short}{own}", Level.COUNTY, category, county)
            _post(organ, Role.USING_CLERK, names)
        town = _organ(f"{code}-T1", f"{short}某镇人民政府（演示）", Level.TOWN, "行政机关", county)
        _post(town, Role.USING_CLERK, names)
    _second_post("451421-02", "451421-T1")


def _watchers(government: Organ, prefix: str, level: str, names: _Names) -> None:
    """The departments that watch over a level: affairs office, finance, discipline inspection."""
    told = (
        ("A", "机关事务管理局", "行政机关", Role.AUTHORITY),
        ("F", "财政局" if level != Level.REGION else "财政厅", "行政机关", Role.FINANCE),
        ("D", "纪委监委", "监察机关", Role.DISCIPLINE),
    )
    for mark, name, category, role in told:
        organ = _organ(f"{government.code}-{mark}", f"{prefix}{name}", level, category, government)
        _post(organ, role, names)
        if mark == "A":
            _post(organ, Role.ADMINISTRATOR, names)


def _second_post(own: str, other: str) -> None:
    """Let a demo person hold a second post, so that the choice of post can be seen."""
    account = Account.objects.get(tenures__post__organ__code=own)
    appoint(ACTOR, account=account, post=Post.objects.get(organ__code=other), since=SINCE)


def _organ(code: str, name: str, level: str, category: str, parent: Organ | None) -> Organ:
    return create_organ(ACTOR, code=code, name=name, level=level, category=category, parent=parent)


def _post(organ: Organ, role: Role, names: _Names) -> Post:
    title = {
        Role.USING_CLERK: "公务用车经办",
        Role.AUTHORITY: "公务用车主管经办",
        Role.FINANCE: "财政经办",
        Role.DISCIPLINE: "纪检监察经办",
        Role.ADMINISTRATOR: "系统管理员",
    }[role]
    demo = role in _DEMO_POSTS.get(organ.code, ())
    post = create_post(ACTOR, organ=organ, role=role, title=title, demo=demo)
    account = create_account(ACTOR, username=f"demo-{post.pk}", name=names.next())
    appoint(ACTOR, account=account, post=post, since=SINCE)
    return post
