"""Back about a case: which claim on the queue the person has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_states import CaseState
from core.errors import Refusal
from core.ticket_class import Entitlement, TicketClass

if TYPE_CHECKING:
    from core.case import Case


class CaseIsClosed(Refusal):
    """A slip of a case that nobody can go on with."""


def returning(case: Case) -> Entitlement:
    """The class of a person who comes back about a case: who was told once brings what is missing.

    Raises: CaseIsClosed.
    """
    if case.state.is_final:
        raise CaseIsClosed(f"这份办件{case.state.word}，没有取号，记录没有变动，请到导办台查询。")
    awaited = case.state is CaseState.AWAITING_CORRECTION
    klass = TicketClass.RETURN_VISIT if awaited else TicketClass.ORDINARY
    return Entitlement(klass, f"办件 {case.number}")
