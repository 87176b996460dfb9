"""Notices as tables: JSON, CSV and ICS, each giving the same arrangement as the text."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import DayKind, national_calendar
from core.errors import Refusal
from core.national_calendar import NOTICES
from core.notice_import.notice_files import NoticeFileNotUnderstood, SeveralYears
from core.notice_import.parsed_notice import Scope, Source
from core.notice_import.reading import read

CALENDAR = national_calendar()
NOTICE = NOTICES[-1]
ENTRIES = [
    (period.name, period.first + timedelta(days=n), True)
    for period in NOTICE.periods
    for n in range((period.last - period.first).days + 1)
] + [(period.name, day, False) for period in NOTICE.periods for day in period.make_up]

DAY_LIST = json.dumps(
    {
        "year": 2026,
        "papers": ["https://www.gov.cn/zhengce/content/202511/content_7047090.htm"],
        "days": [
            {"name": name, "date": day.isoformat(), "isOffDay": off} for name, day, off in ENTRIES
        ],
    },
    ensure_ascii=False,
)
OWN_FORM = json.dumps(
    {
        "year": 2026,
        "number": NOTICE.number,
        "issued": NOTICE.issued.isoformat(),
        "periods": [
            {
                "name": period.name,
                "first": period.first.isoformat(),
                "last": period.last.isoformat(),
                "make_up": [day.isoformat() for day in period.make_up],
            }
            for period in NOTICE.periods
        ],
    },
    ensure_ascii=False,
)
ROWS = "\n".join(f"{day},{name},{'off' if off else 'work'}" for name, day, off in ENTRIES)


def event(day: date, summary: str, *more: str) -> str:
    lines = [
        "BEGIN:VEVENT",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        summary,
        *more,
        "END:VEVENT",
    ]
    return "\r\n".join(lines)


def ics(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


PUBLIC_ICS = ics(
    *(
        event(day, f"SUMMARY:{name} {'假期' if off else '补班'} 第1天/共3天")
        for name, day, off in ENTRIES
    )
)
PHONE_ICS = ics(
    event(date(2026, 2, 16), "SUMMARY;LANGUAGE=zh_CN:除夕"),
    *(
        event(
            day,
            f"SUMMARY;LANGUAGE=zh_CN:{name}（{'休' if off else '班'}）",
            f"X-APPLE-SPECIAL-DAY:{'WORK-HOLIDAY' if off else 'ALTERNATE-WORKDAY'}",
        )
        for name, day, off in ENTRIES
    ),
)


@pytest.mark.parametrize(
    ("content", "source"),
    [
        pytest.param(DAY_LIST, Source.JSON, id="day list"),
        pytest.param(OWN_FORM, Source.JSON, id="own form"),
        pytest.param(ROWS, Source.CSV, id="rows"),
        pytest.param(
            "\ufeff日期,名称,类型\r\n" + ROWS.replace("\n", "\r\n"), Source.CSV, id="sheet"
        ),
        pytest.param(
            ROWS.replace("-", "/").replace("off", "休").replace("work", "班"),
            Source.CSV,
            id="休/班",
        ),
        pytest.param(PUBLIC_ICS, Source.ICS, id="public calendar"),
        pytest.param(PHONE_ICS, Source.ICS, id="phone"),
    ],
)
def test_every_form_gives_the_same_arrangement(content: str, source: Source) -> None:
    parsed = read(content, CALENDAR)
    assert (parsed.year, parsed.source, parsed.scope) == (2026, source, Scope.YEAR)
    notice = parsed.signed(NOTICE.number, NOTICE.issued).notice()
    assert notice.periods == NOTICE.periods


def test_our_own_form_carries_number_and_date() -> None:
    assert read(OWN_FORM, CALENDAR).notice() == NOTICE
    amendment = OWN_FORM.replace('"year": 2026', '"year": 2026, "scope": "amendment"', 1)
    assert read(amendment, CALENDAR).scope is Scope.AMENDMENT


def test_one_event_may_last_several_days_and_a_long_line_may_be_folded() -> None:
    week = (
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\n"
        "SUMMARY:国庆节\r\n 假期\r\nEND:VEVENT"
    )
    (period,) = read(ics(week), CALENDAR).periods
    assert period.name == "国庆节"
    assert len(period.days_off) == 7


def test_a_new_year_in_december_belongs_to_the_next_year() -> None:
    rows = "2026-12-31,元旦,off\n2027-01-01,元旦,off\n2026-12-26,元旦,work"
    assert read(rows, CALENDAR).year == 2027


def test_a_day_given_twice_stays_twice_for_the_checks() -> None:
    (period,) = read("2027-05-01,劳动节,off\n2027-05-01,劳动节,off", CALENDAR).periods
    assert period.days_off == (date(2027, 5, 1), date(2027, 5, 1))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "JSON 的第1行"),
        ("[]", "JSON 的内容"),
        ("{}", "JSON 的“days”一项"),
        ('{"days": []}', "没有放假日期"),
        (
            '{"year": 1950, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}',
            "JSON 的“1950”",
        ),
        ('{"days": [{"name": "元旦", "date": "2027-13-01", "isOffDay": true}]}', "“2027-13-01”"),
        ('{"days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": "yes"}]}', "JSON 的"),
        ('{"days": [{"name": "元旦", "date": "2027-01-09", "isOffDay": false}]}', "只有上班日"),
        ('{"periods": [{"name": "元旦", "first": "2027-01-03", "last": "2027-01-01"}]}', "JSON"),
        (OWN_FORM.replace('"year": 2026', '"year": 2026, "scope": "month"', 1), "JSON 的“month”"),
        ("2027-01-01,元旦", "表格第1行“2027-01-01,元旦”"),
        ("date,name,kind\n2027-01-32,元旦,off", "表格第2行"),
        ("2027-01-01,元旦,vielleicht", "表格第1行"),
        (ics(event(date(2027, 1, 1), "SUMMARY:元旦")), "没有放假日期"),
        (ics(event(date(2027, 1, 1), "SUMMARY:元旦假期", "RRULE:FREQ=YEARLY")), "“元旦假期”"),
        (ics("BEGIN:VEVENT\nSUMMARY:元旦假期\nEND:VEVENT"), "不是单独的全天事件"),
        (
            ics("BEGIN:VEVENT\nSUMMARY:元旦假期\nDTSTART;VALUE=DATE:02602150\nEND:VEVENT"),
            "“元旦假期”的日期看不懂",
        ),
    ],
)
def test_a_table_that_cannot_be_read_names_its_place(content: str, words: str) -> None:
    with pytest.raises(NoticeFileNotUnderstood, match="没有导入任何内容") as refused:
        read(content, CALENDAR)
    assert words in str(refused.value)


def test_several_years_at_once_are_refused() -> None:
    with pytest.raises(SeveralYears, match="2026年、2027年"):
        read("2026-05-01,劳动节,off\n2027-05-01,劳动节,off", CALENDAR)


@given(st.data())
def test_a_damaged_table_is_read_or_refused_but_never_fails(data: st.DataObject) -> None:
    text = list(data.draw(st.sampled_from([DAY_LIST, OWN_FORM, ROWS, PHONE_ICS])))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(
            st.sampled_from(["", "0", "9", "{", "]", '"', ",", ":", "\n", "null"])
        )
    with suppress(Refusal):
        assert read("".join(text), CALENDAR).periods


@pytest.mark.parametrize("year", range(2007, 2027))
def test_the_day_lists_of_every_year_give_back_the_working_days(year: int) -> None:
    notices = [notice for notice in NOTICES if notice.year == year]
    first = notices[0]
    days = [
        {"name": period.name, "date": day.isoformat(), "isOffDay": off}
        for period in first.periods
        for off, listed in ((True, _days_off(period.first, period.last)), (False, period.make_up))
        for day in listed
    ]
    parsed = read(json.dumps({"year": year, "days": days}), CALENDAR)
    periods = parsed.signed(first.number, first.issued).notice().periods
    assert periods == first.periods


def _days_off(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_the_repository_holds_a_text_of_every_notice_since_2007() -> None:
    texts = (Path(__file__).parent / "notices").glob("*.txt")
    numbers = {read(path.read_text("utf-8"), CALENDAR).number for path in texts}
    assert numbers == {notice.number for notice in NOTICES if notice.year >= 2007}
    assert CALENDAR.kind(date(2026, 10, 10)) is DayKind.MAKE_UP
