"""Reading the register: the receipts of a post's scope, searched and filtered, and replayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from guiju.ledger.models import Entry
from guiju.ledger.selectors import told as told_by
from guiju.organs.models import Post
from guiju.organs.scope import organs_of
from guiju.rules.answers import money
from guiju.rules.errors import RuleError
from guiju.rules.receipts import digest, otherwise, replay

from .models import Receipt
from .services import KEPT, entry_subject
from .words import rule_titles

_REPEATED = ("rule", "instrument", "rules_version", "as_of", "sha256")
"""What the columns of the register repeat from the top of the text."""


def visible(post: Post) -> QuerySet[Receipt]:
    """The receipts of the organs that a post sees, newest first."""
    found = Receipt.objects.filter(organ__in=organs_of(post)).select_related("organ")
    return found.order_by("-made", "-pk")


def search(receipts: QuerySet[Receipt], told: Mapping[str, str]) -> QuerySet[Receipt]:
    """Receipts by words (reference, rule, subject, organ), by rule and by verdict."""
    found = receipts
    if words := told.get("q", ""):
        rules = [rule for rule, titles in rule_titles().items() if _named(words, rule, *titles)]
        found = found.filter(
            Q(reference__icontains=words)
            | Q(subject__icontains=words)
            | Q(organ__name__icontains=words)
            | Q(rule__in=rules)
            | Q(rule__icontains=words)
        )
    for key in ("rule", "verdict"):
        if told.get(key):
            found = found.filter(**{key: told[key]})
    return found


def _named(words: str, *names: str) -> bool:
    return any(words.casefold() in name.casefold() for name in names)


def rules_kept(receipts: QuerySet[Receipt]) -> list[str]:
    """The rules under which something is kept."""
    return list(receipts.order_by("rule").values_list("rule", flat=True).distinct())


def sealed(receipt: Receipt) -> bool:
    """Whether the text is the one that was kept: its hash in the register and in the ledger."""
    whole = digest(receipt.content) == receipt.sha256
    return whole and not _otherwise_in_the_ledger(receipt)


@dataclass(frozen=True)
class Replayed:
    """A receipt decided again: whether it comes to the same, and what differs, in both languages.

    ``decision`` is empty where it cannot be decided again at all; ``worded`` says that the same
    result is put into other words today.
    """

    agrees: bool
    differences: tuple[tuple[str, str], ...]
    decision: Mapping[str, Any]
    worded: bool = False


def replayed(receipt: Receipt) -> Replayed:
    """Decide a receipt again and hold it to its columns and to the ledger; nothing is changed."""
    found = [*_otherwise_in_the_register(receipt), *_otherwise_in_the_ledger(receipt)]
    decision: Mapping[str, Any] = {}
    worded = False
    try:
        again = replay(receipt.content)
        found += zip(again["differences"], again["differences_en"], strict=True)
        decision, worded = again["decision"], bool(again["worded"])
    except RuleError as error:
        found.append((f"现在不能重演：{error}", f"cannot be decided again: {error}"))
    return Replayed(not found, tuple(found), decision, worded)


def _otherwise_in_the_register(receipt: Receipt) -> list[tuple[str, str]]:
    content = receipt.content
    kept = content.get("kept", {})
    pairs: list[tuple[str, Any, Any]] = [
        (key, content.get(key), str(getattr(receipt, key))) for key in _REPEATED
    ]
    decision = content.get("decision", {})
    pairs += [
        ("reference", kept.get("reference"), receipt.reference),
        ("organ", kept.get("organ"), receipt.organ.code),
        ("subject", kept.get("subject"), receipt.subject),
        ("person", content.get("person"), receipt.made_by),
        ("verdict", decision.get("verdict"), receipt.verdict),
        ("amount", decision.get("amount"), money(receipt.amount)),
    ]
    names = ("登记簿 ", "register ")
    return [otherwise(names[0] + key, names[1] + key, a, b) for key, a, b in pairs if a != b]


def _otherwise_in_the_ledger(receipt: Receipt) -> list[tuple[str, str]]:
    entry = Entry.objects.filter(
        chain=receipt.organ.code, action=KEPT, subject=entry_subject(receipt.reference)
    ).first()
    written = told_by(entry)["after"]["sha256"] if entry else None
    if written == receipt.sha256:
        return []
    return [otherwise("历史链中的校验值", "hash in the ledger", written, receipt.sha256)]
