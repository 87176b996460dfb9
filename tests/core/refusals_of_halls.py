"""Acts at the kiosk and the guide desk that the rules refuse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_states import CaseState
from core.guide_desk import handed_over, passed_on, require_reprintable, signed_off
from core.guide_facts import (
    Destination,
    HandOverSignedOff,
    QuestionHandedOver,
    QuestionPassedOn,
)
from core.kiosk import expected
from core.return_visit import returning
from core.staff import Clerk, Role
from core.ticket_states import TicketState
from tests.core.refusals_of_queues import BOOKED, TEN
from tests.core.sample_review import reviewed_in
from tests.core.sample_ticket import ticket_in

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST = Clerk("0317", "王敏", Role.CLERK)
_OTHER = Clerk("0312", "李强", Role.CHIEF_REPRESENTATIVE)
_WHERE = Destination("清河公安分局")
_ASKED = QuestionHandedOver("h-1", "到哪里办", "", _FIRST, _WHERE, "", "n-1")
_OPEN = handed_over(_ASKED, TEN)
_NAMESAKE = replace(BOOKED, appointment_id="a-2", identity_digest="another")

PROVOKED_BY_HALLS: dict[str, Callable[[], object]] = {
    "QuestionIncomplete": lambda: handed_over(replace(_ASKED, question=" "), TEN),
    "QuestionIncomplete long": lambda: handed_over(replace(_ASKED, question="问" * 201), TEN),
    "HandOverStepNotAllowed": lambda: passed_on(_OPEN, QuestionPassedOn("h-1", _WHERE, "", "n-2")),
    "HandOverStepNotAllowed own": lambda: signed_off(
        _OPEN, HandOverSignedOff("h-1", _FIRST, "好了"), TEN
    ),
    "HandOverStepNotAllowed twice": lambda: signed_off(
        signed_off(_OPEN, HandOverSignedOff("h-1", _OTHER, "好了"), TEN),
        HandOverSignedOff("h-1", _OTHER, "好了"),
        TEN,
    ),
    "SlipNotReprintable": lambda: require_reprintable(ticket_in(TicketState.FINISHED)),
    "CaseIsClosed": lambda: returning(reviewed_in(CaseState.WITHDRAWN)),
    "AppointmentNotRecognised": lambda: expected("4417", (BOOKED,), TEN),
    "SeveralAppointments": lambda: expected("0000", (BOOKED, _NAMESAKE), TEN),
}
