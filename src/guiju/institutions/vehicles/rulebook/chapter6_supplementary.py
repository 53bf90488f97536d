"""第六章 附则: who follows them in principle only (第三十二条), since when (第三十四条)."""

from guiju.rules import Reserve

from .facts import bought, level, organ_category
from .instrument import OUTLINE, cite

PARTIES_OF_THE_REGION = Reserve(
    "自治区民主党派机关是否属于本细则的适用范围，条文没有写明",
    "whether the region's democratic parties fall under these rules is not said",
    cite("32/2"),
    (level == "自治区") & (organ_category == "民主党派机关"),
    cited=True,
)
INSTITUTIONS_NOT_OF_THE_CITY = Reserve(
    "条文只写明市委、市政府直属事业单位适用，其他层级的直属事业单位没有写明",
    "only the city's directly subordinate institutions are named",
    cite("32/3"),
    (organ_category == "直属事业单位") & (level != "市"),
    cited=True,
)
IN_PRINCIPLE = Reserve(
    "所属事业单位只按照本细则的原则管理，是否违反须由人判断",
    "subordinate institutions follow the rules in principle only",
    cite("32/3"),
    organ_category == "所属事业单位",
    cited=True,
)
AFFILIATE_OF_THE_REGION = Reserve(
    "自治区机关的所属事业单位是否属于本细则的适用范围，条文没有写明",
    "whether subordinate institutions of the region fall under these rules is not said",
    cite("32/3"),
    (organ_category == "所属事业单位") & (level == "自治区"),
    cited=True,
)
BEFORE_EFFECT = Reserve(
    "购置在本细则施行之前，当时的规定不在手头",
    "bought before these rules took effect; the earlier rule is not at hand",
    cite("34/1"),
    bought < OUTLINE.effective,
)
