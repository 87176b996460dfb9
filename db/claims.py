"""Live claims as rows: each taken by one statement, fenced by its epoch, on either database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, bindparam, insert, literal_column, select, text, update

from core.live_claim import LAPSE, ClaimLost, ClaimState, LiveClaim, held, waiting_again
from core.moment import instant, instant_text
from core.ticket import TicketState
from db.claim_tables import ticket_claim
from db.tables import ticket

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection
    from sqlalchemy.engine import RowMapping

# Written out, not bound: SQLite uses a partial index only for a condition it can read.
_WAITING = literal_column("'waiting'", String)
_HELD = literal_column("'held'", String)
_SERVING = literal_column("'serving'", String)
_LIVE = (_WAITING, _HELD, _SERVING)
_AT_COUNTER = (_HELD, _SERVING)

# Built once: putting a statement together costs more than running it.
_EPOCH = (ticket_claim.c.ticket_id == bindparam("of_ticket")) & (
    ticket_claim.c.epoch == bindparam("of_epoch")
)
_TAKE = (
    update(ticket_claim)
    .where(_EPOCH, ticket_claim.c.state == ClaimState.WAITING.value)
    .values(
        state=bindparam("new_state"),
        station=bindparam("by_station"),
        counter=bindparam("at_counter"),
        claimed_at=bindparam("at"),
    )
)
_GO_ON = (
    update(ticket_claim)
    .where(_EPOCH, ticket_claim.c.state == bindparam("old_state"))
    .values(state=bindparam("new_state"))
)
_LIVE_OF = select(ticket_claim).where(
    ticket_claim.c.ticket_id == bindparam("of_ticket"), ticket_claim.c.state.in_(_LIVE)
)
_ADD = insert(ticket_claim)
# Both databases write it alike; the toolkit would need one statement for each.
_OPEN = text(
    "INSERT INTO ticket_claim (ticket_id, epoch, hall, state, station, counter) "
    "SELECT ticket_id, 1 + coalesce((SELECT max(epoch) FROM ticket_claim AS before "
    "WHERE before.ticket_id = ticket.ticket_id), 0), hall, 'waiting', '', '' FROM ticket "
    "WHERE ticket_id = :ticket_id AND state IN ('waiting', 'called') ON CONFLICT DO NOTHING"
)
_LEAVE = (
    update(ticket_claim)
    .where(
        ticket_claim.c.hall == bindparam("of_hall"),
        ticket_claim.c.counter == bindparam("of_counter"),
        ticket_claim.c.state.in_(_AT_COUNTER),
    )
    .values(state=ClaimState.DONE.value)
)


def opened(connection: Connection, ticket_id: str) -> LiveClaim | None:
    """The ticket's claim in force; a new epoch where it has none; None if it was served."""
    connection.execute(_OPEN, {"ticket_id": ticket_id})
    return live(connection, ticket_id)


def live(connection: Connection, ticket_id: str) -> LiveClaim | None:
    """The ticket's claim in force, if it has one."""
    found = connection.execute(_LIVE_OF, {"of_ticket": ticket_id}).mappings().one_or_none()
    return None if found is None else _claim(found)


def take(
    connection: Connection, claim: LiveClaim, station: str, counter: str, at: datetime
) -> LiveClaim | None:
    """Claim a waiting ticket for a counter; None when another was faster, and nothing changed."""
    taken = held(claim, station, counter, at)
    changed = connection.execute(
        _TAKE,
        {
            "of_ticket": claim.ticket_id,
            "of_epoch": claim.epoch,
            "new_state": taken.state.value,
            "by_station": station,
            "at_counter": counter,
            "at": instant_text(at),
        },
    ).rowcount
    return taken if changed == 1 else None


def go_on(connection: Connection, claim: LiveClaim, state: ClaimState) -> None:
    """Take the claim a step on.

    Raises: ClaimLost when its epoch is over.
    """
    if not _moved(connection, claim, state):
        raise ClaimLost(
            "这个号已超时收回或已由其他窗口接手，本窗口没有继续，办理记录不受影响，请叫下一位。"
        )


def leave(connection: Connection, hall: str, counter: str) -> None:
    """End whatever claim a counter has that stands free again."""
    connection.execute(_LEAVE, {"of_hall": hall, "of_counter": counter})


def recovered(connection: Connection, home: str, day: date) -> tuple[str, ...]:
    """The station's tickets that were called, lapsed and wait again, longest wait first."""
    return tuple(
        connection.execute(
            select(ticket.c.ticket_id)
            .join(ticket_claim, ticket_claim.c.ticket_id == ticket.c.ticket_id)
            .where(
                ticket_claim.c.state.in_(_LIVE),
                ticket_claim.c.state == _WAITING,
                ticket.c.state == TicketState.CALLED.value,
                ticket.c.home == home,
                ticket.c.day == day,
            )
            .order_by(ticket.c.issued_at, ticket.c.number)
        ).scalars()
    )


def lapse(connection: Connection, hall: str, now: datetime) -> tuple[LiveClaim, ...]:
    """End every claim that nobody began to serve in time; their tickets wait in a new epoch."""
    overdue = connection.execute(
        select(ticket_claim)
        .where(
            ticket_claim.c.hall == hall,
            ticket_claim.c.state == _HELD,
            ticket_claim.c.claimed_at <= instant_text(now - LAPSE),
        )
        .order_by(ticket_claim.c.claimed_at, ticket_claim.c.ticket_id)
    ).mappings()
    again = []
    for lapsed in [_claim(row) for row in overdue]:
        # Another counter may be doing the same, or the person may just have come.
        if _moved(connection, lapsed, ClaimState.LAPSED):
            again.append(waiting_again(lapsed))
            connection.execute(_ADD, {"hall": hall, **_columns(again[-1])})
    return tuple(again)


def _moved(connection: Connection, claim: LiveClaim, state: ClaimState) -> bool:
    which = {"of_ticket": claim.ticket_id, "of_epoch": claim.epoch}
    step = {"old_state": claim.state.value, "new_state": state.value}
    return connection.execute(_GO_ON, which | step).rowcount == 1


def _columns(value: LiveClaim) -> dict[str, object]:
    return {
        "ticket_id": value.ticket_id,
        "epoch": value.epoch,
        "state": value.state.value,
        "station": value.station,
        "counter": value.counter,
        "claimed_at": value.claimed_at and instant_text(value.claimed_at),
    }


def _claim(columns: RowMapping) -> LiveClaim:
    return LiveClaim(
        columns["ticket_id"],
        columns["epoch"],
        ClaimState(columns["state"]),
        columns["station"],
        columns["counter"],
        columns["claimed_at"] and instant(columns["claimed_at"]),
    )
