"""The chains: written in the transaction, never changed, broken rows named, forks impossible."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from guiju.ledger import actions, guards, verifying
from guiju.ledger.canonical import belongs, canonical, link, merkle_path, merkle_root
from guiju.ledger.commands import app
from guiju.ledger.models import AppendOnly, Entry, Head, KeptHead, Personal
from guiju.ledger.services import (
    Actor,
    NotInTransaction,
    erase_personal,
    keep_heads,
    lock,
    record,
    record_bulk,
)
from guiju.ledger.verifying import personal_holds, verify

ACTION = actions.register("tests.done", "试")
ACTOR = Actor("演示甲", "演示岗位")


def write(chain: str = "a", **told: object) -> Entry:
    with transaction.atomic():
        return record(chain=chain, actor=ACTOR, action=ACTION, subject="s", **told)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_history_is_written_in_the_transaction_of_what_it_records() -> None:
    with pytest.raises(NotInTransaction):
        record(chain="a", actor=ACTOR, action=ACTION, subject="s")
    with pytest.raises(RuntimeError), transaction.atomic():
        record(chain="a", actor=ACTOR, action=ACTION, subject="s")
        raise RuntimeError
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_entry_says_who_when_what_why_and_by_which_article() -> None:
    entry = write(reason="因为", article="7/1", before={"x": 1}, after={"x": 2})
    assert entry.number == 1
    for told in ("演示甲", "演示岗位", "因为", "7/1", '"before":{"x":1}', '"after":{"x":2}'):
        assert told in entry.content
    assert link(entry.previous, entry.content, entry.algorithm) == entry.hash
    assert verify().broken is None


@pytest.mark.django_db
def test_an_unregistered_action_is_refused() -> None:
    with pytest.raises(ValueError, match="registered"):
        record(chain="a", actor=ACTOR, action="nobody.knows", subject="s")


@pytest.mark.django_db
def test_entries_are_neither_changed_nor_deleted() -> None:
    entry = write()
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(subject="x"),
    ):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_changes() -> None:
    write()
    guards.install(connection)
    try:
        for statement in ("UPDATE ledger_entry SET subject = 'x'", "DELETE FROM ledger_entry"):
            with (
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
        assert Entry.objects.get().subject == "s"
    finally:
        guards.remove(connection)


def tamper(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE ledger_entry SET content = replace(content, '演示甲', '乙') WHERE number = 3", 3),
        ("UPDATE ledger_entry SET actor_name = '乙' WHERE number = 2", 2),
        ("DELETE FROM ledger_entry WHERE number = 4", 4),
        ("DELETE FROM ledger_entry WHERE number = 1", 1),
        ("DELETE FROM ledger_entry WHERE number = 5", 5),
        ("UPDATE ledger_entry SET hash = previous WHERE number = 2", 2),
        ("UPDATE ledger_head SET number = 4", 6),
        ("UPDATE ledger_head SET number = 9", 6),
        ("DELETE FROM ledger_head", 5),
        ("UPDATE ledger_entry SET algorithm = 'sha999' WHERE number = 2", 2),
        ("UPDATE ledger_entry SET previous = 'x' WHERE number = 3", 3),
        ("UPDATE ledger_entry SET number = 0 WHERE number = 1", 1),
        ("UPDATE ledger_entry SET number = 900000 WHERE number = 5", 5),
    ],
)
def test_the_first_broken_row_is_named(statement: str, number: int) -> None:
    for chain in ("a", "b"):
        for _ in range(5):
            write(chain)
    tamper(statement + (" AND chain = 'b'" if "WHERE" in statement else " WHERE chain = 'b'"))
    broken = verify().broken
    assert broken is not None
    assert (broken.chain, broken.number) == ("b", number)
    assert broken.why
    assert verify("a").broken is None


@pytest.mark.django_db
def test_a_chain_rewritten_as_a_whole_differs_from_the_heads_kept_above() -> None:
    for _ in range(3):
        write("a")
    with transaction.atomic():
        assert keep_heads("above", ["a", "none"], dt.date(2026, 1, 1)) == 1
        assert keep_heads("above", ["a"], dt.date(2026, 1, 1)) == 0
    tamper("DELETE FROM ledger_entry")
    tamper("DELETE FROM ledger_head")
    for _ in range(3):
        write("a")
    broken = verify().broken
    assert broken is not None
    assert (broken.number, KeptHead.objects.count()) == (3, 1)


@pytest.mark.django_db
def test_a_chain_deleted_as_a_whole_is_missed_by_the_organ_above() -> None:
    write("a")
    keep_heads("above", ["a"], dt.date(2026, 1, 1))
    tamper("DELETE FROM ledger_entry")
    tamper("DELETE FROM ledger_head")
    assert (found := verify().broken) is not None
    assert found.chain == "a"


@pytest.mark.django_db
def test_a_head_kept_by_oneself_does_not_hide_the_one_kept_above() -> None:
    entry = write("a")
    for keeper, told in (("above", "0" * 64), ("a", entry.hash)):
        KeptHead.objects.create(
            chain="a", day=dt.date(2026, 1, 1), number=1, hash=told, keeper=keeper
        )
    assert (found := verify().broken) is not None
    assert (found.chain, found.number) == ("a", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["{}", "[]", "no JSON", '{"chain":"a","actor":1}'])
def test_a_content_that_is_none_is_named_though_its_hash_is_right(content: str) -> None:
    write("a")
    own = link("0" * 64, content, "sha256")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET content = %s, hash = %s", [content, own])
    assert (found := verify().broken) is not None
    assert (found.chain, found.number) == ("a", 1)


@pytest.mark.django_db(transaction=True)
def test_entries_written_during_a_verification_break_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verifying, "_STEP", 2)
    for _ in range(5):
        write("a")
    told: list[int] = []

    def elsewhere(_: int) -> None:
        write("a")

    def progress(walked: int) -> None:
        told.append(walked)
        if len(told) < 6:
            # Another connection writes, then this one: as a page does, and the job's progress.
            assert at_once(1, elsewhere) == []
            write("b")

    found = verify("a", progress)
    assert found.broken is None
    assert found.entries == Entry.objects.filter(chain="a").count() == 10
    assert told[-1] == 10


@pytest.mark.django_db(transaction=True)
def test_an_entry_written_between_the_last_row_and_the_head_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("a")
    rows = verifying._rows

    def late(chain: str, after: int) -> list[tuple[object, ...]]:
        found = rows(chain, after)
        if not found and after == 1:
            write("a")
        return found

    monkeypatch.setattr(verifying, "_rows", late)
    found = verify("a")
    assert (found.entries, found.broken) == (2, None)


@pytest.mark.django_db
def test_an_unknown_chain_is_not_called_whole() -> None:
    write("a")
    told = CliRunner().invoke(app, ["verify", "--chain", "a"])
    assert (told.exit_code, "完好" in told.output) == (0, True)
    told = CliRunner().invoke(app, ["verify", "--chain", "nobody"])
    assert (told.exit_code, "完好" in told.output) == (2, False)


@pytest.mark.django_db
def test_personal_data_can_be_erased_and_the_chain_still_verifies() -> None:
    entry = write(personal={"name": "演示乙"}, personal_until=dt.date(2026, 1, 1))
    assert "演示乙" not in entry.content
    assert personal_holds(entry) is True
    Personal.objects.update(values='{"name":"丙"}')
    assert personal_holds(entry) is False
    assert erase_personal(dt.date(2026, 1, 1)) == 0
    assert erase_personal(dt.date(2026, 1, 2)) == 1
    assert personal_holds(entry) is None
    assert verify().broken is None


@pytest.mark.django_db
def test_a_bulk_entry_holds_the_root_of_its_rows() -> None:
    rows = [{"n": n} for n in range(7)]
    with transaction.atomic():
        entry = record_bulk(rows=rows, chain="a", actor=ACTOR, action=ACTION, subject="s")
    root, count = merkle_root(rows, "sha256")
    assert f'"merkle_root":"{root}"' in entry.content
    assert f'"rows":{count}' in entry.content


@given(st.lists(st.integers(), min_size=1, max_size=20), st.data())
def test_a_row_is_proved_by_its_neighbours(rows: list[int], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(rows) - 1))
    root, _ = merkle_root(rows, "sha256")
    path = merkle_path(rows, index, "sha256")
    assert belongs(rows[index], path, root, "sha256")
    assert not belongs("another", path, root, "sha256")


@given(st.dictionaries(st.text(), st.integers()))
def test_equal_content_has_one_text(content: dict[str, int]) -> None:
    assert canonical(content) == canonical(dict(reversed(content.items())))


@pytest.mark.django_db
def test_a_fork_is_refused_by_the_database() -> None:
    entry = write()
    fork = Entry(chain="a", number=9, content="{}", algorithm="sha256", previous=entry.previous)
    with pytest.raises(IntegrityError), transaction.atomic():
        fork.save()


def at_once(count: int, work: Callable[[int], None]) -> list[BaseException]:
    """Run ``work`` in threads that start together; what they raised."""
    gate, errors = threading.Barrier(count), []

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_cannot_fork_a_chain() -> None:
    def work(number: int) -> None:
        for _ in range(10):
            write("a", reason=str(number))

    assert at_once(6, work) == []
    assert Entry.objects.count() == 60
    assert Head.objects.get().number == 60
    assert verify().broken is None


@pytest.mark.django_db(transaction=True)
def test_several_chains_are_locked_in_one_order() -> None:
    def work(number: int) -> None:
        chains = ["a", "b", "c"] if number % 2 else ["c", "b", "a"]
        for _ in range(5):
            with transaction.atomic():
                lock(chains)
                for chain in chains:
                    record(chain=chain, actor=ACTOR, action=ACTION, subject="s")

    assert at_once(4, work) == []
    assert {head.number for head in Head.objects.all()} == {20}
    assert verify().broken is None


@pytest.mark.django_db
def test_each_entry_names_its_hash_and_both_kinds_stand_in_one_chain(settings: object) -> None:
    write()
    if "sm3" not in hashlib.algorithms_available:
        settings.LEDGER_ALGORITHM = "sm3"  # type: ignore[attr-defined]
        with pytest.raises(ValueError, match="sm3"):
            write()
        return
    settings.LEDGER_ALGORITHM = "sm3"  # type: ignore[attr-defined]
    entry = write()
    assert (entry.algorithm, len(entry.hash)) == ("sm3", 64)
    assert verify().broken is None
