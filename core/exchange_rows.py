"""From a case's record to the rows of the exchange tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from core.calendar import Calendar
from core.case_record import the_day_after
from core.case_states import CaseEvent, CaseState
from core.checklist import RowState
from core.clock import ClockKind
from core.ending_facts import CaseDelivered, SilenceFact
from core.exchange import (
    AcceptRow,
    Batch,
    CaseRecord,
    ExchangeRow,
    MaterialRow,
    ProcedureRow,
    ProcessRow,
    ResultRow,
)
from core.exchange_codes import Outcome
from core.exchange_words import explained_of, form_of, outcome, step_of
from core.moment import CHINA, business_day
from core.paper_kind import NoticeKind
from core.service import ServiceMethod

if TYPE_CHECKING:
    from core.case import Case
    from core.exchange_codes import ExchangeCodes


def rows(record: CaseRecord, batch: Batch, since: date, calendar: Calendar) -> list[ExchangeRow]:
    """Every row of one case; `since` tells a case handed over before from a new one.

    A case that was never accepted has no 受理 row, but its process, its materials and, once it has
    ended, its result are handed over all the same: nothing that came in stays outside the system.
    A special procedure is told once it is over: the table wants its end.
    """
    writer = _Writer(record, batch, since, calendar)
    return [
        *writer.accept(),
        *writer.process(),
        *writer.procedures(),
        *writer.materials(),
        *writer.result(),
    ]


def moment_text(at: datetime) -> str:
    """`20260928T093000`, Beijing time."""
    return at.astimezone(CHINA).strftime("%Y%m%dT%H%M%S")


@dataclass(frozen=True)
class _Writer:
    record: CaseRecord
    batch: Batch
    since: date
    calendar: Calendar

    @property
    def case(self) -> Case:
        return self.record.case

    @property
    def codes(self) -> ExchangeCodes:
        return self.batch.codes

    def accept(self) -> list[AcceptRow]:
        case = self.case
        if case.accepted_on is None:
            return []
        item, codes, applicant = case.item, self.codes, case.applicant
        return [
            AcceptRow(
                **self._head(case.case_id),
                catalog_code=item.codes.catalog,
                local_catalog_code=item.code,
                task_code=item.codes.task,
                local_task_code=item.code,
                task_handle_item=item.codes.handle_item or None,
                task_name=item.name,
                task_version=item.codes.task_version,
                project_name=f"{applicant.name}：{item.name}",
                project_type=codes.kinds[item.kind],
                org_code=item.codes.organ,
                org_name=item.department,
                applyer_name=applicant.name,
                applyer_type=codes.applicants[applicant.identity_kind],
                applyer_page_type=codes.identities[applicant.identity_kind],
                applyer_page_code=applicant.identity_number,
                contact_name=applicant.name,
                contact_mobile=applicant.phone or None,
                apply_date=self._applied,
                apply_type=codes.apply_at_counter,
                accept_date=self._on(case.accepted_on, *_ACCEPTING),
                accept_doc_no=self._number(NoticeKind.ACCEPTANCE, NoticeKind.CONDITIONAL),
                promise_date=self._promised,
                handle_user_name=self._who(*_ACCEPTING),
            )
        ]

    def process(self) -> list[ProcessRow]:
        """A step lasts from the act before it; what two stations concluded alike is told once."""
        found: list[ProcessRow] = []
        concluded: list[SilenceFact] = []
        begun = self.record.acts[0].at
        for act in self.record.acts:
            if isinstance(act.fact, SilenceFact):
                if act.fact in concluded:
                    continue
                concluded.append(act.fact)
            found.append(
                ProcessRow(
                    **self._head(act.op_id),
                    event_name=self.codes.event(act.fact.event),
                    process_name=step_of(act),
                    event_start_time=moment_text(min(begun, act.at)),
                    event_end_time=moment_text(act.at),
                    handle_user_name=act.name or act.badge,
                    handle_explain=explained_of(act) or step_of(act),
                    remark=None,
                )
            )
            begun = act.at
        return found

    def procedures(self) -> list[ProcedureRow]:
        case, found = self.case, []
        told = case.extension
        if told and told.approved_on and told.delivered_on:
            found.append(
                ProcedureRow(
                    **self._head(f"{case.case_id}-E"),
                    special_type=self.codes.extension,
                    special_name="延长审批",
                    special_reason=told.reason,
                    special_time=self._on(told.approved_on, CaseEvent.APPROVE_EXTENSION),
                    end_time=self._on(told.delivered_on, CaseEvent.EXTEND),
                    result=f"延长 {told.limit.words()}",
                    applyer_user_name=told.requested_by.name,
                    handle_user=told.approved_by.name if told.approved_by else "",
                )
            )
        for one in case.procedures:
            if not (one.began_on and one.ended_on):
                continue
            found.append(
                ProcedureRow(
                    **self._head(f"{case.case_id}-{one.number}"),
                    special_type=self.codes.other_procedure,
                    special_name=one.ground.word,
                    special_reason=one.reason,
                    special_time=self._on(one.began_on, CaseEvent.BEGIN_PROCEDURE),
                    end_time=self._on(one.ended_on, CaseEvent.END_PROCEDURE),
                    result=self._result_of(one.number),
                    applyer_user_name=one.requested_by.name,
                    handle_user=one.approved_by.name if one.approved_by else "",
                )
            )
        return found

    def materials(self) -> list[MaterialRow]:
        return [
            MaterialRow(
                **self._head(f"{self.case.case_id}-M{material.row}"),
                material_name=material.name,
                get_type=self.codes.material_forms[form_of(material.form)],
                get_num=str(material.copies),
            )
            for material in self.case.checklist.rows(RowState.RECEIVED)
        ]

    def result(self) -> list[ResultRow]:
        case, found = self.case, outcome(self.record)
        if found is None:
            return []
        papers = self._number(NoticeKind.DECISION, NoticeKind.DENIAL, NoticeKind.NOT_ACCEPTED)
        posted = any(
            isinstance(act.fact, CaseDelivered) and act.fact.method == ServiceMethod.POST.word
            for act in self.record.acts
        )
        return [
            ResultRow(
                **self._head(case.case_id),
                result_type=self.codes.outcomes[found],
                result_date=self._on(self._ended_on, *_ENDING),
                result_explain=f"{found.word}（{papers}）" if papers else found.word,
                result_cetr_name=case.item.result if found is Outcome.GRANTED else None,
                result_cetr_no=None,  # the licence's own number is given elsewhere
                is_delivery_results=self.codes.delivered_by_post
                if posted
                else self.codes.not_delivered_by_post,
                satisfaction=None,
                handle_user_name=self._who(*_ENDING),
            )
        ]

    @property
    def _operation(self) -> str:
        codes, case = self.codes, self.case
        return codes.insert if case.received_on >= self.since else codes.update

    @property
    def _applied(self) -> str:
        """The moment of receipt, unless the day of it was put right afterwards."""
        at = self.record.acts[0].at
        return (
            moment_text(at)
            if business_day(at) == self.case.received_on
            else self._on(self.case.received_on)
        )

    @property
    def _promised(self) -> str | None:
        promised = [clock for clock in self.case.clocks if clock.kind is ClockKind.PROMISE]
        due = promised[-1].due(self.calendar).due if promised else None
        return self._on(due) if due else None

    @property
    def _ended_on(self) -> date:
        case = self.case
        if case.closed_on and case.state is not CaseState.ARCHIVED:
            return case.closed_on
        if case.decided_on:
            return case.decided_on
        if case.conclusion is None:
            raise AssertionError("a case that came out was decided, ended or outwaited")
        return the_day_after(case.conclusion.passed_on)

    def _head(self, row_guid: str) -> dict[str, str]:
        return {
            "row_guid": row_guid,
            "project_no": self.case.number,
            "data_source": self.codes.data_source,
            "cd_operation": self._operation,
            "cd_batch": self.batch.number,
            "cd_time": moment_text(self.batch.at),
        }

    def _on(self, day: date, *events: CaseEvent) -> str:
        """A day as a moment: that of the last such act on it, else its midnight.

        An entry that was put right afterwards, or a consequence that took effect by itself, has
        a day and no act on it.
        """
        acts = [
            act.at
            for act in self.record.acts
            if act.fact.event in events and business_day(act.at) == day
        ]
        return moment_text(acts[-1] if acts else datetime.combine(day, time(), CHINA))

    def _who(self, *events: CaseEvent) -> str:
        acts = [act for act in self.record.acts if act.fact.event in events]
        return (acts[-1].name or acts[-1].badge) if acts else ""

    def _number(self, *kinds: NoticeKind) -> str | None:
        found = [paper.number for paper in self.record.papers if paper.kind in kinds]
        return found[-1] if found else None

    def _result_of(self, number: int) -> str | None:
        for act in self.record.acts:
            fact = act.fact
            if fact.event is CaseEvent.END_PROCEDURE and getattr(fact, "procedure", 0) == number:
                return getattr(fact, "result", "") or None
        return None


_ACCEPTING = (CaseEvent.ACCEPT, CaseEvent.ACCEPT_CONDITIONALLY, CaseEvent.DEEM_ACCEPTED)
_ENDING = (
    CaseEvent.GRANT,
    CaseEvent.DENY,
    CaseEvent.DEEM_CONSENTED,
    CaseEvent.FIND_NOT_REQUIRED,
    CaseEvent.REFUSE,
    CaseEvent.REFUSE_LAPSED,
    CaseEvent.WITHDRAW,
    CaseEvent.DEEM_WITHDRAWN,
    CaseEvent.REVOKE_ACCEPTANCE,
    CaseEvent.TERMINATE,
    CaseEvent.VOID,
)
