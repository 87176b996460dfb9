"""`yici-admin queue`: the order of the queue, checked, adopted, shown, and tried on a past day."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core.day_figures import DayFigures
from core.queue_log import day_log
from core.queue_policy import DEFAULT_POLICY, QueuePolicy
from core.queue_report import ClassReport, Comparison, Waits, Yardstick, compared
from core.wait_estimate import FEWEST
from desktop import queue_room
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.admin.signed import signed
from desktop.day_figures import figures
from desktop.queue_log_file import read_queue_log
from desktop.queue_policy_file import read_queue_policy
from desktop.waits import measured_error

app = typer.Typer(no_args_is_help=True)
policy_app = typer.Typer(no_args_is_help=True)
app.add_typer(policy_app, name="policy", help="排队规则：检查、采用、查看")
PolicyFile = Annotated[Path, typer.Argument(help="排队规则文件（TOML）")]


@policy_app.command(help="检查一份排队规则")
def check(file: PolicyFile) -> None:
    """Say what the policy holds.

    Raises: QueuePolicyNotUnderstood, QueuePolicyNotSound.
    """
    typer.echo("\n".join(_policy_lines(read_queue_policy(file))))


@policy_app.command(help="采用一份排队规则，各工位同步后一致；须管理员工号和密码")
def adopt(
    file: PolicyFile,
    badge: Annotated[str, typer.Option(help="管理员工号")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Put the policy in force.

    Raises: SignInRefused, PolicyNotForYou, PolicyVersionTaken and those of `check`.
    """
    policy = read_queue_policy(file)
    with opened_room(settings, data_folder) as room:
        signed(room, badge, partial(queue_room.adopt, policy=policy))
    typer.echo(f"已采用排队规则 {policy.version}")


