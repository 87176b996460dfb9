"""The line at one station as rows: who may be next, and the day's calls, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import String, bindparam, exists, func, literal, literal_column, select
from sqlalchemy.sql.expression import cast

from core.live_claim import ClaimState
from core.moment import instant
from core.queue_order import Call, RecentCalls, call_of
from core.queue_policy import Waiting
from core.ticket_class import TicketClass
from db.appointment_tables import appointment, appointment_slot
from db.claim_tables import ticket_claim
from db.tables import ticket

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Row

    from core.queue_policy import QueuePolicy

_CHUNK = 64  # calls read at a time; the default cap looks at about as many
_AT_COUNTER = (ClaimState.HELD.value, ClaimState.SERVING.value)


def first_at(connection: Connection, hall: str, home: str, day: date) -> tuple[Waiting, ...]:
    """Everybody at the station whom an order could call next.

    Of those without an appointment only the oldest of each item: whatever the policy, nobody
    behind it with the same item and class is called before it.
    """
    which = {"at_home": home, "on_day": day}
    heads = connection.execute(_HEADS, which).all()
    appointed = connection.execute(_APPOINTED, which | {"of_hall": hall}).all()
    return tuple(_waiting(row) for row in (*heads, *appointed))


def calls_at(connection: Connection, home: str, day: date, policy: QueuePolicy) -> RecentCalls:
    """The day's calls of the station's tickets; a ticket called again counts by its last call."""
    return RecentCalls(_Calls(connection, home, day, policy))


class _Calls(Sequence[Call]):
    """Read from the newest back, only as far as somebody looks."""

    def __init__(self, connection: Connection, home: str, day: date, policy: QueuePolicy) -> None:
        self._connection = connection
        self._which = {"at_home": home, "on_day": day}
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
        passed = {"passed": len(self._newest_first)}
        rows = self._connection.execute(_CALLS, self._which | passed).all()
        self._is_whole = len(rows) < _CHUNK
        for row in rows:
            at = instant(row.called_at)
            self._newest_first.append(call_of(_waiting(row), self._policy, row.counter, at))


# Built once: putting a statement together costs more than running it.
_HERE = (ticket.c.home == bindparam("at_home")) & (ticket.c.day == bindparam("on_day"))
_WAITS = _HERE & (ticket.c.state == literal_column("'waiting'"))
_IS_CLAIMED = exists().where(
    ticket_claim.c.ticket_id == ticket.c.ticket_id, ticket_claim.c.state.in_(_AT_COUNTER)
)
_IS_APPOINTED = exists().where(appointment.c.ticket_id == ticket.c.ticket_id)
_WHAT = (
    ticket.c.ticket_id,
    ticket.c.number,
    ticket.c.item_code,
    ticket.c.issued_at,
    ticket.c.counter,
    ticket.c.called_at,
)
# From item to item through the index: a GROUP BY would read the whole line.
_first_item = select(func.min(ticket.c.item_code).label("code")).where(_WAITS).cte(recursive=True)
_items = _first_item.union_all(
    select(
        select(func.min(ticket.c.item_code))
        .where(_WAITS, ticket.c.item_code > _first_item.c.code)
        .scalar_subquery()
    ).where(_first_item.c.code.is_not(None))
)
_HEADS = select(*_WHAT, cast(literal(None), String).label("begins_at")).where(
    ticket.c.ticket_id.in_(
        select(
            select(ticket.c.ticket_id)
            .where(_WAITS, ticket.c.item_code == _items.c.code, ~_IS_APPOINTED, ~_IS_CLAIMED)
            .order_by(ticket.c.issued_at, ticket.c.number)
            .limit(1)
            .correlate(_items)
            .scalar_subquery()
        ).select_from(_items)
    )
)
_checked_in = (
    select(appointment.c.ticket_id)
    .join(appointment_slot, appointment_slot.c.slot_id == appointment.c.slot_id)
    .where(
        appointment_slot.c.hall == bindparam("of_hall"),
        appointment_slot.c.day == bindparam("on_day"),
        appointment.c.state != literal_column("'cancelled'"),
    )
)
# From the day's slots to their tickets; the bare columns would tempt SQLite to read the whole line.
_APPOINTED = (
    select(*_WHAT, appointment_slot.c.begins_at)
    .join(appointment, appointment.c.ticket_id == ticket.c.ticket_id)
    .join(appointment_slot, appointment_slot.c.slot_id == appointment.c.slot_id)
    .where(
        ticket.c.ticket_id.in_(_checked_in),
        func.coalesce(ticket.c.home, "") == bindparam("at_home"),
        func.coalesce(ticket.c.state, "") == literal_column("'waiting'"),
        ~_IS_CLAIMED,
    )
)
_CALLS = (
    select(*_WHAT, appointment_slot.c.begins_at)
    .outerjoin(appointment, appointment.c.ticket_id == ticket.c.ticket_id)
    .outerjoin(appointment_slot, appointment_slot.c.slot_id == appointment.c.slot_id)
    .where(_HERE, ticket.c.called_at.is_not(None))
    .order_by(ticket.c.called_at.desc(), ticket.c.ticket_id.desc())
    .limit(_CHUNK)
    .offset(bindparam("passed"))
)


def _waiting(row: Row[*tuple[Any, ...]]) -> Waiting:
    due = row.begins_at and instant(row.begins_at)
    return Waiting(
        row.ticket_id,
        row.number,
        TicketClass.APPOINTMENT if due else TicketClass.ORDINARY,
        (row.item_code,) if row.item_code else (),
        instant(row.issued_at),
        due,
    )
