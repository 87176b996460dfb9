"""Sample papers: what a hall prints to judge printer, layout and seal before it opens."""

from __future__ import annotations

from datetime import date, datetime

from core.case_notices import AcceptanceBody, DecisionBody, DeliveryBody, OneTimeBody
from core.moment import CHINA
from core.notice import Letterhead, Notice, NoticeBody
from core.notice_lines import DueLine, MaterialLine, MissingLine
from core.paper_kind import NoticeKind
from printing.sample_office import OFFICE_SAMPLES, as_office_paper


def sample_notice(kind: NoticeKind, addressee: str) -> Notice:
    """A paper of the kind around a new catering licence, made out to the addressee."""
    notice = Notice(
        notice_id=f"sample-{kind.value}",
        number=f"清河市监〔2026〕{kind.mark}03-000417",
        case_number="20260928-03-0412",
        slip_code="YC7Q2MKD4T6HZXB3",
        letterhead=Letterhead(
            hall="清河区政务服务中心",
            department="清河区市场监督管理局",
            counter="3号窗口",
            enquiry_phone="0000-5500317",
            supervision_phone="0000-5512345",
        ),
        addressee=addressee,
        item_code="000131007000",
        item_name="食品经营许可（餐饮服务，新办）",
        clerk="王敏",
        badge="0317",
        issued_at=_ISSUED,
        body=SAMPLES[kind],
    )
    return as_office_paper(notice) if kind in OFFICE_SAMPLES else notice


_ISSUED = datetime(2026, 9, 28, 10, 42, tzinfo=CHINA)
_TODAY = date(2026, 9, 28)
_LAW = "《中华人民共和国行政许可法》"
_RULE = "《食品经营许可和备案管理办法》"

_CASE_SAMPLES: dict[NoticeKind, NoticeBody] = {
    NoticeKind.ACCEPTANCE: AcceptanceBody(
        received_on=_TODAY,
        accepted_on=_TODAY,
        dues=(
            DueLine("承诺办结时限", "10 个工作日", date(2026, 10, 16), "", "本大厅公开承诺"),
            DueLine("法定办结时限", "20 个工作日", date(2026, 10, 30), "", f"{_LAW}第四十二条"),
        ),
        materials=(
            MaterialLine("食品经营许可申请书", "原件", 1),
            MaterialLine("营业执照", "复印件", 1),
            MaterialLine("与食品经营相适应的主要设备设施、经营布局、操作流程等文件", "原件", 1),
            MaterialLine("食品安全自查、从业人员健康管理等保证食品安全的规章制度目录", "原件", 1),
            MaterialLine("法定代表人（负责人）身份证件", "复印件", 1),
        ),
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
}

SAMPLES: dict[NoticeKind, NoticeBody] = _CASE_SAMPLES | OFFICE_SAMPLES
