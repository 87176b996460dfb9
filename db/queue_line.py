"""The line at one station as rows: who may be next, and the day's calls, newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import bindparam, delete, func, insert, literal_column, select, union_all

from core.claim import RightState
from core.moment import instant, instant_text
from core.queue_order import Call, RecentCalls, call_of
from core.queue_policy import Waiting
from core.ticket_class import TicketClass
from core.ticket_states import TicketState
from db.claim_tables import ticket_right
from db.prepared import Prepared
from db.tables import IS_WAITING, ticket
from db.ticket_tables import queue_call

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket

_FIRST_FEW = 32  # calls read first, for the turn of the classes; then as many again each time


def first_at(connection: Connection, home: str, day: date, now: datetime) -> tuple[Waiting, ...]:
    """Everybody at the station whom an order could call now.

    Only the oldest of each class, item and reservation: whatever the policy, nobody behind it is
    called before it. Appointments are all read, for their own time decides among them.
    """
    which = {"at_home": home, "on_day": day.isoformat(), "by_now": instant_text(now)}
    return tuple(_waiting(row) for row in _FIRST.rows(connection, which))


def calls_at(connection: Connection, home: str, day: date, policy: QueuePolicy) -> RecentCalls:
    """The day's calls of the station's tickets, also of those who wait again or left since.

    A ticket called once more to the counter that waits for it counts once.
    """
    return RecentCalls(_Calls(connection, home, day, policy))


def add_call(connection: Connection, one: Ticket, counter: str, at: datetime) -> None:
    """Keep that a ticket, as it waited, was called."""
    _ADD_CALL.run(
        connection,
        {
            "ticket_id": one.ticket_id,
            "epoch": one.epoch,
            "called_at": instant_text(at),
            "home": one.home,
            "day": one.day.isoformat(),
            "counter": counter,
            "klass": one.klass.value,
            "items": json.dumps(one.items),
            "queued_at": instant_text(one.queued_at),
            "line_at": instant_text(one.callable_from),
            "due_at": None if one.due_at is None else instant_text(one.due_at),
        },
    )


def forget_call(connection: Connection, called: Ticket) -> None:
    """The ticket's last call was a slip of the finger and is taken back."""
    waited = called.epoch - 1
    _FORGET_CALL.run(connection, {"of_ticket": called.ticket_id, "of_epoch": waited})


class _Calls(Sequence[Call]):
    """Read from the newest back, only as far as somebody looks."""

    def __init__(self, connection: Connection, home: str, day: date, policy: QueuePolicy) -> None:
        self._connection = connection
        self._which = {"at_home": home, "on_day": day.isoformat()}
        self._policy = policy
        self._newest_first: list[Call] = []
        self._is_whole = False

    def __len__(self) -> int:
        while not self._is_whole:
            self._read()
        return len(self._newest_first)

    @overload
    def __getitem__(self, place: int) -> Call: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Call]: ...
    def __getitem__(self, place: int | slice) -> Call | Sequence[Call]:
        return self._newest_first[: len(self)][::-1][place]

    def __reversed__(self) -> Iterator[Call]:
        place = 0
        while place < len(self._newest_first) or not self._is_whole:
            if place == len(self._newest_first):
                self._read()
                continue
            yield self._newest_first[place]
            place += 1

    def _read(self) -> None:
        passed = len(self._newest_first)
        most = max(_FIRST_FEW, passed)
        which: dict[str, str | int | None] = {**self._which, "passed": passed, "most": most}
        rows = _CALLS.rows(self._connection, which)
        self._is_whole = len(rows) < most
        for *waiting, counter, called_at in rows:
            at = instant(called_at)
            self._newest_first.append(call_of(_waiting(waiting), self._policy, counter, at))


# On the driver itself, for every call reads them. The states are written out, not bound: SQLite
# uses a partial index only for a condition it can read.
_HERE = (ticket.c.home == bindparam("at_home")) & (ticket.c.day == bindparam("on_day"))
_given_up = select(ticket_right.c.ticket_id).where(ticket_right.c.state == RightState.NONE.value)
_WAITS = _HERE & IS_WAITING & ticket.c.ticket_id.not_in(_given_up)
_CAN_BE_CALLED = ticket.c.line_at <= bindparam("by_now")
_WHAT = (
    ticket.c.ticket_id,
    ticket.c.number,
    ticket.c.klass,
    ticket.c["items"],
    ticket.c.queued_at,
    ticket.c.due_at,
    ticket.c.reserved_for,
    ticket.c.not_before,
)
# From line to line through the index: a GROUP BY would read everybody.
_first_line = select(func.min(ticket.c.line).label("line")).where(_WAITS).cte(recursive=True)
_lines = _first_line.union_all(
    select(
        select(func.min(ticket.c.line))
        .where(_WAITS, ticket.c.line > _first_line.c.line)
        .scalar_subquery()
    ).where(_first_line.c.line.is_not(None))
)
_heads = select(
    select(ticket.c.ticket_id)
    .where(_WAITS, ticket.c.line == _lines.c.line, _CAN_BE_CALLED)
    .order_by(ticket.c.line_at, ticket.c.number)
    .limit(1)
    .correlate(_lines)
    .scalar_subquery()
).select_from(_lines)
# By the line they stand in: by their class SQLite would read everybody who waits.
_appointed = select(ticket.c.ticket_id).where(
    _WAITS,
    ticket.c.line.between("appointment/", "appointment0"),
)
# Few, and from every line: the small set whose right the hall gave to this station.
_granted = select(ticket_right.c.ticket_id).where(ticket_right.c.state == RightState.HELD.value)
# The state as something no index is read for: those looked for are known by their identifiers.
_FIRST = Prepared(
    select(*_WHAT).where(
        ticket.c.ticket_id.in_(union_all(_heads, _appointed, _granted)),
        func.coalesce(ticket.c.state, "") == TicketState.WAITING.value,
    )
)
_CALLS = Prepared(
    select(
        queue_call.c.ticket_id,
        literal_column("''"),
        queue_call.c.klass,
        queue_call.c["items"],
        queue_call.c.queued_at,
        queue_call.c.due_at,
        literal_column("''"),
        queue_call.c.line_at,
        queue_call.c.counter,
        queue_call.c.called_at,
    )
    .where(queue_call.c.home == bindparam("at_home"), queue_call.c.day == bindparam("on_day"))
    .order_by(queue_call.c.called_at.desc(), queue_call.c.ticket_id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("passed"))
)
_ADD_CALL = Prepared(insert(queue_call))
_FORGET_CALL = Prepared(
    delete(queue_call).where(
        queue_call.c.ticket_id == bindparam("of_ticket"),
        queue_call.c.epoch == bindparam("of_epoch"),
    )
)


def _waiting(row: Sequence[Any]) -> Waiting:
    ticket_id, number, klass, items, queued_at, due_at, reserved_for, not_before = row
    return Waiting(
        ticket_id,
        number,
        _CLASSES[klass],
        _items(items),
        instant(queued_at),
        due_at and instant(due_at),
        reserved_for,
        not_before and instant(not_before),
    )


_CLASSES = {klass.value: klass for klass in TicketClass}


@lru_cache(maxsize=512)  # few kinds of items, and every call reads them again
def _items(content: str) -> tuple[str, ...]:
    return tuple(json.loads(content))
