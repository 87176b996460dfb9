"""How a paper about a case changes with its body."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from core.case_notices import DecisionBody, DeliveryBody
from core.notice_lines import DueLine, MissingLine, Remedies
from core.paper_kind import NoticeKind
from printing.documents import render
from printing.sample import sample_notice
from tests.printing.pdf_text import pages_of, words_of

if TYPE_CHECKING:
    from core.notice import Notice

RULE = "《食品经营许可和备案管理办法》"
LAW = "依照《中华人民共和国行政许可法》"
HEALTH_CERTIFICATE = MissingLine(
    5,
    "从业人员健康证明",
    "复印件（每人）",
    1,
    "区疾病预防控制中心或者医院体检中心",
    "带身份证体检，约 3 个工作日出证。",
    "《食品经营许可和备案管理办法》",
)


def changed(kind: NoticeKind, **changes: Any) -> Notice:  # noqa: ANN401  # fields of any body
    notice = sample_notice(kind, "张明华")
    return dataclasses.replace(notice, body=dataclasses.replace(notice.body, **changes))


def said(notice: Notice) -> str:
    return words_of(render(notice))


@pytest.mark.parametrize("kind", [NoticeKind.ACCEPTANCE, NoticeKind.ONE_TIME], indirect=True)
def test_a_firm_due_date_is_printed_with_weekday_limit_and_basis(kind: NoticeKind) -> None:
    words = said(sample_notice(kind, "张明华"))
    assert "2026年10月16日（星期五）确定10个工作日" in words
    assert "暂定" not in words


def test_a_provisional_due_date_says_what_is_awaited(long_one_time: Notice) -> None:
    words = said(long_one_time)
    assert "2027年1月5日（星期二）暂定10个工作日" in words
    assert "“暂定”说明：2027年放假安排尚未公布；" in words
    assert "确定10个工作日" not in words


def test_the_one_time_notice_promises_to_ask_for_nothing_else() -> None:
    words = said(sample_notice(NoticeKind.ONE_TIME, "张明华"))
    assert "《中华人民共和国行政许可法》第三十二条第一款第（四）项、《" in words
    assert "除上列2项外，本窗口不再要求补正其他材料。" in words
    assert "逾期未补正的，按视为撤回申请处理，可以重新申请。" in words
    assert "申请人签收" in words


def test_the_acceptance_cites_the_fifth_case_and_the_time_not_counted() -> None:
    words = said(sample_notice(NoticeKind.ACCEPTANCE, "张明华"))
    assert "《中华人民共和国行政许可法》第三十二条第一款第（五）项、《" in words
    assert "行政许可法》第四十五条，下列程序所需时间不计入上述时限：现场核查" in words


@pytest.mark.parametrize(
    ("decided_on", "cited"),
    [
        (date(2026, 9, 28), "第三十四条第二款、第三十八条第一款、"),
        (date(2026, 9, 29), "行政许可法》第三十八条第一款、"),
    ],
)
def test_a_grant_tells_of_delivery_and_of_no_remedies(decided_on: date, cited: str) -> None:
    notice = sample_notice(NoticeKind.DECISION, "张明华")
    assert isinstance(notice.body, DecisionBody)
    body = dataclasses.replace(notice.body, decided_on=decided_on)
    words = said(dataclasses.replace(notice, body=body))
    assert cited in words
    assert "决定准予行政许可。" in words
    assert "第四十四条，本机关自作出决定之日起10个工作日内" in words
    assert "复议" not in words
    assert "诉讼" not in words


def test_times_are_those_of_the_hall() -> None:
    notice = sample_notice(NoticeKind.DELIVERY, "张明华")
    assert isinstance(notice.body, DeliveryBody)
    body = dataclasses.replace(notice.body, delivered_at=datetime(2026, 9, 28, 17, 5, tzinfo=UTC))
    late = dataclasses.replace(
        notice, body=body, issued_at=datetime(2026, 9, 28, 16, 0, tzinfo=UTC)
    )
    words = said(late)
    assert "2026年9月29日1时05分" in words
    assert "监督管理局2026年9月29日" in words


@pytest.mark.parametrize(
    "kind",
    [
        NoticeKind.ACCEPTANCE,
        NoticeKind.ONE_TIME,
        NoticeKind.NOT_REQUIRED,
        NoticeKind.NOT_ACCEPTED,
        NoticeKind.EXTENSION,
        NoticeKind.SPECIAL_PROCEDURE,
        NoticeKind.DECISION,
        NoticeKind.DENIAL,
        NoticeKind.DEEMED_ACCEPTANCE,
        NoticeKind.DEEMED_CONSENT,
    ],
    ids=lambda kind: kind.value,
)
@pytest.mark.parametrize("basis", [(), ("《不动产登记暂行条例》第十七条",)])
def test_an_item_that_is_no_licence_is_not_called_one(
    kind: NoticeKind, basis: tuple[str, ...]
) -> None:
    body = sample_notice(kind, "张明华").body
    values = {
        field.name: neutral(getattr(body, field.name)) for field in dataclasses.fields(body)
    } | {"basis": basis}
    notice = dataclasses.replace(changed(kind, **values), item_name="不动产登记")
    words = said(notice)
    assert "行政许可" not in words
    assert re.findall("依照[^《]", words) == []
    assert "".join(basis) in words


def neutral(value: object) -> object:
    if isinstance(value, DueLine):
        return dataclasses.replace(value, basis="本大厅公开承诺")
    if isinstance(value, tuple):
        return tuple(neutral(part) for part in value)
    return value


def test_what_is_no_licence_is_refused_in_words_of_its_own() -> None:
    basis = ("《不动产登记暂行条例》第十七条",)
    not_required = said(changed(NoticeKind.NOT_REQUIRED, basis=basis))
    assert "你（单位）提出的上述申请，不需要办理。依照《不动产登记暂行条例》" in not_required
    denial = said(changed(NoticeKind.DENIAL, basis=basis))
    assert "经审查，不符合规定的条件、标准，理由如下：" in denial
    assert "决定不予办理。" in denial


def test_a_receipt_for_no_licence_promises_an_answer_in_the_halls_own_name() -> None:
    due = DueLine("答复期限", "5 个工作日", date(2026, 10, 10), "", "本大厅答复期限规定")
    words = said(changed(NoticeKind.RECEIPT, answer_by=due))
    assert "依照本大厅答复期限规定，本机关在下列期限内受理申请" in words
    assert "行政许可" not in words


def test_a_list_supplied_in_full_is_said_to_be_complete() -> None:
    words = said(changed(NoticeKind.CORRECTION_RECEIPT, still_missing=()))
    assert "该通知书所列材料已经全部补齐。符合法定形式的，本机关予以受理，" in words
    assert "尚未补齐" not in words
    assert "不再要求" not in words


def test_advice_is_given_only_where_there_is_some() -> None:
    assert "办理建议" not in said(changed(NoticeKind.NOT_REQUIRED, advice=""))


def test_no_other_organ_is_named_where_the_defect_is_another_one() -> None:
    words = said(changed(NoticeKind.NOT_ACCEPTED, right_organ=""))
    assert "职权范围" not in words
    assert f"{LAW}第三十二条、{RULE}，决定不予受理。" in words


def test_other_remedies_are_told_as_the_body_has_them() -> None:
    remedies = Remedies("清河区人民政府", "清河区人民法院", "90 日", "15 日")
    words = said(changed(NoticeKind.DENIAL, remedies=remedies))
    assert "之日起90日内，依照《中华人民共和国行政复议法》" in words
    assert "之日起15日内，依照《中华人民共和国行政诉讼法》" in words


def test_a_single_reason_is_not_numbered() -> None:
    words = said(changed(NoticeKind.DENIAL, reasons=("没有专间。",)))
    assert "理由如下：没有专间。依照" in words


def test_a_case_without_limits_is_deemed_accepted_without_dates() -> None:
    words = said(changed(NoticeKind.DEEMED_ACCEPTANCE, dues=()))
    assert "起即为受理。逾期没有告知" in words


def test_charges_that_need_no_licence_name_none() -> None:
    assert "收费许可" not in said(changed(NoticeKind.PAYMENT, licence=""))


def test_a_procedure_that_leaves_no_limits_names_none() -> None:
    assert "剩余期限" not in said(changed(NoticeKind.SPECIAL_PROCEDURE, remaining=()))


def test_a_missing_row_without_legal_basis_rests_on_the_items_list() -> None:
    line = dataclasses.replace(HEALTH_CERTIFICATE, basis="")
    words = said(changed(NoticeKind.ONE_TIME, missing=(line,)))
    assert "从业人员健康证明依据：本事项材料目录第5项复印件（每人）" in words


def test_the_two_copies_of_the_one_notice_say_the_same() -> None:
    ours, theirs = (
        re.sub("(申请人|窗口)留存联", "", page)
        for page in pages_of(render(sample_notice(NoticeKind.ONE_TIME, "张明华")))
    )
    assert theirs.startswith(ours)
    assert theirs.removeprefix(ours).startswith("骑缝处")


def test_the_stub_stays_with_the_office_alone() -> None:
    applicants, offices = pages_of(render(sample_notice(NoticeKind.ONE_TIME, "张明华")))
    assert "存根" not in applicants
    assert "存根" in offices


def test_a_stub_that_finds_no_room_has_a_page_of_its_own() -> None:
    missing = (HEALTH_CERTIFICATE,) * 3
    applicants, offices, stub = pages_of(render(changed(NoticeKind.ONE_TIME, missing=missing)))
    assert "第1页共1页" in applicants
    assert "第1页共2页" in offices
    assert "盖章处" in offices
    assert "第2页共2页" in stub
    assert "告知补正3项" in stub
    assert "盖章处" not in stub
