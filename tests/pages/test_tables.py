"""The order of every list: what is equal in the column it is sorted by stands by its key."""

from __future__ import annotations

from importlib import import_module

import django_tables2
import pytest
from django.conf import settings

from guiju.organs.models import Organ
from guiju.pages.tables import Table, settled

pytestmark = pytest.mark.django_db


class Organs(Table):
    """Organs by their level."""

    level = django_tables2.Column()


def test_equal_rows_stand_by_their_key_whichever_way_they_are_sorted(city: None) -> None:
    for way in ("level", "-level"):
        found = [row.record for row in Organs(Organ.objects.all(), order_by=way).rows]
        told = [(one.level, one.pk) for one in found]
        levels = [*dict.fromkeys(level for level, _ in told)]
        assert told == sorted(told, key=lambda one: (levels.index(one[0]), one[1]))
        assert len(levels) > 1


def test_an_order_that_is_whole_and_rows_without_one_stay_as_they_are() -> None:
    whole, without = Organ.objects.order_by("level", "-pk"), [3, 1, 2]
    assert settled(whole) is whole
    assert settled(without) is without


def test_every_list_of_the_house_is_such_a_table() -> None:
    import_module(settings.ROOT_URLCONF)  # with every page, and so with every list
    own = {
        one for one in django_tables2.Table.__subclasses__() if one.__module__.startswith("guiju")
    }
    assert own == {Table}
    assert {"CaseTable", "CarTable"} <= {one.__name__ for one in Table.__subclasses__()}
