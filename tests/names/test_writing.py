"""What of a written name counts: brackets, dots, spaces, invisible and foreign signs."""

import pytest

from guiju.names import NotAnOrderedCharacterError, OrderError, characters, key, table

COUNTS = {
    "张三": "张三",
    "张　三": "张三",
    " 张三\u00a0": "张三",
    "张三（女，壮族）": "张三",
    "张三(女）": "张三",
    "（特邀）张三": "张三",
    "张三（女（回族））": "张三",
    "张三〔女〕【兼】": "张三",
    "努尔兰·阿不都满金": "努尔兰阿不都满金",
    "雪克来提•扎克尔": "雪克来提扎克尔",
    "阿・不": "阿不",
    "张\ufe00三\U000e0100": "张三",
    "张\u200b三\ufeff": "张三",
    "𬭳三": "𬭳三",
    "〇三": "〇三",
}


@pytest.mark.parametrize("written", COUNTS)
def test_what_counts(written: str) -> None:
    assert characters(written) == COUNTS[written]


@pytest.mark.parametrize(
    "written", ["", " ", "（女）", "·", "张三（女", "张三女）", "张（三]", "（张】三"]
)
def test_what_is_refused(written: str) -> None:
    with pytest.raises(OrderError) as caught:
        characters(written)
    assert caught.value.value == written


@pytest.mark.parametrize(
    "sign", ["A", "Ａ", "é", "1", "，", "、", "-", "\x07", "\ud842", "あ", "々"]
)
def test_signs_that_have_no_strokes_are_refused_and_named(sign: str) -> None:
    with pytest.raises(NotAnOrderedCharacterError) as caught:
        key(f"张{sign}三", strokes=table())
    shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
    assert caught.value.value == shown
    caught.value.value.encode()


@pytest.mark.parametrize(
    ("copied", "meant"), [("\u2fa6", "金"), ("\uf979", "凉"), ("\u2f83", "自")]
)
def test_radicals_and_compatibility_forms_are_the_unified_character(
    copied: str, meant: str
) -> None:
    assert copied != meant
    assert key(f"张{copied}", strokes=table()) == key(f"张{meant}", strokes=table())


def test_a_character_of_a_rare_plane_is_one_character() -> None:
    rare = "𠳐"
    assert ord(rare) > 0xFFFF
    assert key(f"张{rare}", strokes=table())[1] == 2


def test_a_traditional_character_is_never_taken_for_the_simplified_one() -> None:
    assert table().has("张")
    assert not table().has("張")
