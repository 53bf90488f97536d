"""``vehicles adopt``: a ledger file adopted into the register, rehearsed first."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guiju.commandline import emit, refuse

if TYPE_CHECKING:
    from guiju.organs.models import Account, Post

    from ..models import Adoption, Check
    from ..services.accounts import Approval
    from ..services.planning import Plan

app = typer.Typer(help="公务用车登记册", no_args_is_help=True, add_completion=False)


@app.callback()
def vehicles() -> None:
    """公务用车登记册。"""


@app.command()
def adopt(
    file: Annotated[Path, typer.Argument(help="车辆台账：XLSX、XLS、ODS 或 CSV")],
    by: Annotated[str, typer.Option("--by", help="确认人的用户名；范围是其岗位的范围")],
    write: Annotated[bool, typer.Option("--write/--rehearse", help="写入，或者只预演")] = False,
    quota: Annotated[Path | None, typer.Option(help="编制表，另一个文件")] = None,
    confirm: Annotated[str, typer.Option(help="预演给出的指纹；不给就当面询问")] = "",
    approval: Annotated[str, typer.Option(help="自治区核定编制的文号；不给就不改动编制")] = "",
    approved_on: Annotated[str, typer.Option(help="核定日期，例如 2026-03-01")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """预演采纳一份台账；确认后写入登记册，并在历史链中留下一条记录。"""
    import django

    django.setup()
    from django.core.exceptions import ValidationError

    from guiju.sheets import SheetError

    account, post = _person(by, as_json)
    document = _approval(approval, approved_on, as_json)
    if write:
        _hold_to_password(account, as_json)
    try:
        planned = _plan(file, quota, post)
        if not write:
            _tell(planned, as_json)
            return
        _hold_to_confirmation(planned, confirm, as_json)
        adoption = _write(file, quota, account, post, planned, document, as_json)
    except SheetError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    except OSError as error:
        refuse(str(error.filename), str(error.strerror), "可以读取的文件", as_json=as_json)
    except ValidationError as error:
        refuse("采纳", "", "；".join(error.messages), as_json=as_json)
    told = {"adoption": adoption.pk, "counts": adoption.counts, "merkle_root": adoption.root}
    if as_json:
        emit(told)
    else:
        print(f"已写入登记册：{_counted(adoption.counts)}；默克尔根 {adoption.root}")


def _person(username: str, as_json: bool) -> tuple[Account, Post]:
    """Who confirms, and the post in which they may."""
    from guiju.organs.abilities import may
    from guiju.organs.models import Account
    from guiju.organs.selectors import valid_tenures

    account = Account.objects.filter(username=username, is_active=True).first()
    tenures = valid_tenures(account) if account else []
    posts = [tenure.post for tenure in tenures if may(tenure.post, "vehicles.adopt")]
    if account is None or not posts:
        refuse("--by", username, "有权采纳台账的岗位上的人的用户名", as_json=as_json)
    return account, posts[0]


def _hold_to_password(account: Account, as_json: bool) -> None:
    """Whoever confirms shows that it is they; the people of a demo have no passwords."""
    from guiju.organs.commands import read_password
    from guiju.organs.selectors import is_demo

    if not account.has_usable_password() and is_demo():
        return
    if not account.check_password(read_password()):
        refuse("密码", "", f"{account.username} 的密码", as_json=as_json)


def _approval(number: str, day: str, as_json: bool) -> Approval | None:
    from datetime import date

    from guiju.sheets import parse_date

    from ..services.accounts import Approval

    if not number:
        return None
    parsed = parse_date(day)
    if not isinstance(parsed, date):
        refuse("--approved-on", day, "日期，例如 2026-03-01", as_json=as_json)
    return Approval(number, parsed)


def _plan(file: Path, quota: Path | None, post: Post) -> Plan:
    from guiju.organs.scope import standing_of

    from ..checking import read_ledger
    from ..checking.quota import read_quota
    from ..services.planning import plan

    ledger = read_ledger(file, quota)
    listed = read_quota(ledger.quota)[0] if ledger.quota is not None else None
    return plan(ledger.rows(), listed, standing_of(post))


def _hold_to_confirmation(planned: Plan, confirm: str, as_json: bool) -> None:
    """The fingerprint of the rehearsal, or a yes at the terminal."""
    if confirm:
        if confirm != planned.fingerprint:
            refuse("--confirm", confirm, "这次预演的指纹；请重新预演", as_json=as_json)
        return
    if not sys.stdin.isatty():
        refuse("--confirm", "", "预演给出的指纹", as_json=as_json)
    _tell(planned, as_json=False)
    typer.confirm("确认写入登记册？", abort=True)


def _write(
    file: Path,
    quota: Path | None,
    account: Account,
    post: Post,
    planned: Plan,
    approval: Approval | None,
    as_json: bool,
) -> Adoption:
    from guiju.ledger.services import Actor
    from guiju.organs.scope import standing_of

    from ..services.adopting import adopt as adopt_checked

    actor = Actor(account.name, str(post))
    check = _checked(file, quota, post, actor)
    if check.job is None or check.job.error:
        refuse(str(file), check.job.error if check.job else "", "可以核对的台账", as_json=as_json)
    return adopt_checked(
        check=check,
        organs=standing_of(post),
        fingerprint=planned.fingerprint,
        actor=actor,
        approval=approval,
    )


def _checked(file: Path, quota: Path | None, post: Post, actor: Any) -> Check:
    """The file handed in and checked here and now, as the page does it with a worker."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from guiju.jobs.worker import run_one

    from ..services import start_check

    def upload(path: Path | None) -> SimpleUploadedFile | None:
        return SimpleUploadedFile(path.name, path.read_bytes()) if path else None

    sent = upload(file)
    assert sent is not None
    check = start_check(organ=post.organ, actor=actor, upload=sent, quota=upload(quota))
    while check.job is not None and not check.job.over and run_one("adopt"):
        check.job.refresh_from_db()
    check.refresh_from_db()
    return check


