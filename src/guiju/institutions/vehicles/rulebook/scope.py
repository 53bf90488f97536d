"""The reserves that stand behind every duty: organs that are not clearly, or not fully, bound."""

from .chapter1_general import OF_THE_REGION
from .chapter6_supplementary import (
    IN_PRINCIPLE,
    INSTITUTIONS_NOT_OF_THE_CITY,
    PARTIES_OF_THE_REGION,
)

NOT_CLEARLY_BOUND = (OF_THE_REGION, PARTIES_OF_THE_REGION, INSTITUTIONS_NOT_OF_THE_CITY)
SCOPE = (*NOT_CLEARLY_BOUND, IN_PRINCIPLE)
