"""The rules of a scanned paper: when it proves something, and when it opens its case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.errors import Refusal
from core.paper_check import (
    NotOurPaper,
    PaperCheck,
    PaperExpired,
    Record,
    RecordDiffers,
    SamplePaper,
    Signature,
    SignerUnknown,
    caution_on_opening,
    require_valid,
)
from tests.core.sample_paper import GENUINE, LAST_DAY, THE_DAY_AFTER


def checked(
    signature: Signature = Signature.GENUINE,
    record: Record = Record.AGREES,
    today: date = LAST_DAY,
) -> PaperCheck:
    return replace(GENUINE, signature=signature, record=record, today=today)


@pytest.mark.parametrize("record", [one for one in Record if one is not Record.DIFFERS])
def test_a_genuine_paper_is_valid_to_the_end_of_its_last_day(record: Record) -> None:
    require_valid(checked(record=record))
    with pytest.raises(PaperExpired, match="2026-10-16"):
        require_valid(checked(record=record, today=THE_DAY_AFTER))


def test_a_paper_without_a_last_day_never_expires() -> None:
    unlimited = replace(GENUINE.code, valid_until=None)
    require_valid(replace(GENUINE, code=unlimited, today=date(2099, 1, 1)))


@pytest.mark.parametrize(
    ("check", "refusal"),
    [
        (checked(Signature.FORGED), NotOurPaper),
        (checked(Signature.SIGNER_UNKNOWN), SignerUnknown),
        (checked(Signature.SAMPLE), SamplePaper),
        (checked(record=Record.DIFFERS), RecordDiffers),
        (checked(Signature.FORGED, today=THE_DAY_AFTER), NotOurPaper),
    ],
)
def test_any_other_paper_proves_nothing(check: PaperCheck, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        require_valid(check)


@pytest.mark.parametrize(
    ("signature", "refusal"),
    [(Signature.FORGED, NotOurPaper), (Signature.SAMPLE, SamplePaper)],
)
@pytest.mark.parametrize("record", Record)
def test_a_forged_code_and_a_sample_open_nothing(
    signature: Signature, record: Record, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal, match="没有打开任何办件"):
        caution_on_opening(checked(signature, record))


def test_a_genuine_paper_opens_its_case_without_a_word() -> None:
    assert caution_on_opening(checked()) == ""


def test_an_expired_paper_opens_its_case_and_the_clerk_is_told() -> None:
    assert "有效期至 2026-10-16（已过期）" in caution_on_opening(checked(today=THE_DAY_AFTER))


@pytest.mark.parametrize("record", [Record.AGREES, Record.NO_PAPER, Record.DIFFERS])
def test_nobody_is_sent_away_because_a_key_has_not_arrived(record: Record) -> None:
    caution = caution_on_opening(checked(Signature.SIGNER_UNKNOWN, record))
    assert "签名暂时不能核对" in caution


def test_an_unknown_signer_of_an_unknown_case_is_not_ours() -> None:
    with pytest.raises(NotOurPaper, match="不是本大厅的文书"):
        caution_on_opening(checked(Signature.SIGNER_UNKNOWN, Record.NO_CASE))


def test_both_cautions_are_told() -> None:
    caution = caution_on_opening(checked(Signature.SIGNER_UNKNOWN, today=THE_DAY_AFTER))
    assert "不能核对" in caution
    assert "已过期" in caution
    assert caution.count("。") == 1


@pytest.mark.parametrize("finding", [*Signature, *Record])
def test_every_finding_has_words_of_its_own(finding: Signature | Record) -> None:
    assert [one for one in (*Signature, *Record) if one.words == finding.words] == [finding]


@pytest.mark.parametrize("signature", Signature)
@pytest.mark.parametrize("record", Record)
def test_what_proves_nothing_is_never_silently_opened(signature: Signature, record: Record) -> None:
    check = checked(signature, record)
    try:
        silent = caution_on_opening(check) == ""
    except Refusal:
        silent = False
    assert silent == (signature is Signature.GENUINE)
