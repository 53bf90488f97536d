"""``texts import``: files of official texts taken into the library, beside what reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiju.commandline import emit, refuse
from guiju.texts.commands import app

if TYPE_CHECKING:
    from guiju.ledger.services import Actor

    from .official.importing import Imported


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="UTF-8 或 GB 18030 的文本、Markdown 或 HTML")],
    by: Annotated[str, typer.Option("--by", help="导入人的用户名；不给就记为系统")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="每个文件输出一个 JSON 对象")] = False,
) -> None:
    """导入官方文本：原样保存，逐件存入；同一个文件两次不改动任何内容。"""
    import django

    django.setup()
    from django.core.exceptions import ValidationError

    from .official.importing import read_in, receive

    contents = [(file, _content(file, as_json)) for file in files]
    actor = _actor(by, as_json)
    for file, content in contents:
        try:
            received = receive(content=content, name=file.name, actor=actor)
        except ValidationError as error:
            refuse(str(file), f"{len(content)}", "；".join(error.messages), as_json=as_json)
        _tell(file, read_in(received, actor=actor), as_json)


@app.command("search")
def search_texts(
    query: Annotated[str, typer.Argument(help="词语，空格分开的都要出现；短语加引号")],
    kind: Annotated[str, typer.Option(help="只在这一文种里找")] = "",
    issuer: Annotated[str, typer.Option(help="只找这个机关发的")] = "",
    page: Annotated[int, typer.Option(help="第几页")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """在导入的全部官方文本中检索。"""
    import django

    django.setup()
    from .official.finding import hits_of

    hits = hits_of({"q": query, "kind": kind, "issuer": issuer, "page": str(max(1, page))})
    if as_json:
        found = [
            {
                "title": one.title,
                "number": one.number or None,
                "version": one.version or None,
                "label": one.label or None,
                "text": "".join(piece.text for piece in one.pieces),
                "link": one.link,
            }
            for one in hits.found
        ]
        emit({"total": hits.total, "page": hits.page, "pages": hits.pages, "hits": found})
        return
    print(f"{hits.total} 处，第 {hits.page}/{hits.pages} 页")
    for one in hits.found:
        print(f"{one.title} {one.label}：{''.join(piece.text for piece in one.pieces)}")


def _content(file: Path, as_json: bool) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        refuse(str(file), str(error.strerror), "可以读取的文件", as_json=as_json)


def _actor(username: str, as_json: bool) -> Actor:
    """Who imports: somebody whose post may, or the machine where nobody is named."""
    from guiju.ledger.services import Actor
    from guiju.organs.abilities import may
    from guiju.organs.models import Account
    from guiju.organs.selectors import valid_tenures

    if not username:
        return Actor.system()
    account = Account.objects.filter(username=username, is_active=True).first()
    tenures = valid_tenures(account) if account else []
    posts = [tenure.post for tenure in tenures if may(tenure.post, "library.import")]
    if account is None or not posts:
        refuse("--by", username, "有权导入官方文本的岗位上的人的用户名", as_json=as_json)
    return Actor(account.name, str(posts[0]))


def _tell(file: Path, done: Imported, as_json: bool) -> None:
    if as_json:
        emit(
            {
                "file": str(file),
                "sha256": done.file.sha256,
                "documents": done.documents,
                "new_versions": done.new,
                "known": done.known,
            }
        )
    elif done.known:
        print(f"{file}：已经导入过，没有改动")
    else:
        print(f"{file}：{done.documents} 件文件，新增 {done.new} 个版本")
