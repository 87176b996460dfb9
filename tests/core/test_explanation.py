"""A due date explained: marks day by day, runs of a bar, and a paragraph to read out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.counting_rules import VALIDITY_RULES, CountingRules, Direction, FirstDay
from core.deadline import Deadline, Limit, Pause, Unit, deadline
from core.explanation import (
    BarRun,
    DayMark,
    MarkKind,
    bar,
    day_marks,
    extension_days,
    make_up_days,
    paused_days,
)
from core.explanation_words import in_words
from core.hall_opening import HallOpening, OpeningDay

CALENDAR = national_calendar()
VERSION = CALENDAR.version
BACK = CountingRules(direction=Direction.BEFORE)
REVIEW = Pause(date(2026, 11, 5), date(2026, 11, 16), "专家评审")


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Any deadline in days, with or without pauses and an extension."""
    trigger = draw(st.dates(date(2024, 1, 1), date(2027, 6, 30)))
    units = st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH])
    starts = draw(st.lists(st.integers(-5, 60), max_size=3))
    pauses = [
        Pause(begun, begun + timedelta(days=draw(st.integers(0, 20))))
        for begun in (trigger + timedelta(days=n) for n in starts)
    ]
    return deadline(
        CALENDAR,
        trigger,
        Limit(draw(st.integers(0, 30)), draw(units)),
        pauses=pauses,
        extension=draw(st.none() | st.builds(Limit, st.integers(0, 15), units)),
        rules=CountingRules(first_day=draw(st.sampled_from(FirstDay))),
    )


def told(trigger: str, limit: str, **terms: object) -> str:
    event = str(terms.pop("event", ""))
    begun = datetime.fromisoformat(trigger) if "T" in trigger else date.fromisoformat(trigger)
    found = deadline(CALENDAR, begun, Limit.parse(limit), **terms)  # type: ignore[arg-type]
    return in_words(CALENDAR, found, event)


# --- marks ---------------------------------------------------------------------------------------


def test_every_day_is_marked_with_its_kind_and_word() -> None:
    found = deadline(CALENDAR, date(2026, 9, 30), Limit.parse("3wd"))
    holiday = [DayMark(date(2026, 10, day), MarkKind.HOLIDAY, "国庆节") for day in range(1, 8)]
    assert day_marks(CALENDAR, found) == (
        DayMark(date(2026, 9, 30), MarkKind.START, ""),
        *holiday,
        DayMark(date(2026, 10, 8), MarkKind.COUNTED, "", 1),
        DayMark(date(2026, 10, 9), MarkKind.COUNTED, "", 2),
        DayMark(date(2026, 10, 10), MarkKind.MAKE_UP, "国庆节调休上班", 3),
    )
    assert make_up_days(CALENDAR, found) == (date(2026, 10, 10),)


def test_paused_and_extension_days_have_kinds_of_their_own() -> None:
    found = deadline(
        CALENDAR,
        date(2026, 11, 2),
        Limit.parse("3wd"),
        pauses=[Pause(date(2026, 11, 3), date(2026, 11, 5), "检验")],
        extension=Limit.parse("2wd"),
    )
    marks = {mark.day.day: (mark.kind, mark.word) for mark in day_marks(CALENDAR, found)}
    assert marks == {
        2: (MarkKind.START, ""),
        3: (MarkKind.COUNTED, ""),
        4: (MarkKind.PAUSED, "检验"),
        5: (MarkKind.PAUSED, "检验"),
        6: (MarkKind.COUNTED, ""),
        7: (MarkKind.REST_DAY, "周末"),
        8: (MarkKind.REST_DAY, "周末"),
        9: (MarkKind.COUNTED, ""),
        10: (MarkKind.EXTENSION, ""),
        11: (MarkKind.EXTENSION, ""),
    }
    assert paused_days(found) == (date(2026, 11, 4), date(2026, 11, 5))
    assert extension_days(found) == (date(2026, 11, 10), date(2026, 11, 11))


def test_a_counted_first_day_is_no_start_mark() -> None:
    rules = CountingRules(first_day=FirstDay.COUNTED)
    found = deadline(CALENDAR, date(2026, 11, 2), Limit.parse("1wd"), rules=rules)
    assert day_marks(CALENDAR, found) == (DayMark(date(2026, 11, 2), MarkKind.COUNTED, "", 1),)


