"""Who works at the congress and the plenary, each signed in at a screen of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from guiju.institutions.elections.demo.people import Hall, gather
from guiju.institutions.elections.services.acting import Person


@dataclass
class Screens:
    """A browser context for each post, opened when somebody sits down at it."""

    chromium: Any
    url: str
    open: dict[int, Any] = field(default_factory=dict)

    def of(self, person: Person) -> Any:
        """The page of a person who signed in by the button of the post on the first page."""
        if person.post.pk not in self.open:
            context = self.chromium.new_context(base_url=self.url, accept_downloads=True)
            page = context.new_page()
            page.set_default_timeout(30_000)
            self.open[person.post.pk] = page
            page.goto("/")
            page.locator(f'button[name=post][value="{person.post.pk}"]').click()
            page.wait_for_selector(".who")
        return self.open[person.post.pk]

    def close(self) -> None:
        """Everybody leaves."""
        for page in self.open.values():
            page.context.close()


@dataclass
class Desks:
    """The pages of those who work at the elections of one organ, by what they are."""

    hall: Hall
    screens: Screens

    def __getitem__(self, who: str) -> Any:
        return self.screens.of(self.hall[who])

    @property
    def chief(self) -> str:
        """Who reports for the scrutineers: a plenary has no chief, another of them does (28/2)."""
        return "chief" if "chief" in self.hall.people else "other"


def sit_down(chromium: Any, url: str) -> tuple[Desks, Desks]:
    """The congress and the plenary of the demo city, whose elections are still to be set up."""
    screens = Screens(chromium, url)
    congress, plenary = gather()
    return Desks(congress, screens), Desks(plenary, screens)
