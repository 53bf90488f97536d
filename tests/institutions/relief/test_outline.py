"""The outline of the relief measures against their official text."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.institutions.relief.rulebook import rulebook
from guiju.institutions.relief.rulebook.instrument import OUTLINE, STANDARDS
from guiju.rules.outline import KINDS
from guiju.texts import read_articles, restored

ADDRESSES = ["1", "2", "3", "4", "5", "6", "7", "8/1", "8/2"]


@pytest.fixture(scope="module")
def official(sources: Path) -> str:
    """The measures annexed to 崇政发〔2020〕2号, up to the next document of the gazette."""
    text = (sources / "001_0ad68488240ede06.txt").read_text(encoding="utf-8")
    start = text.index("若干政策措施\n\n为深入贯彻")
    return text[start : text.index("崇左市人民政府关于黄覃梅刘翔副市长", start)]


def test_the_outline_is_the_instrument(official: str) -> None:
    worded = {str(w.address): w.hash for w in read_articles(official, numbering="measures")}
    assert {str(p): p.wording for p in OUTLINE} == worded
    assert list(worded) == ADDRESSES


def test_the_closing_paragraph_is_no_part_of_the_last_measure(official: str) -> None:
    found = {str(w.address): w for w in read_articles(official, numbering="measures")}
    assert found["8/1"].text.endswith("）")
    assert "负责解释" in found["8/2"].text
    assert all("责任单位" in found[address].text for address in ADDRESSES[:-1])
    assert all(w.heading and not w.text.startswith(w.heading) for w in found.values())


def test_nothing_is_copied(official: str) -> None:
    text = restored(official)
    for provision in OUTLINE:
        told = [provision.gist, *provision.by]
        told += [part for r in provision.readings for part in (r.reading, r.alternative)]
        for words in map(restored, told):
            pieces = [words[i : i + 16] for i in range(len(words) - 15)]
            assert [piece for piece in pieces if piece in text] == [], str(provision)


def test_the_days_of_the_header_are_those_of_the_rule() -> None:
    first, last = STANDARDS["validity_first"], STANDARDS["validity_last"]
    assert first.on(OUTLINE.effective) == OUTLINE.effective.toordinal()
    assert OUTLINE.until is not None
    assert last.on(OUTLINE.effective) == OUTLINE.until.toordinal()
    assert {str(first.provision), str(last.provision)} == {"8/2"}


def test_every_provision_says_what_becomes_of_it() -> None:
    matters = {f"relief:{matter.name}" for matter in rulebook().matters}
    executing = {by for p in OUTLINE if p.kind == "executed" for by in p.by}
    assert executing == matters
    assert all(p.by and p.gist and p.gist_en and p.kind in KINDS for p in OUTLINE)
    assert OUTLINE.totals()["unclaimed"] == 0


def test_every_rule_cites_a_provision_that_says_so() -> None:
    for matter in rulebook().matters:
        assert matter.grant is not None
        for entitlement in matter.grant.entitlements:
            assert f"relief:{matter.name}" in entitlement.provision.by
    executed = {str(p) for p in OUTLINE if p.kind == "executed"}
    assert {str(s.provision) for s in STANDARDS.values()} == executed


def test_measures_are_labelled_as_articles_are() -> None:
    assert OUTLINE["5"].label == "第五条"
    assert OUTLINE["8/2"].label == "第八条第二款"


def test_who_interprets_the_measures_may_settle_the_readings() -> None:
    settled = {reading.settled_by for p in OUTLINE for reading in p.readings}
    assert settled == {"市工业和信息化局会同相关部门"}
