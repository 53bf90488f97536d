"""第八条第二款 (附则): how long the measures are in force."""

from guiju.rules import Entitlement, Grant, Matter, Strength

from .facts import event_day
from .instrument import cite, standard

VALIDITY = Grant(
    "validity",
    cite("8/2"),
    Strength.MUST,
    "政策措施的执行期限",
    "the measures are in force",
    (
        Entitlement(
            "in-force",
            "事项发生在执行期限内",
            "the event lies in the period in which the measures are in force",
            cite("8/2"),
            (event_day >= standard("validity_first")) & (event_day <= standard("validity_last")),
        ),
    ),
)

MATTER = Matter("validity", "执行期限", "period of validity", "事项", VALIDITY)
