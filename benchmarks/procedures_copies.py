"""Copies of cases for other organs, every hash and chain computed anew; written by COPY."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from procedures_shapes import MATTERS, TEMPLATES, Template, holder

from guiju.clock.moment import local
from guiju.institutions.vehicles.models import Car
from guiju.ledger.canonical import canonical, digest, link
from guiju.ledger.models import Entry, Head
from guiju.organs.models import Organ
from guiju.procedures.models import Case, Due, Kind, Step, Told, Waiting
from guiju.rules.receipts import digest as receipt_digest


@dataclass
class People:
    """Posts and organs of a template, and those that stand for them in a copy."""

    posts: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """Written post → its text, account and the person's name."""
    organs: dict[int, int] = field(default_factory=dict)


def people(template: Organ, organ: Organ) -> People:
    """Who stands for whom: the clerk, and the departments of the level."""
    found = People(organs={template.pk: organ.pk})
    for who in ("own", "level/A", "level/F", "level/D"):
        (old, _), (new, account) = holder(template, who), holder(organ, who)
        found.posts[str(old)] = (str(new), account.pk, account.name)
        found.organs[old.organ_id] = new.organ_id
    for who in ("city/A", "city/F"):
        post, account = holder(template, who)
        found.posts[str(post)] = (str(post), account.pk, account.name)
    return found


