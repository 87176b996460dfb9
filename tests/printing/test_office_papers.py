"""What each paper of the office itself must say."""

from __future__ import annotations

import dataclasses

import pytest

from core.notice import OfficeBody
from core.office_notices import (
    ComplaintBody,
    GuidanceBody,
    SchoolFeeBody,
    SupervisionBody,
    UrgingBody,
)
from core.paper_kind import NoticeKind
from printing.copy_mark import CopyMark
from printing.documents import render, render_copy
from printing.sample import SAMPLES, sample_notice
from tests.printing.conftest import longest
from tests.printing.office_sample import OFFICE_KINDS, paper, sample_body, words_on
from tests.printing.pdf_text import pages_of, words_of

# --- all of them ---------------------------------------------------------------------------------


def test_every_paper_of_the_office_has_a_sample() -> None:
    drawn = {SAMPLES[kind].__class__ for kind in OFFICE_KINDS}
    assert drawn == set(OfficeBody.__args__)


@pytest.mark.parametrize("kind", OFFICE_KINDS, ids=lambda kind: kind.value)
def test_a_paper_about_no_case_says_nothing_of_one(kind: NoticeKind) -> None:
    words = words_on(kind)
    assert "办件编号：" not in words
    assert "补交" not in words
    assert "凭此码查询、核验" in words


@pytest.mark.parametrize("kind", OFFICE_KINDS, ids=lambda kind: kind.value)
def test_a_paper_about_a_case_names_it(kind: NoticeKind) -> None:
    notice = dataclasses.replace(sample_notice(kind, "张明华"), case_number="20260928-03-0412")
    words = words_of(render(notice))
    assert "办件编号：20260928-03-0412" in words
    assert "凭此码查询、补交、领取" in words


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (NoticeKind.GUIDANCE, "咨询人"),
        (NoticeKind.URGING, "受文单位"),
        (NoticeKind.SUPERVISION, "受文单位"),
        (NoticeKind.COMPLAINT, "投诉人"),
        (NoticeKind.GUIDE, "咨询人"),
        (NoticeKind.LEDGER, "报送："),
        (NoticeKind.MONTHLY_REPORT, "主送："),
        (NoticeKind.SCHOOL_FEE, "收费单位"),
    ],
    ids=lambda value: value.value if isinstance(value, NoticeKind) else "",
)
def test_the_addressee_is_named_by_role_or_not_at_all(kind: NoticeKind, label: str) -> None:
    assert f"{label}张明华" in words_of(render(sample_notice(kind, "张明华")))
    assert label not in words_of(render(sample_notice(kind, "")))


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (NoticeKind.GUIDANCE, "对应事项"),
        (NoticeKind.URGING, "涉及事项"),
        (NoticeKind.SUPERVISION, "涉及事项"),
        (NoticeKind.COMPLAINT, "涉及事项"),
        (NoticeKind.SCHOOL_FEE, "办理事项"),
    ],
    ids=lambda value: value.value if isinstance(value, NoticeKind) else "",
)
def test_an_item_is_named_where_there_is_one(kind: NoticeKind, label: str) -> None:
    notice = sample_notice(kind, "张明华")
    assert label not in words_of(render(notice))
    about = dataclasses.replace(notice, item_name="公司设立登记", item_code="QR-0003")
    assert f"{label}公司设立登记（事项编码QR-0003）" in words_of(render(about))


# --- 指引单 --------------------------------------------------------------------------------------


def test_guidance_names_who_answered_first_and_where_to_go() -> None:
    words = words_on(NoticeKind.GUIDANCE)
    assert "首问责任人王敏（工号0317）" in words
    assert (
        "本大厅实行首问负责制，首先接待您的人员负责到底。指引有误，或者到上列部门后仍不能办理的，"
        "请凭本单与首问责任人联系，由首问责任人继续负责协调。"
    ) in words
    assert "咨询事项新生儿落户需要到哪里办理" in words
    assert "不属于本窗口的办理范围，请到下列部门办理" in words
    assert "办理部门办理地点联系电话清河区公安局户政窗口二楼12号窗口0000-5500612" in words
    assert "序号请携带的材料1出生医学证明2父母双方居民户口簿" in words
    assert "备注工作日9:00" in words
    assert "接待窗口3号窗口填单人王敏（工号0317）填单日期2026年9月28日" in words


