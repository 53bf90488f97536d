"""What decides between neighbours, and the warnings where that is doubtful."""

from guiju.names import Decision, counted, decided, key, sort, table


def decision(first: str, second: str, style: str = "party") -> Decision:
    """What decides between two names."""
    keys = [key(one, style, table()) for one in (first, second)]  # type: ignore[arg-type]
    assert keys == sorted(keys)
    return decided(*keys, style)


def kinds(*names: str) -> list[tuple[str, tuple[str, str]]]:
    """The warnings of a list: kind and characters."""
    return [(one.kind, one.characters) for one in sort(names, strokes=table()).warnings]


def test_each_criterion_is_told() -> None:
    assert decision("丁军", "王军") == ("strokes", 0)
    assert decision("干军", "士军") == ("order", 0)
    assert decision("丁军", "十军") == ("structure", 0)
    assert decision("干军", "于军") == ("row", 0)
    assert decision("王鑫", "王一平") == ("length", None)
    assert decision("王一平", "王小平") == ("strokes", 1)
    assert decision("王小丁", "王小平") == ("strokes", 2)
    assert decision("欧阳丁", "欧阳丁丁") == ("end", None)
    assert decision("王军", "王　军（女）") == ("same", None)
    assert decision("王一平", "王军", "congress") == ("strokes", 1)
    assert decision("王军", "王军一", "congress") == ("end", None)


def test_the_published_list_is_decided_as_the_documentation_says(published: list[str]) -> None:
    found = counted(sort(published, strokes=table()).keys, "party")
    assert found == {
        "surname strokes": 16,
        "surname order": 76,
        "length": 17,
        "given strokes": 71,
        "given order": 23,
    }


def test_only_the_row_decides() -> None:
    assert kinds("于军", "干军") == [("row", ("干", "于"))]
    assert kinds("王于", "王干") == [("row", ("干", "于"))]
    # 干 and 于 meet in different surnames, or after the length decided
    assert kinds("王于", "李干") == []
    assert kinds("王于", "王干一") == []


def test_neighbours_in_between_carry_the_warning() -> None:
    found = sort(["于军", "干勇", "干军", "于勇"], strokes=table())
    assert found.names == ("干军", "干勇", "于军", "于勇")
    assert [(one.kind, one.positions) for one in found.warnings] == [("row", (1, 2))]


def test_sources_that_differ_over_what_decides() -> None:
    assert kinds("王达", "王军") == [("sources", ("达", "军"))]
    assert kinds("王达", "李军") == []
    assert kinds("王达", "王达") == []


def test_a_structure_that_was_not_given() -> None:
    strokes = table().copy()
    strokes.answered("㐂", table()["张"].order, None, "王五")
    found = sort(["㐂军", "张军"], strokes=strokes)
    assert found.names == ("张军", "㐂军")
    assert [one.kind for one in found.warnings] == ["structure"]
    assert "㐂" in found.warnings[0].zh
    assert "㐂" in found.warnings[0].en


def test_a_list_without_doubts_has_no_warnings() -> None:
    assert kinds("丁军", "王军", "王军", "王一平", "李军") == []
