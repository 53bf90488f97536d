"""``rules``: what can be done with a rulebook on the command line."""

from __future__ import annotations

import typer

from . import asking, checking, deciding, listing, simulating, testing

app = typer.Typer(help="规则", no_args_is_help=True, add_completion=False)
for room in (listing, deciding, asking, checking, simulating, testing):
    room.register(app)
