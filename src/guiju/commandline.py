"""How every command answers bad input: exit status 2, JSON where asked, a sentence for people."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

BAD_INPUT = 2


def emit(answer: Any) -> None:
    """One JSON answer on standard output, in UTF-8 whatever the console."""
    text = json.dumps(answer, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def refuse(where: str, value: str, expected: str, *, as_json: bool) -> NoReturn:
    """Say what was wrong, where, and what would be accepted; leave with status 2."""
    if as_json or "--json" in sys.argv:
        emit({"error": {"where": where, "value": value, "expected": expected}})
    told = f"（现为：{value}）" if value else ""
    print(f"{where}：应为{expected}{told}", file=sys.stderr)
    sys.exit(BAD_INPUT)
