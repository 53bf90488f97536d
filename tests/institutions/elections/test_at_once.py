"""Several people at once, and a process killed: no sheet is lost, none is kept twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from guiju.institutions.elections.models import Act, Adjudication, Entry, Outcome, Settled, Sheet
from guiju.institutions.elections.services import (
    acts,
    adjudicating,
    comparing,
    deciding,
    entering,
)
from guiju.ledger.verifying import verify

from .hands import Hands, key_in, key_twice, make_hands, meet, release, set_up

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.django_db(transaction=True)
MARKS = "11122"


@pytest.fixture
def hands(transactional_db: None) -> Hands:
    """Those who work at the elections of an organ, where commits are real."""
    return make_hands()


def at_once(*works: Callable[[], object]) -> list[str]:
    """Run each in a thread of its own from the same moment on; what was refused, in words."""
    start, refused, faults = threading.Barrier(len(works)), list[str](), list[BaseException]()

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except ValidationError as error:
            refused.extend(error.messages)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return refused


def test_of_three_who_open_a_batch_at_once_two_key_it_in(hands: Hands) -> None:
    batch = meet(hands, release(hands), [2]).batches.get()

    def opening(name: str) -> Callable[[], object]:
        return lambda: entering.open_entry(batch, person=hands[name])

    refused = at_once(*map(opening, ("counter", "second", "third")))
    assert len(refused) == 1
    assert list(Entry.objects.order_by("turn").values_list("turn", flat=True)) == [1, 2]
    assert Entry.objects.values("account").distinct().count() == 2


def test_two_people_key_the_same_batch_and_others_another(hands: Hands) -> None:
    election = meet(hands, release(hands), [12, 12])
    first, second = election.batches.all()
    plan = [(first, "counter"), (first, "second"), (second, "second"), (second, "third")]

    def keying(batch: object, name: str) -> Callable[[], object]:
        def work() -> None:
            key_in(hands, batch, name, [MARKS] * 12)  # type: ignore[arg-type]

        return work

    assert at_once(*[keying(*one) for one in plan]) == []
    assert Sheet.objects.count() == 48
    for batch in (first, second):
        assert comparing.compare(batch, person=hands["chief"]).settled == 12
    assert verify().broken is None


def test_the_same_sheet_sent_twice_at_once_is_one_sheet(hands: Hands) -> None:
    batch = meet(hands, release(hands), [1]).batches.get()
    entry = entering.open_entry(batch, person=hands["counter"])

    def keep() -> object:
        return entering.keep_sheet(entry, person=hands["counter"], number=1, marks=MARKS)

    assert at_once(*[keep] * 4) == []
    assert Sheet.objects.get().marks == MARKS


def test_no_sheet_changes_behind_the_closing(hands: Hands) -> None:
    batch = meet(hands, release(hands), [1]).batches.get()
    entry = entering.open_entry(batch, person=hands["counter"])
    told = {"person": hands["counter"], "number": 1}
    entering.keep_sheet(entry, marks=MARKS, **told)

    def change() -> object:
        return entering.keep_sheet(entry, marks="22222", **told)

    refused = at_once(change, lambda: entering.close_entry(entry, person=hands["counter"]))
    kept = Sheet.objects.get().marks
    assert (kept, len(refused)) in ((MARKS, 1), ("22222", 0))
    entry.refresh_from_db()
    assert entry.closed_at is not None


def test_a_batch_compared_by_two_at_once_is_compared_once(hands: Hands) -> None:
    batch = meet(hands, release(hands), [3]).batches.get()
    for name in ("counter", "second"):
        key_in(hands, batch, name, [MARKS, "41122", MARKS])

    def comparing_by(name: str) -> Callable[[], object]:
        return lambda: comparing.compare(batch, person=hands[name])

    assert at_once(*map(comparing_by, ("counter", "second", "chief"))) == ["这一批已经比对"] * 2
    assert (Settled.objects.count(), Adjudication.objects.count()) == (2, 1)


def test_two_confirm_at_once_and_one_does(hands: Hands) -> None:
    batch = meet(hands, release(hands), [1]).batches.get()
    key_twice(hands, batch, ["41122"])
    one = adjudicating.propose_settlement(
        Adjudication.objects.get(), person=hands["scrutineer"], marks=MARKS, reason="看过原票"
    )

    def confirming(name: str) -> Callable[[], object]:
        return lambda: adjudicating.confirm_settlement(one, person=hands[name])

    assert at_once(*map(confirming, ("other", "chief"))) == ["这张选票已经认定"]
    assert Settled.objects.count() == 1


def test_two_propose_or_decide_at_once_and_one_does(hands: Hands) -> None:
    election = set_up(hands)

    def propose() -> object:
        return acts.propose(election, kind="ballot", person=hands["secretary"])

    assert len(at_once(propose, propose)) == 1
    acts.confirm(Act.objects.get(), person=hands["chief"])
    election = meet(hands, election, [1])
    key_twice(hands, election.batches.get(), [MARKS])

    def decide() -> object:
        return deciding.decide_election(election, person=hands["chief"])

    assert len(at_once(decide, decide)) == 1
    assert Outcome.objects.count() == 1
    assert verify().broken is None


KEYING = """
import os, sys, django
from guiju.site.settings import DATABASES
DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()
from guiju.institutions.elections.models import Entry
from guiju.institutions.elections.services.acting import Person
from guiju.institutions.elections.services.entering import keep_sheet
from guiju.organs.selectors import valid_tenures
entry = Entry.objects.get()
person = Person(entry.account, valid_tenures(entry.account)[0].post)
for number in range(1, entry.batch.sheets + 1):
    keep_sheet(entry, person=person, number=number, marks="11122")
    print(number, flush=True)
"""


def test_a_killed_process_loses_no_sheet_that_it_said_it_kept(hands: Hands) -> None:
    batch = meet(hands, release(hands), [2000]).batches.get()
    entry = entering.open_entry(batch, person=hands["counter"])
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "guiju.site.settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    with subprocess.Popen(
        [sys.executable, "-c", KEYING], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _place in range(7)]
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout if line.endswith("\n")]
        assert process.wait(20) == -signal.SIGKILL
    kept = set(Sheet.objects.values_list("number", flat=True))
    assert set(said) <= kept
    # One that was kept and not said any more may be there; the next one goes on from it.
    assert kept == set(range(1, len(kept) + 1))
    assert len(kept) - len(said) <= 1
    for number in range(1, len(kept) + 2):
        entering.keep_sheet(entry, person=hands["counter"], number=number, marks=MARKS)
    assert Sheet.objects.count() == len(kept) + 1
