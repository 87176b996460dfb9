"""A paper's code: what it holds, how it travels, and what cannot be read."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import base45
from core.errors import Refusal
from core.numbering import SlipNotReadable, slip_code
from core.paper_code import (
    NotPaperCode,
    PaperCode,
    PaperCodeMisread,
    PaperCodeTooNew,
    PaperWithoutCase,
    content_digest,
    scan,
    whole_minute,
)
from core.paper_kind import NoticeKind
from tests.core.sample_paper import CODE, SLIP

QR_ALPHANUMERIC = string.digits + string.ascii_uppercase + " $%*+-./:"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
slips = st.text().map(slip_code)
codes = st.builds(
    PaperCode,
    key_id=st.binary(min_size=4, max_size=4),
    kind=st.sampled_from(NoticeKind),
    slip=slips | st.just(""),
    issued_at=st.integers(0, 4_000_000_000).map(  # up to the year 9575
        lambda minutes: EPOCH + timedelta(minutes=minutes)
    ),
    valid_until=st.none() | st.dates(date(2000, 1, 1), date(2149, 6, 6)),
    digest=st.binary(min_size=16, max_size=16),
    signature=st.binary(min_size=64, max_size=64),
)


def packed(code: PaperCode) -> bytes:
    return base45.decoded(code.text[2:])


def written(content: bytes) -> str:
    return "YP" + base45.encoded(content)


@given(codes)
def test_what_was_printed_is_read(code: PaperCode) -> None:
    assert PaperCode.parse(code.text) == code


@given(codes, st.sampled_from(["{}\r\n", "\t {} ", "\ufeff{}"[1:], "{}\n"]))
def test_a_scanner_may_type_small_letters_and_end_the_line(code: PaperCode, typed: str) -> None:
    assert PaperCode.parse(typed.format(code.text.lower())) == code


@given(codes)
def test_a_code_fits_a_small_symbol_and_has_no_blank_at_its_ends(code: PaperCode) -> None:
    assert len(packed(code)) <= 105
    assert len(code.text) <= 154, "QR version 6 at level M, alphanumeric"
    assert set(code.text) <= set(QR_ALPHANUMERIC)
    assert code.text == code.text.strip()


def test_the_printed_form_is_frozen() -> None:
    assert packed(CODE)[:37].hex() == (
        "0103"  # version, kind
        "0a1b2c3d"
        f"{int_of(SLIP) + 1:018x}"
        f"{int(CODE.issued_at.timestamp()) // 60:08x}"
        f"{(date(2026, 10, 16) - date(1970, 1, 1)).days:04x}"
        "000102030405060708090a0b0c0d0e0f"
    )
    assert packed(CODE)[37:] == CODE.signature


def int_of(slip: str) -> int:
    value = 0
    for character in slip[2:15]:
        value = value * 32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".index(character)
    return value


def test_every_kind_has_its_number_for_ever() -> None:
    numbers = {kind: packed(replace(CODE, kind=kind))[1] for kind in NoticeKind}
    assert len(set(numbers.values())) == len(NoticeKind)
    assert 0 not in numbers.values()
    printed = {  # on papers in people's hands: add at the end, change nothing
        "receipt": 1,
        "acceptance": 2,
        "one_time": 3,
        "correction_receipt": 4,
        "not_required": 5,
        "not_accepted": 6,
        "extension": 7,
        "special_procedure": 8,
        "decision": 9,
        "denial": 10,
        "deemed_acceptance": 11,
        "deemed_consent": 12,
        "delivery": 13,
        "payment": 14,
        "overdue": 15,
        "guidance": 16,
        "urging": 17,
        "supervision": 18,
        "complaint": 19,
        "guide": 20,
        "ledger": 21,
        "monthly_report": 22,
        "school_fee": 23,
        "conditional": 24,
        "deemed_withdrawal": 25,
        "revocation": 26,
        "withdrawal": 27,
        "termination": 28,
        "resumption": 29,
        "joint": 30,
        "correction_slip": 31,
    }
    assert {kind.value: number for kind, number in numbers.items()} == printed


def test_the_signed_bytes_are_everything_but_the_signature() -> None:
    assert CODE.unsigned == replace(CODE, signature=b"").unsigned
    assert CODE.unsigned == b"YP" + packed(CODE)[:-64]
    others = [
        replace(CODE, key_id=bytes(4)),
        replace(CODE, kind=NoticeKind.RECEIPT),
        replace(CODE, slip=slip_code("another")),
        replace(CODE, issued_at=CODE.issued_at + timedelta(minutes=1)),
        replace(CODE, valid_until=None),
        replace(CODE, digest=bytes(16)),
    ]
    assert len({CODE.unsigned, *(other.unsigned for other in others)}) == len(others) + 1


def test_an_unsigned_code_is_never_printed() -> None:
    with pytest.raises(AssertionError):
        _ = replace(CODE, signature=b"").text


def test_a_code_of_no_readable_slip_is_never_made() -> None:
    with pytest.raises(SlipNotReadable):
        _ = replace(CODE, slip=SLIP[:-1] + ("A" if SLIP[-1] != "A" else "B")).unsigned


@pytest.mark.parametrize(
    "scanned", ["", "YC", SLIP, "6901234567892", "https://qinghe.gov.cn/x", " Y P0123", "ＹＰ01"]
)
def test_another_text_is_no_papers_code(scanned: str) -> None:
    with pytest.raises(NotPaperCode, match="不是本系统文书上的二维码"):
        PaperCode.parse(scanned)


@given(codes, st.integers(2, 153))
def test_a_code_cut_off_is_refused(code: PaperCode, length: int) -> None:
    with pytest.raises(PaperCodeMisread, match="没有读全或读错了"):
        PaperCode.parse(code.text[:length])


@given(codes)
def test_a_code_read_twice_in_a_row_is_refused(code: PaperCode) -> None:
    with pytest.raises(PaperCodeMisread):
        PaperCode.parse(code.text + code.text)


@pytest.mark.parametrize("character", "a，_\N{FULLWIDTH COLON}\n")
def test_a_character_no_symbol_holds_is_refused(character: str) -> None:
    with pytest.raises(PaperCodeMisread):
        PaperCode.parse(CODE.text[:20] + f"{character}{character}" + CODE.text[21:])


@given(st.text(QR_ALPHANUMERIC) | st.binary(min_size=101, max_size=101).map(base45.encoded))
def test_garbage_is_refused_in_a_sentence_or_read_as_what_it_says(garbage: str) -> None:
    try:
        code = PaperCode.parse(f"YP{garbage}")
    except Refusal:
        return
    assert code.text == f"YP{garbage.strip()}"


@pytest.mark.parametrize("content", [b"\x00", b"\x01", b"\x02" + bytes(63)])
def test_a_code_that_is_too_short_is_misread(content: bytes) -> None:
    with pytest.raises(PaperCodeMisread):
        PaperCode.parse(written(content))


@pytest.mark.parametrize("place", [0, 6])  # version 0; a slip beyond the last
def test_a_field_that_cannot_be_is_misread(place: int) -> None:
    content = bytearray(packed(CODE))
    content[place] = 0 if place == 0 else 255
    with pytest.raises(PaperCodeMisread):
        PaperCode.parse(written(bytes(content)))


@pytest.mark.parametrize("newer", [b"\x02" + bytes(64), b"\xff" * 120, b"\x01\x63" + bytes(99)])
def test_a_newer_form_or_kind_says_so(newer: bytes) -> None:
    with pytest.raises(PaperCodeTooNew, match="升级"):
        PaperCode.parse(written(newer))


@given(codes)
def test_scanning_the_symbol_or_typing_the_slip_opens_the_same_case(code: PaperCode) -> None:
    if code.slip:
        assert scan(code.text).slip == scan(code.slip.lower()).slip == code.slip
        assert scan(code.text).code == code
        assert scan(code.slip).code is None
    else:
        with pytest.raises(PaperWithoutCase, match=code.kind.title):
            scan(code.text)


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(SlipNotReadable):
        scan("hello")
    with pytest.raises(PaperCodeMisread):
        scan(CODE.text[:-3])


def test_the_minute_is_that_of_the_instant() -> None:
    shanghai = timezone(timedelta(hours=8))
    at = datetime(2026, 9, 28, 10, 42, 59, 999999, tzinfo=shanghai)
    code = PaperCode.parse(replace(CODE, issued_at=whole_minute(at)).text)
    assert code.issued_at == datetime(2026, 9, 28, 10, 42, tzinfo=shanghai)


def test_the_digest_is_of_the_content_without_the_code() -> None:
    content = {"number": "清河政务〔2026〕告03-000417", "code": "", "body": {"b": 1, "a": [2]}}
    digest = content_digest(json.dumps(content))
    assert len(digest) == 16
    assert content_digest(json.dumps(content | {"code": "YP1"}, ensure_ascii=False)) == digest
    assert content_digest(json.dumps(dict(reversed(content.items())), indent=2)) == digest
    assert content_digest(json.dumps(content | {"number": "x"})) != digest
    assert content_digest(json.dumps(content | {"a later version's": 0})) != digest
