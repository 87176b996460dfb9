"""Tickets as rows."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, update

from core.errors import Refusal
from core.moment import instant, instant_text
from core.numbering import shown_in
from core.ticket import Ticket, TicketState
from core.ticket_class import TicketClass
from db.prepared import Prepared
from db.tables import IS_ALIVE, IS_AT_COUNTER, IS_OPEN, IS_WAITING, print_job, ticket

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, TextClause
    from sqlalchemy.engine import RowMapping

    from core.numbering import Series, SeriesNumber

SLIP = "ticket"  # how the spool calls the document of a queue ticket


# On the driver itself: every step of every ticket comes by these.
_FOR_LIFE = ("hall", "series", "serial")
_NAMES = tuple(one.name for one in ticket.c)
_BY_ID = Prepared(select(ticket).where(ticket.c.ticket_id == bindparam("of_ticket")))
_AT_COUNTER = Prepared(
    select(ticket).where(
        ticket.c.hall == bindparam("of_hall"),
        ticket.c.counter == bindparam("of_counter"),
        IS_AT_COUNTER,
    )
)
_ADD = Prepared(insert(ticket))
_SAVE = Prepared(
    update(ticket)
    .where(ticket.c.ticket_id == bindparam("of_ticket"), ticket.c.epoch == bindparam("of_epoch"))
    .values({name: bindparam(name) for name in _NAMES if name not in _FOR_LIFE})
)


class TicketNotFound(Refusal):
    """A ticket this database does not hold."""


class TicketChanged(Refusal):
    """A step from a standing that is over."""


def add(connection: Connection, hall: str, new: Ticket, number: SeriesNumber) -> None:
    """Write a new ticket."""
    of_series: dict[str, str | int | None] = {"series": number.series.key, "serial": number.serial}
    _ADD.run(connection, {"hall": hall, **of_series, **_columns(new)})


def save(connection: Connection, before: Ticket, after: Ticket) -> None:
    """Write a ticket's next standing.

    One statement, fenced by the epoch: of two who step on from the same standing one comes first.

    Raises: TicketChanged.
    """
    fenced: dict[str, str | int | None] = {"of_ticket": before.ticket_id, "of_epoch": before.epoch}
    if _SAVE.run(connection, fenced | _columns(after)).rowcount != 1:
        raise TicketChanged(f"{before.number} 刚被别的窗口改动，这一步没有执行，请刷新后再试。")


def load(connection: Connection, ticket_id: str) -> Ticket:
    """The ticket with that id.

    Raises: TicketNotFound.
    """
    found = _BY_ID.rows(connection, {"of_ticket": ticket_id})
    if not found:
        raise TicketNotFound("没有找到这个号，没有改动任何内容，请刷新队列后再试。")
    return _first(found)


def waiting(connection: Connection, day: date, limit: int = 200) -> tuple[Ticket, ...]:
    """The day's waiting tickets of every station, longest wait first."""
    rows = connection.execute(
        select(ticket)
        .where(IS_WAITING, ticket.c.day == day)
        .order_by(ticket.c.line_at, ticket.c.number)
        .limit(limit)
    )
    return tuple(ticket_of(row) for row in rows.mappings())


