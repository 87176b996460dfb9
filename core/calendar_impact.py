"""What a changed calendar does to open clocks, and what a clock stands at afterwards."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.deadline import Deadline, Firmness, Terms
from core.moment import hall_day
from core.promise import stands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.calendar import Calendar


class Shift(enum.Enum):
    """Where a due date goes; under an open pause, whether more or less is left to run."""

    EARLIER = "earlier"
    LATER = "later"
    UNMOVED = "unmoved"


@dataclass(frozen=True)
class OpenClock:
    """A clock that still runs, with the case and the clock's name to show it by."""

    case: str
    name: str  # 承诺时限
    terms: Terms


@dataclass(frozen=True)
class Move:
    """One clock that the change touches."""

    clock: OpenClock
    was: Deadline
    becomes: Deadline

    @property
    def shift(self) -> Shift:
        """Where the date goes."""
        was, becomes = _order(self.was), _order(self.becomes)
        if was == becomes:
            return Shift.UNMOVED
        return Shift.EARLIER if becomes < was else Shift.LATER

    @property
    def becomes_firm(self) -> bool:
        """Whether a provisional date is provisional no longer."""
        return self.was.firmness is Firmness.PROVISIONAL and self.becomes.firmness is Firmness.FIRM

    def words(self) -> str:
        """The move in one line for the preview."""
        was, becomes = _told(self.was), _told(self.becomes)
        moved = f"{becomes}不变" if was == becomes else f"{was}{_SHIFTED[self.shift]}为{becomes}"
        sure = "，由暂定转为确定" if self.becomes_firm else ""
        return f"{self.clock.case} {self.clock.name}：{moved}{sure}"


_SHIFTED = {Shift.EARLIER: "提前", Shift.LATER: "推后", Shift.UNMOVED: "改"}


@dataclass(frozen=True)
class Impact:
    """Every clock touched, in the order given, and how many are not."""

    moves: tuple[Move, ...]
    untouched: int

    @property
    def earlier(self) -> tuple[Move, ...]:
        """The clocks due earlier than they were."""
        return tuple(move for move in self.moves if move.shift is Shift.EARLIER)

    @property
    def later(self) -> tuple[Move, ...]:
        """The clocks due later than they were."""
        return tuple(move for move in self.moves if move.shift is Shift.LATER)

    @property
    def firm(self) -> tuple[Move, ...]:
        """The clocks whose date becomes firm, moved or not."""
        return tuple(move for move in self.moves if move.becomes_firm)


@dataclass(frozen=True)
class Standing:
    """The date a moved clock is watched by, and the one the applicant was promised.

    `due` and `promised` are None while a pause is open; `words` is empty where the new date
    simply holds.
    """

    due: date | None
    promised: date | None
    words: str


def impact(clocks: Iterable[OpenClock], before: Calendar, after: Calendar) -> Impact:
    """Reckon every clock under both calendars; equal terms are reckoned once.

    Raises: as `deadline`.
    """
    reckoned: dict[Terms, tuple[Deadline, Deadline]] = {}
    moves = []
    untouched = 0
    for clock in clocks:
        terms = clock.terms
        if terms not in reckoned:
            reckoned[terms] = (terms.reckoned(before), terms.reckoned(after))
        was, becomes = reckoned[terms]
        if _order(was) == _order(becomes) and was.firmness is becomes.firmness:
            untouched += 1
        else:
            moves.append(Move(clock, was, becomes))
    return Impact(tuple(moves), untouched)


def standing(move: Move, imported_on: date) -> Standing:
    """Where a clock stands after the change, and in words where its old date does (`stands`).

    One that was overdue already stays so from its old date.
    """
    was, becomes = move.was.due, move.becomes.due
    if was is None or becomes is None or not stands(was, becomes, imported_on):
        return Standing(becomes, was, "")
    promised, moved = _written(hall_day(was)), _written(hall_day(becomes))
    if hall_day(was) < imported_on:
        return Standing(
            was, was, f"原到期日{promised}在日历更换前已过，仍自该日起计超期，不改按{moved}计。"
        )
    return Standing(
        was,
        was,
        f"照新日历到期日由{promised}提前为{moved}，早于更换当日，仍按已告知的{promised}到期，"
        "不追溯计超期。",
    )


def _order(found: Deadline) -> tuple[int, date | int]:
    # An open pause has no date, only what is left to run: the two are never compared.
    return (0, found.left or 0) if found.due is None else (1, found.due)


def _told(found: Deadline) -> str:
    if found.remaining is not None:
        return f"尚余 {found.remaining.words()}"
    return "" if found.due is None else f"{found.due:%Y-%m-%d}"


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
