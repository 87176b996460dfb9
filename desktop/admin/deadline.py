"""`yici-admin deadline`: what a due date is and how it was counted, without opening a case."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

import typer

from core.calendar import Calendar, national_calendar
from core.counting_rules import CountingRules, Direction, FirstDay, Roll
from core.deadline import Deadline, Limit, Pause, Terms, Unit
from core.errors import Refusal
from core.explanation import MarkKind, bar, day_marks, extension_days, make_up_days, paused_days
from core.explanation_words import in_words
from core.what_if import Supposition, handed_in, with_procedure
from desktop.admin.moment_words import written
from desktop.admin.opened import stored_calendar
from desktop.admin.options import DataFolder, SettingsFile


class DateNotUnderstood(Refusal):
    """A date on the command line is not in ISO form."""


class PauseNotUnderstood(Refusal):
    """A pause on the command line is not two days with a slash between."""


class TimeNotUnderstood(Refusal):
    """The cut-off is not an hour and minutes."""


class ReviewNotUnderstood(Refusal):
    """A supposed procedure is not a day and a limit with a slash between."""


def deadline_command(  # noqa: PLR0913  (a command line's options)
    *,
    trigger: Annotated[str, typer.Option(help="起算日 2026-09-24，或时刻 2026-09-24T15:30")],
    limit: Annotated[str, typer.Option(help="时限：5wd、10d、3mo、24h 或 4wh")],
    pause: Annotated[
        list[str] | None,
        typer.Option(help="暂停起止日 A/B，可重复；A/ 表示尚未恢复"),
    ] = None,
    extend: Annotated[str | None, typer.Option(help="延长的时限，如 10wd")] = None,
    first_day: Annotated[
        FirstDay, typer.Option(help="起算当日计入（counted）或不计入（not）")
    ] = FirstDay.NOT_COUNTED,
    cutoff: Annotated[
        str | None, typer.Option(help="收件截止时间 17:00，之后收到的按下一个工作日")
    ] = None,
    roll: Annotated[
        Roll, typer.Option(help="末日逢休息日：顺延（next）或不顺延（never，有效期）")
    ] = Roll.NEXT,
    before: Annotated[bool, typer.Option("--before", help="从起算日向前倒推")] = False,
    event: Annotated[str, typer.Option(help="从什么事起算：收件、受理、送达……")] = "",
    review: Annotated[
        str | None, typer.Option(help="假设某日起专家评审等若干时限，如 2026-11-05/10wd")
    ] = None,
    what_if: Annotated[bool, typer.Option("--what-if", help="另算明天、下周交齐的日期")] = False,
    calendar: Annotated[
        str | None,
        typer.Option(help="按本机的哪一版日历推算，如 calendar list 所列；current 为现行"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Reckon a due date and tell, day by day, what counted and what did not.

    Raises:
        Refusal: an option cannot be read, or the rules give no date for it.
    """
    terms = Terms(
        trigger=_moment(trigger),
        limit=Limit.parse(limit),
        pauses=tuple(_pause(text) for text in pause or ()),
        extension=None if extend is None else Limit.parse(extend),
        rules=CountingRules(
            first_day=first_day,
            cutoff=None if cutoff is None else _time(cutoff),
            roll=roll,
            direction=Direction.BEFORE if before else Direction.AFTER,
        ),
    )
    reckoned_by = (
        national_calendar()
        if calendar is None
        else stored_calendar(calendar, settings, data_folder)
    )
    answer = _Answer(reckoned_by, terms, event)
    supposed = (
        *(handed_in(terms, answer.calendar) if what_if else ()),
        *((_reviewed(terms, review, answer.calendar),) if review else ()),
    )
    typer.echo(answer.json(supposed) if as_json else "\n".join(answer.lines(supposed)))


