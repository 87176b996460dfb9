"""预约: a person holds a place in a slot, and what becomes of it on the day.

A slot's capacity is divided among stations when it is opened. A station books only from its own
share, with or without the network: the share is the claim, granted beforehand, so no two
stations can give the same place away. Moving places between stations means opening another slot.
An appointment is no ticket: it can be called only after check-in has issued one.
"""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.moment import CHINA, business_day
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from core.queue_policy import AppointmentRule


class SlotNotSound(Refusal):
    """A slot that ends before it begins, or with no place in it."""


class SlotOpenAlready(Refusal):
    """A slot whose station has one for the item at that time."""


class SlotFull(Refusal):
    """This station's share of the slot is used up."""


class SlotOver(Refusal):
    """The slot has begun already."""


class AlreadyBooked(Refusal):
    """The person holds an appointment for the item on that day."""


class AppointmentNotToday(Refusal):
    """An appointment of another day."""


class AppointmentStepNotAllowed(Refusal):
    """A step that the appointment's state does not allow."""


class CancelledWithoutReason(Refusal):
    """An appointment given up without a word why."""


class AppointmentState(enum.Enum):
    """Where an appointment stands; only BOOKED leads anywhere."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"
    MISSED = "missed"

    @property
    def word(self) -> str:
        """The state as shown to the clerk."""
        return _WORDS[self]


_WORDS = {
    AppointmentState.BOOKED: "已预约",
    AppointmentState.CHECKED_IN: "已取号",
    AppointmentState.CANCELLED: "已取消",
    AppointmentState.MISSED: "爽约",
}


@dataclass(frozen=True)
class SlotShare:
    """The places of a slot that one station may give away."""

    station: str
    places: int


@dataclass(frozen=True)
class Slot:
    """预约时段: when people of one item may come, and how many."""

    slot_id: str
    item_code: str
    begins_at: datetime  # aware; what an appointment is due at
    ends_at: datetime
    shares: tuple[SlotShare, ...]

    @property
    def day(self) -> date:
        """The hall's day it is on."""
        return business_day(self.begins_at)

    @property
    def capacity(self) -> int:
        """Its places at all stations."""
        return sum(share.places for share in self.shares)

    def places_of(self, station: str) -> int:
        """A station's own places."""
        return next((one.places for one in self.shares if one.station == station), 0)


@dataclass(frozen=True)
class Appointment:
    """One person's place in a slot."""

    appointment_id: str
    slot: Slot
    station: str  # whose share it is of
    place: int  # 1 up to the share
    name: str
    identity_digest: str
    phone: str
    state: AppointmentState = AppointmentState.BOOKED
    ticket_id: str = ""
    reason: str = ""  # of a cancellation


@dataclass(frozen=True)
class Arrival:
    """How a person who comes joins the queue; the words are for the person."""

    klass: TicketClass
    due_at: datetime
    words: str


def require_sound_slot(slot: Slot) -> None:
    """Refuse a slot nobody could come to.

    Raises: SlotNotSound.
    """
    stations = [share.station for share in slot.shares]
    wrong = (
        slot.ends_at <= slot.begins_at
        or business_day(slot.ends_at) != slot.day
        or any(share.places < 1 for share in slot.shares)
        or not slot.shares
        or len(set(stations)) < len(stations)
    )
    if wrong:
        raise SlotNotSound(
            "预约时段的起止时间或各工位名额不对，没有开放，已有的预约不受影响，请改正后再开放。"
        )


def require_not_open(slot: Slot, others: Iterable[Slot]) -> None:
    """Refuse a station's second slot of an item at one time: a file read twice doubles nothing.

    Raises: SlotOpenAlready.
    """
    stations = {share.station for share in slot.shares}
    for one in others:
        same = (one.item_code, one.begins_at) == (slot.item_code, slot.begins_at)
        if same and stations & {share.station for share in one.shares}:
            raise SlotOpenAlready(
                f"{slot.item_code} {_written(slot)} 的时段在同一工位已经开放，没有再开放，"
                "已有的预约不受影响，请删去重复的时段再试。"
            )


def free_place(slot: Slot, station: str, taken: Collection[int], now: datetime) -> int:
    """The lowest place of the station's share that nobody holds.

    Raises: SlotFull, SlotOver.
    """
    if now >= slot.begins_at:
        raise SlotOver(f"{_written(slot)} 的时段已经开始，没有预约，请选后面的时段或直接取号。")
    for place in range(1, slot.places_of(station) + 1):
        if place not in taken:
            return place
    raise SlotFull(
        f"{_written(slot)} 本工位的 {slot.places_of(station)} 个名额已约满，没有预约，"
        "请选其他时段，或到还有名额的工位预约。"
    )