def test_a_closed_hall_is_marked_in_working_hours() -> None:
    hall = HallOpening(days=(OpeningDay(date(2026, 11, 24), None, "停电"),))
    begun = datetime.fromisoformat("2026-11-23T16:30")
    found = deadline(CALENDAR, begun, Limit.parse("1wh"), hall=hall)
    assert [(mark.kind, mark.word, mark.number) for mark in day_marks(CALENDAR, found)] == [
        (MarkKind.COUNTED, "", None),
        (MarkKind.CLOSED, "停电", None),
        (MarkKind.COUNTED, "", None),
    ]


def test_an_extension_in_months_owns_the_days_after_the_limit() -> None:
    found = deadline(CALENDAR, date(2026, 3, 2), Limit.parse("1mo"), extension=Limit.parse("1mo"))
    assert extension_days(found)[0] == date(2026, 4, 3)
    assert extension_days(found)[-1] == date(2026, 5, 6)  # 2 May rolled over Labour Day


@given(deadlines())
def test_the_marks_are_every_day_from_the_start_to_the_end_once(found: Deadline) -> None:
    marks = day_marks(CALENDAR, found)
    assert found.due is not None
    assert marks[0].day == found.starts_on
    assert marks[-1].day == found.due
    assert all(later.day - one.day == timedelta(days=1) for one, later in pairwise(marks))


@given(deadlines())
def test_the_counting_marks_sum_to_the_limit_and_its_extension(found: Deadline) -> None:
    marks = day_marks(CALENDAR, found)
    numbers = [mark.number for mark in marks if mark.kind.counts]
    assert numbers == list(range(1, len(found.counted) + 1))
    legs = [found.limit, *([found.extension] if found.extension else [])]
    if all(leg.unit is not Unit.MONTH for leg in legs):
        assert len(numbers) == sum(leg.value for leg in legs)
    added = [mark for mark in marks if mark.kind is MarkKind.EXTENSION]
    assert len(added) == len(found.counted) - found.own
    if found.extension is None or not found.extension.value:
        assert not added


# --- the bar -------------------------------------------------------------------------------------


def test_the_bar_joins_days_alike() -> None:
    found = deadline(CALENDAR, date(2026, 9, 24), Limit.parse("5wd"))
    assert bar(day_marks(CALENDAR, found)) == (
        BarRun(MarkKind.START, "", date(2026, 9, 24), date(2026, 9, 24)),
        BarRun(MarkKind.HOLIDAY, "中秋节", date(2026, 9, 25), date(2026, 9, 27)),
        BarRun(MarkKind.COUNTED, "", date(2026, 9, 28), date(2026, 9, 30)),
        BarRun(MarkKind.HOLIDAY, "国庆节", date(2026, 10, 1), date(2026, 10, 7)),
        BarRun(MarkKind.COUNTED, "", date(2026, 10, 8), date(2026, 10, 9)),
    )


def test_a_weekend_inside_natural_days_does_not_cut_the_bar() -> None:
    found = deadline(CALENDAR, date(2026, 11, 5), Limit.parse("5d"))
    assert [run.days for run in bar(day_marks(CALENDAR, found))] == [1, 5]


@given(deadlines())
def test_the_runs_cover_the_marks_and_neighbours_differ(found: Deadline) -> None:
    marks = day_marks(CALENDAR, found)
    runs = bar(marks)
    assert sum(run.days for run in runs) == len(marks)
    assert all((a.kind, a.word) != (b.kind, b.word) for a, b in pairwise(runs))


@pytest.mark.parametrize("kind", MarkKind)
def test_every_kind_has_a_word_for_the_legend(kind: MarkKind) -> None:
    assert kind.word


# --- in words ------------------------------------------------------------------------------------


def test_the_last_day_is_told_with_what_was_skipped() -> None:
    assert told("2026-09-28", "5wd", event="收件") == (
        "自9月28日收件次日起算，第5个工作日为10月10日（周六，国庆节调休上班）；"
        f"跳过：10月1日至7日国庆节。依据日历{VERSION}。"
    )
    assert told("2026-09-24", "5wd", event="收件") == (
        "自9月24日收件次日起算，第5个工作日为10月9日（周五）；"
        f"跳过：9月25日至27日中秋节、10月1日至7日国庆节。依据日历{VERSION}。"
    )