@dataclass(frozen=True)
class _Answer:
    calendar: Calendar
    terms: Terms
    event: str

    def json(self, supposed: tuple[Supposition, ...]) -> str:
        """The reckoning for programs."""
        found = self.terms.reckoned(self.calendar)
        marks = day_marks(self.calendar, found)
        fields: dict[str, object] = {
            "due": _iso(found.due),
            "firmness": found.firmness.value,
            "counted": _isos(found.counted),
            "skipped": [
                {"date": skipped.day.isoformat(), "reason": skipped.reason}
                for skipped in found.skipped
            ],
            "rolled_from": _iso(found.rolled_from),
            "starts_on": _iso(found.starts_on),
            "make_up": _isos(make_up_days(self.calendar, found)),
            "paused": _isos(paused_days(found)),
            "extension": _isos(extension_days(found)),
            "calendar": found.calendar_version,
            "calendar_version": found.calendar_version,
            "words": in_words(self.calendar, found, self.event),
            "days": [
                {
                    "date": mark.day.isoformat(),
                    "kind": mark.kind.value,
                    "word": mark.word,
                    "number": mark.number,
                }
                for mark in marks
            ],
            "bar": [
                {
                    "kind": run.kind.value,
                    "word": run.word,
                    "first": run.first.isoformat(),
                    "last": run.last.isoformat(),
                    "days": run.days,
                }
                for run in bar(marks)
            ],
        }
        if found.left is not None:
            fields["left"] = found.left
        if supposed:
            fields["supposed"] = [
                {
                    "name": one.name,
                    "due": _iso(one.deadline.due),
                    "firmness": one.deadline.firmness.value,
                    "words": in_words(self.calendar, one.deadline, self.event),
                }
                for one in supposed
            ]
        return json.dumps(fields, ensure_ascii=False)

    def lines(self, supposed: tuple[Supposition, ...]) -> Iterator[str]:
        """The reckoning for a person at a terminal."""
        found = self.terms.reckoned(self.calendar)
        yield f"起算 {written(found.starts_on)}{self._first_day()}，时限 {_terms(found)}"
        yield from self._days(found)
        if found.rolled_from is not None:
            yield f"末日 {written(found.rolled_from)} 逢休息日，顺延至其后第一个工作日"
        if found.remaining is not None:
            yield f"暂停中，尚余 {found.remaining.words()}，恢复后才有到期日"
        if found.due is not None:
            yield f"到期 {_provisionally(found)}"
        yield in_words(self.calendar, found, self.event)
        for one in supposed:
            yield f"如{one.name}：{_provisionally(one.deadline)}"
        yield f"日历 {found.calendar_version}"

    def _first_day(self) -> str:
        if self.terms.limit.unit in (Unit.HOUR, Unit.WORKING_HOUR):
            return ""
        counted = self.terms.rules.first_day is FirstDay.COUNTED
        back = "，向前倒推" if self.terms.rules.direction is Direction.BEFORE else ""
        return f"（当天{'计入' if counted else '不计'}{back}）"

    def _days(self, found: Deadline) -> Iterator[str]:
        for mark in day_marks(self.calendar, found):
            if not mark.kind.counts:
                what = "" if mark.kind is MarkKind.START else "不计"
            else:
                what = "计时" if mark.number is None else f"第 {mark.number} 日"
            if what:
                yield f"  {written(mark.day)}  {what}  {mark.word}".rstrip()


def _reviewed(terms: Terms, review: str, calendar: Calendar) -> Supposition:
    begins, slash, lasts = review.partition("/")
    if not slash:
        raise ReviewNotUnderstood(f"看不懂假设“{review}”，没有算出期限，请写成 2026-11-05/10wd。")
    return with_procedure(terms, "专家评审", _date(begins), Limit.parse(lasts), calendar)


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


def _time(text: str) -> time:
    with suppress(ValueError):
        return time.fromisoformat(text)
    raise TimeNotUnderstood(f"看不懂时间“{text}”，没有算出期限，请写成 17:00。")


def _pause(text: str) -> Pause:
    start, slash, end = text.partition("/")
    if not slash:
        raise PauseNotUnderstood(
            f"看不懂暂停“{text}”，没有算出期限，请写成 2026-11-05/2026-11-16，"
            "尚未恢复的写成 2026-11-05/。"
        )
    return Pause(_date(start), _date(end) if end else None)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _isos(days: tuple[date, ...]) -> list[str]:
    return [day.isoformat() for day in days]


def _provisionally(found: Deadline) -> str:
    if found.due is None:
        return "尚无到期日"
    note = found.provisional_note()
    return f"{written(found.due)}{f'（暂定，{note}）' if note else ''}"


def _terms(found: Deadline) -> str:
    extension = found.extension
    extended = "" if extension is None else f"，延长 {extension.words()}"
    return f"{found.limit.words()}{extended}"
