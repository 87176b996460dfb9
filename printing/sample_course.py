"""Sample bodies of the papers on the course of a case, around a new catering licence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

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
from core.notice_lines import DueLine, MissingLine, Remedies
from core.paper_kind import NoticeKind

if TYPE_CHECKING:
    from core.notice import CaseBody

_TODAY = date(2026, 9, 28)
_LAW = "《中华人民共和国行政许可法》"
_RULE = "《食品经营许可和备案管理办法》"
_BASIS = (_LAW, _RULE)
_REMEDIES = Remedies(review_organ="清河区人民政府", court="清河区人民法院")
_PROMISE = DueLine("承诺办结", "10 个工作日", date(2026, 10, 16), "", "本大厅公开承诺")
_STATUTE = DueLine("法定办结", "20 个工作日", date(2026, 10, 30), "", f"{_LAW}第四十二条")
_SUPPLY_BY = DueLine("补正期限", "15 个工作日", date(2026, 9, 25), "", "本大厅补正期限规定")
_HEALTH = "从业人员健康证明"
_PLAN = "经营场所平面布局图"

COURSE_SAMPLES: dict[NoticeKind, CaseBody] = {
    NoticeKind.CONDITIONAL: ConditionalBody(
        received_on=_TODAY,
        accepted_on=_TODAY,
        dues=(_PROMISE, _STATUTE),
        missing=(
            MissingLine(
                5,
                _HEALTH,
                "复印件（每人）",
                1,
                "区疾病预防控制中心或者医院体检中心",
                "带身份证体检，约 3 个工作日出证。",
                _RULE,
            ),
            MissingLine(6, _PLAN, "原件", 1, "申请人", "自行绘制，标明面积和功能分区。", _RULE),
        ),
        supply_by=DueLine("补正期限", "15 个工作日", date(2026, 10, 23), "", "本大厅补正期限规定"),
        lapse="撤销受理",
        basis=_BASIS,
    ),
    NoticeKind.DEEMED_WITHDRAWAL: DeemedWithdrawalBody(
        received_on=date(2026, 9, 1),
        told_number="清河市监〔2026〕告03-000405",
        supply_by=_SUPPLY_BY,
        deemed_on=date(2026, 9, 26),
        missing=(_HEALTH, _PLAN),
        basis=_BASIS,
    ),
    NoticeKind.REVOCATION: RevocationBody(
        accepted_on=date(2026, 9, 1),
        told_number="清河市监〔2026〕容03-000012",
        supply_by=_SUPPLY_BY,
        revoked_on=date(2026, 9, 26),
        missing=(_PLAN,),
        remedies=_REMEDIES,
        basis=_BASIS,
    ),
    NoticeKind.WITHDRAWAL: WithdrawalBody(
        received_on=date(2026, 9, 21),
        withdrawn_on=_TODAY,
        reason="经营场所变更，另行申请",
        returned=("食品经营许可申请书", "营业执照"),
    ),
    NoticeKind.TERMINATION: TerminationBody(
        accepted_on=date(2026, 9, 14),
        terminated_on=_TODAY,
        legal_ground="申请人的营业执照已于 2026 年 9 月 25 日注销，不再具备申请人资格",
        remedies=_REMEDIES,
        basis=_BASIS,
    ),
    NoticeKind.RESUMPTION: ResumptionBody(
        accepted_on=date(2026, 9, 14),
        procedure="专家评审",
        began_on=date(2026, 9, 17),
        ended_on=_TODAY,
        outcome="结果已产生：专家组同意所报工艺方案",
        dues=(_PROMISE, _STATUTE),
        basis=_BASIS,
    ),
    NoticeKind.JOINT: JointBody(
        accepted_on=date(2026, 9, 21),
        mode="联合办理",
        lead="清河区市场监督管理局",
        matter="经营场所的消防安全条件和排水条件",
        assists=(
            AssistLine(
                "清河区消防救援大队",
                DueLine("协办答复", "7 个工作日", date(2026, 10, 13), "", "国发〔1999〕9号"),
                "逾期不答复的，视为无异议",
            ),
            AssistLine(
                "清河区水务局",
                DueLine("协办答复", "7 个工作日", date(2026, 10, 13), "", "国发〔1999〕9号"),
                "",
            ),
        ),
        dues=(_PROMISE, _STATUTE),
        basis=_BASIS,
    ),
    NoticeKind.CORRECTION_SLIP: CorrectionSlipBody(
        corrected_on=_TODAY,
        lines=(CorrectionLine("申请人姓名", "张明花", "张明华"),),
        reason="收件时误读身份证",
        agreed_by=("监察　赵敏（工号 0901）", "首席代表　李强（工号 0312）"),
    ),
}
