from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.paper_check import Signature
from core.paper_code import PaperCode, content_digest
from core.paper_kind import NoticeKind
from db.paper_signature import signature_of
from db.payload import text_of
from printing.sample import sample_notice

if TYPE_CHECKING:
    from core.notice import Notice


def test_a_sample_is_signed_as_a_sample_and_nothing_else(kind: NoticeKind) -> None:
    notice = sample_notice(kind, "张明华")
    code = PaperCode.parse(notice.code)
    assert signature_of(code, ()) is Signature.SAMPLE
    assert (code.kind, code.slip) == (kind, notice.slip_code)
    assert code.digest == content_digest(text_of(notice))


def test_a_sample_has_the_same_code_every_time() -> None:
    notice = sample_notice(NoticeKind.ONE_TIME, "张明华")
    assert notice == sample_notice(NoticeKind.ONE_TIME, "张明华")
    assert notice.valid_until == date(2026, 10, 16)


def test_another_name_makes_another_code(notice: Notice) -> None:
    other = sample_notice(notice.kind, f"{notice.addressee}二")
    assert other.code != notice.code
