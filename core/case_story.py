"""What happened to a case, in words for the clerk who reads its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.case_facts import CaseReceived, LaterDemand, MaterialsChecked, ReturnVisit
from core.checklist import RowState
from core.ending_facts import CaseDelivered, CaseVoided, ConsentDeemed, EntryCorrected
from core.review_facts import (
    AssistAnswered,
    AssistAsked,
    ExtensionDelivered,
    ExtensionRequested,
    MarkedUrgent,
    OverdueExplained,
    ProcedureBegun,
    ProcedureEnded,
    ProcedureRequested,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.facts import CaseFact


def headline(fact: CaseFact | CaseReceived) -> str:
    """The act in one word or two."""
    match fact:
        case CaseReceived():
            return "收件"
        case MaterialsChecked():
            return "核对材料"
        case ReturnVisit():
            return "申请人再次到场"
        case _:
            return fact.event.word


def detail(fact: CaseFact | CaseReceived) -> str:
    """What there is to say besides; empty when the act says it all."""
    told = _DETAILS.get(type(fact))
    if told is not None:
        return told(fact)
    return str(getattr(fact, "reason", "") or getattr(fact, "legal_ground", ""))


def _found(fact: MaterialsChecked) -> str:
    here = [str(tick.row) for tick in fact.ticks if tick.state is RowState.RECEIVED]
    missing = [str(tick.row) for tick in fact.ticks if tick.state is RowState.MISSING]
    parts = (("已收第", here), ("缺第", missing))
    return "，".join(f"{words} {'、'.join(rows)} 项" for words, rows in parts if rows)


def _demanded(fact: LaterDemand) -> str:
    what = "、".join([*(f"第 {row} 项" for row in fact.rows), *fact.outside])
    return f"{what}：{fact.reason}" if what else fact.reason


def _corrected(fact: EntryCorrected) -> str:
    changed = f"{fact.what.word}由“{fact.before}”改为“{fact.after}”"
    return f"{changed}：{fact.reason}（复核 {fact.second.name}）"


def _served(fact: ProcedureBegun | ExtensionDelivered) -> str:
    return f"{fact.service.method.word}，{fact.service.proof}"


def _timed(fact: ExtensionRequested | MarkedUrgent) -> str:
    return f"{fact.limit.words()}：{fact.reason}"


_DETAILS: dict[type[object], Callable[[Any], str]] = {
    MaterialsChecked: _found,
    LaterDemand: _demanded,
    EntryCorrected: _corrected,
    ProcedureBegun: _served,
    ExtensionDelivered: _served,
    ExtensionRequested: _timed,
    MarkedUrgent: _timed,
    CaseDelivered: lambda fact: fact.method,
    CaseVoided: lambda fact: f"{fact.reason}（复核 {fact.second.name}）",
    ConsentDeemed: lambda fact: f"依据{fact.basis}",
    AssistAsked: lambda fact: (
        f"{fact.mode.word}：{'、'.join(fact.departments)}，{fact.limit.words()}"
    ),
    AssistAnswered: lambda fact: f"{fact.department}：{fact.opinion}",
    ProcedureRequested: lambda fact: (
        f"{fact.ground.word}，约 {fact.expected.words()}：{fact.reason}"
    ),
    ProcedureEnded: lambda fact: (
        f"{fact.end.word}：{fact.result}" if fact.result else fact.end.word
    ),
    OverdueExplained: lambda fact: f"{fact.reason}；{fact.measures}",
}
