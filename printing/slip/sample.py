"""A sample slip: what a hall prints to judge its ticket printer before it opens."""

from __future__ import annotations

from datetime import datetime

from core.moment import CHINA
from core.queue_slip import REMINDERS, QueueSlip

SAMPLE = QueueSlip(
    hall="清河区政务服务中心",
    number="A3012",
    subject="食品经营许可（餐饮服务，新办）",
    people_ahead=7,
    counters="一楼 1 至 6 号窗口",
    wait="10 至 15 分钟",
    issued_at=datetime(2026, 9, 28, 9, 12, tzinfo=CHINA),
    reminders=REMINDERS,
    code="YC7Q2MKD4T6HZXB3",
    enquiry_phone="0000-5500317",
)