def test_guidance_without_materials_or_remark_has_no_empty_table() -> None:
    words = words_of(
        render(paper(dataclasses.replace(sample_body(GuidanceBody), bring=(), remark="")))
    )
    assert "请携带的材料" not in words
    assert "备注" not in words


# --- 催办单 --------------------------------------------------------------------------------------


def test_urging_lists_each_case_with_its_day_and_what_is_left() -> None:
    words = words_on(NoticeKind.URGING)
    assert "下列3件办件需要抓紧办理，现予催办" in words
    assert "催办原因：上列办件已经超过承诺办结时限" in words
    assert "序号办件编号、申请人事项时限、截止日期（含当日）剩余、超期120260910-03-0127" in words
    assert "承诺办结：10个工作日2026年9月23日（星期三）" in words
    assert "超期2个工作日" in words
    assert "剩1个工作日" in words


def test_urging_says_by_when_where_and_how_to_answer() -> None:
    words = words_on(NoticeKind.URGING)
    assert "回复期限2026年9月30日（星期三）确定2个工作日" in words
    assert "请在下列期限内将办理情况书面回复清河区政务服务中心3号窗口。" in words
    assert "不能按期办结的，应当写明原因、采取的措施和新的办结日期；" in words
    assert "《优化营商环境条例》第三十六条，超过办理时间的，办理单位应当公开说明理由" in words
    assert "逾期未回复或者落实不力的，将发出督办事项通知单，限期完成" in words
    assert "签发人周建国（政务服务管理办公室副主任）经办人王敏（工号0317）" in words
    assert "签收人签收日期年月日" in words


def test_urging_explains_each_provisional_date_once() -> None:
    words = words_of(render(longest(NoticeKind.URGING)))
    assert words.count("2027年1月5日（星期二）（暂定）") == 40
    assert words.count("“暂定”说明：2027年放假安排尚未公布") == 1
    assert words.count("“暂定”说明：2028年放假安排尚未公布") == 1


def test_urging_does_not_repeat_a_note_for_the_day_of_the_answer() -> None:
    notice = longest(NoticeKind.URGING)
    assert isinstance(notice.body, UrgingBody)
    same = dataclasses.replace(
        notice.body.reply_by, provisional_note=notice.body.cases[0].due.provisional_note
    )
    notice = dataclasses.replace(notice, body=dataclasses.replace(notice.body, reply_by=same))
    assert words_of(render(notice)).count("“暂定”说明") == 1


# --- 督办事项通知单 ------------------------------------------------------------------------------


def test_supervision_tells_findings_requirements_day_and_who_is_next() -> None:
    words = words_on(NoticeKind.SUPERVISION)
    assert "责任人陈志远" in words
    assert "督办事项食品经营许可办件超过承诺时限，经催办仍未办结" in words
    assert (
        "依照《优化营商环境条例》第三十六条、本大厅公布的限时办结、责任追究制度，对上列事项予以督办，"
        "查明的情况和督办要求如下："
    ) in words
    assert "序号查明的情况1办件20260910-03-0127" in words
    assert "序号督办要求1立即作出决定" in words
    assert "反馈期限2026年10月8日（星期四）确定3个工作日" in words
    assert (
        "逾期未完成、未书面反馈或者落实不力的，报清河区市场监督管理局局长和区政府分管副区长处理。"
    ) in words
    assert "经办人王敏（工号0317）签收人签收日期年月日" in words


def test_supervision_without_a_basis_cites_none() -> None:
    words = words_of(render(paper(dataclasses.replace(sample_body(SupervisionBody), basis=()))))
    assert "依照" not in words
    assert "对上列事项予以督办" in words


@pytest.mark.parametrize("notice", ["ordinary", "longest"])
def test_supervision_ends_with_a_stub_for_the_department(notice: str) -> None:
    paper = (
        longest(NoticeKind.SUPERVISION)
        if notice == "longest"
        else sample_notice(NoticeKind.SUPERVISION, "清河区市场监督管理局")
    )
    last = pages_of(render(paper))[-1]
    closing, _, stub = last.partition("督办事项回执")
    assert "盖章处" in closing
    day = "2026年10月8日" if notice == "ordinary" else "2027年1月5日"
    assert f"请在{day}" in stub
    assert "前（含当日）填写本回执，加盖单位印章后送回" in stub
    assert f"通知单编号{paper.number}" in stub
    assert paper.addressee in stub
    for label in (
        *("填报单位（盖章）", "落实情况", "未完成原因和完成日期"),
        *("责任人签名", "填报日期年月日"),
    ):
        assert label in stub


