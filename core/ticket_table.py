"""The life of a ticket as a table: state, event, next state."""

from __future__ import annotations

from core.ticket import TicketStepNotAllowed
from core.ticket_states import TicketEvent as Event
from core.ticket_states import TicketState as State


def target(number: str, state: State, event: Event) -> State:
    """Where the event brings a ticket that stands there; `number` is for the refusal.

    Raises: TicketStepNotAllowed.
    """
    found = _ROWS.get((state, event))
    if found is None:
        raise TicketStepNotAllowed(
            f"{number} 现在是“{state.word}”，不能{event.word}，号没有变动，请刷新后核对。"
        )
    return found


def is_allowed(state: State, event: Event) -> bool:
    """Whether the table has a row for that state and event."""
    return (state, event) in _ROWS


_ROWS = {
    (State.WAITING, Event.CALL): State.CALLED,
    (State.WAITING, Event.TRANSFER): State.WAITING,
    (State.WAITING, Event.EDIT): State.WAITING,
    (State.WAITING, Event.LEAVE): State.LEFT,
    (State.WAITING, Event.VOID): State.VOID,
    (State.WAITING, Event.JOIN): State.JOINED,
    (State.WAITING, Event.CLOSE): State.LEFT,
    (State.CALLED, Event.CALL): State.CALLED,
    (State.CALLED, Event.START): State.SERVING,
    (State.CALLED, Event.SET_BACK): State.WAITING,
    (State.CALLED, Event.NO_SHOW): State.NO_SHOW,
    (State.CALLED, Event.TRANSFER): State.WAITING,
    (State.CALLED, Event.RETURN): State.WAITING,
    (State.CALLED, Event.EDIT): State.CALLED,
    (State.CALLED, Event.LEAVE): State.LEFT,
    (State.CALLED, Event.CLOSE): State.LEFT,
    (State.SERVING, Event.FINISH): State.FINISHED,
    (State.SERVING, Event.PARK): State.PARKED,
    (State.SERVING, Event.TRANSFER): State.WAITING,
    (State.SERVING, Event.RETURN): State.WAITING,
    (State.SERVING, Event.EDIT): State.SERVING,
    (State.SERVING, Event.LEAVE): State.LEFT,
    (State.SERVING, Event.CLOSE): State.FINISHED,
    (State.PARKED, Event.RESUME): State.SERVING,
    (State.PARKED, Event.FINISH): State.FINISHED,
    (State.PARKED, Event.TRANSFER): State.WAITING,
    (State.PARKED, Event.RETURN): State.WAITING,
    (State.PARKED, Event.EDIT): State.PARKED,
    (State.PARKED, Event.LEAVE): State.LEFT,
    (State.PARKED, Event.CLOSE): State.LEFT,
    (State.NO_SHOW, Event.REVIVE): State.WAITING,
}
