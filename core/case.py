"""办件: one application for one item, as the sum of its facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core import case_answer, case_course, case_intake, extension, joint_handling, special_procedure
from core.case_ending import NotImmediate, decided, ended
from core.case_facts import AnswerFact, IntakeFact
from core.case_intake import MaterialsClosed, ToldAlready
from core.case_record import (
    ACCEPTANCE_LIMIT,
    DELIVERY_LIMIT,
    Case,
    acceptance_limit,
    office_limits,
    statutory_trigger,
)
from core.case_silence import before_silence, concluded
from core.case_states import CaseState
from core.checklist import Checklist
from core.clock import Clock, ClockKind
from core.ending_facts import DecisionFact, EndingFact
from core.numbering import case_text, slip_code
from core.review_facts import CourseFact, ExtensionFact, JointFact, ProcedureFact

if TYPE_CHECKING:
    from core.catalogue import ServiceItem
    from core.facts import CaseFact, CaseReceived

__all__ = [
    "ACCEPTANCE_LIMIT",
    "DELIVERY_LIMIT",
    "Case",
    "MaterialsClosed",
    "NotImmediate",
    "ToldAlready",
    "acceptance_limit",
    "evolved",
    "office_limits",
    "received",
    "statutory_trigger",
]


def received(fact: CaseReceived, item: ServiceItem) -> Case:
    """The new case, its acceptance clock running from the day of receipt."""
    return Case(
        case_id=fact.case_id,
        number=case_text(fact.number),
        slip=slip_code(fact.case_id),
        item=item,
        catalogue_version=fact.catalogue_version,
        applicant=fact.applicant,
        counter=fact.counter,
        ticket_id=fact.ticket_id,
        state=CaseState.RECEIVED,
        received_on=fact.received_on,
        checklist=Checklist.fresh(item.materials),
        clocks=(Clock(ClockKind.ACCEPTANCE, fact.received_on, acceptance_limit(item)),),
    )


def evolved(case: Case, fact: CaseFact) -> Case:
    """The case after one more fact; the rules of each step are checked by it and nowhere else.

    Raises: Refusal of the step's own kind (ToldAlready, StepNotAllowed, MaterialsMissing …).
    """
    return replace(_step(before_silence(case, fact), fact), version=case.version + 1)


def _step(case: Case, fact: CaseFact) -> Case:  # noqa: PLR0911  (one line per chapter)
    if isinstance(fact, IntakeFact):
        return case_intake.step(case, fact)
    if isinstance(fact, AnswerFact):
        return case_answer.step(case, fact)
    if isinstance(fact, JointFact):
        return joint_handling.step(case, fact)
    if isinstance(fact, ProcedureFact):
        return special_procedure.step(case, fact)
    if isinstance(fact, ExtensionFact):
        return extension.step(case, fact)
    if isinstance(fact, CourseFact):
        return case_course.step(case, fact)
    if isinstance(fact, DecisionFact):
        return decided(case, fact)
    if isinstance(fact, EndingFact):
        return ended(case, fact)
    return concluded(case, fact)