# --- 投诉受理单 ----------------------------------------------------------------------------------


def test_a_complaint_is_receipted_with_channel_time_matter_and_handler() -> None:
    words = words_on(NoticeKind.COMPLAINT)
    assert "投诉渠道窗口投诉收到时间2026年9月28日10时20分" in words
    assert "投诉对象5号窗口工作人员（工号0521）" in words
    assert "承办人刘芳" in words
    assert "投诉内容2026年9月24日到5号窗口申请变更登记" in words
    assert (
        "你（单位）的上述投诉已经受理。本大厅有诉必查，由承办人调查核实，"
        "并在下列期限内将处理结果答复你（单位）。"
    ) in words
    assert "受理人王敏（工号0317）受理窗口3号窗口出具日期2026年9月28日" in words
    assert "答复期限2026年10月10日（星期六）确定5个工作日" in words


def test_a_complaint_tells_the_complainants_rights() -> None:
    words = words_on(NoticeKind.COMPLAINT)
    assert (
        "你（单位）有权凭下方二维码或者到清河区政务服务中心3号窗口查询处理进度，"
        "有权在上列期限内得到答复；逾期未答复，或者对承办人、处理结果有异议的，"
        "可以拨打下列监督电话。"
    ) in words
    assert "监督电话：0000-5512345" in words


def test_a_complaint_about_nobody_has_no_empty_row() -> None:
    words = words_of(render(paper(dataclasses.replace(sample_body(ComplaintBody), about=""))))
    assert "投诉对象" not in words


def test_an_endless_complaint_is_printed_to_its_end() -> None:
    endless = "".join(f"第{part}点不满意，" for part in range(900))
    pages = pages_of(render(paper(dataclasses.replace(sample_body(ComplaintBody), matter=endless))))
    words = "".join(page.partition("投诉内容")[2] for page in pages)
    assert endless in words
    assert len(pages) > 3


# --- 进校收费批准通知书 --------------------------------------------------------------------------


def test_a_school_fee_notice_tells_licence_charges_and_validity() -> None:
    words = words_on(NoticeKind.SCHOOL_FEE)
    assert "经审核，批准上述单位凭收费许可证，向上述学校收取下列费用：" in words
    assert "序号收费项目收费依据收费标准数量金额（元）1锅炉" in words
    assert "经办人王敏（工号0317）出具日期2026年9月28日" in words
    assert "许可证号收费许可证清河费证〔2025〕第0086号" in words
    assert "缴费学校清河区第二实验小学" in words
    assert "1锅炉定期检验费收费清单（样例）第12项每台640元21,280.00" in words
    assert "本通知书自2026年9月28日起至2026年10月3日止有效，有效期5日" in words
    assert "有效期2026年10月3日（星期六）确定5日进校收费“一证一书”规定" in words
    assert "批准人赵国强" in words


def test_a_school_fee_notice_gives_the_right_to_refuse_and_to_verify() -> None:
    for notice in (
        sample_notice(NoticeKind.SCHOOL_FEE, "清河区市场监督管理局"),
        longest(NoticeKind.SCHOOL_FEE),
    ):
        signed = pages_of(render(notice))[-1]
        assert "不在有效期内，或者没有本通知书的，学校有权拒缴。" in signed
        assert (
            "收费时应当同时出示收费许可证和本通知书（一证一书），出具规定票据，"
            "不得超出上列项目和标准。学校可以扫描下方二维码，或者报二维码下方的核验码，"
            f"向{notice.letterhead.hall}3号窗口（电话0000-5500317）核验本通知书的真伪。"
        ) in signed
        assert "YC7Q2MKD4T6HZXBD" in signed


def test_a_school_fee_notice_whose_last_day_is_provisional_says_so() -> None:
    notice = longest(NoticeKind.SCHOOL_FEE)
    assert isinstance(notice.body, SchoolFeeBody)
    words = words_of(render_copy(notice, CopyMark(2, "打印机卡纸")))
    assert "2027年1月5日（星期二）暂定5日" in words
    assert "“暂定”说明：2027年放假安排尚未公布" in words
