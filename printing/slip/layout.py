"""How a queue slip is laid out: the number first, then how long and where, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.moment import CHINA
from printing.documents.wording import day_words
from printing.slip.lines import Align, Code, Cut, Rule, Size, Space, Text
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.queue_slip import QueueSlip
    from printing.copy_mark import CopyMark
    from printing.slip.lines import Line


def laid_out(slip: QueueSlip, mark: CopyMark | None) -> tuple[Line, ...]:
    """The lines of the slip, or of a copy printed again."""
    lines = list(_head(slip, mark))
    for section in (_turn(slip), _particulars(slip), _foot(slip)):
        if content := list(section):
            lines += [*_SEPARATION, *content]
    return (*lines, Cut())


_SEPARATION = (Space(18), Rule(), Space(18))
_FIELD_HANG = 5  # four characters of the label and the blank after it
_SMALL_GAP = Space(10)


def _head(slip: QueueSlip, mark: CopyMark | None) -> Iterator[Line]:
    yield Text(slip.hall, Size.LARGE, Align.CENTRE, Weight.BOLD)
    yield Space(20)
    yield Text("您的排队号", align=Align.CENTRE)
    yield _SMALL_GAP
    yield Text(slip.number, Size.HUGE, Align.CENTRE, Weight.BOLD)
    if mark is not None:
        yield _SMALL_GAP
        yield Text(f"补打 · 第 {mark.copy_no} 次打印", align=Align.CENTRE, weight=Weight.BOLD)
        yield Text(f"补打原因：{mark.reason}", align=Align.CENTRE)


def _turn(slip: QueueSlip) -> Iterator[Line]:
    ahead = f"前面还有 {slip.people_ahead} 人" if slip.people_ahead else "前面没有人"
    yield Text(ahead, Size.LARGE, Align.CENTRE, Weight.BOLD)
    if slip.wait:
        yield _SMALL_GAP
        yield Text(f"预计等候 {slip.wait}", align=Align.CENTRE)
    if slip.counters:
        yield _SMALL_GAP
        yield Text(slip.counters, Size.LARGE, Align.CENTRE, Weight.BOLD)


def _particulars(slip: QueueSlip) -> Iterator[Line]:
    if slip.subject:
        yield _field("办理事项", slip.subject)
    yield _field("取号时间", _time_words(slip.issued_at))
    if slip.enquiry_phone:
        yield _field("咨询电话", slip.enquiry_phone)


def _foot(slip: QueueSlip) -> Iterator[Line]:
    for reminder in slip.reminders:
        yield Text(f"·{reminder}", hang=1)
    if slip.code:
        yield Space(20)
        yield Code(slip.code)
        yield Space(12)
        yield Text("办理时请出示此码", align=Align.CENTRE)


def _field(label: str, value: str) -> Text:
    return Text(f"{label}　{value}", hang=_FIELD_HANG)


def _time_words(at: datetime) -> str:
    """`2026年9月28日 10:42`, Beijing time."""
    local = at.astimezone(CHINA)
    return f"{day_words(local.date())} {local:%H:%M}"
