"""Two persons put a notice into the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.calendar import Calendar, national_calendar
from core.national_calendar import NOTICES
from core.notice_import.checks import Check
from core.notice_import.proposal import (
    CalendarMovedOn,
    ImportProposal,
    NoticeNotSound,
    ProposedTextChanged,
    SamePersonApproves,
    approve,
    checksum,
    propose,
)
from core.notice_import.reading import read

FOLDER = Path(__file__).parent / "notices"
TEXT = (FOLDER / "2026.txt").read_text("utf-8")
BEFORE = Calendar(NOTICES[:-1])
NOW = datetime(2025, 11, 5, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def proposed(text: str = TEXT, in_force: Calendar = BEFORE) -> ImportProposal:
    return propose(read(text, in_force), text, in_force, "A1024", NOW)


def test_one_proposes_and_another_approves() -> None:
    approval = approve(proposed(), TEXT, BEFORE, "A2048", LATER)
    assert (approval.proposal.proposed_by, approval.approved_by) == ("A1024", "A2048")
    assert approval.approved_at == LATER
    after = BEFORE.amended(approval.proposal.notice)
    assert after.version == approval.proposal.makes == national_calendar().version
    assert approval.proposal.against == BEFORE.version


def test_warnings_stay_with_the_proposal() -> None:
    december = (FOLDER / "2019.txt").read_text("utf-8")
    before = Calendar(tuple(notice for notice in NOTICES if notice.year <= 2018))
    assert [one.check for one in proposed(december, before).warnings] == [Check.DECEMBER_BEFORE]


@pytest.mark.parametrize("badge", ["A1024", " a1024 "])
def test_nobody_approves_what_he_proposed(badge: str) -> None:
    with pytest.raises(SamePersonApproves, match="不能由本人批准"):
        approve(proposed(), TEXT, BEFORE, badge, LATER)


def test_the_second_person_reads_the_same_text() -> None:
    with pytest.raises(ProposedTextChanged, match="与提交时不同"):
        approve(proposed(), TEXT.replace("9月20日", "9月19日"), BEFORE, "A2048", LATER)
    pasted_elsewhere = TEXT.replace("\n", "\r\n")
    assert approve(proposed(), pasted_elsewhere, BEFORE, "A2048", LATER).approved_by == "A2048"


def test_a_calendar_that_moved_on_needs_a_new_proposal() -> None:
    moved_on = BEFORE.amended(
        replace(NOTICES[-2], issued=NOTICES[-1].issued, periods=NOTICES[-2].periods[:1])
    )
    said_before = approve(proposed(), TEXT, moved_on, "A2048", LATER)
    assert said_before.proposal.against == moved_on.version
    other = Calendar(NOTICES)
    with pytest.raises(CalendarMovedOn, match=other.version):
        approve(proposed(), TEXT, other, "A2048", LATER)


def test_an_unsound_notice_is_not_proposed() -> None:
    one_fault = TEXT.replace("共9天", "共8天")
    with pytest.raises(NoticeNotSound, match="春节写明放假8天，列出的是9天"):
        proposed(one_fault)
    two_faults = one_fault.replace("共3天", "共2天")
    with pytest.raises(NoticeNotSound, match="等5处问题"):
        proposed(two_faults)


def test_a_checksum_is_of_the_words_not_of_the_line_ends() -> None:
    assert checksum("一\r\n二\n") == checksum("一\n二")
    assert checksum("一\n二") != checksum("一 二")
