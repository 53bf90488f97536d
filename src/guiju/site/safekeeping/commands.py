"""``backup``, ``backup check`` and ``restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from guiju.commandline import emit, refuse

if TYPE_CHECKING:
    from .manifest import Manifest

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


class _WriteUnlessNamed(TyperGroup):
    """``backup OUT.tar`` is ``backup write OUT.tar``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help"):
            args = ["write", *args]
        return super().parse_args(ctx, args)


backup = typer.Typer(cls=_WriteUnlessNamed, help="备份", no_args_is_help=True, add_completion=False)
restore = typer.Typer(add_completion=False)


@backup.callback()
def _backup() -> None:
    """备份。"""
    import django

    django.setup()


@backup.command()
def write(
    out: Annotated[Path, typer.Argument(help="备份文件，例如 2026-01-06.tar")],
    with_key: Annotated[bool, typer.Option("--with-key", help="连同密钥；请另外妥善保存")] = False,
    as_json: AsJson = False,
) -> None:
    """把数据库、上传的文件和链头写成一个备份；服务不必停止。"""
    from ..progress import progress
    from .errors import SafekeepingError
    from .packing import backup as make

    try:
        with progress("备份") as told:
            manifest = make(out, with_key=with_key, progress=told)
    except SafekeepingError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    except OSError as error:
        refuse("文件", str(out), f"可以写的位置（{error.strerror}）", as_json=as_json)
    _tell("已备份", manifest, as_json)


@backup.command()
def check(path: Annotated[Path, typer.Argument(help="备份文件")], as_json: AsJson = False) -> None:
    """查看一个备份是否完整、没有改动，历史链是否前后相接；不需要数据库。"""
    from ..progress import progress
    from .checking import check_chains, opened
    from .errors import SafekeepingError

    try:
        with progress("核对") as told, opened(path, told) as archive:
            check_chains(archive)
            _tell("完好", archive.manifest, as_json)
    except SafekeepingError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)


@restore.command()
def _restore(
    path: Annotated[Path, typer.Argument(help="备份文件")],
    despite_history: Annotated[
        bool, typer.Option("--despite-history", help="历史链在备份时已断裂也恢复，并指出断裂处")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """把备份恢复到空数据库：先核对，再恢复、升级、核验历史；先停止服务和后台任务。"""
    import django

    django.setup()
    from ..progress import progress
    from .errors import SafekeepingError
    from .restoring import restore as put_back

    try:
        with progress("核对") as checking, progress("恢复") as filling:
            done = put_back(
                path, despite_history=despite_history, checking=checking, filling=filling
            )
    except SafekeepingError as error:
        refuse(error.where, error.value, f"{error.expected}；没有恢复任何内容", as_json=as_json)
    broken = done.verification.broken
    _tell("已恢复", done.manifest, as_json, None if broken is None else vars(broken))
    raise typer.Exit(0 if broken is None else 1)


def _tell(
    what: str, manifest: Manifest, as_json: bool, broken: dict[str, Any] | None = None
) -> None:
    told = {
        "made": manifest.made,
        "versions": manifest.versions,
        "database": manifest.database,
        "rows": manifest.rows,
        "uploads": len(manifest.files) - manifest.has_key,
        "chains": len(manifest.heads),
        "key": manifest.has_key,
        "broken": broken,
    }
    if as_json:
        emit(told)
        return
    key = "，含密钥" if manifest.has_key else "，不含密钥"
    print(
        f"{what}：{manifest.made} 的备份，{manifest.rows:,} 行，{told['uploads']} 个文件，"
        f"{told['chains']} 条链{key}"
    )
    if broken is not None:
        print(f"历史断裂：{broken['chain']} 第 {broken['number']} 条：{broken['why']}")