def waiting_for_slip(connection: Connection, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's waiting tickets of the day whose slip is not in the spool yet, as issued."""
    in_spool = exists().where(
        print_job.c.document == SLIP, print_job.c.subject_id == ticket.c.ticket_id
    )
    rows = connection.execute(
        select(ticket)
        .where(
            IS_WAITING,
            ticket.c.home == home,
            ticket.c.day == day,
            ~in_spool,
        )
        .order_by(ticket.c.issued_at, ticket.c.number)
    )
    return tuple(ticket_of(row) for row in rows.mappings())


def ahead_of(connection: Connection, one: Ticket) -> int:
    """How many stand before it in the line of its home station."""
    return connection.execute(
        select(func.count())
        .select_from(ticket)
        .where(
            IS_WAITING,
            ticket.c.home == one.home,
            ticket.c.day == one.day,
            stands_before(one),
        )
    ).scalar_one()


def stands_before(one: Ticket) -> ColumnElement[bool]:
    """Whether a waiting ticket came into the line before that one."""
    at = instant_text(one.callable_from)
    return or_(ticket.c.line_at < at, and_(ticket.c.line_at == at, ticket.c.number < one.number))


def at_counter(connection: Connection, hall: str, counter: str) -> Ticket | None:
    """The ticket called to or served at a counter."""
    found = _AT_COUNTER.rows(connection, {"of_hall": hall, "of_counter": counter})
    return _first(found) if found else None


def shown(connection: Connection, hall: str, series: Series) -> tuple[int | None, frozenset[int]]:
    """The number a series showed last, and those whose holders may still be called or revived."""
    of_day = (ticket.c.hall == hall, ticket.c.day == date.fromisoformat(series.period))
    of_series = (*of_day, ticket.c.series == series.key)
    last = connection.execute(
        select(ticket.c.number).where(*of_series).order_by(ticket.c.serial.desc()).limit(1)
    ).scalar_one_or_none()
    alive = connection.execute(select(ticket.c.number).where(*of_series, IS_ALIVE)).scalars()
    return None if last is None else shown_in(last), frozenset(map(shown_in, alive))


def with_number(connection: Connection, hall: str, day: date, number: str) -> Ticket:
    """The ticket of the day whose holder may still be called under that number.

    Raises: TicketNotFound.
    """
    which = (ticket.c.hall == hall, ticket.c.day == day, ticket.c.number == number)
    found = _chosen(connection, *which, IS_ALIVE)
    if not found:
        raise TicketNotFound(f"今天没有还在等候的 {number} 号，没有改动任何内容，请核对号码。")
    return found[0]


def of_day(connection: Connection, hall: str, day: date) -> tuple[Ticket, ...]:
    """A hall's tickets of a day, whatever became of them."""
    return _chosen(connection, ticket.c.hall == hall, ticket.c.day == day)


def open_before(connection: Connection, hall: str, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's tickets of earlier days that nobody has closed."""
    earlier = (ticket.c.hall == hall, ticket.c.day < day)
    return _chosen(connection, *earlier, ticket.c.home == home, IS_OPEN)


def open_on(connection: Connection, hall: str, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's tickets of a day that nobody has closed."""
    of_day = (ticket.c.hall == hall, ticket.c.day == day)
    return _chosen(connection, *of_day, ticket.c.home == home, IS_OPEN)


def count_open(connection: Connection, hall: str, home: str, day: date) -> int:
    """How many of the station's tickets of a day nobody has closed."""
    return connection.execute(
        select(func.count())
        .select_from(ticket)
        .where(
            ticket.c.hall == hall,
            ticket.c.day == day,
            ticket.c.home == home,
            IS_OPEN,
        )
    ).scalar_one()


def missed_on(connection: Connection, hall: str, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's missed numbers of a day, the last one first."""
    missed = (ticket.c.hall == hall, ticket.c.day == day, ticket.c.home == home)
    found = _chosen(connection, *missed, IS_ALIVE, ticket.c.state == TicketState.NO_SHOW.value)
    return tuple(sorted(found, key=lambda one: one.since, reverse=True))


def parked_in(connection: Connection, hall: str, day: date) -> tuple[Ticket, ...]:
    """The day's tickets parked at any counter of a hall, the longest first."""
    of_day = (ticket.c.hall == hall, ticket.c.day == day)
    parked = ticket.c.state == TicketState.PARKED.value
    return _chosen(connection, *of_day, IS_OPEN, parked)


def ticket_of(columns: Mapping[str, Any] | RowMapping) -> Ticket:
    """The ticket of a row."""
    return Ticket(
        ticket_id=columns["ticket_id"],
        number=columns["number"],
        day=columns["day"],
        home=columns["home"],
        state=TicketState(columns["state"]),
        issued_at=instant(columns["issued_at"]),
        queued_at=instant(columns["queued_at"]),
        since=instant(columns["since"]),
        klass=TicketClass(columns["klass"]),
        items=tuple(json.loads(columns["items"])),
        due_at=_moment(columns["due_at"]),
        reserved_for=columns["reserved_for"],
        not_before=_moment(columns["not_before"]),
        note=columns["note"],
        counter=columns["counter"],
        reason=columns["reason"],
        called_at=_moment(columns["called_at"]),
        started_at=_moment(columns["started_at"]),
        parked_at=_moment(columns["parked_at"]),
        parked_reason=columns["parked_reason"],
        ended_at=_moment(columns["ended_at"]),
        calls=columns["calls"],
        epoch=columns["epoch"],
    )


def _first(rows: Sequence[Any]) -> Ticket:
    columns = dict(zip(_NAMES, rows[0], strict=True))
    if isinstance(columns["day"], str):  # SQLite's driver has no days
        columns["day"] = date.fromisoformat(columns["day"])
    return ticket_of(columns)


def _chosen(connection: Connection, *which: ColumnElement[bool] | TextClause) -> tuple[Ticket, ...]:
    rows = connection.execute(
        select(ticket)
        .where(*which)
        .order_by(ticket.c.parked_at, ticket.c.queued_at, ticket.c.number)
    )
    return tuple(ticket_of(row) for row in rows.mappings())


def _columns(value: Ticket) -> dict[str, str | int | None]:
    items = json.dumps(value.items)
    return {
        "ticket_id": value.ticket_id,
        "number": value.number,
        "day": value.day.isoformat(),
        "home": value.home,
        "state": value.state.value,
        "issued_at": instant_text(value.issued_at),
        "item_code": value.item_code,
        "counter": value.counter,
        "called_at": _text(value.called_at),
        "started_at": _text(value.started_at),
        "ended_at": _text(value.ended_at),
        "calls": value.calls,
        "klass": value.klass.value,
        "queued_at": instant_text(value.queued_at),
        "since": instant_text(value.since),
        "reserved_for": value.reserved_for,
        "items": items,
        "note": value.note,
        "reason": value.reason,
        "parked_reason": value.parked_reason,
        "due_at": _text(value.due_at),
        "not_before": _text(value.not_before),
        "parked_at": _text(value.parked_at),
        "epoch": value.epoch,
        "line": f"{value.klass.value}/{value.reserved_for}/{items}",
        "line_at": instant_text(value.callable_from),
    }


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else instant_text(moment)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else instant(text)
