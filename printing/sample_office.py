"""Sample papers of the office itself: guidance, urging, supervision, guide, ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.moment import CHINA
from core.notice_lines import ChargeLine, DueLine, MissingLine
from core.office_notices import (
    ComplaintBody,
    GuidanceBody,
    GuideBody,
    LedgerBody,
    MonthlyReportBody,
    ProcessStep,
    SchoolFeeBody,
    SupervisionBody,
    UrgedCase,
    UrgingBody,
)
from core.paper_kind import NoticeKind
from printing.sample_reports import ACCEPTED_IN_SEPTEMBER, MONTH_OF_AUGUST

if TYPE_CHECKING:
    from core.notice import Notice, NoticeBody


def as_office_paper(notice: Notice) -> Notice:
    """The sample notice as one about no case; only a guide is about an item."""
    notice = replace(notice, case_number="")
    if notice.kind is NoticeKind.GUIDE:
        return notice
    department, sign = _ISSUERS.get(notice.kind, _OFFICE)
    return replace(
        notice,
        number=f"{sign}〔2026〕{notice.kind.mark}03-000417",
        letterhead=replace(notice.letterhead, department=department),
        item_code="",
        item_name="",
    )


_OFFICE = ("清河区政务服务管理办公室", "清河政务")
_ISSUERS = {
    NoticeKind.GUIDANCE: ("清河区市场监督管理局", "清河市监"),
    NoticeKind.SCHOOL_FEE: ("清河区发展和改革局", "清河发改"),
}
_FREE = "行政许可法第五十八条：实施行政许可不得收费，法律、行政法规另有规定的除外"
_PROMISE = "本大厅公布的服务承诺"


def _overdue(number: str, item: str, applicant: str, due: date, left: str) -> UrgedCase:
    return UrgedCase(
        number, item, applicant, DueLine("承诺办结", "10 个工作日", due, "", _PROMISE), left
    )


OFFICE_SAMPLES: dict[NoticeKind, NoticeBody] = {
    NoticeKind.GUIDANCE: GuidanceBody(
        question="新生儿落户需要到哪里办理，要带哪些材料",
        first_responder="王敏（工号 0317）",
        to_department="清河区公安局户政窗口",
        to_place="二楼 12 号窗口",
        to_phone="0000-5500612",
        bring=("出生医学证明", "父母双方居民户口簿", "父母双方居民身份证", "结婚证"),
        remark="工作日 9:00—12:00、13:00—17:00 办理，可以先在一楼取号机取号。",
    ),
    NoticeKind.URGING: UrgingBody(
        cases=(
            _overdue(
                "20260910-03-0127",
                "食品经营许可（餐饮服务，新办）",
                "李*",
                date(2026, 9, 23),
                "超期 2 个工作日",
            ),
            _overdue(
                "20260915-05-0088",
                "药品零售企业验收发证（药品经营许可）",
                "清河区**大药房",
                date(2026, 9, 29),
                "剩 1 个工作日",
            ),
            _overdue(
                "20260915-05-0091",
                "第三类医疗器械经营许可延续",
                "清河**医疗器械有限公司",
                date(2026, 9, 29),
                "剩 1 个工作日",
            ),
        ),
        reason="上列办件已经超过承诺办结时限，或者将于 1 个工作日内到期，尚未录入办理结果",
        reply_by=DueLine("回复期限", "2 个工作日", date(2026, 9, 30), "", "本大厅督办规定"),
        issued_by="周建国（政务服务管理办公室副主任）",
    ),
    NoticeKind.SUPERVISION: SupervisionBody(
        matter="食品经营许可办件超过承诺时限，经催办仍未办结",
        findings=(
            "办件 20260910-03-0127 承诺 2026年9月23日办结，至今未作出决定，也未出具超时说明。",
            "2026年9月24日发出催办单后，承办部门没有在回复期限内回复。",
            "现场核查于 2026年9月16日完成，核查记录至今未录入，申请人两次到窗口查询。",
        ),
        requirements=(
            "立即作出决定；不能立即作出决定的，当日向申请人出具超时说明，公开理由和新的办结日期。",
            "对本部门在办的食品经营许可办件逐件自查，列明办理进度、时间节点和责任人。",
            "书面说明超时和未回复催办的原因，提出整改措施。",
        ),
        reply_by=DueLine("反馈期限", "3 个工作日", date(2026, 10, 8), "", "本大厅督办规定"),
        responsible="陈志远（清河区市场监督管理局食品经营许可科科长）",
        escalates_to="清河区市场监督管理局局长和区政府分管副区长",
        basis=("《优化营商环境条例》第三十六条", "本大厅公布的限时办结、责任追究制度"),
    ),
    NoticeKind.COMPLAINT: ComplaintBody(
        channel="窗口投诉",
        received_at=datetime(2026, 9, 28, 10, 20, tzinfo=CHINA),
        about="5 号窗口工作人员（工号 0521）",
        matter="2026年9月24日到 5 号窗口申请变更登记，工作人员只口头说材料不全，没有出具告知书；"
        "9月28日再去，又要求补充另外两份材料。要求一次说清需要补正的全部材料，并说明原因。",
        handler="刘芳（政务服务管理办公室督查科，工号 0009）",
        reply_by=DueLine("答复期限", "5 个工作日", date(2026, 10, 10), "", "本大厅投诉处理规定"),
    ),
    NoticeKind.GUIDE: GuideBody(
        subject="清河区市场监督管理局",
        basis=(
            "《食品安全法》第三十五条、第三十三条",
            "《食品安全法实施条例》第十五条",
            "《行政许可法》第四十二条",
        ),
        conditions=(
            "有与品种、数量相适应的加工、贮存场所并与污染源保持距离",
            "有相应的设备设施（消毒、通风、防鼠防虫等）",
            "有食品安全管理人员和规章制度",
            "设备布局和工艺流程合理，防止交叉污染",
        ),
        steps=(
            ProcessStep("收件", "窗口", "当场"),
            ProcessStep("受理", "窗口", "5 个工作日内"),
            ProcessStep("资料审核", "食品经营许可科", ""),
            ProcessStep("现场核查（必要时）", "执法人员两人以上", ""),
            ProcessStep("决定", "局负责人", "自受理之日起 10 个工作日内"),
            ProcessStep("制证", "窗口", ""),
            ProcessStep("送达", "窗口或者邮寄", "自决定之日起 10 个工作日内"),
        ),
        promise="自受理之日起 10 个工作日",
        statutory="自受理之日起 20 个工作日（行政许可法第四十二条第一款）",
        fee_basis=_FREE,
        fee_standard="不收费",
        materials=(
            MissingLine(
                1, "食品经营许可申请书", "原件", 1, "申请人填写（窗口免费提供格式文本）", "", ""
            ),
            MissingLine(
                2,
                "营业执照",
                "复印件",
                1,
                "市场监督管理部门",
                "政务共享平台能核验的免交",
                "",
            ),
            MissingLine(
                3,
                "法定代表人（负责人）身份证件",
                "复印件",
                1,
                "公安机关",
                "核对原件后退回",
                "",
            ),
            MissingLine(
                4, "经营场所平面布局、设备布局和操作流程图", "原件", 1, "申请人自备", "", ""
            ),
            MissingLine(5, "食品安全管理制度文本", "原件", 1, "申请人自备", "", ""),
            MissingLine(6, "食品安全管理人员证明材料", "复印件", 1, "申请人自备", "", ""),
            MissingLine(7, "从业人员健康证明", "复印件", 1, "医疗机构", "现场核查时查验", ""),
            MissingLine(
                8,
                "授权委托书及代办人身份证件",
                "原件及复印件",
                1,
                "申请人自备",
                "委托他人办理时提交",
                "",
            ),
        ),
        optional_rows=(7, 8),
        result="食品经营许可证",
        validity="5 年",
        catalogue_version="2026-09-01-0a1b2c3d",
    ),
    NoticeKind.LEDGER: LedgerBody(
        name="受理台账",
        first=date(2026, 9, 1),
        last=date(2026, 9, 28),
        table=ACCEPTED_IN_SEPTEMBER,
        totals=("受理 40 件", "已办结 22 件", "在办 17 件", "超期 1 件"),
    ),
    NoticeKind.MONTHLY_REPORT: MonthlyReportBody(
        month="2026年8月",
        drawn_up_on=date(2026, 9, 1),
        summary=(
            "全区进驻部门受理办件 1,284 件，办结 1,251 件；现场办结 1,168 件，现场办结率 91.0%。",
            "超过承诺办结时限 6 件，比上月减少 3 件；出具超时说明 5 件，未出具 1 件。",
            "发出催办单 9 份、督办事项通知单 2 份，均已反馈；收到投诉 7 件，已答复 7 件。",
        ),
        tables=MONTH_OF_AUGUST,
        requirements=(
            "市场监督管理局对未出具超时说明的 1 件办件，立即公开说明理由，报送责任认定意见。",
            "各部门每周自查在办办件的进度，对剩余 2 个工作日以内的办件逐件明确责任人。",
            "窗口收件时应当一次告知需要补正的全部内容，不得再次提出目录以外的材料。",
        ),
    ),
    NoticeKind.SCHOOL_FEE: SchoolFeeBody(
        school="清河区第二实验小学",
        licence="清河费证〔2025〕第 0086 号",
        charges=(
            ChargeLine(
                "锅炉定期检验费",
                "收费清单（样例）第 12 项",
                "每台 640 元",
                "2",
                "1,280.00",
            ),
            ChargeLine("水质检测费", "收费清单（样例）第 31 项", "每份 90 元", "4", "360.00"),
        ),
        valid_from=date(2026, 9, 28),
        valid_to=DueLine("有效期", "5 日", date(2026, 10, 3), "", "进校收费“一证一书”规定"),
        approved_by="赵国强（清河区发展和改革局副局长）",
    ),
}
