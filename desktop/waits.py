"""How long people will wait, as the station's last weeks teach it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from core.queue_log import LoggedTicket
    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket
    from core.wait_estimate import LearnedWaits, MeasuredError
    from db.unit_of_work import Reading, UnitOfWork

_LEARNED_FROM = timedelta(days=28)


class DailyWaits:
    """What the days before today teach, learned once a day by whoever asks first."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._known: LearnedWaits | None = None

    def known(self, reading: Reading) -> LearnedWaits | None:
        """What is known today; None while too few people were served."""
        # The day's first slip needs them; no window waits for them at the start.
        from core.wait_estimate import learned  # noqa: PLC0415  (see above)

        if self._day != reading.today:
            self._known = learned(_last_weeks(reading), _policy(reading))
            self._day = reading.today
        return self._known


def expected(here: Reading | UnitOfWork, ticket: Ticket, known: LearnedWaits | None) -> str:
    """How long the holder of a ticket will wait, in words; empty while too little is known."""
    if known is None:
        return ""
    from db import queue_log  # noqa: PLC0415  (start-up time: only a learned station needs it)

    return known.estimate(queue_log.ahead_of(here.connection, ticket, known.policy)).words()


def measured_error(reading: Reading) -> MeasuredError | None:
    """How the estimate fared on the last day with tickets; None when there is nothing to tell."""
    from core.wait_estimate import measured  # noqa: PLC0415  (as above)

    return measured(_last_weeks(reading), _policy(reading))


def _policy(reading: Reading) -> QueuePolicy:
    from db import queue_policies  # noqa: PLC0415  (as above)

    return queue_policies.in_force(reading.connection, reading.identity.hall)


def _last_weeks(reading: Reading) -> tuple[LoggedTicket, ...]:
    from db import queue_log  # noqa: PLC0415  (as above)

    identity, today = reading.identity, reading.today
    return tuple(
        queue_log.logged(
            reading.connection,
            identity.hall,
            today - _LEARNED_FROM,
            today - timedelta(days=1),
            identity.station,
        )
    )
