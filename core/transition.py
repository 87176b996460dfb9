"""What one row of the case table says."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from core.case_states import CaseEvent, CaseState
from core.clock import ClockKind
from core.paper_kind import NoticeKind
from core.staff import Role


class Guard(enum.Enum):
    """What must hold besides the state; `core.case_guards` checks each."""

    AUTHORISED = "G1"  # by one of the row's roles
    PRINTED = "G2"  # the row's paper is numbered and seen out of the printer
    DELIVERED = "G3"  # with proof
    IN_TIME = "G4"  # not later than the current due date
    COVERED = "G5"  # the calendar covers that date: nothing is concluded from a guess


@dataclass(frozen=True)
class ClockEffect:
    """What an event does to the clocks; `passes` are those whose running out is the event."""

    starts: tuple[ClockKind, ...] = ()
    satisfies: tuple[ClockKind, ...] = ()
    passes: tuple[ClockKind, ...] = ()
    stops: tuple[ClockKind, ...] = ()
    pauses: tuple[ClockKind, ...] = ()
    resumes: tuple[ClockKind, ...] = ()
    extends: tuple[ClockKind, ...] = ()


@dataclass(frozen=True)
class Transition:
    """One row; entering a final state stops every clock. `by` empty: the watchdog alone."""

    source: CaseState
    event: CaseEvent
    target: CaseState
    papers: tuple[NoticeKind, ...]
    clocks: ClockEffect
    guards: tuple[Guard, ...]
    by: frozenset[Role]
