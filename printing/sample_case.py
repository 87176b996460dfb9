"""Sample bodies of every paper about a case, around a new catering licence."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from core.case_notices import (
    AcceptanceBody,
    CorrectionReceiptBody,
    DecisionBody,
    DeemedAcceptanceBody,
    DeemedConsentBody,
    DeliveryBody,
    DenialBody,
    ExtensionBody,
    NotAcceptedBody,
    NotRequiredBody,
    OneTimeBody,
    OverdueBody,
    PaymentBody,
    ReceiptBody,
    SpecialProcedureBody,
)
from core.moment import CHINA
from core.notice_lines import ChargeLine, DueLine, MaterialLine, MissingLine, Remedies
from core.paper_kind import NoticeKind

if TYPE_CHECKING:
    from core.notice import CaseBody

_TODAY = date(2026, 9, 28)
_LAW = "《中华人民共和国行政许可法》"
_TELL_ONCE = f"{_LAW}第三十二条第一款第（四）项"
_RULE = "《食品经营许可和备案管理办法》"
_REMEDIES = Remedies(review_organ="清河区人民政府", court="清河区人民法院")
_MATERIALS = (
    MaterialLine("食品经营许可申请书", "原件", 1),
    MaterialLine("营业执照", "复印件", 1),
    MaterialLine("与食品经营相适应的主要设备设施、经营布局、操作流程等文件", "原件", 1),
    MaterialLine("食品安全自查、从业人员健康管理等保证食品安全的规章制度目录", "原件", 1),
    MaterialLine("法定代表人（负责人）身份证件", "复印件", 1),
)

CASE_SAMPLES: dict[NoticeKind, CaseBody] = {
    NoticeKind.RECEIPT: ReceiptBody(
        received_at=datetime(2026, 9, 28, 10, 36, tzinfo=CHINA),
        materials=_MATERIALS,
        answer_by=DueLine("答复期限", "5 个工作日", date(2026, 10, 10), "", _TELL_ONCE),
    ),
    NoticeKind.ACCEPTANCE: AcceptanceBody(
        received_on=_TODAY,
        accepted_on=_TODAY,
        dues=(
            DueLine("承诺办结时限", "10 个工作日", date(2026, 10, 16), "", "本大厅公开承诺"),
            DueLine("法定办结时限", "20 个工作日", date(2026, 10, 30), "", f"{_LAW}第四十二条"),
        ),
        materials=_MATERIALS,
        not_counted=("现场核查，所需时间不超过 5 个工作日",),
        fee="不收费",
        basis=(f"{_LAW}第三十二条", _RULE),
    ),
    NoticeKind.ONE_TIME: OneTimeBody(
        received_on=date(2026, 9, 28),
        received_count=4,
        missing=(
            MissingLine(
                5,
                "从业人员健康证明",
                "复印件（每人）",
                1,
                "区疾病预防控制中心或者医院体检中心",
                "带身份证体检，约 3 个工作日出证。",
                _RULE,
            ),
            MissingLine(
                6,
                "经营场所平面布局图",
                "原件",
                1,
                "申请人",
                "自行绘制，标明面积、功能分区和设备位置；示范文本可在窗口领取。",
                _RULE,
            ),
        ),
        correct_by=DueLine("补正期限", "10 个工作日", date(2026, 10, 16), "", _RULE),
        after="自受理之日起 10 个工作日内作出决定",
        basis=(f"{_LAW}第三十二条", _RULE),
    ),
    NoticeKind.DECISION: DecisionBody(
        accepted_on=_TODAY,
        decided_on=_TODAY,
        result="准予食品经营许可，颁发《食品经营许可证》（热食类食品制售、自制饮品制售）",
        validity="2026年9月28日至2031年9月27日",
        basis=(_LAW, _RULE),
    ),
    NoticeKind.DELIVERY: DeliveryBody(
        delivered_at=datetime(2026, 9, 28, 11, 5, tzinfo=CHINA),
        method="窗口直接送达",
        papers=(
            "准予决定书　清河市监〔2026〕准03-000417",
            "《食品经营许可证》正本、副本　JY20000000000417",
        ),
    ),
    NoticeKind.CORRECTION_RECEIPT: CorrectionReceiptBody(
        received_at=datetime(2026, 9, 28, 10, 36, tzinfo=CHINA),
        told_number="清河市监〔2026〕告03-000405",
        materials=(MaterialLine("从业人员健康证明", "复印件（每人）", 2),),
        still_missing=("经营场所平面布局图",),
    ),
    NoticeKind.NOT_REQUIRED: NotRequiredBody(
        received_on=_TODAY,
        reason="仅销售预包装食品，依照《中华人民共和国食品安全法》第三十五条第一款，"
        "不需要取得食品经营许可",
        advice="请到本大厅 3 号窗口办理仅销售预包装食品经营者备案，即时办结",
        basis=(_LAW, _RULE),
    ),
    NoticeKind.NOT_ACCEPTED: NotAcceptedBody(
        received_on=_TODAY,
        reason="申请的经营场所在云山县行政区域内",
        right_organ="云山县市场监督管理局",
        remedies=_REMEDIES,
        basis=(_LAW, _RULE),
    ),
    NoticeKind.EXTENSION: ExtensionBody(
        accepted_on=date(2026, 9, 14),
        reason="现场核查发现需要整改的项目较多，整改后须再次核查",
        approver="清河区市场监督管理局副局长　周建国",
        approved_on=_TODAY,
        before=DueLine("法定办结", "20 个工作日", date(2026, 10, 16), "", f"{_LAW}第四十二条"),
        after=DueLine(
            "法定办结", "20 个工作日，延长 10 个工作日", date(2026, 10, 30), "", f"{_LAW}第四十二条"
        ),
        basis=(_LAW, _RULE),
    ),
    NoticeKind.SPECIAL_PROCEDURE: SpecialProcedureBody(
        accepted_on=date(2026, 9, 21),
        procedure="专家评审",
        reason="申请的加工工艺没有现行标准，需要组织专家评审",
        begins_on=_TODAY,
        expected=DueLine("专家评审", "10 个工作日", date(2026, 10, 16), "", f"{_LAW}第四十五条"),
        remaining=(
            "承诺时限剩余 6 个工作日，自程序结束的次日继续计算",
            "法定时限剩余 16 个工作日，自程序结束的次日继续计算",
        ),
        approver="首席代表　李强",
        basis=(_LAW, _RULE),
    ),
    NoticeKind.DENIAL: DenialBody(
        accepted_on=date(2026, 9, 14),
        decided_on=_TODAY,
        reasons=(
            "食品处理区没有与经营的品种、数量相适应的清洗、消毒设施",
            "申请冷食类食品制售，没有设置相应的专间",
        ),
        remedies=_REMEDIES,
        basis=(_LAW, _RULE),
    ),
    NoticeKind.DEEMED_ACCEPTANCE: DeemedAcceptanceBody(
        received_on=date(2026, 9, 18),
        tell_by=DueLine("告知期限", "5 个工作日", date(2026, 9, 24), "", _TELL_ONCE),
        confirmed_on=_TODAY,
        dues=(
            DueLine("承诺办结时限", "10 个工作日", date(2026, 10, 9), "", "本大厅公开承诺"),
            DueLine("法定办结时限", "20 个工作日", date(2026, 10, 22), "", f"{_LAW}第四十二条"),
        ),
        responsible="食品经营许可科　孙立（工号 0321）",
        basis=(_LAW, _RULE),
    ),
    NoticeKind.DEEMED_CONSENT: DeemedConsentBody(
        accepted_on=date(2026, 8, 28),
        passed=DueLine("法定办结时限", "20 个工作日", date(2026, 9, 24), "", f"{_LAW}第四十二条"),
        deemed_on=date(2026, 9, 25),
        result="准予食品经营许可，颁发《食品经营许可证》",
        default_basis="《清河区政务服务事项超时默认规定（样例）》第六条",
        formal_by=DueLine("补发正式结果", "2 个工作日", date(2026, 9, 29), "", "同上规定第八条"),
        leader="清河区市场监督管理局局长　赵敏",
        basis=(_LAW, _RULE),
    ),
    NoticeKind.PAYMENT: PaymentBody(
        charges=(
            ChargeLine(
                "证书工本费",
                "《清河区行政事业性收费目录（样例）》第 12 项",
                "10 元／证",
                "2 证",
                "20.00",
            ),
            ChargeLine(
                "检验检测费",
                "《清河区行政事业性收费目录（样例）》第 31 项",
                "630 元／次",
                "2 次",
                "1,260.00",
            ),
        ),
        total="1,280.00",
        total_in_words="壹仟贰佰捌拾元整",
        pay_by=DueLine("缴款期限", "10 个工作日", date(2026, 10, 16), "", "本大厅缴款期限规定"),
        licence="清价费证字第 000126 号",
        how="持本通知单到本大厅一楼代收银行窗口缴款，或者扫描代收银行的缴款码缴款",
    ),
    NoticeKind.OVERDUE: OverdueBody(
        accepted_on=date(2026, 9, 8),
        passed=(DueLine("承诺办结时限", "10 个工作日", date(2026, 9, 21), "", "本大厅公开承诺"),),
        overdue="4 个工作日",
        reason="现场核查人员外出执行应急任务，未能按期核查",
        measures="已另派两名核查人员，9 月 29 日上门核查",
        new_day=DueLine("新的办结日期", "3 个工作日", date(2026, 10, 8), "", "本机关承诺"),
        leader="清河区市场监督管理局副局长　周建国",
    ),
}
