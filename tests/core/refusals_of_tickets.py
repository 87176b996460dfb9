"""Acts upon tickets and counters that the rules refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core import counter, ticket_move
from core.claim import Custody, Right, asked, called
from core.counter import CounterStanding, CounterState
from core.ticket import require_callable
from core.ticket_class import Entitlement, TicketClass, require_ground
from core.ticket_states import TicketState
from core.ticket_steps import evolved
from core.ticket_undo import Past, undoing
from tests.core.sample_case import MONDAY
from tests.core.sample_ticket import CALL, FINISH, ISSUE, NINE, TICKET, ticket_in

if TYPE_CHECKING:
    from collections.abc import Callable

_OVER = ticket_in(TicketState.FINISHED)
_CALLED = ticket_in(TicketState.CALLED)
_RESERVED = replace(TICKET, reserved_for="5")
_TUESDAY = NINE + timedelta(days=1)
_PAUSED = CounterStanding("3", CounterState.PAUSED, "午休")
_HISTORY = (Past(ISSUE, NINE, "03"), Past(CALL, NINE, "03"))

PROVOKED_BY_TICKETS: dict[str, Callable[[], object]] = {
    "TicketNotCallable day": lambda: require_callable(TICKET, "3", _TUESDAY),
    "TicketNotCallable over": lambda: require_callable(_OVER, "3", NINE),
    "TicketNotCallable reserved": lambda: require_callable(_RESERVED, "3", NINE),
    "TicketNotCallable elsewhere": lambda: require_callable(_CALLED, "4", NINE),
    "RightNotHeld": lambda: called(Right("04")),
    "TicketTaken": lambda: asked(Custody("03", called_by=frozenset({"03"})), "04"),
    "TicketNotCallable revived": lambda: ticket_move.require_here(TICKET, "04", MONDAY),
    "TicketStepNotAllowed": lambda: evolved(TICKET, FINISH, NINE),
    "GroundMissing": lambda: require_ground(Entitlement(TicketClass.PRIORITY)),
    "MoveReasonMissing": lambda: ticket_move.require_reason(" ", "挂起"),
    "NothingToSplit": lambda: ticket_move.require_splittable(TICKET, ()),
    "TicketNotCallable joined": lambda: ticket_move.require_two(TICKET, TICKET),
    "TargetMissing": lambda: ticket_move.require_target(TICKET, "", "", "3"),
    "CounterClosed": lambda: counter.require_open(_PAUSED),
    "PauseReasonMissing": lambda: counter.require_reason(""),
    "UndoNotPossible": lambda: undoing(TICKET, _HISTORY[:1], "3", NINE),
    "UndoNotPossible elsewhere": lambda: undoing(_CALLED, _HISTORY, "9", NINE),
    "UndoTooLate": lambda: undoing(_CALLED, _HISTORY, "3", NINE + timedelta(seconds=11)),
}
