"""``texts parse``, ``cites``, ``quantities`` and ``health``: official texts on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from guiju.commandline import emit, refuse

from .citing import Citation, citations
from .citing.placing import Shelf, shelf_of
from .citing.resolving import Places
from .health import health
from .measuring import Quantity, quantities
from .parsing import Document, Parsed, as_json, decode, parse

app = typer.Typer(help="官方文本", no_args_is_help=True, add_completion=False)

Files = Annotated[list[Path], typer.Argument(help="UTF-8 或 GB 18030 的文本、Markdown 或 HTML")]
AsJson = Annotated[bool, typer.Option("--json", help="每个文件输出一个 JSON 对象，一行一个")]
On = Annotated[str, typer.Option("--on", help="引用按这一天有效的版本解析，例如 2020-01-06")]


@app.command("parse")
def parse_command(files: Files, as_json_: AsJson = False) -> None:
    """把文件读成逐条的结构：文件、条款、附件、表格、存疑之处和剩余部分。"""
    for file, parsed in _parsed(files, as_json_):
        if as_json_:
            emit(as_json(parsed, str(file)))
        else:
            _show(file, parsed)


@app.command("cites")
def cites_command(files: Files, as_json_: AsJson = False, on: On = "") -> None:
    """列出引用：引了哪件文件的哪一条款，能不能找到。"""
    day = _day(on, as_json_)
    read = list(_parsed(files, as_json_))
    shelf = _shelf([parsed for _, parsed in read], day)
    for file, parsed in read:
        found = citations(parsed, shelf)
        if as_json_:
            emit({"file": str(file), "citations": [one.as_json() for one in found]})
        else:
            print(f"{file}：{len(found)} 处引用")
            for one in found:
                print(f"  {_cited(one)}")


@app.command("quantities")
def quantities_command(files: Files, as_json_: AsJson = False) -> None:
    """列出数量：金额、度量、比例、人数、日期和期限。"""
    for file, parsed in _parsed(files, as_json_):
        found = quantities(parsed)
        if as_json_:
            emit({"file": str(file), "quantities": [one.as_json() for one in found]})
        else:
            print(f"{file}：{len(found)} 个数量")
            for one in found:
                print(f"  {_measured(one)}")


@app.command("health")
def health_command(files: Files, as_json_: AsJson = False) -> None:
    """体检：找不到的引用、编号、未用的简称、两组项、前后不一的数字和日期。"""
    for file, parsed in _parsed(files, as_json_):
        found = health(parsed)
        if as_json_:
            emit({"file": str(file), "findings": [one.as_json() for one in found]})
        else:
            print(f"{file}：{len(found)} 处")
            for one in found:
                told = f"，应为“{one.expected}”" if one.expected else ""
                where = f"{one.document} {one.address or ''}".strip()
                print(f"  {where}：“{one.printed}”{told}。{one.reason}")


def _parsed(files: list[Path], as_json_: bool) -> Iterator[tuple[Path, Parsed]]:
    """The files read one by one, in the order given."""
    for file in files:
        try:
            raw = file.read_bytes()
        except OSError as error:
            refuse(str(file), str(error.strerror), "可以读取的文件", as_json=as_json_)
        yield file, parse(decode(raw))


def _day(on: str, as_json_: bool) -> date | None:
    try:
        return date.fromisoformat(on) if on else None
    except ValueError:
        refuse("--on", on, "日期，例如 2020-01-06", as_json=as_json_)


def _shelf(read: list[Parsed], day: date | None) -> Shelf:
    """The works of all files; of several versions the one in force on a day, else the last."""
    works = [(d, Places.of_document(d)) for parsed in read for d in parsed.documents]
    works = [w for w in works if day is None or not w[0].effective or w[0].effective <= str(day)]
    works.sort(key=lambda work: work[0].effective or "")
    return shelf_of(works)


def _show(file: Path, parsed: Parsed) -> None:
    """The tree of a file for a reader."""
    print(f"{file}：{len(parsed.text)} 字，{len(parsed.documents)} 件文件")
    for document in parsed.documents:
        _show_document(document)
    for one in parsed.leftovers:
        said = "".join(parsed.text[one.start : one.end].split())[:24]
        print(f"○ {_LEFTOVERS[one.kind]} {one.start}–{one.end}　{said}")


_LEFTOVERS = {
    "page head": "页眉页码",
    "contents": "目录",
    "cover": "封面",
    "continuation": "转版",
    "story": "报道",
    "label": "标签",
    "other": "其他",
}


def _show_document(document: Document) -> None:
    told = [document.number, document.issuer, document.kind, document.date]
    if document.effective:
        told.append(f"自{document.effective}起施行")
    if document.annex_of:
        told.append(f"附于{document.annex_of}")
    print(f"● {document.title}")
    print(f"  {'　'.join(one for one in told if one)}")
    chapter = ""
    for provision in document.provisions:
        if provision.chapter != chapter:
            chapter = provision.chapter
            print(f"  {chapter}")
        indent = "  " * len(provision.address.steps)
        heading = f"【{provision.heading}】" if provision.heading else ""
        print(f"  {indent}{provision.address}　{heading}{provision.text}")
    for table in document.tables:
        print(f"  ▦ {table.title or '表'}：{len(table.columns)} 列 {len(table.rows)} 行")
    for attachment in document.attachments:
        print(f"  ▤ {attachment.title}")
    for flag in document.flags:
        print(f"  ⚑ {flag.printed} → {flag.proposed}：{flag.reason}")


def _cited(one: Citation) -> str:
    found = {True: "找到", False: "找不到", None: "未导入"}[one.resolved.resolves]
    where = f"{one.document} {one.address or ''}".strip()
    to = " ".join(one.resolved.addresses)
    return f"{where}：{one.text} → {one.resolved.work} {to}（{found}）"


def _measured(one: Quantity) -> str:
    found = one.found
    where = f"{one.document or ''} {one.address or ''}".strip()
    told: list[Any] = [found.kind, found.value + found.unit, found.direction, found.event]
    return f"{where}：{found.text}　{'　'.join(str(part) for part in told if part)}"
