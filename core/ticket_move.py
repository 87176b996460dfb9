"""What a move of a ticket must say, and who may take a number back in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refusal
from core.ticket import TicketNotCallable

if TYPE_CHECKING:
    from datetime import date

    from core.ticket import Ticket


class MoveReasonMissing(Refusal):
    """A person is set aside, or a number made void, without saying why."""


class NothingToSplit(Refusal):
    """A split that would leave one of the two numbers without an item."""


class TargetMissing(Refusal):
    """A transfer that leads nowhere else."""


def require_reason(reason: str, move: str) -> None:
    """Refuse a move without a reason.

    Raises: MoveReasonMissing.
    """
    if not reason.strip():
        raise MoveReasonMissing(f"没有写明{move}的原因，号没有变动，请写明原因再{move}。")


def require_target(ticket: Ticket, counter: str, item_code: str, here: str) -> None:
    """Refuse a transfer to where the person is.

    Raises: TargetMissing.
    """
    if counter == here or not (counter or item_code):
        raise TargetMissing(
            f"{ticket.number} 没有转到别的窗口或事项，号没有变动，请选窗口或事项再转办。"
        )


def require_splittable(ticket: Ticket, items: tuple[str, ...]) -> None:
    """Refuse to split off all that a person came for, nothing, or what they did not come for.

    Raises: NothingToSplit.
    """
    if not items or not set(items) < set(ticket.items):
        raise NothingToSplit(
            f"{ticket.number} 没有可以分出的事项，号没有变动，请至少给原号留下一个事项。"
        )


def require_two(one: Ticket, other: Ticket) -> None:
    """Refuse to join a number with itself or with one of another day.

    Raises: TicketNotCallable.
    """
    if one.ticket_id == other.ticket_id or one.day != other.day:
        raise TicketNotCallable(
            f"{other.number} 不能并入 {one.number}，两个号都没有变动，请选同一天的另一个号。"
        )


def require_here(ticket: Ticket, station: str, today: date) -> None:
    """Refuse to take a number back in elsewhere or on another day.

    Raises: TicketNotCallable.
    """
    if ticket.home != station or ticket.day != today:
        raise TicketNotCallable(
            f"{ticket.number} 不是本工位今天的号，没有恢复排队，请由原工位恢复，或重新取号。"
        )