def require_first(slot: Slot, held: Iterable[Appointment]) -> None:
    """Refuse a second appointment of the same person for the item on the day.

    `held` are that person's appointments of the day.
    Raises: AlreadyBooked.
    """
    for one in held:
        if one.state is AppointmentState.BOOKED and one.slot.item_code == slot.item_code:
            raise AlreadyBooked(
                f"此人当天已预约 {_written(one.slot)}，没有再约，请先取消原预约再改约。"
            )


def arrival(appointment: Appointment, rule: AppointmentRule, now: datetime) -> Arrival:
    """How the person joins the queue now, and what to say.

    Raises: AppointmentNotToday, AppointmentStepNotAllowed.
    """
    _require_booked(appointment, "取号")
    slot = appointment.slot
    if business_day(now) != slot.day:
        raise AppointmentNotToday(
            f"这是 {slot.day:%m 月 %d 日} 的预约，不是今天的，没有取号，预约没有变动，"
            "请按预约的日子来，或直接取号。"
        )
    due = slot.begins_at
    told = f"预约 {_clock(due)}"
    if now > due + rule.late:
        late = f"迟到 {_minutes(now - due)} 分钟，超过宽限 {_minutes(rule.late)} 分钟"
        return Arrival(TicketClass.ORDINARY, due, f"{told}，{late}，改按普通号排队。")
    if now > due:
        late = f"迟到 {_minutes(now - due)} 分钟，未超过宽限 {_minutes(rule.late)} 分钟"
        return Arrival(TicketClass.APPOINTMENT, due, f"{told}，{late}，仍按预约排队。")
    if now < due - rule.early:
        early = f"来得早，{_clock(due - rule.early)} 以前按普通号排队，之后按预约排队。"
        return Arrival(TicketClass.APPOINTMENT, due, f"{told}，{early}")
    return Arrival(TicketClass.APPOINTMENT, due, f"{told}，按预约排队。")


def checked_in(appointment: Appointment, ticket_id: str) -> Appointment:
    """The person came and has a ticket.

    Raises: AppointmentStepNotAllowed.
    """
    _require_booked(appointment, "取号")
    return replace(appointment, state=AppointmentState.CHECKED_IN, ticket_id=ticket_id)


def cancelled(appointment: Appointment, reason: str) -> Appointment:
    """The appointment is given up; its place is free again.

    Raises: AppointmentStepNotAllowed.
    """
    _require_booked(appointment, "取消")
    return replace(appointment, state=AppointmentState.CANCELLED, reason=reason)


def require_cancellation_reason(reason: str) -> str:
    """The reason as it is kept.

    Raises: CancelledWithoutReason.
    """
    if not reason.strip():
        raise CancelledWithoutReason(
            "没有写明取消的原因，没有取消，预约没有变动，请写明原因后再取消。"
        )
    return reason.strip()


def missed(appointment: Appointment) -> Appointment:
    """Nobody came.

    Raises: AppointmentStepNotAllowed.
    """
    _require_booked(appointment, "记爽约")
    return replace(appointment, state=AppointmentState.MISSED)


def is_missed(appointment: Appointment, rule: AppointmentRule, now: datetime) -> bool:
    """Whether nobody came until the slot and the grace after its beginning were over."""
    slot = appointment.slot
    over = max(slot.ends_at, slot.begins_at + rule.late)
    return appointment.state is AppointmentState.BOOKED and now > over


def identity_digest(hall: str, day: date, identity_number: str) -> str:
    """SHA-256 that knows a person again on that day in that hall.

    It keeps the number out of sight; against someone with the database and time to try every
    number only the database's encryption protects.
    """
    return hashlib.sha256(f"{hall}/{day.isoformat()}/{identity_number}".encode()).hexdigest()


def _require_booked(appointment: Appointment, step: str) -> None:
    if appointment.state is not AppointmentState.BOOKED:
        raise AppointmentStepNotAllowed(
            f"这个预约{appointment.state.word}，不能{step}，预约没有变动，请核对后直接取号或重新预约。"
        )


def _written(slot: Slot) -> str:
    return f"{slot.day:%m 月 %d 日} {_clock(slot.begins_at)}"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%H:%M}"


def _minutes(length: timedelta) -> int:
    return -(-length // timedelta(minutes=1))