def _columns(model: type[models.Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields]


class Writer:
    """Rows on their way into tables, in batches by COPY, with keys of their own."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self._next: dict[type[models.Model], int] = {}
        self.count: dict[str, int] = defaultdict(int)

    def key(self, model: type[models.Model]) -> int:
        """The next key of a table."""
        if model not in self._next:
            last = model._default_manager.aggregate(last=models.Max("pk"))["last"]
            self._next[model] = last or 0
        self._next[model] += 1
        return self._next[model]

    def add(self, one: models.Model, changed: Mapping[str, Any]) -> int:
        """A row like another one, but for what is changed; its key."""
        model = type(one)
        row = {**{name: getattr(one, name) for name in _columns(model)}, **changed}
        row["id"] = key = self.key(model)
        self._rows[model].append(tuple(row.values()))
        return key

    def flush(self, *, least: int = 0) -> None:
        """Write what has gathered, tables that others point to first."""
        if len(self._rows[Step]) < least:
            return
        for model in (Case, Step, Due, Waiting, Told, Entry):
            rows = self._rows.pop(model, [])
            self.count[model.__name__] += len(rows)
            names = ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields)
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)

    def finish(self) -> None:
        """Set the sequences behind the keys that were given, and let the planner look."""
        self.flush()
        with connection.cursor() as cursor:
            for model in self._next:
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                )
            cursor.execute("VACUUM (ANALYZE)")


class Copies:
    """The copies of one organ: cases, and the chain that tells of them in the order of time."""

    def __init__(self, organ: Organ, level: str, cars: Sequence[Car], writer: Writer) -> None:
        self.organ, self.level, self.cars, self.writer = organ, level, cars, writer
        self.people = people(Organ.objects.get(code=TEMPLATES[level]), organ)
        self.chance = random.Random(organ.code)
        self.numbers: dict[int, int] = defaultdict(int)
        self.entries: list[tuple[dt.datetime, int, dict[str, Any]]] = []
        self.rows: dict[str, int] = defaultdict(int)

    def write(self, templates: Iterable[Template]) -> None:
        """All of them, then the chain."""
        for template in templates:
            self._copy(template, dt.timedelta(seconds=self.chance.randrange(5 * 3600)))
        self._chain()

    def _copy(self, one: Template, later: dt.timedelta) -> None:
        case, add = one.case, self.writer.add
        self.numbers[case.year] += 1
        number = self.numbers[case.year]
        reference = f"{case.year}-{number:04}"
        car = self.chance.choice(self.cars)
        subject = {"car": car.plate, "organ": self.organ.name, "words": self._words()}
        told = subject[one.shape.subject]
        who = self.people.posts[case.applicant]
        key = add(
            case,
            {
                "organ_id": self.organ.pk,
                "number": number,
                "reference": reference,
                "subject": told,
                "applicant": who[0],
                "account_id": who[1],
                "opened": case.opened + later,
                "since": case.since + later,
            },
        )
        steps, hashes = {}, {}
        for step in one.steps:
            pk, hashes[step.sha256] = self._step(step, key, reference, told, later)
            steps[step.number] = pk
        for due in one.dues:
            add(due, {"case_id": key})
        for row in one.waiting:
            add(row, {"case_id": key, "since": row.since + later, "organ_id": self._at(row)})
        for note in one.told:
            changed = {"case_id": key, "step_id": steps[note.step.number]}
            add(note, {**changed, "organ_id": self._at(note)})
        for step_number, content, of in one.entries:
            moment = self._moment(one.steps[step_number - 1], later)
            subject_told = f"case {reference}" if of == "case" else f"car {car.pk}"
            self.entries.append(
                (moment, len(self.entries), self._told(content, subject_told, hashes))
            )

    def _words(self) -> str:
        return f"{self.chance.choice(MATTERS)}{self.chance.choice('一二三四')}辆"

    def _moment(self, step: Step, later: dt.timedelta) -> dt.datetime:
        """What the clock recorded, it recorded just now: nothing stands in the future."""
        return step.at if step.kind == Kind.CLOCK else step.at + later

    def _at(self, row: Waiting | Told) -> int:
        return self.people.organs.get(row.organ_id, row.organ_id)

    def _step(
        self, step: Step, case: int, reference: str, subject: str, later: dt.timedelta
    ) -> tuple[int, str]:
        told = step.told
        told["case"] = {**told["case"], "organ": self.organ.code, "reference": reference}
        moment = self._moment(step, later)
        told["at"] = local(moment).isoformat(timespec="microseconds")
        told["salt"] = f"{self.chance.getrandbits(128):032x}"
        post, account, name = self.people.posts.get(
            step.by_post, (step.by_post, None, step.by_name)
        )
        if step.kind != Kind.CLOCK:
            told["by"] = {"name": name, "post": post}
        if step.kind == Kind.OPEN:
            told["subject"] = subject
        if "receipt" in told:
            receipt = {**told["receipt"], "person": f"{post} {name}"}
            receipt["made"] = local(moment).isoformat(timespec="seconds")
            told["receipt"] = {**receipt, "sha256": receipt_digest(receipt)}
        text = canonical(told)
        sha256 = digest(text, "sha256")
        row = {"case_id": case, "at": moment, "by_name": name, "by_post": post}
        row |= {"account_id": account, "content": text, "sha256": sha256}
        return self.writer.add(step, row), sha256

    def _told(
        self, content: Mapping[str, Any], subject: str, hashes: Mapping[str, str]
    ) -> dict[str, Any]:
        after = dict(content["after"])
        if "sha256" in after:
            after["sha256"] = hashes[after["sha256"]]
        actor = content["actor"]
        if actor["post"]:
            post, _, name = self.people.posts[actor["post"]]
            actor = {"name": name, "post": post}
        return {**content, "subject": subject, "after": after, "actor": actor}

    def _chain(self) -> None:
        head = Head.objects.get(chain=self.organ.code)
        for moment, _, content in sorted(self.entries, key=lambda one: one[:2]):
            head.number += 1
            content |= {"chain": head.chain, "number": head.number}
            content["at"] = moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
            text = canonical(content)
            own = link(head.hash, text, "sha256")
            row = {"chain": head.chain, "number": head.number, "at": content["at"]}
            row |= {"action": content["action"], "subject": content["subject"], "content": text}
            row |= {"actor_name": content["actor"]["name"], "actor_post": content["actor"]["post"]}
            self.writer.add(Entry(algorithm="sha256"), {**row, "previous": head.hash, "hash": own})
            head.hash = own
        head.save()