def test_make_up_days_on_the_way_and_weekends_are_told() -> None:
    assert told("2026-09-14", "20wd", extension=Limit.parse("10wd"), event="受理") == (
        "自9月14日受理次日起算，第30个工作日为10月30日（周五）；"
        "跳过：9月25日至27日中秋节、10月1日至7日国庆节、周末6天；"
        "调休上班照常计入：9月20日（周日）、10月10日（周六）；"
        f"其中延长的10个工作日自10月19日起。依据日历{VERSION}。"
    )


def test_a_procedure_is_told_by_its_name_and_days() -> None:
    assert told("2026-11-02", "10wd", pauses=[REVIEW], event="受理") == (
        "自11月2日受理次日起算，第10个工作日为11月25日（周三）；跳过：周末6天；"
        f"暂停不计：11月6日、11月9日至13日、11月16日专家评审，共7天。依据日历{VERSION}。"
    )
    assert "已计8日，现已暂停，尚余2个工作日，恢复后才有到期日" in told(
        "2026-11-02", "10wd", pauses=[Pause(date(2026, 11, 12), None)]
    )


def test_a_rolled_date_is_told_with_where_it_came_from() -> None:
    assert told("2026-09-15", "10d") == (
        "自9月15日次日起算，第10日为9月25日（周五，中秋节），"
        f"逢休息日顺延至9月28日（周一）。依据日历{VERSION}。"
    )


def test_a_validity_says_that_it_does_not_roll() -> None:
    assert "第5日为10月5日（周一，国庆节），逢休息日不顺延" in told(
        "2026-09-30", "5d", rules=VALIDITY_RULES
    )


def test_a_provisional_date_is_reserved_and_shows_its_year() -> None:
    words = told("2026-08-31", "6mo", event="送达")
    assert "满6个月为2027年2月28日（周日），逢休息日顺延至2027年3月1日（周一）" in words
    assert "该日期为暂定，以国务院公布的2027年放假安排为准。" in words


def test_a_count_back_says_when_to_come_if_its_day_is_one_of_rest() -> None:
    assert told("2026-10-31", "30d", rules=BACK, event="有效期届满") == (
        "自10月31日有效期届满向前倒推（当天不计），第30日为10月1日（周四，国庆节）；"
        f"当天休息，到窗口办理请不晚于9月30日（周三）。依据日历{VERSION}。"
    )
    assert "当天休息" not in told("2026-12-31", "30d", rules=BACK)


def test_the_cut_off_is_told_first() -> None:
    rules = CountingRules(cutoff=time(17))
    assert told("2026-11-20T17:20", "5wd", rules=rules).startswith(
        "11月20日17:20在收件截止时间17:00之后收到，按11月23日收到计算。自11月23日次日起算"
    )
    assert told("2026-11-21T10:00", "5wd", rules=rules).startswith("11月21日10:00在休息日收到")
    assert told("2026-11-20T16:20", "5wd", rules=rules).startswith("自11月20日次日起算")


def test_hours_and_mixed_limits_are_told() -> None:
    assert "自11月20日15:30转办起算，满24小时为11月21日15:30（周六）" in told(
        "2026-11-20T15:30", "24h", event="转办"
    )
    assert "满3日再延长2个工作日为11月24日（周二）" in told(
        "2026-11-18", "3d", extension=Limit.parse("2wd")
    )


def test_on_the_spot_is_told_as_such() -> None:
    assert told("2026-11-20", "0wd") == f"时限为当场办结，即11月20日当日。依据日历{VERSION}。"


@given(deadlines())
def test_the_words_always_name_the_due_day_and_the_calendar(found: Deadline) -> None:
    words = in_words(CALENDAR, found, "收件")
    assert found.due is not None
    assert f"{found.due.month}月{found.due.day}日" in words
    assert words.endswith(f"依据日历{VERSION}。")
    assert "。。" not in words
    assert "；；" not in words
