"""What the papers of a review say follows from the case and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core import answer_papers, papers, review_papers
from core.case import evolved
from core.case_notices import (
    DeemedAcceptanceBody,
    DeemedConsentBody,
    DenialBody,
    ExtensionBody,
    NotAcceptedBody,
    NotRequiredBody,
    OverdueBody,
    SpecialProcedureBody,
)
from core.case_parts import JointMode, ProcedureState
from core.case_states import CaseEvent
from core.checklist import RowState
from core.course_notices import (
    AssistLine,
    ConditionalBody,
    CorrectionLine,
    CorrectionSlipBody,
    DeemedWithdrawalBody,
    JointBody,
    ResumptionBody,
    RevocationBody,
    TerminationBody,
    WithdrawalBody,
)
from core.limit import Limit
from core.notice_lines import DueLine, Remedies
from core.paper_kind import NoticeKind
from core.silence import AssistSilence, Lapse
from core.special_procedure import procedure
from core.watchdog import due_events
from tests.core.sample_case import (
    LICENCE_MISSING,
    LICENCE_SUPPLIED,
    MONDAY,
    PROMISED,
    RESTAURANT,
    STATUTE,
    after,
    case_received,
    found,
    told,
)
from tests.core.sample_review import (
    CALENDAR,
    CHIEF,
    CONSENT,
    CONSENTED,
    FIRE,
    HEAD,
    REVIEWED,
    WATER,
    accepted_case,
    asked,
    at,
    conditionally,
    day,
    ended,
    extension_requested,
    paused,
    requested,
    sample,
)

BASIS = ("《食品安全法》第三十五条", "《行政许可法》第四十二条")
REMEDIES = Remedies("清河区人民政府", "清河区人民法院")
SOURCE = "行政许可法第四十二条第一款"


def line(name: str, limit: str, due: str, basis: str) -> DueLine:
    return DueLine(name, limit, day(due), "", basis)


def test_an_extension_tells_the_old_date_and_the_new() -> None:
    case = evolved(accepted_case(day("09-14"), RESTAURANT), extension_requested())
    assert review_papers.extension(case, day("10-15"), HEAD, CALENDAR) == ExtensionBody(
        accepted_on=day("09-14"),
        reason="需再次核查",
        approver="机关负责人　周建国",
        approved_on=day("10-15"),
        before=line("法定办结", "20 个工作日", "10-16", SOURCE),
        after=line("法定办结", "20 个工作日，延长 10 个工作日", "10-30", SOURCE),
        basis=BASIS,
    )


def test_a_special_procedure_tells_its_length_and_what_is_left_of_the_limits() -> None:
    case = evolved(accepted_case(day("11-02")), requested())
    (one,) = case.procedures
    body = review_papers.special_procedure(case, one, day("11-05"), CHIEF, CALENDAR)
    assert body == SpecialProcedureBody(
        accepted_on=day("11-02"),
        procedure="专家评审",
        reason="没有现行标准",
        begins_on=day("11-05"),
        expected=line("专家评审", "10 个工作日", "11-19", "《中华人民共和国行政许可法》第四十五条"),
        remaining=(
            "承诺时限剩余 7 个工作日，自程序结束的次日继续计算",
            "法定时限剩余 17 个工作日，自程序结束的次日继续计算",
        ),
        approver="首席代表　李强",
        basis=BASIS,
    )


def test_what_has_run_out_by_then_has_nothing_left() -> None:
    case = evolved(accepted_case(day("11-02")), requested())
    (one,) = case.procedures
    body = review_papers.special_procedure(case, one, day("11-17"), CHIEF, CALENDAR)
    assert body.remaining == ("法定时限剩余 9 个工作日，自程序结束的次日继续计算",)


def test_after_a_procedure_the_new_dates_are_told() -> None:
    case = after(accepted_case(day("11-02")), *paused(1, day("11-05")), ended(1, day("11-16")))
    over = procedure(case, 1, ProcedureState.ENDED)
    body = review_papers.resumption(case, over, "结果已产生：同意", CALENDAR)
    assert body == ResumptionBody(
        accepted_on=day("11-02"),
        procedure="专家评审",
        began_on=day("11-05"),
        ended_on=day("11-16"),
        outcome="结果已产生：同意",
        dues=(
            line("承诺办结", "10 个工作日", "11-25", "本大厅公布的服务承诺"),
            line("法定办结", "20 个工作日", "12-09", SOURCE),
        ),
        basis=BASIS,
    )


def test_while_another_procedure_stands_there_is_no_date_to_tell() -> None:
    case = after(
        accepted_case(day("11-02")),
        *paused(1, day("11-05")),
        *paused(2, day("11-06")),
        ended(1, day("11-09")),
    )
    over = procedure(case, 1, ProcedureState.ENDED)
    assert review_papers.resumption(case, over, "结果已产生", CALENDAR).dues == ()


def test_a_joint_slip_names_lead_departments_and_dates() -> None:
    fact = asked(FIRE, WATER, mode=JointMode.UNITED, on=day("11-02"))
    case = evolved(accepted_case(day("11-02")), fact)
    answer_by = line("协办答复", "7 个工作日", "11-11", "国发〔1999〕9号")
    silent = "逾期不答复的，视为无异议"
    assert review_papers.joint(case, "市场监管", (FIRE, WATER), CALENDAR) == JointBody(
        accepted_on=day("11-02"),
        mode="联合办理",
        lead="市场监管",
        matter="消防安全条件",
        assists=(AssistLine(FIRE, answer_by, silent), AssistLine(WATER, answer_by, silent)),
        dues=(
            line("承诺办结", "10 个工作日", "11-16", "本大厅公布的服务承诺"),
            DueLine(
                "法定办结",
                "45 个工作日",
                date(2027, 1, 5),
                "以国务院公布的2027年放假安排为准",
                SOURCE,
            ),
        ),
        basis=BASIS,
    )


def test_a_joint_slip_names_only_who_is_asked_now() -> None:
    case = evolved(accepted_case(day("11-02")), asked(FIRE, on=day("11-02")))
    waits = asked(WATER, silence=AssistSilence.WAITS, on=day("11-03"))
    body = review_papers.joint(evolved(case, waits), "市场监管", (WATER,), CALENDAR)
    assert [(one.department, one.silence) for one in body.assists] == [(WATER, "")]
    assert body.mode == "征求意见"


def test_a_denial_tells_reasons_and_remedies() -> None:
    case = accepted_case(day("09-14"))
    assert review_papers.denial(case, MONDAY, ("场所不符",), REMEDIES) == DenialBody(
        day("09-14"), MONDAY, ("场所不符",), REMEDIES, BASIS
    )


def test_lateness_is_told_with_what_passed_and_the_new_day() -> None:
    case = accepted_case(day("09-14"))  # promise 09-28, statute 10-16
    told_of = ("人手不足", "加派两人")
    limit = Limit.parse("3wd")
    body = review_papers.overdue(case, told_of, limit, day("10-09"), HEAD, CALENDAR)
    assert body == OverdueBody(
        accepted_on=day("09-14"),
        passed=(line("承诺办结", "10 个工作日", "09-28", "本大厅公布的服务承诺"),),
        overdue="4 个工作日",
        reason="人手不足",
        measures="加派两人",
        new_day=line("新的办结日期", "3 个工作日", "10-13", "本机关承诺"),
        leader="机关负责人　周建国",
    )
    both = review_papers.overdue(case, told_of, limit, day("10-19"), HEAD, CALENDAR)
    assert [passed.name for passed in both.passed] == ["承诺办结", "法定办结"]


def test_consent_by_silence_tells_its_basis_and_who_answers_for_it() -> None:
    case = accepted_case(day("09-14"), CONSENTED)
    (fact, _) = due_events((case,), CALENDAR, at(day("10-17")))
    case = evolved(case, fact)  # type: ignore[arg-type]  # a conclusion
    assert review_papers.deemed_consent(case, CALENDAR) == DeemedConsentBody(
        accepted_on=day("09-14"),
        passed=line("法定办结", "20 个工作日", "10-16", SOURCE),
        deemed_on=day("10-17"),
        result="食品经营许可证",
        default_basis=CONSENT.basis,
        formal_by=line("补发正式结果", "1 个工作日", "10-19", CONSENT.basis),
        leader=CONSENT.leader,
        basis=BASIS,
    )


# --- answers and endings -------------------------------------------------------------------------


def test_the_answers_of_the_counter() -> None:
    case = case_received()
    assert answer_papers.not_required(case, "无需许可", "备案") == NotRequiredBody(
        MONDAY, "无需许可", "备案", BASIS
    )
    refused = answer_papers.not_accepted(case, "不属本机关", "云山县", REMEDIES)
    assert refused == NotAcceptedBody(MONDAY, "不属本机关", "云山县", REMEDIES, BASIS)


def test_a_conditional_acceptance_lists_what_follows_and_what_if_it_does_not() -> None:
    case = after(case_received(REVIEWED), LICENCE_MISSING, conditionally())
    body = answer_papers.conditional(case, CALENDAR)
    assert body == ConditionalBody(
        received_on=MONDAY,
        accepted_on=MONDAY,
        dues=(PROMISED, STATUTE),
        missing=body.missing,
        supply_by=line("补正期限", "15 个工作日", "10-23", "本大厅补正期限规定"),
        lapse="撤销受理",
        basis=BASIS,
    )
    assert [(one.row, one.name) for one in body.missing] == [(2, "营业执照")]


def test_what_came_after_a_conditional_acceptance_is_receipted_under_its_own_paper() -> None:
    case = after(case_received(REVIEWED), LICENCE_MISSING, conditionally(), LICENCE_SUPPLIED)
    body = papers.correction_receipt(case, at(MONDAY), "容03-1", NoticeKind.CONDITIONAL)
    assert (body.told_title, body.still_missing) == ("容缺受理承诺书", ())


def test_the_one_notice_says_what_the_locality_does_if_nothing_comes() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    limit = Limit.parse("15wd")
    plain = papers.one_time(case, at(MONDAY), limit, CALENDAR)
    refusing = papers.one_time(case, at(MONDAY), limit, CALENDAR, Lapse.REFUSED)
    assert (plain.lapse, refusing.lapse) == ("视为撤回申请", "不予受理")


def test_acceptance_by_silence_tells_the_day_that_passed() -> None:
    case = case_received()
    (fact, _) = due_events((case,), CALENDAR, at(day("10-11")))
    case = evolved(case, fact)  # type: ignore[arg-type]  # a conclusion
    body = answer_papers.deemed_acceptance(case, day("10-12"), "市场监管", CALENDAR)
    act = "《中华人民共和国行政许可法》第三十二条第一款第（四）项"
    assert body == DeemedAcceptanceBody(
        received_on=MONDAY,
        tell_by=line("告知期限", "5 个工作日", "10-10", act),
        confirmed_on=day("10-12"),
        dues=(PROMISED, STATUTE),
        responsible="市场监管",
        basis=BASIS,
    )


def test_a_lapse_tells_what_was_still_missing() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    (fact,) = due_events((case,), CALENDAR, at(day("10-24")))
    case = evolved(case, fact)  # type: ignore[arg-type]  # a conclusion
    supply_by = line("补正期限", "15 个工作日", "10-23", "本大厅补正期限规定")
    assert answer_papers.deemed_withdrawal(case, "告03-1", CALENDAR) == DeemedWithdrawalBody(
        MONDAY, "告03-1", supply_by, day("10-24"), ("营业执照",), BASIS
    )
    conditional = after(case_received(REVIEWED), LICENCE_MISSING, conditionally())
    (fact,) = due_events((conditional,), CALENDAR, at(day("10-24")))
    revoked = evolved(conditional, fact)  # type: ignore[arg-type]  # a conclusion
    assert answer_papers.revocation(revoked, "容03-1", REMEDIES, CALENDAR) == RevocationBody(
        MONDAY, "容03-1", supply_by, day("10-24"), ("营业执照",), REMEDIES, BASIS
    )


def test_a_withdrawal_gives_back_what_was_handed_in() -> None:
    case = after(case_received(), found(RowState.RECEIVED, 1), found(RowState.MISSING, 2))
    assert answer_papers.withdrawal(case, day("09-30"), "另行申请") == WithdrawalBody(
        MONDAY, day("09-30"), "另行申请", ("食品经营许可申请书",)
    )


def test_a_termination_tells_its_legal_ground() -> None:
    case = accepted_case(day("09-14"))
    assert answer_papers.termination(case, MONDAY, "申请人已注销", REMEDIES) == TerminationBody(
        day("09-14"), MONDAY, "申请人已注销", REMEDIES, BASIS
    )


def test_correction_slips_name_the_hands_they_went_through() -> None:
    case = accepted_case(MONDAY)
    void = sample(CaseEvent.VOID, case)
    assert answer_papers.voided(case, void) == CorrectionSlipBody(  # type: ignore[arg-type]  # a voiding
        MONDAY,
        (CorrectionLine("办件状态", "已受理", "作废"),),
        "重复收件",
        ("监察　赵敏（工号 0901）", "首席代表　李强（工号 0312）"),
    )
    entry = sample(CaseEvent.CORRECT_ENTRY, case)
    assert answer_papers.entry_corrected(entry).lines == (  # type: ignore[arg-type]  # a correction
        CorrectionLine("联系电话", "", "0000-2"),
    )
    on_the_spot = sample(CaseEvent.CORRECT_ON_THE_SPOT, case)
    body = answer_papers.corrected_on_the_spot(on_the_spot)  # type: ignore[arg-type]  # that one
    assert body == replace(
        body,
        lines=(CorrectionLine("当场更正", "", "电话改为 0000-1"),),
        reason="",
        agreed_by=("申请人　张明华", "窗口人员　王敏（工号 0317）"),
    )
