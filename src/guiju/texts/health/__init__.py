"""What a drafting office wants to know of a text before it is printed: each flaw with its place."""

from __future__ import annotations

from ..blocks import Block, of_document
from ..parsing.model import Document, Flag, Parsed
from . import amounts, chapters, days, differences, indicators, references, shares, terms
from .model import Finding

__all__ = ["Finding", "health"]


def health(parsed: Parsed) -> list[Finding]:
    """Everything that looks wrong in the documents of a file, in the order of the text."""
    found: list[Finding] = [*references.lost(parsed)]
    known = [one for document in parsed.documents for one in indicators.indicators(document)]
    for document in parsed.documents:
        blocks: list[Block] = list(of_document(parsed.text, document))
        found += terms.unused(blocks)
        found += shares.wrong(blocks)
        found += differences.wrong(blocks)
        found += amounts.bare(blocks)
        found += indicators.wrong(blocks, known)
        found += days.impossible(blocks)
        found += days.too_early(document)
        found += chapters.left_out(document)
        found += references.item_lists(document)
        found += [_flagged(parsed, document, flag) for flag in document.flags]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind))


def _flagged(parsed: Parsed, document: Document, flag: Flag) -> Finding:
    """What the parser flagged; a title that the contents print otherwise is shown there."""
    start, end = flag.start, flag.end
    if flag.kind == "contents":
        for one in parsed.leftovers:
            place = parsed.text.find(flag.printed, one.start, one.end)
            if one.kind == "contents" and place >= 0:
                start, end = place, place + len(flag.printed)
                break
    return Finding(
        flag.kind, start, end, document.name, None, flag.printed, flag.proposed, flag.reason
    )
