"""Who gets which letter of an election, the totals and the sealed package, on the pages."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client
from docx import Document as Docx

from guiju.institutions.elections.models import Election
from guiju.institutions.elections.proving import read_package, unseal
from guiju.ledger.models import Entry

from . import printed
from .hands import Hands, act, announce, decided
from .pages import signed

SHEETS = ["11122", "11122", "11212", "12112"]
HALVES = ("第一人的一半口令", "第二人的另外一半")
PASSWORD = "a long password of somebody"
KINDS = ("record", "report", "announcement", "submission")


def had(client: Client, election: Election) -> set[str]:
    """The letters that somebody gets, as DOCX, and the totals."""
    base = f"/elections/{election.pk}/"
    found = {k for k in KINDS if client.get(f"{base}documents/{k}/?as=docx").status_code == 200}
    return found | ({"totals"} if client.get(f"{base}totals/").status_code == 200 else set())


def of_all(hands: Hands, election: Election) -> dict[str, set[str]]:
    """Who gets what."""
    people = ("secretary", "chair", "chief", "counter")
    return {name: had(signed(hands, name), election) for name in people}


def test_letters_follow_the_two_releases(elections_hands: Hands) -> None:
    """Figures by the chief scrutineer, names by the chair (37/1)."""
    election = decided(elections_hands, SHEETS, eligible=4)
    all_three = {"record", "report", "announcement"}
    assert of_all(elections_hands, election) == {
        "secretary": set(),
        "chair": {"report", "announcement"},
        "chief": all_three,
        "counter": {"report", "announcement"},
    }
    act(elections_hands, election, "figures", "scrutineer", "chief")
    election.refresh_from_db()
    assert "record" not in had(signed(elections_hands, "secretary"), election)
    act(elections_hands, election, "names", "secretary", "chair")
    found = of_all(elections_hands, election)
    assert found["secretary"] == {"report", "announcement", "submission", "totals"}
    assert found["chief"] == {*all_three, "submission", "totals"}


def test_a_preselection_s_votes_never_reach_the_secretary(elections_hands: Hands) -> None:
    election = announce(
        elections_hands, decided(elections_hands, SHEETS, eligible=4, round="preselection")
    )
    found = of_all(elections_hands, election)
    assert found["secretary"] == found["counter"] == {"announcement", "totals"}
    assert found["chair"] == {"report", "announcement", "totals"}
    client = signed(elections_hands, "secretary")
    told = json.loads(client.get(f"/elections/{election.pk}/totals/").content)
    assert "candidates" not in told
    assert told["package_sha256"] == election.outcome.package_sha256


def test_a_letter_of_the_pages_says_what_was_decided(elections_hands: Hands) -> None:
    election = announce(elections_hands, decided(elections_hands, SHEETS, eligible=4))
    client = signed(elections_hands, "chief")
    answer = client.get(f"/elections/{election.pk}/documents/record/?as=docx")
    written = Docx(io.BytesIO(answer.content))
    cells = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
    assert ["4", "4", "4", "4", "4", "0"] in cells
    assert [row[0] for row in cells if row[-1] == "" and row[0] != "合计"].count("监票人") == 2
    said = "\n".join(one.text for one in written.paragraphs)
    assert election.outcome.package_sha256 in said
    assert election.code in said


def test_a_letter_is_set_as_pdf(elections_hands: Hands) -> None:
    printed.need_chinese()
    election = decided(elections_hands, SHEETS, eligible=4)
    answer = signed(elections_hands, "chief").get(f"/elections/{election.pk}/documents/report/")
    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]


def take(hands: Hands, who: str, election: Election, **fields: Any) -> Any:
    """The answer to the form of the package; another scrutineer is there unless told otherwise."""
    second = hands["other"].account
    second.set_password(PASSWORD)
    second.save()
    present = {"scrutineer": second.pk, "password": PASSWORD}
    return signed(hands, who).post(f"/elections/{election.pk}/package/", {**present, **fields})


def test_a_scrutineer_takes_the_package_under_two_halves(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS, eligible=4)
    page = signed(elections_hands, "scrutineer").get(f"/elections/{election.pk}/result/")
    assert f"/elections/{election.pk}/package/" in page.content.decode()
    answer = take(elections_hands, "scrutineer", election, first=HALVES[0], second=HALVES[1])
    assert answer.headers["Cache-Control"] == "no-store"
    found = read_package(unseal(answer.content, HALVES))
    assert found.sha256 == election.outcome.package_sha256


def test_halves_that_do_not_do_are_told_beside_the_form(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS, eligible=4)
    for first, second in (("", HALVES[1]), ("kurz", HALVES[1]), (HALVES[0], HALVES[0])):
        answer = take(elections_hands, "chief", election, first=first, second=second)
        assert answer.status_code == 400
        assert HALVES[1] not in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [{"password": "not this one"}, {"password": ""}, {"scrutineer": ""}, {"scrutineer": "99999"}],
)
def test_nothing_leaves_before_the_second_scrutineer_is_there(
    elections_hands: Hands, fields: dict[str, str]
) -> None:
    election = decided(elections_hands, SHEETS, eligible=4)
    told = {"first": HALVES[0], "second": HALVES[1], **fields}
    answer = take(elections_hands, "scrutineer", election, **told)
    assert answer.status_code == 400
    assert "not this one" not in answer.content.decode()
    own = {**told, "scrutineer": str(elections_hands["scrutineer"].account.pk)}
    assert take(elections_hands, "scrutineer", election, **own).status_code == 400


def test_a_scrutineer_of_another_election_is_no_second(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS, eligible=4)
    election.officers.filter(account=elections_hands["other"].account).delete()
    page = signed(elections_hands, "scrutineer").get(f"/elections/{election.pk}/package/")
    assert "甲chief" in page.content.decode()
    assert "甲other" not in page.content.decode()
    told = {"first": HALVES[0], "second": HALVES[1]}
    assert take(elections_hands, "scrutineer", election, **told).status_code == 400


def test_passwords_tried_here_make_the_sign_in_wait_too(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS, eligible=4)
    told = {"first": HALVES[0], "second": HALVES[1]}
    for _try in range(5):
        take(elections_hands, "scrutineer", election, **told, password="wrong")
    late = take(elections_hands, "scrutineer", election, **told)
    assert "失败次数过多" in late.content.decode()
    username = elections_hands["other"].account.username
    sent = {"username": username, "password": PASSWORD}
    assert Client().post("/sign-in/", sent).status_code == 429
    assert Entry.objects.filter(action="organs.sign_in.blocked").count() == 1


def test_a_password_for_a_first_sign_in_proves_nobody(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS, eligible=4)
    elections_hands["other"].account.must_change_password = True
    told = {"first": HALVES[0], "second": HALVES[1]}
    answer = take(elections_hands, "scrutineer", election, **told)
    assert "更改一次性密码" in answer.content.decode()


def test_in_the_demo_the_second_is_named(
    elections_hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("views.documents", "services.witnessing"):
        monkeypatch.setattr(f"guiju.institutions.elections.{module}.is_demo", lambda: True)
    election = decided(elections_hands, SHEETS, eligible=4)
    page = signed(elections_hands, "scrutineer").get(f"/elections/{election.pk}/package/")
    assert 'name="password"' not in page.content.decode()
    told = {"first": HALVES[0], "second": HALVES[1], "password": ""}
    answer = take(elections_hands, "scrutineer", election, **told)
    assert unseal(answer.content, HALVES)


@pytest.mark.parametrize("who", ["secretary", "chair", "counter"])
def test_nobody_else_gets_the_package(elections_hands: Hands, who: str) -> None:
    election = decided(elections_hands, SHEETS, eligible=4)
    answer = take(elections_hands, who, election, first=HALVES[0], second=HALVES[1])
    assert answer.status_code == 403
    page = signed(elections_hands, who).get(f"/elections/{election.pk}/result/").content.decode()
    assert "/package/" not in page


def test_before_the_decision_there_is_nothing(elections_hands: Hands) -> None:
    from .hands import meet, release

    election = meet(elections_hands, release(elections_hands), [1])
    assert had(signed(elections_hands, "chief"), election) == set()
    page = signed(elections_hands, "chief").get(f"/elections/{election.pk}/package/")
    assert "还没有证明包" in page.content.decode()
    answer = take(elections_hands, "chief", election, first=HALVES[0], second=HALVES[1])
    assert answer.status_code == 400
