"""A case in the exchange tables: in every state complete, within its columns, and true."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from core.applicant import IdentityKind
from core.case_facts import FoundNotRequired
from core.case_states import CaseEvent, CaseState
from core.ending_facts import (
    AcceptanceDeemed,
    CaseDelivered,
    CaseDenied,
    CorrectedField,
    EntryCorrected,
)
from core.exchange import AcceptRow, ProcedureRow, ProcessRow, ResultRow
from core.exchange_codes import (
    ExchangeCodeNotUsable,
    MaterialForm,
    Outcome,
    require_usable,
)
from core.exchange_rows import rows
from core.exchange_words import outcome
from tests.core.exchange_sample import (
    ACCEPTANCE,
    BATCH,
    COLUMNS,
    DECISION,
    MORNING,
    SYNC,
    exported,
    facts_to,
    record,
)
from tests.core.sample_case import CASE_ID, COMPLETE, MONDAY, accepted, case_received
from tests.core.sample_review import (
    CALENDAR,
    CHIEF,
    CLERK,
    REVIEWED,
    changed,
    day,
    ended,
    extension_approved,
    extension_delivered,
    extension_requested,
    paused,
    sample,
)

OUTCOMES = {
    CaseState.DECIDED: Outcome.GRANTED,
    CaseState.DELIVERED: Outcome.GRANTED,
    CaseState.ARCHIVED: Outcome.GRANTED,
    CaseState.DEEMED_CONSENTED: Outcome.DEEMED_CONSENTED,
    CaseState.NOT_REQUIRED: Outcome.NOT_REQUIRED,
    CaseState.NOT_ACCEPTED: Outcome.NOT_ACCEPTED,
    CaseState.WITHDRAWN: Outcome.WITHDRAWN,
    CaseState.DEEMED_WITHDRAWN: Outcome.DEEMED_WITHDRAWN,
    CaseState.ACCEPTANCE_REVOKED: Outcome.ACCEPTANCE_REVOKED,
    CaseState.TERMINATED: Outcome.TERMINATED,
    CaseState.VOIDED: Outcome.VOIDED,
}
every_state = pytest.mark.parametrize("state", CaseState, ids=lambda one: one.value)


@every_state
def test_every_state_is_told_within_its_columns(state: CaseState) -> None:
    for table, found in exported(record(*facts_to(state), papers=(ACCEPTANCE,))).items():
        widths = {**COLUMNS[table], **SYNC}
        for row in found:
            columns = asdict(row)
            assert set(columns) == {name.lower() for name in widths}
            for name, width in widths.items():
                value = columns[name.lower()]
                assert value is not None or name.islower(), name
                assert len(str(value or "")) <= width, name
                if not name.islower():
                    assert str(value).strip(), name


@every_state
def test_what_was_accepted_and_what_has_ended_has_its_row(state: CaseState) -> None:
    of = record(*facts_to(state))
    found = exported(of)
    assert len(found["up_pro_accept"]) == (of.case.accepted_on is not None)
    assert len(found["up_pro_process"]) == len(of.acts)
    assert len(found["up_pro_result"]) == (state in OUTCOMES)
    assert outcome(of) is OUTCOMES.get(state)
    assert {row.project_no for rows in found.values() for row in rows} == {of.case.number}
    guids = [(row.table, row.row_guid) for rows in found.values() for row in rows]
    assert len(set(guids)) == len(guids)


def test_an_accepted_case_is_told_column_by_column() -> None:
    facts = (*facts_to(CaseState.ACCEPTED),)
    (row,) = exported(record(*facts, papers=(ACCEPTANCE,)))["up_pro_accept"]
    assert row == AcceptRow(
        row_guid=CASE_ID,
        project_no="20260928-03-0001",
        data_source="窗口",
        cd_operation="I",
        cd_batch="b" * 32,
        cd_time="20260930T180000",
        catalog_code="000131012000",
        local_catalog_code="XK-0009",
        task_code="1" * 31,
        local_task_code="XK-0009",
        task_handle_item="1" * 33,
        task_name="食品经营许可",
        task_version=3,
        project_name="张明华：食品经营许可",
        project_type="1",
        org_code="12100000400002259P",
        org_name="市场监管",
        applyer_name="张明华",
        applyer_type="个人",
        applyer_page_type="居民身份证",
        applyer_page_code="11010519491231002X",
        contact_name="张明华",
        contact_mobile=None,
        apply_date="20260928T090000",
        apply_type="1",
        accept_date="20260928T090200",
        accept_doc_no=ACCEPTANCE.number,
        promise_date="20261016T000000",
        handle_user_name="王敏",
    )


def test_a_result_names_its_paper_and_when_it_was_reached() -> None:
    *facts, archived = facts_to(CaseState.ARCHIVED)
    facts.append(changed(archived, archived_on=day("09-30")))  # and not when it was put away
    (row,) = exported(record(*facts, papers=(ACCEPTANCE, DECISION)))["up_pro_result"]
    assert isinstance(row, ResultRow)
    assert (row.result_type, row.result_date) == ("通过", "20260928T090300")
    assert row.result_explain == f"准予（{DECISION.number}）"
    assert (row.result_cetr_name, row.handle_user_name) == ("食品经营许可证", "李强")
    assert row.is_delivery_results == "否"


def test_a_denial_is_no_grant_even_once_delivered_by_post() -> None:
    denied = CaseDenied(CASE_ID, ("场所不符", "布局不符"), MONDAY, (), CHIEF)
    posted = CaseDelivered(CASE_ID, MORNING, "邮寄送达", CLERK)
    found = exported(record(COMPLETE, accepted(), denied, posted))
    (row,) = found["up_pro_result"]
    assert isinstance(row, ResultRow)
    assert (row.result_type, row.result_cetr_name) == ("退回", None)
    assert row.is_delivery_results == "是"
    step = found["up_pro_process"][3]
    assert isinstance(step, ProcessRow)
    assert (step.process_name, step.handle_explain) == ("作出不予决定", "场所不符、布局不符")


def test_every_step_begins_where_the_one_before_ended() -> None:
    process = exported(record(*facts_to(CaseState.PAUSED)))["up_pro_process"]
    assert [row.process_name for row in process if isinstance(row, ProcessRow)] == [
        "收件", "核对材料", "受理", "申请特别程序", "批准特别程序", "暂停计时",
    ]  # fmt: skip
    starts = [row.event_start_time for row in process if isinstance(row, ProcessRow)]
    ends = [row.event_end_time for row in process if isinstance(row, ProcessRow)]
    assert starts == [ends[0], *ends[:-1]]


def test_what_two_stations_concluded_alike_is_told_once() -> None:
    ran_out = AcceptanceDeemed(CASE_ID, day("10-10"), shape_of_acceptance())
    process = exported(record(ran_out, ran_out))["up_pro_process"]
    names = [row.process_name for row in process if isinstance(row, ProcessRow)]
    assert names == ["收件", "视为受理"]
    (row,) = exported(record(ran_out))["up_pro_accept"]
    assert isinstance(row, AcceptRow)
    assert row.accept_date == "20260928T090100"  # back-dated to the day of receipt


def shape_of_acceptance() -> str:
    fact = sample(CaseEvent.DEEM_ACCEPTED, case_received(REVIEWED))
    assert isinstance(fact, AcceptanceDeemed)
    return fact.drawn_from


def test_an_extension_and_an_ended_procedure_are_special_procedures() -> None:
    told = (extension_requested(), extension_approved(), extension_delivered())
    running = record(COMPLETE, accepted(), *told, *paused())
    (row,) = exported(running)["up_pro_special_procedure"]
    assert isinstance(row, ProcedureRow)
    assert (row.special_type, row.special_name, row.result) == ("1", "延长审批", "延长 10 个工作日")
    assert (row.applyer_user_name, row.handle_user) == ("王敏", "周建国")
    over = record(COMPLETE, accepted(), *told, *paused(), ended(on=day("10-09")))
    _, row = exported(over)["up_pro_special_procedure"]
    assert isinstance(row, ProcedureRow)
    assert (row.special_type, row.special_name, row.result) == ("2", "专家评审", "同意")
    assert row.end_time == "20261009T000000"


def test_only_what_was_handed_in_is_a_material() -> None:
    found = exported(record(*facts_to(CaseState.AWAITING_CORRECTION)))["up_pro_material"]
    assert [asdict(row)["material_name"] for row in found] == [
        "食品经营许可申请书",
        "法定代表人身份证件",
    ]
    assert {asdict(row)["get_type"] for row in found} == {"原件"}


def test_a_corrected_entry_is_told_as_it_is_now() -> None:
    facts = facts_to(CaseState.ACCEPTED)
    correction = sample(CaseEvent.CORRECT_ENTRY, record(*facts).case)
    assert isinstance(correction, EntryCorrected)
    other = changed(correction, before="", after="0000-55")
    (row,) = exported(record(*facts, other))["up_pro_accept"]
    assert asdict(row)["contact_mobile"] == "0000-55"
    earlier = changed(
        correction, what=CorrectedField.RECEIVED_ON, before="2026-09-28", after="2026-09-25"
    )
    (row,) = exported(record(*facts, earlier))["up_pro_accept"]
    assert asdict(row)["apply_date"] == "20260925T000000"  # a day without a moment on record


def test_a_case_of_an_earlier_batch_is_an_update() -> None:
    of = record(*facts_to(CaseState.ACCEPTED))
    assert {row.cd_operation for row in rows(of, BATCH, day("09-29"), CALENDAR)} == {"U"}


def test_who_acted_is_told_by_badge_when_the_name_is_not_known() -> None:
    of = record(FoundNotRequired(CASE_ID, "不需要许可", MONDAY, CLERK))
    nameless = replace(of, acts=(replace(of.acts[0], name=""), *of.acts[1:]))
    first, last = exported(nameless)["up_pro_process"]
    assert (asdict(first)["handle_user_name"], asdict(last)["handle_user_name"]) == (
        "0317",
        "王敏",
    )


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (replace(BATCH.codes, data_source="政务大厅"), "data_source"),
        (replace(BATCH.codes, events={CaseEvent.ACCEPT: "受理通过"}), "event_name accept"),
        (
            replace(BATCH.codes, applicants={IdentityKind.RESIDENT: "1"}),
            "applyer_type organisation",
        ),
        (replace(BATCH.codes, outcomes={}), "result_type granted"),
        (
            replace(BATCH.codes, material_forms=dict.fromkeys(MaterialForm, " ")),
            "get_type original",
        ),
    ],
)
def test_a_code_that_is_missing_or_too_long_is_refused(codes: object, told: str) -> None:
    with pytest.raises(ExchangeCodeNotUsable, match=f"{told}.*没有导出任何办件"):
        require_usable(codes)  # type: ignore[arg-type]  # ExchangeCodes
    require_usable(BATCH.codes)