@policy_app.command(help="查看现行的排队规则")
def show(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """Say which policy is in force."""
    with opened_room(settings, data_folder) as room:
        policy = room.read(queue_room.in_force).result()
    typer.echo("\n".join(_policy_lines(policy)))


@app.command(help="用某天的排队记录推演另一份规则：谁会多等、多等多久")
def simulate(
    *,
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="哪一天")],
    policy: Annotated[Path, typer.Option(help="要推演的排队规则文件")],
    log: Annotated[
        Path | None, typer.Option(help="改用 CSV 排队记录，不读本机数据库；对照当天实际")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Replay the day.

    Raises: NothingToReplay, QueueLogNotUnderstood and those of `check`.
    """
    proposed, on = read_queue_policy(policy), day.date()
    if log is not None:
        found = compared(
            day_log(one for one in read_queue_log(log) if one.day == on), proposed, None
        )
    else:
        with opened_room(settings, data_folder) as room:
            found = room.read(lambda reading: queue_room.simulated(reading, on, proposed)).result()
    typer.echo(_as_json(found) if as_json else "\n".join(_lines(found)))


@app.command(help="等候时间估计最近一天的误差：不在学习范围内的那一天")
def waits(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """Say how far off the estimates were."""
    with opened_room(settings, data_folder) as room:
        error = room.read(measured_error).result()
    if error is None:
        typer.echo(f"办完的不足 {FEWEST} 人，还不估计等候时间")
        return
    typer.echo(
        f"最近一天 {error.people} 人：平均相差 {error.minutes:.1f} 分钟（{error.mape:.0%}），"
        f"实际等候在所说范围内的 {error.coverage:.0%}"
    )


@app.command(help="某天各窗口办了多少人、爽约多少、平均等候和办理时间")
def report(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="哪一天")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Say what the day came to."""
    with opened_room(settings, data_folder) as room:
        found = room.read(lambda reading: figures(reading, day.date())).result()
    typer.echo("\n".join(_report_lines(found)))


def _report_lines(found: DayFigures) -> Iterator[str]:
    yield f"办结      {found.served} 人"
    yield f"过号      {found.no_show_walk_in} 人"
    yield f"预约爽约  {found.no_show_appointment} 人"
    yield f"离开      {found.left} 人，作废 {found.void} 个号，还没办完 {found.still_open} 个号"
    if found.mean_waiting is not None and found.mean_service is not None:
        waiting, service = _minutes(found.mean_waiting), _minutes(found.mean_service)
        yield f"平均等候  {waiting} 分钟，平均办理 {service} 分钟"


def _policy_lines(policy: QueuePolicy) -> Iterator[str]:
    shares = "、".join(f"{one.klass.word} {one.share}" for one in policy.shares)
    ageing = f"每满 {_whole(policy.ageing)} 分钟加 1" if policy.ageing else "不加"
    yield f"排队规则 {policy.version}{'（出厂）' if policy == DEFAULT_POLICY else ''}"
    yield f"每轮份额  {shares}；久等{ageing}"
    yield f"越过上限  {policy.cap.tickets} 人或 {_whole(policy.cap.wait)} 分钟"
    rule = policy.appointment
    yield f"预约      提前 {_whole(rule.early)} 分钟以内，迟到 {_whole(rule.late)} 分钟以内"
    yield f"协办      等候满 {_whole(policy.help_after)} 分钟"
    for one in policy.counters:
        also = f"，协办 {'、'.join(one.also)}" if one.also else ""
        yield f"{one.counter}号窗口  {'、'.join(one.items) or '全部事项'}{also}"
    for limit in policy.quotas:
        of_day, of_person = limit.of_day or "不限", limit.of_person or "不限"
        yield f"限额      {limit.item_code} 每天 {of_day}，每人 {of_person}"


def _lines(found: Comparison) -> Iterator[str]:
    beside = _YARDSTICKS[found.yardstick]
    yield f"规则 {found.policy}，对照{beside}；等候分钟：平均 / 九成不超过 / 最长"
    for one in found.classes:
        yield f"{one.klass.word}  {one.proposed.people} 人"
        yield f"  推演      {_waits(one.proposed)}"
        yield f"  {beside}  {_waits(one.yardstick)}"
        yield f"  先来先办  {_waits(one.ideal)}"
        yield f"  多等的 {one.longer} 人，少等的 {one.shorter} 人"
    for loser in found.losers[:_SHOWN]:
        yield (
            f"多等  {loser.number} {loser.klass.word}：等 {_whole(loser.wait)} 分钟，"
            f"多 {_whole(loser.longer_by)} 分钟"
        )
    if len(found.losers) > _SHOWN:
        yield f"另有 {len(found.losers) - _SHOWN} 人多等 1 分钟以上"


def _waits(waits: Waits) -> str:
    missing = f"，{waits.never_called} 人没有叫到" if waits.never_called else ""
    return (
        f"{_minutes(waits.mean)} / {_minutes(waits.ninth_decile)} / {_minutes(waits.longest)}"
        f"{missing}"
    )


def _as_json(found: Comparison) -> str:
    fields = {
        "policy": found.policy,
        "yardstick": found.yardstick.value,
        "classes": [_class_fields(one) for one in found.classes],
        "losers": [
            {
                "number": one.number,
                "class": one.klass.value,
                "wait_minutes": _minutes(one.wait),
                "longer_by_minutes": _minutes(one.longer_by),
            }
            for one in found.losers
        ],
    }
    return json.dumps(fields, ensure_ascii=False)


def _class_fields(one: ClassReport) -> dict[str, object]:
    return {
        "class": one.klass.value,
        "longer": one.longer,
        "shorter": one.shorter,
        **{
            name: {
                key: _minutes(value) if isinstance(value, timedelta) else value
                for key, value in asdict(waits).items()
            }
            for name, waits in (
                ("proposed", one.proposed),
                ("yardstick", one.yardstick),
                ("ideal", one.ideal),
            )
        },
    }


def _minutes(length: timedelta) -> float:
    return round(length / timedelta(minutes=1), 1)


def _whole(length: timedelta) -> int:
    return length // timedelta(minutes=1)


_YARDSTICKS = {Yardstick.ACTUAL: "当天实际", Yardstick.PRESENT: "现行规则"}
_SHOWN = 20
