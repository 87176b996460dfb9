"""`yici-admin calendar`: a holiday notice read, proposed, previewed, decided, and its versions."""

import json
import sys
import threading
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core.errors import Refusal
from core.notice_import.checks import findings, refusals
from desktop import calendar_room
from desktop.admin import calendar_words
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.admin.signed import signed
from desktop.calendar_lane import Progress, bring_all_up
from desktop.database_room import DatabaseRoom

app = typer.Typer(no_args_is_help=True)
NoticeFile = Annotated[str, typer.Argument(help="通知文件（文本、JSON、CSV 或 ICS），- 为标准输入")]
Number = Annotated[str, typer.Option(help="文号，如 国办发明电〔2026〕9号；通知里有时不必写")]
Issued = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="成文日期；通知里有时不必写")
]
Badge = Annotated[str, typer.Option(help="工号；密码在提示后输入")]
ProposalId = Annotated[str, typer.Argument(help="list 列出的编号")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


class NoticeUnreadable(Refusal):
    """The file with the notice cannot be opened, or is not text."""


@app.command("read", help="读出一份放假安排，对照现行日历列出变动和检查结果，不改动日历")
def read_notice(
    file: NoticeFile,
    *,
    number: Number = "",
    issued: Issued = None,
    as_json: AsJson = False,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Show what a notice would change, month by month, and what the checks say.

    Exit code 1 when a check refuses it.
    Raises: NoticeUnreadable; the refusals of the reading.
    """
    text = _text(file)
    with opened_room(settings, data_folder) as room:
        in_force = room.read(lambda reading: reading.calendar).result()
    notice = calendar_room.parsed(text, in_force, number, _day(issued))
    if as_json:
        _print(calendar_words.reading_fields(notice, in_force))
    else:
        typer.echo("\n".join(calendar_words.reading_lines(notice, in_force)))
    if refusals(findings(notice, in_force)):
        raise typer.Exit(1)


@app.command(help="提交一份放假安排，待另一人批准")
def propose(
    file: NoticeFile,
    badge: Badge,
    *,
    number: Number = "",
    issued: Issued = None,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Put a notice forward.

    Raises: SignInRefused, CalendarNotForYou, NoticeNotSound, ChangesNothing.
    """
    act = partial(calendar_room.propose, text=_text(file), number=number, issued=_day(issued))
    with opened_room(settings, data_folder) as room:
        fact = signed(room, badge, act)
    for warning in fact.warnings:
        typer.echo(f"注意　{warning}")
    typer.echo(f"已提交 {fact.notice.number}，编号 {fact.proposal_id}，请由另一人批准")


@app.command(help="批准前预览：哪些办件的期限会提前、推后或转为确定")
def impact(
    proposal: ProposalId,
    *,
    as_json: AsJson = False,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Tell which running clocks the notice would move.

    Raises: ProposalNotFound.
    """
    with opened_room(settings, data_folder) as room:
        waits = room.read(partial(calendar_room.proposal, proposal_id=proposal)).result()
        found = room.read(partial(calendar_room.preview, notice=waits.notice)).result()
    if as_json:
        _print(calendar_words.impact_fields(found))
    else:
        typer.echo("\n".join(calendar_words.impact_lines(found)))


@app.command(help="批准一份放假安排：不能由提交人批准；随后分批重新推算办件期限")
def approve(
    proposal: ProposalId,
    badge: Badge,
    *,
    file: Annotated[
        str | None, typer.Option(help="批准人自己取得的通知文件；与提交的文本不同则不批准")
    ] = None,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Put a notice in force, then bring every open case up to it.

    Raises: SignInRefused, CalendarNotForYou, ProposalDecided, SamePersonApproves,
    ProposedTextChanged, CalendarMovedOn.
    """
    text = "" if file is None else _text(file)
    with opened_room(settings, data_folder) as room:
        signed(room, badge, partial(calendar_room.approve, proposal_id=proposal, text=text))
        version = room.read(lambda reading: reading.calendar.version).result()
        typer.echo(f"已批准，现行日历 {version}")
        _bring_up(room)


@app.command(help="退回一份放假安排")
def reject(
    proposal: ProposalId,
    badge: Badge,
    reason: Annotated[str, typer.Option(help="退回的理由")],
    *,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Turn a notice down.

    Raises: SignInRefused, CalendarNotForYou, ProposalDecided, NoReasonGiven.
    """
    with opened_room(settings, data_folder) as room:
        signed(room, badge, partial(calendar_room.reject, proposal_id=proposal, reason=reason))
    typer.echo("已退回，日历没有变动")


@app.command("list", help="列出日历的各个版本和待批准的放假安排")
def list_versions(
    *,
    as_json: AsJson = False,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Tell every version, the one in force last, and every proposal."""
    with opened_room(settings, data_folder) as room:
        versions = room.read(calendar_room.versions).result()
        proposals = room.read(calendar_room.proposals).result()
    if as_json:
        _print(calendar_words.list_fields(versions, proposals))
    else:
        typer.echo("\n".join(calendar_words.list_lines(versions, proposals)))


@app.command("catch-up", help="继续上次停下的重新推算")
def catch_up(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """Bring every open case up to the calendar in force."""
    with opened_room(settings, data_folder) as room:
        _bring_up(room)


@app.command("to-tell", help="列出期限已变、尚未告知申请人的办件")
def to_tell(
    *,
    as_json: AsJson = False,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """List whom a change of the calendar owes a word."""
    with opened_room(settings, data_folder) as room:
        found = room.read(calendar_room.to_be_told).result()
    if as_json:
        _print([calendar_words.owed_fields(one) for one in found])
        return
    for one in found:
        typer.echo(
            f"{one.number}　{one.applicant_name}　{one.phone or '没有电话'}　{one.clock.word}　"
            f"{one.told} → {one.due_on}"
        )
    typer.echo(f"共 {len(found)} 项待告知")


def _text(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NoticeUnreadable(
            f"读不了通知文件“{file}”，日历没有变动，请检查文件是否存在、是否为 UTF-8 文本。"
        ) from error


def _bring_up(room: DatabaseRoom) -> None:
    def tell(found: Progress) -> None:
        typer.echo(found.words, err=True)

    stopping = threading.Event()
    try:
        found = bring_all_up(room, tell, stopping)
    except KeyboardInterrupt:
        stopping.set()
        raise typer.Abort from None
    typer.echo(found.words)


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _print(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