def _counted(counts: dict[str, int]) -> str:
    from ..models import Adopted

    return "，".join(f"{Adopted(kind).label} {count}" for kind, count in counts.items())


def _tell(planned: Plan, as_json: bool) -> None:
    """What the adoption would do."""
    from ..selectors.reasons import why_told

    if as_json:
        emit(
            {
                "fingerprint": planned.fingerprint,
                "counts": planned.counts,
                "rows": [one.told() for one in planned.lines if one.became != "same"],
                "numbers": [one.told() for one in planned.new_numbers],
            }
        )
        return
    print(f"预演，没有写入：{_counted(planned.counts)}")
    for line in planned.lines:
        if line.became == "same":
            continue
        changes = [f"{c}：{a or '—'} → {b}" for c, (a, b) in line.changes.items()]
        told = "；".join([*why_told(line.why), *changes])
        print(f"  {line.became:<9}{line.number or '—':>6}  {line.plate}  {line.organ_name}  {told}")
    for one in planned.new_numbers:
        before = "—" if one.before is None else one.before
        print(f"  编制  {one.organ_name} {one.vehicle_class}：{before} → {one.after}")
    print(f"指纹：{planned.fingerprint}")


@app.command()
def sweep(
    queue: Annotated[bool, typer.Option("--queue", help="交给后台任务，不在这里等")] = False,
    write: Annotated[bool, typer.Option("--write/--rehearse", help="删除，或者只预演")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """删除保存期满的台账文件、写出的文件和没有用上的说明附件（GUIJU_UPLOAD_DAYS）。"""
    import django

    django.setup()
    from guiju.ledger.services import Actor

    from ..services import sweeping

    if queue:
        job = sweeping.order_sweep(actor=Actor.system())
        told: dict[str, Any] = {"job": job.pk}
        words = f"已交给后台任务 {job.pk}"
    else:
        told = sweeping.sweep(actor=Actor.system(), write=write).counts
        words = _swept_words(told, write)
    if as_json:
        emit(told)
    else:
        print(words)


def _swept_words(told: dict[str, Any], write: bool) -> str:
    if told["days"] is None:
        return "没有设定保存期限（GUIJU_UPLOAD_DAYS）：什么都不删除"
    done = "已删除" if write else "预演，将要删除"
    counted = f"台账文件 {told['ledgers']}，写出的文件 {told['exports']}"
    return f"{done}：{counted}，没有用上的说明附件 {told['explanations']}（{told['days']} 日）"
