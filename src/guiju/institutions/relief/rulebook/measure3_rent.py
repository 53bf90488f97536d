"""第三条 减免企业租用厂房租金: rent of state-owned premises."""

from guiju.rules import Entitlement, Grant, Matter, Strength, at_least, at_most

from .facts import in_the_park, premises, remitted_months, rent
from .instrument import cite, standard

STATE_OWNED = premises == "国有资产类"

RENT = Grant(
    "rent",
    cite("3"),
    Strength.MUST,
    "减免国有资产类经营用房租金",
    "rent of state-owned premises is remitted",
    (
        Entitlement(
            "park",
            "承租中泰产业园内的国有资产类经营用房",
            "tenant of state-owned premises in the industrial park",
            cite("3"),
            STATE_OWNED & (in_the_park == "是"),
            rent * standard("park_months"),
        ),
        # Between the fewest and the most months the owner of the premises decides.
        Entitlement(
            "elsewhere",
            "承租其他国有资产类经营用房",
            "tenant of state-owned premises elsewhere",
            cite("3"),
            STATE_OWNED & (in_the_park == "否"),
            rent
            * at_most(
                at_least(remitted_months, standard("fewest_months")), standard("most_months")
            ),
        ),
    ),
)

MATTER = Matter("rent", "减免国有资产类经营用房租金", "remission of rent", "企业", RENT)
