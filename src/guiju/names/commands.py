"""``names sort``, ``check``, ``key`` and ``learn``: lists of names on the command line."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from guiju.commandline import emit, refuse

from .answers import Answer, current, learn, structure_named
from .doubts import Doubt, counted
from .errors import OrderError, UnknownCharacterError
from .lists import NameList, read_list
from .ordering import STYLES, Sorted, Style, sort
from .ordering import key as key_of
from .table import STRUCTURES, Evidence, Weight
from .writing import characters

app = typer.Typer(help="姓名按姓氏笔画排序", no_args_is_help=True, add_completion=False)

File = Annotated[str, typer.Argument(help="名单，一行一个姓名；- 为标准输入")]
StyleName = Annotated[str, typer.Option("--style", help="体例：party（二字姓名在前）或 congress")]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--strokes", help="字表没有的字的笔顺，例如 㐂=151515 或 㐂=151515/上下；可写多次"
    ),
]
By = Annotated[str, typer.Option("--by", help="由谁给出笔画；默认为本机的用户名")]
Why = Annotated[str, typer.Option("--why", help="依据或理由")]
English = Annotated[bool, typer.Option("--english", help="用英文说明")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.command("sort")
def sort_command(
    file: File,
    style: StyleName = "party",
    strokes: Given = None,
    by: By = "",
    why: Why = "",
    english: English = False,
    as_json: AsJson = False,
) -> None:
    """把名单按姓氏笔画排序；每行照原样输出，存疑之处写到标准错误。"""
    with _bad_input_told(as_json):
        listed, chosen = read_list(file), _style(style)
        _record(strokes or [], by, why)
        asks = not as_json and file != "-" and sys.stdin.isatty() and sys.stderr.isatty()
        found = _sorted(listed, chosen, by if asks else None, why)
    if as_json:
        told = [_doubt(doubt) for doubt in found.warnings]
        emit({"style": style, "names": found.names, "order": found.order, "warnings": told})
    else:
        sys.stdout.buffer.write("".join(f"{name}\n" for name in found.names).encode())
        sys.stdout.buffer.flush()
    _warn(found, english=english)


@app.command("check")
def check_command(file: File, style: StyleName = "party", as_json: AsJson = False) -> None:
    """名单是否已按姓氏笔画排列，相邻姓名各由什么定先后；不符时退出状态为 1。"""
    with _bad_input_told(as_json):
        listed, chosen = read_list(file), _style(style)
        found = _sorted(listed, chosen, None, "")
    keys = [key for _, key in sorted(zip(found.order, found.keys, strict=True))]
    wrong = [here for here in range(len(keys) - 1) if keys[here] > keys[here + 1]]
    names, numbers = listed.names, listed.numbers
    pairs = [{"names": names[at : at + 2], "line": numbers[at]} for at in wrong]
    criteria = counted(found.keys, style)
    if as_json:
        emit({"style": style, "in_order": not wrong, "misplaced": pairs, "decided_by": criteria})
    else:
        for here in wrong:
            print(f"{listed.where(here)}应在「{names[here + 1].strip()}」之后")
        print("次序相符" if not wrong else f"{len(wrong)} 处次序不符")
        for criterion, count in sorted(criteria.items(), key=lambda pair: -pair[1]):
            print(f"  {criterion:<18}{count}")
    if wrong:
        raise typer.Exit(1)


@app.command("key")
def key_command(
    name: Annotated[str, typer.Argument(help="姓名，例如 张三")], as_json: AsJson = False
) -> None:
    """一个姓名凭什么排序：每个字的笔画数、笔顺、结构、字表行次和来源。"""
    with _bad_input_told(as_json):
        key_of(name)
        table = current()
        rows = [_character(one, table[one], table.evidence(one)) for one in characters(name)]
    if as_json:
        emit({"name": name, "class": min(len(rows), 3), "characters": rows})
        return
    for row in rows:
        source = row["by"] or f"{row['agreeing']}/{row['sources']} 个来源一致"
        print(
            f"{row['character']}  {row['strokes']} 画  {row['order']}  "
            f"{STRUCTURES[row['structure']]}  第 {row['row']} 行  {source}"
        )


@app.command("learn")
def learn_command(
    character: Annotated[str, typer.Argument(help="字表没有笔画的一个字")],
    strokes: Annotated[str, typer.Argument(help="笔顺：1横 2竖 3撇 4点 5折，每笔一位")],
    structure: Annotated[str, typer.Option("--structure", help="左右、上下或整体")] = "",
    by: By = "",
    why: Why = "",
    correct: Annotated[bool, typer.Option("--correct", help="更正以前给出的，须写 --why")] = False,
    as_json: AsJson = False,
) -> None:
    """记下字表没有的字的笔画：由谁、何时、依据；以后不再问。"""
    with _bad_input_told(as_json):
        named = structure_named(structure)
        answer = learn(character, strokes, named, by=_who(by), why=why, correct=correct)
    if as_json:
        emit(answer._asdict())
    else:
        print(f"{answer.character} {answer.strokes}：{answer.by} {answer.at} {answer.why}".rstrip())


@contextmanager
def _bad_input_told(as_json: bool) -> Iterator[None]:
    try:
        yield
    except OrderError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)


def _style(word: str) -> Style:
    for style in STYLES:
        if style == word:
            return style
    raise OrderError("--style", word, "、".join(STYLES))


def _who(by: str) -> str:
    if by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _sorted(listed: NameList, style: Style, asked: str | None, why: str) -> Sorted:
    """The list in order; at a terminal (``asked`` is who answers) unknown characters are asked."""
    while True:
        try:
            return sort(listed.names, style)
        except OrderError as error:
            if error.index is not None:
                error.where = listed.where(error.index)
            if asked is None or not isinstance(error, UnknownCharacterError):
                raise
            print(f"{error.where}：字表没有「{error.value}」的笔画", file=sys.stderr)
            for character in error.characters:
                _ask(character, asked, why)


def _ask(character: str, by: str, why: str) -> None:
    told = f"「{character}」的笔顺（1横 2竖 3撇 4点 5折；可接 /左右、/上下、/整体）"
    text = typer.prompt(told, err=True)
    try:
        learn(*_strokes_of(f"{character}={text}"), by=_who(by), why=why)
    except OrderError as error:
        print(f"{error.where}：应为{error.expected}", file=sys.stderr)


def _record(given: list[str], by: str, why: str) -> list[Answer]:
    read = [_strokes_of(text) for text in given]
    return [learn(*one, by=_who(by), why=why) for one in read]


def _strokes_of(text: str) -> tuple[str, str, int | None]:
    character, equals, told = text.partition("=")
    if not equals:
        raise OrderError("--strokes", text, "字=笔顺，例如 㐂=151515 或 㐂=151515/上下")
    strokes, _, structure = told.partition("/")
    return character, strokes, structure_named(structure.strip())


def _warn(found: Sorted, *, english: bool) -> None:
    for doubt in found.warnings:
        first, second = (name.strip() for name in doubt.names)
        if english:
            print(f"doubtful {first}, {second}: {doubt.en}", file=sys.stderr)
        else:
            print(f"存疑 {first}、{second}：{doubt.zh}", file=sys.stderr)


def _doubt(doubt: Doubt) -> dict[str, Any]:
    told = doubt._asdict()
    sentences = {"sentence": told.pop("zh"), "sentence_en": told.pop("en")}
    return told | sentences


def _character(character: str, weight: Weight, evidence: Evidence) -> dict[str, Any]:
    return {"character": character} | weight._asdict() | evidence._asdict()
