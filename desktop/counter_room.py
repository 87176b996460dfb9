"""A counter closed for a while or in an emergency; nobody who was called to it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.counter import require_reason
from core.counter_facts import CounterPaused, CounterReopened, CounterStopped
from core.ticket import CounterOccupied, TicketState
from core.ticket_facts import Place, TicketParked, TicketReturned
from db import counters, tickets

if TYPE_CHECKING:
    from core.counter import CounterStanding
    from core.staff import OnDuty
    from db.unit_of_work import Reading, UnitOfWork


def pause(work: UnitOfWork, duty: OnDuty, reason: str) -> CounterStanding:
    """暂停: whoever was called waits again at the old place.

    Raises: PauseReasonMissing; CounterOccupied while somebody is served.
    """
    require_reason(reason)
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if present is not None and present.state is TicketState.SERVING:
        raise CounterOccupied(
            f"{present.number} 正在本窗口办理，没有暂停，请先办结或挂起，再暂停。"
        )
    return _closed(work, duty, CounterPaused(duty.counter, reason.strip()))


def stop(work: UnitOfWork, duty: OnDuty, reason: str) -> CounterStanding:
    """紧急停止, at once: whoever is served is parked, whoever was called waits again.

    Raises: PauseReasonMissing.
    """
    require_reason(reason)
    return _closed(work, duty, CounterStopped(duty.counter, reason.strip()))


def reopen(work: UnitOfWork, duty: OnDuty) -> CounterStanding:
    """恢复办理."""
    work.record(CounterReopened(duty.counter), duty.clerk.badge)
    return counters.standing(work.connection, work.identity.hall, duty.counter)


def standing(reading: Reading, counter: str) -> CounterStanding:
    """How a counter stands."""
    return counters.standing(reading.connection, reading.identity.hall, counter)


def _closed(
    work: UnitOfWork, duty: OnDuty, fact: CounterPaused | CounterStopped
) -> CounterStanding:
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if present is not None:
        freed = (
            TicketParked(present.ticket_id, f"{fact.state.word}：{fact.reason}")
            if present.state is TicketState.SERVING
            else TicketReturned(present.ticket_id, Place.KEPT)
        )
        work.record(freed, duty.clerk.badge)
    work.record(fact, duty.clerk.badge)
    return counters.standing(work.connection, work.identity.hall, duty.counter)
