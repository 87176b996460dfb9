"""Every refusal of the rules is one sentence that says what happened and what to do."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import core
from core import calendar_change
from core.applicant import applicant, usable_name
from core.calendar import Calendar, national_calendar
from core.calendar_change import Proposal, ProposalState
from core.case import evolved
from core.case_states import CaseState
from core.catalogue import CatalogueVersion, require_publishable
from core.checklist import RowState
from core.counting_rules import CountingRules, Direction
from core.deadline import deadline
from core.errors import Refusal
from core.facts import StationKeyPublished
from core.glyphs import require_confirmed
from core.hall_opening import HallOpening, OpeningDay, OpeningHours
from core.holiday_notice import HolidayNotice, HolidayPeriod, RegionalLayer
from core.limit import Limit, Pause
from core.moment import CHINA
from core.notice_import.proposal import approve, propose
from core.notice_import.reading import read
from core.numbering import (
    SeriesNumber,
    case_series,
    readable_slip,
    require_following,
    slip_code,
)
from core.paper_check import Record, Signature, caution_on_opening, require_valid
from core.paper_code import PaperCode, scan
from core.paper_key import published
from core.papers import CORRECTION_LIMIT, one_time, receipt
from core.silence import ExcludedClass
from tests.core.refusals_of_cases import PROVOKED_BY_CASES
from tests.core.refusals_of_catalogues import PROVOKED_BY_CATALOGUES
from tests.core.refusals_of_halls import PROVOKED_BY_HALLS
from tests.core.refusals_of_queues import PROVOKED_BY_QUEUES
from tests.core.refusals_of_tickets import PROVOKED_BY_TICKETS
from tests.core.sample_case import (
    CASE_ID,
    COMPLETE,
    LICENCE_MISSING,
    MONDAY,
    RESTAURANT,
    accepted,
    after,
    case_in,
    case_received,
    found,
    granted,
    told,
)
from tests.core.sample_paper import CODE, GENUINE, KEY_ENTRY
from tests.core.sample_review import ADMINISTRATOR, CLERK, CONSENT, CONSENTED, SUPERVISOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.notice_import.proposal import ImportProposal

CALENDAR = national_calendar()
NOON = datetime(2026, 9, 28, 12, 0, tzinfo=CHINA)
SLIP = slip_code(CASE_ID)
BACK = CountingRules(direction=Direction.BEFORE)
WITHOUT_2026 = Calendar(tuple(notice for notice in CALENDAR.notices if notice.year < 2026))
NOTICE = (Path(__file__).parent / "notices" / "2026.txt").read_text("utf-8")
LINE_OF_2027 = "关于2027年部分节假日安排的通知\n一、元旦："


def regional(off: date, *make_up: date) -> HolidayNotice:
    period = HolidayPeriod("火把节", off, off, make_up)
    return HolidayNotice(2026, "凉府办发〔2026〕8号", date(2026, 6, 1), (period,))


def proposed(text: str) -> ImportProposal:
    return propose(read(text, WITHOUT_2026), text, WITHOUT_2026, "A1", NOON)


WAITS = Proposal(
    calendar_change.proposed(
        "p-1", read(NOTICE, WITHOUT_2026), NOTICE, WITHOUT_2026, ADMINISTRATOR, NOON
    ),
    NOON,
)
REGION = RegionalLayer("513400", "凉山彝族自治州", (regional(MONDAY),))

PROVOKED: dict[str, Callable[[], object]] = {
    "NameNotUsable empty": lambda: usable_name(" "),
    "NameNotUsable invisible": lambda: usable_name("张\u200b华"),
    "NameNotUsable long": lambda: usable_name("华" * 300),
    "IdentityNotValid empty": lambda: applicant("张明华", ""),
    "IdentityNotValid symbols": lambda: applicant("张明华", "E-123"),
    "IdentityNotValid length": lambda: applicant("张明华", "1101051949123"),
    "IdentityNotValid date": lambda: applicant("张明华", "110105194913310020"),
    "IdentityNotValid resident": lambda: applicant("张明华", "110105194912310021"),
    "IdentityNotValid organisation": lambda: applicant("清河公司", "91350100M000100Y44"),
    "ItemNotPublishable": lambda: require_publishable(replace(RESTAURANT, subject="")),
    "ItemNotInCatalogue": lambda: CatalogueVersion("v", MONDAY, ()).item("XK-0001"),
    "DemandOutsideCatalogue": lambda: evolved(case_received(), found(RowState.MISSING, 9)),
    "DemandAfterNotice": lambda: after(
        case_received(), LICENCE_MISSING, told(), found(RowState.MISSING, 1)
    ),
    "MaterialsUnexplained open": lambda: evolved(case_received(), accepted()),
    "MaterialsUnexplained required": lambda: evolved(
        case_received(), found(RowState.NOT_APPLICABLE, 1)
    ),
    "MaterialsMissing": lambda: after(case_received(), LICENCE_MISSING, accepted()),
    "NothingMissing": lambda: after(case_received(), COMPLETE, told()),
    "ToldAlready": lambda: after(case_received(), LICENCE_MISSING, told(), told()),
    "ToldTooLate": lambda: one_time(
        after(case_received(), LICENCE_MISSING),
        NOON + timedelta(days=30),
        CORRECTION_LIMIT,
        CALENDAR,
    ),
    "GlyphsUnconfirmed": lambda: require_confirmed(("\U000323af",), frozenset()),
    "NothingReceived": lambda: receipt(case_received(), NOON, CALENDAR),
    "NotImmediate": lambda: after(case_received(), COMPLETE, accepted(), granted()),
    "MaterialsClosed": lambda: evolved(case_in(CaseState.ACCEPTED), COMPLETE),
    "StepNotAllowed": lambda: evolved(case_received(), granted()),
    "NumberOutOfSeries": lambda: require_following(SeriesNumber(case_series("03", MONDAY), 3), 1),
    "SlipNotReadable foreign": lambda: readable_slip("6901234567892"),
    "SlipNotReadable misread": lambda: readable_slip(SLIP[:-1] + ("A" if SLIP[-1] != "A" else "B")),
    "NotPaperCode": lambda: PaperCode.parse(SLIP),
    "PaperCodeMisread": lambda: PaperCode.parse(CODE.text[:-1]),
    "PaperCodeTooNew": lambda: PaperCode.parse(f"YPHB0{'0' * 150}"),
    "PaperWithoutCase": lambda: scan(replace(CODE, slip="").text),
    "NotOurPaper forged": lambda: require_valid(replace(GENUINE, signature=Signature.FORGED)),
    "NotOurPaper elsewhere": lambda: caution_on_opening(
        replace(GENUINE, signature=Signature.SIGNER_UNKNOWN, record=Record.NO_CASE)
    ),
    "SamplePaper": lambda: require_valid(replace(GENUINE, signature=Signature.SAMPLE)),
    "SignerUnknown": lambda: require_valid(replace(GENUINE, signature=Signature.SIGNER_UNKNOWN)),
    "RecordDiffers": lambda: require_valid(replace(GENUINE, record=Record.DIFFERS)),
    "PaperExpired": lambda: require_valid(replace(GENUINE, today=date(2026, 10, 17))),
    "KeyNotUsable": lambda: published(StationKeyPublished("05", ""), KEY_ENTRY),
    "DayBeforeCalendar": lambda: CALENDAR.kind(date(1999, 1, 1)),
    "DayBeyondCalendar": lambda: CALENDAR.kind(date(2099, 1, 1)),
    "NoticesIncomplete": lambda: Calendar(()),
    "WorkOnNationalHoliday": lambda: Calendar(
        CALENDAR.notices, replace(REGION, notices=(regional(MONDAY, date(2026, 10, 3)),))
    ),
    "RegionNotUnderstood": lambda: replace(REGION, code="5134"),
    "OpeningDayTwice": lambda: HallOpening(days=(OpeningDay(MONDAY, None, "停电"),) * 2),
    "HoursNotCountedBack": lambda: deadline(CALENDAR, NOON, Limit.parse("4h"), rules=BACK),
    "NothingStopsACountBack": lambda: deadline(
        CALENDAR, MONDAY, Limit.parse("4d"), pauses=[Pause(MONDAY, None)], rules=BACK
    ),
    "NoticeYearMissing": lambda: read("一、元旦：1月1日放假。", CALENDAR),
    "NoHolidayFound": lambda: read("关于2027年部分节假日安排的通知", CALENDAR),
    "NoticeLineNotUnderstood": lambda: read(f"{LINE_OF_2027}1月1日不放假。", CALENDAR),
    "NoticeFileNotUnderstood": lambda: read("{}", CALENDAR),
    "NoticeFileNotUnderstood row": lambda: read("2027-01-01,元旦。,halb", CALENDAR),
    "SeveralYears": lambda: read("2027-05-01,劳动节,off\n2028-05-01,劳动节,off", CALENDAR),
    "NoticeUnsigned": lambda: read(f"{LINE_OF_2027}1月1日放假。", CALENDAR).notice(),
    "NoticeNotSound": lambda: proposed(f"{LINE_OF_2027}1月1日放假。"),
    "SamePersonApproves": lambda: approve(proposed(NOTICE), NOTICE, WITHOUT_2026, "A1", NOON),
    "ProposedTextChanged": lambda: approve(proposed(NOTICE), "", WITHOUT_2026, "A2", NOON),
    "CalendarMovedOn": lambda: approve(proposed(NOTICE), NOTICE, CALENDAR, "A2", NOON),
    "LimitNotUnderstood": lambda: Limit.parse("bald"),
    "PauseEndsBeforeStart": lambda: Pause(MONDAY, date(2026, 9, 27)),
    "OpeningHoursNotUnderstood": lambda: OpeningHours(((time(12), time(9)),)),
    "MomentNeeded": lambda: deadline(CALENDAR, MONDAY, Limit.parse("4h")),
    "HoursNotPausable": lambda: deadline(
        CALENDAR, NOON, Limit.parse("4h"), pauses=[Pause(MONDAY, None)]
    ),
    "ItemNotPublishable excluded": lambda: require_publishable(
        replace(CONSENTED, excluded_class=ExcludedClass.FINANCE)
    ),
    "ItemNotPublishable consent": lambda: require_publishable(
        replace(CONSENTED, default_consent=replace(CONSENT, leader=" "))
    ),
    "CalendarNotForYou": lambda: calendar_change.rejected(WAITS, "不对", CLERK),
    "ProposalDecided": lambda: calendar_change.rejected(
        replace(WAITS, state=ProposalState.REJECTED, decided_by="0901"), "不对", SUPERVISOR
    ),
    "NoReasonGiven": lambda: calendar_change.rejected(WAITS, " ", SUPERVISOR),
    "ChangesNothing": lambda: calendar_change.proposed(
        "p-1", read(NOTICE, CALENDAR), NOTICE, CALENDAR, ADMINISTRATOR, NOON
    ),
    **PROVOKED_BY_CASES,
    **PROVOKED_BY_CATALOGUES,
    **PROVOKED_BY_HALLS,
    **PROVOKED_BY_QUEUES,
    **PROVOKED_BY_TICKETS,
}
# Raised where the counter is known.
SAID_ELSEWHERE = {"CounterOccupied", "NobodyWaiting", "SignInRefused"}


def sentence(name: str) -> str:
    with pytest.raises(Refusal) as refused:
        PROVOKED[name]()
    assert type(refused.value).__name__ == name.split(" ", maxsplit=1)[0]
    return str(refused.value)


@pytest.mark.parametrize("name", PROVOKED)
def test_it_is_one_sentence(name: str) -> None:
    said = sentence(name)
    assert said.endswith("。")
    assert said.count("。") == 1
    assert "\n" not in said
    assert said == said.strip()


@pytest.mark.parametrize("name", PROVOKED)
def test_it_says_what_to_do(name: str) -> None:
    said = sentence(name)
    assert re.search("[，；](请|可先)", said)


def test_no_refusal_of_the_rules_is_left_out() -> None:
    for module in pkgutil.walk_packages(core.__path__, "core."):
        importlib.import_module(module.name)
    named = {name.split(" ", maxsplit=1)[0] for name in PROVOKED}
    assert {kind.__name__ for kind in kinds_of(Refusal)} == named | SAID_ELSEWHERE


def kinds_of(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in refusal.__subclasses__():
        if kind.__module__.startswith("core."):
            yield kind
        yield from kinds_of(kind)
