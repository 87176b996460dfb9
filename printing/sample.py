"""Sample papers: what a hall prints to judge printer, layout and seal before it opens."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.moment import CHINA
from core.notice import Letterhead, Notice, last_day
from db.paper_signature import PaperSigner, coded
from printing.sample_case import CASE_SAMPLES
from printing.sample_course import COURSE_SAMPLES
from printing.sample_office import OFFICE_SAMPLES, as_office_paper

if TYPE_CHECKING:
    from core.notice import NoticeBody
    from core.paper_kind import NoticeKind


def sample_notice(kind: NoticeKind, addressee: str) -> Notice:
    """A paper of the kind around a new catering licence, made out to the addressee."""
    bare = Notice(
        notice_id=f"sample-{kind.value}",
        number=f"清河市监〔2026〕{kind.mark}03-000417",
        case_number="20260928-03-0412",
        slip_code="YC7Q2MKD4T6HZXBD",
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
        code="",
        valid_until=last_day(SAMPLES[kind]),
    )
    if kind in OFFICE_SAMPLES:
        bare = as_office_paper(bare)
    return coded(bare, PaperSigner(Ed25519PrivateKey.from_private_bytes(_ANYONES_KEY)))


# Published on purpose: whoever checks a sample is told that it is one.
_ANYONES_KEY = b"yici: anyone may sign a sample.."
_ISSUED = datetime(2026, 9, 28, 10, 42, tzinfo=CHINA)

SAMPLES: dict[NoticeKind, NoticeBody] = {**CASE_SAMPLES, **COURSE_SAMPLES, **OFFICE_SAMPLES}
