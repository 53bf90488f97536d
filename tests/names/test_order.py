"""The order of names: the published list, the contract's key, and what must not alter it."""

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.names import OrderError, UnknownCharacterError, key, sort, table

SURNAMES = "丁于王刘李张欧干亍人八入"
GIVEN = "伟芳军丽强磊洋勇艳杰娟涛明超秀兰霞平刚桂英华德达字士土工旭旬旨"
name = st.tuples(st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=4)).map("".join)
names = st.lists(name, max_size=30)
note = st.sampled_from(["（女）", "(女，壮族)", "〔特邀〕", "（女（回族））", "[1]", "【候补】"])
shared_list = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session")
def by_contract(stroke_codes: list[list[str]]) -> Callable[[str], tuple[object, ...]]:
    """The key of the contract, written anew over the stroke data itself."""
    found = {row[0]: (len(row[2]), row[2], int(row[5]), at) for at, row in enumerate(stroke_codes)}

    def contract_key(whole: str) -> tuple[object, ...]:
        first, *rest = (found[character] for character in whole)
        return (first, min(len(whole), 3), *rest)

    return contract_key


@shared_list
@given(seed=st.integers(0, 2**32))
def test_any_shuffle_of_the_published_list_gives_it_back(published: list[str], seed: int) -> None:
    shuffled = random.Random(seed).sample(published, len(published))
    found = sort(shuffled, strokes=table())
    assert list(found.names) == published
    assert [shuffled[place] for place in found.order] == published


@shared_list
@given(given_names=names)
def test_the_key_is_that_of_the_contract(
    by_contract: Callable[[str], tuple[object, ...]], given_names: list[str]
) -> None:
    expected = sorted(given_names, key=by_contract)
    assert list(sort(given_names, strokes=table()).names) == expected


def test_every_character_stands_where_the_contract_puts_it(
    stroke_codes: list[list[str]], by_contract: Callable[[str], tuple[object, ...]]
) -> None:
    known = [row[0] for row in stroke_codes if row[2]]
    mixed = random.Random(7).sample(known, len(known))
    expected = sorted(mixed, key=by_contract)
    assert list(sort(mixed, strokes=table()).names) == expected


@given(given_names=names)
def test_sorting_twice_changes_nothing(given_names: list[str]) -> None:
    once = sort(given_names, strokes=table())
    twice = sort(once.names, strokes=table())
    assert twice.names == once.names
    assert twice.order == tuple(range(len(given_names)))


@given(given_names=st.lists(st.sampled_from(["王军", "王军（女）", "王　军", "王勇", "王·勇"])))
def test_persons_of_one_name_keep_the_order_given(given_names: list[str]) -> None:
    found = sort(given_names, strokes=table()).order
    for one in "军勇":
        places = [place for place in found if one in given_names[place]]
        assert places == sorted(places)


@given(whole=name, note=note, dot=st.sampled_from("·•‧・．"), space=st.sampled_from(" 　\t\u00a0"))
def test_brackets_dots_and_spaces_do_not_count(whole: str, note: str, dot: str, space: str) -> None:
    plain = key(whole, strokes=table())
    assert key(whole + note, strokes=table()) == plain
    assert key(note + whole, strokes=table()) == plain
    assert key(whole[0] + dot + whole[1:], strokes=table()) == plain
    assert key(space + whole[0] + space + whole[1:] + space, strokes=table()) == plain


def test_two_characters_stand_before_longer_names_of_the_same_surname_only() -> None:
    found = sort(["王一平", "王鑫", "丁一平", "王军"], strokes=table()).names
    assert found == ("丁一平", "王军", "王鑫", "王一平")


def test_three_and_more_characters_are_one_class() -> None:
    found = sort(["欧阳一丁", "欧鑫鑫", "欧阳丁", "欧阳·一"], strokes=table()).names
    assert found == ("欧阳·一", "欧阳一丁", "欧阳丁", "欧鑫鑫")


def test_congress_lists_have_no_rule_for_two_characters() -> None:
    given_names = ["王军", "王一平", "王鑫", "王小平"]
    assert sort(given_names, strokes=table()).names == ("王军", "王鑫", "王一平", "王小平")
    found = sort(given_names, "congress", table()).names
    assert found == ("王一平", "王小平", "王军", "王鑫")


def test_strokes_go_by_number_then_by_kind_then_structure_then_row() -> None:
    assert sort(["三", "丁", "一"], strokes=table()).names == ("一", "丁", "三")
    assert sort(["乙", "一"], strokes=table()).names == ("一", "乙")
    # 丁 is top-bottom, 十 whole; 干 and 于 are both whole
    assert sort(["十", "丁"], strokes=table()).names == ("丁", "十")
    assert sort(["于", "干"], strokes=table()).names == ("干", "于")


def test_an_unknown_character_is_an_error_even_where_it_would_decide_nothing() -> None:
    with pytest.raises(UnknownCharacterError) as caught:
        sort(["王军", "李㐂", "张𬉼三"], strokes=table())
    error = caught.value
    assert (error.index, error.characters, error.value) == (1, "㐂𬉼", "㐂、𬉼")
    assert "李㐂" in error.where
    assert "--strokes 㐂=" in error.expected


def test_a_style_that_is_none_is_refused() -> None:
    with pytest.raises(OrderError, match="alphabet"):
        sort(["王军"], "alphabet", table())  # type: ignore[arg-type]


def test_nothing_sorted_is_nothing() -> None:
    found = sort([], strokes=table())
    assert (found.names, found.order, found.warnings) == ((), (), ())
