"""A paper comes back to the window: its signed code opens the case, a forged one does nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from core import base45
from core.notice import last_day
from core.numbering import slip_code
from core.paper_check import NotOurPaper, Record, SamplePaper, Signature
from core.paper_code import PaperCode, PaperCodeMisread, PaperWithoutCase
from core.paper_key import PaperKey
from core.paper_kind import NoticeKind
from db import journal
from db.cases import SlipUnknown
from db.paper_signature import PaperSigner, coded, signature_of
from db.signature import public_text
from desktop import casework, reception
from desktop.paper_check import verify
from printing.sample import sample_notice
from tests.house import (
    PATIENCE,
    accepted,
    all_printed,
    error_of,
    furnished,
    one_missing,
    ready_case,
    signed_in,
    station_settings,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from core.notice import Notice
    from core.paper_check import PaperCheck
    from core.staff import OnDuty
    from desktop.desk import Desk

NOON = datetime(2026, 9, 28, 4, 0, tzinfo=UTC)


@pytest.fixture
def told(desk: Desk, duty: OnDuty) -> Notice:
    """The one notice of a case, in the hands of someone who has left."""
    return tell(desk, duty)


def tell(desk: Desk, duty: OnDuty) -> Notice:
    case = ready_case(desk, duty)
    step = desk.do(casework.tell_once, duty, desk.office, case.case_id, one_missing(case))
    notice = step.result(PATIENCE).notice
    desk.do(reception.finish_service, duty).result(PATIENCE)
    return notice


def check(desk: Desk, code: str) -> PaperCheck:
    return desk.ask(verify, PaperCode.parse(code)).result(PATIENCE)


def refused(desk: Desk, duty: OnDuty, scanned: str) -> BaseException:
    """The refusal to open anything, after which nothing has changed."""
    all_printed(desk)  # a sheet handed over is an entry too
    before = desk.room.maintain(journal.count).result(PATIENCE)
    error = error_of(desk.do(casework.reopen, duty, scanned))
    assert desk.room.maintain(journal.count).result(PATIENCE) == before
    assert error is not None
    assert "没有打开任何办件" in str(error)
    return error


def by_a_stranger(notice: Notice) -> str:
    """The same paper with a code that a key nobody published has signed."""
    return coded(notice, PaperSigner(Ed25519PrivateKey.generate())).code


@pytest.mark.parametrize("typed", ["{}", "{}\r\n", " {}\n"])
def test_scanning_the_symbol_opens_the_case(
    desk: Desk, duty: OnDuty, told: Notice, typed: str
) -> None:
    for code in (told.code, told.code.lower(), told.slip_code):
        back = desk.do(casework.reopen, duty, typed.format(code)).result(PATIENCE)
        assert back.case.number == told.case_number
        assert back.caution == ""


def test_an_issued_paper_is_genuine_and_agrees_with_its_record(desk: Desk, told: Notice) -> None:
    found = check(desk, told.code)
    assert (found.signature, found.record) == (Signature.GENUINE, Record.AGREES)
    assert found.number == told.number
    assert found.code.valid_until == told.valid_until == last_day(told.body)
    assert found.code.issued_at <= told.issued_at < found.code.issued_at + timedelta(minutes=1)
    assert not found.expired


def test_a_paper_that_is_not_limited_in_time_says_so(desk: Desk, duty: OnDuty) -> None:
    paper = accepted(desk, duty).notice
    assert paper.valid_until is None
    assert check(desk, paper.code).code.valid_until is None


@given(st.data())
def test_one_bit_turned_is_refused(data: st.DataObject) -> None:
    key = Ed25519PrivateKey.generate()
    notice = coded(sample_notice(NoticeKind.ONE_TIME, "张明华"), PaperSigner(key))
    packed = bytearray(base45.decoded(notice.code[2:]))
    bit = data.draw(st.integers(8 * 6, 8 * len(packed) - 1))  # after version, kind and key
    packed[bit // 8] ^= 1 << bit % 8
    try:
        code = PaperCode.parse("YP" + base45.encoded(bytes(packed)))
    except PaperCodeMisread:
        return
    keys = [_key_of(key)]
    assert signature_of(PaperCode.parse(notice.code), keys) is Signature.GENUINE
    assert signature_of(code, keys) is Signature.FORGED


def _key_of(key: Ed25519PrivateKey) -> PaperKey:
    return PaperKey("demo-hall", "03", public_text(key), NOON)


def test_a_forged_code_opens_nothing(desk: Desk, duty: OnDuty, told: Notice) -> None:
    ours = PaperCode.parse(told.code)
    stranger = PaperSigner(Ed25519PrivateKey.generate())
    altered = replace(ours, digest=bytes(16))
    for forged in (
        replace(ours, signature=ours.signature[:-1] + bytes([ours.signature[-1] ^ 1])),
        ours.with_signature(stranger.sign(ours.unsigned)),
        altered.with_signature(ours.signature),
    ):
        assert check(desk, forged.text).signature is Signature.FORGED
        error = refused(desk, duty, forged.text)
        assert isinstance(error, NotOurPaper)
        assert "不是本大厅的文书" in str(error)


def test_a_paper_of_another_hall_opens_nothing(desk: Desk, duty: OnDuty, tmp_path: Path) -> None:
    elsewhere = station_settings(tmp_path / "elsewhere").model_copy(update={"hall": "other-hall"})
    with furnished(elsewhere) as other:
        theirs = tell(other, signed_in(other))
        assert check(other, theirs.code).signature is Signature.GENUINE
    error = refused(desk, duty, theirs.code)
    assert isinstance(error, NotOurPaper)
    assert "不是本大厅的文书" in str(error)


def test_a_signer_not_known_yet_opens_a_known_case_with_a_caution(
    desk: Desk, duty: OnDuty, told: Notice
) -> None:
    code = by_a_stranger(told)
    found = check(desk, code)
    assert (found.signature, found.record) == (Signature.SIGNER_UNKNOWN, Record.AGREES)
    back = desk.do(casework.reopen, duty, code).result(PATIENCE)
    assert back.case.number == told.case_number
    assert "签名暂时不能核对" in back.caution


def test_an_expired_paper_opens_its_case_with_a_caution(tmp_path: Path) -> None:
    clock = [NOON]
    with furnished(station_settings(tmp_path / "station"), now=lambda: clock[0]) as desk:
        duty = signed_in(desk)
        told = tell(desk, duty)
        assert told.valid_until is not None
        clock[0] = datetime.combine(told.valid_until, NOON.timetz())
        assert not check(desk, told.code).expired
        clock[0] += timedelta(days=1)
        assert check(desk, told.code).expired
        back = desk.do(casework.reopen, duty, told.code).result(PATIENCE)
        assert f"有效期至 {told.valid_until}（已过期）" in back.caution


def test_a_genuine_paper_of_a_case_not_here_yet_says_so(desk: Desk, duty: OnDuty) -> None:
    notice = replace(sample_notice(NoticeKind.ONE_TIME, "张明华"), slip_code=slip_code("elsewhere"))
    code = coded(notice, desk.office.signer).code
    assert check(desk, code).record is Record.NO_CASE
    assert isinstance(refused(desk, duty, code), SlipUnknown)


def test_a_paper_not_here_yet_opens_its_case(desk: Desk, duty: OnDuty, told: Notice) -> None:
    other = replace(told, body=sample_notice(NoticeKind.ACCEPTANCE, "张明华").body)
    code = coded(other, desk.office.signer).code
    assert check(desk, code).record is Record.NO_PAPER
    assert desk.do(casework.reopen, duty, code).result(PATIENCE).caution == ""


def test_a_record_altered_afterwards_is_found(desk: Desk, told: Notice) -> None:
    def tampered(connection: Connection) -> None:
        connection.execute(text("DROP TRIGGER journal_no_update"))
        connection.execute(
            text("UPDATE journal SET payload = replace(payload, '欧阳伟', '欧阳炜')")
        )
        connection.commit()

    desk.room.maintain(tampered).result(PATIENCE)
    found = check(desk, told.code)
    assert (found.signature, found.record) == (Signature.GENUINE, Record.DIFFERS)
    assert found.number == ""


def test_a_sample_opens_nothing(desk: Desk, duty: OnDuty) -> None:
    sample = sample_notice(NoticeKind.ONE_TIME, "张明华")
    assert isinstance(refused(desk, duty, sample.code), SamplePaper)
    code = PaperCode.parse(sample.code)
    forged = replace(code, valid_until=None)
    assert isinstance(refused(desk, duty, forged.text), NotOurPaper)


def test_a_paper_about_no_case_opens_none(desk: Desk, duty: OnDuty) -> None:
    notice = replace(sample_notice(NoticeKind.ONE_TIME, "张明华"), slip_code="")
    code = coded(notice, desk.office.signer).code
    assert check(desk, code).signature is Signature.GENUINE
    assert isinstance(refused(desk, duty, code), PaperWithoutCase)
