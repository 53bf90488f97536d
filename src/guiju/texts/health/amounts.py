"""An amount of money that is printed without its unit: 奖励20万。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..blocks import Block
from .model import Finding, in_block

_AMOUNT = re.compile(
    r"(?:奖励|补助|补贴|资助|罚款|奖金|补偿)(?:人民币)?(?:最高|不超过)?"
    r"(?P<amount>\d{1,9}(?:\.\d{1,9})?[百千]?[万亿])(?=[。；，、）)！]|$)"
)


def bare(blocks: list[Block]) -> Iterator[Finding]:
    """Amounts behind a word of money that end in 万 or 亿."""
    for block in blocks:
        for match in _AMOUNT.finditer(block.text):
            amount = match["amount"]
            reason = f"金额“{amount}”没有写单位"
            yield in_block("unit", block, match.span("amount"), amount, f"{amount}元", reason)
