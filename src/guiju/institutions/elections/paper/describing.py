"""Where everything stands on a ballot, for whoever reads the paper later: JSON, millimetres."""

from __future__ import annotations

from typing import Any

from ..counting import Election
from . import codes
from .measures import Box
from .painting import Drawn, Place

VERSION = 1


def described(drawn: Drawn, row: codes.Row, election: Election) -> dict[str, Any]:
    """The description of a ballot's layout: from the upper left corner of the upright sheet."""
    sheet = drawn.page.sheet
    return {
        "version": VERSION,
        "code": row.code,
        "title": election.title,
        "unit": "mm",
        "page": {"name": sheet.name, "width": sheet.width, "height": sheet.height},
        "large": row.large,
        "specimen": row.specimen,
        "blank": election.blank,
        "corner_marks": {name: box.told() for name, box in drawn.marks.items()},
        "code_row": {
            "bits": codes.bits(row),
            "first": drawn.squares[0].told(),
            "pitch": codes.PITCH,
        },
        "candidates": [_place(place) for place in drawn.places],
        "others": [_other(post, box) for post, box in drawn.others],
    }


def _place(place: Place) -> dict[str, Any]:
    told: dict[str, Any] = {"place": place.number, "name": place.candidate.name}
    if place.candidate.post:
        told["post"] = place.candidate.post
    cells = {key: box.told() for key, box in place.cells.items()}
    return {**told, "name_cell": place.name.told(), "cells": cells}


def _other(post: str, box: Box) -> dict[str, Any]:
    return {"post": post, **box.told()} if post else dict(box.told())
