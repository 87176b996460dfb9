"""Items of a small catalogue, and cases brought to any state by facts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING

from core.applicant import Applicant, IdentityKind
from core.case import evolved, received
from core.case_states import CaseState
from core.catalogue import (
    Fee,
    ItemKind,
    LegalBasis,
    LimitStart,
    MaterialRequirement,
    ServiceItem,
    StatutoryLimit,
)
from core.checklist import RowState, Tick
from core.facts import (
    CaseAccepted,
    CaseDelivered,
    CaseFact,
    CaseGranted,
    CaseReceived,
    MaterialsChecked,
    ToldOnce,
)
from core.limit import Limit
from core.moment import CHINA
from core.notice_lines import DueLine
from core.numbering import case_series, following

if TYPE_CHECKING:
    from core.case import Case

MONDAY = date(2026, 9, 28)  # three days before National Day
LAST_DAY_TO_TELL = date(2026, 10, 10)  # a Saturday worked in exchange, the fifth working day
CASE_ID = "019984f2-7a3c-7c11-9d52-6f0b7a1e4c55"
NOTICE_ID = "019984f3-1b2d-7e40-8a07-2c9d5e6f7a81"


def material(row: int, name: str, *, required: bool = True) -> MaterialRequirement:
    """A catalogue row whose every other column tells which row it is."""
    return MaterialRequirement(
        row=row,
        name=name,
        form="原件",
        copies=row,
        required=required,
        issuer=f"第{row}项出具单位",
        note=f"第{row}项办理方法",
        basis=f"第{row}项依据",
    )


MATERIALS = (
    material(1, "食品经营许可申请书"),
    material(2, "营业执照"),
    material(3, "法定代表人身份证件"),
    material(4, "从业人员健康证明", required=False),
    material(5, "授权委托书", required=False),
)
REQUIRED = (1, 2, 3)
OPTIONAL = (4, 5)

RESTAURANT = ServiceItem(
    code="XK-0001",
    name="食品经营许可",
    kind=ItemKind.PROMISE,
    subject="清河区市场监督管理局",
    department="市场监管",
    legal_basis=(LegalBasis("食品安全法", "第三十五条"), LegalBasis("行政许可法", "第四十二条")),
    conditions=("有与品种、数量相适应的场所",),
    procedure=("收件", "受理", "决定", "送达"),
    promise=Limit.parse("10wd"),
    statutory=StatutoryLimit(
        Limit.parse("20wd"), LimitStart.ACCEPTANCE, "行政许可法第四十二条第一款"
    ),
    delivery=None,
    fee=Fee(charged=False, basis="无收费依据", standard="不收费"),
    materials=MATERIALS,
    special_procedures=("现场核查",),
    result="食品经营许可证",
    result_validity="5 年",
)
PROMISED = DueLine("承诺办结", "10 个工作日", date(2026, 10, 16), "", "本大厅公布的服务承诺")
STATUTE = DueLine("法定办结", "20 个工作日", date(2026, 10, 30), "", "行政许可法第四十二条第一款")
"""What that item's limits come to when it is accepted on that Monday."""

COUNTED_FROM_RECEIPT = replace(
    RESTAURANT,
    code="XK-0002",
    statutory=StatutoryLimit(Limit.parse("20wd"), LimitStart.RECEIPT, "药品管理法第四十一条"),
)
ON_THE_SPOT = replace(
    RESTAURANT,
    code="DJ-0001",
    name="个体工商户注销登记",
    kind=ItemKind.IMMEDIATE,
    promise=Limit.parse("0wd"),
    statutory=StatutoryLimit(Limit.parse("0wd"), LimitStart.ACCEPTANCE, "登记管理条例"),
)
IMMEDIATE_WITH_LIMITS = replace(RESTAURANT, code="DJ-0002", kind=ItemKind.IMMEDIATE)
ITEMS = (RESTAURANT, COUNTED_FROM_RECEIPT, ON_THE_SPOT, IMMEDIATE_WITH_LIMITS)


def case_received(item: ServiceItem = RESTAURANT, on: date = MONDAY) -> Case:
    """The first case of station 03 on that day."""
    return received(
        CaseReceived(
            case_id=CASE_ID,
            number=following(case_series("03", on), 0),
            ticket_id="ticket-1",
            catalogue_version="2026-09-01-0a1b2c3d",
            item_code=item.code,
            applicant=Applicant("张明华", IdentityKind.RESIDENT, "11010519491231002X"),
            received_on=on,
            counter="3",
        ),
        item,
    )


def found(state: RowState, *rows: int) -> MaterialsChecked:
    """The clerk found those rows in that state."""
    return MaterialsChecked(CASE_ID, tuple(Tick(row, state) for row in rows))


def told(on: date = MONDAY, limit: str = "15wd") -> ToldOnce:
    return ToldOnce(CASE_ID, NOTICE_ID, on, Limit.parse(limit))


def accepted(on: date = MONDAY) -> CaseAccepted:
    return CaseAccepted(CASE_ID, on)


def granted(on: date = MONDAY) -> CaseGranted:
    return CaseGranted(CASE_ID, on)


def delivered(at: datetime = datetime(2026, 9, 28, 16, 30, tzinfo=CHINA)) -> CaseDelivered:
    return CaseDelivered(CASE_ID, at, "窗口领取")


def after(case: Case, *facts: CaseFact) -> Case:
    """The case once those facts have happened, in that order."""
    return reduce(evolved, facts, case)


COMPLETE = found(RowState.RECEIVED, *REQUIRED)
LICENCE_MISSING = MaterialsChecked(
    CASE_ID,
    (Tick(1, RowState.RECEIVED), Tick(2, RowState.MISSING), Tick(3, RowState.RECEIVED)),
)
LICENCE_SUPPLIED = found(RowState.RECEIVED, 2)

WAY_TO: dict[CaseState, tuple[CaseFact, ...]] = {
    CaseState.RECEIVED: (),
    CaseState.AWAITING_CORRECTION: (LICENCE_MISSING, told()),
    CaseState.ACCEPTED: (COMPLETE, accepted()),
    CaseState.DECIDED: (COMPLETE, accepted(), granted()),
    CaseState.DELIVERED: (COMPLETE, accepted(), granted(), delivered()),
}


def case_in(state: CaseState) -> Case:
    """An on-the-spot case that reached the state the shortest way."""
    return after(case_received(ON_THE_SPOT), *WAY_TO[state])
