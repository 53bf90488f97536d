"""第一章 总则: whom the rules bind (第二条); organs of the region are not clearly among them."""

from guiju.rules import Reserve

from .facts import MAIN_ORGANS, level, organ_category
from .instrument import cite

# 第二条 names the city's organs of every level; a firm is none of them.
BINDS = ~organ_category.among("企业")

OF_THE_REGION = Reserve(
    "自治区机关是否属于本细则的适用范围，条文没有写明",
    "whether organs of the region fall under these rules is not said",
    cite("2/1"),
    (level == "自治区") & organ_category.among(*MAIN_ORGANS),
    cited=True,
)
