"""What a kiosk asks for and gives: a number for an item, once for each touch of the screen."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.appointment import AppointmentState
from core.errors import Refusal
from core.ticket_class import WALKED_IN, Entitlement, TicketClass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.appointment import Appointment
    from core.catalogue import ServiceItem


class AppointmentNotRecognised(Refusal):
    """Nobody with such a telephone number is expected today."""


class SeveralAppointments(Refusal):
    """The digits stand for more than one person."""


class PriorityGround(enum.Enum):
    """Why a person goes before others; shown at the counter, proved there."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    MILITARY = "military"
    PREGNANT = "pregnant"

    @property
    def word(self) -> str:
        """The ground as the button says it."""
        return _WORDS[self]


_WORDS = {
    PriorityGround.ELDERLY: "老年人（60 岁以上）",
    PriorityGround.DISABLED: "残疾人",
    PriorityGround.MILITARY: "军人、退役军人、优抚对象",
    PriorityGround.PREGNANT: "孕妇、带婴幼儿",
}


@dataclass(frozen=True)
class NumberRequest:
    """One touch; asked again with the same id it gives the same number."""

    request_id: str
    item_code: str = ""
    ground: PriorityGround | None = None


@dataclass(frozen=True)
class Taken:
    """What the person is told; no name is in it."""

    ticket_id: str
    number: str
    subject: str
    people_ahead: int
    arrival: str = ""  # how an appointment joins the queue


@dataclass(frozen=True)
class KioskItem:
    """One item as its button says it."""

    code: str
    name: str


@dataclass(frozen=True)
class DepartmentItems:
    """A department's items."""

    name: str
    items: tuple[KioskItem, ...]


@dataclass(frozen=True)
class KioskOffer:
    """What the start page offers today."""

    groups: tuple[DepartmentItems, ...]
    appointments: bool  # whether anybody is expected


def entitlement_of(request: NumberRequest) -> Entitlement:
    """The class a touch asks for."""
    if request.ground is None:
        return WALKED_IN
    return Entitlement(TicketClass.PRIORITY, request.ground.word)


def expected(digits: str, todays: Iterable[Appointment], now: datetime) -> Appointment:
    """Whose appointment the last digits of a telephone number stand for.

    A person with several is here for the one that begins nearest to now.
    Raises: AppointmentNotRecognised, SeveralAppointments.
    """
    found = [
        one
        for one in todays
        if one.state is AppointmentState.BOOKED and _digits(one.phone).endswith(digits)
    ]
    if len(digits) < LEAST_DIGITS or not found:
        raise AppointmentNotRecognised(
            f"今天没有手机号以 {digits} 结尾、还没签到的预约，没有取号，预约没有变动，"
            "请核对后再输，或到导办台签到。"
        )
    if len({one.identity_digest for one in found}) > 1:
        raise SeveralAppointments(
            f"有几位预约人的手机号以 {digits} 结尾，没有取号，预约没有变动，"
            "请输入完整的手机号，或到导办台签到。"
        )
    return min(found, key=lambda one: abs(one.slot.begins_at - now))


LEAST_DIGITS = 4


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


def item_groups(items: Iterable[ServiceItem]) -> tuple[DepartmentItems, ...]:
    """Items under their departments, both in catalogue order."""
    by_department: dict[str, list[KioskItem]] = {}
    for item in items:
        by_department.setdefault(item.department, []).append(KioskItem(item.code, item.name))
    return tuple(DepartmentItems(name, tuple(found)) for name, found in by_department.items())
