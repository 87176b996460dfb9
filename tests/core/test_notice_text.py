"""Notices as pasted text: every published wording since 2007, and whatever a page adds to it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar, national_calendar
from core.errors import Refusal
from core.holiday_notice import HolidayNotice, HolidayPeriod
from core.national_calendar import NOTICES
from core.notice_import.festival import Festival, holiday_name
from core.notice_import.notice_text import (
    NoHolidayFound,
    NoticeLineNotUnderstood,
    NoticeYearMissing,
    read_text,
)
from core.notice_import.parsed_notice import NoticeUnsigned, Scope, Source
from core.notice_import.reading import read

CALENDAR = national_calendar()
FOLDER = Path(__file__).parent / "notices"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.txt"))}
PARADE = "2015-09"
LATEST = TEXTS["2026"]


def published(text: str) -> HolidayNotice:
    (number,) = re.findall(r"国(?:办)?发明电〔\d{4}〕\d+号", text)
    return next(notice for notice in NOTICES if notice.number == number)


def calendar_before(notice: HolidayNotice) -> Calendar:
    return Calendar(tuple(one for one in NOTICES if one.issued < notice.issued))


@pytest.mark.parametrize("name", TEXTS)
def test_a_published_notice_is_read_as_the_table_has_it(name: str) -> None:
    wanted = published(TEXTS[name])
    parsed = read_text(TEXTS[name], calendar_before(wanted))
    got = parsed.notice()
    assert (got.year, got.number, got.issued) == (wanted.year, wanted.number, wanted.issued)
    assert parsed.scope is (Scope.AMENDMENT if "-" in name else Scope.YEAR)
    assert parsed.source is Source.TEXT
    if name == PARADE:  # the table has a shorter name for the day
        (period,) = got.periods
        assert period.name == "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
        got = HolidayNotice(
            got.year,
            got.number,
            got.issued,
            (HolidayPeriod("抗战胜利70周年纪念日", period.first, period.last, period.make_up),),
        )
    assert got.periods == wanted.periods


@pytest.mark.parametrize("name", TEXTS)
def test_line_breaks_and_spaces_of_a_page_do_no_harm(name: str) -> None:
    before = calendar_before(published(TEXTS[name]))
    wanted = read_text(TEXTS[name], before)
    joined = re.sub(r"\n(?!(?:国务院|国办发|国发)|[\d二]{4})", "", TEXTS[name])
    widened = TEXTS[name].replace("月", "月 ").replace("\n", "\r\n　　")
    half_width = TEXTS[name].translate(str.maketrans("（）：，；", "():,;"))
    for pasted in (joined, widened, half_width):
        assert read_text(pasted, before) == wanted


def test_the_page_around_the_notice_does_no_harm() -> None:
    page = (
        "当前位置：首页 > 政策\n索 引 号：000014349/2025-00102\n成文日期：2025年11月04日\n"
        f"发布日期：2025年11月05日\n\n{LATEST}\n（此件公开发布）\n"
        "责任编辑：张三 2025年11月6日放心看\n"
    )
    assert read_text(page, CALENDAR) == read_text(LATEST, CALENDAR)


def test_what_a_text_says_of_weekdays_and_length_is_kept_for_the_checks() -> None:
    spring = read_text(LATEST, CALENDAR).periods[1]
    assert spring.stated_days == 9
    assert [(written.day, written.weekday) for written in spring.written] == [
        (date(2026, 2, 14), 5),
        (date(2026, 2, 15), 6),
        (date(2026, 2, 23), 0),
        (date(2026, 2, 28), 5),
    ]


def test_a_day_recommended_for_leave_is_not_a_day_off() -> None:
    spring = read_text(TEXTS["2024"], CALENDAR).periods[1]
    assert date(2024, 2, 9) not in spring.days_off


def test_a_december_without_its_year_is_last_years_in_the_section_on_new_year() -> None:
    text = (
        "现将2027年放假安排通知如下。\n"
        "一、元旦：12月31日至1月2日放假，共3天。12月26日（周六）上班。"
    )
    (period,) = read_text(text, CALENDAR).periods
    assert period.days_off == (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2))
    assert period.make_up == (date(2026, 12, 26),)


@pytest.mark.parametrize(
    ("line", "off", "make_up"),
    [
        ("10月1日至3日放假，共三天。", [1, 2, 3], []),
        ("10月1日、2日及3日放假。", [1, 2, 3], []),
        ("10月1—3日放假。10月10日、11日补班。", [1, 2, 3], [10, 11]),
        ("10月1日~3日放假，10月10日（周六），10月11日（周日）上班。", [1, 2, 3], [10, 11]),
        ("10月1日放假，10月5日（星期一）补休。", [1, 5], []),
        ("10月1日至3日放假，10月10日（星期六）公休日调至10月2日。", [1, 2, 3], [10]),
        ("10月1日至3日放假，将10月2日调至11月1日，10月4日照常公休，10日上班。", [1, 2, 3], [10]),
        ("10月1日至7日放假，10月8日（星期四）起正常上班。", [1, 2, 3, 4, 5, 6, 7], []),
    ],
)
def test_one_line_in_many_words(line: str, off: list[int], make_up: list[int]) -> None:
    (period,) = read_text(f"现将2026年放假安排通知如下：\n国庆节：{line}", CALENDAR).periods
    assert period.name == "国庆节"
    assert [day.day for day in period.days_off] == off
    assert [day.day for day in period.make_up] == make_up
    assert {day.month for day in (*period.days_off, *period.make_up)} == {10}


def test_days_off_with_only_a_weekend_between_are_one_run() -> None:
    (period,) = read_text(TEXTS["2014"], CALENDAR).periods[2].periods()
    assert (period.first, period.last) == (date(2014, 4, 5), date(2014, 4, 7))
    text = "现将2026年放假安排通知如下：\n国庆节：10月1日、10月8日放假，10月10日上班。"
    runs = tuple(read_text(text, CALENDAR).periods[0].periods())
    assert [(run.first.day, run.last.day, len(run.make_up)) for run in runs] == [
        (1, 1, 1),
        (8, 8, 0),
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("“五一”国际劳动节", "劳动节"),
        ("“十一”", "国庆节"),
        ("国庆节 和中秋节", "国庆节、中秋节"),
        ("清明", "清明节"),
        ("火把节", "火把节"),
    ],
)
def test_a_holiday_has_one_name(written: str, name: str) -> None:
    assert holiday_name(written) == name


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", NoticeYearMissing),
        ("一、元旦：1月1日至3日放假。", NoticeYearMissing),
        ("关于2027年部分节假日安排的通知", NoHolidayFound),
        ("关于2027年部分节假日安排的通知\n一、春节：另行通知。", NoticeLineNotUnderstood),
        ("关于2027年部分节假日安排的通知\n一、国庆节：10月1日至7日快乐。", NoticeLineNotUnderstood),
        ("关于2027年部分节假日安排的通知\n一、国庆节：10月7日至1日放假。", NoticeLineNotUnderstood),
        ("关于2027年部分节假日安排的通知\n一、清明节：2月30日放假。", NoticeLineNotUnderstood),
        ("关于2027年部分节假日安排的通知\n一、国庆节：1日至7日放假。", NoticeLineNotUnderstood),
        ("关于2027年部分节假日安排的通知\n一、清明节：4月4日不放假。", NoticeLineNotUnderstood),
        ("关于2027年部分节假日安排的通知\n一、清明节：4月4日上班。", NoticeLineNotUnderstood),
        ("关于2027年部分节假日安排的通知\n一、清明节：4月4日放假，4月5日", NoticeLineNotUnderstood),
        (
            "关于延长2027年春节假期的通知\n一、延长2027年春节假期至2月20日。",
            NoticeLineNotUnderstood,
        ),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_guessed(
    text: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal, match="没有导入任何内容"):
        read_text(text, CALENDAR)


def test_a_notice_without_number_or_date_cannot_enter_the_calendar() -> None:
    parsed = read_text("关于2027年部分节假日安排的通知\n一、元旦：1月1日放假。", CALENDAR)
    with pytest.raises(NoticeUnsigned, match="缺少文号或成文日期"):
        parsed.notice()
    signed = parsed.signed(" 国办发明电〔2026〕9号 ", date(2026, 11, 5)).notice()
    assert (signed.number, signed.issued) == ("国办发明电〔2026〕9号", date(2026, 11, 5))


# --- written out and read back -------------------------------------------------------------------


@st.composite
def arrangements(draw: st.DrawFn) -> tuple[HolidayPeriod, ...]:
    """Seven holidays of 2027 in their order, each with up to two make-up days around it."""
    first = date(2027, 1, 1)
    periods: list[HolidayPeriod] = []
    for festival in Festival:
        last = first + timedelta(days=draw(st.integers(0, 9)))
        around = [first - timedelta(days=n) for n in (1, 2)] if periods else []
        around += [last + timedelta(days=n) for n in (1, 2, 9)]
        make_up = draw(st.lists(st.sampled_from(around), max_size=2, unique=True))
        periods.append(HolidayPeriod(festival.value, first, last, tuple(sorted(make_up))))
        first = last + timedelta(days=draw(st.integers(15, 40)))
    return tuple(periods)


@st.composite
def wordings(draw: st.DrawFn, periods: tuple[HolidayPeriod, ...]) -> str:
    """The arrangement in the words of one decade or another."""
    to = draw(st.sampled_from(["至", "—", "-", "到"]))
    week = draw(st.sampled_from(["周", "星期"]))
    off = draw(st.sampled_from(["放假调休", "放假公休", "放假"]))
    lines = []
    for number, period in zip("一二三四五六七", periods, strict=True):
        first = day_words(period.first, week)
        last = f"{to}{day_words(period.last, week)}" if period.last > period.first else ""
        length = (period.last - period.first).days + 1
        worked = "、".join(day_words(day, week) for day in period.make_up)
        line = f"{number}、{period.name}：{first}{last}{off}，共{length}天。"
        lines.append(line + (f"{worked}上班。" if worked else ""))
    return "国务院办公厅关于2027年部分节假日安排的通知\n" + "\n".join(lines)


def day_words(day: date, week: str) -> str:
    return f"{day.month}月{day.day}日（{week}{'一二三四五六日'[day.weekday()]}）"


@given(st.data())
def test_an_arrangement_written_out_is_read_back(data: st.DataObject) -> None:
    periods = data.draw(arrangements())
    text = data.draw(wordings(periods))
    parsed = read_text(text, CALENDAR)
    assert tuple(run for period in parsed.periods for run in period.periods()) == periods


@given(st.data())
def test_a_damaged_notice_is_read_or_refused_but_never_fails(data: st.DataObject) -> None:
    text = list(data.draw(st.sampled_from(sorted(TEXTS.values()))))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(
            st.sampled_from(["", "0", "3", "9", "。", "（", "）", "日", "至", "\n"])
        )
    with suppress(Refusal):
        assert read("".join(text), CALENDAR).periods
