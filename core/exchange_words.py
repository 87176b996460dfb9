"""How a case and its acts are called in the exchange tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_states import CaseEvent, CaseState
from core.ending_facts import CaseDenied
from core.exchange_codes import MaterialForm, Outcome

if TYPE_CHECKING:
    from core.exchange import Act, CaseRecord


def outcome(record: CaseRecord) -> Outcome | None:
    """How the case came out; None while it is open."""
    case = record.case
    if case.state in _DECIDED:
        denied = [isinstance(act.fact, CaseDenied) for act in record.acts if _decides(act)]
        return Outcome.DENIED if denied and denied[-1] else Outcome.GRANTED
    return _OUTCOMES.get(case.state)


def step_of(act: Act) -> str:
    """The step in a clerk's words; three facts move no state and have no event."""
    if act.fact.event is not None:
        return act.fact.event.word
    return _UNMOVED.get(act.fact.kind, act.fact.kind)


def explained_of(act: Act) -> str:
    """What was written down with the act."""
    for name in ("reason", "opinion", "legal_ground", "matter", "result", "basis"):
        said = getattr(act.fact, name, "")
        if said:
            return str(said)
    return "、".join((*getattr(act.fact, "reasons", ()), *getattr(act.fact, "corrections", ())))


def form_of(form: str) -> MaterialForm:
    """The form a catalogue row asks for, as far as a platform tells forms apart."""
    if "原件" in form:
        return MaterialForm.ORIGINAL
    return MaterialForm.COPY if "复印" in form else MaterialForm.OTHER


_UNMOVED = {
    "case.received": "收件",
    "case.materials_checked": "核对材料",
    "case.return_visit": "再次到窗口",
}
_DECIDED = (CaseState.DECIDED, CaseState.DELIVERED, CaseState.ARCHIVED)
_OUTCOMES = {
    CaseState.DEEMED_CONSENTED: Outcome.DEEMED_CONSENTED,
    CaseState.NOT_REQUIRED: Outcome.NOT_REQUIRED,
    CaseState.NOT_ACCEPTED: Outcome.NOT_ACCEPTED,
    CaseState.WITHDRAWN: Outcome.WITHDRAWN,
    CaseState.DEEMED_WITHDRAWN: Outcome.DEEMED_WITHDRAWN,
    CaseState.ACCEPTANCE_REVOKED: Outcome.ACCEPTANCE_REVOKED,
    CaseState.TERMINATED: Outcome.TERMINATED,
    CaseState.VOIDED: Outcome.VOIDED,
}


def _decides(act: Act) -> bool:
    return act.fact.event in (CaseEvent.GRANT, CaseEvent.DENY)
