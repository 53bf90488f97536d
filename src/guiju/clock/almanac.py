"""The almanac 历表: the notices of the country and its regions, and the calendar of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from .errors import ClockError
from .notices import Source, read_country, read_region
from .workdays import WorkCalendar

HERE = Path(__file__).parent


class Almanac:
    """All notices that are known; another one is made when a notice is added."""

    def __init__(self, country: Source, regions: Iterable[Source] = ()) -> None:
        self.country = country
        self._regions: dict[str, Source] = {}
        self._calendars: dict[str, WorkCalendar] = {}
        for source in regions:
            for known in self._regions.values():
                if twice := sorted(known.names & source.names):
                    raise ClockError(source.region, twice[0], "一个名字只指一个地区")
            self._regions[source.region] = source
        for source in self._regions.values():
            self._chain(source)

    @property
    def regions(self) -> list[str]:
        """The names of the regions that have days off of their own."""
        return list(self._regions)

    def calendar(self, region: str | None = None) -> WorkCalendar:
        """The working days of the country, or of a region within it."""
        source = self._named(region) if region else self.country
        if source.region not in self._calendars:
            chain = self._chain(source) if region else [source]
            self._calendars[source.region] = WorkCalendar(chain)
        return self._calendars[source.region]

    def _named(self, name: str) -> Source:
        for source in self._regions.values():
            if name in source.names:
                return source
        names = [name for source in self._regions.values() for name in sorted(source.names)]
        near = get_close_matches(name, names, n=3, cutoff=0.3) or names
        raise ClockError("地区", name, f"有自己放假安排的地区：{'、'.join(near) or '（无）'}")

    def _chain(self, source: Source) -> Sequence[Source]:
        """The country, the region, the county: whichever stands later overrides."""
        chain = [source]
        while chain[0].within:
            parent = self._named(chain[0].within)
            if parent in chain:
                raise ClockError(source.region, source.within, "不在自己之内的地区")
            chain.insert(0, parent)
        return [self.country, *chain]


def read_almanac(
    country: Path = HERE / "notices.yaml", regions: Iterable[Path] | None = None
) -> Almanac:
    """The almanac of these files; those of this room where none are named."""
    if regions is None:
        regions = sorted((HERE / "regions").glob("*.yaml"))
    return Almanac(read_country(country), map(read_region, regions))


@lru_cache(maxsize=1)
def almanac() -> Almanac:
    """The almanac of this room, read once."""
    return read_almanac()


@lru_cache(maxsize=256)
def calendar(region: str | None = None) -> WorkCalendar:
    """The working days of the country, or of a region, by the almanac of this room."""
    return almanac().calendar(region)
