"""``documents render``: a document from a YAML file as PDF and as editable DOCX."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from guiju.commandline import emit, refuse

from .documents import DocumentError, read_document, to_docx, to_pdf

app = typer.Typer(help="公文：排成 PDF 和可编辑的 DOCX", no_args_is_help=True, add_completion=False)


@app.callback()
def _documents() -> None:
    """公文：排成 PDF 和可编辑的 DOCX。"""


@app.command("render")
def render_command(
    file: Annotated[Path, typer.Argument(help="公文的 YAML 文件")],
    pdf: Annotated[Path | None, typer.Option("--pdf", help="写入此 PDF 文件")] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help="写入此 DOCX 文件")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """按 GB/T 9704 的版式排一件公文：每页 22 行，每行 28 字。"""
    if pdf is None and docx is None:
        refuse("--pdf 或 --docx", "", "至少一个要写入的文件", as_json=as_json)
    told: dict[str, Any] = {}
    try:
        document = read_document(file)
        if pdf is not None:
            made = to_pdf(document)
            _write(pdf, made.content)
            told |= {"pdf": str(pdf), "fonts": {role: made.faces[role][0] for role in made.faces}}
        if docx is not None:
            _write(docx, to_docx(document))
            told["docx"] = str(docx)
    except DocumentError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    if as_json:
        emit(told)
        return
    for kind in ("pdf", "docx"):
        if kind in told:
            print(told[kind])


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise DocumentError(str(path), error.strerror or error, "可以写入的文件") from error
