"""延期: once, approved by who may, told before the old date passes (行政许可法 art. 42)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_guards import PaperNotOut, Proof, WrongRole, require, require_reason
from core.case_parts import Extension, JointMode
from core.case_record import moved
from core.case_table import transition
from core.clock import binding, extended
from core.errors import Refusal
from core.limit import Limit, Unit
from core.review_facts import (
    ExtensionApproved,
    ExtensionDelivered,
    ExtensionFact,
    ExtensionRequested,
)
from core.staff import Clerk, Role

if TYPE_CHECKING:
    from core.case_record import Case
    from core.transition import Transition

LONGEST = Limit(10, Unit.WORKING_DAY)
LONGEST_UNITED = Limit(15, Unit.WORKING_DAY)  # 行政许可法 art. 42: 45 and at most 15 more


class ExtendedAlready(Refusal):
    """A second extension of one case."""


class ExtensionTooLong(Refusal):
    """More time than the Act allows."""


class NothingToExtend(Refusal):
    """An extension of a case whose office owes nothing within a limit, or that nobody asked."""


def step(case: Case, fact: ExtensionFact) -> Case:
    """The case after the fact.

    Raises: Refusal of the step's own kind.
    """
    row = transition(case.state, fact.event)
    match fact:
        case ExtensionRequested():
            return _requested(case, row, fact)
        case ExtensionApproved():
            return _approved(case, row, fact)
        case ExtensionDelivered():
            return _delivered(case, row, fact)


def approved(case: Case) -> Extension:
    """The extension whose notice is to be delivered.

    Raises: NothingToExtend.
    """
    extension = _extension(case)
    if not extension.notice_id:
        raise NothingToExtend(
            f"办件 {case.number} 的延期还没有批准，没有延期，办件没有变动，请先报批。"
        )
    return extension


def _requested(case: Case, row: Transition, fact: ExtensionRequested) -> Case:
    require(row, Proof(fact.requested_on, by=fact.by, due_on=fact.due_on))
    require_reason(row, fact.reason)
    if binding(case.clocks) is None:
        raise NothingToExtend(
            f"办件 {case.number} 没有正在计算的办理时限，不需要延期，办件没有变动，请刷新后核对。"
        )
    _require_first(case)
    longest = LONGEST_UNITED if case.joint is JointMode.UNITED else LONGEST
    if fact.limit.unit is not longest.unit or not 0 < fact.limit.value <= longest.value:
        raise ExtensionTooLong(
            f"延期最多 {longest.words()}，申请的是 {fact.limit.words()}，没有登记，办件没有变动，"
            "请改正后再申请。"
        )
    asked = Extension(fact.limit, fact.reason, fact.by, fact.requested_on)
    return replace(moved(case, row, fact.requested_on), extension=asked)


def _approved(case: Case, row: Transition, fact: ExtensionApproved) -> Case:
    require(row, Proof(fact.approved_on, by=fact.by, due_on=fact.due_on))
    asked = _extension(case)
    _require_first(case)
    _require_head(case, fact.by)
    granted = replace(
        asked, approved_by=fact.by, approved_on=fact.approved_on, notice_id=fact.notice_id
    )
    return replace(moved(case, row, fact.approved_on), extension=granted)


def _delivered(case: Case, row: Transition, fact: ExtensionDelivered) -> Case:
    on = fact.service.on
    require(row, Proof(on, by=fact.by, paper=fact.paper, service=fact.service, due_on=fact.due_on))
    told = approved(case)
    if told.delivered_on is not None:
        raise ExtendedAlready(
            f"办件 {case.number} 的延期已经生效，没有再延，办件没有变动，请按延长后的期限办结。"
        )
    if fact.paper.notice_id != told.notice_id:
        raise PaperNotOut(
            "送达的不是这次延期的告知书，延期没有生效，办件没有变动，请核对文书编号。"
        )
    after = moved(case, row, on)
    kinds = tuple(kind for kind in row.clocks.extends if kind in fact.extends)
    return replace(
        after,
        clocks=extended(after.clocks, told.limit, *kinds),
        extension=replace(told, delivered_on=on),
    )


def _extension(case: Case) -> Extension:
    if case.extension is None:
        raise NothingToExtend(
            f"办件 {case.number} 没有人申请延期，没有改动任何内容，请先登记延期申请。"
        )
    return case.extension


def _require_first(case: Case) -> None:
    if case.extension is not None and case.extension.approved_by is not None:
        raise ExtendedAlready(
            f"办件 {case.number} 已经批准过一次延期，不能再延，办件没有变动，请按期办结。"
        )


def _require_head(case: Case, by: Clerk) -> None:
    """Joint handling is extended by the head of government, anything else by the organ's own."""
    head = Role.GOVERNMENT_HEAD if case.joint is JointMode.UNITED else Role.AGENCY_HEAD
    if by.role is not head:
        raise WrongRole(
            f"办件 {case.number} 的延期须由{head.word}批准，{by.name}（工号 {by.badge}）"
            f"是{by.role.word}，办件没有变动，请由有权人员办理。"
        )
