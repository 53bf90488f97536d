"""Short names that are declared and terms that are defined, and never used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..blocks import Block
from .model import Finding, in_block

_SHORT = re.compile(
    r"[（(](?:以下|下)(?:统一)?(?:简称|统称|称)[:：为]?[《“\"]?(?P<term>[^《》”\"，。；（）()]{2,16})[》”\"]?"
)
_DEFINED = re.compile(
    r"本(?:\w{1,4})所称(?:的)?[“\"]?(?P<term>[^，。；：、“”\"（）()]{2,16}?)[”\"]?"
    r"，?(?:是指|包括|系指|，指)"
)


def unused(blocks: list[Block]) -> Iterator[Finding]:
    """Terms of one document that stand nowhere but where they are explained."""
    whole = "\n".join(block.text for block in blocks)
    for block in blocks:
        if "称" not in block.text:
            continue
        for pattern, told in ((_SHORT, "简称"), (_DEFINED, "定义")):
            for match in pattern.finditer(block.text):
                term = match["term"]
                if whole.count(term) > block.text.count(term, 0, match.end()):
                    continue
                reason = f"{told}“{term}”在其后未再使用"
                yield in_block("definition", block, match.span("term"), term, "", reason)
