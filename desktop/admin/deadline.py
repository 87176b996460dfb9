"""`yici-admin deadline`: what a due date is and how it was counted, without opening a case."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from core.calendar import national_calendar
from core.deadline import Limit, Pause, Unit, deadline
from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.calendar import Calendar
    from core.deadline import Deadline


class DateNotUnderstood(Refusal):
    """A date on the command line is not in ISO form."""


class PauseNotUnderstood(Refusal):
    """A pause on the command line is not two days with a slash between."""


def deadline_command(
    *,
    trigger: Annotated[str, typer.Option(help="起算日 2026-09-24，或时刻 2026-09-24T15:30")],
    limit: Annotated[str, typer.Option(help="时限：5wd、10d、3mo、24h 或 4wh")],
    pause: Annotated[
        list[str] | None,
        typer.Option(help="暂停起止日 A/B，可重复；A/ 表示尚未恢复"),
    ] = None,
    extend: Annotated[str | None, typer.Option(help="延长的时限，如 10wd")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Reckon a due date and tell, day by day, what counted and what did not.

    Raises:
        Refusal: an option cannot be read, or the rules give no date for it.
    """
    calendar = national_calendar()
    reckoned = deadline(
        calendar,
        _moment(trigger),
        Limit.parse(limit),
        pauses=[_pause(text) for text in pause or ()],
        extension=None if extend is None else Limit.parse(extend),
    )
    typer.echo(_json(reckoned) if as_json else "\n".join(_explanation(calendar, reckoned)))


def _moment(text: str) -> date:
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            return read(text)
    raise _date_not_understood(text)


def _date(text: str) -> date:
    with suppress(ValueError):
        return date.fromisoformat(text)
    raise _date_not_understood(text)


def _date_not_understood(text: str) -> DateNotUnderstood:
    return DateNotUnderstood(
        f"看不懂日期“{text}”，没有算出期限，请写成 2026-09-24 或 2026-09-24T15:30。"
    )


def _pause(text: str) -> Pause:
    start, slash, end = text.partition("/")
    if not slash:
        raise PauseNotUnderstood(
            f"看不懂暂停“{text}”，没有算出期限，请写成 2026-11-05/2026-11-16，"
            "尚未恢复的写成 2026-11-05/。"
        )
    return Pause(_date(start), _date(end) if end else None)


def _json(reckoned: Deadline) -> str:
    fields: dict[str, object] = {
        "due": _iso(reckoned.due),
        "firmness": reckoned.firmness.value,
        "counted": [day.isoformat() for day in reckoned.counted],
        "skipped": [
            {"date": skipped.day.isoformat(), "reason": skipped.reason}
            for skipped in reckoned.skipped
        ],
        "rolled_from": _iso(reckoned.rolled_from),
        "calendar": reckoned.calendar_version,
    }
    if reckoned.left is not None:
        fields["left"] = reckoned.left
    return json.dumps(fields, ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _explanation(calendar: Calendar, reckoned: Deadline) -> Iterator[str]:
    in_hours = reckoned.limit.unit in (Unit.HOUR, Unit.WORKING_HOUR)
    start = _written(reckoned.trigger) + ("" if in_hours else "（当天不计）")
    yield f"起算 {start}，时限 {_terms(reckoned)}"
    yield from _days(calendar, reckoned)
    if reckoned.rolled_from is not None:
        yield f"末日 {_written(reckoned.rolled_from)} 逢休息日，顺延至其后第一个工作日"
    if reckoned.remaining is not None:
        yield f"暂停中，尚余 {reckoned.remaining.words()}，恢复后才有到期日"
    if reckoned.due is not None:
        note = reckoned.provisional_note()
        yield f"到期 {_written(reckoned.due)}{f'（暂定，{note}）' if note else ''}"
    yield f"日历 {reckoned.calendar_version}"


def _terms(reckoned: Deadline) -> str:
    extension = reckoned.extension
    extended = "" if extension is None else f"，延长 {extension.words()}"
    return f"{reckoned.limit.words()}{extended}"


def _days(calendar: Calendar, reckoned: Deadline) -> Iterator[str]:
    reasons = {skipped.day: skipped.reason for skipped in reckoned.skipped}
    in_hours = reckoned.limit.unit in (Unit.HOUR, Unit.WORKING_HOUR)
    numbers = {day: number for number, day in enumerate(reckoned.counted, start=1)}
    for day in sorted([*numbers, *reasons]):
        if day in reasons:
            yield f"  {_written(day)}  不计  {reasons[day]}"
        else:
            counted = "计时" if in_hours else f"第 {numbers[day]} 日"
            yield f"  {_written(day)}  {counted}  {calendar.name(day)}".rstrip()


def _written(moment: date) -> str:
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{moment:%Y-%m-%d} 周{'一二三四五六日'[moment.weekday()]}{clock}"
