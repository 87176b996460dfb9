"""What each act on a case asks of the clerk, as fields of a form."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.case_parts import AssistState, Ground, JointMode, ProcedureEnd, ProcedureState
from core.case_states import CaseEvent as Event
from core.checklist import RowState
from core.ending_facts import CorrectedField
from core.service import ServiceMethod

if TYPE_CHECKING:
    from datetime import date

    from core.case import Case


class Ask(enum.Enum):
    """One thing asked; the value is its label."""

    ROWS = "已收材料"
    DEMANDED = "追加的材料（目录内）"
    OUTSIDE = "目录外材料"
    CORRECTIONS = "更正了什么"
    INITIALS = "申请人签字"
    REASON = "理由"
    ADVICE = "建议到何处办理"
    ORGAN = "有权办理的机关"
    LEGAL_GROUND = "法定情形"
    REVIEW_BODY = "复议机关"
    COURT = "诉讼法院"
    DAYS = "工作日数"
    MODE = "方式"
    DEPARTMENTS = "协办部门"
    MATTER = "协办事项"
    DEPARTMENT = "答复部门"
    OPINION = "协办意见"
    GROUND = "特别程序"
    PROCEDURE = "哪一项特别程序"
    BEGINS = "开始日"
    ENDED = "结束日"
    END = "如何结束"
    RESULT = "结果"
    METHOD = "送达方式"
    PROOF = "送达凭据（签收人、回执号等）"
    MEASURES = "补救措施"
    CHECKERS = "核查人员（两人，用顿号分开）"
    FIELD = "更正哪一项"
    VALUE = "应为"
    SECOND_BADGE = "复核人工号"
    SECOND_PASSWORD = "复核人密码"  # noqa: S105  (a label)


class Shape(enum.Enum):
    """How it is answered."""

    WORDS = "words"
    SECRET = "secret"  # noqa: S105  (a way of typing)
    ONE_OF = "one_of"
    SEVERAL = "several"


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    value: str
    words: str


@dataclass(frozen=True)
class Field:
    """One field of a form; it may be left empty when the act says so."""

    ask: Ask
    shape: Shape
    choices: tuple[Choice, ...] = ()
    value: str = ""  # what stands in it before anything is typed


def form(event: Event, case: Case, today: date) -> tuple[Field, ...]:
    """What the act asks, in the order it is filled in."""
    return tuple(_field(ask, case, today) for ask in _ASKED.get(event, ()))


def _field(ask: Ask, case: Case, today: date) -> Field:
    if ask is Ask.SECOND_PASSWORD:
        return Field(ask, Shape.SECRET)
    if ask in (Ask.ROWS, Ask.DEMANDED):
        return Field(ask, Shape.SEVERAL, _rows(case, ask))
    if (choices := _choices(ask, case)) is not None:
        return Field(ask, Shape.ONE_OF, choices, choices[0].value if choices else "")
    return Field(ask, Shape.WORDS, value=_value(ask, today))


def _value(ask: Ask, today: date) -> str:
    if ask is Ask.DAYS:
        return "10"
    return today.isoformat() if ask in (Ask.BEGINS, Ask.ENDED) else ""


def _rows(case: Case, ask: Ask) -> tuple[Choice, ...]:
    asked_later = ask is Ask.DEMANDED
    return tuple(
        Choice(str(material.row), f"{material.row} {material.name}")
        for material, state in zip(case.item.materials, case.checklist.states, strict=True)
        if asked_later or state is not RowState.RECEIVED
    )


def _choices(ask: Ask, case: Case) -> tuple[Choice, ...] | None:
    if ask is Ask.PROCEDURE:
        return tuple(
            Choice(str(one.number), f"{one.number} {one.ground.word}")
            for one in case.procedures
            if one.state not in (ProcedureState.ENDED, ProcedureState.REJECTED)
        )
    if ask is Ask.DEPARTMENT:
        return tuple(
            Choice(task.department, task.department)
            for task in case.assists
            if task.state is AssistState.OPEN
        )
    return _ALWAYS.get(ask)


_ALWAYS: dict[Ask, tuple[Choice, ...]] = {
    Ask.GROUND: tuple(Choice(one.value, one.word) for one in Ground),
    Ask.MODE: tuple(Choice(one.value, one.word) for one in JointMode),
    Ask.END: tuple(Choice(one.value, one.word) for one in ProcedureEnd),
    # A public notice takes thirty days and a publication's day: not an act at the counter.
    Ask.METHOD: tuple(
        Choice(one.value, one.word)
        for one in ServiceMethod
        if one is not ServiceMethod.PUBLIC_NOTICE
    ),
    Ask.FIELD: tuple(Choice(one.value, one.word) for one in CorrectedField),
}
_SECOND = (Ask.SECOND_BADGE, Ask.SECOND_PASSWORD)
_REMEDIES = (Ask.REVIEW_BODY, Ask.COURT)
_SERVICE = (Ask.METHOD, Ask.PROOF)
_ASKED: dict[Event, tuple[Ask, ...]] = {
    Event.CORRECT_ON_THE_SPOT: (Ask.CORRECTIONS, Ask.INITIALS),
    Event.FIND_NOT_REQUIRED: (Ask.REASON, Ask.ADVICE),
    Event.REFUSE: (Ask.REASON, Ask.ORGAN, *_REMEDIES),
    Event.TELL_ONCE: (Ask.ROWS,),
    Event.ACCEPT: (Ask.ROWS,),
    Event.ACCEPT_CONDITIONALLY: (Ask.ROWS,),
    Event.SUPPLY: (Ask.ROWS,),
    Event.COMPLETE: (Ask.ROWS,),
    Event.EXTEND_CORRECTION: (Ask.DAYS, Ask.REASON),
    Event.ASK_ASSIST: (Ask.MODE, Ask.DEPARTMENTS, Ask.MATTER),
    Event.ANSWER_ASSIST: (Ask.DEPARTMENT, Ask.OPINION),
    Event.REQUEST_PROCEDURE: (Ask.GROUND, Ask.DAYS, Ask.REASON),
    Event.APPROVE_PROCEDURE: (Ask.PROCEDURE, Ask.BEGINS),
    Event.REJECT_PROCEDURE: (Ask.PROCEDURE, Ask.REASON),
    Event.BEGIN_PROCEDURE: (Ask.PROCEDURE, *_SERVICE),
    Event.END_PROCEDURE: (Ask.PROCEDURE, Ask.END, Ask.RESULT, Ask.ENDED),
    Event.REQUEST_EXTENSION: (Ask.DAYS, Ask.REASON),
    Event.EXTEND: _SERVICE,
    Event.EXPLAIN_OVERDUE: (Ask.REASON, Ask.MEASURES, Ask.DAYS),
    Event.WITHDRAW: (Ask.REASON,),
    Event.TERMINATE: (Ask.LEGAL_GROUND, *_REMEDIES),
    Event.GRANT: (Ask.CHECKERS,),
    Event.DENY: (Ask.REASON, *_REMEDIES, Ask.CHECKERS),
    Event.MARK_URGENT: (Ask.REASON, Ask.DAYS),
    Event.DEMAND_LATER: (Ask.DEMANDED, Ask.OUTSIDE, Ask.REASON),
    Event.CORRECT_ENTRY: (Ask.FIELD, Ask.VALUE, Ask.REASON, *_SECOND),
    Event.VOID: (Ask.REASON, *_SECOND),
}
