"""The sentences and numbers each paper on the course of a case must carry."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from core.paper_kind import NoticeKind
from printing.documents import render
from printing.sample import sample_notice
from printing.sample_course import COURSE_SAMPLES
from tests.printing.pdf_text import words_of

LAW = "依照《中华人民共和国行政许可法》"
RULE = "《食品经营许可和备案管理办法》"

SAID = {
    NoticeKind.CONDITIONAL: (
        "收件日期2026年9月28日受理日期2026年9月28日",
        f"主要材料齐全，{LAW}第三十二条、{RULE}，本机关先予受理，下列材料可以容缺后补：",
        "1从业人员健康证明",
        "2经营场所平面布局图",
        "申请人承诺在下列期限内到清河区政务服务中心3号窗口补齐上列2项材料：",
        "补正期限2026年10月23日（星期五）确定15个工作日",
        "承诺办结2026年10月16日（星期五）",
        "逾期没有补齐的，撤销受理。申请人对承诺内容的真实性负责。",
        "申请人签收",
    ),
    NoticeKind.DEEMED_WITHDRAWAL: (
        "告知书号清河市监〔2026〕告03-000405",
        "补正期限2026年9月25日（星期五）",
        "至期限届满，下列2项材料仍未补齐：1．从业人员健康证明。2．经营场所平面布局图。",
        "该申请自2026年9月26日起视为撤回。",
        "可以重新申请",
    ),
    NoticeKind.REVOCATION: (
        "承诺书号清河市监〔2026〕容03-000012",
        "你（单位）在上列编号的《容缺受理承诺书》中承诺补齐材料，下列期限已经届满：",
        "自2026年9月26日起撤销对该申请的受理。",
        "可以自收到本告知书之日起60日内",
    ),
    NoticeKind.WITHDRAWAL: (
        "收件日期2026年9月21日撤回日期2026年9月28日",
        "你（单位）在本机关作出决定之前要求撤回上述申请。本机关确认撤回，终止办理。",
        "撤回原因：经营场所变更，另行申请。",
        "已经提交的下列2项材料当面退还：1．食品经营许可申请书。2．营业执照。",
        "申请人签收",
    ),
    NoticeKind.TERMINATION: (
        "依据和事实：申请人的营业执照已于2026年9月25日注销，",
        f"{LAW}、{RULE}，决定终止审查。",
        "可以自收到本决定书之日起60日内",
    ),
    NoticeKind.RESUMPTION: (
        "特别程序专家评审",
        "开始日期2026年9月17日结束日期2026年9月28日",
        "结果：结果已产生：专家组同意所报工艺方案。",
        f"{LAW}第四十五条、{RULE}，办理期限自结束日期的次日起继续计算。",
        "法定办结2026年10月30日（星期五）",
    ),
    NoticeKind.JOINT: (
        "办理方式联合办理",
        "牵头部门清河区市场监督管理局",
        "协办内容：经营场所的消防安全条件和排水条件。",
        "清河区消防救援大队2026年10月13日（星期二）协办答复7个工作日国发〔1999〕9号逾期不答复",
        "清河区水务局2026年10月13日（星期二）协办答复7个工作日",
        "承诺办结2026年10月16日（星期五）",
    ),
    NoticeKind.CORRECTION_SLIP: (
        "办件编号20260928-03-0412更正日期2026年9月28日",
        "1申请人姓名张明花张明华",
        "更正原因：收件时误读身份证。",
        "确认人：监察赵敏（工号0901）、首席代表李强（工号0312）。",
        "更正前的记录保留备查。",
    ),
}


def said(kind: NoticeKind, **changes: Any) -> str:  # noqa: ANN401  # fields of any body
    notice = sample_notice(kind, "张明华")
    return words_of(render(dataclasses.replace(notice, body=replaced(notice.body, changes))))


def replaced(body: Any, changes: dict[str, object]) -> Any:  # noqa: ANN401  # any body
    return dataclasses.replace(body, **changes)


def test_every_paper_of_the_course_is_held_to_its_words() -> None:
    assert set(SAID) == set(COURSE_SAMPLES)


@pytest.mark.parametrize("kind", SAID, ids=lambda kind: kind.value)
def test_the_paper_says_all_it_must(kind: NoticeKind) -> None:
    words = said(kind)
    assert [sentence for sentence in SAID[kind] if sentence not in words] == []


@pytest.mark.parametrize("kind", SAID, ids=lambda kind: kind.value)
def test_the_paper_names_whose_case_it_is_and_which_item(kind: NoticeKind) -> None:
    item = "食品经营许可（餐饮服务，新办）（事项编码000131007000）"
    assert f"申请人张明华申请事项{item}" in said(kind)


def test_a_withdrawal_needs_neither_reason_nor_materials() -> None:
    words = said(NoticeKind.WITHDRAWAL, reason="", returned=())
    assert "撤回原因" not in words
    assert "当面退还" not in words


def test_a_procedure_that_still_stands_gives_no_date() -> None:
    words = said(NoticeKind.RESUMPTION, dues=())
    assert "另有特别程序没有结束，办理期限仍暂停计算。" in words
    assert "继续计算" not in words


def test_a_case_without_limits_of_the_office_prints_none() -> None:
    assert "办理时限自受理之日起计算" not in said(NoticeKind.CONDITIONAL, dues=())
    assert "牵头部门的办理时限" not in said(NoticeKind.JOINT, dues=())


def test_a_correction_without_reason_names_none() -> None:
    assert "更正原因" not in said(NoticeKind.CORRECTION_SLIP, reason="")


def test_what_the_applicant_supplies_after_a_conditional_acceptance_is_no_new_acceptance() -> None:
    title = NoticeKind.CONDITIONAL.title
    words = said(NoticeKind.CORRECTION_RECEIPT, told_title=title, still_missing=())
    assert "上列编号的《容缺受理承诺书》所列材料中" in words
    assert "该承诺书所列材料已经全部补齐。" in words
    assert "容缺的材料已经补齐，受理继续有效。" in words
    assert "请在该承诺书写明的补正期限内补齐。" in said(
        NoticeKind.CORRECTION_RECEIPT, told_title=title
    )


def test_the_one_notice_says_what_follows_where_the_locality_refuses() -> None:
    assert "逾期未补正的，按不予受理处理" in said(NoticeKind.ONE_TIME, lapse="不予受理")
