"""The demo city's organs and people, and how its history is acted day by day."""

from .tree import ACTOR, CITY, CITY_ORGANS, COUNTIES, COUNTY_ORGANS, REGION, SINCE, load_organs

__all__ = [
    "ACTOR",
    "CITY",
    "CITY_ORGANS",
    "COUNTIES",
    "COUNTY_ORGANS",
    "REGION",
    "SINCE",
    "load_organs",
]
