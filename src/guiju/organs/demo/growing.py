"""More organs for the demo's counties, so that a history may be of any scale."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Level, Organ, Role
from ..services import create_organ, create_post
from .life import CLERK, appoint_somebody
from .people import manager
from .tree import COUNTY_ORGANS, SINCE

KINDS = (
    "民政局",
    "司法局",
    "人力资源社会保障局",
    "自然资源局",
    "住房城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "文化旅游局",
    "卫生健康局",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "林业局",
    "医疗保障局",
    "信访局",
    "档案馆",
    "气象局",
)


def grow(times: int, governments: Sequence[str]) -> int:
    """So many times more organs for each county as it has; how many."""
    for code in governments:
        county = Organ.objects.get(code=code)
        for number in range(times * len(COUNTY_ORGANS)):
            _add(county, number)
    return times * len(COUNTY_ORGANS) * len(governments)


def _add(county: Organ, number: int) -> None:
    turn, place = divmod(number, len(KINDS))
    prefix = county.name.removesuffix("管委会")
    name = f"{prefix}{KINDS[place]}{f'第{turn + 1}分局' if turn else ''}（演示）"
    code = f"{county.code}-{number + len(COUNTY_ORGANS) + 1:02}"
    by = manager(Organ(code=code, parent=county))
    organ = create_organ(
        by, code=code, name=name, level=Level.COUNTY, category="行政机关", parent=county
    )
    post = create_post(by, organ=organ, role=Role.USING_CLERK, title=CLERK)
    appoint_somebody(post, SINCE)
