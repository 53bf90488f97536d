"""Chapters of an invented regulation, with and without a gap."""

from guiju.texts.health import health
from guiju.texts.parsing import parse


def numbered(second: str) -> list[tuple[str, str]]:
    """What is found of the numbers where the second heading is ``second``."""
    text = (
        "渡口管理办法\n\n第一章 总则\n\n第一条 为了管理渡口，制定本办法。\n\n"
        f"{second} 附则\n\n第二条 本办法适用于渡口。\n"
    )
    return [(f.printed, f.expected) for f in health(parse(text)) if f.kind == "numbering"]


def test_a_chapter_that_is_left_out_is_told() -> None:
    assert numbered("第三章") == [("第三章", "第二章")]


def test_chapters_that_follow_one_another_are_not() -> None:
    assert numbered("第二章") == []
